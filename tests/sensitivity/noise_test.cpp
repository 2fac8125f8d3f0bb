// What is left of replicate noise in Sobol' indices and elementary effects.
#include <gtest/gtest.h>

#include "experiments/sensitivity/morris_effects.hpp"
#include "experiments/sensitivity/sobol_indices.hpp"
#include "tests/sensitivity/close.hpp"
#include "tests/sensitivity/noisy_function.hpp"
#include "tests/support/grouped_response.hpp"
#include "tests/support/sensitivity_functions.hpp"
#include "tests/support/statistics.hpp"

namespace armistice {
namespace {

using support::Numbers;

constexpr double kVariance = NoisyFunction::kVariance, kWithin = NoisyFunction::kWithin;
constexpr const double* kFirst = NoisyFunction::kFirst;

Response without_groups(Response response) {
  response.groups.resize(0, 0);
  return response;
}

TEST(ReplicateNoise, OfIndependentChanceIsTakenOut) {
  const Response response =
      noisy_response(support::pick_freeze_points(2048, 3, 1), 5, false, 2);  // an odd number
  const SobolIndices corrected = sobol_indices({3, false, response});
  const SobolIndices plain = sobol_indices({3, false, without_groups(response)});
  EXPECT_TRUE(corrected.corrected);
  for (std::size_t i = 0; i < 3; ++i) {
    EXPECT_TRUE(is_near(corrected.first[i], kFirst[i] / kVariance)) << i;
    EXPECT_TRUE(is_near(corrected.total[i], kFirst[i] / kVariance)) << i;
    EXPECT_TRUE(is_near(corrected.first_of_replicate[i], kFirst[i] / (kVariance + kWithin))) << i;
    EXPECT_TRUE(is_near(corrected.total_of_replicate[i], kFirst[i] / (kVariance + kWithin))) << i;
  }
  EXPECT_TRUE(is_near(corrected.variance_of_mean_response, kVariance));
  EXPECT_TRUE(is_near(corrected.chance, kWithin / (kVariance + kWithin)));
  // Without the correction noise is variance, and an interaction of all with all.
  EXPECT_FALSE(is_near(plain.variance_of_mean_response, kVariance));
  EXPECT_TRUE(is_near(plain.variance_of_mean_response, kVariance + kWithin / 5));
  EXPECT_FALSE(is_near(plain.first[0], 0.8));
  EXPECT_FALSE(is_near(plain.total[2], 0));
}

TEST(ReplicateNoise, OfCommonChanceIsTakenOutInExpectation) {
  // Designs that each have chance of their own; within a design all points share it. Numerators
  // and V_x are unbiased each by itself; their ratio only as the sample grows.
  struct Values {
    std::vector<double> variance, within, first[3], total[3];
  } corrected, plain;
  const auto keep = [](const PickFreeze& design, Values& values) {
    const SobolIndices s = sobol_indices(design, {.replicates = 2});
    const double v = s.variance_of_mean_response.value;
    values.variance.push_back(v);
    values.within.push_back(s.chance.value / (1 - s.chance.value) * v);
    for (std::size_t i = 0; i < 3; ++i) {
      values.first[i].push_back(s.first[i].value * v);
      values.total[i].push_back(s.total[i].value * v);
    }
  };
  for (std::uint64_t seed = 0; seed < 400; ++seed) {
    const Response response =
        noisy_response(support::pick_freeze_points(128, 3, 1000 + seed), 8, true, 5000 + seed);
    keep({3, false, response}, corrected);
    keep({3, false, without_groups(response)}, plain);
  }
  EXPECT_TRUE(support::mean_is(corrected.variance, kVariance));
  EXPECT_TRUE(support::mean_is(corrected.within, kWithin));
  for (std::size_t i = 0; i < 3; ++i) {
    EXPECT_TRUE(support::mean_is(corrected.first[i], kFirst[i])) << i;
    EXPECT_TRUE(support::mean_is(corrected.total[i], kFirst[i])) << i;
  }
  // What chance does together with units 2 and 3 would be taken for theirs.
  EXPECT_TRUE(support::mean_is(plain.variance, kVariance + 2 * 2.25 / 8));
  EXPECT_FALSE(support::mean_is(plain.variance, kVariance));
  for (const std::size_t i : {1u, 2u}) {
    EXPECT_TRUE(support::mean_is(plain.total[i], kFirst[i] + 2.25 / 8));
    EXPECT_FALSE(support::mean_is(plain.total[i], kFirst[i]));
    std::vector<double> excess;  // in the same designs
    for (std::size_t k = 0; k < plain.first[i].size(); ++k) {
      excess.push_back(plain.first[i][k] - corrected.first[i][k]);
    }
    EXPECT_TRUE(support::mean_is(excess, 2.25 / 8));
    EXPECT_FALSE(support::mean_is(excess, 0));
  }
}

TEST(ReplicateNoise, OfASecondOrderDesignIsTakenOutToo) {
  // E[f | x] = u1 u2: all of V_x is their interaction.
  const Eigen::ArrayXXd points = support::pick_freeze_points(2048, 2, 3, true);
  const Eigen::ArrayXXd u = standardised(points);
  Numbers numbers(4);
  Eigen::ArrayXXd values(u.rows(), 2);
  for (Eigen::Index j = 0; j < u.rows(); ++j) {
    for (int r = 0; r < 2; ++r) values(j, r) = u(j, 0) * u(j, 1) + numbers.normal();
  }
  const Response response = support::response_of(values);
  const SobolIndices s = sobol_indices({2, true, response});
  EXPECT_TRUE(is_near(s.first[0], 0));
  EXPECT_TRUE(is_near(s.total[0], 1));
  EXPECT_TRUE(is_near(s.second[0].index, 1));
  EXPECT_TRUE(is_near(s.closed_sum, 1));
  EXPECT_TRUE(is_near(s.chance, 0.5));
  EXPECT_FALSE(is_near(sobol_indices({2, true, without_groups(response)}).second[0].index, 1));
}

TEST(ReplicateNoise, OfAShareIsItsBinomialVariance) {
  // p = 0.2 + 0.6 u1: V_x = 0.03, W = 0.25 - 0.03.
  const Eigen::ArrayXXd points = support::pick_freeze_points(2048, 2, 5);
  Numbers numbers(6);
  Eigen::ArrayXXd values(points.rows(), 10);
  for (Eigen::Index j = 0; j < points.rows(); ++j) {
    for (int r = 0; r < 10; ++r) values(j, r) = numbers.uniform() < 0.2 + 0.6 * points(j, 0);
  }
  Response response = support::response_of(values);
  response.share = true;
  const SobolIndices s = sobol_indices({2, false, response});
  EXPECT_TRUE(is_near(s.variance_of_mean_response, 0.03));
  EXPECT_TRUE(is_near(s.chance, 0.88));
  EXPECT_TRUE(is_near(s.total[0], 1));
  EXPECT_TRUE(is_near(s.total[1], 0));
  EXPECT_TRUE(is_near(s.total_of_replicate[0], 0.12));
  EXPECT_TRUE(s.varies());
}

TEST(ReplicateNoise, AloneIsNotTakenForVariation) {
  Numbers numbers(7);
  Eigen::ArrayXXd values(512 * 4, 2);
  for (double& x : values.reshaped()) x = numbers.normal();
  const Response response = support::response_of(values);
  const SobolIndices s = sobol_indices({2, false, response});
  EXPECT_FALSE(s.varies());
  EXPECT_GT(s.chance.high, 0.99);
  EXPECT_TRUE(sobol_indices({2, false, without_groups(response)}).varies());
}

TEST(ReplicateNoise, IsTakenOutOfTheSpreadOfElementaryEffects) {
  // One step in each of two units from random starts; effects 3 and 0, noise of variance 1 a
  // replicate, so 2 / 4 / 0.5^2 in an effect of the mean of four.
  const int n = 500;
  MorrisDesign design;
  design.units = 2;
  design.moved.resize(2 * n);
  design.step.resize(2 * n);
  Eigen::ArrayXXd values(3 * n, 4);
  Numbers numbers(8);
  for (Eigen::Index t = 0; t < n; ++t) {
    const bool first = numbers.uniform() < 0.5;
    design.moved[2 * t] = first ? 0 : 1;
    design.moved[2 * t + 1] = first ? 1 : 0;
    design.step[2 * t] = design.step[2 * t + 1] = numbers.uniform() < 0.5 ? -0.5 : 0.5;
    double level = 0;
    for (Eigen::Index k = 0; k < 3; ++k) {
      if (k > 0 && design.moved[2 * t + k - 1] == 0) level += 3 * design.step[2 * t + k - 1];
      for (int r = 0; r < 4; ++r) values(3 * t + k, r) = level + numbers.normal();
    }
  }
  design.response = support::response_of(values);
  const MorrisEffects corrected = morris_effects(design);
  const double noise = std::sqrt(2.0);
  EXPECT_TRUE(is_near(corrected.units[0].mu, 3));
  EXPECT_TRUE(is_near(corrected.units[1].mu, 0));
  for (const UnitEffects& unit : corrected.units) {
    EXPECT_LT(unit.sigma.value, noise / 2);
    // Standard error of a root mean square of 500: 3 %.
    EXPECT_NEAR(unit.mu_star_of_noise, std::sqrt(2 / support::kPi) * noise, 0.12 * noise);
  }
  EXPECT_FALSE(corrected.units[0].within_noise);
  EXPECT_TRUE(corrected.units[1].within_noise);
  design.response = without_groups(design.response);
  const MorrisEffects plain = morris_effects(design);
  EXPECT_TRUE(is_near(plain.units[0].sigma, noise));
  EXPECT_FALSE(plain.units[1].within_noise);  // nothing is known of the noise
  EXPECT_TRUE(std::isnan(plain.units[1].mu_star_of_noise));
}

}  // namespace
}  // namespace armistice
