#include "experiments/sweep/point_runner.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "agents/interface/declarations.hpp"
#include "experiments/engine/instruction_set.hpp"
#include "experiments/sweep/factor_choice.hpp"
#include "tests/support/scratch_folder.hpp"

namespace armistice {
namespace {

using testing::HasSubstr;

RunSettings settings(const char* kernel = "auto") {
  RunSettings s;
  s.horizon_months = 24;
  s.timeline = s.donors = false;
  s.kernel = &kernel_named(kernel);
  return checked_settings(s);
}

/// Every kind of factor, in a plain sample.
SweepPlan plan_of(int replicates, std::vector<std::string> factors) {
  SweepPlan plan;
  plan.scenario = read_scenario(shipped("peace_through_strength.toml"), {});
  plan.design.kind = DesignKind::kLatinHypercube;
  plan.design.samples = 12;
  plan.replicates = replicates;
  for (const std::string& typed : factors) add_factor(plan, typed);
  plan.design = checked(std::move(plan.design));
  plan.outcomes = {Share::kNegotiatedAll, Share::kFightingAtHorizon,
                   Result::russian_casualties_thousand};
  return plan;
}

const std::vector<std::string> kEveryKind{"parameters.front.dead_zone",
                                          "levers.us_backup=0:1",
                                          "levers.us_backup.start_month=0:12",
                                          "switches.talks",
                                          "rule=quantal,rational",
                                          "levers.european_aid.ramp_months=1,6"};

std::vector<Setting> settings_at(const SweepPlan& plan, const SweepBlock& block,
                                 std::size_t point) {
  std::vector<Setting> all;
  const std::size_t factors = plan.design.factors.size();
  for (std::size_t f = 0; f < factors; ++f) {
    all.push_back({plan.design.factors[f].name,
                   value_text(plan.design.factors[f], block.values[point * factors + f])});
  }
  return all;
}

TEST(PointRunner, APointIsTheTrialsOfItsScenario) {
  for (const bool hold : {false, true}) {
    SweepPlan plan = plan_of(20, kEveryKind);
    plan.hold_others = hold;
    const RunSettings s = settings();
    const SweepBlock block = PointRunner(plan, s).run(0, 12);
    ASSERT_TRUE(block.failures.empty());
    for (std::size_t point = 0; point < 12; ++point) {
      Scenario scenario = read_scenario(plan.scenario.file, settings_at(plan, block, point));
      if (hold) {
        for (Distribution& d : scenario.parameters) d = fixed_value(central_value(d));
        for (LeverSetting& l : scenario.levers)
          l.intensity = fixed_value(central_value(l.intensity));
        scenario.implementation.share = fixed_value(central_value(scenario.implementation.share));
      }
      RunSettings ensemble = s;
      ensemble.trials = 20;
      ensemble.nested_sets = 0;
      const Tally tally = run_ensemble(scenario, ensemble).tally;
      EXPECT_EQ(block.means[3 * point], tally.share(Share::kNegotiatedAll)) << point;
      EXPECT_EQ(block.means[3 * point + 1], tally.share(Share::kFightingAtHorizon)) << point;
      EXPECT_NEAR(block.means[3 * point + 2], tally.mean(Result::russian_casualties_thousand), 1e-9)
          << point;
    }
  }
}

TEST(PointRunner, BlocksAndLanesChangeNoNumber) {
  for (const int replicates : {1, 5, 16, 48}) {
    const SweepPlan plan = plan_of(replicates, kEveryKind);
    const RunSettings widest = settings(), scalar = settings("scalar");
    const SweepBlock all = PointRunner(plan, widest).run(0, 12);
    PointRunner runner(plan, scalar);
    for (const int first : {7, 0, 3}) {
      const SweepBlock some = runner.run(first, 4);
      for (std::size_t i = 0; i < some.means.size(); ++i) {
        EXPECT_EQ(some.means[i], all.means[static_cast<std::size_t>(first) * 3 + i])
            << replicates << " replicates from point " << first;
      }
    }
  }
}

TEST(PointRunner, CommonChanceMakesEqualPointsEqual) {
  SweepPlan plan = plan_of(16, {"levers.us_backup=0:1"});
  plan.design.kind = DesignKind::kFullFactorial;
  plan.design.factors[0].distribution = {
      .kind = DistributionKind::kDiscrete, .values = {0.5, 0.5 + 1e-12}, .weights = {1, 1}};
  plan.design.units.clear();
  plan.design = checked(std::move(plan.design));
  const RunSettings s = settings();
  const SweepBlock common = PointRunner(plan, s).run(0, 2);
  plan.independent = true;
  const SweepBlock independent = PointRunner(plan, s).run(0, 2);
  EXPECT_EQ(common.means[2], common.means[5]);
  EXPECT_NE(independent.means[2], independent.means[5]);
}

int row_of(std::string_view name) {
  const auto all = parameter_declarations();
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (all[i].name == name) return static_cast<int>(i);
  }
  return -1;
}

int g_row = 0;  // of the dead zone: a kernel is a plain function

/// The scalar kernel, except that trials with a dead zone above .4 give no number.
void run_broken(const BatchInput& input, const BatchOutput& output) {
  kernel_named("scalar").run(input, output);
  if (input.parameters[g_row] > 0.4f) {
    output.results[static_cast<int>(Result::russian_casualties_thousand)] = std::nanf("");
  }
}

TEST(PointRunner, AFailedPointIsRecordedAndStopsNoOther) {
  g_row = row_of("dead_zone");
  Kernel broken = kernel_named("scalar");
  broken.run = run_broken;
  SweepPlan plan = plan_of(6, {"parameters.front.dead_zone=0.3:0.5", "rule=quantal,rational"});
  RunSettings s = settings("scalar");
  const SweepBlock whole = PointRunner(plan, s).run(0, 12);
  s.kernel = &broken;
  const SweepBlock block = PointRunner(plan, s).run(0, 12);
  std::size_t failed = 0;
  for (std::size_t point = 0; point < 12; ++point) {
    const double value = block.values[2 * point];
    for (std::size_t o = 0; o < 3; ++o) {
      if (value > .4) {
        EXPECT_TRUE(std::isnan(block.means[3 * point + o]));
      } else {
        EXPECT_EQ(block.means[3 * point + o], whole.means[3 * point + o]);
      }
    }
    if (value <= .4) continue;
    ASSERT_LT(failed, block.failures.size());
    const FailedPoint& failure = block.failures[failed++];
    EXPECT_EQ(failure.point, static_cast<std::int64_t>(point));
    EXPECT_THAT(failure.cause, HasSubstr("not a finite number"));
    EXPECT_THAT(failure.replay, testing::AllOf(HasSubstr("armistice trace"), HasSubstr("--trial 0"),
                                               HasSubstr("--set parameters.front.dead_zone=" +
                                                         value_text(plan.design.factors[0], value)),
                                               HasSubstr("--set rule=")));
  }
  EXPECT_EQ(failed, block.failures.size());
  EXPECT_GT(failed, 2u);
  EXPECT_LT(failed, 10u);
}

}  // namespace
}  // namespace armistice
