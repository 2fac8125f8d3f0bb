// The rows of outcomes.csv: what a trial may or may not count towards. Every share of trials that
// is reported, with its interval and its range over parameter sets, is one of these.
#pragma once

#include <cstdint>
#include <string_view>

#include "agents/interface/kernel.hpp"
#include "core/outcome.hpp"

namespace armistice {

/// In the order of agents/interface/shares.def. The three `...All` sum to the trials; so do the two
/// at the horizon.
enum class Share : int {
#define SHARE(share, ...) share,
#include "agents/interface/shares.def"
#undef SHARE
  count
};
inline constexpr int kOutcomes = 3;
inline constexpr int kShares = static_cast<int>(Share::count);

/// The first two columns of outcomes.csv.
struct ShareName {
  std::string_view outcome, detail;
};
ShareName name_of(Share share);

/// The headline outcome that a sub-class belongs to.
Outcome outcome_of(Detail detail);

/// What of a trial decides that, as `result`, a function of a Result, has it.
struct TrialEnding {
  Detail detail = Detail::kFighting;
  bool strength_status = false, fighting_at_horizon = false;
  bool relapsed = false, acceptable_terms = false, left_neutral = false;
  bool direct_clash = false, wider_war = false, armistice = false, absorbed = false,
       nuclear_use = false;
};
/// The line of contact, nothing recognised, sanctions not all lifted, and a guarantee that is
/// there.
template <class ResultOf>
bool keeps_acceptable_terms(const ResultOf& result) {
  constexpr float kFullRelief = 3;  // agents/interface/codes.def
  return result(Result::end_month) > 0 && result(Result::term_territory) == 0 &&
         result(Result::term_status) == 0 && result(Result::term_economy) < kFullRelief &&
         result(Result::guarantee_in_time) > 0.5f;
}

template <class ResultOf>
TrialEnding ending_of(const ResultOf& result) {
  const auto flag = [&result](Result r) { return result(r) > 0.5f; };  // a month: that it came
  return {.detail = static_cast<Detail>(result(Result::detail)),
          .strength_status = flag(Result::strength_status),
          .fighting_at_horizon = flag(Result::fighting_at_horizon),
          .relapsed = flag(Result::relapsed),
          .acceptable_terms = keeps_acceptable_terms(result),
          .left_neutral = result(Result::term_security) == 0 && result(Result::end_month) > 0,
          .direct_clash = flag(Result::direct_clash_month),
          .wider_war = flag(Result::wider_war_month),
          .armistice = flag(Result::armistice),
          .absorbed = flag(Result::absorption_month),
          .nuclear_use = flag(Result::nuclear_use_month)};
}

/// The shares that a trial counts towards, one bit for each. All counts of trials use this
/// function.
std::uint32_t shares_of(const TrialEnding& ending);

inline bool counts_towards(std::uint32_t shares, Share share) {
  return (shares >> static_cast<int>(share)) & 1u;
}

}  // namespace armistice
