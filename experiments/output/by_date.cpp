#include "experiments/output/by_date.hpp"

#include <cmath>
#include <optional>

#include "experiments/engine/asked_dates.hpp"
#include "experiments/output/csv.hpp"
#include "experiments/output/estimate.hpp"
#include "experiments/output/result_columns.hpp"

namespace armistice {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view kShareColumns =
    "count,share,sampling_low,sampling_high,parameter_p05,parameter_p95";

void put(Csv& csv, const ShareEstimate& e) {
  csv.cell(e.count).cell(e.share).cell(e.sampling.low).cell(e.sampling.high);
  csv.cell(e.ranges.p05).cell(e.ranges.p95);
}

Json number(double x) { return std::isfinite(x) ? Json(x) : Json(nullptr); }

Json data_of(Outcome outcome, const ShareEstimate& e, std::int64_t sets) {
  Json row = {{"outcome", word_of(outcome)},
              {"count", e.count},
              {"share", number(e.share)},
              {"sampling_95", {number(e.sampling.low), number(e.sampling.high)}},
              {"parameters_5_95", {number(e.ranges.p05), number(e.ranges.p95)}}};
  if (e.ranges.basis != RangeBasis::kRange) {
    row["why_no_range"] = why_no_range(e.ranges.basis, sets);
  }
  return row;
}

/// One scenario of a comparison at one date.
struct DateOfScenario {
  const Comparison& comparison;
  std::size_t date, scenario;

  CalendarMonth month() const { return comparison.ensemble.settings.by[date]; }
  ShareEstimate share(Outcome o) const {
    return estimate_by(comparison.ensemble, date, scenario, o);
  }
  std::optional<Difference> difference(Outcome o) const {
    if (scenario == 0) return std::nullopt;
    return date_difference(comparison.ensemble, date, scenario - 1, o);
  }
};

template <class Each>
void for_each_date(const Comparison& comparison, const Each& each) {
  for (std::size_t date = 0; date < comparison.ensemble.settings.by.size(); ++date) {
    for (std::size_t i = 0; i < comparison.scenarios.size(); ++i) {
      each(DateOfScenario{comparison, date, i}, comparison.scenarios[i]);
    }
  }
}

}  // namespace

std::string by_date_csv(const Scenario& scenario, const Ensemble& ensemble) {
  Csv csv;
  csv.header(std::string("date,month,outcome,").append(kShareColumns));
  for (const CalendarMonth date : ensemble.settings.by) {
    const int month = month_of(date, scenario);
    for (const Outcome outcome : kHeadlines) {
      csv.cell(to_string(date)).cell(month).cell(word_of(outcome));
      put(csv, estimate_by(ensemble, outcome, month));
      csv.end_row();
    }
  }
  return csv.take();
}

std::string by_date_csv(const Comparison& comparison) {
  Csv csv;
  csv.header(std::string("reference,scenario,date,month,outcome,")
                 .append(kShareColumns)
                 .append(",difference,difference_sampling_low,difference_sampling_high,"
                         "difference_parameter_p05,difference_parameter_p95"));
  for_each_date(comparison, [&](const DateOfScenario& date, const Scenario& scenario) {
    for (const Outcome outcome : kHeadlines) {
      csv.cell(comparison.scenarios[0].name).cell(scenario.name);
      csv.cell(to_string(date.month())).cell(month_of(date.month(), scenario));
      csv.cell(word_of(outcome));
      put(csv, date.share(outcome));
      if (const auto d = date.difference(outcome)) {
        csv.cell(d->difference).cell(d->sampling.low).cell(d->sampling.high);
        csv.cell(d->ranges.p05).cell(d->ranges.p95);
      } else {
        for (int i = 0; i < 5; ++i) csv.empty();
      }
      csv.end_row();
    }
  });
  return csv.take();
}

Json dates_data(const RunSettings& settings) {
  Json dates = Json::array();
  for (const CalendarMonth date : settings.by) dates.push_back(to_string(date));
  return dates;
}

Json by_date_data(const Scenario& scenario, const Ensemble& ensemble) {
  Json rows = Json::array();
  for (const CalendarMonth date : ensemble.settings.by) {
    const int month = month_of(date, scenario);
    Json row = {{"date", to_string(date)}, {"month", month}, {"outcomes", Json::array()}};
    for (const Outcome outcome : kHeadlines) {
      row["outcomes"].push_back(
          data_of(outcome, estimate_by(ensemble, outcome, month), ensemble.nested.sets));
    }
    rows.push_back(std::move(row));
  }
  return rows;
}

Json by_date_data(const Comparison& comparison) {
  const std::int64_t sets = comparison.ensemble.settings.nested_sets;
  Json rows = Json::array();
  for_each_date(comparison, [&](const DateOfScenario& date, const Scenario& scenario) {
    Json row = {{"date", to_string(date.month())},
                {"scenario", scenario.name},
                {"month", month_of(date.month(), scenario)},
                {"outcomes", Json::array()}};
    for (const Outcome outcome : kHeadlines) {
      Json of_outcome = data_of(outcome, date.share(outcome), sets);
      if (const auto d = date.difference(outcome)) {
        of_outcome["difference"] = {
            {"difference", number(d->difference)},
            {"sampling_95", {number(d->sampling.low), number(d->sampling.high)}},
            {"parameters_5_95", {number(d->ranges.p05), number(d->ranges.p95)}}};
        if (d->ranges.basis != RangeBasis::kRange) {
          of_outcome["difference"]["why_no_range"] = why_no_range(d->ranges.basis, sets);
        }
      }
      row["outcomes"].push_back(std::move(of_outcome));
    }
    rows.push_back(std::move(row));
  });
  return rows;
}

}  // namespace armistice
