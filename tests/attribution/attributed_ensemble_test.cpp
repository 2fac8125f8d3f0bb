#include "experiments/attribution/attributed_ensemble.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <sstream>
#include <vector>

#include "experiments/comparison/paired_ensemble.hpp"
#include "experiments/engine/instruction_set.hpp"
#include "experiments/error.hpp"
#include "experiments/findings/attribution.hpp"
#include "experiments/report/printed.hpp"
#include "experiments/report/report_data.hpp"
#include "experiments/report/text_table.hpp"
#include "experiments/trials/confidence_sequence.hpp"
#include "tests/support/report.hpp"

namespace armistice {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

Scenario shipped(const std::string& name, const std::vector<Setting>& settings = {}) {
  return read_scenario(ARMISTICE_SOURCE_DIR "/scenarios/" + name + ".toml", settings);
}
const Scenario& status_quo() {
  static const Scenario scenario = shipped("status_quo");
  return scenario;
}
const Scenario& plan() {
  static const Scenario scenario = shipped("peace_through_strength");
  return scenario;
}
Question question_of(const Scenario& reference, const Scenario& scenario,
                     PlayersBy by = PlayersBy::kGroup) {
  return {reference, scenario, players_of(reference, scenario, by)};
}
const Question& groups() {
  static const Question question = question_of(status_quo(), plan());
  return question;
}
/// No multiple of groups or lanes.
RunSettings small() {
  return {.trials = 150, .threads = 2, .horizon_months = 24, .nested_sets = 3};
}
const Attribution& by_groups() {
  static const Attribution attribution = run_attribution(groups(), small());
  return attribution;
}

std::size_t place(const Attribution& a, const Term& term) {
  const auto found = std::find(a.terms.begin(), a.terms.end(), term);
  return static_cast<std::size_t>(found - a.terms.begin());
}
TermEstimate estimate_of(const Attribution& a, const Term& term) {
  return estimate(a, place(a, term));
}
double sum_of_values(const Attribution& a) {
  double sum = 0;
  for (std::size_t t = 0; t < a.terms.size(); ++t) {
    if (a.terms[t].kind == TermKind::kShapley) sum += estimate(a, t).value;
  }
  return sum;
}

TEST(Players, GroupsThatDifferAreAllButTheMissing) {
  const Players seven = players_of(status_quo(), plan(), PlayersBy::kGroup);
  EXPECT_EQ(seven.players.size(), 7u);
  EXPECT_TRUE(seven.left_out.empty());
  EXPECT_TRUE(seven.else_names.empty());
  const Scenario nato = shipped("status_quo", {{"levers.nato_fast_track", "1"}});
  const Players one = players_of(status_quo(), nato, PlayersBy::kGroup);
  ASSERT_EQ(one.players.size(), 1u);
  EXPECT_EQ(one.players[0].name, "nato");
  EXPECT_THAT(one.left_out, ElementsAre("military", "economic", "eu", "american_role", "post_war",
                                        "opposite_course"));
}

TEST(Players, LeversAreOnesThatDiffer) {
  const Players levers = players_of(status_quo(), plan(), PlayersBy::kLever);
  EXPECT_GT(levers.players.size(), static_cast<std::size_t>(kMostExactPlayers));
  for (const Player& player : levers.players) {
    EXPECT_EQ(player.levers.size(), 1u);
    EXPECT_NE(player.name, "guarantee_scope") << "1 in both";
  }
}

TEST(Players, ACourseCountsOnlyIfItLeadsAway) {
  const char* const stays = "{ intensity = 0.5, start_month = 9 }";  // its base
  EXPECT_TRUE(players_of(status_quo(), shipped("status_quo", {{"levers.us_backup", stays}}),
                         PlayersBy::kLever)
                  .players.empty());
  const Scenario late = shipped("peace_through_strength",
                                {{"levers.us_backup", "{ intensity = 0.8, start_month = 9 }"}});
  EXPECT_EQ(players_of(plan(), late, PlayersBy::kLever).players.size(), 1u);
}

TEST(Players, WhatIsNoLeverIsAPlayerOfItsOwn) {
  const Scenario other = shipped("status_quo", {{"levers.us_backup", "0.9"},
                                                {"parameters.front.dead_zone", "0.4"},
                                                {"switches.talks", "false"},
                                                {"rule", "\"rational\""}});
  const Players players = players_of(status_quo(), other, PlayersBy::kGroup);
  ASSERT_EQ(players.players.size(), 2u);
  EXPECT_EQ(players.players[1].name, kEverythingElse);
  EXPECT_THAT(players.else_names,
              ElementsAre("rule", "switches.talks", "parameters.front.dead_zone"));
  CoalitionScenarios scenarios(status_quo(), other, players.players);
  EXPECT_EQ(digest_of(scenarios.of(0)), status_quo().digest);
  EXPECT_EQ(digest_of(scenarios.of(3)), other.digest);
  EXPECT_EQ(digest_of(scenarios.of(1)),
            shipped("status_quo", {{"levers.us_backup", "0.9"}}).digest);
  EXPECT_EQ(digest_of(scenarios.of(0)), status_quo().digest) << "nothing is left of the last";
}

TEST(Attribution, ValuesSumToTheWholeEffect) {
  EXPECT_NEAR(sum_of_values(by_groups()), estimate_of(by_groups(), {TermKind::kTotal}).value,
              1e-12);
  EXPECT_NE(estimate_of(by_groups(), {TermKind::kTotal}).value, 0);
}

TEST(Attribution, TheEndsAreTheTwoScenariosOnTheSameTrials) {
  const std::vector<Scenario> both = {status_quo(), plan()};
  const Difference d = difference(run_paired(both, small()), 0, Share::kDurableAcceptablePeace);
  const TermEstimate total = estimate_of(by_groups(), {TermKind::kTotal});
  EXPECT_EQ(estimate_of(by_groups(), {TermKind::kNobody}).value, d.reference);
  EXPECT_EQ(estimate_of(by_groups(), {TermKind::kEverybody}).value, d.scenario);
  EXPECT_NEAR(total.value, d.difference, 1e-15);
  EXPECT_EQ(total.sampling.low, d.sampling.low);
  EXPECT_NEAR(total.ranges.mean, d.ranges.mean, 1e-12);
  EXPECT_NEAR(total.ranges.between_variance, d.ranges.between_variance, 1e-12);
  EXPECT_EQ(total.ranges.basis, RangeBasis::kTooFewSets);
}

TEST(Attribution, TheRemainderThatIsNoLeverIsPartOfTheSum) {
  const Scenario other = shipped("peace_through_strength", {{"parameters.front.dead_zone", "0.3"}});
  const Question question = question_of(status_quo(), other);
  ASSERT_EQ(question.players.players.size(), 8u);
  const Attribution a = run_attribution(
      question, {.trials = 32, .threads = 2, .horizon_months = 24, .nested_sets = 0});
  EXPECT_NEAR(sum_of_values(a), estimate_of(a, {TermKind::kTotal}).value, 1e-12);
}

TEST(Attribution, ALeverWithoutEffectIsANullPlayer) {
  // The core mechanisms do not read it.
  const std::vector<Setting> core = {{"mechanisms", "\"core\""}};
  std::vector<Setting> with = core;
  with.push_back({"levers.us_protection", "1"});
  with.push_back({"levers.us_backup", "1"});
  const Scenario reference = shipped("status_quo", core), other = shipped("status_quo", with);
  const Attribution a =
      run_attribution(question_of(reference, other),
                      {.trials = 256, .threads = 2, .nested_sets = static_cast<int>(kLeastSets)});
  const TermEstimate null = estimate_of(a, {TermKind::kShapley, 1});
  EXPECT_EQ(null.value, 0);
  EXPECT_EQ(null.ranges.basis, RangeBasis::kZero);
  EXPECT_NEAR(estimate_of(a, {TermKind::kShapley, 0}).value,
              estimate_of(a, {TermKind::kTotal}).value, 1e-15);
}

TEST(Attribution, PermutationsRecoverTheExactValuesAndSumToTheEffect) {
  Question question = groups();
  question.objective = Result::russian_mean_intensity;
  RunSettings settings = small();
  settings.trials = 240;
  settings.nested_sets = 0;
  const Attribution exact = run_attribution(question, settings);
  question.permutations = 6;
  const Attribution drawn = run_attribution(question, settings);
  EXPECT_NEAR(sum_of_values(drawn), estimate_of(drawn, {TermKind::kTotal}).value, 1e-12);
  EXPECT_EQ(estimate_of(drawn, {TermKind::kTotal}).value,
            estimate_of(exact, {TermKind::kTotal}).value);
  for (int i = 0; i < 7; ++i) {
    const TermEstimate e = estimate_of(drawn, {TermKind::kShapley, i});
    const double error = half_width(e.sampling) / 2;  // of trials and permutations together
    EXPECT_NEAR(e.value, estimate_of(exact, {TermKind::kShapley, i}).value, 4 * error) << i;
    EXPECT_GT(error, 0);
  }
}

/// Three groups: 8 combinations.
const Scenario& three_groups() {
  static const Scenario scenario = shipped("status_quo", {{"levers.nato_fast_track", "1"},
                                                          {"levers.european_forces", "0.8"},
                                                          {"levers.financial_embargo", "1"}});
  return scenario;
}

TEST(Attribution, ThreadsAndKernelsChangeNoByte) {
  for (const int permutations : {0, 2}) {
    Question question = question_of(status_quo(), three_groups());
    question.permutations = permutations;
    RunSettings settings = small();
    settings.trials = 70;
    settings.nested_sets = 2;
    const auto text = [&question](const RunSettings& s) {
      const Attribution a = run_attribution(question, s);
      const Report report = report_of(question, a);
      return support::tables_of(report) + printed(report);
    };
    const std::string expected = text(settings);
    for (const int threads : {1, 7}) {
      settings.threads = threads;
      EXPECT_EQ(text(settings), expected) << threads << " threads";
    }
    for (const Kernel* kernel : available_kernels()) {
      settings.kernel = kernel;
      EXPECT_EQ(text(settings), expected) << kernel->name;
    }
  }
}

TEST(Attribution, APrecisionEndsItAtABlockForAnyThreadsAndKernel) {
  const Scenario one_group = shipped("status_quo", {{"levers.european_forces", "0.8"}});
  const Question question = question_of(status_quo(), one_group);
  RunSettings settings{.trials = 10 * kBlockTrials,
                       .threads = 2,
                       .horizon_months = 12,
                       .nested_sets = 2,
                       .precision = 0.01};
  const Attribution one = run_attribution(question, settings);
  EXPECT_TRUE(one.complete && one.precision.reached);
  EXPECT_EQ(one.trials % kBlockTrials, 0);
  EXPECT_LT(one.trials, settings.trials);
  for (std::size_t t = 0; t < one.terms.size(); ++t) {
    const TermKind kind = one.terms[t].kind;
    if (kind != TermKind::kTotal && kind != TermKind::kShapley) continue;
    EXPECT_LE(half_width(estimate(one, t).sampling), 0.01);
  }
  settings.threads = 3;
  settings.kernel = available_kernels()[1 % available_kernels().size()];
  const Attribution other = run_attribution(question, settings);
  EXPECT_EQ(support::tables_of(report_of(question, other)),
            support::tables_of(report_of(question, one)));
}

TEST(Attribution, StopLeavesItIncomplete) {
  const std::atomic<bool> stop = true;
  const Attribution a = run_attribution(groups(), small(), {.stop = &stop});
  EXPECT_FALSE(a.complete);
  EXPECT_EQ(a.trials, 0);
}

TEST(Attribution, StopOnTheWayKeepsWholeGroupsInOrder) {
  std::atomic<bool> stop = false;
  RunHooks hooks;
  hooks.stop = &stop;
  hooks.progress = [&stop](std::int64_t, std::int64_t) { stop = true; };
  const Attribution a = run_attribution(groups(), small(), hooks);
  EXPECT_FALSE(a.complete);
  EXPECT_EQ(a.trials % kGroupTrials, 0);
  EXPECT_LT(a.trials, small().trials);
  EXPECT_EQ(a.sums[0].trials.count, a.trials);
}

TEST(Attribution, ProgressCountsUpToTheTotal) {
  const Question question = question_of(status_quo(), three_groups());
  std::int64_t last = 0, all = 0;
  RunHooks hooks;
  hooks.progress = [&](std::int64_t done, std::int64_t total) {
    EXPECT_GE(done, last);
    last = done;
    all = total;
  };
  run_attribution(question, small(), hooks);
  EXPECT_EQ(last, all);
  EXPECT_EQ(all, 8 * (150 + 3 * kReplicates));
}

TEST(Attribution, AlonePlayersHaveTheEffectsOfScenariosOfTheirOwn) {
  Question question = question_of(status_quo(), plan(), PlayersBy::kLever);
  question.permutations = 1;
  question.alone = true;
  RunSettings settings = small();
  settings.horizon_months = 60;
  settings.nested_sets = 24;  // enough for ranges
  const Attribution a = run_attribution(question, settings);
  const auto players = static_cast<int>(question.players.players.size());
  CoalitionScenarios scenarios(status_quo(), plan(), question.players.players);
  int with_ranges = 0;
  for (const int player : {0, players / 2, players - 1}) {
    const Scenario alone = scenarios.of(Coalition{1} << player);
    const Scenario without =
        scenarios.of(((Coalition{1} << players) - 1) & ~(Coalition{1} << player));
    const std::vector<Scenario> first = {status_quo(), alone}, last = {without, plan()};
    const Difference added = difference(run_paired(first, settings), 0, question.objective);
    const Difference left_out = difference(run_paired(last, settings), 0, question.objective);
    for (const auto& [kind, d] :
         {std::pair(TermKind::kAlone, added), std::pair(TermKind::kLast, left_out)}) {
      const TermEstimate e = estimate_of(a, {kind, player});
      EXPECT_NEAR(e.value, d.difference, 1e-12);
      EXPECT_NEAR(e.sampling.low, d.sampling.low, 1e-12);
      EXPECT_NEAR(e.sampling.high, d.sampling.high, 1e-12);
      ASSERT_EQ(e.ranges.basis, d.ranges.basis);
      if (d.ranges.basis == RangeBasis::kRange) EXPECT_NEAR(e.ranges.p95, d.ranges.p95, 1e-12);
      with_ranges += d.ranges.basis == RangeBasis::kRange;
    }
  }
  EXPECT_GT(with_ranges, 0);
}

TEST(Attribution, AloneChangesNoShapleyValueAndGivesTheSameEffectsEitherWay) {
  Question question = question_of(status_quo(), three_groups());
  const Attribution plain = run_attribution(question, small());
  question.alone = true;
  const Attribution exact = run_attribution(question, small());
  question.permutations = 2;
  const Attribution drawn = run_attribution(question, small());
  for (std::size_t t = 0; t < plain.terms.size(); ++t) {
    EXPECT_EQ(exact.terms[t], plain.terms[t]);
    EXPECT_EQ(estimate(exact, t).value, estimate(plain, t).value);
  }
  for (int i = 0; i < 3; ++i) {
    for (const TermKind kind : {TermKind::kAlone, TermKind::kLast}) {
      const TermEstimate x = estimate_of(exact, {kind, i}), y = estimate_of(drawn, {kind, i});
      EXPECT_EQ(x.value, y.value);
      EXPECT_EQ(x.sampling.high, y.sampling.high);
    }
  }
  EXPECT_TRUE(ranking(plain).empty()) << "was not asked for";
}

/// What was estimated of three players that add so much alone in so many trials.
Attribution made_up(const std::vector<std::int64_t>& raised, std::int64_t trials) {
  Attribution a;
  a.trials = trials;
  const auto players = static_cast<int>(raised.size());
  const auto add = [&](const Term& term, std::int64_t up, std::int64_t down) {
    TermSums sums;
    sums.sum = static_cast<double>(up - down);
    sums.raised = up;
    sums.lowered = down;
    a.terms.push_back(term);
    a.sums.push_back(sums);
    a.sets.emplace_back();
  };
  for (int i = 0; i < players; ++i) add({TermKind::kAlone, i}, raised[std::size_t(i)], 0);
  for (int i = 0; i < players; ++i) {
    for (int j = i + 1; j < players; ++j) {
      const std::int64_t more = raised[std::size_t(i)] - raised[std::size_t(j)];
      add({TermKind::kAloneOver, i, j}, std::max<std::int64_t>(more, 0),
          std::max<std::int64_t>(-more, 0));
    }
  }
  return a;
}

TEST(Ranking, TellsApartWhatCommonChanceTellsApart) {
  Question question = question_of(status_quo(), three_groups());
  question.players.players = {{"weak", {0}}, {"strong", {1}}, {"nearly_weak", {2}}, {"none", {3}}};
  question.alone = true;
  const Attribution a = made_up({100, 400, 101, 0}, 1000);
  EXPECT_EQ(ranking_words(question, a),
            "strong > nearly_weak, weak > none; not told apart: nearly_weak, weak; not told from "
            "no effect: none");
  const std::vector<Ranked> players = ranking(a);
  ASSERT_EQ(players.size(), 4u);
  EXPECT_EQ(players[0].player, 1);
  EXPECT_TRUE(players[0].above_the_next);
  EXPECT_FALSE(players[1].above_the_next);
  EXPECT_TRUE(players[2].above_the_next);
  EXPECT_FALSE(players[3].moves);
  EXPECT_LT(players[3].alone.sampling.low, 0) << "no trial of 1,000 is not no effect";
}

/// A Shapley value of 0.5 in some of 100 trials, and of 0 in the others.
Interval interval_of(int changed) {
  std::vector<double> values(100);
  std::fill_n(values.begin(), changed, .5);
  TermSums sums;
  sums.sum = .5 * changed;
  sums.trials = moments_of(values.data(), 100);
  Attribution a;
  a.trials = 100;
  a.terms = {{TermKind::kShapley, 0}};
  a.sums = {sums};
  a.sets.emplace_back();
  return estimate(a, 0).sampling;
}

TEST(Attribution, TheIntervalOfAValueThatFewTrialsHaveHoldsTheTruth) {
  EXPECT_TRUE(std::isnan(interval_of(0).low)) << "0 of 100 is not never";
  EXPECT_TRUE(std::isnan(interval_of(4).low));
  // Counts of 100 trials of which 5 % have it, by their chances: Student's interval covers .88.
  double chance = std::pow(.95, 100), told = 0, covered = 0;
  for (int changed = 0; changed < 60; ++changed) {
    const Interval i = interval_of(changed);
    if (!std::isnan(i.low)) {
      told += chance;
      if (i.low <= .025 && .025 <= i.high) covered += chance;
    }
    chance *= (100. - changed) / (changed + 1.) * (.05 / .95);
  }
  EXPECT_GT(told, .5);
  EXPECT_GT(covered / told, .95);
  EXPECT_LT(covered / told, .99);
}

TEST(Attribution, NothingToAttributeIsRefused) {
  EXPECT_THROW(run_attribution(question_of(plan(), plan()), small()), Error);
  EXPECT_THROW(run_attribution(question_of(status_quo(), plan(), PlayersBy::kLever), small()),
               Error)
      << "too many for every coalition";
}

TEST(AttributionText, WhatEachAddsAloneFitsThePageWithItsRanking) {
  Question question = question_of(status_quo(), plan(), PlayersBy::kLever);
  question.permutations = 1;
  question.alone = true;
  const Attribution a = run_attribution(
      question, {.trials = 32, .threads = 2, .horizon_months = 12, .nested_sets = 2});
  const std::string text = printed(report_of(question, a));
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) EXPECT_LE(width_of(line), 100u) << line;
  EXPECT_THAT(text, AllOf(HasSubstr("added to A"), HasSubstr("to the rest"),
                          HasSubstr("Ranking, by what each adds alone: "), Not(HasSubstr("nan "))));
}

TEST(AttributionText, FitsThePageAndSaysWhatItIsNot) {
  const std::string text = printed(report_of(groups(), by_groups()));
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) EXPECT_LE(width_of(line), 100u) << line;
  EXPECT_THAT(text, AllOf(HasSubstr("sampling error"), HasSubstr("what we do not know"),
                          HasSubstr("interaction index"), HasSubstr("not a forecast"),
                          HasSubstr("american_role"), Not(HasSubstr("nan"))));
}

TEST(AttributionText, WhatIsNoLeverIsNamed) {
  const Scenario other =
      shipped("status_quo", {{"levers.us_backup", "0.9"}, {"rule", "\"rational\""}});
  const Question question = question_of(status_quo(), other);
  const Attribution a = run_attribution(
      question, {.trials = 16, .threads = 1, .horizon_months = 12, .nested_sets = 2});
  EXPECT_THAT(printed(report_of(question, a)),
              AllOf(HasSubstr("everything_else is what differs and is no lever: rule."),
                    HasSubstr("left out: military, economic, eu, nato, post_war")));
}

TEST(AttributionText, ASingleTrialIsAttributedToo) {
  Question question = groups();
  for (const int permutations : {0, 1}) {
    question.permutations = permutations;
    const Attribution a =
        run_attribution(question, {.trials = 1, .threads = 1, .horizon_months = 12});
    EXPECT_THAT(printed(report_of(question, a)), Not(HasSubstr("nan")));
  }
}

TEST(AttributionFiles, EachTermIsARowInTheTableAndInTheData) {
  const std::string csv = support::table_of(report_of(groups(), by_groups()), "attribution");
  const auto rows = std::count(csv.begin(), csv.end(), '\n') - 1;
  EXPECT_EQ(rows, 3 + 3 * 7 + 21);
  EXPECT_EQ(data_of(report_of(groups(), by_groups()))["terms"].size(),
            static_cast<std::size_t>(rows));
}

}  // namespace
}  // namespace armistice
