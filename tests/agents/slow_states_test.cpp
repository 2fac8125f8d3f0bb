// Slow states start where they would rest: with the levers at their bases the first year of war
// moves none of them far in the mean. Armies draw on pools that empty, and give way only after a
// run of bad months.
#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <string>
#include <vector>

#include "experiments/input/scenario.hpp"
#include "experiments/trials/draw.hpp"
#include "tests/support/stage.hpp"

namespace armistice {
namespace {

using support::Stage;

constexpr int kYear = 12;
double number(Real x) { return static_cast<double>(x.value); }

/// A world of the status quo as a trial draws it, with luck, in which nobody stops fighting.
struct World {
  explicit World(const ParameterDraw& draw, std::uint32_t set)
      : stage(support::full_stage()), situation(stage.situation()) {
    stage.parameters = support::default_parameters(draw.set(set).parameters);
    stage.structure.switches.talks = stage.structure.switches.armistice = false;
    stage.structure.switches.leader_turnover = false;
    stage.draw(set);
    trial = start_trial(situation);
  }
  World(const World&) = delete;
  void month() {
    advance_month(trial, flows, ledger, situation);
    ++situation.month;
  }
  Stage stage;
  Situation situation;
  Trial trial;
  Flows flows;
  Ledger ledger;
};

const ParameterDraw& status_quo() {
  static const Scenario scenario =
      read_scenario(ARMISTICE_SOURCE_DIR "/scenarios/status_quo.toml", {});
  static const ParameterDraw draw(scenario, 1);
  return draw;
}

struct SlowState {
  std::string name;
  double range;  // as declared; of manpower its start
  std::function<Real(const Trial&)> value;
  double recorded_drift = 0;  // in a year, as a share of the range, where data say so
};

/// Intensities move by choice, and progress to a membership is a road, no state that rests.
std::vector<SlowState> slow_states() {
  return {
      {"invader manpower", 600, [](const Trial& t) { return t.invader.manpower; }},
      {"defender manpower", 450, [](const Trial& t) { return t.defender.manpower; }},
      {"invader materiel", 1, [](const Trial& t) { return t.invader.materiel; }},
      {"defender materiel", 1, [](const Trial& t) { return t.defender.materiel; }},
      {"invader fiscal stress", 1, [](const Trial& t) { return t.invader.fiscal_stress; }},
      {"defender fiscal stress", 1, [](const Trial& t) { return t.defender.fiscal_stress; }},
      {"invader weariness", 1, [](const Trial& t) { return t.invader.weariness; }},
      {"defender weariness", 1, [](const Trial& t) { return t.defender.weariness; }},
      {"infrastructure", 1, [](const Trial& t) { return t.infrastructure; }},
      // The liquid part of the National Wealth Fund fell from 4,900 to 3,810 bn RUB in the eleven
      // months to January 2025 (Finance Ministry), some 17 of 150 bn USD.
      {"reserve", 150, [](const Trial& t) { return t.reserve_usd_bn; }, -.11},
      {"oil price, log", 1,
       [](const Trial& t) { return t.oil_price_deviation + t.oil_price_rise; }},
      {"staying power", 1, [](const Trial& t) { return t.staying_power; }},
      {"resolve signal", 1, [](const Trial& t) { return t.resolve_signal; }},
      {"American stance", 2, [](const Trial& t) { return t.us_stance; }},
      {"stance of Germany", 2.3, [](const Trial& t) { return t.stance[support::donor("DE")]; }},
      {"stance of Hungary", 2.3, [](const Trial& t) { return t.stance[support::donor("HU")]; }},
      {"stance of Estonia", 2.3, [](const Trial& t) { return t.stance[support::donor("EE")]; }},
      {"support of China", 1, [](const Trial& t) { return t.patron_support[0]; }},
      {"support of Iran", 1, [](const Trial& t) { return t.patron_support[1]; }},
      {"support of North Korea", 1, [](const Trial& t) { return t.patron_support[2]; }},
      {"buyers' compliance", 1, [](const Trial& t) { return t.buyers_compliance; }},
  };
}

constexpr int kSets = 200;

TEST(SlowStates, RestInTheFirstYearAtTheLeversOfTheStart) {
  const std::vector<SlowState> states = slow_states();
  std::vector<double> drift(states.size());
  for (std::uint32_t set = 0; set < kSets; ++set) {
    World world(status_quo(), set);
    for (std::size_t i = 0; i < states.size(); ++i)
      drift[i] -= number(states[i].value(world.trial));
    for (int t = 0; t < kYear; ++t) world.month();
    for (std::size_t i = 0; i < states.size(); ++i)
      drift[i] += number(states[i].value(world.trial));
  }
  for (std::size_t i = 0; i < states.size(); ++i) {
    const double share = drift[i] / kSets / states[i].range;
    EXPECT_GE(share, states[i].recorded_drift - .05) << states[i].name << " drifts by " << share;
    EXPECT_LE(share, .05) << states[i].name << " drifts by " << share;
  }
}

TEST(SlowStates, InfrastructureFallsWhereStrikesAreHeavy) {
  Stage stage = support::full_stage();
  Trial trial = stage.start();
  Flows flows;
  const double start = number(trial.infrastructure);
  stage.parameters.air_war.strike_growth = .1;
  for (int t = 0; t < kYear; ++t) {
    fight_in_the_air(trial, flows, stage.parameters.air_war, .1, .05, t);
  }
  EXPECT_LT(number(trial.infrastructure), start - .02);
}

TEST(SlowStates, StrikesGoOnWhereTheCampaignOnTheGroundIsQuiet) {
  const Stage stage = support::full_stage();
  const auto& p = stage.parameters.air_war;
  EXPECT_GT(number(strike_volume(p, 0, 0)), .3);
  EXPECT_EQ(number(strike_volume(p, 1, 0)), 1);
  EXPECT_GT(number(strike_volume(p, 1, kYear)), 1);
  const Stage core;
  EXPECT_EQ(number(strike_volume(core.parameters.air_war, 0, kYear)), 0);
}

/// Men that a side lost for good, by the account of its army and its pools.
struct Account {
  double lost, had;
};

TEST(Pools, EmptyAndHoldTheCasualties) {
  for (std::uint32_t set = 0; set < 30; ++set) {
    World world(status_quo(), set);
    auto& p = world.stage.parameters.forces;
    p.invader_contract_pool_thousand = p.defender_pool_thousand = 300;  // soon empty
    p.invader_reserve_thousand = p.defender_cohort_thousand = 50;
    world.trial = start_trial(world.situation);
    const double start_of_invader = number(world.trial.invader.manpower);
    const double start_of_defender = number(world.trial.defender.manpower);
    Account invader{0, start_of_invader + 350}, defender{0, start_of_defender + 350};
    double recruits = number(world.trial.defender.recruits);
    for (int t = 0; t < 5 * kYear && world.trial.fighting.value; ++t) {
      world.month();
      invader.lost += number(p.invader_permanent_loss * world.flows.invader_casualties_thousand);
      defender.lost += number(p.defender_permanent_loss * world.flows.defender_casualties_thousand);
      EXPECT_LE(number(world.trial.defender.recruits), recruits);
      recruits = number(world.trial.defender.recruits);
      EXPECT_GE(recruits, 0);
    }
    EXPECT_LE(invader.lost, invader.had + .01) << set;
    EXPECT_LE(defender.lost, defender.had + .01) << set;
    if (world.trial.fighting.value) {
      EXPECT_LT(recruits, 100) << set;
    }
  }
}

TEST(Pools, GiveInProportionOnceTheyAreScarce) {
  EXPECT_EQ(number(pool_yield(100, 100, .5)), 1);
  EXPECT_EQ(number(pool_yield(50, 100, .5)), 1);
  EXPECT_NEAR(number(pool_yield(25, 100, .5)), .5, 1e-6);
  EXPECT_EQ(number(pool_yield(0, 100, .5)), 0);
  EXPECT_EQ(number(pool_yield(0, 0, .5)), 0);
}

TEST(Pools, ConscriptsFrom18ComeFromACohortOfTheirOwn) {
  Stage stage = support::full_stage();
  Trial trial = stage.start(), without = trial;
  Flows flows;
  const auto month = [&](Trial& of, double conscription) {
    generate_forces(of, flows, stage.parameters.forces, stage.parameters.peace, conscription, true,
                    /*pools=*/true);
  };
  month(trial, 1);
  month(without, 0);
  EXPECT_LT(number(trial.defender.reserve), number(without.defender.reserve));
  EXPECT_EQ(number(trial.defender.recruits), number(without.defender.recruits));
  EXPECT_GT(number(trial.defender.manpower), number(without.defender.manpower));
}

TEST(Collapse, ComesAfterARunOfBadMonths) {
  Stage stage = support::full_stage();
  Trial trial = stage.start();
  Flows flows;
  flows.movement_pct = .2;
  for (int t = 0; t < 12; ++t) {
    EXPECT_EQ(after_a_run(trial.defender, stage.parameters.collapse).value,
              t >= number(stage.parameters.collapse.least_bad_months));
    count_bad_months(trial, flows, stage.parameters.collapse);
  }
  flows.movement_pct = 0;  // one good month ends the run
  count_bad_months(trial, flows, stage.parameters.collapse);
  EXPECT_EQ(number(trial.defender.bad_months), 0);
  EXPECT_EQ(number(trial.invader.bad_months), 0);
  trial.invader.fiscal_stress = .9;
  count_bad_months(trial, flows, stage.parameters.collapse);
  EXPECT_EQ(number(trial.invader.bad_months), 1);
}

constexpr int kManySets = 2000;

TEST(Collapse, NoneInTheFirstThreeMonthsAtTheDefaults) {
  for (std::uint32_t set = 0; set < kManySets; ++set) {
    World world(status_quo(), set);
    for (int t = 0; t < 3; ++t) world.month();
    ASSERT_TRUE(world.trial.fighting.value) << set;
  }
}

/// Months of war that moved the line by more than any month of this war since May
/// 2022: 1,522 km2 by Russia, 9,578 by Ukraine.
TEST(Front, MonthsBeyondTheRecordAreRarerThanOneInAThousand) {
  constexpr double kKm2OfAPercent = 6035.5;
  int months = 0, invader = 0, defender = 0;
  for (std::uint32_t set = 0; set < kSets / 2; ++set) {
    World world(status_quo(), set);
    for (int t = 0; t < 10 * kYear && world.trial.fighting.value; ++t) {
      world.month();
      const double km2 = kKm2OfAPercent * number(world.flows.movement_pct);
      invader += km2 > 1600;
      defender += km2 < -10000;
      ++months;
    }
  }
  EXPECT_GT(months, 8000);
  EXPECT_LT(invader, months / 1000);
  EXPECT_LT(defender, months / 1000);
}

TEST(Front, AnAdvanceOutrunsItsSupplies) {
  const Stage stage = support::full_stage();
  const auto& p = stage.parameters.front;
  EXPECT_LT(number(culminating(p, 2)), number(p.invader_culmination_pct));
  EXPECT_GT(number(culminating(p, -9)), -number(p.defender_culmination_pct));
  EXPECT_NEAR(number(culminating(p, .01)), .01, 1e-4);
}

}  // namespace
}  // namespace armistice
