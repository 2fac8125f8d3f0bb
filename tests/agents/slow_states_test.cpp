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
      {"reserve", 150, [](const Trial& t) { return t.reserve_usd_bn; }},
      {"oil price, log", 1, [](const Trial& t) { return t.oil_price_deviation + t.oil_price_rise; }},
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

constexpr int kSets = 400;

TEST(SlowStates, RestInTheFirstYearAtTheLeversOfTheStart) {
  const std::vector<SlowState> states = slow_states();
  std::vector<double> drift(states.size());
  for (std::uint32_t set = 0; set < kSets; ++set) {
    World world(status_quo(), set);
    for (std::size_t i = 0; i < states.size(); ++i) drift[i] -= number(states[i].value(world.trial));
    for (int t = 0; t < kYear; ++t) world.month();
    for (std::size_t i = 0; i < states.size(); ++i) drift[i] += number(states[i].value(world.trial));
  }
  for (std::size_t i = 0; i < states.size(); ++i) {
    const double share = drift[i] / kSets / states[i].range;
    if (getenv("SHOW")) printf("%-24s %+.3f\n", states[i].name.c_str(), share);
    EXPECT_LE(std::abs(share), .05) << states[i].name << " drifts by " << share;
  }
}

}  // namespace
}  // namespace armistice
