#include "experiments/report/digits.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "experiments/input/counted.hpp"

namespace armistice {
namespace {

// From here on the sampling error of a share is below 2 points, and a tenth of a point is shown.
constexpr std::int64_t kTrialsForTenths = 2401;

constexpr double kMostWritten = 1e15;  // beyond, nobody counts digits

std::string rounded_percent(double share, std::int64_t trials) {
  return fmt::format("{:.{}f}", 100 * share, trials >= kTrialsForTenths ? 1 : 0);
}

/// Above 0 but less than can be shown: "< 0.1"; near 100 "> 99.9".
std::string percent(double share, std::int64_t trials) {
  const bool tenths = trials >= kTrialsForTenths;
  std::string text = rounded_percent(share, trials);
  if (share > 0 && text == rounded_percent(0, trials)) return tenths ? "< 0.1" : "< 1";
  if (share < 1 && text == rounded_percent(1, trials)) return tenths ? "> 99.9" : "> 99";
  return text;
}

/// So many that a number of this size has three digits.
int decimals_for(double size) {
  const double before_point = size > 0 ? std::floor(std::log10(size)) + 1 : 0;
  return static_cast<int>(std::clamp(3 - before_point, 0.0, 4.0));
}

std::string with_decimals(double x, int decimals) {
  if (decimals > 0) return fmt::format("{:.{}f}", x, decimals);
  if (std::abs(x) >= kMostWritten) return fmt::format("{:.2e}", x);
  return (x < 0 ? "-" : "") + with_thousands(std::llround(std::abs(x)));
}

/// With an exponent if it is tiny, or so large that nobody counts its digits.
std::string general_digits(double x, int digits) {
  const double size = std::abs(x), most = std::pow(10.0, digits);
  constexpr double kHalf = 0.5;  // from here on the last digit before the point rounds up
  if (size >= most - kHalf && size < kMostWritten) return fmt::format("{:.0f}", x);
  return fmt::format("{:.{}g}", x, digits);
}

/// Rounds what is before the point: 1,234 to two digits is 1,200.
double to_significant(double x, int digits) {
  const double size = std::abs(x);
  const double before_point = size > 0 ? std::floor(std::log10(size)) + 1 : 0;
  const double unit = std::pow(10, std::max(0.0, before_point - digits));
  return std::round(x / unit) * unit;
}

bool rounds_to_nothing(const std::string& digits) {
  return digits.find_first_not_of("0.") == std::string::npos;
}

}  // namespace

Digits Digits::of_share(std::int64_t trials) { return {Kind::kShare, trials, 0}; }
Digits Digits::of_mean(double largest) { return {Kind::kMean, 0, decimals_for(largest)}; }
Digits Digits::three() { return {Kind::kThree, 0, 0}; }
Digits Digits::fixed(int decimals) { return {Kind::kFixed, 0, decimals}; }
Digits Digits::fixed_percent(int decimals) { return {Kind::kPercent, 0, decimals}; }
Digits Digits::general(int digits) { return {Kind::kGeneral, 0, digits}; }
Digits Digits::general_percent(int digits) { return {Kind::kGeneralPercent, 0, digits}; }
Digits Digits::exact() { return {Kind::kExact, 0, 0}; }
Digits Digits::significant(int digits) { return {Kind::kSignificant, 0, digits}; }
Digits Digits::points() { return {Kind::kPoints, 0, 2}; }

std::string Digits::plain(double x) const {
  const std::string text = written(x);
  const bool sign_alone =
      text.starts_with('-') && text.size() > 1 && rounds_to_nothing(text.substr(1));
  return sign_alone ? text.substr(1) : text;
}

std::string Digits::written(double x) const {
  if (std::isnan(x)) return "-";
  switch (kind_) {
    case Kind::kShare:
      return percent(x, trials_);
    case Kind::kMean:
      return with_decimals(x, decimals_);
    case Kind::kThree:
      return with_decimals(x, decimals_for(std::abs(x)));
    case Kind::kFixed:
      return fmt::format("{:.{}f}", x, decimals_);
    case Kind::kGeneral:
      return general_digits(x, decimals_);
    case Kind::kGeneralPercent:
      return general_digits(100 * x, decimals_);
    case Kind::kExact:
      return fmt::format("{}", x);
    case Kind::kSignificant:
      return with_decimals(to_significant(x, decimals_), 0);
    case Kind::kPercent:
    case Kind::kPoints:
      break;
  }
  return fmt::format("{:.{}f}", 100 * x, decimals_);
}

std::string Digits::unit() const {
  if (kind_ == Kind::kPoints) return " points";
  const bool percent =
      kind_ == Kind::kShare || kind_ == Kind::kPercent || kind_ == Kind::kGeneralPercent;
  return percent ? " %" : "";
}

std::string Digits::with_unit(double x) const {
  return std::isnan(x) ? plain(x) : plain(x) + unit();
}

std::string Digits::rounded(double x) const {
  return kind_ == Kind::kShare && !std::isnan(x) ? rounded_percent(x, trials_) : plain(x);
}

std::string Digits::change(double x) const {
  if (std::isnan(x)) return "-";
  std::string text = rounded(std::abs(x));
  if (rounds_to_nothing(text)) return text;
  return (x < 0 ? "-" : "+") + text;
}

std::string Digits::range(double low, double high, std::string_view between) const {
  if (std::isnan(low)) return "";
  if (kind_ != Kind::kShare) return joined_range(plain(low), plain(high), between);
  const std::string first = rounded_percent(low, trials_), last = rounded_percent(high, trials_);
  if (first != last) return fmt::format("{}{}{}", first, between, last);
  const std::string end = percent(low < 0.5 ? high : low, trials_);  // the one away from 0 or 100
  return end == first ? joined_range(first, last, between) : end;
}

std::string Digits::range_with_unit(double low, double high) const {
  return std::isnan(low) ? "" : range(low, high) + unit();
}

std::string Digits::range_of_changes(double low, double high) const {
  if (std::isnan(low) || (low == 0 && high == 0)) return "-";
  const std::string first = change(low), last = change(high);
  if (!rounds_to_nothing(first) || !rounds_to_nothing(last)) {
    return joined_range(first, last, " to ");
  }
  std::string least = first;  // the smallest number that would be shown
  least.back() = '1';
  return "within +-" + least;
}

std::string Digits::with_half_width(double x, double low, double high) const {
  std::string whole = range(low, high);
  if (whole.starts_with('<') || whole.starts_with('>')) return whole;
  std::string half = plain((high - low) / 2);
  if (half.starts_with("< ")) half.erase(0, 2);  // at most
  return fmt::format("{} +- {}", rounded(x), half);
}

std::string joined_range(const std::string& low, const std::string& high,
                         std::string_view between) {
  return low == high ? "about " + low : fmt::format("{}{}{}", low, between, high);
}

}  // namespace armistice
