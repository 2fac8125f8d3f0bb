// Correlated parameters: their rank correlations are those declared, and nothing else changes.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "agents/interface/declarations.hpp"
#include "experiments/input/correlations.hpp"
#include "experiments/input/scenario.hpp"
#include "experiments/trials/draw.hpp"
#include "experiments/trials/quantile.hpp"
#include "tests/support/plain_scenario.hpp"
#include "tests/support/rank_correlation.hpp"

namespace armistice {
namespace {

using support::rank_correlation;

constexpr std::uint32_t kSets = 20000;

std::size_t size(int row) { return static_cast<std::size_t>(row); }

std::vector<double> draws_of(const ParameterDraw& draw, std::size_t row) {
  std::vector<double> xs;
  for (std::uint32_t k = 0; k < kSets; ++k) xs.push_back(double{draw.set(k).parameters[row]});
  return xs;
}

Scenario defaults() { return default_settings(Mechanisms::kFull); }

Scenario without_correlations() {
  Scenario scenario = defaults();
  for (double& rho : scenario.correlations) rho = 0;
  return scenario;
}

std::size_t correlation_place(std::string_view name) {
  std::size_t place = 0;
  while (correlation_declarations()[place].name != name) ++place;
  return place;
}

TEST(CorrelatedDraw, RanksCorrelateAsDeclaredAndOtherPairsDoNot) {
  const ParameterDraw draw(defaults(), 1);
  const double error = 1 / std::sqrt(double{kSets});
  std::vector<std::vector<double>> drawn;
  for (const int row : correlated_rows()) drawn.push_back(draws_of(draw, size(row)));
  const Eigen::MatrixXd matrix = correlation_matrix(defaults().correlations);
  int checked = 0;
  for (std::size_t i = 0; i < drawn.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      const double rho = matrix(static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(j));
      EXPECT_NEAR(rank_correlation(drawn[i], drawn[j]), 6 / M_PI * std::asin(rho / 2), 4.5 * error)
          << i << " and " << j;
      checked += rho != 0;
    }
  }
  EXPECT_EQ(static_cast<std::size_t>(checked), correlation_declarations().size());
}

TEST(CorrelatedDraw, MarginsStayAsDeclared) {
  const Scenario scenario = defaults();
  const ParameterDraw draw(scenario, 3);
  const double critical = 2.2 / std::sqrt(double{kSets});  // Kolmogorov's, about 1 in 10,000
  for (const int row : correlated_rows()) {
    std::vector<double> xs = draws_of(draw, size(row));
    std::sort(xs.begin(), xs.end());
    const Quantile quantile("x", scenario.parameters[size(row)]);
    double furthest = 0;
    for (int percent = 1; percent < 100; ++percent) {
      const double x = quantile(percent / 100.0);
      const auto below = std::lower_bound(xs.begin(), xs.end(), x) - xs.begin();
      furthest = std::max(furthest, std::abs(static_cast<double>(below) / kSets - percent / 100.0));
    }
    EXPECT_LT(furthest, critical) << parameter_declarations()[size(row)].name;
  }
}

TEST(CorrelatedDraw, ChangesNoDrawOfWhatIsNotCorrelated) {
  const ParameterDraw with(defaults(), 1), without(without_correlations(), 1);
  const std::vector<int>& correlated = correlated_rows();
  for (std::uint32_t k = 0; k < 50; ++k) {
    const auto a = with.set(k).parameters, b = without.set(k).parameters;
    for (std::size_t row = 0; row < a.size(); ++row) {
      const auto found = std::find(correlated.begin(), correlated.end(), static_cast<int>(row));
      if (found == correlated.end()) EXPECT_EQ(a[row], b[row]) << row;
    }
  }
}

TEST(CorrelatedDraw, FixingOneOfAPairLeavesTheDrawsOfTheOther) {
  const CorrelationDeclaration& pair =
      correlation_declarations()[correlation_place("budget_of_moscow")];
  const ParameterDraw free(defaults(), 1);
  for (const auto& [fixed, other] :
       {std::pair{pair.first, pair.second}, std::pair{pair.second, pair.first}}) {
    Scenario scenario = defaults();
    scenario.parameters[size(fixed)] = fixed_value(21);
    const ParameterDraw draw(scenario, 1);
    for (std::uint32_t k = 0; k < 20; ++k) {
      EXPECT_EQ(draw.set(k).parameters[size(fixed)], 21);
      EXPECT_EQ(draw.set(k).parameters[size(other)], free.set(k).parameters[size(other)]);
    }
  }
}

TEST(CorrelatedDraw, OfAScenariosOwnCorrelationFollowsIt) {
  Scenario scenario = without_correlations();
  const std::size_t place = correlation_place("allies_of_article_5");
  scenario.correlations[place] = -0.7;
  const CorrelationDeclaration& pair = correlation_declarations()[place];
  const ParameterDraw draw(scenario, 5);
  EXPECT_NEAR(rank_correlation(draws_of(draw, size(pair.first)), draws_of(draw, size(pair.second))),
              6 / M_PI * std::asin(-0.35), 0.02);
}

TEST(CorrelatedDraw, AnEventComesAsOftenAndWithItsPartner) {
  Scenario scenario = without_correlations();
  const std::size_t place = correlation_place("budget_of_moscow");
  const CorrelationDeclaration& pair = correlation_declarations()[place];
  scenario.correlations[place] = 0.8;
  scenario.parameters[size(pair.second)] = {
      .kind = DistributionKind::kBernoulli, .a = 0.3, .b = 0, .c = 0, .values = {}, .weights = {}};
  const ParameterDraw draw(scenario, 1);
  const auto x = draws_of(draw, size(pair.first)), event = draws_of(draw, size(pair.second));
  double often = 0, with = 0, without = 0;
  for (std::size_t k = 0; k < event.size(); ++k) {
    often += event[k];
    (event[k] > 0 ? with : without) += x[k];
  }
  EXPECT_NEAR(often / kSets, 0.3, 4 * std::sqrt(0.21 / kSets));
  EXPECT_GT(with / often, without / (kSets - often) + 0.3);
}

TEST(CorrelatedDraw, IsTheSameInALaneAndWhereItIsCopied) {
  const Scenario scenario = defaults();
  const ParameterDraw draw(scenario, 1);
  constexpr int kLanes = 4;
  std::vector<float> parameters(scenario.parameters.size() * kLanes), targets(kLevers * kLanes);
  draw.fill(parameters.data(), targets.data(), kLanes);
  draw.draw(8, parameters.data(), targets.data(), 1, kLanes);
  draw.copy(1, 3, parameters.data(), targets.data(), kLanes);
  const ParameterSet eighth = draw.set(8);
  for (std::size_t row = 0; row < scenario.parameters.size(); ++row) {
    EXPECT_EQ(parameters[row * kLanes + 1], eighth.parameters[row]);
    EXPECT_EQ(parameters[row * kLanes + 3], eighth.parameters[row]);
  }
}

TEST(CorrelatedDraw, OfTheCoreIsIndependent) {
  const Scenario core = default_settings(Mechanisms::kCore);
  for (const double rho : core.correlations) EXPECT_EQ(rho, 0);
  Scenario silent = core;
  silent.correlations.clear();
  const ParameterDraw one(core, 2), other(silent, 2);
  for (std::uint32_t k = 0; k < 20; ++k) {
    EXPECT_EQ(one.set(k).parameters, other.set(k).parameters);
  }
}

}  // namespace
}  // namespace armistice
