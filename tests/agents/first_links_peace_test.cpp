// First links, continued: the levers of NATO's terms, of Washington, of the time after the
// fighting, and of the opposite course.
#include <gtest/gtest.h>

#include "tests/support/stage.hpp"

namespace armistice {
namespace {

using support::at;
using support::Stage;

/// A stage with one lever standing at an intensity.
Stage stage_with(Lever lever, double intensity) {
  Stage stage;
  support::Intensities all = support::base_intensities();
  at(all, lever) = static_cast<float>(intensity);
  stage.levers = support::levers_standing_at(all);
  return stage;
}

struct Both {
  Stage without, with;
  explicit Both(Lever lever) : without(stage_with(lever, 0)), with(stage_with(lever, 1)) {}
};

TEST(FirstLinks, NatoDoesNotVoteInWarUnlessAccessionIsUnconditional) {
  const Both s(Lever::nato_before_ceasefire);
  const auto votes = [](const Stage& stage) {
    Trial trial = stage.start();
    trial.institutions.nato_progress = 1;
    VoteRecord record;
    advance_institutions(trial, stage.situation(), {1, 1, 1, 1, 1}, .4, record);
    return record.nato_votes.value;
  };
  EXPECT_EQ(votes(s.without), 0);
  EXPECT_EQ(votes(s.with), 1);
}

TEST(FirstLinks, ReassuranceMakesNatoLessBadForMoscow) {
  const Both s(Lever::reassurance);
  const auto with = putin_terms(s.with.start(), s.with.situation(), .6),
             without = putin_terms(s.without.start(), s.without.situation(), .6);
  EXPECT_NEAR((with.security[4] - without.security[4]).value, .03, 1e-6);
  EXPECT_EQ(with.security[5].value, without.security[5].value);
  Trial trial = s.with.start();
  trial.institutions.nato = Mask(true);
  EXPECT_GT(putin_freeze_utility(trial, s.with.situation()).value,
            putin_freeze_utility(trial, s.without.situation()).value);
}

TEST(FirstLinks, BackupRaisesTheAmericanStanceAndWeakensTheInvader) {
  const Both s(Lever::us_backup);
  Trial with = s.with.start(), without = s.without.start();
  EXPECT_GT(with.us_stance.value, without.us_stance.value);
  without.us_stance = with.us_stance = 0;
  Flows flows;
  choose_us_stance(with, flows, s.with.situation(), 0);
  choose_us_stance(without, flows, s.without.situation(), 0);
  EXPECT_GT(with.us_stance.value, without.us_stance.value);
  Flows strong, weak;
  compare_strength(with, strong, s.with.parameters.front, 0, 0);
  compare_strength(with, weak, s.with.parameters.front, 1, 0);
  EXPECT_LT(weak.strength.value, strong.strength.value);
}

TEST(FirstLinks, MineralsSpeedReconstruction) {
  const Both s(Lever::minerals_deal);
  Trial with = s.with.start();
  support::freeze(with);
  Trial without = with;
  reconstruct(with, s.with.situation());
  reconstruct(without, s.without.situation());
  EXPECT_GT(with.reconstruction.value, without.reconstruction.value);
}

/// Months out of a hundred, evenly spread in luck, in which the sides meet.
int meetings(const Stage& stage) {
  const Trial trial = stage.start();
  int met = 0;
  for (int i = 0; i < 100; ++i)
    met += any(sides_meet(trial, stage.situation(), {}, i / 100.0)) ? 1 : 0;
  return met;
}

TEST(FirstLinks, MediationBringsTheSidesTogetherMoreOften) {
  const Both s(Lever::mediation);
  EXPECT_GT(meetings(s.with), meetings(s.without));
}

TEST(FirstLinks, PostWarPackageLowersMoscowsHopeOfAnotherWar) {
  const Both s(Lever::post_war_package);
  Trial trial = s.with.start();
  support::freeze(trial);
  EXPECT_LT(renewed_net_strength(trial, s.with.situation(), {}, .3).value,
            renewed_net_strength(trial, s.without.situation(), {}, .3).value);
}

TEST(FirstLinks, RelationsFirstTurnAmericaAndDeferTalks) {
  const Both s(Lever::relations_first);
  EXPECT_LT(s.with.start().us_stance.value, s.without.start().us_stance.value);
  EXPECT_LT(meetings(s.with), meetings(s.without));
  const auto signals = [](double relations) {
    Trial trial = Stage().start();
    update_signals(trial, Stage().parameters.signals,
                   {.4, 0, 0, 0, relations, 0, 0, Mask(false), 0});
    return trial;
  };
  EXPECT_LT(signals(1).staying_power.value, signals(0).staying_power.value);
  EXPECT_LT(signals(1).resolve_signal.value, signals(0).resolve_signal.value);
}

TEST(FirstLinks, PressureOnKyivLowersItsValueOfFightingOn) {
  const Both s(Lever::pressure_on_kyiv);
  const auto value = [](const Stage& stage) {
    Outlook outlook;
    zelensky_weighs(stage.start(), {}, stage.situation(), outlook);
    return outlook.value_of_fighting_on.value;
  };
  EXPECT_LT(value(s.with), value(s.without));
  EXPECT_GT(us_leverage(s.with.start(), s.with.situation()).value, 0);
  EXPECT_EQ(us_leverage(s.without.start(), s.without.situation()).value, 0);
}

TEST(FirstLinks, ImposedTermsReplaceTheBargain) {
  const Both s(Lever::imposed_terms);
  Trial trial = s.with.start();
  const Outlooks outlooks;
  const TalksChance lucky{.meet = 0, .sign = 0};
  const Signature imposed = hold_talks(trial, s.with.situation(), outlooks, {}, lucky);
  EXPECT_TRUE(any(imposed.signed_now));
  EXPECT_EQ(imposed.offer.terms.security.value, 0);
  EXPECT_EQ(imposed.offer.terms.territory.value, 2);
  EXPECT_EQ(imposed.offer.terms.recognition.value, 1);
  EXPECT_EQ(imposed.offer.terms.economy.value, 3);
  // Nothing else is bargained over, whatever the luck of the signature.
  EXPECT_FALSE(
      any(hold_talks(trial, s.with.situation(), outlooks, {}, {.meet = 0, .sign = .9}).signed_now));
}

TEST(FirstLinks, LeversClimbTheirRampsAndSomeMoveAtOnce) {
  LeverSchedule schedule = support::base_schedule();
  support::Intensities targets = support::base_intensities();
  at(targets, Lever::european_aid) = 1;
  at(targets, Lever::imposed_terms) = 1;
  const auto aid = [&](int month) {
    return levers_at(month, schedule, targets.data()).european_aid.value;
  };
  EXPECT_EQ(aid(2), 0);
  EXPECT_NEAR(aid(3), 1.0 / 6, 1e-6);
  EXPECT_NEAR(aid(5), .5, 1e-6);
  EXPECT_EQ(aid(8), 1);
  EXPECT_EQ(aid(100), 1);
  EXPECT_EQ(levers_at(0, schedule, targets.data()).imposed_terms.value, 1);
}

}  // namespace
}  // namespace armistice
