#include "experiments/engine/nested_run.hpp"

#include <gtest/gtest.h>

#include <boost/math/distributions/beta.hpp>
#include <cmath>
#include <numeric>
#include <random>
#include <utility>
#include <vector>

#include "tests/support/plain_scenario.hpp"

namespace armistice {
namespace {

/// Replicates of `sets` sets whose shares come from `share`, a function of a uniform.
template <class F>
ReplicateHistogram simulate(int sets, unsigned seed, F share) {
  std::mt19937_64 engine(seed);
  const auto uniform = [&engine] { return static_cast<double>(engine() >> 11) * 0x1p-53; };
  ReplicateHistogram histogram{};
  for (int i = 0; i < sets; ++i) {
    const double p = share(uniform());
    int had = 0;
    for (int r = 0; r < kReplicates; ++r) had += uniform() < p;
    ++histogram[static_cast<std::size_t>(had)];
  }
  return histogram;
}

/// Mean and standard error over repeated samples of 512 sets.
struct Repeated {
  double sum = 0, squares = 0;
  int n = 0;
  void add(double x) { sum += x, squares += x * x, ++n; }
  double mean() const { return sum / n; }
  double error() const { return std::sqrt((squares / n - mean() * mean()) / (n - 1)); }
};

TEST(ParameterRange, RecoversAKnownBetaDistribution) {
  const boost::math::beta_distribution<> truth(2, 3);
  const double mean = 0.4, variance = 0.04;
  Repeated means, variances, shares, low, high;
  for (unsigned seed = 0; seed < 200; ++seed) {
    const ParameterRange range = parameter_range(
        simulate(512, seed, [&](double u) { return boost::math::quantile(truth, u); }));
    means.add(range.mean);
    variances.add(range.between_variance);
    shares.add(range.share_of_variance);
    low.add(range.p05);
    high.add(range.p95);
  }
  EXPECT_NEAR(means.mean(), mean, 4 * means.error());
  EXPECT_NEAR(variances.mean(), variance, 4 * variances.error());
  EXPECT_NEAR(shares.mean(), variance / (mean * (1 - mean)), 4 * shares.error() + 1e-3);
  // Shrinking restores the variance, not the shape: 1 point is what remains.
  EXPECT_NEAR(low.mean(), boost::math::quantile(truth, 0.05), 4 * low.error() + 0.01);
  EXPECT_NEAR(high.mean(), boost::math::quantile(truth, 0.95), 4 * high.error() + 0.01);
}

TEST(ParameterRange, LuckAloneLeavesAlmostNoRange) {
  // Every set has the share 0.3; the raw shares have a standard deviation of 0.081.
  Repeated variances, widths;
  for (unsigned seed = 0; seed < 200; ++seed) {
    const ParameterRange range = parameter_range(simulate(512, seed, [](double) { return 0.3; }));
    variances.add(range.between_variance);
    widths.add(range.basis == RangeBasis::kRange ? range.p95 - range.p05 : 0);
  }
  // Cut off at 0, the estimate can't be without bias: its standard error is 0.0004.
  EXPECT_LT(variances.mean(), 0.0004);
  EXPECT_LT(widths.mean(), 0.1 * 2 * 1.645 * 0.081 + 4 * widths.error() + 0.02);
}

TEST(ParameterRange, ParametersAloneExplainEverything) {
  ReplicateHistogram histogram{};
  histogram[0] = 300;
  histogram[kReplicates] = 212;
  const ParameterRange range = parameter_range(histogram);
  EXPECT_DOUBLE_EQ(range.mean, 212.0 / 512);
  EXPECT_EQ(range.p05, 0);
  EXPECT_EQ(range.p95, 1);
  EXPECT_NEAR(range.share_of_variance, 1, 1e-12);
}

TEST(ParameterRange, SampleTooSmallClaimsNothing) {
  EXPECT_TRUE(std::isnan(parameter_range({}).mean));
  ReplicateHistogram one{};
  one[8] = 1;
  EXPECT_EQ(parameter_range(one).mean, 0.25);
  for (std::uint32_t sets = 1; sets < kLeastSets; ++sets) {
    ReplicateHistogram few{};
    few[8] = sets;
    few[20] = sets - 1;
    if (2 * sets - 1 >= kLeastSets) break;
    EXPECT_TRUE(std::isnan(parameter_range(few).p05)) << sets;
    EXPECT_TRUE(std::isnan(parameter_range(few).p95)) << sets;
    EXPECT_EQ(parameter_range(few).basis, RangeBasis::kTooFewSets) << sets;
  }
}

// A tenth of the sets reach 1 of 10 by luck of which sets were drawn; at 500 trials the upper end
// went from .09 to .56 between seeds.
TEST(ParameterRange, IsNotToldWhereAnotherSeedWouldTellAnother) {
  boost::math::beta_distribution<> truth(0.3, 3);
  const auto told = [&truth](int sets, Repeated& high) {
    int n = 0;
    for (unsigned seed = 0; seed < 60; ++seed) {
      const ParameterRange range = parameter_range(
          simulate(sets, seed, [&](double u) { return boost::math::quantile(truth, u); }));
      if (range.basis == RangeBasis::kRange) {
        ++n;
        high.add(range.p95);
      } else {
        EXPECT_EQ(range.basis, RangeBasis::kUncertain);
      }
    }
    return n;
  };
  Repeated few, many;
  EXPECT_LT(told(30, few), 40);
  EXPECT_EQ(told(kNestedSets, many), 60);
  EXPECT_EQ(why_no_range(RangeBasis::kUncertain, 30), "30 sets are too few to tell its ends");
}

TEST(ParameterRange, ErrorOfAnEndIsThatBetweenSeeds) {
  constexpr int kSeeds = 150;
  boost::math::beta_distribution<> truth(2, 8);
  for (const int sets : {300, kNestedSets}) {
    Repeated raw_high;
    std::vector<double> errors;
    for (unsigned seed = 0; seed < unsigned{kSeeds}; ++seed) {
      const ReplicateHistogram h =
          simulate(sets, seed, [&](double u) { return boost::math::quantile(truth, u); });
      raw_high.add(parameter_range(h).p95);
      std::vector<double> shares;
      for (std::size_t i = 0; i < h.size(); ++i) {
        shares.insert(shares.end(), h[i], static_cast<double>(i) / kReplicates);
      }
      errors.push_back(end_error(
          [&](double q) {
            return shares[static_cast<std::size_t>(q * static_cast<double>(shares.size() - 1))];
          },
          sets, 0.95, 0.2, 0.87));
    }
    const double between_seeds = raw_high.error() * std::sqrt(double{kSeeds});
    const double told = std::accumulate(errors.begin(), errors.end(), 0.0) / kSeeds;
    EXPECT_NEAR(told / between_seeds, 1, 0.25) << sets;
  }
}

TEST(ParameterRange, TooFewSetsSayNothingOfWhatNeverOccurred) {
  ReplicateHistogram never{}, always{};
  never[0] = always[kReplicates] = static_cast<std::uint32_t>(kLeastSets - 1);
  EXPECT_EQ(parameter_range(never).basis, RangeBasis::kTooFewSets);
  EXPECT_EQ(parameter_range(always).basis, RangeBasis::kTooFewSets);
}

TEST(ParameterRange, IsNoneWhereNothingIsBehindIt) {
  ReplicateHistogram never{}, always{}, alike{}, luck{}, most{};
  most[0] = 500;
  most[kReplicates] = 12;
  never[0] = always[kReplicates] = alike[8] = 512;
  luck[8] = luck[9] = 256;  // a spread of half a replicate: far less than chance
  const auto basis = [](const ReplicateHistogram& h) {
    const ParameterRange range = parameter_range(h);
    EXPECT_TRUE(std::isnan(range.p05) && std::isnan(range.p95));
    EXPECT_FALSE(std::isnan(range.mean));
    return range.basis;
  };
  EXPECT_EQ(basis(never), RangeBasis::kZero);
  EXPECT_EQ(basis(always), RangeBasis::kAlike);
  EXPECT_EQ(basis(alike), RangeBasis::kAlike);
  EXPECT_EQ(basis(luck), RangeBasis::kChance);
  EXPECT_EQ(basis(most), RangeBasis::kMostAlike) << "both percentiles are 0";
  EXPECT_EQ(why_no_range(RangeBasis::kZero, 512), "0 in all 512 sets");
}

TEST(Nested, CountsTheReplicatesOfEachSet) {
  const Scenario s = plain_scenario();
  const BatchContext context(s, 1, 24);
  const int sets = 21;
  std::int64_t last = 0;
  const NestedSample sample = run_nested(
      context, *lane_processor(stand_in<16>()), sets,
      [&](const NestedSample& done) { last = done.sets; }, nullptr);
  ReplicateHistogram strength{};
  for (std::uint32_t set = 0; set < sets; ++set) {
    std::size_t had = 0;
    for (std::uint32_t r = 0; r < kReplicates; ++r) had += StandInTrial(1, set, r, 24).detail == 1;
    ++strength[had];
  }
  for (const int month : {1, 12, 24}) {
    ReplicateHistogram frozen{}, war{};
    for (std::uint32_t set = 0; set < sets; ++set) {
      std::size_t stopped = 0, fighting = 0;
      for (std::uint32_t r = 0; r < kReplicates; ++r) {
        const StandInTrial trial(1, set, r, 24);
        const bool by_then = trial.end_month > 0 && trial.end_month <= month;
        stopped += by_then && trial.detail >= 6;
        fighting += !by_then;
      }
      ++frozen[stopped];
      ++war[fighting];
    }
    EXPECT_EQ(sample.by(Outcome::kDeFactoCeasefire, month), frozen) << month;
    EXPECT_EQ(sample.by(Outcome::kContinuedWar, month), war) << month;
  }
  for (const auto& [outcome, share] : {std::pair{Outcome::kContinuedWar, Share::kContinuedWarAll},
                                       std::pair{Outcome::kNegotiatedPeace, Share::kNegotiatedAll},
                                       std::pair{Outcome::kDeFactoCeasefire, Share::kDeFactoAll}}) {
    EXPECT_EQ(sample.by(outcome, 24), sample.of(share)) << "at the horizon it is the outcome";
  }
  EXPECT_EQ(sample.sets, sets);
  EXPECT_EQ(last, sets);
  EXPECT_EQ(sample.of(Share::kStrength), strength);
  EXPECT_EQ(run_nested(context, *lane_processor(stand_in<1>()), sets, {}, nullptr), sample);
}

TEST(Nested, GoesOnFromSetsThatWereRunBefore) {
  const Scenario s = plain_scenario();
  const BatchContext context(s, 1, 24);
  const NestedSample whole = run_nested(context, *lane_processor(stand_in<16>()), 21, {}, nullptr);
  std::int64_t calls = 0;
  const NestedSample before = run_nested(context, *lane_processor(stand_in<16>()), 9, {}, nullptr);
  const NestedSample all = run_nested(
      context, *lane_processor(stand_in<16>()), 21,
      [&](const NestedSample& sample) {
        EXPECT_GT(sample.sets, 9);
        ++calls;
      },
      nullptr, before);
  EXPECT_EQ(all, whole);
  EXPECT_GT(calls, 0);
  EXPECT_EQ(run_nested(context, *lane_processor(stand_in<16>()), 21, {}, nullptr, whole), whole)
      << "nothing to do";
}

TEST(Nested, StopEndsItBeforeAnotherSetBegins) {
  const Scenario s = plain_scenario();
  const BatchContext context(s, 1, 24);
  const std::atomic<bool> stop = true;
  EXPECT_EQ(run_nested(context, *lane_processor(stand_in<16>()), 100, {}, &stop).sets, 0);
}

}  // namespace
}  // namespace armistice
