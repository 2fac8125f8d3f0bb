// What a number that the lanes write can be: from its kind and its unit. A value beyond it is a
// fault of the program, and reaches no file.
#pragma once

#include "agents/interface/declarations.hpp"

namespace armistice {

struct PossibleRange {
  double low, high;

  /// Sums of single precision are a little off at the ends.
  constexpr bool admits(double x) const {
    constexpr double kRounding = 1e-4;
    return x >= low - kRounding && x <= high + kRounding;
  }
};

/// What a value that is there can be: kNever, where a trial may have none, is not within it.
PossibleRange possible_range(const ResultDeclaration& result);
PossibleRange possible_range(const DonorResultDeclaration& result);
PossibleRange possible_range(const QuantityDeclaration& quantity);

}  // namespace armistice
