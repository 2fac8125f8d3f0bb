#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>
#include <string>
#include <vector>

#include "experiments/findings/actors.hpp"
#include "experiments/findings/outcomes.hpp"
#include "experiments/findings/parameters.hpp"
#include "experiments/findings/run.hpp"
#include "experiments/findings/timeline.hpp"
#include "experiments/observation/observation.hpp"
#include "experiments/output/manifest.hpp"
#include "experiments/output/trial_file.hpp"
#include "experiments/report/csv.hpp"
#include "experiments/report/csv_table.hpp"
#include "tests/support/plain_scenario.hpp"

namespace armistice {
namespace {

using testing::ElementsAre;
using testing::StartsWith;

using Rows = std::vector<std::vector<std::string>>;

// Enough for files without quotes.
Rows rows_of(const std::string& csv) {
  Rows rows;
  std::istringstream lines(csv);
  for (std::string line; std::getline(lines, line);) {
    rows.emplace_back();
    std::size_t begin = 0;
    for (std::size_t comma = 0; comma != std::string::npos; begin = comma + 1) {
      comma = line.find(',', begin);
      rows.back().push_back(line.substr(begin, comma - begin));
    }
  }
  return rows;
}

Scenario with_actors() {
  Scenario scenario = plain_scenario();
  scenario.cast.donors[0].code = "DE";
  scenario.cast.donors[1].code = "FR";
  scenario.cast.donors[2].code = "HU";
  scenario.cast.actors = {{"RU", "Russia", "principal"}};
  for (const Actor& donor : scenario.cast.donors) {
    scenario.cast.actors.push_back({donor.code, "name", "donor"});
  }
  scenario.cast.actors.push_back({"US", "United States", "united_states"});
  return scenario;
}

struct SmallRun {
  Scenario scenario = with_actors();
  Ensemble ensemble;
  std::string trials, donors;

  explicit SmallRun(std::int64_t n = 500, int threads = 2) {
    RunHooks hooks;
    hooks.sink = [this](const TrialBlock& block) {
      trials += trial_rows(block, scenario.cast, scenario.start);
      donors += trial_donor_rows(block, scenario.cast, scenario.start);
    };
    ensemble = run_ensemble(scenario,
                            {.trials = n,
                             .threads = threads,
                             .horizon_months = 24,
                             .kernel = &stand_in<4>(),
                             .nested_sets = 20},
                            hooks);
  }
};

Table outcomes_table(const SmallRun& run) { return outcomes_table(run.scenario, run.ensemble); }

TEST(Outcomes, ColumnsAndRowsAreTheContracts) {
  const Rows rows = rows_of(csv_of(outcomes_table(SmallRun())));
  EXPECT_THAT(rows[0], ElementsAre("outcome", "detail", "count", "share", "sampling_low",
                                   "sampling_high", "parameter_p05", "parameter_p95"));
  std::vector<std::string> names;
  for (std::size_t i = 1; i < rows.size(); ++i) names.push_back(rows[i][0] + ":" + rows[i][1]);
  EXPECT_THAT(names,
              ElementsAre("negotiated_peace:all", "de_facto_ceasefire:all", "continued_war:all",
                          "negotiated_peace:strength", "negotiated_peace:capitulation",
                          "negotiated_peace:intermediate", "negotiated_peace:collapse_ukraine",
                          "negotiated_peace:collapse_russia", "de_facto_ceasefire:guaranteed",
                          "de_facto_ceasefire:bare", "negotiated_peace:bargained",
                          "negotiated_peace:dictated", "negotiated_peace:strength_status_3_or_more",
                          "at_horizon:fighting", "at_horizon:stopped",
                          "durable_acceptable_peace:all", "direct_clash:any", "nuclear_use:all"));
}

TEST(Outcomes, OfTheFullMechanismsHaveDefeatApartAndTheStrictReadingBesideTheWide) {
  SmallRun run;
  run.scenario.structure.labels_of_core = false;
  std::vector<std::string> names;
  for (const auto& row : rows_of(csv_of(outcomes_table(run))))
    names.push_back(row[0] + ":" + row[1]);
  names.erase(names.begin());
  EXPECT_THAT(
      names,
      ElementsAre("negotiated_peace:all", "de_facto_ceasefire:all", "defeat:all",
                  "continued_war:all", "negotiated_peace:settlement", "negotiated_peace:imposed",
                  "de_facto_ceasefire:armistice", "de_facto_ceasefire:armistice_guaranteed",
                  "de_facto_ceasefire:armistice_bare", "de_facto_ceasefire:fade_out",
                  "de_facto_ceasefire:fade_out_guaranteed", "de_facto_ceasefire:fade_out_bare",
                  "de_facto_ceasefire:guaranteed", "de_facto_ceasefire:bare", "defeat:ukraine",
                  "defeat:russia", "continued_war:fighting", "continued_war:wider_war",
                  "negotiated_peace:strength_status_3_or_more", "at_horizon:fighting",
                  "at_horizon:stopped", "acceptable:all", "lasting_stop:all",
                  "durable_acceptable_peace:all", "durable_acceptable_peace:wide",
                  "direct_clash:any", "wider_war:all", "absorbed:all", "nuclear_use:all"));
}

TEST(Outcomes, GroupsSumToTheirHeadline) {
  const Rows rows = rows_of(csv_of(outcomes_table(SmallRun())));
  const auto count = [&](const std::string& outcome, const std::string& detail) {
    for (const auto& row : rows) {
      if (row[0] == outcome && row[1] == detail) return std::stoi(row[2]);
    }
    return -1;
  };
  EXPECT_EQ(count("negotiated_peace", "all") + count("de_facto_ceasefire", "all") +
                count("continued_war", "all"),
            500);
  EXPECT_EQ(count("negotiated_peace", "bargained") + count("negotiated_peace", "capitulation") +
                count("negotiated_peace", "dictated"),
            count("negotiated_peace", "all"));
  EXPECT_EQ(count("at_horizon", "fighting") + count("at_horizon", "stopped"), 500);
}

TEST(Timelines, EachMonthHasEachQuantityOnce) {
  const SmallRun result;
  const Rows rows = rows_of(csv_of(timeline_table(result.scenario, result.ensemble)));
  EXPECT_THAT(rows[0],
              ElementsAre("month", "date", "quantity", "mean", "p05", "p25", "p50", "p75", "p95"));
  // The three shares by first stop and that of relapses are no quantities of the model, and neither
  // is what a reader can measure of them.
  const std::size_t a_month = kQuantities + 4 + kSeries;
  ASSERT_EQ(rows.size(), 1 + 24 * a_month);
  EXPECT_EQ(rows[1][0], "1") << "months count from 1, as in trials.csv";
  EXPECT_EQ(rows[1][1], to_string(result.scenario.start));
  EXPECT_EQ(rows[1 + 12 * a_month][0], "13");
  EXPECT_EQ(rows[1 + 12 * a_month][1], to_string(add_months(result.scenario.start, 12)));
}

TEST(Timelines, AMonthsSharesAreThoseOfTrialsWithThatEndMonth) {
  const SmallRun result;
  const Rows timeline = rows_of(csv_of(timeline_table(result.scenario, result.ensemble)));
  std::int64_t stopped = 0;
  for (std::uint32_t i = 0; i < 500; ++i) {
    const StandInTrial trial(1, i, 0, 24);
    stopped += trial.end_month > 0 && trial.end_month <= 7;
  }
  for (const auto& row : timeline) {
    if (row[0] != "7" || row[2] != "share_continued_war") continue;
    EXPECT_EQ(row[3], Csv().cell(static_cast<double>(500 - stopped) / 500).take());
    return;
  }
  FAIL() << "no month 7";
}

TEST(Timelines, LastSharesAreThoseOfTheOutcomes) {
  const SmallRun result;
  const Rows timeline = rows_of(csv_of(timeline_table(result.scenario, result.ensemble)));
  const Rows outcomes = rows_of(csv_of(outcomes_table(result.scenario, result.ensemble)));
  const std::size_t last = timeline.size() - (kQuantities + 4 + kSeries);
  for (std::size_t i = 0; i < 3; ++i) {
    EXPECT_EQ(timeline[last + i][2], "share_" + outcomes[1 + i][0]);
    EXPECT_EQ(timeline[last + i][3], outcomes[1 + i][3]);
    EXPECT_EQ(timeline[last + i][6], "") << "a share has no quantiles";
  }
}

TEST(TrialRows, ContractsColumnsComeFirst) {
  EXPECT_THAT(
      trial_columns(with_actors().cast),
      StartsWith("trial,outcome,detail,end_month,occupied_share_end_pct,occupied_share_min_pct,"
                 "occupied_share_max_pct,term_security,term_territory,term_status,term_economy,"
                 "delivered_security,relapsed,relapse_month,fighting_at_horizon,"
                 "russian_casualties_thousand,ukrainian_casualties_thousand,"
                 "russian_mean_intensity,leader_cannot_stop,eu_accession_month,"
                 "nato_accession_month,vetoing_state,reserve_exhausted_month,belief_gap_month_0,"
                 "belief_gap_month_12,belief_gap_month_24,resolve_signal_end,"));
}

TEST(TrialRows, WordsAndDatesComeLastInTheOrderOfTheirColumns) {
  const auto columns = rows_of(trial_columns(with_actors().cast))[0];
  const auto place = [&](const std::string& name) {
    return std::find(columns.begin(), columns.end(), name) - columns.begin();
  };
  const auto end = static_cast<std::ptrdiff_t>(columns.size());
  const std::string last(column_name(trial_results().back()));
  EXPECT_EQ(place("term_security_name"), place(last) + 1);
  for (const Result r : trial_results()) {
    const std::string name(column_name(r)), words = words_column(r);
    EXPECT_LT(place(name), place("term_security_name")) << name;
    if (!words.empty()) EXPECT_LT(place(words), place("end_month_date")) << words;
    if (declaration_of(r).kind == ResultKind::kMonth) EXPECT_LT(place(name + "_date"), end);
  }
}

/// A block of one trial in which every result has this value.
TrialBlock one_trial(float value) {
  TrialBlock block;
  block.trials = 1;
  block.results.assign(static_cast<std::size_t>(kResults) * kBlockTrials, value);
  return block;
}

void set(TrialBlock& block, Result r, float value) {
  block.results[static_cast<std::size_t>(r) * kBlockTrials] = value;
}

std::string cell(const TrialBlock& block, const Scenario& scenario, const std::string& column) {
  const auto columns = rows_of(trial_columns(scenario.cast))[0];
  const auto place = std::find(columns.begin(), columns.end(), column) - columns.begin();
  const Rows rows = rows_of(trial_rows(block, scenario.cast, scenario.start));
  return place < static_cast<std::ptrdiff_t>(rows[0].size())
             ? rows[0][static_cast<std::size_t>(place)]
             : "no such column";
}

TEST(TrialRows, CodesHaveTheirWordBesideThem) {
  const Scenario scenario = with_actors();
  TrialBlock block = one_trial(0);
  set(block, Result::term_security, 4);
  set(block, Result::term_territory, 1);
  set(block, Result::term_status, 2);
  set(block, Result::term_economy, kNever);
  set(block, Result::resumed_by, 1);
  EXPECT_EQ(cell(block, scenario, "term_security"), "4");
  EXPECT_EQ(cell(block, scenario, "term_security_name"), "nato");
  EXPECT_EQ(cell(block, scenario, "term_territory_name"), "donetsk");
  EXPECT_EQ(cell(block, scenario, "term_status_name"), "de_jure");
  EXPECT_EQ(cell(block, scenario, "term_economy"), "");
  EXPECT_EQ(cell(block, scenario, "term_economy_name"), "");
  EXPECT_EQ(cell(block, scenario, "resumed_by"), "ukraine") << "a word already";
  EXPECT_EQ(cell(block, scenario, "resumed_by_name"), "no such column");
}

TEST(TrialRows, MonthsHaveTheirDateBesideThem) {
  Scenario scenario = with_actors();
  scenario.start = {2025, 3};
  TrialBlock block = one_trial(kNever);
  set(block, Result::end_month, 1);
  set(block, Result::relapse_month, 23);
  EXPECT_EQ(cell(block, scenario, "end_month_date"), "2025-03") << "the first month";
  EXPECT_EQ(cell(block, scenario, "relapse_month_date"), "2027-01");
  EXPECT_EQ(cell(block, scenario, "nuclear_use_month_date"), "");
}

TEST(TrialRows, PatronsAndBuyersGoByTheirCode) {
  Scenario scenario = with_actors();
  scenario.cast.patrons = {{"CN", "China", "patron"}};
  scenario.cast.buyers = {{"IN", "India", "buyer"}, {"CN", "China", "buyer"}};
  const std::string header = trial_columns(scenario.cast) + ",";
  for (const char* name :
       {",patron_CN_support_mean,", ",patron_2_support_mean,", ",patron_CN_challenges,",
        ",buyer_IN_compliance_end,", ",buyer_CN_compliance_end,", ",buyer_3_compliance_end,"}) {
    EXPECT_THAT(header, testing::HasSubstr(name));
  }
  EXPECT_THAT(header, testing::Not(testing::HasSubstr("patron_1_")));
  EXPECT_EQ(column_name(Result::patron_1_support_mean), "patron_1_support_mean");
}

TEST(TrialRows, EachTrialHasARowInOrderWithWords) {
  const Rows rows = rows_of(SmallRun().trials);
  const std::size_t columns = rows_of(trial_columns(with_actors().cast))[0].size();
  ASSERT_EQ(rows.size(), 500u);
  EXPECT_GT(columns, static_cast<std::size_t>(kResults) + 1);
  constexpr const char* kDetailWords[] = {
      "fighting",         "strength",        "capitulation", "intermediate",
      "collapse_ukraine", "collapse_russia", "guaranteed",   "bare"};
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const StandInTrial trial(1, static_cast<std::uint32_t>(i), 0, 24);
    ASSERT_EQ(rows[i].size(), columns);
    EXPECT_EQ(rows[i][0], std::to_string(i));
    EXPECT_EQ(rows[i][2], kDetailWords[trial.detail]);
    EXPECT_EQ(rows[i][3], trial.end_month == 0 ? "" : std::to_string(trial.end_month));
  }
}

TEST(TrialRows, VetoingStateIsACode) {
  SmallRun result;
  const auto columns = rows_of(trial_columns(result.scenario.cast))[0];
  const auto place = static_cast<std::size_t>(
      std::find(columns.begin(), columns.end(), "vetoing_state") - columns.begin());
  const Rows rows = rows_of(result.trials);
  EXPECT_EQ(rows[0][place], "DE");
  EXPECT_EQ(rows[1][place], "");
  EXPECT_EQ(rows[5][place], "HU");

  // The place behind the last donor is that of the United States.
  TrialBlock block = one_trial(0);
  set(block, Result::vetoing_actor, 3);
  EXPECT_EQ(cell(block, result.scenario, "vetoing_state"), "US");
  EXPECT_EQ(cell(block, result.scenario, "vetoing_state_name"), "United States");
}

TEST(TrialRows, EachDonorOfEachTrialHasARow) {
  const Rows rows = rows_of(SmallRun(10).donors);
  ASSERT_EQ(rows.size(), 30u);
  EXPECT_EQ(rows[4][0], "1");
  EXPECT_EQ(rows[4][1], "FR");
  const auto columns = rows_of(trial_donor_columns())[0];
  ASSERT_EQ(rows[0].size(), columns.size());
  EXPECT_EQ(columns[2], "military_aid_eur_bn");
  EXPECT_EQ(columns[columns.size() - 2], "donor_name");
  EXPECT_EQ(columns.back(), "sent_month_date");
}

TEST(ActorRows, EachActorHasARowAndWhatDoesNotApplyIsEmpty) {
  const SmallRun result;
  const Rows rows = rows_of(csv_of(actors_table(result.scenario, result.ensemble)));
  ASSERT_EQ(rows.size(), 1 + result.scenario.cast.actors.size());
  EXPECT_THAT(std::vector<std::string>(rows[0].begin(), rows[0].begin() + 3),
              ElementsAre("actor", "name", "kind"));
  EXPECT_EQ(rows[1][3], "") << "the invader gives no aid";
  EXPECT_NE(rows[2][3], "");
}

TEST(ParameterRows, EachSettingHasARow) {
  const Rows rows = rows_of(csv_of(parameters_table(with_actors())));
  EXPECT_THAT(rows[0], ElementsAre("name", "kind", "value", "distribution", "unit", "source"));
  EXPECT_GT(rows.size(), parameter_declarations().size() + kLevers + switch_declarations().size());
}

std::vector<std::string> tables_of(const Ensemble& ensemble) {
  std::vector<std::string> names;
  for (const Table& t : report_of(with_actors(), ensemble, Record::kTrials).tables) {
    names.push_back(t.name);
  }
  return names;
}

TEST(RunReport, HasTheTablesOfWhatWasRecorded) {
  RunSettings settings{
      .trials = 64, .horizon_months = 24, .kernel = &stand_in<4>(), .nested_sets = 2};
  EXPECT_THAT(tables_of(run_ensemble(with_actors(), settings)),
              ElementsAre("outcomes", "timeline", "actors", "costs", "incidence", "relapse",
                          "leaders", "parameters", "vetoes"));
  settings.timeline = settings.donors = false;
  settings.by = {{2026, 12}};
  EXPECT_THAT(tables_of(run_ensemble(with_actors(), settings)),
              ElementsAre("outcomes", "incidence", "by_date", "relapse", "leaders", "parameters"));
}

TEST(Manifest, OnlyTheEnvironmentTellsMachinesApart) {
  const SmallRun one(500, 1), two(500, 2);
  const auto without_environment = [](const SmallRun& r, const char* command) {
    auto manifest = nlohmann::ordered_json::parse(manifest_json(
        report_of(r.scenario, r.ensemble, Record::kTrials).run, {{"scenario_file", "a.toml"}},
        r.ensemble.settings, r.ensemble.wall_seconds, {{command}, "now", "then"}));
    EXPECT_EQ(manifest["environment"]["command_line"][0], command);
    manifest.erase("environment");
    return manifest.dump();
  };
  EXPECT_EQ(without_environment(one, "a"), without_environment(two, "b"));
}

}  // namespace
}  // namespace armistice
