// Compiled once for each lane set, with the options of its kernel.
#include "bench/floor/primitives.hpp"

#include "core/chance.hpp"

namespace armistice {
inline namespace ARMISTICE_LANE_SET {
namespace {

/// Applies `f` to each lane-wide part of the table. Parts do not wait for each other, as most of a
/// month's numbers do not.
template <class F>
void over(float* table, int rounds, const F& f) {
  for (int r = 0; r < rounds; ++r) {
    for (int i = 0; i < kPrimitiveTable; i += kLanes) f(Real::load(table + i)).store(table + i);
    __asm__ volatile("" : : "r"(table) : "memory");
  }
}

Chance chance_of(Real x) { return {bits_of(x), Words(7u), {1u, 2u}, false}; }

void blocks(float* table, int rounds) {
  over(table, rounds, [](Real x) {
    const WordBlock w = draw_words(chance_of(x), 5, Purpose::kWorld);
    return real_from_bits((w.word[0] ^ w.word[1] ^ w.word[2] ^ w.word[3]) & Words(0x3fffffffu));
  });
}
void uniforms(float* table, int rounds) {
  over(table, rounds, [](Real x) { return uniform_from(bits_of(x)); });
}
void normal_pairs(float* table, int rounds) {
  over(table, rounds, [](Real x) {
    const NormalPair pair = normals_from(bits_of(x), bits_of(x) ^ Words(0x12345678u));
    return pair.first + pair.second;
  });
}
void exponentials(float* table, int rounds) {
  over(table, rounds, [](Real x) { return exp(x * Real(0.001)); });
}
void logarithms(float* table, int rounds) {
  over(table, rounds, [](Real x) { return log(x * x + Real(1.5)); });
}
void divisions(float* table, int rounds) {
  over(table, rounds, [](Real x) { return Real(1.5) / x; });
}
void roots(float* table, int rounds) {
  over(table, rounds, [](Real x) { return sqrt(x); });
}
/// Seventeen of them for each load and store, as below.
void arithmetic(float* table, int rounds) {
  over(table, rounds, [](Real x) {
    Real a = x, b = x;
    for (int k = 0; k < 4; ++k) {
      a = a * Real(0.99) + Real(0.01);
      b = b * Real(1.01) + Real(-0.01);
    }
    return a * b;
  });
}
void choices(float* table, int rounds) {
  over(table, rounds, [](Real x) {
    Real a = x, b = x;
    for (int k = 0; k < 4; ++k) {
      a = select(a > Real(k), a, b);
      b = min(max(b, a), Real(k));
    }
    return max(a, b);
  });
}
void touch(float* table, int floats, int rounds) {
  for (int r = 0; r < rounds; ++r) {
    for (int i = 0; i < floats; i += kLanes) (Real::load(table + i) + Real(1)).store(table + i);
    __asm__ volatile("" : : "r"(table) : "memory");
  }
}

}  // namespace
}  // namespace ARMISTICE_LANE_SET

const Primitives& ARMISTICE_JOIN(primitives_, ARMISTICE_LANE_SET)() {
  static constexpr Primitives primitives{ARMISTICE_QUOTE(ARMISTICE_LANE_SET),
                                         kLanes,
                                         {blocks, uniforms, normal_pairs, exponentials, logarithms,
                                          divisions, roots, arithmetic, choices},
                                         touch};
  return primitives;
}

}  // namespace armistice
