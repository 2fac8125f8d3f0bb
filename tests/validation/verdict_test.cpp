// The verdict over parameter sets, on effects whose truth is known.
#include "experiments/validation/verdict.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <random>
#include <vector>

namespace armistice {
namespace {

constexpr int kSets = 512, kReplicates = 16;

/// Pairs of trials of sets whose true effects are normal; each pair has luck of its own.
struct World {
  double mean, between, luck;
  std::vector<double> truth, with, without;

  World(double m, double b, double l, unsigned seed) : mean(m), between(b), luck(l) {
    std::mt19937_64 engine(seed);
    std::normal_distribution<double> normal;
    for (int k = 0; k < kSets; ++k) {
      truth.push_back(mean + between * normal(engine));
      for (int r = 0; r < kReplicates; ++r) {
        const double base = normal(engine);
        without.push_back(base);
        with.push_back(base + truth.back() + luck * normal(engine));
      }
    }
  }
  Judgement judged(int sign = 1, double least = 0.005) const {
    return judge(effects_of_sets(with, without, kReplicates), sign, least);
  }
};

double share_above_zero(double mean, double between) {
  return 0.5 * std::erfc(-mean / between / std::sqrt(2.0));
}

TEST(Verdict, ShareIsThatOfTheTrueEffectsWithoutTheLuckOfReplicates) {
  for (const double mean : {0.0, 0.05, 0.15}) {
    for (const double luck : {0.1, 0.4}) {
      constexpr double kBetween = 0.1;
      constexpr int kWorlds = 40;
      double sum = 0, squares = 0;
      for (unsigned seed = 0; seed < kWorlds; ++seed) {
        const double share = World(mean, kBetween, luck, seed + 1).judged().share;
        sum += share;
        squares += share * share;
      }
      const double average = sum / kWorlds;
      const double error = std::sqrt((squares / kWorlds - average * average) / (kWorlds - 1));
      EXPECT_NEAR(average, share_above_zero(mean, kBetween), 4 * error + 0.003)
          << "mean " << mean << ", luck " << luck;
    }
  }
}

TEST(Verdict, RawEffectsWouldGetTheShareWrong) {
  // Luck far larger than what is between sets: a count of the raw signs says three in four, though
  // nearly all true effects are above 0.
  const World world(0.05, 0.02, 0.4, 7);
  const SetEffects raw = effects_of_sets(world.with, world.without, kReplicates);
  double above = 0;
  for (const double d : raw.effect) above += d > 0 ? 1.0 / kSets : 0;
  EXPECT_LT(above, 0.8);
  EXPECT_GT(world.judged().share, 0.9);
}

TEST(Verdict, ShareOfRareYesOrNoEffectsIsThatOfTheTrueSigns) {
  // Outcomes are 0 or 1: a part of the sets has an effect of 15 points, the others one of -15.
  std::mt19937_64 engine(3);
  std::uniform_real_distribution<double> uniform;
  std::vector<double> with, without;
  constexpr double kPositive = 0.8, kEffect = 0.15, kBase = 0.4;
  for (int k = 0; k < 4 * kSets; ++k) {
    const double effect = uniform(engine) < kPositive ? kEffect : -kEffect;
    for (int r = 0; r < kReplicates; ++r) {
      const double u = uniform(engine);
      without.push_back(u < kBase ? 1 : 0);
      with.push_back(u < kBase + effect ? 1 : 0);
    }
  }
  const Judgement j = judge(effects_of_sets(with, without, kReplicates), 1, 0.005);
  EXPECT_NEAR(j.share, kPositive, 0.05);
  EXPECT_EQ(j.verdict, Verdict::kUndecided);
}

TEST(Verdict, IsBySignShareAndSize) {
  const World clear(0.2, 0.05, 0.2, 1), small(0.002, 0.0005, 0.001, 2), mixed(0.03, 0.1, 0.1, 3);
  EXPECT_EQ(clear.judged().verdict, Verdict::kSupported);
  EXPECT_EQ(clear.judged(-1).verdict, Verdict::kContradicted);
  EXPECT_EQ(small.judged().verdict, Verdict::kNoEffect);
  EXPECT_EQ(small.judged(1, 0.001).verdict, Verdict::kSupported);
  EXPECT_EQ(mixed.judged().verdict, Verdict::kUndecided);
  EXPECT_NEAR(clear.judged().share + clear.judged(-1).share, 1, 1e-9);
  EXPECT_NEAR(clear.judged().median, 0.2, 0.01);
  EXPECT_NEAR(clear.judged().p05, 0.2 - 1.645 * 0.05, 0.02);
}

TEST(Verdict, OfAMeasureThatNeverMovesIsNoEffect) {
  const std::vector<double> still(kSets * kReplicates, 0.5);
  const Judgement j = judge(effects_of_sets(still, still, kReplicates), 1, 0);
  EXPECT_EQ(j.verdict, Verdict::kNoEffect);
  EXPECT_EQ(j.median, 0);
  EXPECT_EQ(j.share, 0.5);
}

TEST(Hinge, IsTheParameterThatTheEffectFollows) {
  std::mt19937_64 engine(5);
  std::normal_distribution<double> normal;
  std::vector<std::vector<double>> parameters(60);
  for (auto& values : parameters) {
    for (int k = 0; k < kSets; ++k) values.push_back(normal(engine));
  }
  parameters[7].assign(kSets, 1);  // not drawn
  SetEffects effects;
  for (std::size_t k = 0; k < kSets; ++k) {
    effects.effect.push_back(0.02 - 0.05 * parameters[41][k] + 0.02 * normal(engine));
    effects.noise.push_back(0.0004);
  }
  const Hinge hinge = hinge_of(judge(effects, 1, 0.005), parameters);
  EXPECT_EQ(hinge.row, 41);
  EXPECT_LT(hinge.correlation, -0.7);
  EXPECT_GT(hinge.share_low, 0.85);
  EXPECT_LT(hinge.share_high, 0.5);
}

TEST(Hinge, IsNoneWhereTheEffectFollowsNothing) {
  int named = 0;
  for (unsigned seed = 1; seed <= 20; ++seed) {
    std::mt19937_64 engine(seed);
    std::normal_distribution<double> normal;
    std::vector<std::vector<double>> parameters(60);
    for (auto& values : parameters) {
      for (int k = 0; k < kSets; ++k) values.push_back(normal(engine));
    }
    const World world(0.05, 0.1, 0.2, 1000 + seed);
    named += hinge_of(world.judged(), parameters).row >= 0 ? 1 : 0;
  }
  EXPECT_LE(named, 4);
}

TEST(Hinge, OfAFlagComparesThoseWithItAndThoseWithout) {
  std::vector<std::vector<double>> flag(1);
  SetEffects effects;
  for (int k = 0; k < kSets; ++k) {
    flag[0].push_back(k % 3 == 0 ? 0 : 1);  // most have it
    effects.effect.push_back(k % 3 == 0 ? 0.1 : -0.1);
    effects.noise.push_back(0.0001);
  }
  const Hinge hinge = hinge_of(judge(effects, 1, 0.005), flag);
  EXPECT_EQ(hinge.row, 0);
  EXPECT_GT(hinge.share_low, 0.99);
  EXPECT_LT(hinge.share_high, 0.01);
}

}  // namespace
}  // namespace armistice
