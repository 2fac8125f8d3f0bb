// Numbers in sentences and tables of choices between options: digits that suit their size.
#pragma once

#include <string>

#include "experiments/comparison/difference.hpp"

namespace armistice {

/// How a quantity is written: a share in percent with the digits that its trials support, a mean
/// with three digits.
class Figures {
 public:
  Figures(const Compared& what, std::int64_t trials) : trials_(trials), share_(what.index() == 0) {}

  std::string plain(double x) const;                 // "88.4"; "-" for what is no number
  std::string with_unit(double x) const;             // "88.4 %"
  std::string range(double low, double high) const;  // "87.9 to 88.8"; empty if unknown
  /// A difference of it: "0.4 points", or as it is.
  std::string amount(double x) const;
  /// "0.1 to 0.4 points"; a difference with no value is "-".
  std::string amounts(const Interval& interval) const;

 private:
  std::int64_t trials_;
  bool share_;
};

/// Three digits: "0.0123", "12.3", "1,230".
std::string three_digits(double x);

}  // namespace armistice
