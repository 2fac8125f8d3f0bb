#include "experiments/pivotal/pivotal_ensemble.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <sstream>

#include "experiments/engine/instruction_set.hpp"
#include "experiments/findings/pivotal.hpp"
#include "experiments/report/printed.hpp"
#include "experiments/report/report_data.hpp"
#include "experiments/report/text_table.hpp"
#include "experiments/trials/batch.hpp"
#include "tests/support/report.hpp"

namespace armistice {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

const Scenario& status_quo() {
  static const Scenario scenario =
      read_scenario(ARMISTICE_SOURCE_DIR "/scenarios/status_quo.toml", {});
  return scenario;
}

/// Only some actors, since all would take too long.
Interventions of_some(const Cast& cast, const std::vector<std::string>& codes) {
  Interventions all = interventions_of(cast, status_quo().structure.switches);
  std::erase_if(all.actors, [&codes](const PivotalActor& a) {
    return std::find(codes.begin(), codes.end(), a.actor.code) == codes.end();
  });
  return all;
}
const PivotalQuestion& question() {
  static const PivotalQuestion q{status_quo(),
                                 of_some(status_quo().cast, {"MT", "UA", "US", "IN"})};
  return q;
}
/// No multiple of groups or lanes.
RunSettings small() {
  return {.trials = 150, .threads = 2, .horizon_months = 60, .nested_sets = 3};
}
const PivotalAnalysis& analysis() {
  static const PivotalAnalysis a = run_pivotal(question(), small());
  return a;
}

TEST(Pivotal, CountsAreThoseOfTheSameTrialsRunOneByOne) {
  const BatchContext context(status_quo(), 1, 60);
  GroupRunner runner(context, kernel_named("scalar"), false, false);
  const PivotalActor& ukraine = question().interventions.actors[0];
  ASSERT_EQ(ukraine.actor.code, "UA");
  std::vector<PivotalCounts> expected(ukraine.interventions.size());
  PivotalCounts any;
  std::int64_t with_objective = 0;
  for (std::uint32_t k = 0; k < 150; ++k) {
    const TrialAddress trial{k, 0};
    const auto ends = [&](const Intervention& held) {
      const TrialGroup group = runner.run(&trial, 1, held);
      return std::pair(group.detail(0),
                       counts_towards(group.shares(0), Share::kDurableAcceptablePeace));
    };
    const auto [detail, objective] = ends({});
    with_objective += objective;
    bool outcome_any = false, detail_any = false, gained_any = false, lost_any = false;
    for (std::size_t i = 0; i < expected.size(); ++i) {
      const auto [detail_held, objective_held] = ends(ukraine.interventions[i]);
      const bool changed = outcome_of(detail) != outcome_of(detail_held);
      expected[i].changed_outcome += changed;
      expected[i].changed_detail += detail != detail_held;
      expected[i].gained += objective_held && !objective;
      expected[i].lost += objective && !objective_held;
      outcome_any |= changed;
      detail_any |= detail != detail_held;
      gained_any |= objective_held && !objective;
      lost_any |= objective && !objective_held;
    }
    any.changed_outcome += outcome_any;
    any.changed_detail += detail_any;
    any.gained += gained_any;
    any.lost += lost_any;
  }
  for (std::size_t i = 0; i < expected.size(); ++i) {
    EXPECT_EQ(analysis().interventions[i], expected[i]) << i;
  }
  EXPECT_EQ(analysis().actors[0], any);
  EXPECT_GT(any.changed_detail, 0);
  EXPECT_EQ(analysis().with_objective, with_objective);
}

TEST(Pivotal, SameBytesWhateverTheThreadsAndTheKernel) {
  RunSettings other = small();
  other.threads = 1;
  other.kernel = &kernel_named("scalar");
  const PivotalAnalysis again = run_pivotal(question(), other);
  const Report first = report_of(question(), analysis()), second = report_of(question(), again);
  EXPECT_EQ(support::tables_of(second), support::tables_of(first));
  EXPECT_EQ(data_of(second), data_of(first));
}

TEST(Pivotal, TwinsAreEquallyPivotal) {
  Scenario s = status_quo();
  const auto copy = [](auto& column) { column[1] = column[0]; };
  copy(s.cast.gdp_eur_bn);
  copy(s.cast.initial_stance);
  copy(s.cast.threat);
  copy(s.cast.tie);
  copy(s.cast.troop_willingness);
  copy(s.cast.base_aid_eur_bn_per_year);
  copy(s.cast.recorded_aid_eur_bn_per_year);
  copy(s.cast.share_of_months_without_aid);
  copy(s.cast.bloc);
  const PivotalQuestion twins{s, of_some(s.cast, {"DE", "FR"})};
  constexpr int kTrials = 640;
  const PivotalAnalysis a = run_pivotal(twins, {.trials = kTrials, .threads = 2, .nested_sets = 0});
  std::int64_t all = 0;
  for (std::size_t i = 0; i < 6; ++i) {
    const auto one = static_cast<double>(a.interventions[i].changed_detail);
    const auto other = static_cast<double>(a.interventions[i + 6].changed_detail);
    EXPECT_NEAR(one, other, 4 * std::sqrt(one + other) + 1) << i;
    all += a.interventions[i].changed_detail;
  }
  EXPECT_GT(all, 50) << "they are pivotal";
}

TEST(Pivotal, TheMostPivotalComeFirst) {
  const std::vector<std::size_t> order = actors_by_pivotality(analysis());
  for (std::size_t rank = 1; rank < order.size(); ++rank) {
    EXPECT_GE(analysis().actors[order[rank - 1]].changed_detail,
              analysis().actors[order[rank]].changed_detail);
  }
  EXPECT_EQ(question().interventions.actors[order.back()].actor.code, "MT") << "gives nothing";
  for (const std::size_t actor : order) {
    const auto own = interventions_by_pivotality(question(), analysis(), actor);
    EXPECT_EQ(own.size(), question().interventions.actors[actor].interventions.size());
    std::int64_t sum = 0;
    for (const std::size_t i : own) sum += analysis().interventions[i].changed_detail;
    const std::int64_t any = analysis().actors[actor].changed_detail;
    EXPECT_GE(any, analysis().interventions[own.front()].changed_detail);
    EXPECT_LE(any, sum);
    EXPECT_EQ(analysis().sets[own.front()].size(), 3u);
    EXPECT_TRUE(analysis().sets[own.back()].empty());
  }
}

TEST(Pivotal, ALargerRunKeepsTheTrialsOfASmallerOne) {
  RunSettings larger = small();
  larger.trials = 180;
  larger.nested_sets = 0;
  const PivotalAnalysis more = run_pivotal(question(), larger);
  for (std::size_t i = 0; i < more.interventions.size(); ++i) {
    EXPECT_GE(more.interventions[i].changed_detail, analysis().interventions[i].changed_detail);
    EXPECT_LE(more.interventions[i].changed_detail,
              analysis().interventions[i].changed_detail + 30);
  }
}

TEST(Pivotal, AStopIsReported) {
  const std::atomic<bool> stop{true};
  RunHooks hooks;
  hooks.stop = &stop;
  const PivotalAnalysis a = run_pivotal(question(), small(), hooks);
  EXPECT_FALSE(a.complete);
  EXPECT_EQ(a.trials, 0);
}

TEST(Pivotal, ProgressEndsAtAllRunsOfATrial) {
  std::int64_t last = 0, all = 0;
  RunHooks hooks;
  hooks.progress = [&](std::int64_t done, std::int64_t total) {
    EXPECT_GE(done, last);
    last = done;
    all = total;
  };
  run_pivotal(question(), small(), hooks);
  EXPECT_EQ(last, all);
}

TEST(Pivotal, TextFitsItsLinesAndNamesWhatIsLeftOut) {
  const std::string text = printed(report_of(question(), analysis()));
  EXPECT_THAT(text, AllOf(HasSubstr("is pivotal most often"), HasSubstr("CY (no aid)"),
                          HasSubstr("not a forecast"), Not(HasSubstr("nan"))));
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) EXPECT_LE(width_of(line), 100u) << line;
}

}  // namespace
}  // namespace armistice
