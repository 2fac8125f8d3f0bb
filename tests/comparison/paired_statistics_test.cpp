#include "experiments/comparison/paired_statistics.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <random>
#include <vector>

namespace armistice {
namespace {

class Uniform {
 public:
  explicit Uniform(unsigned seed) : engine_(seed) {}
  double operator()() { return static_cast<double>(engine_() >> 11) * 0x1p-53; }

 private:
  std::mt19937_64 engine_;
};

TEST(PairedShareInterval, AgreesWithPublishedExamples) {
  // Fagerland, Lydersen and Laake (2014), after Bentur et al. (2009): 1 against 7 of 21.
  const Interval airways = paired_share_interval(1, 7, 21);
  EXPECT_NEAR(airways.low, -0.517, 5e-4);
  EXPECT_NEAR(airways.high, -0.026, 5e-4);
  // Tango's interval for a table of Newcombe (1998): 12 against 2 of 50.
  const Interval table = paired_share_interval(12, 2, 50);
  EXPECT_NEAR(table.low, 0.0611, 5e-5);
  EXPECT_NEAR(table.high, 0.3447, 5e-5);
}

TEST(PairedShareInterval, WithoutAChangeTheRuleOfThreeRemains) {
  const double z2 = kNormalQuantile975 * kNormalQuantile975;
  const Interval none = paired_share_interval(0, 0, 100);
  EXPECT_NEAR(none.high, z2 / (100 + z2), 1e-12);
  EXPECT_NEAR(none.low, -none.high, 1e-12);
}

TEST(PairedShareInterval, StaysWithinBoundsAndHoldsTheEstimate) {
  for (const std::int64_t n : {1, 2, 7, 50}) {
    for (std::int64_t gained = 0; gained <= n; ++gained) {
      for (std::int64_t lost = 0; lost + gained <= n; ++lost) {
        const Interval i = paired_share_interval(gained, lost, n);
        const double d = static_cast<double>(gained - lost) / static_cast<double>(n);
        EXPECT_GE(i.low, -1);
        EXPECT_LE(i.high, 1);
        EXPECT_LE(i.low, d) << gained << " " << lost << " " << n;
        EXPECT_GE(i.high, d) << gained << " " << lost << " " << n;
        EXPECT_NEAR(paired_share_interval(lost, gained, n).high, -i.low, 1e-9);
      }
    }
  }
}

TEST(PairedShareInterval, ManyTrialsMakeItNormal) {
  const std::int64_t n = 1'000'000, gained = 60'000, lost = 20'000;
  const double half = kNormalQuantile975 *
                      std::sqrt(paired_share_variance(gained, lost, n) / static_cast<double>(n));
  const Interval i = paired_share_interval(gained, lost, n);
  EXPECT_NEAR(i.low, 0.04 - half, 1e-6);
  EXPECT_NEAR(i.high, 0.04 + half, 1e-6);
}

TEST(PairedShareInterval, CoversTheTruthAsOftenAsItSays) {
  constexpr int kSamples = 4000;
  const double error = std::sqrt(0.95 * 0.05 / kSamples);  // of the measured coverage
  struct Case {
    double gained, lost;
    int trials;
  };
  for (const Case& c : {Case{0.10, 0.05, 200}, Case{0.40, 0.30, 100}, Case{0.05, 0.05, 400}}) {
    int covered = 0;
    for (unsigned seed = 0; seed < kSamples; ++seed) {
      Uniform uniform(seed);
      std::int64_t gained = 0, lost = 0;
      for (int i = 0; i < c.trials; ++i) {
        const double u = uniform();
        gained += u < c.gained;
        lost += u >= c.gained && u < c.gained + c.lost;
      }
      const Interval i = paired_share_interval(gained, lost, c.trials);
      covered += i.low <= c.gained - c.lost && c.gained - c.lost <= i.high;
    }
    // Counts are whole, so coverage can't be exact: half a point beside four standard errors.
    EXPECT_NEAR(static_cast<double>(covered) / kSamples, 0.95, 4 * error + 0.005)
        << c.gained << " " << c.lost << " " << c.trials;
  }
}

TEST(PairedMeanInterval, CoversTheTruthAsOftenAsItSays) {
  constexpr int kSamples = 4000, kTrials = 400;
  int covered = 0;
  for (unsigned seed = 0; seed < kSamples; ++seed) {
    Uniform uniform(seed);
    Moments difference;
    for (int i = 0; i < kTrials; ++i) {
      const double x = uniform() * uniform();  // skew; mean 1/4
      add(difference, moments_of(&x, 1));
    }
    const Interval i = paired_mean_interval(difference.mean, difference);
    covered += i.low <= 0.25 && 0.25 <= i.high;
  }
  const double error = std::sqrt(0.95 * 0.05 / kSamples);
  EXPECT_NEAR(static_cast<double>(covered) / kSamples, 0.95, 4 * error + 0.002);
}

/// How often the interval holds `truth`, of samples whose interval is told.
template <class Draw>
double coverage(double truth, int trials, const Draw& draw) {
  constexpr int kSamples = 2000;
  int covered = 0, told = 0;
  for (unsigned seed = 0; seed < kSamples; ++seed) {
    Uniform uniform(seed);
    std::vector<double> values;
    for (int i = 0; i < trials; ++i) values.push_back(draw(uniform));
    const Moments difference = moments_of(values.data(), trials);
    const Interval i = paired_mean_interval(difference.mean, difference);
    if (std::isnan(i.low)) continue;
    ++told;
    covered += i.low <= truth && truth <= i.high;
  }
  return static_cast<double>(covered) / told;
}

// The normal interval covers .89, .87, .87 and .80 of these.
TEST(PairedMeanInterval, CoversMeansOfSkewedDifferencesInSmallSamples) {
  const auto exponential = [](Uniform& u) { return -std::log(1 - u()); };
  const auto rare = [&](double p) {
    return [=](Uniform& u) { return u() < p ? exponential(u) : 0.0; };
  };
  EXPECT_GT(coverage(1, 16, exponential), 0.93);
  EXPECT_GT(coverage(0.2, 50, rare(0.2)), 0.93);
  EXPECT_GT(coverage(0.05, 200, rare(0.05)), 0.94);
  EXPECT_GT(coverage(std::exp(1.125), 50,
                     [](Uniform& u) {
                       const double pi = 3.14159265358979;
                       const double r = std::sqrt(-2 * std::log(1 - u()));
                       return std::exp(1.5 * r * std::cos(2 * pi * u()));
                     }),
            0.88);
}

TEST(PairedMeanInterval, IsNotToldOfDifferencesThatHardlyEverCome) {
  std::vector<double> values(200, 0.0);
  EXPECT_TRUE(std::isnan(paired_mean_interval(0, moments_of(values.data(), 200)).low))
      << "0 of 200 is not never";
  for (std::size_t i = 0; i < 4; ++i) values[i] = 1;
  EXPECT_TRUE(std::isnan(paired_mean_interval(.02, moments_of(values.data(), 200)).low));
  values[4] = 1;
  const Interval i = paired_mean_interval(.025, moments_of(values.data(), 200));
  EXPECT_GT(i.low, 0);
  EXPECT_GT(i.high - .025, .025 - i.low) << "the long side is that of the long tail";
}

TEST(Moments, HaveTheSkewnessOfAllValuesHoweverTheyCame) {
  Uniform uniform(3);
  std::vector<double> values;
  Moments pieces;
  for (int i = 0; i < 100; ++i) values.push_back(i % 3 == 0 ? 0 : uniform() * uniform());
  for (std::size_t first = 0; first < 100; first += 20) add(pieces, moments_of(&values[first], 20));
  const Moments whole = moments_of(values.data(), 100);
  EXPECT_NEAR(pieces.skewness(), whole.skewness(), 1e-12);
  EXPECT_EQ(pieces.zeros, 34);
  const double known[] = {1, 2, 6};
  EXPECT_NEAR(moments_of(known, 3).skewness(), 1.457863, 1e-6);
}

/// Sets whose true difference is `truth` of a uniform, seen through 32 replicates.
template <class F>
DifferenceRange simulate(unsigned seed, F truth) {
  Uniform uniform(seed);
  std::vector<SetDifference> sets;
  for (int s = 0; s < 512; ++s) {
    const double d = truth(uniform());
    Moments replicates;
    for (int r = 0; r < 32; ++r) {
      const double x = d + 4 * (uniform() - 0.5);
      add(replicates, moments_of(&x, 1));
    }
    sets.push_back(set_difference(replicates));
  }
  return difference_range(sets);
}

TEST(DifferenceRange, RecoversWhatSetsDifferByBeyondChance) {
  double variance = 0, squares = 0, low = 0, high = 0;
  constexpr int kSamples = 100;
  for (unsigned seed = 0; seed < kSamples; ++seed) {
    const DifferenceRange r = simulate(seed, [](double u) { return 2 * u - 1; });
    variance += r.between_variance / kSamples;
    squares += r.between_variance * r.between_variance / kSamples;
    low += r.p05 / kSamples;
    high += r.p95 / kSamples;
  }
  const double error = std::sqrt((squares - variance * variance) / (kSamples - 1));
  EXPECT_NEAR(variance, 1.0 / 3, 4 * error);
  EXPECT_NEAR(low, -0.9, 0.03);  // shrinking restores the variance, not the shape
  EXPECT_NEAR(high, 0.9, 0.03);
}

TEST(DifferenceRange, ChanceAloneLeavesAlmostNoRange) {
  double width = 0;
  for (unsigned seed = 0; seed < 50; ++seed) {
    const DifferenceRange r = simulate(seed, [](double) { return 0.3; });
    if (r.basis == RangeBasis::kRange) width += (r.p95 - r.p05) / 50;
  }
  EXPECT_LT(width, 0.3 * 2 * 1.645 * 0.204);  // of the raw means
}

TEST(DifferenceRange, SampleTooSmallClaimsNothing) {
  EXPECT_TRUE(std::isnan(difference_range({}).p05));
  const std::vector<SetDifference> one = {{0.25, 0.1}};
  EXPECT_EQ(difference_range(one).mean, 0.25);
  EXPECT_TRUE(std::isnan(difference_range(one).p05) && std::isnan(difference_range(one).p95));
}

TEST(DifferenceRange, IsNoneWhereNothingIsBehindIt) {
  const auto basis = [](double even, double odd, double noise) {
    std::vector<SetDifference> sets;
    for (int i = 0; i < 64; ++i) sets.push_back({i % 2 == 0 ? even : odd, noise});
    const DifferenceRange range = difference_range(sets);
    EXPECT_EQ(std::isnan(range.p05), range.basis != RangeBasis::kRange);
    return range.basis;
  };
  EXPECT_EQ(basis(0, 0, 0), RangeBasis::kZero);
  EXPECT_EQ(basis(0.1, 0.1, 0), RangeBasis::kAlike) << "whatever 64 tenths round to";
  EXPECT_EQ(basis(0.1, 0.2, 1), RangeBasis::kChance);
  EXPECT_EQ(basis(0.1, 0.2, 1e-4), RangeBasis::kRange);
}

TEST(Moments, WhatNeverDiffersHasNoVarianceToTheLastDigit) {
  Moments sums;
  for (const int n : {16, 16, 7, 16, 1}) {
    const std::vector<double> values(static_cast<std::size_t>(n), double{0.65f});
    add(sums, moments_of(values.data(), n));
  }
  EXPECT_EQ(sums.count, 56);
  EXPECT_EQ(sums.mean, double{0.65f});
  EXPECT_EQ(sums.variance(), 0);
}

TEST(Moments, PiecesGiveTheMomentsOfTheWhole) {
  Uniform uniform(1);
  std::vector<double> values;
  for (int i = 0; i < 1000; ++i) values.push_back(1e6 + uniform());
  const Moments whole = moments_of(values.data(), 1000);
  Moments sums;
  for (int i = 0; i < 1000; i += 8) add(sums, moments_of(values.data() + i, 8));
  EXPECT_NEAR(sums.mean, whole.mean, 1e-8);
  EXPECT_NEAR(sums.variance(), whole.variance(), 1e-9);
}

TEST(TrialsUnpaired, IsTheTrialsTimesTheVariancesOverThatOfTheDifference) {
  EXPECT_DOUBLE_EQ(trials_unpaired(100, 2, 3, 0.5), 1000);
  EXPECT_TRUE(std::isnan(trials_unpaired(100, 2, 2, 0)));
}

}  // namespace
}  // namespace armistice
