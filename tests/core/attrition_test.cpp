// Attrition laws against their closed forms, and what moves casualties and manpower.
#include "core/attrition.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/support/stage.hpp"

namespace armistice {
namespace {

using support::Stage;

/// Two armies that only shoot: dA = -b B and so on, by the model's casualties.
struct Duel {
  double a = 1000, b = 900;
  double by_a = .01, by_b = .008;  // losses inflicted a month by one man at the start

  Duel(AttritionLaw which, double months, double step) : law(which) {
    for (int n = static_cast<int>(std::lround(months / step)); n > 0; --n) advance(step);
  }

  void advance(double step) {
    trial.fighting = Mask(true);
    trial.invader.initial_manpower = 1000;
    trial.defender.initial_manpower = 900;
    trial.invader.manpower = a;
    trial.defender.manpower = b;
    trial.invader.intensity = trial.defender.intensity = 1;
    trial.invader.materiel = trial.defender.materiel = 1;
    forces_parameters p = support::default_parameters().forces;
    p.invader_casualties_thousand = by_b * 900;
    p.defender_casualties_thousand = by_a * 1000;
    Flows flows;
    suffer_casualties(trial, flows, p, support::default_parameters().peace, law);
    a -= step * static_cast<double>(flows.invader_casualties_thousand.value);
    b -= step * static_cast<double>(flows.defender_casualties_thousand.value);
  }

  double square_invariant() const { return by_a * a * a - by_b * b * b; }

  AttritionLaw law;
  Trial trial;
};

TEST(SquareLaw, KeepsItsInvariantAndReachesItsClosedForm) {
  const Duel duel(AttritionLaw::kSquare, 30, 1.0 / 32);
  EXPECT_NEAR(duel.square_invariant(), 3520, 2);
  EXPECT_NEAR(duel.a, 817.615, .05);
  EXPECT_NEAR(duel.b, 628.982, .05);
}

TEST(SquareLaw, MonthlyStepErrorShrinksLinearly) {
  const auto error = [](double step) { return Duel(AttritionLaw::kSquare, 30, step).a - 817.6150; };
  EXPECT_NEAR(error(1) / error(.5), 2, .05);
  EXPECT_NEAR(error(.5) / error(.25), 2, .05);
  EXPECT_LT(std::abs(error(1)), 2) << "a month is a small step";
}

TEST(SquareLaw, WeakerSideIsGoneWhenAlgebraSays) {
  constexpr double kStep = 1.0 / 128;
  Duel duel(AttritionLaw::kSquare, 0, kStep);
  double months = 0;
  for (; duel.b > 0; months += kStep) duel.advance(kStep);
  EXPECT_NEAR(months, 124.394, .1);
  EXPECT_NEAR(duel.a, 593.296, .2);
}

TEST(LinearLaw, LossesKeepOneRatioAtAllTimes) {
  Duel duel(AttritionLaw::kLinear, 0, 1);
  for (int month = 0; month < 60; ++month) {
    duel.advance(1);
    // Per head of both armies: a (A0 - A) = b (B0 - B).
    ASSERT_NEAR(duel.by_a * 1000 * (1000 - duel.a), duel.by_b * 900 * (900 - duel.b), .02);
  }
  EXPECT_LT(duel.a, 800);
}

TEST(LogarithmicLaw, DecayIgnoresTheEnemy) {
  for (const double enemy : {1.0, 450.0, 900.0}) {
    Duel duel(AttritionLaw::kLogarithmic, 0, 1);
    duel.b = enemy;
    for (int n = 0; n < 30 * 64; ++n) duel.advance(1.0 / 64);
    const double rate = duel.by_b * 900 / 1000;
    EXPECT_NEAR(duel.a, 1000 * std::exp(-rate * 30), .05) << enemy;
  }
}

TEST(AttritionLaws, AreOneAtTheStartAndMixedLiesBetween) {
  for (const auto law : {AttritionLaw::kMixed, AttritionLaw::kSquare, AttritionLaw::kLinear,
                         AttritionLaw::kLogarithmic}) {
    EXPECT_EQ(attrition_factor(law, 1, 1).value, 1);
  }
  EXPECT_FLOAT_EQ(attrition_factor(AttritionLaw::kMixed, 4, 1).value, 2);
  EXPECT_FLOAT_EQ(attrition_factor(AttritionLaw::kMixed, 4, 9).value, 6);
}

/// Equal constants for both sides of P7b: what is left is its form.
forces_parameters symmetric_forces() {
  forces_parameters p = support::default_parameters().forces;
  p.defender_casualties_thousand = p.invader_casualties_thousand;
  p.counterattack_exposure = p.quiet_intake = p.desertion_base = 1;
  p.defender_intake_thousand = p.invader_intake_thousand;
  p.defender_intake_weariness_penalty = p.invader_intake_weariness_penalty;
  p.intake_stress_penalty = p.defender_intake_stress_penalty = p.desertion_per_weariness = 0;
  p.defender_permanent_loss = p.invader_permanent_loss;
  p.desertion = p.invader_turnover;
  p.least_defender_manpower_thousand = p.least_invader_manpower_thousand;
  return p;
}

TEST(ForceGeneration, SwappingSymmetricBelligerentsSwapsOutputs) {
  const Stage stage;
  const forces_parameters p = symmetric_forces();
  Trial trial = stage.start();
  trial.us_stance = 0;
  trial.invader.initial_manpower = trial.defender.initial_manpower = 500;
  trial.invader.manpower = 610;
  trial.defender.manpower = 380;
  trial.invader.materiel = .8;
  trial.defender.materiel = 1.3;
  trial.invader.intensity = trial.defender.intensity = .6;
  Trial mirror = trial;
  std::swap(mirror.invader, mirror.defender);
  for (const auto law : {AttritionLaw::kMixed, AttritionLaw::kSquare, AttritionLaw::kLinear,
                         AttritionLaw::kLogarithmic}) {
    Trial one = trial, other = mirror;
    Flows flows, mirrored;
    suffer_casualties(one, flows, p, stage.parameters.peace, law);
    suffer_casualties(other, mirrored, p, stage.parameters.peace, law);
    generate_forces(one, flows, p, stage.parameters.peace, 0, false);
    generate_forces(other, mirrored, p, stage.parameters.peace, 0, false);
    EXPECT_EQ(flows.invader_casualties_thousand.value, mirrored.defender_casualties_thousand.value);
    EXPECT_EQ(flows.defender_casualties_thousand.value, mirrored.invader_casualties_thousand.value);
    EXPECT_FLOAT_EQ(one.invader.manpower.value, other.defender.manpower.value);
    EXPECT_FLOAT_EQ(one.defender.manpower.value, other.invader.manpower.value);
    EXPECT_FLOAT_EQ(flows.invader_manpower_growth.value, mirrored.defender_manpower_growth.value);
  }
}

TEST(ForceGeneration, PeaceDemobilisesTowardsItsShares) {
  const Stage stage;
  Trial trial = stage.start();
  support::sign(trial, {0, 0, 0, 0});
  for (int month = 0; month < 300; ++month) {
    Flows flows;
    generate_forces(trial, flows, stage.parameters.forces, stage.parameters.peace, 1, true);
  }
  EXPECT_NEAR(trial.invader.manpower.value, .75 * 600, .1);
  EXPECT_NEAR(trial.defender.manpower.value, .25 * 450, .1) << "neutral by treaty";
}

}  // namespace
}  // namespace armistice
