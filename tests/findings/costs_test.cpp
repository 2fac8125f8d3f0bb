#include "experiments/findings/costs.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "experiments/findings/actors.hpp"
#include "experiments/input/scenario.hpp"
#include "experiments/report/csv_table.hpp"

namespace armistice {
namespace {

struct Line {
  std::string year, first_month, date, months, payer, kind;
  std::vector<double> paid;  // by what for, then the total, then the percentage
};

/// Names may hold commas, and are then quoted.
std::vector<std::string> cells_of(const std::string& line) {
  std::vector<std::string> cells(1);
  bool quoted = false;
  for (const char c : line) {
    if (c == '"') {
      quoted = !quoted;
    } else if (c == ',' && !quoted) {
      cells.emplace_back();
    } else {
      cells.back() += c;
    }
  }
  return cells;
}

std::vector<Line> lines_of(const std::string& csv) {
  std::istringstream in(csv);
  std::string text;
  std::getline(in, text);
  EXPECT_EQ(text,
            "year,first_month,first_date,months,payer,name,kind,military_eur_bn,financial_eur_bn,"
            "eu_instruments_eur_bn,side_payments_eur_bn,transition_eur_bn,force_eur_bn,"
            "reconstruction_eur_bn,total_eur_bn,pct_of_gdp");
  std::vector<Line> lines;
  while (std::getline(in, text)) {
    const std::vector<std::string> cells = cells_of(text);
    lines.push_back({cells[0], cells[1], cells[2], cells[3], cells[4], cells[6], {}});
    for (std::size_t i = 7; i < cells.size(); ++i) {
      lines.back().paid.push_back(cells[i].empty() ? NAN : std::strtod(cells[i].c_str(), nullptr));
    }
  }
  return lines;
}

const Scenario& plan() {
  static const Scenario scenario =
      read_scenario(ARMISTICE_SOURCE_DIR "/scenarios/peace_through_strength.toml",
                    {{"parameters.donors.eu_level_aid_eur_bn", "0.5"}});
  return scenario;
}
/// Two years and a half.
const Ensemble& ensemble() {
  static const Ensemble run =
      run_ensemble(plan(), {.trials = 100, .threads = 2, .horizon_months = 30, .nested_sets = 2});
  return run;
}

using ByPayer = std::map<std::string, Line>;
std::map<std::string, ByPayer> by_year(const std::vector<Line>& lines) {
  std::map<std::string, ByPayer> years;
  for (const Line& line : lines) {
    EXPECT_TRUE(years[line.year].emplace(line.payer, line).second) << line.payer << " twice";
  }
  return years;
}

constexpr std::size_t kTotal = kCosts, kPercent = kCosts + 1;

TEST(CostFile, PayersAddUpToAllInEachYearAndYearsToTheTotal) {
  auto years = by_year(lines_of(csv_of(costs_table(plan(), ensemble()))));
  ASSERT_EQ(years.size(), 4u) << "three years and the total";
  std::vector<double> sum_of_years(kTotal + 1, 0);
  for (auto& [year, payers] : years) {
    std::vector<double> sums(kTotal + 1, 0);
    for (const auto& [payer, line] : payers) {
      double total = 0;
      for (std::size_t c = 0; c < kTotal; ++c) total += line.paid[c];
      EXPECT_NEAR(line.paid[kTotal], total, 1e-9) << payer;
      if (line.kind != "payer") continue;
      for (std::size_t c = 0; c <= kTotal; ++c) sums[c] += line.paid[c];
    }
    for (std::size_t c = 0; c <= kTotal; ++c) {
      EXPECT_NEAR(payers.at("all").paid[c], sums[c], 1e-3) << year;
      EXPECT_NEAR(payers.at("Europe").paid[c] + payers.at("outside_Europe").paid[c],
                  payers.at("all").paid[c], 1e-3);
      EXPECT_NEAR(payers.at("Europe").paid[c],
                  payers.at("EU").paid[c] + payers.at("UK").paid[c] + payers.at("NO").paid[c],
                  1e-3);
      EXPECT_NEAR(payers.at("outside_Europe").paid[c],
                  payers.at("CA").paid[c] + payers.at("TR").paid[c] + payers.at("US").paid[c],
                  1e-3);
      if (year != "total") sum_of_years[c] += payers.at("all").paid[c];
    }
  }
  for (std::size_t c = 0; c <= kTotal; ++c) {
    EXPECT_NEAR(years.at("total").at("all").paid[c], sum_of_years[c], 1e-6);
  }
  EXPECT_NEAR(sum_of_years[kTotal], ensemble().tally.mean(Result::cost_total_eur_bn), 1e-3);
  EXPECT_NEAR(years.at("total").at("Europe").paid[kTotal],
              ensemble().tally.mean(Result::cost_europe_eur_bn), 1e-3);
}

TEST(CostFile, WhatTheUnionPaysAsOneIsInItsMembersRowsToo) {
  const auto years = by_year(lines_of(csv_of(costs_table(plan(), ensemble()))));
  const ByPayer& all = years.at("total");
  EXPECT_EQ(all.at("EU_level").kind, "part");
  const auto instruments = static_cast<std::size_t>(Cost::eu_instruments);
  EXPECT_GT(all.at("EU_level").paid[instruments], 1);
  EXPECT_NEAR(all.at("EU").paid[instruments], all.at("EU_level").paid[instruments], 1e-3);
  EXPECT_EQ(all.at("EU_level").paid[static_cast<std::size_t>(Cost::military)], 0);
}

TEST(CostFile, WithoutAMemberTheUnionPaysForItself) {
  Scenario scenario = plan();
  const std::size_t donors = scenario.cast.donors.size();
  scenario.cast.eu_member = std::vector<bool>(donors, false);
  const Ensemble run =
      run_ensemble(scenario, {.trials = 32, .threads = 1, .horizon_months = 12, .nested_sets = 0});
  const auto years = by_year(lines_of(csv_of(costs_table(scenario, run))));
  const ByPayer& all = years.at("total");
  EXPECT_EQ(all.at("EU_level").kind, "payer");
  double sum = 0;
  for (const auto& [payer, line] : all) {
    if (line.kind == "payer") sum += line.paid[kTotal];
  }
  EXPECT_NEAR(all.at("all").paid[kTotal], sum, 1e-3);
  EXPECT_NEAR(sum, run.tally.mean(Result::cost_total_eur_bn), 1e-3);
}

TEST(CostFile, PercentagesAreOfAMeanYearInAShortYearToo) {
  const auto years = by_year(lines_of(csv_of(costs_table(plan(), ensemble()))));
  EXPECT_EQ(years.at("3").at("DE").months, "6");
  EXPECT_EQ(years.at("3").at("DE").first_month, "25");
  EXPECT_EQ(years.at("3").at("DE").date, "2027-03");
  const double gdp = plan().cast.gdp_eur_bn[0];
  ASSERT_EQ(plan().cast.donors[0].code, "DE");
  const auto percent = [&](const char* year, double length) {
    const Line& line = years.at(year).at("DE");
    EXPECT_NEAR(line.paid[kPercent], 100 * line.paid[kTotal] / gdp / length, 1e-9);
    return line.paid[kPercent];
  };
  const double mean = percent("total", 2.5);
  EXPECT_NEAR(mean, (percent("1", 1) + percent("2", 1) + percent("3", .5) / 2) / 2.5, 1e-9);
  EXPECT_NEAR(mean, ensemble().tally.donor_mean(0, DonorResult::cost_pct_of_gdp), 1e-4);
  EXPECT_TRUE(std::isnan(years.at("1").at("US").paid[kPercent])) << "the cast has no GDP of it";
}

TEST(CostFile, RussianMoneyIsApart) {
  const auto years = by_year(lines_of(csv_of(costs_table(plan(), ensemble()))));
  const Line& assets = years.at("total").at("immobilised_assets");
  EXPECT_EQ(assets.kind, "no_cost");
  EXPECT_NEAR(assets.paid[static_cast<std::size_t>(Cost::financial)],
              ensemble().tally.mean(Result::assets_used_eur_bn), 1e-3);
  EXPECT_GT(assets.paid[static_cast<std::size_t>(Cost::reconstruction)], 0);
}

TEST(ActorsFile, HasTheCostThatTheCostFileHas) {
  const auto costs = by_year(lines_of(csv_of(costs_table(plan(), ensemble()))));
  std::istringstream in(csv_of(actors_table(plan(), ensemble())));
  std::string line;
  std::getline(in, line);
  ASSERT_EQ(cells_of(line).back(), "cost_eur_bn");
  int compared = 0;
  while (std::getline(in, line)) {
    const std::vector<std::string> cells = cells_of(line);
    if (cells.back().empty()) continue;
    EXPECT_NEAR(std::strtod(cells.back().c_str(), nullptr),
                costs.at("total").at(cells[0]).paid[kTotal], 1e-3)
        << cells[0];
    ++compared;
  }
  EXPECT_EQ(compared, 32) << "31 donors and the United States";
}

}  // namespace
}  // namespace armistice
