// What an actor does that is held to a choice: the kernel under an intervention.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <vector>

#include "agents/interface/declarations.hpp"
#include "experiments/engine/instruction_set.hpp"
#include "experiments/trials/batch.hpp"
#include "tests/support/plain_scenario.hpp"
#include "tests/support/statistics.hpp"

namespace armistice {
namespace {

using Settings = std::vector<Setting>;

Scenario shipped(const std::string& name, const Settings& settings = {}) {
  return read_scenario(ARMISTICE_SOURCE_DIR "/scenarios/" + name + ".toml", settings);
}

int row_of(const Scenario& s, std::string_view code) {
  for (std::size_t j = 0; j < s.cast.donors.size(); ++j) {
    if (s.cast.donors[j].code == code) return static_cast<int>(j);
  }
  return -1;
}
int us(const Scenario& s) { return static_cast<int>(s.cast.donors.size()); }

struct TrialResults {
  std::array<float, kResults> results;
  std::vector<float> donors;  // [donor][donor result]
  float of(Result r) const { return results[static_cast<std::size_t>(r)]; }
  float of(int donor, DonorResult r) const {
    return donors[static_cast<std::size_t>(donor) * kDonorResults + static_cast<std::size_t>(r)];
  }
  bool operator==(const TrialResults&) const = default;
};

void forget_who_refused(TrialResults& t) {
  for (std::size_t r = 0; r < t.results.size(); ++r) {
    if (result_declarations()[r].kind == ResultKind::kActor) t.results[r] = 0;
  }
  for (const Result r : {Result::us_nato_refusals, Result::us_nato_promise_refusals}) {
    t.results[static_cast<std::size_t>(r)] = 0;
  }
  for (std::size_t i = 0; i < t.donors.size(); ++i) {
    const auto r = static_cast<DonorResult>(i % kDonorResults);
    if (r == DonorResult::eu_refusals || r == DonorResult::nato_refusals ||
        r == DonorResult::nato_promise_refusals || r == DonorResult::renewal_refusals) {
      t.donors[i] = 0;
    }
  }
}

std::vector<TrialResults> run(const Scenario& scenario, const Intervention& held, int trials,
                              int horizon = 120) {
  const BatchContext context(scenario, 1, horizon);
  GroupRunner runner(context, kernel_named("auto"), false, true);
  std::vector<TrialResults> all;
  for (int first = 0; first < trials; first += kGroupTrials) {
    TrialAddress addresses[kGroupTrials];
    const int count = std::min(kGroupTrials, trials - first);
    for (int i = 0; i < count; ++i) addresses[i] = {static_cast<std::uint32_t>(first + i), 0};
    const TrialGroup group = runner.run(addresses, count, held);
    for (int i = 0; i < count; ++i) {
      TrialResults& trial = all.emplace_back();
      for (int r = 0; r < kResults; ++r) {
        trial.results[static_cast<std::size_t>(r)] = group.result(static_cast<Result>(r), i);
      }
      for (int row = 0; row < group.donors * kDonorResults; ++row) {
        trial.donors.push_back(group.donor_results[row * kGroupTrials + i]);
      }
    }
  }
  return all;
}

int count(const std::vector<TrialResults>& trials,
          const std::function<bool(const TrialResults&)>& that) {
  return static_cast<int>(std::count_if(trials.begin(), trials.end(), that));
}

/// Members take one vote again and again: nobody's stance moves, and nothing ends the war before.
Scenario one_ballot(double share_of_yes) {
  Scenario s = shipped("status_quo", {{"mechanisms", "core"},
                                      {"switches.elections", "false"},
                                      {"switches.talks", "false"},
                                      {"parameters.donors.initial_noise", "0"},
                                      {"parameters.donors.adjustment", "0"},
                                      {"parameters.donors.shock", "0"},
                                      {"initial.eu_progress", "1"}});
  s.cast.tie = Eigen::ArrayXd::Zero(s.cast.tie.size());
  const auto value = [&s](const char* name) {
    return central_value(s.parameters[parameter_row("accession", name)]);
  };
  // In the first month the lever stands at its base.
  const double fast_track =
      lever_declarations()[static_cast<std::size_t>(Lever::eu_fast_track)].base;
  const double stance = std::log(share_of_yes / (1 - share_of_yes)) / value("eu_vote_slope") -
                        value("eu_vote_base") - value("eu_vote_fast_track") * fast_track;
  s.cast.initial_stance = Eigen::ArrayXd::Constant(s.cast.initial_stance.size(), stance);
  return s;
}
int admissions(const Scenario& s, const Intervention& held, int trials) {
  return count(run(s, held, trials, 12),
               [](const TrialResults& t) { return t.of(Result::eu_accession_month) == 1; });
}

TEST(HeldVote, CountsExactlyWhereAllOthersAgree) {
  constexpr int kTrials = 4000;
  constexpr double kYes = .97;
  const Scenario s = one_ballot(kYes);
  const int malta = row_of(s, "MT");
  const int own = admissions(s, {}, kTrials);
  const int yes = admissions(s, {Choice::kVote, malta, 1}, kTrials);
  EXPECT_TRUE(support::share_is(own, kTrials, std::pow(kYes, 27)));
  EXPECT_TRUE(support::share_is(yes, kTrials, std::pow(kYes, 26)));
  EXPECT_TRUE(support::share_is(yes - own, kTrials, std::pow(kYes, 26) * (1 - kYes)));
  EXPECT_EQ(admissions(s, {Choice::kVote, malta, 0}, kTrials), 0);
  EXPECT_EQ(admissions(s, {Choice::kVote, row_of(s, "NO"), 0}, kTrials), own) << "no member";
  EXPECT_EQ(admissions(s, {Choice::kVote, us(s), 0}, kTrials), own) << "nor this";
}

TEST(HeldVote, AYesOfTheOnlyOneThatRefusesAdmits) {
  Scenario s = one_ballot(1 - 1e-12);
  const int hungary = row_of(s, "HU");
  s.cast.tie[hungary] = 1000;
  EXPECT_EQ(admissions(s, {}, 64), 0);
  EXPECT_EQ(admissions(s, {Choice::kVote, hungary, 1}, 64), 64);
  EXPECT_EQ(admissions(s, {Choice::kVote, row_of(s, "MT"), 1}, 64), 0);
}

TEST(HeldVote, WithoutVetoesNobodyIsPivotal) {
  Scenario s = one_ballot(.5);
  s.structure.switches.vetoes = false;
  EXPECT_EQ(admissions(s, {}, 64), 64);
  EXPECT_EQ(admissions(s, {Choice::kVote, row_of(s, "HU"), 0}, 64), 64);
}

TEST(HeldVote, WashingtonsKeepsUkraineOutOfNato) {
  const Scenario s = shipped("peace_through_strength", {{"switches.vetoes", "false"}});
  const auto joined = [&s](const Intervention& held) {
    return count(run(s, held, 256), [](const TrialResults& t) {
      const float month = t.of(Result::nato_accession_month), stop = t.of(Result::end_month);
      return month > 0 && (stop < 0 || month < stop);  // by a ballot in the war
    });
  };
  EXPECT_GT(joined({}), 0);
  EXPECT_EQ(joined({Choice::kVote, us(s), 0}), 0);
  EXPECT_GE(joined({Choice::kVote, us(s), 1}), joined({}));
}

TEST(HeldAid, IsNothingOrTheLargestMultipleOfTheBase) {
  const Scenario s = shipped("status_quo", {{"switches.aid_as_recorded", "false"}});
  const int germany = row_of(s, "DE");
  const double largest = central_value(s.parameters[parameter_row("donors", "largest_aid")]);
  const double most = s.cast.base_aid_eur_bn_per_year[germany] * largest * 2;  // two years
  for (const TrialResults& t : run(s, {Choice::kAid, germany, 0}, 32, 24)) {
    EXPECT_EQ(t.of(germany, DonorResult::military_aid_eur_bn), 0);
    EXPECT_GT(t.of(row_of(s, "FR"), DonorResult::military_aid_eur_bn), 0);
  }
  for (const TrialResults& t : run(s, {Choice::kAid, germany, 1}, 32, 24)) {
    EXPECT_NEAR(t.of(germany, DonorResult::military_aid_eur_bn), most, 1e-5 * most);
  }
  for (const TrialResults& t : run(s, {Choice::kAid, us(s), 0}, 32, 24)) {
    EXPECT_EQ(t.of(Result::us_military_aid_eur_bn), 0);
  }
}

TEST(HeldAid, OfTheUnitedStatesIsAtMostThatOfAFullBackup) {
  const Scenario s = shipped("status_quo", {{"switches.aid_as_recorded", "false"}});
  const auto most = run(s, {Choice::kAid, us(s), 1}, 32, 24);
  const auto backed = run(s, {Choice::kStance, us(s), 1}, 32, 24);
  for (std::size_t i = 0; i < most.size(); ++i) {
    EXPECT_FLOAT_EQ(most[i].of(Result::us_military_aid_eur_bn),
                    backed[i].of(Result::us_military_aid_eur_bn));
  }
}

TEST(HeldStance, StaysAtItsEndOfTheRange) {
  const Scenario s = shipped("status_quo");
  const int turkey = row_of(s, "TR");
  for (const TrialResults& t : run(s, {Choice::kStance, turkey, 1}, 16)) {
    EXPECT_FLOAT_EQ(t.of(turkey, DonorResult::stance_end), 1.3f);
    EXPECT_LT(t.of(row_of(s, "HU"), DonorResult::stance_end), 1);
  }
  for (const TrialResults& t : run(s, {Choice::kStance, us(s), 0}, 16)) {
    EXPECT_EQ(t.of(Result::us_stance_end), -1);
  }
}

TEST(HeldSupport, AndComplianceStandAtTheirEnds) {
  const Scenario s = shipped("status_quo");
  const Scenario one_buyer = shipped("status_quo", {{"switches.split_buyers", "false"}});
  for (const float end : {0.0f, 1.0f}) {
    for (const TrialResults& t : run(s, {Choice::kSupport, 1, end}, 16)) {
      EXPECT_FLOAT_EQ(t.of(Result::patron_2_support_mean), end);
      EXPECT_NE(t.of(Result::patron_1_support_mean), end);
    }
    for (const TrialResults& t : run(one_buyer, {Choice::kCompliance, 0, end}, 16)) {
      EXPECT_EQ(t.of(Result::buyers_compliance_end), end);
    }
  }
}

TEST(HeldCompliance, OfABuyerCountsByWhatItBuys) {
  const Scenario s = shipped("status_quo");
  for (int b = 0; b < 3; ++b) {
    const auto none = run(s, {Choice::kCompliance, b, 0}, 16);
    const auto full = run(s, {Choice::kCompliance, b, 1}, 16);
    const auto weight = static_cast<float>(s.cast.buyer_weight[b]);
    for (std::size_t i = 0; i < none.size(); ++i) {
      EXPECT_GE(full[i].of(Result::buyers_compliance_end), weight - 1e-5f);
      EXPECT_LE(none[i].of(Result::buyers_compliance_end), 1 - weight + 1e-5f);
    }
  }
}

TEST(HeldCampaign, FightingOnLastsLongerThanStopping) {
  const Scenario s = shipped("status_quo");
  const auto de_facto = [&s](float end) {
    return count(run(s, {Choice::kCampaign, 0, end}, 256), [](const TrialResults& t) {
      return t.of(Result::outcome) == static_cast<float>(Outcome::kDeFactoCeasefire);
    });
  };
  EXPECT_EQ(de_facto(1), 0) << "a campaign at full intensity is no lull";
  EXPECT_GT(de_facto(0), 40) << "where Kyiv stops too";
}

TEST(HeldCampaign, KyivsChangesHowTheFightingEndsWithTheTalksOffToo) {
  for (const char* talks : {"true", "false"}) {
    const Scenario s = shipped("peace_through_strength", {{"switches.talks", talks}});
    const auto de_facto = [&s](float end) {
      return count(run(s, {Choice::kCampaign, 1, end}, 256), [](const TrialResults& t) {
        return t.of(Result::outcome) == static_cast<float>(Outcome::kDeFactoCeasefire);
      });
    };
    EXPECT_EQ(de_facto(1), 0) << "Kyiv fights on";
    EXPECT_GT(de_facto(0), 25);
  }
}

TEST(HeldHalt, TakesBothLeaders) {
  const Scenario s = shipped("status_quo");
  const auto armistices = [&s](const Intervention& held) {
    return count(run(s, held, 512),
                 [](const TrialResults& t) { return t.of(Result::armistice) > 0; });
  };
  const int free = armistices({});
  EXPECT_GT(free, 0);
  for (const int leader : {0, 1}) {
    EXPECT_EQ(armistices({Choice::kHalt, leader, 0}), 0);
    EXPECT_GT(armistices({Choice::kHalt, leader, 1}), free);
    EXPECT_LT(armistices({Choice::kHalt, leader, 1}), 512) << "the other must order it too";
  }
}

TEST(Fadeouts, AreRarerTheMoreAStopHurtsKyivAndTalksNeverMakeItWorse) {
  const auto ending_in = [](Outcome outcome, const char* talks, const char* pill,
                            const char* betrayal) {
    const Scenario s =
        shipped("peace_through_strength", {{"switches.talks", talks},
                                           {"parameters.zelensky.bitter_pill", pill},
                                           {"parameters.zelensky.betrayal_loss", betrayal}});
    return count(run(s, {}, 768), [outcome](const TrialResults& t) {
      return t.of(Result::outcome) == static_cast<float>(outcome);
    });
  };
  using enum Outcome;
  EXPECT_LT(ending_in(kDeFactoCeasefire, "false", "0.14", "0.2"),
            ending_in(kDeFactoCeasefire, "false", "0.03", "0.2"));
  EXPECT_LT(ending_in(kDeFactoCeasefire, "false", "0.08", "0.35"),
            ending_in(kDeFactoCeasefire, "false", "0.08", "0.1"));
  EXPECT_GE(ending_in(kContinuedWar, "true", "0.14", "0.2"),
            ending_in(kContinuedWar, "true", "0.03", "0.2"));
}

TEST(Accession, IsABallotInEveryTrial) {
  for (const char* name :
       {"status_quo", "peace_through_strength", "nato_only", "eu_only", "pts_nato_after_stop"}) {
    int joined = 0;
    for (const TrialResults& t : run(shipped(name), {}, 256)) {
      joined += t.of(Result::eu_accession_month) > 0 || t.of(Result::nato_accession_month) > 0;
      EXPECT_EQ(t.of(Result::eu_accession_month), t.of(Result::eu_admitted_by_ballot_month));
      EXPECT_EQ(t.of(Result::nato_accession_month), t.of(Result::nato_admitted_by_ballot_month));
      if (t.of(Result::eu_accession_month) > 0) EXPECT_GT(t.of(Result::eu_ballots), 0);
      const float nato = t.of(Result::nato_ballots) + t.of(Result::nato_promise_ballots);
      if (t.of(Result::nato_accession_month) > 0) EXPECT_GT(nato, 0);
    }
    EXPECT_GT(joined, 0) << name;
  }
}

TEST(HeldSignature, ARefusalOfEitherEndsAllBargains) {
  const Scenario s = shipped("status_quo");
  const auto bargained = [&s](const Intervention& held) {
    return count(run(s, held, 256), [](const TrialResults& t) {
      return t.of(Result::outcome) == static_cast<float>(Outcome::kNegotiatedPeace);
    });
  };
  EXPECT_GT(bargained({}), 0);
  for (const int leader : {0, 1}) {
    EXPECT_EQ(bargained({Choice::kSignature, leader, 0}), 0);
    EXPECT_GT(bargained({Choice::kSignature, leader, 1}), bargained({}));
  }
}

TEST(HeldChoice, AtTheActorsOwnValueChangesNothing) {
  // A patron that does not move, a donor whose stance has no reason to, a voter that refuses
  // anyway.
  Scenario s = shipped("status_quo", {{"switches.patrons", "false"},
                                      {"switches.resting_start", "false"},
                                      {"switches.sanctions_renewal", "false"},
                                      {"switches.side_payments", "false"},
                                      {"switches.elections", "false"},
                                      {"switches.standing_refusals", "false"},
                                      {"parameters.donors.initial_noise", "0"},
                                      {"parameters.donors.adjustment", "0"},
                                      {"parameters.donors.shock", "0"},
                                      {"initial.eu_progress", "1"}});
  const int hungary = row_of(s, "HU");
  s.cast.initial_stance[hungary] = -1;
  s.cast.tie[hungary] = 1000;
  const auto results = [&s](const Intervention& held) {
    auto all = run(s, held, 128);
    // If several refuse, the one recorded as the most reluctant may differ.
    for (TrialResults& t : all) forget_who_refused(t);
    return all;
  };
  const auto own = results({});
  const float support = static_cast<float>(s.cast.patron_initial_support[0]);
  EXPECT_TRUE(results({Choice::kSupport, 0, support}) == own);
  EXPECT_TRUE(results({Choice::kStance, hungary, 0}) == own);
  EXPECT_TRUE(results({Choice::kVote, hungary, 0}) == own);
  EXPECT_FALSE(results({Choice::kSupport, 0, 0}) == own);
}

}  // namespace
}  // namespace armistice
