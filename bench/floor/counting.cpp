#include "bench/floor/counting.hpp"

#include "agents/kernel/batch.hpp"

namespace armistice {
inline namespace ARMISTICE_LANE_SET {
namespace {

constexpr std::size_t kProductsOfBlock = 20;

Counts operator-(const Counts& a, const Counts& b) {
  return {a.arithmetic - b.arithmetic, a.divisions - b.divisions,
          a.roots - b.roots,           a.choices - b.choices,
          a.loads - b.loads,           a.stores - b.stores,
          a.products - b.products,     a.exponentials - b.exponentials,
          a.logarithms - b.logarithms, a.normal_pairs - b.normal_pairs,
          a.halvings - b.halvings};
}

/// What one call of `f` consists of.
template <class F>
Counts inside(const F& f) {
  const Counts before = counted_work;
  f();
  return counted_work - before;
}

Real keep;  // results that nobody reads

struct Functions {
  Counts exponential = inside([] { keep = exp(Real(0.3)); });
  Counts logarithm = inside([] { keep = log(Real(0.3)); });
  Counts pair = inside([] { keep = normals_from(Words(12345u), Words(54321u)).first; });
  Counts uniform = inside([] { keep = uniform_from(Words(12345u)); });
};

/// The work of these counts, without what lies inside the functions.
WorkCounts works_of(const Counts& all) {
  static const Functions f;
  const auto number = [](std::uint64_t n) { return static_cast<double>(n); };
  const double pairs = number(all.normal_pairs);
  const double logs = number(all.logarithms) - pairs;  // one is in each pair
  const double exps = number(all.exponentials);
  // A pair halves three words: the radius's and the angle's sign, and its uniform is its own.
  const double uniforms = number(all.halvings) - pairs * number(f.pair.halvings);
  const auto rest = [&](auto member) {
    return number(all.*member) - exps * number(f.exponential.*member) -
           logs * number(f.logarithm.*member) - pairs * number(f.pair.*member) -
           uniforms * number(f.uniform.*member);
  };
  WorkCounts works{};
  works[static_cast<int>(Work::kBlock)] = number(all.products) / kProductsOfBlock;
  works[static_cast<int>(Work::kUniform)] = uniforms;
  works[static_cast<int>(Work::kNormalPair)] = pairs;
  works[static_cast<int>(Work::kExp)] = exps;
  works[static_cast<int>(Work::kLog)] = logs;
  works[static_cast<int>(Work::kDivision)] = rest(&Counts::divisions);
  works[static_cast<int>(Work::kRoot)] = rest(&Counts::roots);
  works[static_cast<int>(Work::kArithmetic)] = rest(&Counts::arithmetic);
  works[static_cast<int>(Work::kChoice)] = rest(&Counts::choices);
  return works;
}

std::array<WorkCounts, kSteps> steps{};
Counts marked;

/// What was counted since the last mark belongs to a step.
void mark(int step) {
  const WorkCounts more = works_of(counted_work - marked);
  for (int w = 0; w < kWorks; ++w) {
    steps[static_cast<std::size_t>(step)][static_cast<std::size_t>(w)] +=
        more[static_cast<std::size_t>(w)];
  }
  marked = counted_work;
}

/// Counts up to each place where an observer is told of something.
struct StepCounter {
  void leaders(const auto&...) const { mark(0); }
  void third_parties(const auto&...) const { mark(0); }
  void war(const auto&...) const { mark(1); }
  void outlook(const auto&...) const { mark(2); }
  void institutions(const auto&...) const { mark(3); }
  void collapse_risk(const auto&...) const { mark(4); }
  void talks(const auto&...) const { mark(4); }
  void wishes(const auto&...) const { mark(4); }
  void truce(const auto&...) const { mark(4); }
  void choice(const auto&...) const { mark(4); }
  void risk_of_attack(const auto&...) const { mark(4); }
  void attack(const auto&...) const { mark(4); }
  void violations(const auto&...) const { mark(5); }
  void reinvasion(const auto&...) const { mark(5); }
  void breach(const auto&...) const { mark(5); }
  void guarantees(const auto&...) const { mark(5); }
  void month_end(const auto&...) const { mark(6); }
};

void run_counted(const BatchInput& in, const BatchOutput& out) {
  StepCounter counter;
  marked = counted_work;
  run_batch(in, out, counter);
  mark(6);
}

}  // namespace
}  // namespace ARMISTICE_LANE_SET

const Kernel& counting_kernel() {
  static constexpr Kernel kernel{"counted", kLanes,        kParameters, &run_counted,
                                 kResults,  kDonorResults, kQuantities};
  return kernel;
}

std::array<WorkCounts, kSteps> counted_steps() {
  const auto counted = steps;
  steps = {};
  return counted;
}

std::size_t state_bytes() { return sizeof(Trial) + sizeof(Flows) + sizeof(Ledger); }

}  // namespace armistice
