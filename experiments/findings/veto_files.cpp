#include "experiments/findings/veto_files.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "experiments/findings/estimate.hpp"
#include "experiments/findings/range_text.hpp"
#include "experiments/report/csv.hpp"
#include "experiments/trials/result_columns.hpp"

namespace armistice {
namespace {

/// The counts of a kind of ballot, in the order of kVetoing.
struct Ballot {
  const char *name, *words;
  bool eu;  // else NATO votes, with the United States
  Result held, refused;
  DonorResult refused_by;
  std::optional<Result> refused_by_us;
};
constexpr Ballot kBallots[] = {
    {"eu_accession", "EU membership", true, Result::eu_ballots, Result::eu_refusals,
     DonorResult::eu_refusals, std::nullopt},
    {"nato_accession", "NATO membership in wartime", false, Result::nato_ballots,
     Result::nato_refusals, DonorResult::nato_refusals, Result::us_nato_refusals},
    {"nato_promise", "NATO membership promised by terms", false, Result::nato_promise_ballots,
     Result::nato_promise_refusals, DonorResult::nato_promise_refusals,
     Result::us_nato_promise_refusals},
    {"sanctions_renewal", "renewing EU sanctions", true, Result::renewal_ballots,
     Result::renewal_refusals, DonorResult::renewal_refusals, std::nullopt}};
static_assert(std::size(kBallots) == kVetoing.size());

void add_row(Csv& csv, const Ensemble& ensemble, const Ballot& ballot, std::string_view actor,
             std::string_view name, double refusals_mean, std::int64_t trials_refused) {
  const Interval sampling = sampling_interval(ensemble, trials_refused);
  csv.cell(ballot.name).cell(actor).cell(name).cell(ensemble.tally.mean(ballot.held));
  csv.cell(refusals_mean).cell(trials_refused);
  csv.cell(static_cast<double>(trials_refused) / static_cast<double>(ensemble.tally.trials));
  csv.cell(sampling.low).cell(sampling.high).end_row();
}

/// "HU 61 %, SK 39 %": the states that were most often the first to refuse.
std::string first_to_refuse(const Scenario& scenario, const Tally& tally, std::size_t ballot) {
  constexpr std::size_t kNamed = 2;
  const auto& counts = tally.vetoes_of[ballot];
  std::vector<std::size_t> places;
  std::int64_t all = 0;
  for (std::size_t place = 0; place < counts.size(); ++place) {
    if (counts[place] > 0) places.push_back(place);
    all += counts[place];
  }
  std::stable_sort(places.begin(), places.end(),
                   [&](std::size_t a, std::size_t b) { return counts[a] > counts[b]; });
  std::string states;
  for (std::size_t i = 0; i < std::min(kNamed, places.size()); ++i) {
    const double share = static_cast<double>(counts[places[i]]) / static_cast<double>(all);
    states += fmt::format("{}{} {} %", i == 0 ? "" : ", ",
                          actor_at(scenario.cast, static_cast<float>(places[i])).name,
                          percent(share, all));
  }
  return states;
}

}  // namespace

std::string vetoes_csv(const Scenario& scenario, const Ensemble& ensemble) {
  const Cast& cast = scenario.cast;
  const Tally& tally = ensemble.tally;
  Csv csv;
  csv.header(
      "ballot,actor,name,ballots_mean,refusals_mean,trials_refused,share_of_trials,sampling_low,"
      "sampling_high");
  for (const Ballot& ballot : kBallots) {
    add_row(csv, ensemble, ballot, "all", "all states", tally.mean(ballot.refused),
            tally.count_above_zero(ballot.refused));
    for (std::size_t j = 0; j < cast.donors.size(); ++j) {
      if (!(ballot.eu ? cast.eu_member[j] : cast.nato_member[j])) continue;
      const int donor = static_cast<int>(j);
      add_row(csv, ensemble, ballot, cast.donors[j].code, cast.donors[j].name,
              tally.donor_mean(donor, ballot.refused_by),
              tally.donor_count(donor, ballot.refused_by));
    }
    if (!ballot.refused_by_us) continue;
    const Actor& us = actor_at(cast, static_cast<float>(cast.donors.size()));
    add_row(csv, ensemble, ballot, us.code, us.name, tally.mean(*ballot.refused_by_us),
            tally.count_above_zero(*ballot.refused_by_us));
  }
  return csv.take();
}

std::string vetoes_text(const Scenario& scenario, const Ensemble& ensemble) {
  const Tally& tally = ensemble.tally;
  const auto share = [&](std::int64_t count) {
    return percent(static_cast<double>(count) / static_cast<double>(tally.trials), tally.trials);
  };
  const std::string title =
      "votes that need every state, % of the trials with a refusal (with a vote):\n";
  std::string text;
  for (std::size_t b = 0; b < std::size(kBallots); ++b) {
    const Ballot& ballot = kBallots[b];
    const std::int64_t held = tally.count_above_zero(ballot.held);
    if (held == 0) continue;
    const std::int64_t refused = tally.count_above_zero(ballot.refused);
    text += fmt::format("  {}: {} ({})", ballot.words, share(refused), share(held));
    if (refused > 0) text += "; the first to refuse: " + first_to_refuse(scenario, tally, b);
    text += "\n";
  }
  return text.empty() ? text : title + text;
}

}  // namespace armistice
