#include "experiments/output/range_text.hpp"

#include <fmt/format.h>

#include <cmath>

namespace armistice {
namespace {

// From here on the sampling error of a share is below 2 points, and a tenth of a point is shown.
constexpr std::int64_t kTrialsForTenths = 2401;

}  // namespace

std::string rounded_percent(double share, std::int64_t trials) {
  if (std::isnan(share)) return "-";
  return fmt::format("{:.{}f}", 100 * share, trials >= kTrialsForTenths ? 1 : 0);
}

std::string percent(double share, std::int64_t trials) {
  const bool tenths = trials >= kTrialsForTenths;
  const std::string text = rounded_percent(share, trials);
  if (share > 0 && text == rounded_percent(0, trials)) return tenths ? "< 0.1" : "< 1";
  if (share < 1 && text == rounded_percent(1, trials)) return tenths ? "> 99.9" : "> 99";
  return text;
}

std::string percent_range(double low, double high, std::int64_t trials, std::string_view between) {
  if (std::isnan(low)) return "";
  const std::string first = rounded_percent(low, trials), last = rounded_percent(high, trials);
  if (first != last) return fmt::format("{}{}{}", first, between, last);
  const std::string end = percent(low < 0.5 ? high : low, trials);  // the one away from 0 or 100
  return end == first ? joined_range(first, last, between) : end;
}

std::string joined_range(const std::string& low, const std::string& high,
                         std::string_view between) {
  return low == high ? "about " + low : fmt::format("{}{}{}", low, between, high);
}

std::string no_range_cell(RangeBasis basis, std::int64_t sets) {
  switch (basis) {
    case RangeBasis::kZero:
    case RangeBasis::kAlike:
      return why_no_range(basis, sets);
    case RangeBasis::kMostAlike:
      return "the same in 9 of 10";
    case RangeBasis::kChance:
      return "no more than chance";
    case RangeBasis::kNoSets:
    case RangeBasis::kTooFewSets:
    case RangeBasis::kRange:
      break;
  }
  return "-";
}

std::string ranges_title(std::int64_t sets) {
  if (sets >= kLeastSets) {
    return fmt::format("ranges from {} parameter sets, each run {} times", sets, kReplicates);
  }
  return fmt::format("no ranges over parameter sets: {}",
                     why_no_range(sets == 0 ? RangeBasis::kNoSets : RangeBasis::kTooFewSets, sets));
}

}  // namespace armistice
