#include "experiments/output/summary.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>
#include <string>
#include <vector>

#include "experiments/output/progress.hpp"
#include "experiments/output/text_table.hpp"
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

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

TEST(Summary, FitsAPage) {
  const auto lines = lines_of(summary_text(plain_scenario(), run_small(5000)));
  EXPECT_LE(lines.size(), 45u);
  for (const std::string& line : lines) EXPECT_LE(width_of(line), 100u) << line;
}

TEST(Summary, ShowsBothUncertaintiesAndSaysWhatItIsNot) {
  EXPECT_THAT(summary_text(plain_scenario(), run_small(5000)),
              AllOf(HasSubstr("sampling error"), HasSubstr("what we do not know"),
                    HasSubstr("without collapses"), HasSubstr("not a forecast")));
}

TEST(Summary, MonthsEndWithTheHorizon) {
  EXPECT_THAT(summary_text(plain_scenario(), run_small(500, 36)),
              AllOf(HasSubstr("2028-02"), Not(HasSubstr("2030-02"))));
}

TEST(Summary, FewTrialsShowFewerDigits) {
  EXPECT_EQ(percent(0.23456, 10'000), "23.5");
  EXPECT_EQ(percent(0.23456, 500), "23");
}

TEST(Summary, DataHoldsTheSameCounts) {
  const Ensemble ensemble = run_small(500);
  const auto data = summary_data(plain_scenario(), ensemble, Record::kTrials);
  EXPECT_EQ(data["trials"], 500);
  EXPECT_EQ(data["outcomes"][0]["outcome"], "negotiated_peace");
  EXPECT_EQ(data["outcomes"][0]["count"], ensemble.tally.count(Share::kNegotiatedAll));
  EXPECT_EQ(data["by_month"].size(), 5u);
}

TEST(Summary, ASingleTrialIsSummedUpToo) {
  EXPECT_THAT(summary_text(plain_scenario(), run_small(1)), Not(HasSubstr("nan")));
}

TEST(SideBySide, EachScenarioHasAColumn) {
  std::vector<ScenarioRun> runs(3, {plain_scenario(), run_small(500)});
  runs[1].scenario.name = "peace_through_strength";
  runs[2].scenario.name = "peace_through_strength_as_implemented";
  const std::string table = side_by_side_text(runs);
  const auto lines = lines_of(table);
  for (const std::string& line : lines) EXPECT_LE(width_of(line), 100u) << line;
  const auto row = std::find_if(lines.begin(), lines.end(),
                                [](const auto& line) { return line.starts_with("continued war"); });
  ASSERT_NE(row, lines.end());
  EXPECT_EQ(std::count(row->begin(), row->end(), '+'), 3);
}

TEST(ProgressLine, SaysHowMuchIsLeft) {
  EXPECT_EQ(progress_line(2500, 10'000, 10), " 25 % of 10,000 trials, 30 s left");
  EXPECT_EQ(progress_line(0, 10'000, 0), "  0 % of 10,000 trials");
  EXPECT_EQ(progress_line(1, 2, 4000), " 50 % of 2 trials, 1 h 06 min left");
}

}  // namespace
}  // namespace armistice
