#include "experiments/sensitivity/moment_independent.hpp"

#include <gtest/gtest.h>
#include <tbb/task_arena.h>

#include "experiments/error.hpp"
#include "tests/sensitivity/close.hpp"
#include "tests/support/sensitivity_functions.hpp"
#include "tests/support/statistics.hpp"

namespace armistice {
namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

Response plain(const Eigen::ArrayXd& mean, bool share = false) {
  Response response;
  response.mean = mean;
  response.share = share;
  return response;
}

double normal_density(double x, double mean, double deviation) {
  const double z = (x - mean) / deviation;
  return std::exp(-z * z / 2) / (deviation * std::sqrt(2 * support::kPi));
}

/// Delta of x in y = a x + b e for independent standard normals, by the trapezoidal rule.
double delta_of_normals(double a, double b) {
  const double all = std::sqrt(a * a + b * b), step = 0.05;
  double delta = 0;
  for (double x = -6; x <= 6; x += step) {
    double distance = 0;
    for (double y = -8 * all; y <= 8 * all; y += step * b / 2) {
      distance += std::abs(normal_density(y, a * x, b) - normal_density(y, 0, all));
    }
    delta += normal_density(x, 0, 1) * distance / 2 * step * b / 2;
  }
  return delta * step;
}

TEST(MomentIndependent, DeltaOfNormalsIsTheIntegral) {
  const double a[] = {2, 1, 0.5};
  support::Numbers numbers(1);
  Eigen::ArrayXXd x(20000, 4);
  for (double& v : x.reshaped()) v = numbers.normal();
  Eigen::ArrayXd y = x.col(0) * a[0] + x.col(1) * a[1] + x.col(2) * a[2];
  const MomentIndependent m = moment_independent(x, plain(y), {.replicates = 100}, 39);
  const double squares = 4 + 1 + 0.25;
  for (std::size_t i = 0; i < 3; ++i) {
    // Classes and bins hide a little.
    const double expected = delta_of_normals(a[i], std::sqrt(squares - a[i] * a[i]));
    EXPECT_NEAR(m.factors[i].delta.value, expected, 0.04 * expected + 0.01) << i;
    EXPECT_TRUE(m.factors[i].told_from_zero());
  }
  EXPECT_FALSE(m.factors[3].told_from_zero());
  EXPECT_LT(m.factors[3].delta.value, m.factors[3].raw);
}

TEST(MomentIndependent, OfAShareIsExactForALevel) {
  // Levels 0, 1 and 2 in equal parts with shares 0.1, 0.4 and 0.4, around 0.3.
  Eigen::ArrayXXd x(300, 2);
  Eigen::ArrayXd y(300);
  for (Eigen::Index j = 0; j < 300; ++j) {
    x(j, 0) = static_cast<double>(j % 3);
    x(j, 1) = 1;
    y[j] = j % 3 == 0 ? 0.1 : 0.4;
  }
  const MomentIndependent m = moment_independent(x, plain(y, true));
  EXPECT_EQ(m.classes, 2);
  EXPECT_EQ(m.factors[0].bins, 3);
  EXPECT_NEAR(m.factors[0].raw, (0.2 + 0.1 + 0.1) / 3, 1e-12);
  EXPECT_TRUE(is_near(m.factors[0].delta, 0.4 / 3));
  EXPECT_TRUE(m.factors[0].told_from_zero());
  EXPECT_NEAR(m.factors[1].raw, 0, 1e-12);
  EXPECT_FALSE(m.factors[1].told_from_zero());
}

TEST(MomentIndependent, OfAShareIsTheMeanDistanceOfItsProbability) {
  // p = 0.2 + 0.6 u: the mean of |p - 0.5| is 0.15. Replicates are drawn.
  const Eigen::ArrayXXd x = support::uniform_points(4000, 3, 2);
  support::Numbers numbers(3);
  Eigen::ArrayXd y(4000);
  for (Eigen::Index j = 0; j < 4000; ++j) {
    int hits = 0;
    for (int r = 0; r < 5; ++r) hits += numbers.uniform() < 0.2 + 0.6 * x(j, 0);
    y[j] = hits / 5.0;
  }
  const MomentIndependent m = moment_independent(x, plain(y, true));
  EXPECT_TRUE(is_near(m.factors[0].delta, 0.15));
  EXPECT_FALSE(m.factors[1].told_from_zero());
  EXPECT_FALSE(m.factors[2].told_from_zero());
}

TEST(MomentIndependent, SeesAShiftOfSpreadThatNoMeanShows) {
  const Eigen::ArrayXXd u = support::uniform_points(2000, 2, 4);
  const Eigen::ArrayXd y = (u.col(0) - 0.5) * (u.col(1) - 0.5);  // E[y | u1] = 0 everywhere
  const MomentIndependent m = moment_independent(u, plain(y));
  EXPECT_TRUE(m.factors[0].told_from_zero());
  EXPECT_GT(m.factors[0].delta.low, 0.1);
}

TEST(MomentIndependent, FewOfTheDesignsInWhichNothingMattersShowAFactor) {
  int designs = 0;
  for (std::uint64_t seed = 0; seed < 150; ++seed) {
    const Eigen::ArrayXXd u = support::uniform_points(100, 6, 100 + seed);
    const MomentIndependent m =
        moment_independent(u.leftCols(5), plain(u.col(5)), {.replicates = 2, .seed = seed}, 99);
    bool told = false;
    for (const FactorDelta& factor : m.factors) told = told || factor.told_from_zero();
    designs += told;
  }
  EXPECT_TRUE(support::share_is(designs, 150, 0.05));
}

TEST(MomentIndependent, ThreadsChangeNoByteAndFailedPointsAreLeftOut) {
  const Eigen::ArrayXXd u = support::uniform_points(200, 2, 5);
  Eigen::ArrayXd y = u.col(0) + u.col(1);
  const auto run = [&u, &y] { return moment_independent(u, plain(y), {.replicates = 50}, 19); };
  MomentIndependent one, two;
  tbb::task_arena(1).execute([&] { one = run(); });
  tbb::task_arena(2).execute([&] { two = run(); });
  EXPECT_EQ(one.factors[0].delta.low, two.factors[0].delta.low);
  EXPECT_EQ(one.factors[0].threshold, two.factors[0].threshold);
  y[3] = kNone;
  EXPECT_EQ(run().points, 199);
  EXPECT_EQ(run().left_out, 1);
}

TEST(MomentIndependent, OfAMeanThatIsTheSameAtEveryPointIsNothing) {
  support::Numbers numbers(5);
  Eigen::ArrayXXd x(32, 2);
  for (double& v : x.reshaped()) v = numbers.normal();
  const Eigen::ArrayXd same = Eigen::ArrayXd::Constant(32, 9.7);
  const MomentIndependent m = moment_independent(x, plain(same), {.replicates = 100}, 39);
  EXPECT_EQ(m.classes, 1);
  for (const auto& factor : m.factors) {
    EXPECT_EQ(factor.raw, 0);
    EXPECT_EQ(factor.delta.value, 0);
    EXPECT_FALSE(factor.told_from_zero());
  }
}

TEST(MomentIndependent, NeedsTwoPoints) {
  const Eigen::ArrayXXd u = support::uniform_points(2, 1, 6);
  EXPECT_FALSE(std::isnan(moment_independent(u, plain(u.col(0))).factors[0].raw));
  EXPECT_TRUE(std::isnan(moment_independent(u.topRows(1), plain(u.col(0).head(1))).factors[0].raw));
  EXPECT_THROW(moment_independent(u, plain(Eigen::ArrayXd::Ones(3))), Error);
}

TEST(MomentIndependent, BinsGrowWithThePointsUpToFortyEight) {
  EXPECT_EQ(delta_bins(10'000), 22);  // the cube root
  EXPECT_EQ(delta_bins(1'000'000), 48);
  EXPECT_LT(delta_bins(100), 5);
}

TEST(MomentIndependent, EachWordIsAClassOfItsOwn) {
  // Eight words and few points, so that numbers would be put together; every other word does it.
  const Eigen::Index n = 160;
  ASSERT_LT(delta_bins(n), 8);
  Eigen::ArrayXXd words(n, 1), relabelled(n, 1);
  Response response;
  response.share = true;
  response.mean.resize(n);
  for (Eigen::Index i = 0; i < n; ++i) {
    words(i, 0) = static_cast<double>(i % 8);
    relabelled(i, 0) = static_cast<double>((i % 8) * 3 % 8);
    response.mean[i] = i % 2 == 0 ? .9 : .1;
  }
  const auto delta = [&](const Eigen::ArrayXXd& x) {
    return moment_independent(x, response, {.replicates = 50}, 19, {true}).factors[0];
  };
  EXPECT_EQ(delta(words).bins, 8);
  EXPECT_NEAR(delta(words).raw, .4, 1e-12);  // half of the distance between .9 and .1
  EXPECT_NEAR(delta(relabelled).raw, .4, 1e-12);
}

}  // namespace
}  // namespace armistice
