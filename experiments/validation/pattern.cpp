#include "experiments/validation/pattern.hpp"

#include <fmt/format.h>

namespace armistice {

const char* name_of(PatternKind kind) {
  switch (kind) {
    case PatternKind::kFitted:
      return "fitted";
    case PatternKind::kBuiltIn:
      return "built in";
    case PatternKind::kIndependent:
      break;
  }
  return "independent";
}

std::string to_string(const Target& target) {
  const bool low = std::isfinite(target.low), high = std::isfinite(target.high);
  if (low && high) return fmt::format("{} to {}", target.low, target.high);
  return low ? fmt::format("at least {}", target.low) : fmt::format("at most {}", target.high);
}

}  // namespace armistice
