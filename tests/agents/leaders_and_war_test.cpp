// First links of what leaders expect and how wars resume: each mechanism against its closed form,
// and neutral when it is off.
#include <gtest/gtest.h>

#include <cmath>

#include "tests/support/scenes.hpp"
#include "tests/support/stage.hpp"

namespace armistice {
namespace {

using support::Experiment;
using support::Stage;

double value(Real x) { return static_cast<double>(x.value); }
double sigma(double x) { return 1 / (1 + std::exp(-x)); }

TEST(Anticipation, MixesTheStatusInForceWithNato) {
  Stage stage;
  stage.structure.switches.anticipation = true;
  stage.levers.nato_fast_track = 1;
  Trial trial = stage.start();
  trial.us_stance = .2;
  const Situation situation = stage.situation();
  const double p = .04 / (.04 + .03) * sigma(5 * (.2 + .8 - .5));
  EXPECT_NEAR(value(anticipated_nato(trial, situation)), p, 1e-5);
  Stage off = stage;
  off.structure.switches.anticipation = false;
  const auto change = [&](auto utility) {
    return value(utility(trial, situation)) - value(utility(trial, off.situation()));
  };
  EXPECT_NEAR(change(putin_freeze_utility), .44 * p * (.12 - .72), 1e-5);
  EXPECT_NEAR(change(zelensky_freeze_utility), .42 * p * (.95 - .35), 1e-5);
  trial.institutions.nato = Mask(true);
  EXPECT_EQ(change(putin_freeze_utility), 0) << "nothing is left to expect";
}

TEST(Anticipation, PromiseOfNatoPaysMoscowToFightOnAndKyivToStop) {
  const auto advantages = [](double nato) {
    Stage stage;
    stage.structure.switches.anticipation = true;
    stage.levers.nato_fast_track = nato;
    Trial trial = stage.start();
    Flows flows;
    const Situation situation = stage.situation();
    Outlooks see;
    look_ahead(trial, flows, situation, see);
    putin_weighs(trial, flows, situation, see.invader);
    zelensky_weighs(trial, flows, situation, see.defender);
    return std::pair(value(putin_advantage_of_fighting(trial, situation, see.invader)),
                     value(zelensky_advantage_of_fighting(trial, situation, see.defender,
                                                          assess_guarantees(trial, situation))));
  };
  EXPECT_GT(advantages(1).first, advantages(0).first + .01);
  EXPECT_LT(advantages(1).second, advantages(0).second);
}

TEST(Anticipation, WithoutATrackToNatoChangesNothing) {
  for (const auto& scene : support::scenes()) {
    Experiment off = scene.experiment;
    off.set("peace.freeze_nato_delivery", 0);
    off.structure.switches.anticipation = false;
    off.structure.switches.ballots_in_peace = false;  // else other tracks are open
    Experiment on = off;
    on.structure.switches.anticipation = true;
    EXPECT_TRUE(support::same_bytes(support::run(off, 32), support::run(on, 32))) << scene.name;
  }
}

TEST(Breach, IsRareAndNeedsStrengthAndFreeHands) {
  Stage stage;
  stage.levers.guarantee_scope = 0;
  const Outlook even{-1, 0, 0, 0}, weak{.5, 0, 0, 0};
  EXPECT_NEAR(value(breach_probability(stage.situation(), even)), .00015, 1e-9);
  EXPECT_NEAR(value(breach_probability(stage.situation(), weak)), .0003 * sigma(-6), 1e-9);
  stage.levers.guarantee_scope = 1;
  EXPECT_EQ(value(breach_probability(stage.situation(), even)), 0) << "force renounced";
}

TEST(Breach, KyivLearnsAnewAndMoscowKeepsWhatItBelieves) {
  Stage stage;
  stage.levers.guarantee_scope = 0;
  stage.parameters.reinvasion.breach_rate = 1;
  Trial trial = stage.start();
  support::freeze(trial);
  const Belief invader = trial.invader.belief;
  const Outlook outlook{-3, 0, 0, 0};
  const Real probability = breach_probability(stage.situation(), outlook);
  EXPECT_TRUE(any(decide_breach(trial, stage.situation(), outlook, probability, .5)));
  EXPECT_TRUE(any(trial.fighting));
  EXPECT_EQ(trial.invader.belief.favourable.value, invader.favourable.value);
  EXPECT_NEAR(value(believed_net_strength(trial.defender.belief, stage.parameters.beliefs)), -3,
              1e-4);
  EXPECT_FLOAT_EQ(trial.invader.intensity.value, .9f);
}

TEST(Breach, RecordSaysWhoResumedFirst) {
  Experiment both;
  both.structure.switches.defender_breach = true;
  both.set(Lever::guarantee_scope, 0);
  both.set("reinvasion.breach_rate", .05);
  both.set("reinvasion.breach_slope", 0);  // a hazard of .025
  both.set("reinvasion.rate", 0);
  both.set("reinvasion.incident_rate", 0);
  both.set("reinvasion.accident_deterrence", 0);
  both.set("reinvasion.accident_rate", .05);
  both.set("peace.eu_delivery", 0);
  const auto all = support::run(both, 1500);
  int invader = 0, defender = 0;
  for (int i = 0; i < all.trials; ++i) {
    const float who = all.result(i, Result::resumed_by);
    EXPECT_EQ(who >= 0, all.result(i, Result::relapsed) == 1);
    invader += who == 0;
    defender += who == 1;
  }
  const double first = .05 / (.05 + .95 * .025), n = invader + defender;
  EXPECT_NEAR(invader / n, first, 4 * std::sqrt(first * (1 - first) / n));
  both.set(Lever::guarantee_scope, 1);
  both.schedule.base[static_cast<int>(Lever::guarantee_scope)] = 1;
  const auto renounced = support::run(both, 300);
  for (int i = 0; i < renounced.trials; ++i) {
    EXPECT_NE(renounced.result(i, Result::resumed_by), 1);
  }
}

TEST(NetStrength, InPeaceTakesTheDeadZoneOffOnce) {
  Stage stage;
  Trial trial = stage.start();
  support::freeze(trial);
  const Outlook outlook{.5, 0, 0, 0};
  const auto f = [&] { return value(renewed_net_strength(trial, stage.situation(), outlook, .4)); };
  const double core = f();
  stage.structure.switches.net_strength_in_peace = true;
  // rho_P - d = .28 less the post-war package; equal forces.
  EXPECT_NEAR(f(), .6 * (.28 - .12 * .2) + .4 * .5 - .4 * 1.2, 1e-5);
  EXPECT_NEAR(f() - core, .4 * .35 - .03, 1e-5);
}

TEST(Drones, AddToUkrainesMaterielAsFarAsThereIsSome) {
  Stage stage;
  stage.parameters.front.drone = .1;
  Trial trial = stage.start();
  Flows flows;
  compare_strength(trial, flows, stage.parameters.front, .5, 0);
  const double without = value(flows.strength);
  trial.defender.materiel = .8;
  compare_strength(trial, flows, stage.parameters.front, .5, 0);
  const double short_of_materiel = value(flows.strength);
  field_drones(trial, flows, stage.parameters.front);
  EXPECT_NEAR(value(flows.strength), short_of_materiel - .08, 1e-6);
  EXPECT_NEAR(value(flows.net_strength), value(flows.strength) - .35, 1e-6);
  EXPECT_GT(short_of_materiel, without);
}

/// Claim C4: the men that drones stand in for, of 450 thousand.
double men_replaced(const Parameters& p) {
  return 450 * (std::exp(value(p.front.drone / p.front.manpower_elasticity)) - 1);
}

TEST(Drones, DoNotReplaceManpowerAtTheDefaults) {
  Stage stage;
  EXPECT_NEAR(men_replaced(stage.parameters), 25.7, .1);
  // Half a year of Ukraine's intake is more than even the most optimistic drones replace.
  stage.parameters.front.drone = .15;
  const double most = men_replaced(stage.parameters);
  EXPECT_NEAR(most, 81.6, .1);
  EXPECT_LT(most, 6 * value(stage.parameters.forces.defender_intake_thousand));
}

/// Mean occupied share after three years of war without stops.
double line_after_three_years(double drone, double intake) {
  Experiment e;
  e.horizon_months = 37;
  e.structure.switches.drones = true;
  e.structure.switches.talks = false;
  e.set("wind_down.lull_months", 1000);
  e.set("war_hazard.rate", 0);
  e.set("front.drone", drone);
  e.set("forces.defender_intake_thousand", intake);
  const auto all = support::run(e, 200);
  double sum = 0;
  for (int i = 0; i < all.trials; ++i) {
    sum += static_cast<double>(all.quantity(i, 36, Quantity::occupied_share_pct));
  }
  return sum / all.trials;
}

TEST(Drones, HoldTheLineABitButNotForMissingMen) {
  const double men = line_after_three_years(0, 27), drones = line_after_three_years(.05, 27);
  EXPECT_LT(drones, men);
  EXPECT_GT(line_after_three_years(.15, 15), men) << "the most drones for 12 thousand men a month";
}

TEST(NuclearTail, RisesWithExpectedInferiorityOnly) {
  Stage stage;
  EXPECT_NEAR(value(nuclear_use_probability(stage.situation(), {.5, 0, 0, 0})), 1e-5, 1e-11);
  EXPECT_NEAR(value(nuclear_use_probability(stage.situation(), {-1, 0, 0, 0})), 1e-5 * std::exp(3),
              1e-9);
  EXPECT_EQ(value(nuclear_use_probability(stage.situation(), {-50, 0, 0, 0})), 1);
}

TEST(NuclearTail, IsReportedAndChangesNothingElse) {
  Experiment off;
  Experiment on = off;
  on.structure.switches.nuclear_tail = true;
  on.set("putin.nuclear_rate", .01);
  on.set("putin.nuclear_desperation", 0);
  const auto a = support::run(off, 600), b = support::run(on, 600);
  EXPECT_TRUE(support::same_bytes(a.timeline, b.timeline));
  double used = 0, expected = 0, variance = 0;
  for (int i = 0; i < b.trials; ++i) {
    EXPECT_EQ(a.result(i, Result::detail), b.result(i, Result::detail));
    EXPECT_EQ(a.result(i, Result::nuclear_use_month), kNever);
    double months = 0;
    for (int m = 0; m < b.horizon_months; ++m) {
      months += static_cast<double>(b.quantity(i, m, Quantity::share_fighting));
    }
    const double chance = 1 - std::pow(.99, months);
    expected += chance;
    variance += chance * (1 - chance);
    used += b.result(i, Result::nuclear_use_month) > 0;
  }
  EXPECT_NEAR(used, expected, 4 * std::sqrt(variance));
}

TEST(RationalRule, ReachesTheDecisionToAttackAgainOnlyInTheFullMechanisms) {
  const auto probability = [](bool full, double victory) {
    Stage stage;
    stage.structure.rule = Rule::kRational;
    stage.structure.switches.rational_reinvasion = full;
    stage.parameters.putin.victory_value = victory;
    stage.parameters.reinvasion.accident_rate = stage.parameters.reinvasion.incident_rate = 0;
    Trial trial = stage.start();
    support::freeze(trial);
    return value(relapse_probability(trial, stage.situation(), .3, 0, 1));
  };
  EXPECT_NEAR(probability(true, 9), .045, 1e-7) << "better for certain";
  EXPECT_EQ(probability(true, -9), 0);
  const double smooth = probability(false, 1.06);
  EXPECT_GT(smooth, 0);
  EXPECT_LT(smooth, .045);
}

TEST(Threshold, KyivSignsNothingBelowIt) {
  Experiment e;
  e.structure.commitment = CommitmentForm::kThreshold;
  e.levers = {support::peace_through_strength()};
  const auto all = support::run(e, 600);
  int signed_terms = 0;
  for (int i = 0; i < all.trials; ++i) {
    const auto detail = static_cast<Detail>(all.result(i, Result::detail));
    const bool bargained = detail >= Detail::kStrength && detail <= Detail::kIntermediate;
    if (!bargained) continue;
    ++signed_terms;
    EXPECT_GE(all.result(i, Result::term_security), 3);
  }
  EXPECT_GT(signed_terms, 20);
}

TEST(Threshold, TrustIsAStepAndTheSwitchStillEndsAllDoubt) {
  Stage stage;
  stage.structure.commitment = CommitmentForm::kThreshold;
  const auto trust = [&](double status) {
    return value(zelensky_trust_in(stage.situation(), {.2, 0, 0, 0}, .5, status));
  };
  EXPECT_NEAR(trust(2), .02, 1e-7);
  EXPECT_NEAR(trust(3), .97, 1e-7);
  stage.structure.switches.commitment = false;
  EXPECT_EQ(trust(0), 1);
}

TEST(Prospect, DiminishingSensitivityIsAPowerOfGainAndLoss) {
  const prospect_parameters p = support::default_parameters().prospect;
  Structure structure;
  structure.rule = Rule::kProspect;
  EXPECT_EQ(felt(structure, p, .9).value, felt(Rule::kProspect, p, .9).value) << "off: linear";
  structure.switches.diminishing_sensitivity = true;
  EXPECT_NEAR(value(felt(structure, p, .9)), .6 + std::pow(.3, .88), 1e-5);
  EXPECT_NEAR(value(felt(structure, p, .3)), .6 - 2.25 * std::pow(.3, .88), 1e-5);
  EXPECT_NEAR(value(felt(structure, p, .6)), .6, 1e-6);
  structure.rule = Rule::kQuantal;
  EXPECT_EQ(felt(structure, p, .3).value, .3f);
}

}  // namespace
}  // namespace armistice
