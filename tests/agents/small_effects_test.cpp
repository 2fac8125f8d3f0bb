// Effects so small, or so rare, that no outcome of a scenario shows when they are lost or reversed.
#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "tests/support/ensemble.hpp"
#include "tests/support/stage.hpp"

namespace armistice {
namespace {

using support::Stage;

TEST(Reinvasion, AEuropeanForceLowersMoscowsHopeOfAnotherWar) {
  Stage stage;
  Trial trial = stage.start();
  support::freeze(trial);
  const float without = renewed_net_strength(trial, stage.situation(), {}, 0).value;
  trial.institutions.force = Mask(true);
  const float with = renewed_net_strength(trial, stage.situation(), {}, 0).value;
  const auto& p = stage.parameters.reinvasion;
  EXPECT_NEAR(without - with, (p.strength_weight * p.force_effect).value, 1e-6);
}

TEST(InvaderFinance, ASurplusRelievesNoMoreThanABalancedBudget) {
  Stage stage;
  Trial trial = stage.start();
  Flows flows;
  auto& p = stage.parameters.invader_finance;
  p.energy_revenue_usd_bn = 100;
  const float before = trial.invader.fiscal_stress.value;
  run_invader_finance(trial, flows, p, 0, 0, p.peace_bite);
  EXPECT_NEAR(trial.invader.fiscal_stress.value,
              before + p.stress_adjustment.value * (p.stress_base.value - before), 1e-6);
}

TEST(Donors, AnElectionSwingsWhatTheMonthsAdjustmentLeavesOfIt) {
  Stage stage;
  auto& p = stage.parameters.donors;
  p.election_rate = 1;
  p.shock = 0;
  const int germany = support::donor("DE");
  double sum = 0, squares = 0;
  constexpr int kTrials = 4000;
  for (std::uint32_t i = 0; i < kTrials; ++i) {
    stage.draw(i);
    Trial trial = stage.start();
    trial.stance[germany] = .35f;
    choose_stances(trial, stage.situation(), mean_stances(Stage().start(), stage.cast));
    const double stance = static_cast<double>(trial.stance[germany].value);
    sum += stance;
    squares += stance * stance;
  }
  const double mean = sum / kTrials, spread = std::sqrt(squares / kTrials - mean * mean);
  const double swing = (1 - p.adjustment.value) * p.election_swing.value;
  EXPECT_NEAR(spread, swing, 4 * swing / std::sqrt(2.0 * kTrials));
}

TEST(Results, BeliefGapOfAMonthBeyondTheHorizonIsTheLastThatWasSeen) {
  support::Experiment setup;
  const auto gaps = [&setup](int horizon) {
    setup.horizon_months = horizon;
    const support::Ensemble all = support::run(setup, 1);
    return std::vector<float>{all.result(0, Result::belief_gap_month_0),
                              all.result(0, Result::belief_gap_month_12),
                              all.result(0, Result::belief_gap_month_24)};
  };
  const auto whole = gaps(30), two = gaps(18), one = gaps(12);
  EXPECT_NE(whole[0], whole[1]);
  EXPECT_NE(whole[1], whole[2]);
  EXPECT_EQ(two, (std::vector<float>{whole[0], whole[1], whole[1]}));
  EXPECT_EQ(one, (std::vector<float>{whole[0], whole[0], whole[0]}));
}

TEST(Results, APeaceThatBrokeHasNoStatusAtTheLandmarkThoughAnotherHolds) {
  Stage stage;
  Trial trial = stage.start();
  support::freeze(trial);
  Ledger held, broken;
  for (Ledger* ledger : {&held, &broken}) {
    ledger->stopped = Mask(true);
    ledger->end_month = 1;
  }
  broken.relapse_month = 10;
  stage.month = 24;  // the 25th: 24 months after the first stop
  record_state(held, trial, stage.situation());
  record_state(broken, trial, stage.situation());
  EXPECT_EQ(held.status_at_landmark.value, kArmedAlone);
  EXPECT_EQ(broken.status_at_landmark.value, kNever);
}

}  // namespace
}  // namespace armistice
