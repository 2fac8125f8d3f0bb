// Costs by payer and kind, over the whole trial.
#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "experiments/exhibits/exhibit.hpp"

namespace armistice {

std::vector<Exhibit> costs_by_payer(const ResultFolder& result) {
  const ResultTable table = result.table("costs.csv");
  std::vector<ResultRow> totals, rows;
  for (const ResultRow& row : rows_of(table)) {
    if (row["year"] == "total") totals.push_back(row);
  }
  std::string title;
  const Digits digits = Digits::three();
  for (const auto& [scenario, of] :
       grouped(totals, [&](const ResultRow& row) { return result.scenario_of(row); })) {
    const auto begin = std::ssize(rows);
    std::copy_if(of.begin(), of.end(), std::back_inserter(rows), [](const ResultRow& row) {
      return row["kind"] == "payer" && row.number("total_eur_bn") > 0;
    });
    std::stable_sort(rows.begin() + begin, rows.end(), [](const ResultRow& a, const ResultRow& b) {
      return a.number("total_eur_bn") > b.number("total_eur_bn");
    });
    const auto row_of = [&rows_here = of](std::string_view payer) -> const ResultRow* {
      const auto found = std::find_if(rows_here.begin(), rows_here.end(),
                                      [&](const ResultRow& row) { return row["payer"] == payer; });
      return found == rows_here.end() ? nullptr : &*found;
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
  std::vector<ColumnStyle> columns{scenario_column(result, "panel"), text_column("name", "payer")};
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
