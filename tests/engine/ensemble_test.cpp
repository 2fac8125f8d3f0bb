#include "experiments/engine/ensemble.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <numeric>
#include <string>
#include <vector>

#include "experiments/engine/instruction_set.hpp"
#include "experiments/error.hpp"
#include "tests/support/plain_scenario.hpp"

namespace armistice {
namespace {

/// Two blocks and a part: no multiple of blocks, groups or lanes.
constexpr std::int64_t kTrials = 2 * kBlockTrials + 1003;

RunSettings small(const Kernel& kernel) {
  return {
      .trials = kTrials, .threads = 2, .horizon_months = 24, .kernel = &kernel, .nested_sets = 5};
}

Scenario uncertain_scenario() {
  Scenario s = plain_scenario();
  s.parameters[3] = {
      .kind = DistributionKind::kUniform, .a = 1, .b = 2, .values = {}, .weights = {}};
  return s;
}

/// Everything that a sink sees of the trials, in the order in which it saw it.
struct Seen {
  std::vector<std::int64_t> trials;
  std::vector<float> values;
  std::string text;
  bool operator==(const Seen&) const = default;

  void take(const TrialBlock& block) {
    for (int i = 0; i < block.trials; ++i) {
      trials.push_back(block.first_trial + i);
      for (int r = 0; r < kResults; ++r) values.push_back(block.result(static_cast<Result>(r), i));
      for (int j = 0; j < block.donors; ++j) {
        for (int r = 0; r < kDonorResults; ++r) {
          values.push_back(block.donor_result(j, static_cast<DonorResult>(r), i));
        }
      }
    }
    for (const std::string& each : block.texts) text += each;
  }
};

struct Watched {
  Ensemble ensemble;
  Seen seen;
};

Watched watch(const Scenario& s, const RunSettings& settings) {
  Watched w;
  w.ensemble = run_ensemble(s, settings,
                            {.format =
                                 [](const TrialBlock& b, std::vector<std::string>& texts) {
                                   texts.push_back(std::to_string(b.first_trial) + '\n');
                                 },
                             .sink = [&w](const TrialBlock& b) { w.seen.take(b); }});
  return w;
}

void expect_same(const Watched& a, const Watched& b, const std::string& what) {
  EXPECT_TRUE(a.seen == b.seen) << what;
  EXPECT_TRUE(a.ensemble.tally == b.ensemble.tally) << what;
  EXPECT_TRUE(a.ensemble.nested == b.ensemble.nested) << what;
}

TEST(Ensemble, ThreadCountChangesNoTrialAndNoSum) {
  const Scenario s = uncertain_scenario();
  RunSettings settings = small(stand_in<16>());
  settings.threads = 1;
  const Watched one = watch(s, settings);
  for (const int threads : {2, 7}) {
    settings.threads = threads;
    expect_same(one, watch(s, settings), std::to_string(threads) + " threads");
  }
  EXPECT_EQ(one.seen.text, "0\n4096\n8192\n");
}

TEST(Ensemble, LanesChangeNoTrialAndNoSum) {
  const Scenario s = uncertain_scenario();
  const Watched wide = watch(s, small(stand_in<16>()));
  for (const Kernel* kernel : {&stand_in<1>(), &stand_in<4>(), &stand_in<8>()}) {
    expect_same(wide, watch(s, small(*kernel)), std::to_string(kernel->lanes) + " lanes");
  }
}

TEST(Ensemble, EveryTrialIsCountedOnceUnderItsOwnNumber) {
  const Watched w = watch(uncertain_scenario(), small(stand_in<8>()));
  const Tally& tally = w.ensemble.tally;
  ASSERT_EQ(tally.trials, kTrials);
  ASSERT_EQ(w.seen.trials.size(), static_cast<std::size_t>(kTrials));
  std::array<std::int64_t, kDetails> details{};
  std::int64_t durable = 0;
  for (std::int64_t k = 0; k < kTrials; ++k) {
    EXPECT_EQ(w.seen.trials[static_cast<std::size_t>(k)], k);
    const StandInTrial trial(1, static_cast<std::uint32_t>(k), 0, 24);
    ++details[static_cast<std::size_t>(trial.detail)];
    durable += (trial.detail == 1 || trial.detail == 6) && !trial.fighting;
  }
  EXPECT_EQ(tally.details, details);
  EXPECT_EQ(tally.count(Share::kDurableAcceptablePeace), durable);
}

TEST(Ensemble, BlockHoldsWhatTheModelSaidOfEachTrial) {
  std::int64_t wrong = 0;
  run_ensemble(uncertain_scenario(), small(stand_in<8>()), {.sink = [&](const TrialBlock& b) {
                 for (int i = 0; i < b.trials; ++i) {
                   const auto k = static_cast<std::uint32_t>(b.first_trial + i);
                   const StandInTrial trial(1, k, 0, 24);
                   wrong += b.result(Result::detail, i) != static_cast<float>(trial.detail);
                   wrong +=
                       b.donor_result(2, DonorResult::nato_yes, i) !=
                       stand_in_uniform(
                           3, k, 0, 2 * kDonorResults + static_cast<int>(DonorResult::nato_yes));
                 }
               }});
  EXPECT_EQ(wrong, 0);
}

TEST(Ensemble, SumsAgreeWithThoseTakenOneByOne) {
  const Watched w = watch(uncertain_scenario(), small(stand_in<4>()));
  double month_sum = 0, donor_sum = 0;
  for (std::uint32_t k = 0; k < kTrials; ++k) {
    month_sum += std::max(0.0, 5 * double{stand_in_uniform(2, k, 0, 7 * kQuantities + 2)} - 1);
    donor_sum += stand_in_uniform(3, k, 0, kDonorResults + 1);
  }
  const double n = static_cast<double>(kTrials);
  const Tally& tally = w.ensemble.tally;
  EXPECT_NEAR(tally.timeline_mean(7, static_cast<Quantity>(2)), month_sum / n, 1e-6);
  EXPECT_NEAR(tally.donor_mean(1, DonorResult::stance_end), donor_sum / n, 1e-6);
  const auto counts = tally.timeline_histogram.at(7, static_cast<Quantity>(2));
  EXPECT_EQ(std::accumulate(counts.begin(), counts.end(), std::int64_t{0}), kTrials);
}

TEST(Ensemble, GrowingItKeepsTheTrialsAlreadyRun) {
  const Scenario s = uncertain_scenario();
  RunSettings settings = small(stand_in<16>());
  const Watched large = watch(s, settings);
  settings.trials = 1500;
  const Watched start = watch(s, settings);
  ASSERT_LT(start.seen.values.size(), large.seen.values.size());
  EXPECT_TRUE(
      std::equal(start.seen.values.begin(), start.seen.values.end(), large.seen.values.begin()));
  EXPECT_EQ(start.ensemble.nested, large.ensemble.nested);
}

TEST(Ensemble, LaterShardHasTheTrialsOfTheWhole) {
  const Scenario s = uncertain_scenario();
  RunSettings settings = small(stand_in<16>());
  settings.timeline = false;
  const Watched whole = watch(s, settings);
  settings.first_trial = 2 * kBlockTrials;
  settings.trials = kTrials - settings.first_trial;
  const Watched rest = watch(s, settings);
  settings.first_trial = 0;
  settings.trials = 2 * kBlockTrials;
  const Watched start = watch(s, settings);
  EXPECT_EQ(rest.seen.trials.front(), 2 * kBlockTrials);
  Tally sum = start.ensemble.tally;
  add(sum, rest.ensemble.tally);
  EXPECT_EQ(sum, whole.ensemble.tally);
  NestedSample nested = start.ensemble.nested;
  add(nested, rest.ensemble.nested);
  EXPECT_EQ(nested, whole.ensemble.nested);
}

TEST(Ensemble, RecordingChangesNoTrial) {
  const Scenario s = uncertain_scenario();
  RunSettings settings = small(stand_in<8>());
  const Tally all = run_ensemble(s, settings).tally;
  settings.timeline = settings.donors = false;
  const Tally bare = run_ensemble(s, settings).tally;
  EXPECT_EQ(all.results, bare.results);
  EXPECT_EQ(all.shares, bare.shares);
  EXPECT_TRUE(bare.timeline_sum.empty());
  EXPECT_TRUE(bare.donor_sum.empty());
  EXPECT_TRUE(bare.timeline_histogram.counts.empty());
}

TEST(Ensemble, StopFinishesWhatHasBegunAndSaysSo) {
  std::atomic<bool> stop = false;
  RunSettings settings = small(stand_in<16>());
  settings.trials = 100 * kBlockTrials;
  settings.timeline = false;
  std::int64_t seen = 0;
  const Ensemble e = run_ensemble(uncertain_scenario(), settings,
                                  {.sink =
                                       [&](const TrialBlock& b) {
                                         seen += b.trials;
                                         stop = true;
                                       },
                                   .stop = &stop});
  EXPECT_FALSE(e.complete);
  EXPECT_EQ(e.tally.trials, seen);
  EXPECT_EQ(seen % kBlockTrials, 0);
  EXPECT_GT(seen, 0);
  EXPECT_LT(seen, settings.trials);
  EXPECT_EQ(e.nested.sets, 0);
}

TEST(Ensemble, ProgressCountsUpToTheTotal) {
  std::vector<std::int64_t> steps;
  std::int64_t all = 0;
  const Ensemble e = run_ensemble(uncertain_scenario(), small(stand_in<16>()),
                                  {.progress = [&](std::int64_t done, std::int64_t total) {
                                    steps.push_back(done);
                                    all = total;
                                  }});
  EXPECT_TRUE(e.complete);
  EXPECT_TRUE(std::is_sorted(steps.begin(), steps.end()));
  EXPECT_EQ(all, kTrials + 5 * kReplicates);
  EXPECT_EQ(steps.back(), all);
}

TEST(Ensemble, ProgressCountsTheSetsThatDrawTheFormOfTheModelToo) {
  std::vector<std::int64_t> steps;
  std::int64_t all = 0;
  RunSettings settings = small(stand_in<16>());
  settings.structures = true;
  run_ensemble(uncertain_scenario(), settings,
               {.progress = [&](std::int64_t done, std::int64_t total) {
                 steps.push_back(done);
                 all = total;
               }});
  EXPECT_EQ(all, kTrials + 2 * 5 * kReplicates);
  EXPECT_TRUE(std::is_sorted(steps.begin(), steps.end()));
  EXPECT_EQ(steps.back(), all);
  EXPECT_EQ(std::count(steps.begin(), steps.end(), all), 1);
}

TEST(Ensemble, WhatASinkThrowsReachesTheCaller) {
  const RunHooks full_disk{
      .sink = [](const TrialBlock&) { throw Error(Fault::kOutput, "no space left"); }};
  EXPECT_THROW(run_ensemble(uncertain_scenario(), small(stand_in<16>()), full_disk), Error);
}

TEST(Ensemble, ImpossibleResultNamesTheLineThatReplaysIt) {
  Scenario s = uncertain_scenario();
  s.parameters[0] = fixed_value(-1);  // breaks the stand-in
  RunSettings settings = small(stand_in<16>());
  settings.threads = 1;
  try {
    run_ensemble(s, settings);
    FAIL() << "nothing was thrown";
  } catch (const Error& e) {
    EXPECT_EQ(e.fault(), Fault::kOurs);
    EXPECT_THAT(e.what(),
                testing::HasSubstr("armistice trace plain.toml --seed 1 --horizon 24 --trial 0"));
  }
}

Fault fault_of(const RunSettings& settings) {
  try {
    run_ensemble(plain_scenario(), settings);
  } catch (const Error& e) {
    return e.fault();
  }
  return Fault::kOutput;  // which none of them is
}

TEST(Ensemble, SettingsOutOfRangeAreRefused) {
  const RunSettings good = small(stand_in<16>());
  RunSettings none = good, many = good, short_run = good, odd_start = good, threads = good;
  none.trials = 0;
  many.trials = std::int64_t{1} << 32;
  short_run.horizon_months = 11;
  odd_start.first_trial = 100;
  threads.threads = -1;
  for (const RunSettings& bad : {none, many, short_run, odd_start, threads}) {
    EXPECT_EQ(fault_of(bad), Fault::kInput);
  }
}

TEST(Ensemble, KernelOfOtherDeclarationsIsRefused) {
  Kernel stale = stand_in<16>();
  stale.parameters -= 1;
  EXPECT_EQ(fault_of(small(stale)), Fault::kOurs);
}

Scenario status_quo() {
  return read_scenario(ARMISTICE_SOURCE_DIR "/scenarios/status_quo.toml", {});
}

TEST(Ensemble, EveryInstructionSetGivesTheModelTheSameTrials) {
  const Scenario s = status_quo();
  RunSettings settings{.trials = kBlockTrials + 37,
                       .horizon_months = 60,
                       .kernel = &kernel_scalar(),
                       .nested_sets = 3};
  const Watched scalar = watch(s, settings);
  for (const Kernel* kernel : available_kernels()) {
    settings.kernel = kernel;
    expect_same(scalar, watch(s, settings), kernel->name);
  }
}

TEST(Ensemble, RecordingChangesNoTrialOfTheModel) {
  const Scenario s = status_quo();
  RunSettings settings{.trials = 500, .nested_sets = 0};
  const Tally all = run_ensemble(s, settings).tally;
  settings.timeline = settings.donors = false;
  EXPECT_EQ(all.results, run_ensemble(s, settings).tally.results);
}

}  // namespace
}  // namespace armistice
