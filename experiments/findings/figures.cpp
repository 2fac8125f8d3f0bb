#include "experiments/findings/figures.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "experiments/report/digits.hpp"

namespace armistice {

std::string three_digits(double x) { return Digits::three().plain(x); }

std::string Figures::plain(double x) const {
  if (std::isnan(x)) return "-";
  return share_ ? Digits::of_share(trials_).plain(x) : three_digits(x);
}

std::string Figures::with_unit(double x) const { return plain(x) + (share_ ? " %" : ""); }

std::string Figures::range(double low, double high) const {
  if (std::isnan(low)) return "";
  if (share_) return Digits::of_share(trials_).range(low, high);
  return joined_range(plain(low), plain(high), " to ");
}

std::string Figures::amount(double x) const {
  if (std::isnan(x)) return "-";
  return share_ ? fmt::format("{:.2f} points", 100 * x) : three_digits(x);
}

std::string Figures::amounts(const Interval& interval) const {
  if (std::isnan(interval.low)) return "-";
  return share_ ? fmt::format("{:.2f} to {:.2f} points", 100 * interval.low, 100 * interval.high)
                : three_digits(interval.low) + " to " + three_digits(interval.high);
}

}  // namespace armistice
