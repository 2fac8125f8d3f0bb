// Costs by payer and kind, over the whole trial.
#include <fmt/format.h>

#include <algorithm>

#include "experiments/exhibits/exhibit.hpp"

namespace armistice {

std::vector<Exhibit> costs_by_payer(const ResultFolder& result) {
  const ResultTable table = result.table("costs.csv");
  std::vector<ResultRow> rows;
  std::string title;
  const std::vector<ResultRow> all = rows_of(table);
  for (const ResultRow& row : all) {
    if (row["year"] != "total") continue;
    if (row["kind"] == "payer" && row.number("total_eur_bn") > 0) rows.push_back(row);
  }
  const auto panel_of = [&result](const ResultRow& row) { return result.scenario_of(row); };
  // Scenarios stay in their order; in each, who pays most comes first.
  std::vector<std::string> order;
  for (const ResultRow& row : rows) {
    if (std::find(order.begin(), order.end(), panel_of(row)) == order.end()) {
      order.push_back(panel_of(row));
    }
  }
  const auto place = [&](const ResultRow& row) {
    return std::find(order.begin(), order.end(), panel_of(row)) - order.begin();
  };
  std::stable_sort(rows.begin(), rows.end(), [&](const ResultRow& a, const ResultRow& b) {
    if (place(a) != place(b)) return place(a) < place(b);
    return a.number("total_eur_bn") > b.number("total_eur_bn");
  });
  const Digits digits = Digits::three();
  for (const std::string& scenario : order) {
    const auto row_of = [&](std::string_view payer) -> const ResultRow* {
      for (const ResultRow& row : all) {
        if (row["year"] == "total" && row["payer"] == payer && panel_of(row) == scenario) {
          return &row;
        }
      }
      return nullptr;
    };
    const ResultRow *whole = row_of("all"), *europe = row_of("Europe");
    if (whole == nullptr) continue;
    title += fmt::format("{}{} costs all who pay EUR {} bn", title.empty() ? "" : "; ", scenario,
                         digits.plain(whole->number("total_eur_bn")));
    if (europe != nullptr) {
      title +=
          fmt::format(", Europe EUR {} bn of it", digits.plain(europe->number("total_eur_bn")));
    }
  }
  std::vector<ColumnStyle> columns{made_column("panel", "scenario", panel_of),
                                   text_column("name", "payer")};
  for (const std::string& column : table.columns) {  // what it pays for, as the table has it
    const std::string_view unit = "_eur_bn";
    if (!column.ends_with(unit)) continue;
    const std::string purpose = column.substr(0, column.size() - unit.size());
    columns.push_back(number_column(column, words_of(purpose) + ", EUR bn", digits));
  }
  columns.push_back(number_column("pct_of_gdp", "% of GDP, a year", digits));
  return {{"costs", title,
           "Each bar is what a payer pays over the whole trial, as a mean over trials, by what it "
           "pays for. The chart has the twelve who pay most. What Russia's immobilised assets "
           "bring is nobody's cost and is not in it.",
           shown(rows, columns)}};
}

}  // namespace armistice
