// One battery for all actors of the shipped table: the same inputs give the same choice, whatever
// the state a choice stays within its range, and each answers its own utility.
#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <ostream>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "experiments/pivotal/interventions.hpp"
#include "tests/support/stage.hpp"

namespace armistice {
namespace {

using support::Stage;

const Cast& shipped_cast() {
  static const Cast cast = read_cast(ARMISTICE_SOURCE_DIR "/scenarios/actors.toml");
  return cast;
}

Stage shipped_stage() {
  Stage stage;
  stage.cast = table_of(shipped_cast());
  return stage;
}

/// What an actor looks at.
struct Scenery {
  Stage stage = shipped_stage();
  Trial trial = stage.start();
  Flows flows;
  Outlooks outlooks;
};

struct Choice {
  double value, low, high;
  bool operator==(const Choice&) const = default;
};

/// An actor in one of its roles: what it chooses, and what makes it choose more.
struct Player {
  std::string name;  // code, and role if it may have several
  std::string code;
  std::function<std::vector<Choice>(Scenery)> choose;
  std::function<void(Scenery&)> encourage;
};
void PrintTo(const Player& player, std::ostream* out) { *out << player.name; }

double number(Real x) { return static_cast<double>(x.value); }

Player make_donor(const Actor& actor, int j) {
  const auto choose = [j](Scenery s) {
    const Situation situation = s.stage.situation();
    choose_stances(s.trial, situation, mean_stances(s.trial, s.stage.cast));
    Real given[kMaxDonors];
    give_aid(s.trial, s.flows, situation, given);
    const double largest = 3 * number(base_aid(situation, j));
    const double yes_eu = number(logistic(utility_of_eu(s.trial, situation, {}, j)));
    const double yes_nato =
        number(s.trial.private_cost[j] - nato_reluctance(s.trial, situation, 0, j));
    return std::vector<Choice>{{number(s.trial.stance[j]), -1, 1.3f},
                               {number(given[j]), 0, largest * (1 + 1e-6)},
                               {yes_eu, -1e-6, 1 + 1e-6},
                               {yes_nato, -1e-6, 1 + 1e-6}};
  };
  return {actor.code + "AsDonor", actor.code, choose,
          [](Scenery& s) { s.stage.levers.european_aid = 1; }};
}

Player make_buyer(const Actor& actor, int b) {
  const auto choose = [b](Scenery s) {
    s.stage.structure.switches.split_buyers = true;
    choose_compliance(s.trial, s.flows, s.stage.situation());
    return std::vector<Choice>{{number(s.trial.buyer_compliance[b]), 0, 1}};
  };
  return {actor.code + "AsBuyer", actor.code, choose,
          [](Scenery& s) { s.flows.effective_secondary_sanctions = 1; }};
}

Player make_patron(const Actor& actor, int k) {
  const auto choose = [k](Scenery s) {
    choose_support(s.trial, s.flows, s.stage.situation());
    return std::vector<Choice>{{number(s.trial.patron_support[k]), 0, 1}};
  };
  return {actor.code + "AsPatron", actor.code, choose,
          [](Scenery& s) { s.trial.resolve_signal = 0; }};
}

Player make_united_states(const Actor& actor) {
  const auto choose = [](Scenery s) {
    choose_us_stance(s.trial, s.flows, s.stage.situation(), 0);
    give_us_aid(s.trial, s.flows, s.stage.situation());
    return std::vector<Choice>{{number(s.trial.us_stance), -1, 1},
                               {number(s.flows.us_aid_eur_bn), 0, 4}};
  };
  return {actor.code, actor.code, choose, [](Scenery& s) { s.stage.levers.us_backup = 1; }};
}

Player make_leader_of_invader(const Actor& actor) {
  const auto choose = [](Scenery s) {
    putin_chooses_intensity(s.trial, s.stage.situation(), s.outlooks.invader, 0);
    return std::vector<Choice>{{number(s.trial.invader.intensity), 0, 1}};
  };
  return {actor.code, actor.code, choose,
          [](Scenery& s) { s.outlooks.invader.value_of_fighting_on += .05; }};
}

Player make_leader_of_defender(const Actor& actor) {
  const auto choose = [](Scenery s) {
    const Situation situation = s.stage.situation();
    zelensky_chooses_intensity(s.trial, situation, s.outlooks.defender,
                               assess_guarantees(s.trial, situation));
    return std::vector<Choice>{{number(s.trial.defender.intensity), 0, 1}};
  };
  return {actor.code, actor.code, choose,
          [](Scenery& s) { s.outlooks.defender.value_of_fighting_on += .05; }};
}

/// Every role of every actor of the table. An actor of a kind that is not here has none.
std::vector<Player> players() {
  const Cast& cast = shipped_cast();
  std::vector<Player> all;
  all.push_back(make_leader_of_invader(cast.principals.at(0)));
  all.push_back(make_leader_of_defender(cast.principals.at(1)));
  for (const Actor& actor : cast.actors) {
    if (actor.kind == "united_states") all.push_back(make_united_states(actor));
  }
  int row = 0;
  for (const Actor& donor : cast.donors) all.push_back(make_donor(donor, row++));
  row = 0;
  for (const Actor& patron : cast.patrons) all.push_back(make_patron(patron, row++));
  row = 0;
  for (const Actor& buyer : cast.buyers) all.push_back(make_buyer(buyer, row++));
  return all;
}

class EveryActor : public ::testing::TestWithParam<Player> {};

/// An opening in which each has room to choose more: values even, the invader weak and idle.
Scenery opening() {
  Scenery s;
  s.trial.invader.intensity = .2;
  for (Outlook* outlook : {&s.outlooks.invader, &s.outlooks.defender}) {
    outlook->expected_net_strength = -1;
    outlook->value_of_fighting_on = .5;
    outlook->value_of_a_freeze = outlook->freeze_utility = .6;
  }
  return s;
}

TEST_P(EveryActor, MakesTheSameChoiceOfTheSameInputs) {
  const Scenery s = opening();
  EXPECT_EQ(GetParam().choose(s), GetParam().choose(s));
}

TEST_P(EveryActor, ChoosesMoreIfItsOwnUtilitySaysSo) {
  Scenery encouraged = opening();
  GetParam().encourage(encouraged);
  EXPECT_GT(GetParam().choose(encouraged)[0].value, GetParam().choose(opening())[0].value);
}

/// Every quantity at one of the ends of its range, or beyond what a trial is likely to see.
Scenery extreme(std::mt19937_64& random) {
  Scenery s;
  const auto end = [&](double low, double high) {
    const auto which = random() % 3;
    return Real(which == 0 ? low : which == 1 ? high : (low + high) / 2);
  };
  Trial& t = s.trial;
  for (Side* side : {&t.invader, &t.defender}) {
    side->manpower = end(60, 5000);
    side->materiel = end(.22, 4);
    side->intensity = end(0, 1);
    side->fiscal_stress = end(0, 1);
    side->weariness = end(0, 1);
  }
  for (Real& stance : t.stance) stance = end(-1, 1.3);
  for (Real& support : t.patron_support) support = end(0, 1);
  for (Real& cost : t.private_cost) cost = end(0, 1);
  t.us_stance = end(-1, 1);
  t.us_stance_drawn = end(-1, 1);
  t.buyers_compliance = end(0, 1);
  for (Real& compliance : t.buyer_compliance) compliance = end(0, 1);
  t.resolve_signal = end(0, 1);
  t.occupied_share_pct = end(2, 60);
  t.infrastructure = end(.1, 1);
  t.institutions = {end(0, 1),
                    end(0, 1),
                    Mask(random() % 2 == 0),
                    Mask(random() % 2 == 0),
                    Mask(random() % 2 == 0),
                    Mask(random() % 2 == 0)};
  s.flows.effective_secondary_sanctions = end(0, 1);
  for (Outlook* outlook : {&s.outlooks.invader, &s.outlooks.defender}) {
    outlook->expected_net_strength = end(-6, 6);
    outlook->value_of_fighting_on = end(-10, 10);
    outlook->value_of_a_freeze = end(-10, 10);
    outlook->freeze_utility = end(-2, 2);
  }
  s.stage.month = static_cast<int>(random() % 240);
  s.stage.draw(static_cast<std::uint32_t>(random()));
  s.stage.structure.rule = static_cast<Rule>(random() % 3);
  support::Intensities levers{};
  for (float& lever : levers) lever = end(0, 1).value;
  s.stage.levers = support::levers_standing_at(levers);
  return s;
}

TEST_P(EveryActor, StaysWithinItsRangeWhateverTheState) {
  std::mt19937_64 random(23);
  for (int i = 0; i < 100; ++i) {
    for (const Choice& choice : GetParam().choose(extreme(random))) {
      ASSERT_TRUE(std::isfinite(choice.value)) << "state " << i;
      ASSERT_GE(choice.value, choice.low) << "state " << i;
      ASSERT_LE(choice.value, choice.high) << "state " << i;
    }
  }
}

TEST(EveryActorOfTheTable, IsInTheBatteryAndCanBeHeldToItsChoices) {
  std::set<std::string> declared, played, held;
  for (const Actor& actor : shipped_cast().actors) declared.insert(actor.code);
  for (const Player& player : players()) played.insert(player.code);
  for (const PivotalActor& one :
       interventions_of(shipped_cast(), support::full_structure().switches).actors) {
    held.insert(one.actor.code);
  }
  EXPECT_EQ(played, declared);
  EXPECT_EQ(held, declared);
}

INSTANTIATE_TEST_SUITE_P(Cast, EveryActor, ::testing::ValuesIn(players()),
                         [](const auto& player) { return player.param.name; });

}  // namespace
}  // namespace armistice
