// The talks: the Nash solution on a divisible pie, and the lattice of terms.
#include <gtest/gtest.h>

#include <cmath>
#include <set>

#include "tests/support/stage.hpp"

namespace armistice {
namespace {

/// The score of a cell without a rival.
Real score_of(Real putin, Real zelensky, Real power, bool symmetric) {
  return nash_score(putin, zelensky, power, symmetric, Mask(true), kNoScore);
}

using support::Stage;

constexpr int kSlices = 20'000;

/// Share of a pie of 1 that the Nash score gives to the first of two with fallbacks d1 and d2; the
/// first one's utility may be counted in other units and from another zero.
double split(double d1, double d2, double power, double unit = 1, double zero = 0) {
  double best = -1e9, share = 0;
  for (int i = 0; i <= kSlices; ++i) {
    const double x = static_cast<double>(i) / kSlices;
    const double mine = (zero + unit * x) - (zero + unit * d1);
    const double score = static_cast<double>(score_of(mine, 1 - x - d2, power, power == .5).value);
    if (score > best) {
      best = score;
      share = x;
    }
  }
  return share;
}

TEST(Nash, SplitsAPieByFallbacksAndPower) {
  EXPECT_NEAR(split(.3, .2, .5), .55, 2e-3);
  EXPECT_NEAR(split(.3, .2, .7), .65, 2e-3);
  EXPECT_NEAR(split(.1, .1, .4), .42, 2e-3);
}

TEST(Nash, SplitIgnoresTheUnitsOfAUtility) {
  for (const double power : {.5, .7}) {
    EXPECT_NEAR(split(.3, .2, power, 3, 2), split(.3, .2, power), 2e-3);
    EXPECT_NEAR(split(.3, .2, power, .2, -1), split(.3, .2, power), 2e-3);
  }
}

TEST(Nash, WeightedProductAgreesWithThePlainOneAtEqualPower) {
  const double plain = score_of(.3, .12, .5, true).value;
  const double weighted = score_of(.3, .12, .5 + 1e-4, false).value;
  EXPECT_NEAR(weighted, std::sqrt(plain), 1e-3) << "the same order of preference";
}

TEST(Nash, WhereASideLosesTheSmallerSurplusCounts) {
  EXPECT_FLOAT_EQ(score_of(.4, -.1, .5, true).value, -.1f);
  EXPECT_FLOAT_EQ(score_of(-.3, -.1, .5, true).value, -.3f);
  EXPECT_GT(score_of(.01, .01, .5, true).value, score_of(9, -1e-6, .5, true).value);
}

/// The bargain of a stage's first month.
struct Table {
  Stage stage;
  Trial trial = stage.start();
  Ledger ledger;
  Table() {
    Flows flows;
    Trial month = trial;
    advance_month(month, flows, ledger, stage.situation());
  }
  Bargain bargain() const {
    const Situation situation = stage.situation();
    return open_bargain(trial, situation, ledger.outlooks, assess_guarantees(trial, situation));
  }
  Offer best(const Bargain& b, std::set<int> statuses) const {
    Mask offered[kSecurityLevels];
    for (int s = 0; s < kSecurityLevels; ++s) offered[s] = Mask(statuses.contains(s));
    const Mask any_recognition[kRecognitionLevels] = {Mask(true), Mask(true), Mask(true)};
    return best_terms(stage.situation(), b, offered, any_recognition);
  }
};

TEST(Terms, ThereAre212AndInTheCore176) {
  int cells = 0, of_core = 0;
  for (int s = 0; s < kSecurityLevels; ++s) {
    for (int t = 0; t < kTerritoryLevels; ++t) {
      for (int r = 0; r < kRecognitionLevels; ++r) {
        if (excluded(s, t, r)) continue;
        cells += kEconomyLevels;
        if (s != kCoalition) of_core += kEconomyLevels;
      }
    }
  }
  EXPECT_EQ(cells, 212);
  EXPECT_EQ(of_core, 176);
  EXPECT_TRUE(excluded(4, 2, 0));
  EXPECT_TRUE(excluded(5, 0, 2));
  EXPECT_FALSE(excluded(3, 2, 2));
  EXPECT_FALSE(excluded(5, 1, 1));
}

TEST(Terms, NoCellBeatsTheChosenOne) {
  for (const Rule rule : {Rule::kQuantal, Rule::kRational, Rule::kProspect}) {
    for (const double power : {.5, .35, .65}) {
      Table table;
      table.stage.structure.rule = rule;
      table.stage.parameters.talks.bargaining_power = power;
      const Bargain b = table.bargain();
      const Situation situation = table.stage.situation();
      const auto score = [&](const Offer& offer) {
        return score_of(offer.putin_surplus, offer.zelensky_surplus, power, power == .5).value;
      };
      const float chosen = score(table.best(b, {0, 1, 2, 3, 4, 5}));
      for (int s = 0; s < kSecurityLevels; ++s) {
        for (int t = 0; t < kTerritoryLevels; ++t) {
          for (int r = 0; r < kRecognitionLevels; ++r) {
            for (int e = 0; e < kEconomyLevels && !excluded(s, t, r); ++e) {
              ASSERT_LE(score(offer_of(situation, b, {s, t, r, e})), chosen + 1e-6f);
            }
          }
        }
      }
    }
  }
}

TEST(Terms, DroppingAStatusNobodyChoseChangesNothing) {
  const Table table;
  const Bargain b = table.bargain();
  const std::set<int> all{0, 1, 2, 3, 4, 5};
  const Offer best = table.best(b, all);
  for (const int dropped : all) {
    if (dropped == static_cast<int>(best.terms.security.value)) continue;
    std::set<int> rest = all;
    rest.erase(dropped);
    const Offer other = table.best(b, rest);
    EXPECT_EQ(other.terms.security.value, best.terms.security.value) << dropped;
    EXPECT_EQ(other.terms.economy.value, best.terms.economy.value) << dropped;
    EXPECT_EQ(other.putin_surplus.value, best.putin_surplus.value) << dropped;
  }
}

}  // namespace
}  // namespace armistice
