#include "experiments/output/estimate.hpp"

#include <algorithm>

#include "agents/declarations.hpp"
#include "experiments/ensemble/confidence_sequence.hpp"

namespace armistice {
namespace {

constexpr Share kReported[] = {Share::kNegotiatedAll,    Share::kDeFactoAll,
                               Share::kContinuedWarAll,  Share::kStrength,
                               Share::kCapitulation,     Share::kIntermediate,
                               Share::kDefenderCollapse, Share::kInvaderCollapse,
                               Share::kGuaranteed,       Share::kBare,
                               Share::kBargained,        Share::kDictated,
                               Share::kStrengthStatus,   Share::kFightingAtHorizon,
                               Share::kStoppedAtHorizon, Share::kDurableAcceptablePeace,
                               Share::kDirectClash,      Share::kNuclearUse};
static_assert(std::size(kReported) == kShares);

}  // namespace

ShareEstimate estimate(const Ensemble& ensemble, Share share) {
  return {ensemble.tally.count(share), ensemble.tally.share(share),
          sampling_interval(ensemble, ensemble.tally.count(share)),
          parameter_range(ensemble.nested.of(share))};
}

Interval sampling_interval(const Ensemble& ensemble, std::int64_t count) {
  const auto interval = ensemble.settings.precision > 0 ? share_sequence : wilson_interval;
  return interval(count, ensemble.tally.trials);
}

std::span<const Share> reported_shares() { return kReported; }

ShareName reported_name(Share share) { return name_of(share); }

std::string table_label(Share share) {
  const ShareDeclaration& declared = share_declarations()[static_cast<std::size_t>(share)];
  return std::string(2 * static_cast<std::size_t>(declared.depth), ' ') +
         std::string(declared.label);
}

double share_by(const Tally& tally, Outcome outcome, int month) {
  const auto stopped = [&](Outcome o) { return tally.stops_by(o, month); };
  const std::int64_t count =
      outcome == Outcome::kContinuedWar
          ? tally.trials - stopped(Outcome::kNegotiatedPeace) - stopped(Outcome::kDeFactoCeasefire)
          : stopped(outcome);
  return static_cast<double>(count) / static_cast<double>(tally.trials);
}

Relapse relapse_within(const Tally& tally, int months_since_stop) {
  return relapse_of(tally.peace_survival(months_since_stop));
}

Relapse relapse_of(const Survival& peace) {
  const double half_width = kNormalQuantile975 * peace.standard_error;
  const double share = 1 - peace.share;
  return {peace.at_risk > 0,
          share,
          {std::max(0.0, share - half_width), std::min(1.0, share + half_width)}};
}

}  // namespace armistice
