// The rows of outcomes.csv: what a trial may or may not count towards. Every share of trials that
// is reported, with its interval and its range over parameter sets, is one of these.
#pragma once

#include <cstdint>
#include <string_view>

#include "agents/interface/kernel.hpp"
#include "core/outcome.hpp"

namespace armistice {

/// In the order of agents/interface/shares.def. The four `...All` of the headlines sum to the
/// trials; so do the two at the horizon.
enum class Share : int {
#define SHARE(share, ...) share,
#include "agents/interface/shares.def"
#undef SHARE
  count
};
inline constexpr int kOutcomes = 4;
inline constexpr int kShares = static_cast<int>(Share::count);
/// Shares that a trial counts towards, a bit for each.
using ShareBits = std::uint64_t;

/// The first two columns of outcomes.csv.
struct ShareName {
  std::string_view outcome, detail;
};
ShareName name_of(Share share);

/// The headline outcome that a sub-class belongs to.
Outcome outcome_of(Detail detail);
/// Whether only the core mechanisms call an ending that. Both call a war that goes on fighting.
bool uses_labels_of_core(Detail detail);

/// What of a trial decides that, as `result`, a function of a Result, has it.
struct TrialEnding {
  Detail detail = Detail::kFighting;
  bool strength_status = false, fighting_at_horizon = false;
  bool relapsed = false, acceptable_terms = false, strong_terms = false;
  bool direct_clash = false, wider_war = false, absorbed = false, nuclear_use = false;
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

/// A force or NATO promised, whatever was paid for it; or the EU, at the line of contact and with
/// nothing recognised.
template <class ResultOf>
bool has_strong_terms(const ResultOf& result) {
  constexpr float kEu = 2, kNatoForce = 5;  // agents/interface/codes.def
  const float security = result(Result::term_security);
  if (result(Result::end_month) <= 0 || security > kNatoForce) return false;
  return security > kEu || (security == kEu && result(Result::term_territory) == 0 &&
                            result(Result::term_status) == 0);
}

template <class ResultOf>
TrialEnding ending_of(const ResultOf& result) {
  const auto flag = [&result](Result r) { return result(r) > 0.5f; };  // a month: that it came
  return {.detail = static_cast<Detail>(result(Result::detail)),
          .strength_status = flag(Result::strength_status),
          .fighting_at_horizon = flag(Result::fighting_at_horizon),
          .relapsed = flag(Result::relapsed),
          .acceptable_terms = keeps_acceptable_terms(result),
          .strong_terms = has_strong_terms(result),
          .direct_clash = flag(Result::direct_clash_month),
          .wider_war = flag(Result::wider_war_month),
          .absorbed = flag(Result::absorption_month),
          .nuclear_use = flag(Result::nuclear_use_month)};
}

/// The shares that a trial counts towards. All counts of trials use this function.
ShareBits shares_of(const TrialEnding& ending);

inline bool counts_towards(ShareBits shares, Share share) {
  return (shares >> static_cast<int>(share)) & 1u;
}

}  // namespace armistice
