// How the fighting first stops, and what the stops are like: shares with both uncertainties.
#include <fmt/format.h>

#include "experiments/exhibits/exhibit.hpp"
#include "experiments/exhibits/headlines.hpp"
#include "experiments/exhibits/objective.hpp"

namespace armistice {
namespace {

std::string reading() {
  return fmt::format(
      "The dot is the share of trials. {} Where there is no thin line, the sets differ by no more "
      "than chance.",
      kThickAndThin);
}

ShownTable shares(const ResultFolder& result, const std::vector<ResultRow>& rows) {
  const Digits digits = Digits::of_share(result.trials());
  std::vector<ColumnStyle> columns{
      scenario_column(result),
      made_column("label", "outcome", [](const ResultRow& row) { return outcome_words(row); }),
      number_column("share", "share, %", digits)};
  add_both_uncertainties(columns, digits);
  return shown(rows, columns);
}

std::string title_of(const ResultFolder& result, const std::vector<RowGroup>& headlines) {
  const Digits digits = Digits::of_share(result.trials());
  std::string title;
  for (const auto& [scenario, rows] : headlines) {
    const ResultRow* most = largest(rows, "share");
    if (most == nullptr) continue;
    title += fmt::format("{}{} ends most often in {}: {} of the trials", title.empty() ? "" : "; ",
                         scenario, outcome_words(*most), digits.with_unit(most->number("share")));
  }
  return title;
}

}  // namespace

std::vector<Exhibit> first_stops(const ResultFolder& result) {
  const ResultTable table = result.table("outcomes.csv");
  const std::vector<RowGroup> headlines = headline_rows(result, table);
  std::vector<ResultRow> rows;
  for (const RowGroup& of : headlines) rows.insert(rows.end(), of.rows.begin(), of.rows.end());
  return {{"shares", title_of(result, headlines), reading(), shares(result, rows)}};
}

std::vector<Exhibit> outcome_details(const ResultFolder& result) {
  const ResultTable table = result.table("outcomes.csv");
  const std::vector<ResultRow> rows = rows_of(table);
  const Digits digits = Digits::of_share(result.trials());
  std::string title;
  for (const ResultRow& row : rows) {
    if (row["outcome"] != kUsualObjective || row["detail"] != "all") continue;
    title += fmt::format("{}{}: a durable, acceptable peace comes about in {} of the trials",
                         title.empty() ? "" : "; ", result.scenario_of(row),
                         digits.with_unit(row.number("share")));
  }
  if (title.empty()) title = "What the endings are like, as far as the result says";
  return {{"shares", title,
           "All outcomes and groups of them, of which one trial can be in several. " + reading(),
           shares(result, rows)}};
}

}  // namespace armistice
