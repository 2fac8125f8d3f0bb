// A switched-off mechanism is its neutral value and nothing else: where a parameter can express
// that value, switch and parameter give the same bytes, so no draw has moved.
#include <gtest/gtest.h>

#include <initializer_list>
#include <string_view>
#include <utility>

#include "tests/support/scenes.hpp"

namespace armistice {
namespace {

using support::Experiment;

using Values = std::initializer_list<std::pair<std::string_view, double>>;

/// Where these values stand, turning a mechanism off changes no byte of any scene.
template <class TurnOff>
void expect_neutral(
    const char* mechanism, Values values, const TurnOff& turn_off,
    bool (*meant)(const support::Scene&) = [](const support::Scene&) { return true; }) {
  for (const auto& scene : support::scenes()) {
    if (!meant(scene)) continue;
    Experiment neutral = scene.experiment;
    for (const auto& [parameter, value] : values) neutral.set(parameter, value);
    Experiment off = neutral;
    turn_off(off.structure.switches);
    EXPECT_TRUE(support::same_bytes(support::run(neutral, 64), support::run(off, 64)))
        << mechanism << " in " << scene.name;
  }
}

TEST(Switches, OfBeliefsAndExpectationsShiftNoDraw) {
  expect_neutral(
      "commitment",
      {{"zelensky.least_trust", 1}, {"zelensky.largest_trust", 1}, {"zelensky.trust_threshold", 0}},
      [](Switches& s) { s.commitment = false; });
  expect_neutral("trend", {{"expectations.trend", 0}}, [](Switches& s) { s.trend = false; });
  expect_neutral("coercion", {{"expectations.coercion", 0}},
                 [](Switches& s) { s.coercion = false; });
  expect_neutral("staying_power", {{"expectations.outlasting", 0}},
                 [](Switches& s) { s.staying_power = false; });
}

TEST(Switches, OfDomesticPoliticsShiftNoDraw) {
  expect_neutral("audience", {{"putin.audience_scale", 0}},
                 [](Switches& s) { s.audience = false; });
  expect_neutral("cover", {{"zelensky.bitter_pill", 0}}, [](Switches& s) { s.cover = false; });
  expect_neutral("mobilisation", {{"forces.emergency_mobilisation", 0}},
                 [](Switches& s) { s.mobilisation = false; });
  expect_neutral("elections", {{"donors.election_rate", 0}},
                 [](Switches& s) { s.elections = false; });
  expect_neutral("fatigue", {{"donors.fatigue", 0}}, [](Switches& s) { s.fatigue = false; });
}

TEST(Switches, OfTheWorldShiftNoDraw) {
  expect_neutral("breakthrough", {{"front.breakthrough_rate", 0}},
                 [](Switches& s) { s.breakthrough = false; });
  expect_neutral("patrons and buyers", {{"patrons.adjustment", 0}},
                 [](Switches& s) { s.patrons = s.buyers = false; });
  expect_neutral("bloc_influence", {{"donors.anchor", 1}},
                 [](Switches& s) { s.bloc_influence = false; });
  expect_neutral("guarantor_response",
                 {{"guarantors.ceiling", 1},
                  {"guarantors.eu_membership", 0},
                  {"guarantors.eu_with_force", 0},
                  {"guarantors.parallel", 0},
                  {"guarantors.force", 0},
                  {"guarantors.nato_us", 0},
                  {"guarantors.nato_europe", 0},
                  {"guarantors.nato_force", 0}},
                 [](Switches& s) { s.guarantor_response = false; });
}

TEST(Switches, OfInstitutionsShiftNoDraw) {
  expect_neutral("vetoes",
                 {{"accession.eu_vote_base", 100},
                  {"accession.nato_vote_base", 100},
                  {"sanctions.renewal_base", 100}},
                 [](Switches& s) { s.vetoes = false; });
  expect_neutral(
      "delivery_lag",
      {{"peace.eu_delivery", 1}, {"peace.nato_delivery", 1}, {"peace.force_delivery", 1}},
      [](Switches& s) { s.delivery_lag = false; },
      [](const support::Scene& scene) {  // with ballots nothing arrives at a rate
        return !scene.experiment.structure.switches.ballots_in_peace;
      });
  expect_neutral("talks", {{"talks.meeting_rate", 0}}, [](Switches& s) { s.talks = false; });
}

TEST(Switches, OfThirdPartiesShiftNoDraw) {
  expect_neutral("minerals_stake", {{"united_states.minerals_pull", 0}},
                 [](Switches& s) { s.minerals_stake = false; });
  expect_neutral("burden_sharing", {{"united_states.burden_pull", 0}},
                 [](Switches& s) { s.burden_sharing = false; });
  expect_neutral("donor_assurance", {{"donors.assurance", 0}},
                 [](Switches& s) { s.donor_assurance = false; });
  expect_neutral("western_consent",
                 {{"sanctions.relief_base", 10},
                  {"sanctions.assets_base", 10},
                  {"sanctions.us_relief_stance", -2},
                  {"sanctions.reparations", 0},
                  {"sanctions.consent_land", 0},
                  {"sanctions.consent_recognition", 0},
                  {"sanctions.consent_status", 0}},
                 [](Switches& s) { s.western_consent = false; });
  expect_neutral("embargo_licences",
                 {{"invader_finance.licence_relief", 0}, {"sanctions.embargo_resistance", 0}},
                 [](Switches& s) { s.embargo_licences = false; });
  expect_neutral("side_payments", {{"accession.largest_side_payment_eur_bn", 0}},
                 [](Switches& s) { s.side_payments = false; });
  expect_neutral("transition_terms",
                 {{"accession.eu_vote_transition", 0}, {"accession.transition_eur_bn_per_year", 0}},
                 [](Switches& s) { s.transition_terms = false; });
  expect_neutral("refinery_strikes", {{"invader_finance.refinery_strikes", 0}},
                 [](Switches& s) { s.refinery_strikes = false; });
}

TEST(Switches, OfVotesForcesAndPeaceShiftNoDraw) {
  expect_neutral("guarantee_scope", {{"accession.nato_vote_scope", 0}},
                 [](Switches& s) { s.guarantee_scope = false; });
  expect_neutral("strength_for_nato", {{"accession.nato_vote_strength", 0}},
                 [](Switches& s) { s.strength_for_nato = false; });
  expect_neutral("american_assurance",
                 {{"accession.eu_vote_assurance", 0}, {"accession.eu_vote_us_stance", 0}},
                 [](Switches& s) { s.american_assurance = false; });
  expect_neutral("attacks_on_personnel", {{"presence.attack_rate", 0}},
                 [](Switches& s) { s.attacks_on_personnel = false; });
  expect_neutral("direct_clash", {{"presence.clash_rate", 0}},
                 [](Switches& s) { s.direct_clash = false; });
  expect_neutral(
      "violations",
      {{"violations.rate", 0}, {"violations.lasting_rate", 0}, {"reinvasion.surprise_watched", 0}},
      [](Switches& s) { s.violations = s.void_on_breach = false; });
  expect_neutral("force_compliance", {{"violations.force_effect", 0}},
                 [](Switches& s) { s.force_compliance = false; });
}

TEST(Switches, NoChangeInWashingtonIsAChangeThatNeverComes) {
  for (const auto& scene : support::scenes()) {
    Experiment never = scene.experiment, off = scene.experiment;
    never.us_change_month = 1000;
    off.structure.switches.us_change = false;
    EXPECT_TRUE(support::same_bytes(support::run(never, 64), support::run(off, 64))) << scene.name;
  }
}

TEST(Switches, LearningOffIsTheFormWithoutLearning) {
  for (const auto& scene : support::scenes()) {
    Experiment none = scene.experiment, off = scene.experiment;
    none.structure.learning = LearningForm::kNone;
    off.structure.switches.learning = false;
    EXPECT_TRUE(support::same_bytes(support::run(none, 64), support::run(off, 64))) << scene.name;
  }
}

}  // namespace
}  // namespace armistice
