#include "experiments/findings/vetoes.hpp"

#include <algorithm>
#include <numeric>
#include <optional>
#include <vector>

#include "experiments/findings/estimate.hpp"
#include "experiments/findings/estimate_cells.hpp"
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

void add_row(Table& table, const Ensemble& ensemble, const Ballot& ballot, const std::string& actor,
             const std::string& name, double refusals_mean, std::int64_t trials_refused) {
  table.rows.push_back(
      {ballot.name, actor, name, ensemble.tally.mean(ballot.held), refusals_mean, trials_refused,
       static_cast<double>(trials_refused) / static_cast<double>(ensemble.tally.trials),
       ends(sampling_interval(ensemble, trials_refused))});
}

Number percent(std::int64_t count, std::int64_t of, NumberForm form = NumberForm::kPlain) {
  return {static_cast<double>(count) / static_cast<double>(of), Digits::of_share(of), form};
}

/// "Hungary 61 %, Slovakia 39 %": the states that were most often the first to refuse.
Text first_to_refuse(const Scenario& scenario, const Tally& tally, std::size_t ballot) {
  constexpr std::size_t kNamed = 2;
  const auto& counts = tally.vetoes_of[ballot];
  const std::int64_t all = std::accumulate(counts.begin(), counts.end(), std::int64_t{0});
  std::vector<std::size_t> places;
  for (std::size_t place = 0; place < counts.size(); ++place) {
    if (counts[place] > 0) places.push_back(place);
  }
  std::stable_sort(places.begin(), places.end(),
                   [&](std::size_t a, std::size_t b) { return counts[a] > counts[b]; });
  if (places.size() > kNamed) places.resize(kNamed);
  std::vector<Text> states;
  for (const std::size_t place : places) {
    states.push_back(say("{} {}", actor_at(scenario.cast, static_cast<float>(place)).name,
                         percent(counts[place], all, NumberForm::kWithUnit)));
  }
  return joined(states, ", ");
}

}  // namespace

Table vetoes_table(const Scenario& scenario, const Ensemble& ensemble) {
  const Cast& cast = scenario.cast;
  const Tally& tally = ensemble.tally;
  Table table{.name = "vetoes",
              .columns = {column("ballot"), column("actor"), column("name"), column("ballots_mean"),
                          column("refusals_mean"), column("trials_refused"),
                          column("share_of_trials"), sampling_column()}};
  for (const Ballot& ballot : kBallots) {
    add_row(table, ensemble, ballot, "all", "all states", tally.mean(ballot.refused),
            tally.count_above_zero(ballot.refused));
    for (std::size_t j = 0; j < cast.donors.size(); ++j) {
      if (!(ballot.eu ? cast.eu_member[j] : cast.nato_member[j])) continue;
      const int donor = static_cast<int>(j);
      add_row(table, ensemble, ballot, cast.donors[j].code, cast.donors[j].name,
              tally.donor_mean(donor, ballot.refused_by),
              tally.donor_count(donor, ballot.refused_by));
    }
    if (!ballot.refused_by_us) continue;
    const Actor& us = actor_at(cast, static_cast<float>(cast.donors.size()));
    add_row(table, ensemble, ballot, us.code, us.name, tally.mean(*ballot.refused_by_us),
            tally.count_above_zero(*ballot.refused_by_us));
  }
  return table;
}

void add_vetoes(Report& report, const Scenario& scenario, const Ensemble& ensemble) {
  const Tally& tally = ensemble.tally;
  bool titled = false;
  for (std::size_t b = 0; b < std::size(kBallots); ++b) {
    const Ballot& ballot = kBallots[b];
    const std::int64_t held = tally.count_above_zero(ballot.held);
    if (held == 0) continue;
    if (!titled) {
      report.paragraph(
          say("votes that need every state, % of the trials with a refusal (with a vote):"));
    }
    titled = true;
    const std::int64_t refused = tally.count_above_zero(ballot.refused);
    Text text = say("{}: {} ({})", ballot.words, percent(refused, tally.trials),
                    percent(held, tally.trials));
    if (refused > 0) {
      text += say("; the first to refuse: {}", first_to_refuse(scenario, tally, b));
    }
    report.item(std::move(text));
  }
}

}  // namespace armistice
