// How quantities go from month to month, as fans: the line of contact, and what the war costs in
// lives, after the months in which they were observed.
#include <fmt/format.h>

#include <algorithm>

#include "agents/interface/declarations.hpp"
#include "agents/interface/kernel.hpp"
#include "experiments/base_rates/observed_months.hpp"
#include "experiments/exhibits/exhibit.hpp"
#include "experiments/input/calendar.hpp"

namespace armistice {
namespace {

struct Fan {
  Quantity quantity;
  const char* noun;  // for the title
};
constexpr Fan kFans[] = {
    {Quantity::occupied_share_pct, "Territory under Russian control, %"},
    {Quantity::russian_casualties_thousand, "Russian casualties, thousand a month"},
    {Quantity::ukrainian_casualties_thousand, "Ukrainian casualties, thousand a month"}};

/// What the chart tells lines apart by.
constexpr const char* kOfTrials = "median of the trials";
constexpr const char* kObserved = "observed";

/// The months of a table in front of which what was observed stands.
class FanTable {
 public:
  FanTable(const ResultFolder& result, const Digits& digits)
      : digits_(digits),
        columns_{scenario_column(result),
                 made_column("label", "line", [](const ResultRow&) { return kOfTrials; }),
                 text_column("date", "end of"),
                 number_column("p05", "5 %", digits),
                 number_column("p25", "25 %", digits),
                 number_column("p50", "median", digits),
                 number_column("p75", "75 %", digits),
                 number_column("p95", "95 %", digits),
                 number_column("mean", "mean", digits)} {
    table_.columns = shown({}, columns_).columns;
    table_.columns.push_back({kObserved, kObserved});
  }

  void add(const std::string& scenario, const std::string& quantity,
           const std::vector<ResultRow>& months) {
    const auto start = calendar_month(months.front()["date"]);
    for (const ObservedValue& observed :
         start ? observed_before(quantity, *start) : std::vector<ObservedValue>()) {
      const std::string month = to_string(observed.month);
      std::vector<ShownCell> row{{scenario, scenario}, {kObserved, kObserved}, {month, month}};
      row.resize(columns_.size());
      row.push_back({observed.value, digits_.plain(number_of(observed.value)), true});
      table_.rows.push_back(std::move(row));
      last_observed_ = std::max(last_observed_, month);
    }
    for (std::vector<ShownCell>& row : shown(months, columns_).rows) {
      row.emplace_back();
      table_.rows.push_back(std::move(row));
    }
  }

  /// Empty if nothing was observed.
  const std::string& last_observed() const { return last_observed_; }
  ShownTable take() { return std::move(table_); }

 private:
  Digits digits_;
  std::vector<ColumnStyle> columns_;
  ShownTable table_;
  std::string last_observed_;
};

std::string reading(const std::string& last_observed, const std::string& quantity) {
  std::string words =
      "The line is the median over trials. Half of the trials lie in the dark band, nine of ten in "
      "the light one. A fan shows trials with all of their chance and all that we do not know "
      "together.";
  if (!last_observed.empty()) {
    words += fmt::format(" The line before it is what was observed, until {}. Source: {}.",
                         last_observed, observed_source(quantity));
  }
  return words;
}

}  // namespace

std::vector<Exhibit> fans(const ResultFolder& result) {
  const ResultTable table = result.table("timeline.csv");
  const std::vector<ResultRow> all = rows_of(table);
  std::vector<Exhibit> exhibits;
  for (const auto& [quantity, noun] : kFans) {
    const std::string name(quantity_declarations()[static_cast<std::size_t>(quantity)].name);
    std::vector<ResultRow> rows;
    double largest_value = 0;
    for (const ResultRow& row : all) {
      if (row["quantity"] != name) continue;
      rows.push_back(row);
      largest_value = std::max(largest_value, row.number("p95"));
    }
    if (rows.empty()) continue;
    const Digits digits = Digits::of_mean(largest_value);
    std::string title = fmt::format("{}: ", noun);
    FanTable fan(result, digits);
    for (const auto& [scenario, months] :
         grouped(rows, [&](const ResultRow& row) { return result.scenario_of(row); })) {
      const ResultRow& last = months.back();
      title +=
          fmt::format("{}median {} in {} ({} in nine of ten trials) under {}",
                      title.ends_with(": ") ? "" : "; ", digits.plain(last.number("p50")),
                      last["date"], digits.range(last.number("p05"), last.number("p95")), scenario);
      fan.add(scenario, name, months);
    }
    const std::string words = reading(fan.last_observed(), name);
    exhibits.push_back({"fan", title, words, fan.take()});
  }
  return exhibits;
}

}  // namespace armistice
