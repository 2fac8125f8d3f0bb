// How the model fares against patterns, other mechanisms and the claims that it tests.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "experiments/exhibits/exhibit.hpp"
#include "experiments/input/counted.hpp"

namespace armistice {

std::vector<Exhibit> patterns(const ResultFolder& result) {
  const ResultTable table = result.table("patterns.csv");
  const std::vector<ResultRow> rows = rows_of(table);
  const auto hold = std::count_if(rows.begin(), rows.end(),
                                  [](const ResultRow& row) { return row["holds"] == "true"; });
  const Digits digits = Digits::three();
  return {{"", fmt::format("{} of {} hold", hold, counted(std::ssize(rows), "pattern")),
           "A pattern is something that the model should show if it is right. The target was set "
           "beforehand.",
           shown(rows, {text_column("number", "no."), text_column("pattern", "pattern"),
                        text_column("kind", "kind"), text_column("target", "target"),
                        number_column("figure", "figure", digits),
                        number_column("standard_error", "standard error", digits),
                        text_column("holds", "holds")})}};
}

std::vector<Exhibit> claims(const ResultFolder& result) {
  const ResultTable table = result.table("claims.csv");
  const std::vector<ResultRow> rows = rows_of(table);
  std::int64_t defaults = 0, supported = 0;
  for (const ResultRow& row : rows) {
    if (row["critic"] != "none") continue;
    ++defaults;
    if (row["verdict"] == "supported") ++supported;
  }
  const Digits digits = Digits::three();
  return {{"",
           fmt::format("{} of {} are supported under the defaults", supported,
                       counted(defaults, "claim")),
           "A row is a claim under the defaults (critic: none) or under the assumptions of a "
           "critic. These are consequences of assumptions, not findings about the world.",
           shown(rows, {text_column("claim", "claim"), text_column("critic", "critic"),
                        text_column("verdict", "verdict"), text_column("scenario", "scenario"),
                        text_column("measure", "measure"), text_column("claims", "claimed"),
                        number_column("without", "without", digits),
                        number_column("with", "with", digits),
                        change_column("difference", "difference", digits),
                        number_column("standard_error", "standard error", digits)})}};
}

namespace {

/// Columns of mechanisms.csv that have a standard error beside them: the outcomes that it measures.
std::vector<std::string> measured(const ResultTable& table) {
  std::vector<std::string> names;
  for (const std::string& column : table.columns) {
    if (table.has(column + "_error")) names.push_back(column);
  }
  return names;
}

}  // namespace

std::vector<Exhibit> mechanism_effects(const ResultFolder& result) {
  const ResultTable table = result.table("mechanisms.csv");
  const std::vector<ResultRow> all = rows_of(table);
  std::vector<Exhibit> exhibits;
  for (const std::string& outcome : measured(table)) {
    std::vector<ResultRow> rows;
    std::string scenario;
    for (const ResultRow& row : all) {
      const bool shares = row["scenario"] != scenario;  // the first row of a scenario has them
      scenario = row["scenario"];
      if (!shares && !row[outcome].empty()) rows.push_back(row);
    }
    std::stable_sort(rows.begin(), rows.end(), [&](const ResultRow& a, const ResultRow& b) {
      return std::abs(a.number(outcome)) > std::abs(b.number(outcome));
    });
    if (rows.empty()) continue;
    constexpr std::size_t kShown = 12;
    if (rows.size() > kShown) rows.erase(rows.begin() + kShown, rows.end());
    const Digits digits = Digits::fixed_percent(1);
    ShownTable shown_rows =
        shown(rows, {text_column("scenario", "scenario"), text_column("change", "mechanism"),
                     change_column(outcome, "difference, points", digits),
                     number_column(outcome + "_error", "standard error", digits)});
    shown_rows.columns[2].name = "value";  // one chart for every outcome
    shown_rows.columns[3].name = "error";
    exhibits.push_back(
        {"mechanisms",
         fmt::format("{} moves most when a mechanism changes: {} ({}), {} points",
                     capitalised(words_of(outcome)), rows.front()["change"],
                     rows.front()["scenario"], digits.change(rows.front().number(outcome))),
         fmt::format("The dot is what the share changes by when the mechanism is switched off or "
                     "takes its other form; the line is 1.96 standard errors either way. The "
                     "largest {} changes.",
                     rows.size()),
         std::move(shown_rows)});
  }
  return exhibits;
}

}  // namespace armistice
