#include "experiments/findings/costs.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <limits>
#include <numeric>
#include <vector>

#include "agents/interface/declarations.hpp"

namespace armistice {
namespace {

constexpr double kNotANumber = std::numeric_limits<double>::quiet_NaN();  // an empty cell
constexpr int kYearMonths = 12;

/// The payments of some months, by purpose; EUR bn.
using Payments = std::array<double, kCosts>;

void add(Payments& sums, const Payments& more) {
  for (std::size_t c = 0; c < sums.size(); ++c) sums[c] += more[c];
}

double total(const Payments& paid) { return std::accumulate(paid.begin(), paid.end(), 0.0); }

/// Some months: a year, or all.
struct Period {
  Cell name;
  int first_month = 1, months = 0;  // the first counts from 1
  int first_year = 0, years = 0;    // rows of the table
};

std::vector<Period> periods_of(int horizon_months) {
  std::vector<Period> periods;
  const int years = years_of(horizon_months);
  for (int year = 0; year < years; ++year) {
    const int before = year * kYearMonths;
    periods.push_back(
        {Whole{year + 1}, before + 1, std::min(kYearMonths, horizon_months - before), year, 1});
  }
  periods.push_back({"total", 1, horizon_months, 0, years});
  return periods;
}

/// What a row has of one period. Rows of payers add up to the row of all.
struct Payer {
  std::string code, name;
  std::string kind;  // payer, part, group, all, no_cost
  Payments paid;
  double gdp_eur_bn = kNotANumber;
};

/// Sums over payers of one kind.
struct Group {
  Payments paid{};
  double gdp_eur_bn = 0;
  void add_payer(const Payments& more, double gdp) {
    add(paid, more);
    gdp_eur_bn += gdp;
  }
};

Payments paid_in(const Tally& tally, const Period& period, int payer) {
  Payments paid{};
  for (int year = period.first_year; year < period.first_year + period.years; ++year) {
    for (int c = 0; c < kCosts; ++c) {
      paid[static_cast<std::size_t>(c)] += tally.cost_mean(year, payer, static_cast<Cost>(c));
    }
  }
  return paid;
}

/// "the EU, United Kingdom and Norway": the EU and the donors outside it that are European, or not.
std::string members(const Cast& cast, bool european) {
  std::vector<std::string> names;
  for (std::size_t j = 0; j < cast.donors.size(); ++j) {
    if (!cast.eu_member[j] && cast.european[j] == european) names.push_back(cast.donors[j].name);
  }
  return names.empty() ? "none" : fmt::format("{}", fmt::join(names, ", "));
}

std::vector<Payer> payers_of(const Scenario& scenario, const Tally& tally, const Period& period) {
  const Cast& cast = scenario.cast;
  const auto donors = static_cast<int>(cast.donors.size());
  const auto other = [&](OtherPayer payer) {
    return paid_in(tally, period, donors + static_cast<int>(payer));
  };
  std::vector<Payer> payers;
  Group eu, europe, others;
  for (int j = 0; j < donors; ++j) {
    const auto place = static_cast<std::size_t>(j);
    const Payments paid = paid_in(tally, period, j);
    const double gdp = cast.gdp_eur_bn[j];
    payers.push_back({cast.donors[place].code, cast.donors[place].name, "payer", paid, gdp});
    if (cast.eu_member[place]) eu.add_payer(paid, gdp);
    (cast.european[place] ? europe : others).add_payer(paid, gdp);
  }
  const Payments us = other(OtherPayer::united_states), together = other(OtherPayer::eu_level);
  payers.push_back({"US", "United States", "payer", us});
  // In a cast without EU members no row of a member contains the joint payments, so the EU level is
  // then a payer itself.
  const bool has_members = eu.gdp_eur_bn > 0;
  payers.push_back({"EU_level", "EU as one, from its budget and instruments",
                    has_members ? "part" : "payer", together,
                    has_members ? eu.gdp_eur_bn : kNotANumber});
  if (!has_members) {
    add(eu.paid, together);
    add(europe.paid, together);
  }
  Payments outside = others.paid, all = europe.paid;
  add(outside, us);
  add(all, outside);
  const auto gdp_of = [](const Group& g) { return g.gdp_eur_bn > 0 ? g.gdp_eur_bn : kNotANumber; };
  payers.push_back({"EU", "EU and its members", "group", eu.paid, gdp_of(eu)});
  payers.push_back({"Europe", "Europe: EU and its members, " + members(cast, true), "group",
                    europe.paid, gdp_of(europe)});
  payers.push_back({"other_donors",
                    "outside Europe, but the United States: " + members(cast, false), "group",
                    others.paid, gdp_of(others)});
  payers.push_back({"outside_Europe", "outside Europe: " + members(cast, false) + ", United States",
                    "group", outside});
  payers.push_back({"all", "all who pay", "all", all});
  payers.push_back({"immobilised_assets", "Russian assets, immobilised: not a donor's cost",
                    "no_cost", other(OtherPayer::assets)});
  return payers;
}

Column column_of(DonorResult result) { return column(std::string(declaration_of(result).name)); }

}  // namespace

Table costs_table(const Scenario& scenario, const Ensemble& ensemble) {
  Table table{
      .name = "costs",
      .columns = {column("year"), column("first_month"), column("first_date"), column("months"),
                  column("payer"), column("name"), column("kind"), column("military_eur_bn"),
                  column("financial_eur_bn"), column("eu_instruments_eur_bn"),
                  column_of(DonorResult::side_payments_eur_bn),
                  column_of(DonorResult::transition_eur_bn), column_of(DonorResult::force_eur_bn),
                  column_of(DonorResult::reconstruction_eur_bn), column("total_eur_bn"),
                  column("pct_of_gdp")}};
  for (const Period& period : periods_of(ensemble.tally.horizon_months)) {
    const std::string date = to_string(add_months(scenario.start, period.first_month - 1));
    // Percentages are a mean year's, in a short last year too.
    const double years = static_cast<double>(period.months) / kYearMonths;
    for (const Payer& p : payers_of(scenario, ensemble.tally, period)) {
      Row row{period.name, Whole{period.first_month}, date, Whole{period.months}, p.code, p.name,
              p.kind};
      for (const double paid : p.paid) row.emplace_back(paid);
      row.emplace_back(total(p.paid));
      row.emplace_back(100 * total(p.paid) / (p.gdp_eur_bn * years));
      table.rows.push_back(std::move(row));
    }
  }
  return table;
}

}  // namespace armistice
