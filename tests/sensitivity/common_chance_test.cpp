// Intervals where replicates share their chance over the points of a design.
#include "experiments/sensitivity/common_chance.hpp"

#include <gtest/gtest.h>

#include <boost/math/distributions/students_t.hpp>
#include <cmath>
#include <map>

#include "experiments/sensitivity/moment_independent.hpp"
#include "experiments/sensitivity/morris_effects.hpp"
#include "experiments/sensitivity/regression_measures.hpp"
#include "experiments/sensitivity/sobol_indices.hpp"
#include "tests/sensitivity/close.hpp"
#include "tests/sensitivity/noisy_function.hpp"
#include "tests/support/statistics.hpp"

namespace armistice {
namespace {

/// By measure, how often an interval covered, how wide it was on average, and how often there was
/// none, which counts as neither.
class Coverage {
 public:
  void add(std::size_t measure, const IndexEstimate& e, double truth) {
    Of& of = of_[measure];
    if (std::isnan(e.low)) {
      ++of.undefined;
      return;
    }
    ++of.defined;
    of.hits += e.low <= truth && truth <= e.high;
    of.half_widths += e.half_width();
  }
  double share(std::size_t i) const { return of_.at(i).hits / of_.at(i).defined; }
  double half_width(std::size_t i) const { return of_.at(i).half_widths / of_.at(i).defined; }
  double defined(std::size_t i) const {
    return of_.at(i).defined / (of_.at(i).defined + of_.at(i).undefined);
  }

 private:
  struct Of {
    double hits = 0, half_widths = 0, defined = 0, undefined = 0;
  };
  std::map<std::size_t, Of> of_;
};

/// V_x, first order and total of the three units, and the share of chance, in designs that each
/// have chance of their own.
Coverage sobol_coverage(int replicates, bool common, int designs, bool told = true,
                        Eigen::Index samples = 128) {
  Coverage coverage;
  for (int d = 0; d < designs; ++d) {
    const auto seed = static_cast<std::uint64_t>(d);
    Response response = noisy_response(support::pick_freeze_points(samples, 3, 3000 + seed),
                                       replicates, common, 7000 + seed);
    response.common_chance = common && told;
    const SobolIndices s = sobol_indices({3, false, response}, {.replicates = 200, .seed = seed});
    coverage.add(0, s.variance_of_mean_response, NoisyFunction::kVariance);
    for (std::size_t i = 0; i < 3; ++i) {
      coverage.add(1 + i, s.first[i], NoisyFunction::kIndex[i]);
      coverage.add(4 + i, s.total[i], NoisyFunction::kIndex[i]);
    }
    coverage.add(7, s.chance, NoisyFunction::kWithin / (NoisyFunction::kWithin + 5));
  }
  return coverage;
}

// Nominally 95 %. The first and total order of unit 2 carry the square of a factor with chance in
// it, whose mean over 8 draws is skewed. 250 designs: a standard error of 1.4 points.
TEST(CommonChance, SobolIntervalsCoverOverOtherChance) {
  const Coverage coverage = sobol_coverage(8, true, 250);
  for (std::size_t i = 0; i < 8; ++i) {
    EXPECT_GT(coverage.share(i), 0.84) << i;
    EXPECT_EQ(coverage.defined(i), 1) << i;
  }
  // Told that chance is each point's own, the same intervals are far from it.
  const Coverage untold = sobol_coverage(8, true, 100, false);
  for (const std::size_t i : {1u, 2u, 4u, 5u, 6u}) EXPECT_LT(untold.share(i), 0.75) << i;
}

TEST(CommonChance, GroupsOfUnequalSizesCoverToo) {
  const Coverage coverage = sobol_coverage(11, true, 150);
  for (std::size_t i = 0; i < 8; ++i) EXPECT_GT(coverage.share(i), 0.82) << i;
}

TEST(CommonChance, FewGroupsGiveWideIntervals) {
  const Coverage three = sobol_coverage(3, true, 150), eight = sobol_coverage(8, true, 50);
  for (std::size_t i = 0; i < 8; ++i) EXPECT_GT(three.share(i), 0.84) << i;
  for (const std::size_t i : {0u, 4u, 5u, 6u}) {
    EXPECT_GT(three.half_width(i), 2 * eight.half_width(i)) << i;
  }
}

TEST(CommonChance, TwoGroupsGiveNone) {
  const Response response = noisy_response(support::pick_freeze_points(128, 3, 1), 2, true, 2);
  const SobolIndices s = sobol_indices({3, false, response}, {.replicates = 100});
  EXPECT_TRUE(s.corrected);
  EXPECT_FALSE(std::isnan(s.total[0].value));
  EXPECT_TRUE(std::isnan(s.total[0].low));
  EXPECT_EQ(convergence(s.total[0]), Convergence::kUndefined);
  EXPECT_FALSE(s.varies());
}

TEST(CommonChance, OfItsOwnAtEachPointIntervalsCoverAsEver) {
  const Coverage coverage = sobol_coverage(8, false, 250);
  for (std::size_t i = 0; i < 8; ++i) {
    EXPECT_GT(coverage.share(i), 0.89) << i;
    EXPECT_LT(coverage.share(i), 0.995) << i;
  }
}

// What differs between replicates at each point anew is in the resamples of base samples; the
// spread of groups has it too, and must not count it twice.
TEST(CommonChance, NoiseOfEachPointIsCountedOnce) {
  Coverage told, untold;
  for (std::uint64_t seed = 0; seed < 150; ++seed) {
    const Eigen::ArrayXXd points = support::pick_freeze_points(128, 3, 100 + seed);
    support::Numbers numbers(500 + seed);
    Eigen::ArrayXXd values(points.rows(), 8);
    for (double& x : values.reshaped()) x = 3 * numbers.normal();
    values.colwise() += standardised(points).col(0);
    for (const bool common : {false, true}) {
      const Response response = support::response_of(values, common);
      const SobolIndices s = sobol_indices({3, false, response}, {.replicates = 200, .seed = seed});
      Coverage& coverage = common ? told : untold;
      for (std::size_t i = 0; i < 3; ++i) coverage.add(i, s.total[i], i == 0);
    }
  }
  for (std::size_t i = 0; i < 3; ++i) {
    EXPECT_GT(told.share(i), 0.9) << i;
    EXPECT_LT(told.half_width(i), 1.4 * untold.half_width(i)) << i;
  }
}

TEST(CommonChance, SpreadOfAMeanIsStudents) {
  // Units and groups add up, so the mean's variance over draws of the groups is s^2 / G.
  Eigen::ArrayXXd values(20, 8);
  support::Numbers numbers(1);
  Eigen::ArrayXd of_group(8);
  for (double& x : of_group) x = numbers.normal();
  for (Eigen::Index j = 0; j < 20; ++j) values.row(j) = of_group.transpose() + double(j);
  const StatisticOf mean = [](const Response& response) -> Statistic {
    return [y = response.mean](const std::vector<int>& counts) {
      double sum = 0;
      for (std::size_t j = 0; j < counts.size(); ++j) sum += counts[j] * y[static_cast<int>(j)];
      return Eigen::ArrayXd::Constant(1, sum / static_cast<double>(counts.size()));
    };
  };
  const double variance = (of_group - of_group.mean()).square().sum() / 7 / 8;
  const double t = boost::math::quantile(boost::math::students_t(7), 0.975);
  const auto spread = [&](const Response& response) {
    return spread_of_common_chance(response, 20, 1, {}, mean)[0];
  };
  EXPECT_NEAR(spread(support::response_of(values, true)), t * std::sqrt(variance), 1e-9);
  EXPECT_EQ(spread(support::response_of(values, false)), 0);
  EXPECT_TRUE(std::isnan(spread(support::response_of(values.leftCols(2), true))));
}

TEST(CommonChance, SpreadAddsInSquaresAndKeepsToTheRange) {
  const IndexEstimate e = with_spread({0.5, 0.2, 0.9}, 0.3);
  EXPECT_NEAR(e.low, 0.5 - std::hypot(0.3, 0.3), 1e-12);
  EXPECT_NEAR(e.high, 0.5 + 0.5, 1e-12);
  EXPECT_EQ(with_spread({0.5, 0.2, 0.9}, 0.9, 0, 1).low, 0);
  EXPECT_EQ(with_spread({0.5, 0.2, 0.9}, 0.9, 0, 1).high, 1);
  EXPECT_EQ(with_spread({0.5, 0.2, 0.9}, 0).high, 0.9);
}

TEST(CommonChance, RegressionIntervalsCoverOverOtherChance) {
  // Standardised coefficients, and the partial rank correlation of unit 3, which only works with
  // chance. The variance of means of 8 replicates has expectation V_x, and what chance does.
  Coverage told, untold;
  const double truth = 2 / std::sqrt(5 + 2 * 2.25 / 8 + 9.0 / 8);
  for (std::uint64_t seed = 0; seed < 120; ++seed) {
    const Eigen::ArrayXXd points = support::uniform_points(100, 3, 900 + seed);
    Eigen::ArrayXXd values = noisy_values(points, 8, true, 4000 + seed);
    support::Numbers numbers(5000 + seed);
    for (double& x : values.reshaped()) x += 3 * numbers.normal();
    for (const bool common : {false, true}) {
      const RegressionMeasures m = regression_measures(points, support::response_of(values, common),
                                                       {.replicates = 200, .seed = seed});
      Coverage& coverage = common ? told : untold;
      coverage.add(0, m.factors[0].src, truth);
      coverage.add(1, m.factors[2].src, 0);
      coverage.add(2, m.factors[2].prcc, 0);
    }
  }
  for (std::size_t i = 0; i < 3; ++i) {
    EXPECT_GT(told.share(i), 0.8) << i;
    EXPECT_LT(untold.share(i), told.share(i) - 0.15) << i;
  }
}

TEST(CommonChance, MorrisIntervalsCoverOverOtherChance) {
  // Effects of a step in unit i alone: 2, 1 + 1.5 z1 and 1.5 z2, in standardised units.
  const int n = 20;
  Coverage told, untold;
  for (std::uint64_t seed = 0; seed < 150; ++seed) {
    MorrisDesign design;
    design.units = 3;
    design.moved.resize(3 * n);
    design.step = Eigen::ArrayXd::Constant(3 * n, 0.5);
    Eigen::ArrayXXd points(4 * n, 3);
    const Eigen::ArrayXXd starts = support::uniform_points(n, 3, 200 + seed) / 2;
    for (Eigen::Index t = 0; t < n; ++t) {
      points.row(4 * t) = starts.row(t);
      for (int k = 0; k < 3; ++k) {
        design.moved[3 * t + k] = k;
        points.row(4 * t + k + 1) = points.row(4 * t + k);
        points(4 * t + k + 1, k) += 0.5;
      }
    }
    design.response = noisy_response(points, 16, true, 600 + seed);
    for (const bool common : {false, true}) {
      design.response.common_chance = common;
      const MorrisEffects m = morris_effects(design, {.replicates = 100, .seed = seed});
      Coverage& coverage = common ? told : untold;
      coverage.add(0, m.units[1].mu, std::sqrt(12.0));
      coverage.add(1, m.units[2].mu, 0);
    }
  }
  for (const std::size_t i : {0u, 1u}) {
    EXPECT_TRUE(support::share_is(150 * told.share(i), 150, 0.95)) << i;
    EXPECT_LT(untold.share(i), 0.2) << i;
  }
}

TEST(CommonChance, WidensWhatDeltaIsSaidToBe) {
  const Eigen::ArrayXXd points = support::uniform_points(300, 3, 11);
  Response response = noisy_response(points, 8, true, 12);
  const MomentIndependent of_drawn = [&] {
    Response own = response;
    own.common_chance = false;
    return moment_independent(points, own, {.replicates = 100}, 20);
  }();
  const MomentIndependent of_any = moment_independent(points, response, {.replicates = 100}, 20);
  EXPECT_EQ(of_any.factors[1].delta.value, of_drawn.factors[1].delta.value);
  EXPECT_GT(of_any.factors[1].delta.half_width(), of_drawn.factors[1].delta.half_width());
}

}  // namespace
}  // namespace armistice
