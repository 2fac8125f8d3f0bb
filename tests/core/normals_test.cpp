// Normal draws: each alone, and the four of a block together.
#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <vector>

#include "core/chance.hpp"
#include "tests/support/statistics.hpp"

namespace armistice {
namespace {

using support::mean_is;
using support::share_is;
using Four = std::array<double, 4>;

constexpr std::uint32_t kBlocks = 200'000;

const std::vector<Four>& draws() {
  static const std::vector<Four> all = [] {
    std::vector<Four> blocks;
    for (std::uint32_t i = 0; i < kBlocks; ++i) {
      const FourReals x = draw_normals({i, 0u, {11, 0}}, 4, Purpose::kWorld);
      Four block{};
      for (std::size_t k = 0; k < block.size(); ++k) {
        block[k] = static_cast<double>(x.value[k].value);
      }
      blocks.push_back(block);
    }
    return blocks;
  }();
  return all;
}

template <class Function>
std::vector<double> over_blocks(const Function& f) {
  std::vector<double> values;
  values.reserve(draws().size());
  for (const Four& x : draws()) values.push_back(f(x));
  return values;
}

double sign(double x) { return x < 0 ? -1 : 1; }

TEST(Normals, EachHasTheFirstFourMoments) {
  for (std::size_t k = 0; k < 4; ++k) {
    const auto power = [k](int n) {
      return over_blocks([=](const Four& x) { return std::pow(x[k], n); });
    };
    EXPECT_TRUE(mean_is(power(1), 0)) << "mean of number " << k;
    EXPECT_TRUE(mean_is(power(2), 1)) << "variance of number " << k;
    EXPECT_TRUE(mean_is(power(3), 0)) << "skewness of number " << k;
    EXPECT_TRUE(mean_is(power(4), 3)) << "kurtosis of number " << k;
  }
}

TEST(Normals, EachHasTheTailsOfANormal) {
  for (std::size_t k = 0; k < 4; ++k) {
    double beyond_3 = 0, beyond_4 = 0, above_3 = 0;
    for (const Four& x : draws()) {
      beyond_3 += std::abs(x[k]) > 3;
      beyond_4 += std::abs(x[k]) > 4;
      above_3 += x[k] > 3;
    }
    EXPECT_TRUE(share_is(beyond_3, kBlocks, std::erfc(3 / std::sqrt(2.0)))) << k;
    EXPECT_TRUE(share_is(above_3, kBlocks, std::erfc(3 / std::sqrt(2.0)) / 2)) << k;
    EXPECT_TRUE(share_is(beyond_4, kBlocks, std::erfc(4 / std::sqrt(2.0)), 5)) << k;
  }
}

TEST(Normals, PairsOfABlockAreIndependent) {
  for (std::size_t a = 0; a < 4; ++a) {
    for (std::size_t b = 0; b < a; ++b) {
      const auto mean_of = [&](const auto& f, const char* what) {
        const auto both = [&](const Four& x) { return f(x[a], x[b]); };
        EXPECT_TRUE(mean_is(over_blocks(both), 0)) << what << " of " << a << " and " << b;
      };
      mean_of([](double x, double y) { return x * y; }, "product");
      mean_of([](double x, double y) { return sign(x) * sign(y); }, "signs");
      mean_of([](double x, double y) { return (x * x - 1) * (y * y - 1); }, "squares");
      mean_of([](double x, double y) { return sign(x) * (y * y - 1); }, "sign and size");
      mean_of([](double x, double y) { return (x * x - 1) * sign(y); }, "size and sign");
      mean_of([](double x, double y) { return x * y * (x * x - y * y); }, "fourfold angle");
      mean_of([](double x, double y) { return sign(x) * sign(y) * (x * x - y * y); },
              "signs and which is larger");
    }
  }
}

TEST(Normals, AngleOfAPairIsUniformInEverySixtyFourth) {
  constexpr double kTurn = 6.28318530717958648;
  constexpr std::size_t kBins = 64;
  for (const std::size_t first : {0u, 2u}) {
    std::array<double, kBins> counts{};
    for (const Four& x : draws()) {
      const double turns = std::atan2(x[first + 1], x[first]) / kTurn + .5;
      ++counts[std::min(kBins - 1, static_cast<std::size_t>(turns * kBins))];
    }
    const double expected = static_cast<double>(kBlocks) / kBins;
    double chi_square = 0;
    for (const double n : counts) chi_square += (n - expected) * (n - expected) / expected;
    const double freedom = kBins - 1;
    EXPECT_NEAR(chi_square, freedom, 4 * std::sqrt(2 * freedom)) << "pair at " << first;
  }
}

TEST(Normals, RadiusOfAPairSaysNothingAboutItsAngle) {
  for (const std::size_t first : {0u, 2u}) {
    for (int harmonic = 1; harmonic <= 8; ++harmonic) {
      const auto wave = [&](auto function) {
        return over_blocks([&](const Four& x) {
          const double square = x[first] * x[first] + x[first + 1] * x[first + 1];
          return (square - 2) * function(harmonic * std::atan2(x[first + 1], x[first]));
        });
      };
      EXPECT_TRUE(mean_is(wave([](double a) { return std::sin(a); }), 0)) << harmonic;
      EXPECT_TRUE(mean_is(wave([](double a) { return std::cos(a); }), 0)) << harmonic;
    }
  }
}

}  // namespace
}  // namespace armistice
