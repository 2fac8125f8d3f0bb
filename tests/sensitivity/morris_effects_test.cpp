#include "experiments/sensitivity/morris_effects.hpp"

#include <gtest/gtest.h>

#include <numeric>

#include "experiments/error.hpp"
#include "tests/sensitivity/close.hpp"
#include "tests/support/grouped_response.hpp"
#include "tests/support/sensitivity_functions.hpp"

namespace armistice {
namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

/// Trajectories on a grid of four levels, by steps of 2/3, as Morris draws them.
MorrisDesign trajectories(const support::Function& f, int units, int count, std::uint64_t seed) {
  support::Numbers numbers(seed);
  MorrisDesign design;
  design.units = units;
  design.moved.resize(count * units);
  design.step.resize(count * units);
  design.response.mean.resize(count * (units + 1));
  for (Eigen::Index t = 0; t < count; ++t) {
    Eigen::ArrayXd x(units);
    for (double& level : x) level = std::floor(4 * numbers.uniform()) / 3;
    std::vector<int> order(static_cast<std::size_t>(units));
    std::iota(order.begin(), order.end(), 0);
    for (std::size_t i = order.size(); i > 1; --i) {
      std::swap(order[i - 1], order[static_cast<std::size_t>(numbers.uniform() * double(i))]);
    }
    design.response.mean[t * (units + 1)] = f(x);
    for (Eigen::Index k = 0; k < units; ++k) {
      const int unit = order[static_cast<std::size_t>(k)];
      const double step = x[unit] < 0.5 ? 2.0 / 3 : -2.0 / 3;
      x[unit] += step;
      design.moved[t * units + k] = unit;
      design.step[t * units + k] = step;
      design.response.mean[t * (units + 1) + k + 1] = f(x);
    }
  }
  return design;
}

/// Morris 1991, section 4: the coefficients that he draws from a standard normal are 1 and -1 by
/// turns here.
double twenty_factors(const Eigen::ArrayXd& x) {
  Eigen::ArrayXd w = 2 * (x - 0.5);
  for (const int i : {2, 4, 6}) w[i] = 2 * (1.1 * x[i] / (x[i] + 0.1) - 0.5);
  const auto sign = [](int i) { return i % 2 == 0 ? 1.0 : -1.0; };
  double y = 0;
  for (int i = 0; i < 20; ++i) {
    y += (i < 10 ? 20 : sign(i)) * w[i];
    for (int j = i + 1; j < 20; ++j) {
      y += (j < 6 ? -15 : sign(i + j)) * w[i] * w[j];
      for (int l = j + 1; l < 5; ++l) {
        y += -10 * w[i] * w[j] * w[l];
        for (int s = l + 1; s < 4; ++s) y += 5 * w[i] * w[j] * w[l] * w[s];
      }
    }
  }
  return y;
}

TEST(MorrisEffects, OfHisTwentyFactorsShowThePublishedPattern) {
  const MorrisEffects effects = morris_effects(trajectories(twenty_factors, 20, 40, 1));
  const auto unit = [&effects](int factor) {
    return effects.units[static_cast<std::size_t>(factor - 1)];
  };
  for (int important = 1; important <= 10; ++important) {
    for (int rest = 11; rest <= 20; ++rest) {
      EXPECT_GT(unit(important).mu_star.low, unit(rest).mu_star.high) << important << " " << rest;
    }
  }
  for (const int linear : {8, 9, 10}) {
    EXPECT_GT(unit(linear).mu.value, 3 * unit(linear).sigma.value);
    EXPECT_NEAR(unit(linear).mu.value, 40, 10);  // twice the coefficient of w
    for (int curved = 1; curved <= 7; ++curved) {
      EXPECT_GT(unit(curved).sigma.value, 2 * unit(linear).sigma.value) << curved;
    }
  }
}

TEST(MorrisEffects, OfALinearFunctionAreItsCoefficients) {
  const MorrisEffects effects = morris_effects(
      trajectories([](const Eigen::ArrayXd& x) { return 3 * x[0] - 5 * x[1]; }, 3, 6, 2));
  const double coefficients[] = {3, -5, 0};
  const double ranks[] = {2, 1, 3};
  for (std::size_t i = 0; i < 3; ++i) {
    EXPECT_NEAR(effects.units[i].mu.value, coefficients[i], 1e-12);
    EXPECT_NEAR(effects.units[i].mu_star.value, std::abs(coefficients[i]), 1e-12);
    EXPECT_NEAR(effects.units[i].sigma.value, 0, 1e-12);
    EXPECT_NEAR(effects.units[i].mu.half_width(), 0, 1e-12);
    EXPECT_EQ(effects.units[i].rank.value, ranks[i]);
    EXPECT_EQ(effects.units[i].rank.high, ranks[i]);
    EXPECT_EQ(effects.convergence_of(static_cast<int>(i)), Convergence::kConverged);
    EXPECT_EQ(effects.convergence_of_rank(static_cast<int>(i)), Convergence::kConverged);
  }
}

TEST(MorrisEffects, OfASymmetricInteractionCancelInMuAndNotInMuStar) {
  // The effect of x1 on (x1 - 1/2)(x2 - 1/2) is x2 - 1/2, on four levels: 1/6 or 1/2 either way.
  const MorrisEffects effects = morris_effects(
      trajectories([](const Eigen::ArrayXd& x) { return (x[0] - 0.5) * (x[1] - 0.5); }, 2, 400, 3));
  EXPECT_TRUE(is_near(effects.units[0].mu, 0));
  EXPECT_TRUE(is_near(effects.units[0].mu_star, 1.0 / 3));
  EXPECT_TRUE(is_near(effects.units[0].sigma, std::sqrt((1.0 / 36 + 1.0 / 4) / 2)));
}

TEST(MorrisEffects, RanksOfEqualsAreNotSettledByFewTrajectories) {
  const support::Function f = [](const Eigen::ArrayXd& x) {
    return 10 * x[0] + (x.tail(10) - 0.5).sum() * (x.tail(10) - 0.5).sum();
  };
  const MorrisEffects effects = morris_effects(trajectories(f, 11, 6, 4));
  EXPECT_EQ(effects.units[0].rank.value, 1);
  EXPECT_EQ(effects.convergence_of_rank(0), Convergence::kConverged);
  int wide = 0;
  for (int i = 1; i < 11; ++i) wide += effects.convergence_of_rank(i) == Convergence::kWide;
  EXPECT_GT(wide, 3);
}

TEST(MorrisEffects, AFailedPointTakesItsTrajectoryWithIt) {
  MorrisDesign design = trajectories(twenty_factors, 20, 5, 5);
  MorrisDesign shorter = design;
  design.response.mean[4 * 21 + 7] = kNone;
  shorter.response.mean.conservativeResize(4 * 21);
  shorter.moved.conservativeResize(4 * 20);
  shorter.step.conservativeResize(4 * 20);
  const MorrisEffects left = morris_effects(design), without = morris_effects(shorter);
  EXPECT_EQ(left.trajectories, 4);
  EXPECT_EQ(left.left_out, 1);
  for (std::size_t i = 0; i < 20; ++i) {
    EXPECT_EQ(left.units[i].mu_star.value, without.units[i].mu_star.value);
    EXPECT_EQ(left.units[i].mu_star.high, without.units[i].mu_star.high);
  }
}

TEST(MorrisEffects, OneTrajectoryHasNoIntervalAndNoneHasNothing) {
  MorrisDesign design = trajectories(twenty_factors, 20, 1, 6);
  const MorrisEffects one = morris_effects(design);
  EXPECT_FALSE(std::isnan(one.units[0].mu.value));
  EXPECT_TRUE(std::isnan(one.units[0].mu.low));
  EXPECT_TRUE(std::isnan(one.units[0].sigma.value));
  EXPECT_EQ(one.convergence_of(0), Convergence::kUndefined);
  design.response.mean[3] = kNone;
  EXPECT_TRUE(std::isnan(morris_effects(design).units[0].mu.value));
}

TEST(MorrisEffects, RefusesStepsThatAreNone) {
  const MorrisDesign design = trajectories(twenty_factors, 20, 2, 7);
  MorrisDesign twice = design, still = design, ragged = design;
  twice.moved[1] = twice.moved[0];
  still.step[3] = kNone;
  ragged.response.mean.conservativeResize(41);
  EXPECT_THROW(morris_effects(twice), Error);
  EXPECT_THROW(morris_effects(still), Error);
  EXPECT_THROW(morris_effects(ragged), Error);
}

TEST(MorrisEffects, MovesThatChangeNothingAreLeftOut) {
  const support::Function f = [](const Eigen::ArrayXd& x) { return 3 * x[0] - 5 * x[1]; };
  MorrisDesign design = trajectories(f, 2, 8, 8);
  // In half of the trajectories unit 1 stays where it is, and so does the response.
  for (Eigen::Index t = 0; t < 8; t += 2) {
    for (Eigen::Index k = 0; k < 2; ++k) {
      if (design.moved[2 * t + k] != 1) continue;
      design.step[2 * t + k] = 0;
      const double back = design.response.mean[3 * t + k + 1] - design.response.mean[3 * t + k];
      design.response.mean.segment(3 * t + k + 1, 2 - k) -= back;
    }
  }
  const MorrisEffects effects = morris_effects(design);
  EXPECT_EQ(effects.units[1].effects, 4);
  EXPECT_EQ(effects.units[0].effects, 8);
  EXPECT_NEAR(effects.units[1].mu_star.value, 5, 1e-12) << "not the half of it";
  EXPECT_NEAR(effects.units[1].mu.value, -5, 1e-12);
  EXPECT_EQ(effects.units[1].rank.value, 1);
  for (double& step : design.step) step = 0;
  const MorrisEffects still = morris_effects(design);
  EXPECT_TRUE(std::isnan(still.units[0].mu_star.value));
  EXPECT_TRUE(std::isnan(still.units[0].rank.value));
  EXPECT_EQ(still.largest_mu_star(), 0);
}

TEST(MorrisEffects, AUnitWithoutDirectionHasMuStarAlone) {
  MorrisDesign design =
      trajectories([](const Eigen::ArrayXd& x) { return 3 * x[0] + x[1]; }, 2, 6, 9);
  const MorrisEffects directed = morris_effects(design);
  design.undirected = {true, false};
  const MorrisEffects effects = morris_effects(design);
  EXPECT_EQ(effects.units[0].mu_star.value, directed.units[0].mu_star.value);
  EXPECT_TRUE(std::isnan(effects.units[0].mu.value));
  EXPECT_TRUE(std::isnan(effects.units[0].sigma.value));
  EXPECT_EQ(effects.units[1].mu.value, directed.units[1].mu.value);
}

/// Effects of a size beside noise of 16 replicates at each point, common to all points or not.
MorrisEffects noisy_effects(double size, double noise, bool common, int count, std::uint64_t seed) {
  MorrisDesign design =
      trajectories([size](const Eigen::ArrayXd& x) { return size * x[0]; }, 1, count, seed);
  support::Numbers numbers(seed + 1000);
  Eigen::ArrayXXd values(design.response.points(), 16);
  Eigen::ArrayXd shared(16);
  for (double& z : shared) z = numbers.normal();
  for (Eigen::Index i = 0; i < values.rows(); ++i) {
    for (Eigen::Index r = 0; r < 16; ++r) {
      values(i, r) = design.response.mean[i] + noise * numbers.normal() + (common ? shared[r] : 0);
    }
  }
  design.response = support::response_of(values, common);
  return morris_effects(design, {.replicates = 200, .seed = seed});
}

TEST(MorrisEffects, AnEffectThatMuTellsFromZeroIsNotCalledNoise) {
  int told = 0, contradictions = 0;
  for (std::uint64_t seed = 0; seed < 40; ++seed) {
    const UnitEffects unit = noisy_effects(.5, 1.5, true, 40, 100 + seed).units[0];
    const bool by_mu = unit.mu.low > 0 || unit.mu.high < 0;
    told += by_mu;
    contradictions += by_mu && unit.within_noise;
  }
  EXPECT_GT(told, 20);
  EXPECT_EQ(contradictions, 0);
}

TEST(MorrisEffects, FewUnitsOfPureNoiseEscapeTheMark) {
  int escaped = 0;
  for (std::uint64_t seed = 0; seed < 600; ++seed) {
    escaped += !noisy_effects(0, 1, false, 10, 2000 + seed).units[0].within_noise;
  }
  EXPECT_LT(escaped, 600 * .12);  // measured: 10 %
}

TEST(MorrisEffects, IntervalsOfMuCoverWithTenTrajectories) {
  int covered = 0;
  for (std::uint64_t seed = 0; seed < 600; ++seed) {
    const IndexEstimate mu = noisy_effects(1, 1, false, 10, 4000 + seed).units[0].mu;
    covered += mu.low <= 1 && 1 <= mu.high;
  }
  EXPECT_GT(covered, 600 * .925);  // percentiles of resamples cover 90 %
  EXPECT_LT(covered, 600 * .975);
}

}  // namespace
}  // namespace armistice
