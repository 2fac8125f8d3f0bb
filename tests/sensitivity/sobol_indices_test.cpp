#include "experiments/sensitivity/sobol_indices.hpp"

#include <gtest/gtest.h>
#include <tbb/task_arena.h>

#include "experiments/error.hpp"
#include "tests/sensitivity/close.hpp"
#include "tests/support/sensitivity_functions.hpp"
#include "tests/support/statistics.hpp"

namespace armistice {
namespace {

using support::GFunction;
using support::Ishigami;
using support::pick_freeze_points;
using support::values_at;

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

PickFreeze plain_design(const support::Function& f, Eigen::Index n, int units, std::uint64_t seed,
                        bool second_order = false) {
  Response response;
  response.mean = values_at(f, pick_freeze_points(n, units, seed, second_order));
  return {units, second_order, response};
}

void expect_same_bytes(const SobolIndices& a, const SobolIndices& b) {
  for (std::size_t i = 0; i < a.first.size(); ++i) {
    EXPECT_EQ(a.first[i].value, b.first[i].value);
    EXPECT_EQ(a.first[i].low, b.first[i].low);
    EXPECT_EQ(a.total[i].value, b.total[i].value);
    EXPECT_EQ(a.total[i].high, b.total[i].high);
  }
  EXPECT_EQ(a.variance_of_mean_response.value, b.variance_of_mean_response.value);
  EXPECT_EQ(a.variance_of_mean_response.low, b.variance_of_mean_response.low);
}

TEST(SobolIndices, OfIshigamiAreTheAnalyticalOnes) {
  const Ishigami f;
  const SobolIndices s = sobol_indices(plain_design(f, 4096, 3, 1, true));
  for (std::size_t i = 0; i < 3; ++i) {
    EXPECT_TRUE(is_near(s.first[i], f.first[i])) << i;
    EXPECT_TRUE(is_near(s.total[i], f.total[i])) << i;
    EXPECT_LT(standard_error(s.first[i]), 0.025);
    EXPECT_LT(standard_error(s.total[i]), 0.025);
  }
  EXPECT_TRUE(is_near(s.variance_of_mean_response, f.variance));
  ASSERT_EQ(s.second.size(), 3u);
  EXPECT_TRUE(is_near(s.second[0].index, 0));                   // 1, 2
  EXPECT_TRUE(is_near(s.second[1].index, f.v13 / f.variance));  // 1, 3
  EXPECT_TRUE(is_near(s.second[2].index, 0));                   // 2, 3
  EXPECT_EQ(s.second[1].first_unit, 0);
  EXPECT_EQ(s.second[1].second_unit, 2);
  EXPECT_TRUE(is_near(s.closed_sum, 1));  // no interaction of three
  EXPECT_FALSE(s.corrected);
  EXPECT_TRUE(std::isnan(s.chance.value));
}

TEST(SobolIndices, OfTheGFunctionAreTheAnalyticalOnes) {
  const GFunction f{{0, 1, 4.5, 9, 99, 99, 99, 99}};
  const SobolIndices s = sobol_indices(plain_design(f, 4096, 8, 2));
  for (std::size_t i = 0; i < 8; ++i) {
    EXPECT_TRUE(is_near(s.first[i], f.first(i))) << i;
    EXPECT_TRUE(is_near(s.total[i], f.total(i))) << i;
  }
  EXPECT_EQ(convergence(s.total[0]), Convergence::kConverged);
  EXPECT_EQ(convergence(s.total[7]), Convergence::kConverged);  // told to be small
}

TEST(SobolIndices, OfAnAdditiveFunctionSumToOneAndTotalIsFirst) {
  const SobolIndices s = sobol_indices(
      plain_design([](const Eigen::ArrayXd& u) { return 3 * u[0] + u[1]; }, 2048, 3, 3));
  EXPECT_TRUE(is_near(s.first[0], 0.9));
  EXPECT_TRUE(is_near(s.total[0], 0.9));
  EXPECT_TRUE(is_near(s.total[1], 0.1));
  EXPECT_EQ(s.total[2].value, 0);  // moves nothing
  EXPECT_EQ(s.total[2].high, 0);
  EXPECT_TRUE(is_near(s.closed_sum, 1));
}

TEST(SobolIndices, IntervalsCoverTheAnalyticalIndices) {
  // 95 % intervals from 200 base samples each; the percentile bootstrap is known to cover a little
  // less. 300 designs: the share has a standard error of 1.3 points.
  const GFunction f{{0, 1, 9}};
  std::vector<int> hits(6);
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    const SobolIndices s =
        sobol_indices(plain_design(f, 200, 3, 100 + seed), {.replicates = 300, .seed = seed});
    for (std::size_t i = 0; i < 3; ++i) {
      hits[i] += s.first[i].low <= f.first(i) && f.first(i) <= s.first[i].high;
      hits[3 + i] += s.total[i].low <= f.total(i) && f.total(i) <= s.total[i].high;
    }
  }
  for (const int h : hits) {
    EXPECT_GT(h, 0.89 * 300);
    EXPECT_LT(h, 0.99 * 300);
  }
}

TEST(SobolIndices, OfPairsVaryLittleSinceTheProductOfAAndBIsTakenOut) {
  // Three factors without any interaction of three: all indices together are 1, second order
  // included. Without that product the standard deviations were .14 and .24.
  const Ishigami f;
  const int seeds = 60;
  Eigen::ArrayXd pair(seeds), all(seeds);
  for (int seed = 0; seed < seeds; ++seed) {
    const SobolIndices s = sobol_indices(
        plain_design(f, 128, 3, 400 + static_cast<std::uint64_t>(seed), true), {.replicates = 2});
    pair[seed] = s.second[0].index.value;
    all[seed] = s.closed_sum.value;
  }
  const auto deviation = [](const Eigen::ArrayXd& x) {
    return std::sqrt((x - x.mean()).square().mean());
  };
  EXPECT_LT(deviation(pair), .1);
  EXPECT_LT(deviation(all), .2);
  EXPECT_NEAR(pair.mean(), 0, .05);
  EXPECT_NEAR(all.mean(), 1, .1);
}

TEST(SobolIndices, OrderOfBaseSamplesChangesOnlyDigits) {
  PickFreeze design = plain_design(Ishigami(), 256, 3, 4);
  const SobolIndices before = sobol_indices(design);
  const Eigen::ArrayXd mean = design.response.mean;
  for (Eigen::Index j = 0; j < 256; ++j) {
    design.response.mean.segment(j * 5, 5) = mean.segment((j * 37 + 5) % 256 * 5, 5);
  }
  const SobolIndices after = sobol_indices(design);
  for (std::size_t i = 0; i < 3; ++i) {
    EXPECT_NEAR(before.first[i].value, after.first[i].value, 1e-12);
    EXPECT_NEAR(before.total[i].value, after.total[i].value, 1e-12);
    // The resamples are others.
    EXPECT_NEAR(before.total[i].half_width() / after.total[i].half_width(), 1, 0.2);
  }
}

TEST(SobolIndices, ThreadsChangeNoByte) {
  const PickFreeze design = plain_design(Ishigami(), 128, 3, 5);
  SobolIndices one, two;
  tbb::task_arena(1).execute([&] { one = sobol_indices(design); });
  tbb::task_arena(2).execute([&] { two = sobol_indices(design); });
  expect_same_bytes(one, two);
}

TEST(SobolIndices, AFailedPointTakesItsBaseSampleWithIt) {
  const PickFreeze whole = plain_design(Ishigami(), 64, 3, 6);
  PickFreeze failed = whole, shorter = whole;
  failed.response.mean[17 * 5 + 3] = kNone;
  failed.response.mean[63 * 5] = kNone;
  Eigen::ArrayXd& mean = shorter.response.mean;
  mean.segment(17 * 5, 45 * 5) = Eigen::ArrayXd(mean.segment(18 * 5, 45 * 5));
  mean.conservativeResize(62 * 5);
  const SobolIndices s = sobol_indices(failed);
  EXPECT_EQ(s.base_samples, 62);
  EXPECT_EQ(s.left_out, 2);
  expect_same_bytes(s, sobol_indices(shorter));
}

TEST(SobolIndices, TwoBaseSamplesAreTheFewest) {
  const SobolIndices two = sobol_indices(plain_design(Ishigami(), 2, 3, 7));
  EXPECT_FALSE(std::isnan(two.total[0].value));
  PickFreeze one_left = plain_design(Ishigami(), 2, 3, 7);
  one_left.response.mean[0] = kNone;
  const SobolIndices one = sobol_indices(one_left);
  EXPECT_TRUE(std::isnan(one.total[0].value));
  EXPECT_EQ(convergence(one.total[0]), Convergence::kUndefined);
  EXPECT_FALSE(one.varies());
  PickFreeze ragged = plain_design(Ishigami(), 2, 3, 7);
  ragged.units = 2;
  EXPECT_THROW(sobol_indices(ragged), Error);
}

TEST(SobolIndices, AConstantResponseHasNone) {
  const SobolIndices s =
      sobol_indices(plain_design([](const Eigen::ArrayXd&) { return 0.5; }, 32, 2, 8));
  EXPECT_EQ(s.variance_of_mean_response.value, 0);
  EXPECT_TRUE(std::isnan(s.first[0].value));
  EXPECT_FALSE(s.varies());
}

TEST(SobolConvergence, TakesTheFirstEighthQuarterHalfAndAll) {
  const PickFreeze design = plain_design(Ishigami(), 2048, 3, 9);
  const std::vector<SobolPrefix> prefixes = sobol_convergence(design);
  ASSERT_EQ(prefixes.size(), 4u);
  for (std::size_t k = 0; k < 4; ++k) EXPECT_EQ(prefixes[k].base_samples, 256 << k);
  expect_same_bytes(prefixes[3].indices, sobol_indices(design));
  expect_same_bytes(prefixes[1].indices, sobol_indices(plain_design(Ishigami(), 512, 3, 9)));
  // Eight times the runs, intervals smaller by the root of 8.
  EXPECT_NEAR(prefixes[0].indices.total[0].half_width() / prefixes[3].indices.total[0].half_width(),
              std::sqrt(8), 0.7);
  EXPECT_EQ(convergence(sobol_convergence(plain_design(Ishigami(), 16, 3, 9))[0].indices.first[0]),
            Convergence::kWide);
}

}  // namespace
}  // namespace armistice
