#include "experiments/engine/precision.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "experiments/engine/ensemble.hpp"
#include "experiments/engine/instruction_set.hpp"
#include "experiments/trials/addressed_engine.hpp"
#include "experiments/trials/confidence_sequence.hpp"
#include "experiments/trials/labels.hpp"
#include "tests/support/statistics.hpp"

namespace armistice {
namespace {

bool covers(const Interval& i, double x) { return i.low <= x && x <= i.high; }

TEST(ConfidenceSequence, OfNoTrialsSaysNothing) {
  EXPECT_EQ(share_sequence(0, 0).low, 0);
  EXPECT_EQ(share_sequence(0, 0).high, 1);
}

TEST(ConfidenceSequence, EndsAreExactWhereNothingOrEverythingWasSeen) {
  EXPECT_EQ(share_sequence(0, 500).low, 0);
  EXPECT_EQ(share_sequence(500, 500).high, 1);
  EXPECT_NEAR(share_sequence(500, 500).low, 1 - share_sequence(0, 500).high, 1e-12);
}

TEST(ConfidenceSequence, IsWiderThanTheIntervalOfAFixedNumber) {
  for (const std::int64_t n : {100, 4096, 32768, 1000000}) {
    for (const double share : {0.003, 0.2, 0.5, 0.95}) {
      const auto count = static_cast<std::int64_t>(share * static_cast<double>(n));
      const Interval sequence = share_sequence(count, n), fixed = wilson_interval(count, n);
      EXPECT_LE(sequence.low, fixed.low) << n << " " << share;
      EXPECT_GT(sequence.high, fixed.high) << n << " " << share;
    }
  }
}

TEST(ConfidenceSequence, OfSharesAndOfMeansAgreeWhereThereAreMany) {
  // The normal limit of the one mixture is the other.
  const double p = 0.3;
  const Interval share = share_sequence(300000, 1000000);
  const Interval mean = mean_sequence(p, p * (1 - p), 1000000);
  EXPECT_NEAR(half_width(share), half_width(mean), 0.01 * half_width(mean));
}

TEST(ConfidenceSequence, IsAboutThreeStandardErrorsWhereItIsNarrowest) {
  EXPECT_NEAR(half_width(mean_sequence(0, kTunedTrials, kTunedTrials)), 3.03, 0.01);
  EXPECT_NEAR(half_width(mean_sequence(0, 4096, 4096)), 3.66, 0.01);
  EXPECT_NEAR(half_width(mean_sequence(0, 1e6, 1e6)), 3.40, 0.01);
}

TEST(Looks, AreAtWholeBlocksAndAtTheMost) {
  std::int64_t at = 0;
  std::vector<std::int64_t> blocks;
  while (at < 20 * kBlockTrials + 7) {
    at = next_look(at, 20 * kBlockTrials + 7);
    if (at % kBlockTrials == 0) blocks.push_back(at / kBlockTrials);
  }
  EXPECT_EQ(at, 20 * kBlockTrials + 7);
  EXPECT_EQ(blocks, (std::vector<std::int64_t>{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15,
                                               16, 18, 20}));
  EXPECT_EQ(next_look(800 * kBlockTrials, 1 << 30), 900 * kBlockTrials);
}

/// Blocks of a coin that shows heads with a given chance.
class Coin {
 public:
  Coin(double chance, std::uint32_t number) : chance_(chance), engine_(1, number, 7) {}
  void toss(int times) {
    for (int i = 0; i < times; ++i) {
      heads_ += static_cast<double>(engine_() >> 11) * 0x1p-53 < chance_;
    }
    tosses_ += times;
  }
  std::int64_t heads() const { return heads_; }
  std::int64_t tosses() const { return tosses_; }

 private:
  double chance_;
  AddressedEngine engine_;
  std::int64_t heads_ = 0, tosses_ = 0;
};

/// How often an interval covers at all of many looks.
template <class Sequence>
double always_covered(double chance, int coins, const Sequence& sequence) {
  int covered = 0;
  for (int k = 0; k < coins; ++k) {
    Coin coin(chance, static_cast<std::uint32_t>(k));
    bool all = true;
    for (int look = 0; look < 25 && all; ++look) {
      coin.toss(static_cast<int>(20 + coin.tosses() / 8));
      all = covers(sequence(coin.heads(), coin.tosses()), chance);
    }
    covered += all;
  }
  return covered;
}

TEST(ConfidenceSequence, CoversAtEveryLookAtOnce) {
  constexpr int kCoins = 50;
  for (const double chance : {0.02, 0.3}) {
    const double covered = always_covered(chance, kCoins, share_sequence);
    EXPECT_GE(covered / kCoins, 0.95 - 3 * std::sqrt(0.95 * 0.05 / kCoins)) << chance;
  }
}

TEST(ConfidenceSequence, TheIntervalOfAFixedNumberDoesNot) {
  constexpr int kCoins = 50;
  const double covered = always_covered(0.3, kCoins, wilson_interval);
  EXPECT_LT(covered / kCoins, 0.95 - 3 * std::sqrt(0.95 * 0.05 / kCoins));
}

/// What a run does, with a coin in the place of the model.
struct Stopped {
  PrecisionReached reached;
  Interval interval;
  std::int64_t tosses;
};
Stopped stopped_coin(double chance, std::uint32_t number, double half, std::int64_t most) {
  Coin coin(chance, number);
  Stopped s{};
  const auto interval = [&coin] { return share_sequence(coin.heads(), coin.tosses()); };
  run_to_precision(
      {.trials = most, .precision = half}, s.reached,
      [&coin](std::int64_t from, std::int64_t to) {
        coin.toss(static_cast<int>(to - from));
        return to;
      },
      [&interval] { return half_width(interval()); });
  s.interval = interval();
  s.tosses = coin.tosses();
  return s;
}

TEST(Precision, TheStoppedIntervalCoversAndIsAsNarrowAsAsked) {
  constexpr int kRuns = 100;
  int covered = 0;
  for (int k = 0; k < kRuns; ++k) {
    const Stopped s = stopped_coin(0.1, static_cast<std::uint32_t>(k), 0.008, 100 * kBlockTrials);
    ASSERT_TRUE(s.reached.reached);
    EXPECT_LE(half_width(s.interval), 0.008);
    EXPECT_EQ(s.reached.widest, half_width(s.interval));
    EXPECT_EQ(s.tosses % kBlockTrials, 0);
    covered += covers(s.interval, 0.1);
  }
  EXPECT_GE(covered / double{kRuns}, 0.95 - 3 * std::sqrt(0.95 * 0.05 / kRuns));
}

TEST(Precision, IsTakenFromTheSequenceAndNotFromTheIntervalOfAFixedNumber) {
  // After a block the fixed-n interval of a fair coin is +-0.0153: it would stop there.
  const Stopped s = stopped_coin(0.5, 3, 0.016, 100 * kBlockTrials);
  EXPECT_GT(s.tosses, kBlockTrials);
  EXPECT_GT(half_width(s.interval), half_width(wilson_interval(s.tosses / 2, s.tosses)));
}

TEST(Precision, TheMostTrialsEndItUnreached) {
  const Stopped s = stopped_coin(0.5, 1, 1e-4, kBlockTrials + 5);
  EXPECT_FALSE(s.reached.reached);
  EXPECT_EQ(s.tosses, kBlockTrials + 5);
  EXPECT_GT(s.reached.widest, 1e-4);
}

TEST(Precision, WithoutOneAllTrialsAreRun) {
  PrecisionReached reached;
  int rounds = 0;
  const std::int64_t done = run_to_precision(
      {.trials = 100 * kBlockTrials}, reached,
      [&rounds](std::int64_t, std::int64_t to) {
        ++rounds;
        return to;
      },
      [] { return 0.0; });
  EXPECT_EQ(done, 100 * kBlockTrials);
  EXPECT_EQ(rounds, 1);
  EXPECT_FALSE(reached.reached);
}

Scenario status_quo() {
  return read_scenario(ARMISTICE_SOURCE_DIR "/scenarios/status_quo.toml", {});
}

TEST(Precision, ARunStopsAtTheSameTrialWithTheSameSumsWhateverTheThreadsAndKernel) {
  RunSettings settings{.trials = 5 * kBlockTrials,
                       .threads = 1,
                       .horizon_months = 12,
                       .nested_sets = 4,
                       .precision = 0.02};
  const Ensemble one = run_ensemble(status_quo(), settings);
  EXPECT_TRUE(one.complete && one.precision.reached);
  EXPECT_LT(one.tally.trials, settings.trials);
  EXPECT_EQ(one.nested.sets, 4);
  settings.threads = 3;
  settings.kernel = available_kernels().front();
  const Ensemble other = run_ensemble(status_quo(), settings);
  EXPECT_EQ(other.tally, one.tally) << "timelines too: no trial was run beyond the stop";
  EXPECT_EQ(other.precision.widest, one.precision.widest);
  settings.precision = 0;
  settings.trials = one.tally.trials;
  EXPECT_EQ(run_ensemble(status_quo(), settings).tally, one.tally) << "as a run of so many trials";
}

TEST(Precision, IsAskedOfEachHeadline) {
  for (const LabelsUsed labels : {LabelsUsed{.core = true}, LabelsUsed{.full = true}}) {
    for (const Outcome outcome : headlines_of(labels)) {
      EXPECT_NE(std::ranges::find(kHeadlineIntervals, share_of(outcome)),
                std::end(kHeadlineIntervals))
          << name_of(share_of(outcome)).outcome;
    }
  }
}

}  // namespace
}  // namespace armistice
