#include "experiments/output/figures.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "experiments/input/counted.hpp"
#include "experiments/output/range_text.hpp"

namespace armistice {

std::string three_digits(double x) {
  if (std::isnan(x)) return "-";
  const double size = std::abs(x);
  const double before_point = size > 0 ? std::floor(std::log10(size)) + 1 : 0;
  const int decimals = static_cast<int>(std::clamp(3 - before_point, 0.0, 4.0));
  if (decimals > 0) return fmt::format("{:.{}f}", x, decimals);
  constexpr double kMostWritten = 1e15;  // beyond, nobody counts digits
  if (size >= kMostWritten) return fmt::format("{:.2e}", x);
  return (x < 0 ? "-" : "") + with_thousands(std::llround(size));
}

std::string Figures::plain(double x) const {
  if (std::isnan(x)) return "-";
  return share_ ? percent(x, trials_) : three_digits(x);
}

std::string Figures::with_unit(double x) const { return plain(x) + (share_ ? " %" : ""); }

std::string Figures::range(double low, double high) const {
  if (std::isnan(low)) return "";
  if (share_) return percent_range(low, high, trials_, " to ");
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
