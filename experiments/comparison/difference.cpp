#include "experiments/comparison/difference.hpp"

#include <algorithm>

#include "agents/interface/declarations.hpp"
#include "experiments/trials/confidence_sequence.hpp"

namespace armistice {
namespace {

bool is_compared(Result r, std::span<const Scenario> scenarios) {
  const ResultDeclaration& declared = declaration_of(r);
  switch (declared.kind) {
    case ResultKind::kWord:
    case ResultKind::kCode:
    case ResultKind::kActor:
    case ResultKind::kShare:  // among the shares already
      return false;
    default:
      break;
  }
  // A patron supports somebody in each trial, if the cast has one at this place.
  if (declared.role == ResultRole::kPatron && declared.kind == ResultKind::kIndex) {
    return std::all_of(scenarios.begin(), scenarios.end(), [&](const Scenario& s) {
      return static_cast<std::size_t>(declared.place) <= s.cast.patrons.size();
    });
  }
  return declared.always();
}

Difference share_difference(const PairedEnsemble& e, std::size_t pair, Share s) {
  const Tally &reference = e.tallies.front(), &scenario = e.tallies[pair + 1];
  const PairTally& tally = e.pairs[pair];
  const std::int64_t n = tally.trials;
  const double from = reference.share(s), to = scenario.share(s);
  const auto interval = e.settings.precision > 0 ? paired_share_sequence : paired_share_interval;
  const auto variance = [&](const Tally& t) { return paired_share_variance(t.count(s), 0, n); };
  return {from,
          to,
          to - from,
          interval(tally.gains(s), tally.losses(s), n),
          difference_range(e.sets[pair].of(s)),
          trials_unpaired(n, variance(reference), variance(scenario),
                          paired_share_variance(tally.gains(s), tally.losses(s), n))};
}

Difference mean_difference(const PairedEnsemble& e, std::size_t pair, Result r) {
  const ResultPair& moments = e.pairs[pair].result(r);
  const auto interval = e.settings.precision > 0 ? paired_mean_sequence : paired_mean_interval;
  const double from = e.tallies.front().mean(r), to = e.tallies[pair + 1].mean(r);
  return {from,
          to,
          to - from,
          interval(to - from, moments.difference),
          difference_range(e.sets[pair].of(r)),
          trials_unpaired(e.pairs[pair].trials, moments.reference.variance(),
                          moments.scenario.variance(), moments.difference.variance())};
}

}  // namespace

std::vector<Compared> compared_shares(LabelsUsed labels) {
  std::vector<Compared> shares;
  for (int s = 0; s < kShares; ++s) {
    const auto share = static_cast<Share>(s);
    if (is_reported(share, labels)) shares.emplace_back(share);
  }
  return shares;
}

std::vector<Compared> compared_quantities(std::span<const Scenario> scenarios) {
  std::vector<Compared> all = compared_shares(labels_of(scenarios));
  for (int r = 0; r < kResults; ++r) {
    if (is_compared(static_cast<Result>(r), scenarios)) all.emplace_back(static_cast<Result>(r));
  }
  return all;
}

Difference difference(const PairedEnsemble& ensemble, std::size_t pair, Compared what) {
  if (const Share* share = std::get_if<Share>(&what)) {
    return share_difference(ensemble, pair, *share);
  }
  return mean_difference(ensemble, pair, std::get<Result>(what));
}

Difference date_difference(const PairedEnsemble& e, std::size_t date, std::size_t pair,
                           Outcome outcome) {
  const auto o = static_cast<std::size_t>(outcome);
  const DateTally& tally = e.dates[date];
  const std::int64_t n = e.trials(), before = tally.scenarios.front()[o],
                     after = tally.scenarios[pair + 1][o];
  const std::int64_t gained = tally.pairs[pair].gained[o], lost = tally.pairs[pair].lost[o];
  const auto interval = e.settings.precision > 0 ? paired_share_sequence : paired_share_interval;
  const auto& sets = e.date_sets[date].pairs;
  const double trials = static_cast<double>(n), from = static_cast<double>(before) / trials,
               to = static_cast<double>(after) / trials;
  return {
      from,
      to,
      to - from,
      interval(gained, lost, n),
      difference_range(sets.empty() ? std::span<const SetDifference>() : sets[pair][o]),
      trials_unpaired(n, paired_share_variance(before, 0, n), paired_share_variance(after, 0, n),
                      paired_share_variance(gained, lost, n))};
}

double widest_interval(const PairedEnsemble& ensemble, Compared what) {
  double widest = 0;
  for (std::size_t pair = 0; pair < ensemble.pairs.size(); ++pair) {
    const double half = half_width(difference(ensemble, pair, what).sampling);
    if (!(half <= widest)) widest = half;
  }
  return widest;
}

}  // namespace armistice
