// Incidents climb or die down; none starts a war by itself. And the window before a guarantee
// comes.
#include <gtest/gtest.h>

#include "tests/support/stage.hpp"

namespace armistice {
namespace {

using support::full_stage;
using support::Stage;

Trial frozen_trial(const Stage& stage) {
  Trial trial = stage.start();
  support::freeze(trial);
  return trial;
}

TEST(Incidents, AreRarerAndCalmSoonerWhereTheyAreWatchedSeparatedAndAnswered) {
  struct Case {
    Lever lever;
    bool onset, calms;
  };
  for (const Case& c :
       {Case{Lever::monitoring, true, true}, Case{Lever::demilitarised_zone, true, false},
        Case{Lever::proportionate_response, false, true}}) {
    Stage with = full_stage(), without = full_stage();
    support::Intensities all = support::base_intensities();
    support::at(all, c.lever) = 1;
    with.levers = support::levers_standing_at(all);
    support::at(all, c.lever) = 0;
    without.levers = support::levers_standing_at(all);
    const Trial trial = frozen_trial(with);
    const float more = incident_onset(trial, without.situation(), .2).value;
    const float less = incident_onset(trial, with.situation(), .2).value;
    EXPECT_EQ(less < more, c.onset);
    EXPECT_LE(less, more);
    const float calm = incident_calms(trial, without.situation()).value;
    const float calmer = incident_calms(trial, with.situation()).value;
    EXPECT_EQ(calmer > calm, c.calms);
    EXPECT_GE(calmer, calm);
  }
}

TEST(Incidents, BeginClimbToTheBrinkAndPass) {
  Stage stage = full_stage();
  stage.parameters.reinvasion.crisis_rate = 1;
  stage.parameters.reinvasion.calm_base = -100;
  stage.levers.monitoring = stage.levers.proportionate_response = stage.levers.demilitarised_zone =
      0;
  Trial trial = frozen_trial(stage);
  for (const float rung : {1.f, 2.f, 3.f, 0.f, 1.f}) {
    climb_or_calm(trial, stage.situation(), 0);
    EXPECT_EQ(trial.compliance.crisis.value, rung);
    EXPECT_FALSE(any(trial.fighting));
  }
  stage.parameters.reinvasion.calm_base = 100;
  climb_or_calm(trial, stage.situation(), 0);
  EXPECT_EQ(trial.compliance.crisis.value, 0);
}

TEST(Incidents, WhoWouldNotAttackIsNotDrawnIntoWarByOne) {
  const Stage stage = full_stage();
  Trial trial = frozen_trial(stage);
  trial.compliance.crisis = Real(kBrink);
  const auto hazard = [&](double breaks) {
    return resumption_probability(trial, stage.situation(), breaks, .2, kArmedAlone).value;
  };
  EXPECT_EQ(hazard(0), 0);
  EXPECT_GT(hazard(.5), .5f) << "at the brink the question is put";
  trial.compliance.crisis = 0;
  EXPECT_LT(hazard(.5), .1f);
}

TEST(Incidents, AnArmisticeBringsMonitoringAndAZone) {
  Stage stage = full_stage();
  stage.levers.monitoring = stage.levers.demilitarised_zone = 0;
  Trial trial = frozen_trial(stage);
  EXPECT_EQ(watch_in_force(trial, stage.situation()).zone.value, 0);
  trial.settlement.armistice = Mask(true);
  EXPECT_GT(watch_in_force(trial, stage.situation()).zone.value, 0);
  EXPECT_GT(watch_in_force(trial, stage.situation()).monitoring.value, 0);
}

/// What attacking is worth to Moscow over keeping the peace, in a freeze.
template <class Change>
float advantage(const Change& change) {
  Stage stage = full_stage();
  Trial trial = frozen_trial(stage);
  change(stage, trial);
  return advantage_of_reinvasion(trial, stage.situation(), .3, .1).value;
}

TEST(Window, AGuaranteeThatIsExpectedIsAReasonToStrikeBeforeItComes) {
  const float none = advantage([](Stage&, Trial&) {});
  EXPECT_GT(advantage([](Stage&, Trial& t) { t.prospects.nato = .5; }), none);
  EXPECT_GT(advantage([](Stage&, Trial& t) { t.prospects.nato = .5; }),
            advantage([](Stage&, Trial& t) { t.prospects.nato = .2; }));
  EXPECT_EQ(advantage([](Stage& s, Trial& t) {
              t.prospects.nato = .5;
              s.structure.switches.window_of_attack = false;
            }),
            advantage([](Stage& s, Trial&) { s.structure.switches.window_of_attack = false; }));
}

TEST(Window, WeakResolveRaisesTheStrengthThatMoscowExpects) {
  Stage stage = full_stage();
  Trial weak = frozen_trial(stage), firm = weak;
  weak.resolve_signal = .2;
  firm.resolve_signal = .8;
  const Outlook outlook{.3, 0, 0, 0};
  EXPECT_GT(renewed_net_strength(weak, stage.situation(), outlook, .2).value,
            renewed_net_strength(firm, stage.situation(), outlook, .2).value);
}

TEST(Window, SurpriseIsLessWhereMoscowIsWatched) {
  EXPECT_LT(
      advantage([](Stage& s, Trial&) { s.levers.demilitarised_zone = 1; }),
      advantage([](Stage& s, Trial&) { s.levers.demilitarised_zone = s.levers.monitoring = 0; }));
}

}  // namespace
}  // namespace armistice
