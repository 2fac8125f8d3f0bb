#include "experiments/information/information.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>
#include <string>

#include "agents/interface/declarations.hpp"
#include "experiments/error.hpp"
#include "experiments/findings/information.hpp"
#include "experiments/information/inputs.hpp"
#include "experiments/report/printed.hpp"
#include "experiments/report/text_table.hpp"
#include "experiments/trials/draw.hpp"
#include "tests/support/report.hpp"

namespace armistice {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

Scenario shipped(const std::string& name, const std::vector<Setting>& settings = {}) {
  return read_scenario(ARMISTICE_SOURCE_DIR "/scenarios/" + name + ".toml", settings);
}

RunSettings small() {
  return {.trials = 500, .threads = 2, .horizon_months = 24, .nested_sets = 10};
}

TEST(Information, ThreadsAndLanesChangeNoByte) {
  const std::vector<Scenario> options = {shipped("no_us_backup"), shipped("europe_only")};
  RunSettings other = small();
  other.threads = 5;
  other.kernel = &kernel_scalar();
  const Information a = run_information(options, {}, small());
  const Information b = run_information(options, {}, other);
  ASSERT_TRUE(a.complete && b.complete);
  const Report one = report_of(options, a), other_one = report_of(options, b);
  EXPECT_EQ(support::tables_of(one), support::tables_of(other_one));
  EXPECT_EQ(printed(one), printed(other_one));
}

TEST(Information, OptionsAreJudgedNetOfCostIfAPointHasAPrice) {
  const std::vector<Scenario> options = {shipped("status_quo"), shipped("europe_only")};
  const Information plain = run_information(options, {}, small());
  const Information net =
      run_information(options, {.objective = {}, .eur_bn_per_point = 2}, small());
  for (std::size_t i = 0; i < 2; ++i) {
    const Tally own = run_ensemble(options[i], small()).tally;
    EXPECT_EQ(plain.options[i].mean, own.share(Share::kDurableAcceptablePeace));
    const double cost = own.mean(Result::cost_total_eur_bn);
    EXPECT_NEAR(net.options[i].mean, plain.options[i].mean - 0.01 * cost / 2, 1e-5);
  }
  std::istringstream text(printed(report_of(options, net)));
  for (std::string line; std::getline(text, line);) EXPECT_LE(width_of(line), 100u) << line;
}

TEST(Information, StopsWhenAskedToAndRefusesASingleOption) {
  const std::vector<Scenario> options = {shipped("status_quo"), shipped("europe_only")};
  const std::atomic<bool> stop = true;
  RunHooks hooks;
  hooks.stop = &stop;
  EXPECT_FALSE(run_information(options, {}, small(), hooks).complete);
  EXPECT_THROW(run_information({options.data(), 1}, {}, small()), Error);
}

TEST(Inputs, AreTheDrawnParametersOfEachTrial) {
  const std::vector<Scenario> options = {shipped("status_quo"), shipped("europe_only")};
  const Inputs inputs = drawn_inputs(options, 3, 40);
  EXPECT_TRUE(inputs.differing.empty());
  const auto dead_zone = std::find_if(inputs.drawn.begin(), inputs.drawn.end(), [](const auto& i) {
    return i.name == "parameters.front.dead_zone";
  });
  ASSERT_NE(dead_zone, inputs.drawn.end());
  std::size_t row = 0;
  for (; parameter_declarations()[row].name != "dead_zone"; ++row) {
  }
  EXPECT_EQ(dead_zone->values[17], ParameterDraw(options[1], 3).set(17).parameters[row]);
}

TEST(Inputs, LeaveOutWhatOptionsDrawOtherwiseAndTakeInWhatIsDrawnOfALever) {
  const std::vector<Scenario> options = {
      shipped("status_quo"),
      shipped("europe_only", {{"parameters.front.dead_zone", "0.4"},
                              {"levers.european_forces",
                               R"({intensity={distribution="uniform", min=0.1, max=0.9}})"}})};
  const Inputs inputs = drawn_inputs(options, 3, 40);
  EXPECT_THAT(inputs.differing, ElementsAre("parameters.front.dead_zone"));
  EXPECT_EQ(inputs.drawn.back().name, "levers.european_forces");
}

}  // namespace
}  // namespace armistice
