// Small terms of the world's equations, one at a time.
#include <gtest/gtest.h>

#include "core/attrition.hpp"
#include "core/beliefs.hpp"
#include "tests/support/stage.hpp"

namespace armistice {
namespace {

using support::Stage;

TEST(Casualties, AmericanBackingMakesTheDefenderDeadlierAndHostilityDoesNot) {
  Stage stage;
  const auto& p = stage.parameters;
  const auto losses = [&](double us_stance) {
    Trial trial = stage.start();
    trial.us_stance = us_stance;
    Flows flows;
    suffer_casualties(trial, flows, p.forces, p.peace, AttritionLaw::kMixed);
    return flows.invader_casualties_thousand.value;
  };
  EXPECT_NEAR(losses(.5) / losses(0), 1 + .5 * p.forces.us_lethality.value, 1e-6);
  EXPECT_EQ(losses(-.5), losses(0));
}

TEST(ForceGeneration, AnEmergencyCallUpTiresTheHomeFront) {
  Stage stage;
  auto& p = stage.parameters.forces;
  p.emergency_mobilisation = 1;
  const auto weariness = [&](double manpower, bool mobilisation) {
    Trial trial = stage.start();
    trial.invader.manpower = manpower;
    call_up(trial, p, mobilisation);
    return trial.invader.weariness.value;
  };
  EXPECT_GT(weariness(300, true), weariness(300, false));
  EXPECT_EQ(weariness(600, true), weariness(600, false)) << "nobody is missing";
}

TEST(Beliefs, AQuietFrontTeachesALittle) {
  Stage stage;
  const auto& p = stage.parameters.beliefs;
  Trial trial = stage.start();
  trial.invader.intensity = 0;
  const Belief before = trial.defender.belief;
  update_beliefs(trial, Flows{}, p, stage.parameters.front.speed_pct, false);
  const Belief after = trial.defender.belief;
  const float months = (after.favourable + after.unfavourable).value;
  EXPECT_NEAR(
      months,
      p.retention.value * (before.favourable + before.unfavourable).value + p.least_weight.value,
      1e-5);
}

}  // namespace
}  // namespace armistice
