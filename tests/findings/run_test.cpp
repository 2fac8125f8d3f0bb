#include "experiments/findings/run.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>
#include <string>
#include <vector>

#include "experiments/findings/side_by_side.hpp"
#include "experiments/output/progress.hpp"
#include "experiments/report/printed.hpp"
#include "experiments/report/report_data.hpp"
#include "experiments/report/text_table.hpp"
#include "tests/support/plain_scenario.hpp"

namespace armistice {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

Ensemble run_small(std::int64_t trials, int horizon = 120) {
  return run_ensemble(plain_scenario(), {.trials = trials,
                                         .horizon_months = horizon,
                                         .kernel = &stand_in<4>(),
                                         .timeline = false,
                                         .donors = false,
                                         .nested_sets = 20});
}

std::string summary_text(const Scenario& scenario, const Ensemble& ensemble) {
  return printed(report_of(scenario, ensemble, Record::kTrials));
}

nlohmann::ordered_json summary_data(const Scenario& scenario, const Ensemble& ensemble) {
  return data_of(report_of(scenario, ensemble, Record::kTrials));
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

TEST(Summary, FitsAPage) {
  const auto lines = lines_of(summary_text(plain_scenario(), run_small(5000)));
  EXPECT_LE(lines.size(), 47u);
  for (const std::string& line : lines) EXPECT_LE(width_of(line), 100u) << line;
}

TEST(Summary, ShowsBothUncertaintiesAndSaysWhatItIsNot) {
  EXPECT_THAT(summary_text(plain_scenario(), run_small(5000)),
              AllOf(HasSubstr("sampling error"), HasSubstr("what we do not know"),
                    HasSubstr("dictated: a side collapsed"), HasSubstr("not a forecast")));
}

TEST(Summary, MonthsEndWithTheHorizon) {
  EXPECT_THAT(summary_text(plain_scenario(), run_small(500, 36)),
              AllOf(HasSubstr("2028-02"), Not(HasSubstr("2030-02"))));
}

TEST(Summary, FewTrialsShowFewerDigits) {
  EXPECT_EQ(Digits::of_share(10'000).plain(0.23456), "23.5");
  EXPECT_EQ(Digits::of_share(500).plain(0.23456), "23");
}

TEST(Summary, DataHoldsTheSameCounts) {
  const Ensemble ensemble = run_small(500);
  const auto data = summary_data(plain_scenario(), ensemble);
  EXPECT_EQ(data["trials"], 500);
  EXPECT_EQ(data["outcomes"][0]["outcome"], "negotiated_peace");
  EXPECT_EQ(data["outcomes"][0]["count"], ensemble.tally.count(Share::kNegotiatedAll));
  EXPECT_EQ(data["by_month"].size(), 5u);
}

TEST(Summary, SpeaksInWordsThatCanBeExplained) {
  Scenario scenario = plain_scenario();
  const std::string text = summary_text(scenario, run_small(5000));
  for (const char* jargon : {"Kaplan", "quantal", "status 3", "for each relapse",
                             "without collapses", "freeze", "fighting again", "mechanisms"}) {
    EXPECT_THAT(text, Not(HasSubstr(jargon)));
  }
  scenario.structure.rule = Rule::kProspect;
  scenario.mechanisms = Mechanisms::kCore;
  EXPECT_THAT(summary_text(scenario, run_small(100)),
              HasSubstr("unlike the default: losses weigh more than gains (prospect theory); the "
                        "core of the mechanisms alone\n"));
}

TEST(Summary, NeverShowsARangeWithNothingBehindIt) {
  Ensemble ensemble = run_small(5000);
  const auto row_of = [&](const std::string& label) {
    for (const std::string& line : lines_of(summary_text(plain_scenario(), ensemble))) {
      if (line.starts_with(label)) return line;
    }
    return std::string();
  };
  auto& histogram = ensemble.nested.histograms[static_cast<std::size_t>(Share::kStrength)];
  histogram = {};
  histogram[0] = 20;
  ensemble.tally.shares[static_cast<std::size_t>(Share::kStrength)] = 0;
  EXPECT_THAT(row_of("    strength"),
              AllOf(HasSubstr(" 0.0 - 0.1 "), HasSubstr("0 in all 20 sets")));
  histogram[0] = 0;
  histogram[8] = histogram[9] = 10;
  EXPECT_THAT(row_of("    strength"), HasSubstr("no more than chance"));
  EXPECT_TRUE(
      summary_data(plain_scenario(), ensemble)["outcomes"][3]["parameters_5_95"][0].is_null());
  ensemble.nested = {};
  const std::string text = summary_text(plain_scenario(), ensemble);
  EXPECT_THAT(text, HasSubstr("no ranges over parameter sets: no parameter set was run"));
  EXPECT_THAT(row_of("continued war"), testing::EndsWith(" -"));
}

TEST(Summary, AnswersByTheDatesThatWereAskedAbout) {
  Ensemble ensemble = run_small(5000, 36);
  ensemble.settings.by = {{2026, 12}, {2028, 2}};
  const Scenario scenario = plain_scenario();
  EXPECT_THAT(summary_text(scenario, ensemble),
              AllOf(HasSubstr("\nby 2026-12, month 22\n  negotiated peace "),
                    HasSubstr("\nby 2028-02, month 36\n")));
  const auto data = summary_data(scenario, ensemble);
  ASSERT_EQ(data["by_date"].size(), 2u);
  const auto& december = data["by_date"][0];
  EXPECT_EQ(december["date"], "2026-12");
  EXPECT_EQ(december["month"], 22);
  EXPECT_EQ(december["outcomes"][0]["count"],
            ensemble.tally.stops_by(Outcome::kNegotiatedPeace, 22));
  EXPECT_EQ(december["outcomes"][2]["parameters_5_95"][1],
            data_of(parameter_range(ensemble.nested.by(Outcome::kContinuedWar, 22)).p95));
  for (std::size_t i = 0; i < 3; ++i) {  // at the horizon it is the outcome itself
    EXPECT_EQ(data["by_date"][1]["outcomes"][i]["count"], data["outcomes"][i]["count"]);
    EXPECT_EQ(data["by_date"][1]["outcomes"][i]["parameters_5_95"],
              data["outcomes"][i]["parameters_5_95"]);
  }
}

TEST(Summary, MedianStopHasItsDate) {
  const Ensemble ensemble = run_small(500, 36);
  const auto data = summary_data(plain_scenario(), ensemble);
  const int month = data["median_end_month"];
  const std::string date = to_string(add_months(plain_scenario().start, month - 1));
  EXPECT_EQ(data["median_end_date"], date);
  EXPECT_THAT(summary_text(plain_scenario(), ensemble),
              HasSubstr(date + ", month " + std::to_string(month)));
}

TEST(Summary, ASingleTrialIsSummedUpToo) {
  EXPECT_THAT(summary_text(plain_scenario(), run_small(1)), Not(HasSubstr("nan")));
}

TEST(SideBySide, EachScenarioHasAColumn) {
  std::vector<ScenarioRun> runs(3, {plain_scenario(), run_small(500)});
  runs[1].scenario.name = "peace_through_strength";
  runs[2].scenario.name = "peace_through_strength_as_implemented";
  const std::string table = printed(report_of(runs));
  const auto lines = lines_of(table);
  for (const std::string& line : lines) EXPECT_LE(width_of(line), 100u) << line;
  const auto row = std::find_if(lines.begin(), lines.end(),
                                [](const auto& line) { return line.starts_with("continued war"); });
  ASSERT_NE(row, lines.end());
  EXPECT_EQ(std::count(row->begin(), row->end(), '+'), 3);
}

TEST(SideBySide, HasTheDatesThatWereAskedAbout) {
  std::vector<ScenarioRun> runs(2, {plain_scenario(), run_small(500)});
  for (ScenarioRun& run : runs) run.ensemble.settings.by = {{2026, 12}};
  EXPECT_THAT(printed(report_of(runs)), HasSubstr("\nby 2026-12\n  negotiated peace "));
}

TEST(ProgressLine, SaysHowMuchIsLeft) {
  EXPECT_EQ(progress_line(2500, 10'000, 10), " 25 % of 10,000 trials, 30 s left");
  EXPECT_EQ(progress_line(0, 10'000, 0), "  0 % of 10,000 trials");
  EXPECT_EQ(progress_line(1, 2, 4000), " 50 % of 2 trials, 1 h 06 min left");
}

}  // namespace
}  // namespace armistice
