// How a peace is kept: violations and their answers, a breach, relief that phases in.
#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "tests/support/ensemble.hpp"
#include "tests/support/stage.hpp"
#include "tests/support/statistics.hpp"

namespace armistice {
namespace {

using support::Stage;

Stage watched_stage() {
  Stage stage;
  stage.structure.switches.violations = true;
  return stage;
}

Trial frozen_trial(const Stage& stage) {
  Trial trial = stage.start();
  support::freeze(trial);
  return trial;
}

TEST(Violations, AreFewerUnderMonitoringWithTimeAndWithAForce) {
  Stage stage = watched_stage();
  Trial trial = frozen_trial(stage);
  stage.levers.monitoring = .4;
  const auto rate = [&] { return violation_rate(trial, stage.situation()).value; };
  EXPECT_NEAR(rate(), 6 * (1 - .5 * .4) + 1, 1e-5);
  trial.months_of_peace = 36;
  EXPECT_NEAR(rate(), 6 * std::exp(-1.0) * (1 - .5 * .4) + 1, 1e-5);
  const float alone = rate();
  trial.institutions.force = Mask(true);
  EXPECT_EQ(rate(), alone) << "a force does not help unless it is said to";
  stage.structure.switches.force_compliance = true;
  EXPECT_FLOAT_EQ(rate(), .7f * alone);
}

TEST(Violations, AreAnsweredByCredibilityAndPolicy) {
  Stage stage = watched_stage();
  Trial trial = frozen_trial(stage);
  Credibility g;
  for (Real& x : g.of_status) x = .6;
  const auto expected = [&](double policy) {
    stage.levers.proportionate_response = policy;
    return expected_violations(trial, stage.situation(), g);
  };
  const float rate = violation_rate(trial, stage.situation()).value;
  const Violations rash = expected(0), measured = expected(1);
  EXPECT_FLOAT_EQ(rash.unanswered.value, rate * .4f);
  EXPECT_FLOAT_EQ(rash.escalatory.value, rate * .6f * .01f);
  EXPECT_FLOAT_EQ(measured.unanswered.value, rate * .4f * .5f);
  EXPECT_EQ(measured.escalatory.value, 0);
  for (const Violations& v : {rash, measured}) {
    EXPECT_NEAR((v.unanswered + v.proportionate + v.escalatory).value, rate, 1e-5);
  }
}

TEST(Violations, AreCountedAsPoissonEventsByTheirAnswer) {
  Stage stage = watched_stage();
  stage.parameters.violations.escalation = .3;
  const Trial start = frozen_trial(stage);
  Credibility g;
  for (Real& x : g.of_status) x = .6;
  const Violations mean = expected_violations(start, stage.situation(), g);
  std::vector<double> all, squares, unanswered, escalatory;
  const double rate = static_cast<double>(violation_rate(start, stage.situation()).value);
  for (int i = 0; i < 40'000; ++i) {
    stage.draw(static_cast<std::uint32_t>(i));
    Trial trial = start;
    const Violations now = suffer_violations(trial, stage.situation(), g);
    all.push_back(static_cast<double>((now.unanswered + now.proportionate + now.escalatory).value));
    squares.push_back((all.back() - rate) * (all.back() - rate));
    unanswered.push_back(static_cast<double>(now.unanswered.value));
    escalatory.push_back(static_cast<double>(now.escalatory.value));
  }
  EXPECT_TRUE(support::mean_is(all, rate));
  EXPECT_TRUE(support::mean_is(squares, rate)) << "the variance of a Poisson count is its mean";
  EXPECT_TRUE(support::mean_is(unanswered, static_cast<double>(mean.unanswered.value)));
  EXPECT_TRUE(support::mean_is(escalatory, static_cast<double>(mean.escalatory.value)));
}

TEST(Violations, LeftUnansweredEncourageMoscowForSixMonths) {
  Stage stage = watched_stage();
  Trial trial = frozen_trial(stage);
  const Situation situation = stage.situation();
  const float calm = renewed_net_strength(trial, situation, {}, 0).value;
  stage.parameters.violations.lasting_rate = 1000;
  suffer_violations(trial, stage.situation(), {});
  stage.parameters.violations.lasting_rate = stage.parameters.violations.rate = 0;
  int months = 0;
  while (renewed_net_strength(trial, stage.situation(), {}, 0).value > calm && months < 20) {
    EXPECT_NEAR(renewed_net_strength(trial, stage.situation(), {}, 0).value, calm + .02, 1e-6);
    suffer_violations(trial, stage.situation(), {});
    ++months;
  }
  EXPECT_EQ(months, 6);
}

TEST(Violations, ThatEscalateTripleAccidentsOfThatMonth) {
  Stage stage = watched_stage();
  stage.parameters.reinvasion.rate = stage.parameters.reinvasion.incident_rate = 0;
  Trial trial = frozen_trial(stage);
  const float calm = relapse_probability(trial, stage.situation(), 0, .5, 1).value;
  trial.compliance.escalated = Mask(true);
  EXPECT_FLOAT_EQ(relapse_probability(trial, stage.situation(), 0, .5, 1).value, 3 * calm);
  stage.structure.switches.violations = false;
  EXPECT_EQ(relapse_probability(trial, stage.situation(), 0, .5, 1).value, calm);
}

/// A peace in which every month sees an escalatory answer.
Trial after_breach(Stage& stage, Trial trial) {
  stage.parameters.violations.lasting_rate = 1000;
  stage.parameters.violations.escalation = 1;
  stage.levers.proportionate_response = 0;
  Credibility g;
  for (Real& x : g.of_status) x = 1;
  suffer_violations(trial, stage.situation(), g);
  return trial;
}

TEST(Breach, VoidsReassuranceForGood) {
  Stage stage = watched_stage();
  Trial kept = stage.start();
  support::sign(kept, {kNato, 0, 0, 0});
  kept.institutions.nato = kept.institutions.force = Mask(true);
  EXPECT_FALSE(any(after_breach(stage, kept).compliance.reassurance_void)) << "switched off";
  stage.structure.switches.void_on_breach = true;
  const Trial broken = after_breach(stage, kept);
  EXPECT_TRUE(any(broken.compliance.reassurance_void));
  EXPECT_GT(reassurance_utility(kept, stage.situation()).value, 0);
  EXPECT_EQ(reassurance_utility(broken, stage.situation()).value, 0);
  EXPECT_EQ(putin_terms(broken, stage.situation(), .6).security[kNato].value,
            putin_terms(
                Stage().start(),
                [&] {
                  static Stage none;
                  none.levers.reassurance = 0;
                  return none.situation();
                }(),
                .6)
                .security[kNato]
                .value);
  EXPECT_EQ(delivered_status(kept, stage.situation()).value, kNato) << "no force was promised";
  EXPECT_EQ(delivered_status(broken, stage.situation()).value, kNatoForce) << "now it may stay";
}

TEST(Breach, LetsAForceDeployWhereNoneWasPromised) {
  Stage stage = watched_stage();
  stage.structure.switches.void_on_breach = true;
  stage.levers.european_forces = 1;
  Trial kept = stage.start();
  support::sign(kept, {kNato, 0, 0, 0});
  Trial broken = after_breach(stage, kept);
  const InstitutionChance lucky{1, 1, 1, 1, .049};
  deliver(kept, stage.situation(), lucky);
  deliver(broken, stage.situation(), lucky);
  EXPECT_FALSE(any(kept.institutions.force));
  EXPECT_TRUE(any(broken.institutions.force));
}

TEST(Relief, FollowsTheEconomicTermsAndPhasesIn) {
  Stage stage;
  stage.structure.switches.phased_relief = true;
  const auto left = [&](int economy, double months) {
    Trial trial = stage.start();
    support::sign(trial, {kEu, 0, 0, economy});
    trial.compliance.months_of_relief = months;
    return sanctions_left_in_peace(trial, stage.situation()).value;
  };
  for (const double months : {0.0, 6.0, 12.0, 60.0}) {
    EXPECT_EQ(left(0, months), 1);
    EXPECT_FLOAT_EQ(left(3, months), .1f);
    const double phase = std::min(1.0, months / 12);
    EXPECT_NEAR(left(1, months), 1 - .45 * phase, 1e-6);
    EXPECT_EQ(left(2, months), left(1, months));
  }
  stage.structure.switches.phased_relief = false;
  EXPECT_EQ(left(1, 6), .3f) << "one factor stands in";
}

TEST(Relief, ThatHasYetToComeIsNotPartOfWhatPeaceIsWorth) {
  Stage stage;
  stage.structure.switches.phased_relief = true;
  const auto worth = [&](int economy, double months) {
    Trial trial = stage.start();
    support::sign(trial, {kEu, 0, 0, economy});
    trial.compliance.months_of_relief = months;
    return putin_peace_utility(trial, stage.situation()).value;
  };
  const float weight = 1 - .44f - .25f - .12f, trust = .55f + .45f * .3f;
  EXPECT_EQ(worth(1, 0), worth(0, 0));
  EXPECT_NEAR(worth(1, 6) - worth(0, 0), .5 * weight * .45f * trust, 1e-6);
  EXPECT_NEAR(worth(2, 12) - worth(0, 0), weight * .60f * trust, 1e-6);
  EXPECT_NEAR(worth(3, 0) - worth(0, 0), weight * trust, 1e-6) << "full relief comes at once";
}

TEST(Relief, SnapsBackOnABreachAndStartsAnew) {
  Stage stage = watched_stage();
  stage.structure.switches.phased_relief = true;
  Trial trial = stage.start();
  support::sign(trial, {kEu, 0, 0, 1});
  trial.compliance.months_of_relief = trial.months_of_peace = 30;
  const Trial broken = after_breach(stage, trial);
  EXPECT_EQ(sanctions_left_in_peace(broken, stage.situation()).value, 1);
  EXPECT_EQ(broken.months_of_peace.value, 30) << "the peace itself goes on";
}

/// Korea's pattern: violations are frequent, the general peace is kept (docs/model.md, P17).
TEST(Violations, AreFrequentAndAGuaranteedPeaceIsKept) {
  support::Experiment setup;
  setup.levers = {support::peace_through_strength()};
  setup.parameters = {support::full_values()};
  setup.structure = support::full_structure();
  const support::Ensemble all = support::run(setup, 500);
  double violations = 0, relapses = 0, stops = 0;
  for (int i = 0; i < all.trials; ++i) {
    const bool guaranteed = all.result(i, Result::delivered_security) >= kEuForce ||
                            all.result(i, Result::relapsed) > 0;
    if (all.result(i, Result::end_month) < 0 || !guaranteed) continue;
    ++stops;
    violations += static_cast<double>(all.result(i, Result::violations));
    relapses += static_cast<double>(all.result(i, Result::relapsed));
    EXPECT_LE(
        all.result(i, Result::violations_unanswered) + all.result(i, Result::violations_escalatory),
        all.result(i, Result::violations));
  }
  EXPECT_GT(stops, 100);
  EXPECT_GE(violations, 10 * relapses);
}

}  // namespace
}  // namespace armistice
