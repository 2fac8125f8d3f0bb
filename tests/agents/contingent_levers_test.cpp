// docs/model.md, "Input": a waiting lever stays at its base until its event, then rises like any
// other. Also the effects of a change among the patrons, an opening of talks and a closed rung of
// the ladder.
#include <gtest/gtest.h>

#include "tests/support/ensemble.hpp"
#include "tests/support/stage.hpp"

namespace armistice {
namespace {

using support::Experiment;
using support::Stage;

constexpr auto kLever = static_cast<std::size_t>(Lever::us_backup);

/// Intensity of a lever from base 0 to target 1 that waits, start month 3, ramp 6.
float standing(int month, LeverCondition condition, const Milestones& milestones,
               float condition_month = 0, bool at_once = false) {
  LeverSchedule schedule = support::base_schedule();
  support::Intensities targets = support::base_intensities();
  schedule.base[kLever] = 0;
  schedule.at_once[kLever] = at_once;
  schedule.condition[kLever] = condition;
  schedule.condition_month[kLever] = condition_month;
  targets[kLever] = 1;
  Levers levers = levers_at(month, schedule, targets.data());
  hold_back_levers(levers, month, schedule, targets.data(), milestones);
  return levers.us_backup.value;
}

TEST(ContingentLever, ClimbsFromTheMonthAfterItsEvent) {
  Milestones m;
  EXPECT_EQ(standing(100, LeverCondition::kAfterStop, m), 0);
  m.stop_month = 20;
  EXPECT_EQ(standing(20, LeverCondition::kAfterStop, m), 0);
  EXPECT_FLOAT_EQ(standing(21, LeverCondition::kAfterStop, m), 1.0f / 6);
  EXPECT_FLOAT_EQ(standing(26, LeverCondition::kAfterStop, m), 1);
  EXPECT_EQ(standing(26, LeverCondition::kAfterBreach, m), 0);
  m.stop_month = 0;
  EXPECT_EQ(standing(2, LeverCondition::kAfterStop, m), 0) << "its start month is later";
  EXPECT_FLOAT_EQ(standing(3, LeverCondition::kAfterStop, m), 1.0f / 6);
}

TEST(ContingentLever, StartsAtTheDeadlineUnlessThereWasAnAgreement) {
  const auto none = LeverCondition::kNoAgreementByMonth;
  Milestones m;
  EXPECT_EQ(standing(11, none, m, 12), 0);
  EXPECT_FLOAT_EQ(standing(12, none, m, 12), 1.0f / 6);
  m.stop_month = 4;  // a freeze is no agreement
  EXPECT_FLOAT_EQ(standing(12, none, m, 12), 1.0f / 6);
  m.agreement_month = 12;  // too late
  EXPECT_FLOAT_EQ(standing(14, none, m, 12), .5f);
  m.agreement_month = 11;
  EXPECT_EQ(standing(14, none, m, 12), 0);
}

TEST(ContingentLever, OfTheKindZeroOrOneCountsAtOnce) {
  Milestones m;
  m.stop_month = 20;
  EXPECT_EQ(standing(20, LeverCondition::kAfterStop, m, 0, true), 0);
  EXPECT_EQ(standing(21, LeverCondition::kAfterStop, m, 0, true), 1);
}

TEST(ContingentLever, ThatNeverStartsIsALeverAtItsBase) {
  Experiment at_base, waiting;
  at_base.structure = waiting.structure = support::full_structure();
  at_base.horizon_months = waiting.horizon_months = 60;
  waiting.set(Lever::us_backup, 1);
  waiting.schedule.condition[kLever] = LeverCondition::kNoAgreementByMonth;
  waiting.schedule.condition_month[kLever] = 61;
  EXPECT_EQ(support::run(waiting, 64), support::run(at_base, 64));
  waiting.structure.switches.contingent_levers = false;
  EXPECT_NE(support::run(waiting, 64), support::run(at_base, 64));
}

TEST(Milestones, AreDatedByTheFirstStopAgreementAndBreach) {
  Stage stage;
  Trial trial = stage.start();
  date_milestones(trial.milestones, 0);
  EXPECT_EQ(trial.milestones.stop_month.value, -1);
  support::freeze(trial);
  date_milestones(trial.milestones, 5);
  EXPECT_EQ(trial.milestones.stop_month.value, 5);
  EXPECT_EQ(trial.milestones.agreement_month.value, -1);
  support::sign(trial, {kEu, 0, 0, 0});
  date_milestones(trial.milestones, 9);
  EXPECT_EQ(trial.milestones.stop_month.value, 5);
  EXPECT_EQ(trial.milestones.agreement_month.value, 9);
  EXPECT_EQ(trial.milestones.breach_month.value, -1);
  stage.parameters.reinvasion.accident_rate = 1;
  decide_reinvasion(trial, stage.situation(), {}, {}, 0);
  date_milestones(trial.milestones, 10);
  EXPECT_EQ(trial.milestones.breach_month.value, 10);
}

TEST(PatronChange, LowersTheUtilityOfSupplyingAndAddsToTheCostOfWar) {
  Stage stage;
  stage.parameters.patrons.change_shift = .5;
  stage.parameters.war_costs.after_patron_change = .002;
  stage.month = 19;
  const Trial trial = stage.start();
  Situation situation = stage.situation();
  situation.patron_change_month = 20;
  const float before = utility_of_supplying(trial, situation, 0, 0).value;
  EXPECT_EQ(cost_of_patron_change(situation).value, 0);
  situation.month = 20;
  EXPECT_FLOAT_EQ(utility_of_supplying(trial, situation, 0, 0).value, before - .5f);
  EXPECT_FLOAT_EQ(cost_of_patron_change(situation).value, .002f);
}

TEST(Talks, OfferNoStatusThatIsOffTheTableAndMeetNotBeforeTheirFirstMonth) {
  Stage stage;
  stage.structure.off_the_table[kArmedAlone] = true;
  stage.parameters.talks.first_month = 2;
  Trial trial = stage.start();
  Mask offered[kSecurityLevels];
  statuses_on_offer(trial, stage.situation(), offered);
  EXPECT_TRUE(any(offered[kNeutral]));
  EXPECT_FALSE(any(offered[kArmedAlone]));
  EXPECT_FALSE(any(sides_meet(trial, stage.situation(), {}, 0)));
  stage.month = 2;
  EXPECT_TRUE(any(sides_meet(trial, stage.situation(), {}, 0)));
}

TEST(WindDown, NeverTakesMoscowBelowItsFloor) {
  Stage stage;
  stage.parameters.wind_down.invader_floor = .5;
  Trial trial = stage.start();
  for (int month = 0; month < 60; ++month) {
    putin_chooses_intensity(trial, stage.situation(), {0, -10, 1, 1}, 0);
  }
  EXPECT_FLOAT_EQ(trial.invader.intensity.value, .5f);
}

}  // namespace
}  // namespace armistice
