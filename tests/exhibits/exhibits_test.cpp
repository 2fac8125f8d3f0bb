// The numbers of exhibits are those of the files, and every result has its exhibits.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <set>

#include "experiments/exhibits/memo.hpp"
#include "experiments/exhibits/page_parts.hpp"
#include "experiments/influence/influence.hpp"
#include "tests/support/program.hpp"

namespace armistice {
namespace {

using support::Program;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::IsSupersetOf;

class Exhibits : public Program {
 protected:
  ResultFolder result_of_command(const std::string& command) {
    const auto answer = run(command + " --quiet --out out");
    EXPECT_EQ(answer.status, 0) << answer.err;
    return ResultFolder(folder_ / "out");
  }

  static std::multiset<std::string> charts_of(const std::vector<Exhibit>& exhibits) {
    std::multiset<std::string> charts;
    for (const Exhibit& exhibit : exhibits) charts.insert(exhibit.chart);
    return charts;
  }

  /// Each row of the exhibit has the cells of some row of the file, byte for byte, in all columns
  /// that both have.
  static void expect_rows_of(const Exhibit& exhibit, const ResultTable& table) {
    std::vector<std::pair<std::size_t, std::size_t>> both;
    for (std::size_t i = 0; i < exhibit.table.columns.size(); ++i) {
      const std::string& name = exhibit.table.columns[i].name;
      if (table.has(name)) both.emplace_back(i, table.place_of(name));
    }
    ASSERT_GE(both.size(), 2u) << exhibit.title;
    std::set<std::vector<std::string>> rows;
    for (const auto& row : table.rows) {
      std::vector<std::string> cells;
      for (const auto& [unused, j] : both) cells.push_back(row[j]);
      rows.insert(cells);
    }
    for (const auto& row : exhibit.table.rows) {
      std::vector<std::string> cells;
      for (const auto& [i, unused] : both) cells.push_back(row[i].value);
      EXPECT_TRUE(rows.contains(cells)) << exhibit.title << ": " << testing::PrintToString(cells);
    }
  }
};

/// The columns that a compiled chart reads from its table.
std::set<std::string> drawn_columns(const std::string& chart) {
  const auto spec =
      nlohmann::json::parse(page_part("charts/compiled/" + chart + ".vg.json"), nullptr, false);
  EXPECT_FALSE(spec.is_discarded()) << chart;
  std::set<std::string> made, columns;
  const auto look = [&](const auto& self, const nlohmann::json& part) -> void {
    if (part.is_object() && part.contains("as") && part["as"].is_array()) {
      for (const auto& name : part["as"]) {
        if (name.is_string()) made.insert(name.template get<std::string>());
      }
    }
    if (part.is_object() && part.contains("as") && part["as"].is_string()) {
      made.insert(part["as"].template get<std::string>());
    }
    if (part.is_object() && part.contains("field") && part["field"].is_string()) {
      columns.insert(part["field"].template get<std::string>());
    }
    for (const auto& inner : part) {
      if (inner.is_structured()) self(self, inner);
    }
  };
  look(look, spec);
  for (const std::string& name : made) columns.erase(name);
  columns.erase("x");                 // where another mark stands
  columns.erase("datum[\"shape\"]");  // of a map, put together from its shapes
  return columns;
}

const Exhibit& with_chart(const std::vector<Exhibit>& exhibits, const std::string& chart) {
  const auto found = std::find_if(exhibits.begin(), exhibits.end(),
                                  [&](const Exhibit& e) { return e.chart == chart; });
  if (found == exhibits.end()) throw std::runtime_error("no exhibit with the chart " + chart);
  return *found;
}

TEST_F(Exhibits, OfARunHaveTheNumbersOfItsFiles) {
  const ResultFolder result = result_of_command("run status_quo --trials 400 --horizon 36");
  const std::vector<Exhibit> exhibits = exhibits_of(result);
  EXPECT_THAT(charts_of(exhibits), IsSupersetOf({"shares", "shares", "incidence", "fan", "fan",
                                                 "fan", "votes", "costs"}));
  expect_rows_of(with_chart(exhibits, "shares"), result.table("outcomes.csv"));
  expect_rows_of(with_chart(exhibits, "incidence"), result.table("incidence.csv"));
  Exhibit fan = with_chart(exhibits, "fan");
  std::erase_if(fan.table.rows, [](const auto& row) { return row[1].value == "observed"; });
  expect_rows_of(fan, result.table("timeline.csv"));
  expect_rows_of(with_chart(exhibits, "votes"), result.table("vetoes.csv"));
  expect_rows_of(with_chart(exhibits, "costs"), result.table("costs.csv"));
  EXPECT_EQ(with_chart(exhibits, "incidence").table.rows.size(),
            result.table("incidence.csv").rows.size());
}

TEST_F(Exhibits, AssumptionsAreThoseOfTheScenarioTheLargestFirstWithWhatTheyRestOn) {
  const ResultFolder result =
      result_of_command("run peace_through_strength --trials 16 --horizon 12");
  const std::vector<Exhibit> exhibits = assumptions(result);
  ASSERT_EQ(exhibits.size(), 1u);
  const ShownTable& table = exhibits[0].table;
  ASSERT_EQ(table.rows.size(), 20u);
  double before = 1;
  for (const auto& row : table.rows) {
    const double mu_star = std::stod(row.at(3).value);
    EXPECT_LE(mu_star, before);
    before = mu_star;
    EXPECT_EQ(row.at(5).value, "peace_through_strength");
    EXPECT_THAT(row.at(0).value, HasSubstr("(" + row.at(1).value + ")"));
  }
  EXPECT_THAT(exhibits[0].title, HasSubstr("rest on judgement; in peace_through_strength, "));
  // The first row is the largest effect of the screening in this scenario.
  const Effect* largest = nullptr;
  for (const Influence& influence : influences()) {
    for (const Effect& effect : influence.effects) {
      if (effect.scenario != "peace_through_strength" || !effect.beyond_noise) continue;
      if (largest == nullptr || effect.mu_star > largest->mu_star) largest = &effect;
    }
  }
  ASSERT_NE(largest, nullptr);
  EXPECT_EQ(table.rows[0].at(3).value, fmt::format("{}", largest->mu_star));
  EXPECT_EQ(table.rows[0].at(4).value, largest->share);
  const ResultFolder core = result_of_command(
      "run peace_through_strength --set mechanisms=core --trials 16 --horizon 12 --force");
  EXPECT_THAT(assumptions(core), IsEmpty()) << "the core has other numbers";
}

/// What a fan shows as observed: month and value, by the column of data/observed_monthly.csv.
std::map<std::string, std::string> observed_in(const Exhibit& fan) {
  std::map<std::string, std::string> observed;
  for (const auto& row : fan.table.rows) {
    if (row.at(1).value == "observed") observed[row.at(2).value] = row.back().value;
  }
  return observed;
}

std::map<std::string, std::string> observed_months(const std::string& column,
                                                   const std::string& before) {
  const ResultTable table =
      read_table(std::filesystem::path(ARMISTICE_SOURCE_DIR) / "data" / "observed_monthly.csv", {});
  std::map<std::string, std::string> months;
  for (const ResultRow& row : rows_of(table)) {
    if (row["month"] < before && !row[column].empty()) months[row["month"]] = row[column];
  }
  return months;
}

TEST_F(Exhibits, FansHaveTheObservedMonthsBeforeTheStartAndNoneAfterIt) {
  for (const std::string start : {"2025-03", "2023-03"}) {
    const ResultFolder result =
        result_of_command("run status_quo --force --trials 32 --horizon 12 --set start=" + start);
    const std::vector<Exhibit> fans_here = fans(result);
    ASSERT_EQ(fans_here.size(), 3u);
    EXPECT_EQ(observed_in(fans_here[0]), observed_months("occupied_share_pct", start));
    EXPECT_EQ(observed_in(fans_here[1]), observed_months("russian_casualties_thousand", start));
    EXPECT_TRUE(observed_in(fans_here[2]).empty());  // nobody published them
    EXPECT_THAT(fans_here[0].reading, HasSubstr("DeepStateMap"));
    EXPECT_THAT(fans_here[2].reading, testing::Not(HasSubstr("observed")));
  }
}

TEST_F(Exhibits, AWarOfAnotherTimeHasNoObservedMonths) {
  const ResultFolder result = result_of_command("run korea_1953 --trials 32 --horizon 12");
  for (const Exhibit& fan : fans(result)) EXPECT_TRUE(observed_in(fan).empty());
}

TEST_F(Exhibits, OfABacktestHaveTheScoresOfEachMethodAndSayWhereTheModelLoses) {
  const ResultFolder result = result_of_command("backtest status_quo --trials 100 --from 2023-07");
  const std::vector<Exhibit> exhibits = exhibits_of(result);
  EXPECT_THAT(charts_of(exhibits), testing::UnorderedElementsAre("scores", "", "coverage"));
  const ResultTable scores = result.table("scores.csv");
  expect_rows_of(with_chart(exhibits, "scores"), scores);
  expect_rows_of(with_chart(exhibits, "coverage"), scores);
  std::map<std::string, std::pair<double, double>> contests;  // the model's score, the best
  for (const ResultRow& row : rows_of(scores)) {
    if (row["origins"] != "shared") continue;
    const double score = row.number(row["crps"].empty() ? "log_score" : "crps");
    auto& [model, best] =
        contests.try_emplace(row["series"] + row["horizon"], 0, 1e9).first->second;
    if (row["method"] == "model") model = score;
    best = std::min(best, score);
  }
  const auto won = std::count_if(contests.begin(), contests.end(), [](const auto& contest) {
    return contest.second.first <= contest.second.second;
  });
  ASSERT_LT(won, std::ssize(contests));
  ASSERT_GT(won, 0);
  EXPECT_EQ(exhibits[0].title,
            fmt::format("The model forecasts best in {} of {} contests of a series and a distance",
                        won, contests.size()));
  EXPECT_EQ(std::ssize(with_chart(exhibits, "").table.rows), 2 * (std::ssize(contests) - won));
  EXPECT_TRUE(memo_part(result).of_the_model);
}

TEST_F(Exhibits, OfInformationHaveTheWorthOfAllParametersFirst) {
  const ResultFolder result = result_of_command(
      "information status_quo peace_through_strength --trials 300 --horizon 36 --objective "
      "months_of_war --minimise");
  const std::vector<Exhibit> exhibits = exhibits_of(result);
  ASSERT_EQ(exhibits.size(), 1u);
  EXPECT_EQ(exhibits[0].chart, "worth");
  const ResultTable table = result.table("information.csv");
  std::string whole;
  std::size_t worth_something = 0;
  for (const ResultRow& row : rows_of(table)) {
    if (row["parameter"] == "all") {
      whole = row["evppi"];
    } else if (row.number("evppi") > 0) {
      ++worth_something;
    }
  }
  const auto& rows = exhibits[0].table.rows;
  ASSERT_FALSE(whole.empty());
  EXPECT_EQ(rows.at(0).at(0).value, "all parameters");
  EXPECT_EQ(rows.at(0).at(1).value, whole);
  EXPECT_EQ(rows.size(), worth_something + 1);
  EXPECT_EQ(answer_of(result), (std::vector<std::string>{exhibits[0].title + "."}));
}

TEST_F(Exhibits, OfARunTellItsStoriesInOrder) {
  const ResultFolder result = result_of_command("run status_quo --trials 400 --horizon 36");
  const ResultTable table = result.table("stories.csv");
  const std::vector<Exhibit> told = stories(result);
  std::vector<std::string> events, shown_here;
  for (const ResultRow& row : rows_of(table)) events.push_back(row["date"] + row["event"]);
  for (const Exhibit& story : told) {
    for (const auto& row : story.table.rows) shown_here.push_back(row[0].value + row[1].value);
  }
  EXPECT_GE(told.size(), 2u);
  EXPECT_EQ(shown_here, events);
  EXPECT_THAT(
      told[0].title,
      testing::MatchesRegex(
          "A typical trial of status_quo: the (fighting never stops|first stop is a .*), as in "
          "[0-9.]+ % of the trials"));
}

TEST_F(Exhibits, MapsHaveEachStateWithAVoteAndTheSharesOfTheFile) {
  const ResultFolder result = result_of_command("run status_quo --trials 400 --horizon 36");
  const Exhibit map = refusals_map(result).at(0);
  EXPECT_EQ(map.chart, "map");
  expect_rows_of(map, result.table("vetoes.csv"));
  const ResultTable table = result.table("vetoes.csv");
  std::map<std::string, std::string> shares;  // by ballot and state
  std::set<std::string> refused;
  for (const ResultRow& row : rows_of(table)) {
    shares[words_of(row["ballot"]) + row["actor"]] = row["share_of_trials"];
    if (row["actor"] != "all" && row.number("trials_refused") > 0) {
      refused.insert(words_of(row["ballot"]));
    }
  }
  std::set<std::string> ballots;
  for (const auto& row : map.table.rows) {
    EXPECT_EQ(row[3].value, shares.at(row[0].value + row[1].value)) << row[1].value;
    ballots.insert(row[0].value);
  }
  EXPECT_EQ(ballots, refused);
  EXPECT_GE(map.table.rows.size(), 27u);
}

TEST_F(Exhibits, TheMapOfPivotalActorsHasTheSharesOfTheFile) {
  const ResultFolder result = result_of_command("pivotal status_quo --trials 64 --horizon 24");
  const Exhibit map = pivotal_map(result).at(0);
  const ResultTable table = result.table("pivotal.csv");
  std::map<std::string, std::string> shares, shown_here;
  for (const ResultRow& row : rows_of(table)) {
    if (row["choice"] == "any") shares[row["actor"]] = row["share_changed"];
  }
  for (const auto& row : map.table.rows) shown_here[row[1].value] = row[3].value;
  EXPECT_EQ(shown_here, shares);
}

TEST_F(Exhibits, HeadlinesAreThoseThatTheTablesHave) {
  const ResultFolder result = result_of_command("run status_quo --trials 200 --horizon 12");
  std::set<std::string> of_the_file, shown_here;
  for (const ResultTable table = result.table("incidence.csv");
       const ResultRow& row : rows_of(table)) {
    of_the_file.insert(words_of(row["outcome"]));
  }
  const std::vector<Exhibit> exhibits = exhibits_of(result);
  for (const auto& row : with_chart(exhibits, "shares").table.rows) {
    shown_here.insert(row[1].value);
  }
  EXPECT_EQ(shown_here, of_the_file);
}

TEST_F(Exhibits, PastWarsStandBesideTheSharesThatHaveStopped) {
  const ResultFolder result = result_of_command("run status_quo --trials 400 --horizon 36");
  const ResultTable incidence = result.table("incidence.csv");
  double fighting = -1;
  for (const ResultRow& row : rows_of(incidence)) {
    if (row["month"] == "12" && row["outcome"] == "continued_war") fighting = row.number("share");
  }
  const std::vector<Exhibit> exhibits = past_wars(result);
  ASSERT_EQ(exhibits.size(), 1u);
  EXPECT_THAT(exhibits[0].title, HasSubstr("After 36 months 2 of 10 past wars ended within"));
  const auto& rows = exhibits[0].table.rows;
  ASSERT_EQ(rows.size(), 6u);  // after 12, 24 and 36 months
  EXPECT_EQ(rows[0][1].value, "12 months: trials");
  EXPECT_NEAR(number_of(rows[0][2].value), 1 - fighting, 1e-12);
  EXPECT_LT(number_of(rows[0][3].value), 1 - fighting);
  EXPECT_GT(number_of(rows[0][4].value), 1 - fighting);
  EXPECT_EQ(rows[1][1].value, "12 months: 10 wars");
  EXPECT_EQ(number_of(rows[1][2].value), 0.2);
}

TEST_F(Exhibits, AWarThatBeganTheYearBeforeIsHeldAgainstMorePastWars) {
  const ResultFolder result =
      result_of_command("run status_quo --trials 200 --horizon 12 --set start=2023-03");
  EXPECT_THAT(past_wars(result).at(0).title, HasSubstr("of 23 past wars"));
}

TEST_F(Exhibits, ACaseOfHistoryIsNotHeldAgainstWarsThatHadLastedAsLong) {
  const ResultFolder result = result_of_command("run korea_1953 --trials 200 --horizon 12");
  EXPECT_TRUE(past_wars(result).empty());
}

TEST_F(Exhibits, PastPeacesStandBesideTheStopsThatBreak) {
  const ResultFolder result = result_of_command("run status_quo --trials 400 --horizon 60");
  const ResultTable relapse = result.table("relapse.csv");
  std::string share;
  for (const ResultRow& row : rows_of(relapse)) {
    if (row["group"] == "since_stop" && row["detail"] == "all" && row["months"] == "12") {
      share = row["share"];
    }
  }
  const std::vector<Exhibit> exhibits = past_peaces(result);
  ASSERT_EQ(exhibits.size(), 1u);
  EXPECT_EQ(number_of(exhibits[0].table.rows.at(0).at(2).value), number_of(share));
  EXPECT_EQ(exhibits[0].table.rows.at(1).at(1).value, "12 months: 64 wars");
}

TEST_F(Exhibits, OfSeveralScenariosNameThem) {
  const ResultFolder result =
      result_of_command("run status_quo peace_through_strength --trials 200 --horizon 12");
  const std::vector<Exhibit> exhibits = exhibits_of(result);
  for (const char* chart : {"shares", "incidence", "fan"}) {
    std::set<std::string> scenarios;
    for (const auto& row : with_chart(exhibits, chart).table.rows) scenarios.insert(row[0].value);
    EXPECT_EQ(scenarios, (std::set<std::string>{"status_quo", "peace_through_strength"})) << chart;
  }
}

TEST_F(Exhibits, OfAComparisonHaveItsDifferences) {
  const ResultFolder result =
      result_of_command("compare status_quo peace_through_strength --trials 200 --horizon 12");
  const std::vector<Exhibit> exhibits = exhibits_of(result);
  const Exhibit& differences = with_chart(exhibits, "differences");
  expect_rows_of(differences, result.table("comparison.csv"));
  EXPECT_THAT(differences.title, HasSubstr("durable acceptable peace"));
}

TEST_F(Exhibits, OfAnAttributionSumToTheWhole) {
  const ResultFolder result =
      result_of_command("attribute peace_through_strength --trials 64 --horizon 12");
  const std::vector<Exhibit> exhibits = exhibits_of(result);
  const Exhibit& shapley = with_chart(exhibits, "shapley");
  expect_rows_of(shapley, result.table("attribution.csv"));
  double sum = 0, total = 0;
  for (const auto& row : shapley.table.rows) sum += number_of(row[2].value);
  const ResultTable table = result.table("attribution.csv");
  for (const ResultRow& row : rows_of(table)) {
    if (row["term"] == "total") total = row.number("value");
  }
  EXPECT_NEAR(sum, total, 1e-9);
}

TEST_F(Exhibits, OfAnAnalysisHaveItsMeasures) {
  ASSERT_EQ(run("sweep status_quo --design saltelli --samples 32 --replicates 8 --horizon 60 "
                "--factor parameters.putin.cannot_stop --factor parameters.zelensky.trust_base "
                "--factor parameters.war_hazard.planning_rate --quiet --out sweep")
                .status,
            0);
  const auto answer = run("analyse sweep --quiet --outcome continued_war --out out");
  ASSERT_EQ(answer.status, 0) << answer.err;
  const ResultFolder result(folder_ / "out");
  const std::vector<Exhibit> exhibits = exhibits_of(result);
  for (const Exhibit& exhibit : exhibits) {
    if (exhibit.chart == "boxes") {
      expect_rows_of(exhibit, result.table("boxes.csv"));
    } else if (exhibit.chart == "convergence") {
      expect_rows_of(exhibit, result.table("convergence.csv"));
    } else {
      expect_rows_of(exhibit, result.table("indices.csv"));
    }
  }
  EXPECT_THAT(charts_of(exhibits), IsSupersetOf({"sobol", "convergence"}));
  const Exhibit& sobol = with_chart(exhibits, "sobol");
  EXPECT_THAT(sobol.title, testing::StartsWith("Continued war depends most on "));
  std::set<std::string> factors;
  for (const auto& row : sobol.table.rows) factors.insert(row[1].value);
  EXPECT_EQ(factors, (std::set<std::string>{"putin.cannot_stop", "zelensky.trust_base",
                                            "war_hazard.planning_rate"}));
}

TEST_F(Exhibits, OfAComparisonAreAboutTheObjectiveThatWasAskedFor) {
  const std::string command =
      "compare status_quo peace_through_strength --trials 200 --horizon 24 --objective ";
  const ResultFolder result = result_of_command(command + "months_of_war");
  EXPECT_THAT(with_chart(exhibits_of(result), "differences").title,
              testing::StartsWith("peace_through_strength moves the mean of months of war by "));
  const std::vector<std::string> answer = answer_of(result);
  ASSERT_EQ(answer.size(), 1u);
  EXPECT_THAT(answer.front(), HasSubstr("takes the mean of months of war from "));
  EXPECT_THAT(answer.front(), testing::Not(HasSubstr("points")));
}

TEST_F(Exhibits, TheTitleOfTheStopsNamesEachScenario) {
  const ResultFolder result =
      result_of_command("run status_quo peace_through_strength --trials 200 --horizon 12");
  EXPECT_THAT(with_chart(exhibits_of(result), "shares").title,
              testing::AllOf(HasSubstr("status_quo ends most often in "),
                             HasSubstr("; peace_through_strength ends most often in ")));
}

TEST_F(Exhibits, OfASearchAreTheFrontsOfItsFile) {
  const ResultFolder result = result_of_command(
      "search peace_through_strength --trials 64 --horizon 24 --finalists 4 --levels 0,1 "
      "--without military --without eu --without american_role");
  const std::vector<Exhibit> exhibits = exhibits_of(result);
  const ResultTable front = result.table("front.csv");
  std::size_t rows = 0;
  for (const Exhibit& exhibit : exhibits) {
    EXPECT_EQ(exhibit.chart, "front");
    expect_rows_of(exhibit, front);
    EXPECT_THAT(exhibit.title, testing::StartsWith("Durable acceptable peace against "));
    rows += exhibit.table.rows.size();
  }
  EXPECT_EQ(rows, front.rows.size());
  EXPECT_GT(rows, 0u);
}

TEST_F(Exhibits, OfASearchForLessNameTheLowest) {
  const ResultFolder result = result_of_command(
      "search peace_through_strength --trials 64 --horizon 24 --finalists 4 --levels 0,1 "
      "--without military --without eu --without american_role --objective months_of_war "
      "--minimise");
  const ResultTable front = result.table("front.csv");
  const std::vector<ResultRow> rows = rows_of(front);
  ASSERT_FALSE(rows.empty());
  EXPECT_THAT(answer_of(result).front(), HasSubstr("has the lowest mean of months of war: "));
}

TEST_F(Exhibits, OfPivotalActorsHaveTheNumbersOfTheFile) {
  const ResultFolder result = result_of_command("pivotal status_quo --trials 64 --horizon 24");
  const std::vector<Exhibit> exhibits = exhibits_of(result);
  const Exhibit& pivotal = with_chart(exhibits, "pivotal");
  expect_rows_of(pivotal, result.table("pivotal.csv"));
  EXPECT_THAT(pivotal.title, testing::StartsWith(pivotal.table.rows.front()[0].value));
}

/// A validation itself takes minutes, so its tables stand in the folder of another result.
struct ValidityExhibits : Exhibits {
  std::vector<Exhibit> exhibits_with(const std::string& file, const std::string& text) {
    const ResultFolder result =
        result_of_command("run status_quo --trials 16 --horizon 12 --record summary");
    std::ofstream(folder_ / "out" / file) << text;
    std::vector<Exhibit> of_the_file;
    for (const Exhibit& exhibit : exhibits_of(result)) {
      if (exhibit.chart == "mechanisms" || exhibit.chart.empty()) of_the_file.push_back(exhibit);
    }
    EXPECT_EQ(of_the_file.size(), 1u);
    expect_rows_of(of_the_file.at(0), result.table(file));
    return of_the_file;
  }
};

TEST_F(ValidityExhibits, PatternsAreCountedByWhetherTheyHold) {
  const auto exhibits =
      exhibits_with("patterns.csv",
                    "number,pattern,kind,target,figure,standard_error,holds\n"
                    "1,wars last,level,> 1,2.5,0.1,true\n2,wars end,level,> 1,0.5,0.1,false\n");
  EXPECT_EQ(exhibits[0].title, "1 of 2 patterns hold");
  EXPECT_EQ(exhibits[0].table.rows.size(), 2u);
}

TEST_F(ValidityExhibits, MechanismsStandByTheSizeOfWhatTheyChange) {
  const auto exhibits =
      exhibits_with("mechanisms.csv",
                    "scenario,change,continued_war,continued_war_error\n"
                    "status_quo,all,0.5,0.01\nstatus_quo,without talks,0.125,0.01\n"
                    "status_quo,without learning,-0.25,0.02\n");
  EXPECT_THAT(exhibits[0].title,
              testing::StartsWith("Continued war moves most when a mechanism changes: "
                                  "without learning (status_quo), -25"));
  ASSERT_EQ(exhibits[0].table.rows.size(), 2u);  // without the shares of the scenario itself
  EXPECT_EQ(exhibits[0].table.rows[0][2].value, "-0.25");
  EXPECT_EQ(exhibits[0].table.rows[1][2].value, "0.125");
}

TEST_F(ValidityExhibits, ClaimsAreCountedUnderTheDefaultsAlone) {
  const auto exhibits = exhibits_with(
      "claims.csv",
      "claim,critic,verdict,scenario,measure,claims,without,with,difference,standard_error\n"
      "aid,none,supported,status_quo,continued_war,less,0.5,0.25,-0.25,0.01\n"
      "peace,none,undecided,status_quo,continued_war,less,0.5,0.5,0,0.01\n"
      "aid,realist,supported,status_quo,continued_war,less,0.5,0.25,-0.25,0.01\n");
  EXPECT_EQ(exhibits[0].title, "1 of 2 claims are supported under the defaults");
  EXPECT_EQ(exhibits[0].table.rows.size(), 3u);
}

TEST_F(Exhibits, EachChartIsInTheProgramAndDrawsColumnsThatItsTableHas) {
  const ResultFolder result = result_of_command("run status_quo --trials 200 --horizon 12");
  for (const Exhibit& exhibit : exhibits_of(result)) {
    if (exhibit.chart.empty()) continue;
    const std::string spec(page_part("charts/compiled/" + exhibit.chart + ".vg.json"));
    EXPECT_EQ(spec.find("http"), std::string::npos) << exhibit.chart;
    std::set<std::string> names;
    for (const ShownColumn& column : exhibit.table.columns) names.insert(column.name);
    const std::set<std::string> drawn = drawn_columns(exhibit.chart);
    EXPECT_GE(drawn.size(), 1u) << exhibit.chart;
    EXPECT_THAT(names, testing::IsSupersetOf(drawn)) << exhibit.chart;
  }
  EXPECT_THAT(page_part("charts/vega.LICENSE"), HasSubstr("University of Washington"));
}

}  // namespace
}  // namespace armistice
