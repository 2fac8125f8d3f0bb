// The account of a trial is that of the trial in an ensemble.
#include "experiments/trials/trial_trace.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

#include "experiments/engine/instruction_set.hpp"

namespace armistice {
namespace {

constexpr int kHorizonMonths = 120;
constexpr std::uint64_t kSeed = 5;

Scenario shipped(const std::string& name, const std::vector<Setting>& settings = {}) {
  return read_scenario(ARMISTICE_SOURCE_DIR "/scenarios/" + name + ".toml", settings);
}

/// A peace in which both sides may break, with one precision for all trials.
Scenario peace_as_a_game() {
  return shipped("status_quo", {{"relapse", "game"},
                                {"levers.guarantee_scope", "0"},
                                {"parameters.reinvasion.rate", "0.1"},
                                {"parameters.reinvasion.precision", "20"}});
}

TEST(TrialTrace, EqualsTheTrialInAnEnsembleToTheLastDigit) {
  for (const Scenario& scenario :
       {shipped("status_quo"), shipped("peace_through_strength_as_implemented"),
        shipped("capitulation"), peace_as_a_game()}) {
    const std::string& name = scenario.name;
    const BatchContext context(scenario, kSeed, kHorizonMonths);
    GroupRunner runner(context, kernel_named("auto"), /*timeline=*/true, /*donors=*/false);
    TrialAddress trials[kGroupTrials];
    for (std::uint32_t k = 0; k < kGroupTrials; ++k) trials[k] = {k, k % 3};
    const TrialGroup group = runner.run(trials, kGroupTrials);
    for (int k = 0; k < kGroupTrials; ++k) {
      const TrialTrace trace = trace_one(scenario, kSeed, kHorizonMonths, trials[k]);
      for (int r = 0; r < kResults; ++r) {
        const float expected = group.result(static_cast<Result>(r), k);
        EXPECT_EQ(
            std::memcmp(&expected, &trace.results[static_cast<std::size_t>(r)], sizeof(float)), 0)
            << name << ", trial " << k << ", result " << r;
      }
      // The line of contact, month by month, as the timeline has it.
      int months = 0;
      for (const TraceEntry& e : trace.entries) {
        if (e.item != TraceItem::month_end_world_occupied_share_pct) continue;
        const int row = e.month * kQuantities + static_cast<int>(Quantity::occupied_share_pct);
        EXPECT_EQ(e.value, group.timeline[row * kGroupTrials + k]) << name << ", trial " << k;
        ++months;
      }
      EXPECT_EQ(months, kHorizonMonths);
    }
  }
}

TEST(TrialTrace, SignatureInTheAccountIsTheEndOfTheTrial) {
  const Scenario scenario = shipped("peace_through_strength");
  int signatures = 0;
  for (std::uint32_t k = 0; k < 120; ++k) {
    const TrialTrace trace = trace_one(scenario, kSeed, kHorizonMonths, {k, 0});
    for (const TraceEntry& e : trace.entries) {
      if (e.item != TraceItem::talks_talks_signed || e.value < 1) continue;
      ++signatures;
      EXPECT_LE(trace.result(Result::end_month), static_cast<float>(e.month + 1));
      if (trace.result(Result::relapsed) < 1) {
        EXPECT_EQ(trace.result(Result::end_month), static_cast<float>(e.month + 1));
      }
    }
  }
  EXPECT_GT(signatures, 10) << "or the test says nothing";
}

TEST(TrialTrace, LeadersChoiceFollowsFromTheTermsItGives) {
  // Fighting on against stopping, with the cost at home: what is said adds up.
  const TrialTrace trace = trace_one(shipped("status_quo"), kSeed, kHorizonMonths, {2, 0});
  float fight = 0, freeze = 0, cost = 0;
  int checked = 0;
  for (const TraceEntry& e : trace.entries) {
    if (e.item == TraceItem::outlook_putin_value_of_fighting_on) fight = e.value;
    if (e.item == TraceItem::outlook_putin_value_of_a_freeze) freeze = e.value;
    if (e.item == TraceItem::wind_down_putin_audience_cost_of_stopping) cost = e.value;
    if (e.item == TraceItem::wind_down_putin_advantage_of_fighting) {
      EXPECT_NEAR(e.value, fight - freeze + cost, 1e-6F);
      ++checked;
    }
  }
  EXPECT_GT(checked, 0);
}

TEST(TrialTrace, OptionsOfBothSidesInAPeaceExplainWhatTheyChoose) {
  const Scenario scenario = peace_as_a_game();
  int checked = 0, unsettled = 0, broken = 0;
  for (std::uint32_t k = 0; k < 60; ++k) {
    const TrialTrace trace = trace_one(scenario, kSeed, kHorizonMonths, {k, 0});
    double keeping = 0, breaking = 0;
    bool breaks = false;
    for (const TraceEntry& e : trace.entries) {
      const std::string_view item = e.name();
      if (item == "utility_of_keeping_the_peace") keeping = static_cast<double>(e.value);
      if (item == "utility_of_breaking_the_peace") breaking = static_cast<double>(e.value);
      if (item == "probability_of_breaking_on_an_occasion" && e.month > 12) {  // Kyiv is free
        const double reply = 1 / (1 + std::exp(20 * (keeping - breaking)));
        unsettled += std::abs(static_cast<double>(e.value) - reply) > 2e-3;
        ++checked;
      }
      if (item == "breaks_the_peace") breaks |= e.value > 0;
      if (e.item == TraceItem::month_end_world_fighting) {
        if (breaks) EXPECT_EQ(e.value, 1) << "trial " << k << ", month " << e.month;
        broken += breaks;
        breaks = false;
      }
    }
  }
  EXPECT_GT(checked, 1000);
  EXPECT_LT(unsettled, checked / 100) << "where the peaceful equilibrium is about to vanish";
  EXPECT_GT(broken, 3);
}

}  // namespace
}  // namespace armistice
