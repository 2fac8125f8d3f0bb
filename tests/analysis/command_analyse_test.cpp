// armistice analyse as it is typed, on a finished sweep.
#include <gmock/gmock.h>

#include <filesystem>
#include <sstream>

#include "experiments/commands/command_line.hpp"
#include "tests/analysis/swept.hpp"

namespace armistice {
namespace {

using testing::AllOf;
using testing::HasSubstr;

class CommandAnalyse : public AnalysisOfASweep {
 protected:
  void SetUp() override {
    AnalysisOfASweep::SetUp();
    write_sweep(
        of_three(DesignKind::kLatinHypercube, 300),
        [](std::span<const double> x) { return 1 / (1 + std::exp(-2 * x[0] - x[1])); }, true);
  }
  /// What it prints, or the message that it ends with.
  std::string answer(std::vector<std::string> more) const {
    std::vector<std::string> words{"armistice", "analyse", folder_.string(), "--bootstrap", "100"};
    words.insert(words.end(), more.begin(), more.end());
    std::vector<const char*> typed;
    for (const std::string& word : words) typed.push_back(word.c_str());
    std::string text;
    const auto print = [&text](std::string_view part) { text += part; };
    const std::string message = message_of([&] {
      parse_command_line(static_cast<int>(typed.size()), typed.data())
          .action({words, print, print, nullptr});
    });
    return message.empty() ? text : message;
  }
  std::string chosen_steps(std::vector<std::string> more) const {
    more.insert(more.end(), {"--out", (folder_ / "tables").string(), "--force"});
    answer(std::move(more));
    std::string chosen;
    for (const std::string& row : rows_of_file("tables/peeling.csv")) {
      std::stringstream cells(row);
      std::vector<std::string> cell;
      for (std::string part; std::getline(cells, part, ',');) cell.push_back(part);
      if (cell[4] == "1") {
        chosen += fmt::format("{}:{}:{} ", cell[1], cell[2], cell[3]);
      }
    }
    return chosen;
  }
};

TEST_F(CommandAnalyse, AStepIsOfTheBoxThatItNames) {
  EXPECT_THAT(chosen_steps({"--step", "y:1:9"}), HasSubstr("comes:1:9 "));
  const std::string proposed = chosen_steps({}), fails = chosen_steps({"--step", "y:fails:1:9"});
  EXPECT_THAT(fails, HasSubstr("fails:1:9 "));
  EXPECT_EQ(fails.substr(0, fails.find("fails")), proposed.substr(0, proposed.find("fails")));
  EXPECT_EQ(chosen_steps({"--step", "1:9"}), chosen_steps({"--step", "9"}));
  EXPECT_THAT(chosen_steps({"--step", "1:9", "--step", "2:3"}),
              AllOf(HasSubstr("comes:1:9 "), HasSubstr("comes:2:3 ")));
}

TEST_F(CommandAnalyse, AStepThatIsNoneIsRefusedWithWhatThereIs) {
  EXPECT_THAT(answer({"--step", "y:1:5000"}), HasSubstr("box 1, which has the steps 0 to"));
  EXPECT_THAT(answer({"--step", "z:1:2"}), HasSubstr("z is no outcome of this analysis"));
  EXPECT_THAT(answer({"--step", "y:0:2"}), HasSubstr("expected a whole number from 1"));
  EXPECT_THAT(answer({"--step", "y:one:2"}),
              AllOf(HasSubstr("expected OUTCOME:BOX:STEP"), HasSubstr("BOX:STEP or STEP")));
  EXPECT_THAT(answer({"--step", "y:1:2", "--step", "1:3"}), HasSubstr("has a step already"));
}

TEST_F(CommandAnalyse, AThresholdIsOfAllSharesOrOfOneOutcome) {
  EXPECT_THAT(answer({"--threshold", "0.5"}), HasSubstr("Where it is at least 0.5"));
  EXPECT_THAT(answer({"--outcome", "y>=0.25"}), HasSubstr("Where it is below 0.25"));
  EXPECT_EQ(answer({"--outcome", " y >= 0.25 "}), answer({"--outcome", "y>=0.25"}));
  EXPECT_THAT(answer({"--outcome", "y >= 2"}), HasSubstr("expected a threshold from 0 to 1"));
  EXPECT_THAT(answer({}), HasSubstr("Where it fails to come"));
  EXPECT_THAT(answer({"--threshold", "50"}), HasSubstr("expected a share from 0 to 1"));
  EXPECT_THAT(answer({"--outcome", "y>=half"}), HasSubstr("expected a number"));
  EXPECT_THAT(answer({"--outcome", "y>=2"}), HasSubstr("expected a threshold from 0 to 1"));
}

TEST_F(CommandAnalyse, AnOutcomeIsNamedOnce) {
  EXPECT_THAT(answer({"--outcome", "y", "--outcome", "y"}), HasSubstr("is given twice"));
  EXPECT_THAT(answer({"--outcome", "all", "--outcome", "y"}), HasSubstr("expected it alone"));
  EXPECT_THAT(answer({"--outcome", "x>=0.5"}), HasSubstr("the sweep has no such column"));
}

TEST_F(CommandAnalyse, WhatIsRefusedWritesNothing) {
  answer({"--step", "y:1:5000", "--out", (folder_ / "none").string()});
  EXPECT_FALSE(std::filesystem::exists(folder_ / "none"));
}

}  // namespace
}  // namespace armistice
