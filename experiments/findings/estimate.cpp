#include "experiments/findings/estimate.hpp"

#include "agents/interface/declarations.hpp"
#include "experiments/trials/confidence_sequence.hpp"

namespace armistice {
namespace {

Interval sampling_interval(const RunSettings& settings, std::int64_t count, std::int64_t trials) {
  const auto interval = settings.precision > 0 ? share_sequence : wilson_interval;
  return interval(count, trials);
}

}  // namespace

ShareEstimate estimate(const Ensemble& ensemble, Share share) {
  return {ensemble.tally.count(share), ensemble.tally.share(share),
          sampling_interval(ensemble, ensemble.tally.count(share)),
          parameter_range(ensemble.nested.of(share))};
}

ShareEstimate estimate_by(const Ensemble& ensemble, Outcome outcome, int month) {
  const std::int64_t count = count_by(ensemble.tally, outcome, month);
  const bool nested = ensemble.nested.sets > 0;
  return {count, share_by(ensemble.tally, outcome, month), sampling_interval(ensemble, count),
          parameter_range(nested ? ensemble.nested.by(outcome, month) : ReplicateHistogram{})};
}

ShareEstimate estimate_by(const PairedEnsemble& ensemble, std::size_t date, std::size_t scenario,
                          Outcome outcome) {
  const auto o = static_cast<std::size_t>(outcome);
  const std::int64_t count = ensemble.dates[date].scenarios[scenario][o];
  const DateSets& sets = ensemble.date_sets[date];
  return {
      count, static_cast<double>(count) / static_cast<double>(ensemble.trials()),
      sampling_interval(ensemble.settings, count, ensemble.trials()),
      parameter_range(sets.scenarios.empty() ? ReplicateHistogram{} : sets.scenarios[scenario][o])};
}

Interval sampling_interval(const Ensemble& ensemble, std::int64_t count) {
  return sampling_interval(ensemble.settings, count, ensemble.tally.trials);
}

std::string table_label(Share share) {
  const ShareDeclaration& declared = share_declarations()[static_cast<std::size_t>(share)];
  return std::string(2 * static_cast<std::size_t>(declared.depth), ' ') +
         std::string(declared.label);
}

std::int64_t count_by(const Tally& tally, Outcome outcome, int month) {
  if (outcome != Outcome::kContinuedWar) return tally.stops_by(outcome, month);
  std::int64_t not_stopped = tally.trials;
  for (const Outcome stop :
       {Outcome::kNegotiatedPeace, Outcome::kDeFactoCeasefire, Outcome::kDefeat}) {
    not_stopped -= tally.stops_by(stop, month);
  }
  return not_stopped;
}

double share_by(const Tally& tally, Outcome outcome, int month) {
  return static_cast<double>(count_by(tally, outcome, month)) / static_cast<double>(tally.trials);
}

Relapse relapse_within(const Tally& tally, int months_since_stop) {
  return relapse_of(tally.peace_survival(months_since_stop));
}

Relapse relapse_of(const Survival& peace) {
  return {peace.at_risk > 0, 1 - peace.share, {1 - peace.interval.high, 1 - peace.interval.low}};
}

}  // namespace armistice
