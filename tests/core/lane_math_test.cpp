// The elementary functions against libm in double, and the small operations of a lane.
#include "core/lane_math.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <random>

namespace armistice {
namespace {

constexpr int kPoints = 200'000;

/// How far `got` is from `exact`, in units of the last place of a float of that size.
double units_off(Real got, double exact) {
  const double unit = std::ldexp(1.0, std::ilogb(exact) - std::numeric_limits<float>::digits + 1);
  return std::abs(static_cast<double>(got.value) - exact) / unit;
}

/// Spread evenly between two numbers, rounded to float.
template <class Check>
void for_points(double low, double high, const Check& check) {
  std::mt19937_64 random(7);
  std::uniform_real_distribution<double> between(low, high);
  for (int i = 0; i < kPoints; ++i) check(static_cast<double>(static_cast<float>(between(random))));
}

TEST(LaneMath, ExponentialIsWithinTwoUnitsOfLibm) {
  double worst = 0;
  for_points(-87, 87, [&](double x) { worst = std::max(worst, units_off(exp(x), std::exp(x))); });
  for_points(-2, 2, [&](double x) { worst = std::max(worst, units_off(exp(x), std::exp(x))); });
  EXPECT_LE(worst, 2);
  EXPECT_EQ(exp(0).value, 1);
}

TEST(LaneMath, ExponentialStaysFiniteBeyondItsRange) {
  EXPECT_EQ(exp(1e9).value, exp(87).value);
  EXPECT_EQ(exp(-1e9).value, exp(-87).value);
  EXPECT_TRUE(std::isfinite(exp(1e30).value));
  EXPECT_GT(exp(-1e30).value, 0);
}

TEST(LaneMath, LogarithmIsWithinTwoUnitsOfLibm) {
  double worst = 0;
  for_points(-86, 87, [&](double power) {
    const auto x = static_cast<double>(static_cast<float>(std::exp(power)));
    worst = std::max(worst, units_off(log(x), std::log(x)));
  });
  for_points(.5, 2, [&](double x) {
    if (x != 1) worst = std::max(worst, units_off(log(x), std::log(x)));
  });
  EXPECT_LE(worst, 2);
  EXPECT_EQ(log(1).value, 0);
}

TEST(LaneMath, SineAndCosineOfAQuarterTurnAgreeWithLibm) {
  constexpr double kQuarterTurn = 1.57079632679489662;
  double worst = 0;
  for_points(-.5, .5, [&](double f) {
    const SineCosine t = sine_cosine_of_quarter(f);
    worst =
        std::max({worst, std::abs(static_cast<double>(t.sine.value) - std::sin(kQuarterTurn * f)),
                  std::abs(static_cast<double>(t.cosine.value) - std::cos(kQuarterTurn * f))});
  });
  EXPECT_LE(worst, 0x1p-23);
}

TEST(LaneMath, LogisticIsAProbabilityAndItsMirrorImage) {
  for_points(-40, 40, [](double x) {
    const double got = static_cast<double>(logistic(x).value);
    const double exact = 1 / (1 + std::exp(-x));
    ASSERT_NEAR(got, exact, 1e-6 * exact + 1e-12) << x;
    ASSERT_GE(got, 0);
    ASSERT_LE(got, 1);
  });
  EXPECT_EQ(logistic(0).value, .5f);
  EXPECT_EQ(logistic(1e9).value, 1);
}

TEST(LaneMath, SoftsignIsUndoneByItsInverse) {
  for_points(-3.9, 3.9, [](double x) {
    const double back = static_cast<double>(inverse_softsign(softsign(x), .8).value);
    ASSERT_NEAR(back, x, 1e-5) << x;
  });
  EXPECT_FLOAT_EQ(inverse_softsign(.9, .8).value, 4) << "clipped";
  EXPECT_FLOAT_EQ(inverse_softsign(-.9, .8).value, -4) << "clipped";
}

TEST(LaneMath, PickGivesTheEntryAtEachIndex) {
  const Real table[6] = {10, 11, 12, 13, 14, 15};
  for (int i = 0; i < 6; ++i) EXPECT_EQ(pick(table, i).value, static_cast<float>(10 + i));
}

TEST(LaneMath, ATieGoesToTheSecondAsInTheVectorUnits) {
  const Real zero = 0, negative = -zero;
  EXPECT_TRUE(std::signbit(min(zero, negative).value));
  EXPECT_FALSE(std::signbit(min(negative, zero).value));
  EXPECT_TRUE(std::signbit(max(zero, negative).value));
  EXPECT_FALSE(std::signbit(max(negative, zero).value));
  const Real nothing = std::numeric_limits<double>::quiet_NaN();
  EXPECT_EQ(min(nothing, 1).value, 1);
  EXPECT_EQ(max(nothing, 1).value, 1);
}

TEST(LaneMath, ClipKeepsWithinItsEnds) {
  EXPECT_EQ(clip(-2, -1, 1).value, -1);
  EXPECT_EQ(clip(2, -1, 1).value, 1);
  EXPECT_EQ(clip(.25, -1, 1).value, .25f);
}

}  // namespace
}  // namespace armistice
