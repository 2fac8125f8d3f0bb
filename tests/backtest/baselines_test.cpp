// Forecasts that need no model.
#include "experiments/backtest/baselines.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <stdexcept>
#include <string>

namespace armistice {
namespace {

double median_of(std::vector<double> x) {
  std::sort(x.begin(), x.end());
  return x[x.size() / 2];
}
double mean_of(const std::vector<double>& x) {
  return std::accumulate(x.begin(), x.end(), 0.0) / static_cast<double>(x.size());
}
double sd_of(const std::vector<double>& x) {
  double sum = 0;
  for (const double v : x) sum += (v - mean_of(x)) * (v - mean_of(x));
  return std::sqrt(sum / static_cast<double>(x.size()));
}

const Baseline& named(SeriesKind kind, std::string_view name) {
  for (const Baseline& baseline : baselines_of(kind)) {
    if (baseline.name == name) return baseline;
  }
  throw std::out_of_range(std::string(name));
}

std::vector<double> forecast(SeriesKind kind, std::string_view name,
                             const std::vector<double>& history, int ahead) {
  return named(kind, name).forecast(history, ahead, 1).value();
}

/// Levels whose changes are 1 in each month, then 3 in the last six.
std::vector<double> faster_at_the_end() {
  std::vector<double> levels = {0};
  for (int i = 0; i < 12; ++i) levels.push_back(levels.back() + 1);
  for (int i = 0; i < 6; ++i) levels.push_back(levels.back() + 3);
  return levels;  // ends at 30
}

TEST(Baselines, DriftsGoOnAsTheLastMonthsDid) {
  const auto levels = faster_at_the_end();
  EXPECT_NEAR(median_of(forecast(SeriesKind::kLevel, "no_change", levels, 4)), 30, 1e-9);
  EXPECT_NEAR(median_of(forecast(SeriesKind::kLevel, "drift_6", levels, 4)), 42, 1e-9);
  EXPECT_NEAR(median_of(forecast(SeriesKind::kLevel, "drift_12", levels, 4)), 38, 1e-9);
}

TEST(Baselines, SpreadOfAWalkGrowsWithTheRootOfTheMonths) {
  const auto levels = faster_at_the_end();
  const double one = sd_of(forecast(SeriesKind::kLevel, "drift_12", levels, 1));
  EXPECT_NEAR(sd_of(forecast(SeriesKind::kLevel, "drift_12", levels, 9)), 3 * one, 1e-9);
}

TEST(Baselines, AutoregressionCarriesALargeChangeOn) {
  // Changes alternate around 2 and fall off by .5 a month; the last one is far from the mean.
  std::vector<double> levels = {0};
  double above = 0;
  for (int i = 0; i < 200; ++i) {
    above = 0.5 * above + (i % 2 == 0 ? 1 : -1) * (i % 3 == 0 ? 1.0 : 0.5);
    levels.push_back(levels.back() + 2 + above);
  }
  levels.push_back(levels.back() + 2 + 40);
  levels.push_back(levels.back() + 2 + 20);
  const double ahead = median_of(forecast(SeriesKind::kLevel, "autoregression", levels, 3));
  // 20 above the mean goes on as 10, 5 and 2.5; without the regression nothing would.
  EXPECT_NEAR(ahead - levels.back(), 3 * 2 + 10 + 5 + 2.5, 3);
}

TEST(Baselines, BootstrapHasTheMeanAndTheRunsOfThePast) {
  // Changes come in runs of three, so a quarter of a year is 3 or 0 or between.
  std::vector<double> levels = {0};
  for (int i = 0; i < 60; ++i) levels.push_back(levels.back() + (i / 3 % 2 == 0 ? 1 : 0));
  auto members = forecast(SeriesKind::kLevel, "bootstrap", levels, 3);
  for (double& x : members) x -= levels.back();
  EXPECT_NEAR(mean_of(members), 1.5, 0.15);
  EXPECT_GT(std::count(members.begin(), members.end(), 3.0), 100);
}

TEST(Baselines, TooFewMonthsGiveNothing) {
  const std::vector<double> six = {1, 2, 3, 4, 5, 6};
  for (const SeriesKind kind : {SeriesKind::kLevel, SeriesKind::kReported}) {
    EXPECT_FALSE(baselines_of(kind)[0].forecast(six, 1, 1).has_value());
  }
  EXPECT_TRUE(baselines_of(SeriesKind::kFlow)[0].forecast(six, 1, 1).has_value());
}

TEST(Baselines, OfAFlowAreItsLastValues) {
  std::vector<double> flow(30);
  std::iota(flow.begin(), flow.end(), 0);
  const auto members = forecast(SeriesKind::kFlow, "last_12", flow, 6);
  EXPECT_EQ(members.size(), 12u);
  EXPECT_EQ(members.front(), 18);
}

TEST(Baselines, SurvivalIsThatOfAGammaHazard) {
  // Without a stop in 24 months, by Jeffreys: (24 / 36)^.5 for a year.
  EXPECT_DOUBLE_EQ(survival(0, 24, 12), std::sqrt(24.0 / 36));
  EXPECT_LT(survival(10, 283, 12), survival(0, 283, 12));
}

}  // namespace
}  // namespace armistice
