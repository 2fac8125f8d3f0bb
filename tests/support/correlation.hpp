// Whether two series of standardised draws have something in common: their product, or that of
// their squares. 100,000 pairs show a correlation of 0.02, 4 standard errors beyond a chance of
// 0.01.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/support/statistics.hpp"

namespace armistice::support {

inline constexpr std::size_t kPairs = 100'000;

/// Standard draws in pairs: with the mean 0, the variance 1 and the variance of their squares
/// given.
struct Pairs {
  std::vector<double> first, second;
};

/// Empty if neither the draws nor their squares are correlated, within `errors` standard errors;
/// else which of the two, and how much.
inline std::string correlation_of(const Pairs& pairs, double errors = 4) {
  std::vector<double> products, squares;
  for (std::size_t i = 0; i < pairs.first.size(); ++i) {
    const double x = pairs.first[i], y = pairs.second[i];
    products.push_back(x * y);
    squares.push_back((x * x - 1) * (y * y - 1));
  }
  const auto values = mean_is(products, 0, errors), sizes = mean_is(squares, 0, errors);
  if (!values) return std::string("of draws: ") + values.message();
  if (!sizes) return std::string("of squares: ") + sizes.message();
  return "";
}

}  // namespace armistice::support
