// The response rules: closed forms of the logit, and what each rule does with a utility.
#include "agents/decision/response.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/support/defaults.hpp"

namespace armistice {
namespace {

TEST(Response, IsUniformWithoutPrecision) {
  for (const double advantage : {-3.0, 0.0, .1, 9.0}) {
    EXPECT_EQ(respond(Rule::kQuantal, 0, advantage).value, .5f);
  }
}

TEST(Response, TendsToTheBestReply) {
  EXPECT_NEAR(respond(Rule::kQuantal, 1e6, .001).value, 1, 1e-6);
  EXPECT_NEAR(respond(Rule::kQuantal, 1e6, -.001).value, 0, 1e-6);
}

TEST(Response, RationalTakesTheBetterOptionWhateverShiftsTheLogit) {
  for (const double shift : {-5.0, 0.0, 5.0}) {
    EXPECT_EQ(respond(Rule::kRational, 20, 1e-6, shift).value, 1);
    EXPECT_EQ(respond(Rule::kRational, 20, -1e-6, shift).value, 0);
    EXPECT_EQ(respond(Rule::kRational, 20, 0, shift).value, .5f);
  }
}

/// Quantal response equilibrium of matching pennies whose first match pays the row player 9.
struct Pennies {
  double p = .5, q = .5;  // of playing heads: row, column

  explicit Pennies(double precision) {
    const auto reply = [=](double advantage) {
      return static_cast<double>(respond(Rule::kQuantal, precision, advantage).value);
    };
    // Small steps: a sharp reply turns the pair around its equilibrium.
    const double step = std::min(.02, 2 / (precision * precision));
    for (double time = 0; time < 20; time += step) {
      const double new_p = reply(9 * q - (1 - q)), new_q = reply(1 - 2 * p);
      p += step * (new_p - p);
      q += step * (new_q - q);
    }
  }
};

TEST(Response, ReachesTheKnownEquilibriaOfMatchingPennies) {
  constexpr double kKnown[][3] = {
      {.5, .8307, .4181}, {1, .8936, .3128}, {2, .8608, .1911}, {5, .7020, .1171}};
  for (const auto& [precision, p, q] : kKnown) {
    const Pennies game(precision);
    EXPECT_NEAR(game.p, p, 6e-5) << precision;
    EXPECT_NEAR(game.q, q, 6e-5) << precision;
  }
}

TEST(Response, TendsToTheMixedEquilibriumOfMatchingPennies) {
  const Pennies game(100);
  EXPECT_NEAR(game.p, .5, .02);
  EXPECT_NEAR(game.q, .1, .002);
}

TEST(Prospect, MagnifiesLossesFromTheReferenceOnly) {
  const prospect_parameters p = support::default_parameters().prospect;
  EXPECT_NEAR(felt(Rule::kProspect, p, .8).value, .8, 1e-6);
  EXPECT_NEAR(felt(Rule::kProspect, p, .5).value, .6 - 2.25 * .1, 1e-6);
  EXPECT_NEAR(felt(Rule::kProspect, p, .6).value, .6, 1e-6);
  for (const Rule rule : {Rule::kQuantal, Rule::kRational}) {
    EXPECT_EQ(felt(rule, p, .5).value, .5f);
  }
}

}  // namespace
}  // namespace armistice
