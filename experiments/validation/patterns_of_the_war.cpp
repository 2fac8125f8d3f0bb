// Patterns 1 to 8: the first months of the status quo against 2024.
#include "experiments/validation/figures.hpp"
#include "experiments/validation/patterns.hpp"

namespace armistice {
namespace {

constexpr double kSquareKmPerPoint = 6036;  // 1 % of 603,550 km2
constexpr int kYear = 12, kTwoYears = 24;

using Columns = std::vector<std::vector<double>>;  // [month][trial]

std::vector<MonthlyQuantity> months_of(std::initializer_list<Quantity> quantities) {
  std::vector<MonthlyQuantity> all;
  for (const Quantity q : quantities) {
    for (int month = 0; month < kTwoYears; ++month) all.push_back({q, month});
  }
  return all;
}

Columns columns(const Sample& sample, Quantity quantity, int months) {
  Columns all;
  for (int m = 0; m < months; ++m) all.push_back(as_doubles(sample.of({quantity, m})));
  return all;
}

/// Sums over the first year, by trial.
std::vector<double> over_a_year(const Sample& sample, Quantity quantity) {
  std::vector<double> sums(static_cast<std::size_t>(sample.trials));
  for (const auto& month : columns(sample, quantity, kYear)) {
    for (std::size_t i = 0; i < sums.size(); ++i) sums[i] += month[i];
  }
  return sums;
}

/// Changes of the line from month to month, km2, of the trials from `first` to before `last` while
/// they fight.
std::vector<double> monthly_changes(const Columns& line, const Columns& fighting, std::size_t first,
                                    std::size_t last) {
  std::vector<double> changes;
  for (std::size_t m = 1; m < line.size(); ++m) {
    for (std::size_t i = first; i < last; ++i) {
      if (fighting[m][i] > 0) changes.push_back((line[m][i] - line[m - 1][i]) * kSquareKmPerPoint);
    }
  }
  return changes;
}

void add_line(const Sample& sample, Patterns& rows) {
  const auto kFitted = PatternKind::kFitted, kIndependent = PatternKind::kIndependent;
  const Columns line = columns(sample, Quantity::occupied_share_pct, kTwoYears);
  const Columns fighting = columns(sample, Quantity::share_fighting, kTwoYears);
  // Land won in battle: land that terms hand over is no gain of the front.
  std::vector<double> year;
  for (std::size_t i = 0; i < line[0].size(); ++i) {
    if (fighting[kYear][i] > 0) year.push_back((line[kYear][i] - line[0][i]) * kSquareKmPerPoint);
  }
  rows.push_back({1, "Russian gain over 12 months, mean, km2", kFitted, between(3000, 5400),
                  mean_of_values(year)});
  rows.push_back({1, "Russian gain over 12 months, standard deviation, km2", kIndependent,
                  between(1000, 2500), by_batches(year.size(), [&](std::size_t a, std::size_t b) {
                    return standard_deviation(std::span(year).subspan(a, b - a));
                  })});

  const auto of_changes = [&](double (*statistic)(const std::vector<double>&)) {
    return by_batches(line[0].size(), [&, statistic](std::size_t a, std::size_t b) {
      return statistic(monthly_changes(line, fighting, a, b));
    });
  };
  rows.push_back(
      {2, "monthly change of the line, mean, km2", kFitted, between(280, 430),
       of_changes([](const std::vector<double>& c) { return mean_of_values(c).value; })});
  rows.push_back({2, "monthly change of the line, median, km2", kFitted, between(250, 420),
                  of_changes([](const std::vector<double>& c) { return median(c); })});
  rows.push_back({2, "monthly change of the line, standard deviation, km2", kFitted,
                  between(250, 450),
                  of_changes([](const std::vector<double>& c) { return standard_deviation(c); })});
  rows.push_back({2, "monthly change of the line, skewness", kIndependent, at_least(0),
                  of_changes([](const std::vector<double>& c) { return skewness(c); })});
  rows.push_back({2, "months in which Russia loses ground, share", kIndependent, between(.03, .15),
                  of_changes([](const std::vector<double>& c) {
                    double lost = 0;
                    for (const double x : c) lost += x < 0;
                    return lost / static_cast<double>(c.size());
                  })});
}

void add_losses_and_aid(Laboratory& laboratory, const Sample& sample,
                        std::span<const MonthlyQuantity> record, Patterns& rows) {
  const auto russian = over_a_year(sample, Quantity::russian_casualties_thousand);
  const auto ukrainian = over_a_year(sample, Quantity::ukrainian_casualties_thousand);
  rows.push_back({3, "Russian casualties, first year, thousand", PatternKind::kFitted,
                  between(300, 480), mean_of_values(russian)});
  const auto ratio = [&](std::size_t a, std::size_t b) {
    const auto part = [a, b](const std::vector<double>& x) {
      return std::span(x).subspan(a, b - a);
    };
    return mean_of_values(part(ukrainian)).value / mean_of_values(part(russian)).value;
  };
  rows.push_back({4, "Ukrainian casualties to Russian, first year", PatternKind::kFitted,
                  between(.35, .60), by_batches(russian.size(), ratio)});
  std::vector<double> intensity = over_a_year(sample, Quantity::russian_campaign_intensity);
  for (double& x : intensity) x /= kYear;
  rows.push_back({5, "Russian mean intensity, first year", PatternKind::kIndependent, at_least(.78),
                  mean_of_values(intensity)});
  const auto aid = over_a_year(sample, Quantity::european_military_aid_eur_bn);
  const Sample& alone =
      laboratory.run(Laboratory::scenario("status_quo", {{"levers.us_backup", "0"}}), record);
  rows.push_back({6, "European military aid, first year, bn EUR", PatternKind::kFitted,
                  between(18, 50), mean_of_values(aid)});
  rows.push_back(
      {6, "European military aid with America out less with it in, bn EUR", PatternKind::kBuiltIn,
       at_least(0),
       mean_difference(over_a_year(alone, Quantity::european_military_aid_eur_bn), aid)});
}

void add_finances(Laboratory& laboratory, const Sample& sample,
                  std::span<const MonthlyQuantity> record, Patterns& rows) {
  const auto revenue_of = [&](const char* intensity) {
    const Sample& s = laboratory.run(
        Laboratory::scenario("status_quo", {{"levers.oil_and_gas_squeeze", intensity},
                                            {"levers.secondary_sanctions", intensity},
                                            {"levers.financial_embargo", intensity}}),
        record);
    std::vector<double> second_year(static_cast<std::size_t>(s.trials));
    for (int m = kYear; m < kTwoYears; ++m) {
      const auto month = s.of({Quantity::russian_oil_gas_revenue_usd_bn, m});
      for (std::size_t i = 0; i < month.size(); ++i) {
        second_year[i] += static_cast<double>(month[i]);
      }
    }
    return second_year;
  };
  const std::vector<double> without = revenue_of("0"), with = revenue_of("1");
  rows.push_back({7, "fall of oil and gas revenue under full pressure, second year, share",
                  PatternKind::kBuiltIn, between(.25, .55),
                  by_batches(with.size(), [&](std::size_t a, std::size_t b) {
                    const auto sum = [a, b](const std::vector<double>& x) {
                      return mean_of_values(std::span(x).subspan(a, b - a)).value;
                    };
                    return 1 - sum(with) / sum(without);
                  })});
  std::vector<double> exhausted = as_doubles(sample.of(Result::reserve_exhausted_month));
  for (double& month : exhausted) month = month >= kYear && month <= 3 * kYear ? 1 : 0;
  rows.push_back({8, "reserve exhausted within 12 to 36 months, share of trials",
                  PatternKind::kIndependent, at_least(.5), mean_of_values(exhausted)});
}

}  // namespace

Patterns patterns_of_the_war(Laboratory& laboratory) {
  const auto record =
      months_of({Quantity::occupied_share_pct, Quantity::share_fighting,
                 Quantity::russian_casualties_thousand, Quantity::ukrainian_casualties_thousand,
                 Quantity::russian_campaign_intensity, Quantity::european_military_aid_eur_bn,
                 Quantity::russian_oil_gas_revenue_usd_bn});
  const Sample& sample = laboratory.run(Laboratory::scenario("status_quo"), record);
  Patterns rows;
  add_line(sample, rows);
  add_losses_and_aid(laboratory, sample, record, rows);
  add_finances(laboratory, sample, record, rows);
  return rows;
}

}  // namespace armistice
