// What each kind of work costs on this processor, in lanes.
#pragma once

#include <string_view>

namespace armistice {

/// Does work of one kind on a table of `kPrimitiveTable` floats, in and out, `rounds` times over.
using Primitive = void (*)(float* table, int rounds);
inline constexpr int kPrimitiveTable = 1024;

struct Primitives {
  std::string_view name;  // of the lane set
  int lanes;
  Primitive of_work[9];  // in the order of Work
  /// Reads each float of a table of that size and writes it again.
  void (*touch)(float* table, int floats, int rounds);
};

#if defined(__x86_64__)
const Primitives& primitives_sse2();
const Primitives& primitives_avx2();
const Primitives& primitives_avx512();
#endif
const Primitives& primitives_scalar();

}  // namespace armistice
