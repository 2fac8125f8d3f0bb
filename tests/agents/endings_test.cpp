// Endings that both sides choose: Kyiv's will, reservations, the wish to talk, a halt in place.
#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

#include "tests/support/stage.hpp"

namespace armistice {
namespace {

using support::full_stage;
using support::Stage;

/// By how much Kyiv prefers to fight on, in a stage and a trial that `change` has changed.
template <class Change>
float kyivs_advantage(const Change& change) {
  Stage stage = full_stage();
  Trial trial = stage.start();
  change(stage, trial);
  Outlook outlook{.3, .4, .5, .5};
  const Situation situation = stage.situation();
  return zelensky_advantage_of_fighting(trial, situation, outlook,
                                        assess_guarantees(trial, situation))
      .value;
}

TEST(KyivsWill, FallsWithGuaranteesAndCoverAndRisesWithThePillAndTheLossOfBetrayal) {
  const float base = kyivs_advantage([](Stage&, Trial&) {});
  EXPECT_LT(kyivs_advantage([](Stage&, Trial& t) { t.institutions.force = Mask(true); }), base);
  EXPECT_LT(
      kyivs_advantage([](Stage& s, Trial&) { s.parameters.zelensky.freeze_cover_alone = .5; }),
      base);
  EXPECT_GT(kyivs_advantage([](Stage& s, Trial&) { s.parameters.zelensky.bitter_pill = .14; }),
            base);
  EXPECT_GT(kyivs_advantage([](Stage& s, Trial&) { s.parameters.zelensky.betrayal_loss = .35; }),
            base);
}

TEST(KyivsWill, FallsWithAGuaranteeThatIsOnlyExpectedAsFarAsItHasForesight) {
  const auto with = [](double foresight, double hoped) {
    return kyivs_advantage([=](Stage& s, Trial& t) {
      s.parameters.zelensky.foresight = foresight;
      t.prospects.nato = hoped;
    });
  };
  EXPECT_LT(with(1, .5), with(1, 0));
  EXPECT_LT(with(1, .5), with(.3, .5));
  EXPECT_EQ(with(0, .5), with(0, 0));
}

TEST(KyivsWill, ALullThatKyivDoesNotShareStopsNothing) {
  Stage stage = full_stage();
  Trial trial = stage.start();
  Ledger ledger;
  trial.invader.intensity = trial.defender.intensity = 0;
  ledger.outlooks.invader = {0, -2, 1, 1};  // Moscow wants to stop
  ledger.outlooks.defender = {0, 2, 0, 0};  // Kyiv does not
  const Credibility nobody{};
  for (stage.month = 0; stage.month < 12; ++stage.month) {
    wind_down(trial, stage.situation(), ledger, nobody, 0);
  }
  EXPECT_TRUE(any(trial.fighting));
  EXPECT_EQ(trial.months_of_lull.value, 0);
  ledger.outlooks.defender = {0, -2, 1, 1};
  for (; stage.month < 24; ++stage.month) {
    wind_down(trial, stage.situation(), ledger, nobody, 0);
  }
  EXPECT_FALSE(any(trial.fighting));
}

TEST(KyivsWill, ItsAttacksKeepRussiaAtWarButMoveNoFront) {
  const Stage stage = full_stage();
  Trial calm = stage.start();
  Trial drawn = calm;
  drawn.invader.drawn_in = calm.invader.intensity + Real(.2);
  const auto& p = stage.parameters;
  Flows a, b;
  suffer_casualties(calm, a, p.forces, p.peace, AttritionLaw::kMixed);
  suffer_casualties(drawn, b, p.forces, p.peace, AttritionLaw::kMixed);
  EXPECT_GT(b.invader_casualties_thousand.value, a.invader_casualties_thousand.value);
  compare_strength(calm, a, p.front, .5, 0);
  compare_strength(drawn, b, p.front, .5, 0);
  move_front(calm, a, p.front, {.3, .9, .5}, true);
  move_front(drawn, b, p.front, {.3, .9, .5}, true);
  EXPECT_EQ(a.movement_pct.value, b.movement_pct.value);
}

TEST(Reservations, LastAsLongAsTheLeaderDoes) {
  Stage stage = full_stage();
  stage.draw(7);
  Trial trial = stage.start();
  const float first = trial.invader_resolve.reservation.value;
  EXPECT_NE(first, 0);
  EXPECT_NE(first, trial.defender_resolve.reservation.value);
  stage.parameters.leadership.exit_rate = 0;
  stage.month = 1;
  change_leaders(trial, stage.situation());
  EXPECT_EQ(trial.invader_resolve.reservation.value, first);
  stage.parameters.leadership.exit_rate = 1;
  stage.month = 2;
  change_leaders(trial, stage.situation());
  EXPECT_TRUE(any(trial.leadership.invader_changed));
  EXPECT_NE(trial.invader_resolve.reservation.value, first);
}

TEST(Reservations, AreLogitsOfAUniformShare) {
  int below = 0;
  double sum = 0;
  constexpr int kDraws = 4'000;
  for (std::uint32_t k = 0; k < kDraws; ++k) {
    Stage stage = full_stage();
    stage.draw(k);
    const double z = static_cast<double>(stage.start().invader_resolve.reservation.value);
    below += z < std::log(.25 / .75);
    sum += z;
  }
  EXPECT_NEAR(below, kDraws / 4., 4 * std::sqrt(kDraws * .25 * .75));
  EXPECT_NEAR(sum / kDraws, 0, 4 * std::numbers::pi / std::sqrt(3. * kDraws));
}

TEST(WishToTalk, RelationsFirstRaisesMoscowsWishAndNotItsGain) {
  Stage stage = full_stage();
  const Trial trial = stage.start();
  const Advantages fighting{.2, .1};
  stage.levers.relations_first = 0;
  const auto without = wishes_to_talk(trial, stage.situation(), fighting);
  stage.levers.relations_first = 1;
  const auto with = wishes_to_talk(trial, stage.situation(), fighting);
  EXPECT_GT(with.putin.value, without.putin.value);
  EXPECT_EQ(with.zelensky.value, without.zelensky.value);
  EXPECT_EQ(gains_to_be_had(trial, fighting).putin.value, raw(-.2f).value);
  stage.parameters.talks.stalling = 40;
  EXPECT_TRUE(any(talks_without_intent(trial, stage.situation(), fighting)));
}

TEST(WishToTalk, RisesWithWhatAnEndWouldGainAndWithWhatWasLastOffered) {
  const Stage stage = full_stage();
  Trial trial = stage.start();
  const auto wish = [&](double n) {
    return wishes_to_talk(trial, stage.situation(), {n, n}).zelensky.value;
  };
  EXPECT_GT(wish(-.1), wish(.1));
  const float before = wish(.1);
  remember_offer(trial, Mask(true), .05, .05);
  EXPECT_GT(wish(.1), before);
}

/// Halts ordered in some hundred months of meetings in which nothing changes.
int halts(double meetings, double n_putin, double n_zelensky) {
  int ordered = 0;
  for (std::uint32_t month = 0; month < 400; ++month) {
    Stage stage = full_stage();
    stage.chance.muted = false;
    stage.month = static_cast<int>(month);
    stage.parameters.talks.truce_rate = 1;
    const Trial trial = Stage().start();
    const Mask met(static_cast<double>(month % 100) < 100 * meetings);
    ordered += any(propose_a_halt(trial, stage.situation(), met, {n_putin, n_zelensky}).ordered);
  }
  return ordered;
}

TEST(Armistice, NeedsBothAndMoreMeetingsTurnNoRefusalIntoAStop) {
  EXPECT_EQ(halts(1, .1, -.1), 0);
  EXPECT_EQ(halts(1, -.1, .1), 0);
  EXPECT_EQ(halts(.5, .1, .1), 0);
  EXPECT_GT(halts(.5, -.1, -.1), 0);
  EXPECT_GT(halts(1, -.1, -.1), halts(.5, -.1, -.1));
}

TEST(Armistice, IsHeldToEitherEndByAnIntervention) {
  const Stage stage = full_stage();
  const Trial trial = stage.start();
  const auto ordered = [&](int leader, float end, double n) {
    Situation situation = stage.situation();
    Parameters always = stage.parameters;
    always.talks.truce_rate = 10;
    const Situation held{situation.cast,
                         always,
                         situation.structure,
                         situation.chance,
                         situation.target,
                         situation.levers,
                         situation.month,
                         0,
                         kNoMonth,
                         {Choice::kHalt, leader, end}};
    return any(propose_a_halt(trial, held, Mask(true), {n, n}).ordered);
  };
  EXPECT_TRUE(ordered(kDefenderLeader, 1, -.1));
  EXPECT_FALSE(ordered(kDefenderLeader, 0, -.1));
  EXPECT_FALSE(ordered(kDefenderLeader, 1, .1)) << "Moscow must order it too";
}

TEST(Armistice, SettlesNothingAndIsNoAgreement) {
  const Stage stage = full_stage();
  Trial trial = stage.start();
  Ledger ledger;
  Truce truce;
  truce.ordered = Mask(true);
  order_a_halt(trial, stage.situation(), ledger, truce);
  EXPECT_FALSE(any(trial.fighting));
  EXPECT_TRUE(any(trial.settlement.armistice));
  EXPECT_TRUE(any(trial.frozen));
  EXPECT_TRUE(any(ledger.armistice));
  EXPECT_FALSE(any(trial.milestones.agreement));
  EXPECT_EQ(ledger.terms.recognition.value, 0);
}

}  // namespace
}  // namespace armistice
