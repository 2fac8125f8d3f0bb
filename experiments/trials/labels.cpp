#include "experiments/trials/labels.hpp"

#include <algorithm>
#include <array>

#include "agents/interface/declarations.hpp"

namespace armistice {
namespace {

constexpr Outcome kOfFull[] = {Outcome::kNegotiatedPeace, Outcome::kDeFactoCeasefire,
                               Outcome::kDefeat, Outcome::kContinuedWar};
constexpr Outcome kOfCore[] = {Outcome::kNegotiatedPeace, Outcome::kDeFactoCeasefire,
                               Outcome::kContinuedWar};

constexpr Share kReported[] = {Share::kNegotiatedAll,
                               Share::kDeFactoAll,
                               Share::kDefeatAll,
                               Share::kContinuedWarAll,
                               Share::kStrength,
                               Share::kCapitulation,
                               Share::kIntermediate,
                               Share::kDefenderCollapse,
                               Share::kInvaderCollapse,
                               Share::kSettlement,
                               Share::kImposed,
                               Share::kArmistice,
                               Share::kArmisticeGuaranteed,
                               Share::kArmisticeBare,
                               Share::kFadeOut,
                               Share::kFadeOutGuaranteed,
                               Share::kFadeOutBare,
                               Share::kGuaranteed,
                               Share::kBare,
                               Share::kUkraineDefeated,
                               Share::kRussiaDefeated,
                               Share::kFighting,
                               Share::kWiderWarFirst,
                               Share::kBargained,
                               Share::kDictated,
                               Share::kStrengthStatus,
                               Share::kFightingAtHorizon,
                               Share::kStoppedAtHorizon,
                               Share::kAcceptable,
                               Share::kLastingStop,
                               Share::kDurableAcceptablePeace,
                               Share::kDurableAcceptableWide,
                               Share::kDirectClash,
                               Share::kWiderWar,
                               Share::kAbsorbed,
                               Share::kNuclearUse};
static_assert(std::size(kReported) == kShares);

constexpr Share kFirstStops[] = {Share::kNegotiatedAll,
                                 Share::kBargained,
                                 Share::kStrength,
                                 Share::kIntermediate,
                                 Share::kCapitulation,
                                 Share::kDictated,
                                 Share::kDefenderCollapse,
                                 Share::kInvaderCollapse,
                                 Share::kSettlement,
                                 Share::kImposed,
                                 Share::kDeFactoAll,
                                 Share::kArmisticeGuaranteed,
                                 Share::kArmisticeBare,
                                 Share::kFadeOutGuaranteed,
                                 Share::kFadeOutBare,
                                 Share::kGuaranteed,
                                 Share::kBare,
                                 Share::kDefeatAll,
                                 Share::kUkraineDefeated,
                                 Share::kRussiaDefeated,
                                 Share::kContinuedWarAll,
                                 Share::kFighting,
                                 Share::kWiderWarFirst};

template <class Shares>
std::vector<Share> those_of(const Shares& shares, LabelsUsed labels) {
  std::vector<Share> chosen;
  std::copy_if(std::begin(shares), std::end(shares), std::back_inserter(chosen),
               [labels](Share share) { return is_reported(share, labels); });
  return chosen;
}

}  // namespace

LabelsUsed labels_of(std::span<const Scenario> scenarios) {
  LabelsUsed used;
  for (const Scenario& scenario : scenarios) {
    (scenario.structure.labels_of_core ? used.core : used.full) = true;
  }
  return used;
}

LabelsUsed labels_of(const Scenario& scenario) { return labels_of(std::span(&scenario, 1)); }

bool is_reported(Share share, LabelsUsed labels) {
  switch (share_declarations()[static_cast<std::size_t>(share)].labels) {
    case Labels::kCore:
      return labels.core;
    case Labels::kFull:
      return labels.full;
    case Labels::kBoth:
      break;
  }
  return true;
}

std::span<const Outcome> headlines_of(LabelsUsed labels) {
  if (labels.full) return kOfFull;
  return kOfCore;
}

Share share_of(Outcome headline) {
  switch (headline) {
    case Outcome::kNegotiatedPeace:
      return Share::kNegotiatedAll;
    case Outcome::kDeFactoCeasefire:
      return Share::kDeFactoAll;
    case Outcome::kDefeat:
      return Share::kDefeatAll;
    case Outcome::kContinuedWar:
      break;
  }
  return Share::kContinuedWarAll;
}

std::vector<Share> reported_shares(LabelsUsed labels) { return those_of(kReported, labels); }

std::vector<Share> first_stop_shares(LabelsUsed labels, bool wider_war) {
  std::vector<Share> shares = those_of(kFirstStops, labels);
  // Without the core's labels a cease-fire is told by its four details, which these two cut across.
  if (!labels.core) {
    std::erase_if(shares, [](Share s) { return s == Share::kGuaranteed || s == Share::kBare; });
  }
  if (!wider_war) {
    std::erase_if(shares,
                  [](Share s) { return s == Share::kFighting || s == Share::kWiderWarFirst; });
  }
  return shares;
}

std::vector<Detail> details_of(LabelsUsed labels) {
  std::vector<Detail> details;
  for (int d = 0; d < kDetails; ++d) {
    const auto detail = static_cast<Detail>(d);
    const bool both = detail == Detail::kFighting;
    if (both || (uses_labels_of_core(detail) ? labels.core : labels.full)) {
      details.push_back(detail);
    }
  }
  return details;
}

}  // namespace armistice
