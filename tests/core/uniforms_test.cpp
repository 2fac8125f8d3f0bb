// Uniform draws, chance that is muted, and neighbours that have nothing in common.
#include <gtest/gtest.h>

#include <cstring>
#include <vector>

#include "core/chance.hpp"
#include "tests/support/statistics.hpp"

namespace armistice {
namespace {

using support::mean_is;

constexpr int kBlocks = 50'000;

Chance chance_of(std::uint32_t seed, std::uint32_t trial, std::uint32_t replicate = 0) {
  return {trial, replicate, {seed, 0}};
}

double uniform(const Chance& chance, int month = 0, Purpose purpose = Purpose::kEvents) {
  return static_cast<double>(draw_uniforms(chance, month, purpose).value[0].value);
}

/// Products of two draws, each less its mean and scaled: their mean is the correlation.
template <class One, class Other>
std::vector<double> products(const One& one, const Other& other) {
  std::vector<double> all;
  for (std::uint32_t i = 0; i < kBlocks; ++i) all.push_back(12 * (one(i) - .5) * (other(i) - .5));
  return all;
}

TEST(Uniforms, LieInZeroToOneAndNeverReachOne) {
  EXPECT_EQ(uniform_from(0u).value, 0);
  EXPECT_LT(uniform_from(0xffffffffu).value, 1);
  EXPECT_LT(uniform_from(0xfffffffeu).value, 1);
  EXPECT_EQ(uniform_from(2u).value, 0x1p-31f) << "finest near 0";
}

TEST(Uniforms, HaveTheMomentsOfAUniform) {
  std::vector<double> first, second;
  for (std::uint32_t i = 0; i < kBlocks; ++i) {
    for (const Real value : draw_uniforms(chance_of(1, i), 3, Purpose::kTalks).value) {
      const auto u = static_cast<double>(value.value);
      first.push_back(u);
      second.push_back(u * u);
    }
  }
  EXPECT_TRUE(mean_is(first, 1.0 / 2));
  EXPECT_TRUE(mean_is(second, 1.0 / 3));
}

TEST(Uniforms, FillEveryTenthEvenly) {
  for (int word = 0; word < 4; ++word) {
    std::vector<double> counts(10);
    for (std::uint32_t i = 0; i < kBlocks; ++i) {
      const FourReals u = draw_uniforms(chance_of(1, i), 0, Purpose::kPeace);
      ++counts[static_cast<std::size_t>(10 * u.value[word].value)];
    }
    for (const double count : counts) EXPECT_TRUE(support::share_is(count, kBlocks, .1));
  }
}

TEST(Uniforms, SeedZeroIsASeedLikeAnyOther) {
  std::vector<double> values;
  for (std::uint32_t i = 0; i < kBlocks; ++i) values.push_back(uniform(chance_of(0, i)));
  EXPECT_TRUE(mean_is(values, .5));
  EXPECT_NE(uniform(chance_of(0, 0)), uniform(chance_of(1, 0)));
}

TEST(Uniforms, NeighbouringSeedsHaveNothingInCommon) {
  for (const std::uint32_t seed : {0u, 1u, 2u, 1000u}) {
    const auto one = [&](std::uint32_t i) { return uniform(chance_of(seed, i)); };
    const auto next = [&](std::uint32_t i) { return uniform(chance_of(seed + 1, i)); };
    EXPECT_TRUE(mean_is(products(one, next), 0)) << seed;
  }
}

TEST(Uniforms, NeighbouringTrialsMonthsAndPurposesHaveNothingInCommon) {
  const auto one = [](std::uint32_t i) { return uniform(chance_of(1, i), 5); };
  const auto trial = [](std::uint32_t i) { return uniform(chance_of(1, i + 1), 5); };
  const auto replicate = [](std::uint32_t i) { return uniform(chance_of(1, i, 1), 5); };
  const auto month = [](std::uint32_t i) { return uniform(chance_of(1, i), 6); };
  const auto purpose = [](std::uint32_t i) { return uniform(chance_of(1, i), 5, Purpose::kTalks); };
  EXPECT_TRUE(mean_is(products(one, trial), 0));
  EXPECT_TRUE(mean_is(products(one, replicate), 0));
  EXPECT_TRUE(mean_is(products(one, month), 0));
  EXPECT_TRUE(mean_is(products(one, purpose), 0));
}

TEST(Uniforms, TheFourOfABlockHaveNothingInCommon) {
  for (int a = 0; a < 4; ++a) {
    for (int b = 0; b < a; ++b) {
      const auto word = [](int k) {
        return [k](std::uint32_t i) {
          const FourReals u = draw_uniforms(chance_of(1, i), 0, Purpose::kEvents);
          return static_cast<double>(u.value[k].value);
        };
      };
      EXPECT_TRUE(mean_is(products(word(a), word(b)), 0)) << a << " and " << b;
    }
  }
}

TEST(Chance, MutedIsThePathWithoutLuck) {
  Chance chance = chance_of(1, 2);
  chance.muted = true;
  for (int month = 0; month < 3; ++month) {
    for (int k = 0; k < 4; ++k) {
      EXPECT_EQ(draw_uniforms(chance, month, Purpose::kEvents).value[k].value, .5f);
      EXPECT_EQ(draw_normals(chance, month, Purpose::kWorld).value[k].value, 0);
    }
  }
}

TEST(Chance, SameAddressIsTheSameDraw) {
  const Chance chance = chance_of(9, 8, 7);
  const FourReals first = draw_normals(chance, 6, Purpose::kStance, 5);
  const FourReals again = draw_normals(chance, 6, Purpose::kStance, 5);
  EXPECT_EQ(std::memcmp(&first, &again, sizeof first), 0);
}

}  // namespace
}  // namespace armistice
