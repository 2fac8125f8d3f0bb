#include "experiments/findings/by_date.hpp"

#include "experiments/engine/asked_dates.hpp"
#include "experiments/findings/estimate.hpp"
#include "experiments/findings/estimate_cells.hpp"
#include "experiments/output/trial_file.hpp"
#include "experiments/report/report_data.hpp"

namespace armistice {
namespace {

using Json = nlohmann::ordered_json;

/// What a row of an outcome has, in files and in data.
std::vector<Column> share_columns() {
  return {column("outcome"), column("count"), column("share"),
          sampling_column(), range_column(),  data_column("why_no_range")};
}

Row share_cells(Outcome outcome, const ShareEstimate& e, std::int64_t sets) {
  return {std::string(word_of(outcome)),
          e.count,
          e.share,
          ends(e.sampling),
          set_range(e.ranges, sets),
          reason_for_none(e.ranges.basis, sets)};
}

std::vector<Column> difference_columns() {
  return {column("difference"),
          {.name = "difference_sampling_low",
           .high = "difference_sampling_high",
           .data = "sampling_95"},
          {.name = "difference_parameter_p05",
           .high = "difference_parameter_p95",
           .data = "parameters_5_95"},
          data_column("why_no_range")};
}

Row difference_cells(const Difference& d, std::int64_t sets) {
  return {d.difference, ends(d.sampling), set_range(d.ranges, sets),
          reason_for_none(d.ranges.basis, sets)};
}

template <class T>
void append(std::vector<T>& to, std::vector<T> more) {
  for (T& each : more) to.push_back(std::move(each));
}

/// One scenario of a comparison at one date.
struct DateOfScenario {
  const Comparison& comparison;
  std::size_t date, scenario;

  CalendarMonth by() const { return comparison.ensemble.settings.by[date]; }
  int month() const { return month_of(by(), comparison.scenarios[scenario]); }
  std::int64_t sets() const { return comparison.ensemble.settings.nested_sets; }
  Row share(Outcome o) const {
    return share_cells(o, estimate_by(comparison.ensemble, date, scenario, o), sets());
  }
  /// Empty for the reference.
  Row difference(Outcome o) const {
    if (scenario == 0) return {};
    return difference_cells(date_difference(comparison.ensemble, date, scenario - 1, o), sets());
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

Table by_date_table(const Scenario& scenario, const Ensemble& ensemble) {
  Table table{.name = "by_date", .columns = {column("date"), column("month")}};
  append(table.columns, share_columns());
  for (const CalendarMonth date : ensemble.settings.by) {
    const int month = month_of(date, scenario);
    for (const Outcome outcome : headlines_of(labels_of(scenario))) {
      Row row{to_string(date), Whole{month}};
      append(row,
             share_cells(outcome, estimate_by(ensemble, outcome, month), ensemble.nested.sets));
      table.rows.push_back(std::move(row));
    }
  }
  return table;
}

Table by_date_table(const Comparison& comparison) {
  Table table{
      .name = "by_date",
      .columns = {column("reference"), column("scenario"), column("date"), column("month")}};
  append(table.columns, share_columns());
  append(table.columns, difference_columns());
  for_each_date(comparison, [&](const DateOfScenario& date, const Scenario& scenario) {
    for (const Outcome outcome : headlines_of(labels_of(comparison.scenarios))) {
      Row row{comparison.scenarios[0].name, scenario.name, to_string(date.by()),
              Whole{date.month()}};
      append(row, date.share(outcome));
      append(row, date.difference(outcome));
      row.resize(table.columns.size());
      table.rows.push_back(std::move(row));
    }
  });
  return table;
}

Json by_date_data(const Scenario& scenario, const Ensemble& ensemble) {
  Json dates = Json::array();
  for (const CalendarMonth date : ensemble.settings.by) {
    const int month = month_of(date, scenario);
    Table outcomes{.columns = share_columns()};
    for (const Outcome outcome : headlines_of(labels_of(scenario))) {
      outcomes.rows.push_back(
          share_cells(outcome, estimate_by(ensemble, outcome, month), ensemble.nested.sets));
    }
    dates.push_back({{"date", to_string(date)}, {"month", month}, {"outcomes", data_of(outcomes)}});
  }
  return dates;
}

Json by_date_data(const Comparison& comparison) {
  Json dates = Json::array();
  for_each_date(comparison, [&](const DateOfScenario& date, const Scenario& scenario) {
    const Table shares{.columns = share_columns()}, differences{.columns = difference_columns()};
    Json outcomes = Json::array();
    for (const Outcome outcome : headlines_of(labels_of(comparison.scenarios))) {
      Json of_outcome = data_of_row(shares, date.share(outcome));
      const Row difference = date.difference(outcome);
      if (!difference.empty()) of_outcome["difference"] = data_of_row(differences, difference);
      outcomes.push_back(std::move(of_outcome));
    }
    dates.push_back({{"date", to_string(date.by())},
                     {"scenario", scenario.name},
                     {"month", date.month()},
                     {"outcomes", std::move(outcomes)}});
  });
  return dates;
}

}  // namespace armistice
