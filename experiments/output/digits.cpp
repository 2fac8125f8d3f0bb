#include "experiments/output/digits.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "experiments/input/counted.hpp"
#include "experiments/output/range_text.hpp"

namespace armistice {
namespace {

bool rounds_to_nothing(const std::string& digits) {
  return digits.find_first_not_of("0.") == std::string::npos;
}

}  // namespace

Digits::Digits(bool share, double largest, std::int64_t trials) : trials_(trials), share_(share) {
  const double before_point = largest > 0 ? std::floor(std::log10(largest)) + 1 : 0;
  decimals_ = static_cast<int>(std::clamp(3 - before_point, 0.0, 4.0));
}

std::string Digits::plain(double x) const {
  if (std::isnan(x)) return "-";
  if (share_) return percent(x, trials_);
  if (decimals_ > 0) return fmt::format("{:.{}f}", x, decimals_);
  constexpr double kMostWritten = 1e15;  // beyond, nobody counts digits
  if (std::abs(x) >= kMostWritten) return fmt::format("{:.2e}", x);
  return (x < 0 ? "-" : "") + with_thousands(std::llround(std::abs(x)));
}

std::string Digits::with_unit(double x) const { return plain(x) + (share_ ? " %" : ""); }

std::string Digits::change(double x) const {
  if (std::isnan(x)) return "-";
  std::string size = share_ ? rounded_percent(std::abs(x), trials_) : plain(std::abs(x));
  if (rounds_to_nothing(size)) return size;
  return (x < 0 ? "-" : "+") + size;
}

std::string Digits::range(double low, double high) const {
  if (std::isnan(low) || (low == 0 && high == 0)) return "-";
  const std::string first = change(low), last = change(high);
  if (!rounds_to_nothing(first) || !rounds_to_nothing(last)) {
    return joined_range(first, last, " to ");
  }
  std::string least = first;  // the smallest number that would be shown
  least.back() = '1';
  return "within +-" + least;
}

}  // namespace armistice
