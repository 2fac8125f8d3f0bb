#include "experiments/comparison/paired_ensemble.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <sstream>
#include <string>

#include "experiments/comparison/compared_names.hpp"
#include "experiments/comparison/difference.hpp"
#include "experiments/engine/instruction_set.hpp"
#include "experiments/error.hpp"
#include "experiments/findings/comparison.hpp"
#include "experiments/report/printed.hpp"
#include "experiments/report/text_table.hpp"
#include "tests/support/report.hpp"

namespace armistice {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

Scenario read_shipped(const std::string& name, const std::vector<Setting>& settings = {}) {
  return read_scenario(ARMISTICE_SOURCE_DIR "/scenarios/" + name + ".toml", settings);
}

std::vector<Scenario> three() {
  return {read_shipped("status_quo"), read_shipped("europe_only"), read_shipped("capitulation")};
}

/// A block and a part: no multiple of blocks, groups or lanes.
RunSettings small() {
  return {.trials = kBlockTrials + 1003, .threads = 2, .horizon_months = 36, .nested_sets = 20};
}

const std::vector<Scenario>& scenarios() {
  static const std::vector<Scenario> all = three();
  return all;
}
const PairedEnsemble& paired() {
  static const PairedEnsemble ensemble = run_paired(scenarios(), small());
  return ensemble;
}

TEST(PairedEnsemble, AScenarioDoesNotDifferFromItself) {
  const std::vector<Scenario> twice = {read_shipped("status_quo"), read_shipped("status_quo")};
  const PairedEnsemble e = run_paired(twice, small());
  EXPECT_EQ(e.pairs[0].changed(), 0);
  for (int i = 0; i < kDetails; ++i) {
    for (int j = 0; j < kDetails; ++j) {
      if (i == j) continue;
      EXPECT_EQ(e.pairs[0].count(static_cast<Detail>(i), static_cast<Detail>(j)), 0);
    }
  }
  for (const Compared& what : compared_quantities(twice)) {
    const Difference d = difference(e, 0, what);
    EXPECT_EQ(d.difference, 0);
    EXPECT_EQ(d.ranges.basis, RangeBasis::kZero);
    EXPECT_TRUE(std::isnan(d.ranges.p05) && std::isnan(d.ranges.p95));
    EXPECT_TRUE(std::isnan(d.trials_unpaired));
  }
}

TEST(PairedEnsemble, ADifferenceIsThatOfTheTwoRuns) {
  for (std::size_t i = 1; i < scenarios().size(); ++i) {
    const Tally from = run_ensemble(scenarios()[0], small()).tally;
    const Tally to = run_ensemble(scenarios()[i], small()).tally;
    for (const Compared& what : compared_quantities(scenarios())) {
      const Difference d = difference(paired(), i - 1, what);
      const auto of = [&what](const Tally& t) {
        const Share* const share = std::get_if<Share>(&what);
        return share != nullptr ? t.share(*share) : t.mean(std::get<Result>(what));
      };
      EXPECT_EQ(d.reference, of(from));
      EXPECT_EQ(d.scenario, of(to));
      EXPECT_EQ(d.difference, of(to) - of(from));
    }
    EXPECT_EQ(paired().tallies[i].details, to.details);
  }
}

TEST(PairedEnsemble, MomentsOfTheDifferenceAgreeWithTheMeans) {
  for (const Compared& what : compared_quantities(scenarios())) {
    const Result* const result = std::get_if<Result>(&what);
    if (result == nullptr) continue;
    const Difference d = difference(paired(), 0, what);
    EXPECT_NEAR(paired().pairs[0].result(*result).difference.mean, d.difference,
                1e-9 * (1 + std::abs(d.reference)));
    EXPECT_EQ(paired().tallies[0].result(*result).defined, paired().trials());
  }
}

TEST(PairedEnsemble, MarginsOfTheTransitionsAreTheRunsCounts) {
  for (std::size_t pair = 0; pair < paired().pairs.size(); ++pair) {
    for (int i = 0; i < kDetails; ++i) {
      std::int64_t from = 0, to = 0;
      for (int j = 0; j < kDetails; ++j) {
        from += paired().pairs[pair].count(static_cast<Detail>(i), static_cast<Detail>(j));
        to += paired().pairs[pair].count(static_cast<Detail>(j), static_cast<Detail>(i));
      }
      EXPECT_EQ(from, paired().tallies[0].details[static_cast<std::size_t>(i)]);
      EXPECT_EQ(to, paired().tallies[pair + 1].details[static_cast<std::size_t>(i)]);
    }
  }
}

TEST(PairedEnsemble, GainsLessLossesAreTheDifferenceOfTheCounts) {
  for (int s = 0; s < kShares; ++s) {
    const auto share = static_cast<Share>(s);
    EXPECT_EQ(paired().pairs[0].gains(share) - paired().pairs[0].losses(share),
              paired().tallies[1].count(share) - paired().tallies[0].count(share));
  }
}

TEST(PairedEnsemble, NestedMeansAreThoseOfTheTwoNestedSamples) {
  const auto mean = [](const Scenario& scenario, Share s) {
    return parameter_range(run_ensemble(scenario, small()).nested.of(s)).mean;
  };
  const Share s = Share::kFightingAtHorizon;
  EXPECT_NEAR(difference(paired(), 0, s).ranges.mean,
              mean(scenarios()[1], s) - mean(scenarios()[0], s), 1e-12);
}

TEST(PairedEnsemble, ThreadsAndKernelsChangeNoByte) {
  const auto text = [](const PairedEnsemble& e) {
    const Report report = report_of({scenarios(), e});
    return support::tables_of(report) + printed(report);
  };
  const std::string expected = text(paired());
  for (const int threads : {1, 2, 7}) {
    RunSettings settings = small();
    settings.threads = threads;
    EXPECT_EQ(text(run_paired(scenarios(), settings)), expected) << threads << " threads";
  }
  for (const Kernel* kernel : available_kernels()) {
    RunSettings settings = small();
    settings.kernel = kernel;
    EXPECT_EQ(text(run_paired(scenarios(), settings)), expected) << kernel->name;
  }
}

TEST(PairedEnsemble, PairingReducesVarianceForOneLever) {
  const std::vector<Scenario> pair = {
      read_shipped("status_quo"),
      read_shipped("status_quo", {{"levers.secondary_sanctions", "0.8"}})};
  const PairedEnsemble e = run_paired(pair, {.trials = 4000, .nested_sets = 0});
  const auto times = [&e](const Compared& what) {
    return difference(e, 0, what).trials_unpaired / static_cast<double>(e.trials());
  };
  RecordProperty("times_durable", std::to_string(times(Share::kDurableAcceptablePeace)));
  RecordProperty("times_fighting", std::to_string(times(Share::kFightingAtHorizon)));
  EXPECT_GT(times(Share::kDurableAcceptablePeace), 1.2);
  EXPECT_GT(times(Result::russian_casualties_thousand), 1.2);
}

TEST(PairedEnsemble, StopLeavesItIncomplete) {
  const std::atomic<bool> stop = true;
  const PairedEnsemble e = run_paired(scenarios(), small(), {.stop = &stop});
  EXPECT_FALSE(e.complete);
  EXPECT_EQ(e.trials(), 0);
}

TEST(PairedEnsemble, ProgressCountsUpToTheTotal) {
  std::int64_t last = 0, all = 0;
  run_paired(scenarios(), small(), {.progress = [&](std::int64_t done, std::int64_t total) {
               EXPECT_GE(done, last);
               last = done;
               all = total;
             }});
  EXPECT_EQ(last, all);
  EXPECT_EQ(all, 3 * (kBlockTrials + 1003 + 20 * kReplicates));
}

TEST(PairedEnsemble, OneScenarioIsNoComparison) {
  EXPECT_THROW(run_paired(std::span(scenarios()).first(1), small()), Error);
}

TEST(ComparisonText, FitsAPageAndSaysWhatItIsNot) {
  const std::string text = printed(report_of({scenarios(), paired()}));
  std::istringstream in(text);
  int lines = 0;
  for (std::string line; std::getline(in, line); ++lines) EXPECT_LE(width_of(line), 100u) << line;
  EXPECT_LE(lines, 56 * 2);
  EXPECT_THAT(text, AllOf(HasSubstr("sampling error"), HasSubstr("what we do not know"),
                          HasSubstr("of trials end in another of the ways"),
                          HasSubstr("not a forecast"), Not(HasSubstr("nan"))));
}

TEST(ComparisonText, ASingleTrialIsComparedToo) {
  const PairedEnsemble e = run_paired(scenarios(), {.trials = 1, .horizon_months = 12});
  EXPECT_THAT(printed(report_of({scenarios(), e, Result::us_stance_end})), Not(HasSubstr("nan")));
}

TEST(Objective, EveryQuantityIsFoundByItsName) {
  const std::vector<Compared> all = compared_quantities(scenarios());
  for (const Compared& what : all) {
    const ComparedName name = name_of(what);
    EXPECT_EQ(objective_named(std::string(name.quantity) + "," + std::string(name.detail), all),
              what);
  }
  EXPECT_EQ(objective_named("durable_acceptable_peace", all),
            Compared(Share::kDurableAcceptablePeace));
  EXPECT_EQ(objective_named("infrastructure_min", all), Compared(Result::infrastructure_min));
  EXPECT_THROW(objective_named("strength", all), Error);
  EXPECT_THROW(objective_named("relapse_month", all), Error);
}

}  // namespace
}  // namespace armistice
