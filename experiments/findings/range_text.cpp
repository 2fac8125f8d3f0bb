#include "experiments/findings/range_text.hpp"

#include <fmt/format.h>

#include "experiments/report/digits.hpp"

namespace armistice {
std::string percent(double share, std::int64_t trials) {
  return Digits::of_share(trials).plain(share);
}

std::string percent_range(double low, double high, std::int64_t trials, std::string_view between) {
  return Digits::of_share(trials).range(low, high, between);
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
