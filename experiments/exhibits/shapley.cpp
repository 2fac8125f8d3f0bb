// What each group of levers contributes to the effect of a scenario, and with which others.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "experiments/exhibits/exhibit.hpp"

namespace armistice {
namespace {

bool is_share(const ResultRow& row) { return row["detail"] != "mean"; }

Digits digits_for(const ResultFolder& result, const ResultRow& row) {
  return is_share(row) ? Digits::of_share(result.trials()) : Digits::three();
}

std::vector<ResultRow> of_term(const ResultTable& table, std::string_view term) {
  std::vector<ResultRow> rows;
  for (const ResultRow& row : rows_of(table)) {
    if (row["term"] == term) rows.push_back(row);
  }
  std::stable_sort(rows.begin(), rows.end(), [](const ResultRow& a, const ResultRow& b) {
    return std::abs(a.number("value")) > std::abs(b.number("value"));
  });
  return rows;
}

ShownTable terms(const std::vector<ResultRow>& rows, const Digits& digits,
                 std::function<std::string(const ResultRow&)> label) {
  std::vector<ColumnStyle> columns{
      made_column("panel", "of",
                  [](const ResultRow& row) { return outcome_words(row, "quantity"); }),
      made_column("label", "levers", std::move(label)), change_column("value", "value", digits)};
  for (ColumnStyle& column : both_uncertainties(digits, true)) columns.push_back(std::move(column));
  return shown(rows, columns);
}

constexpr const char* kBoth =
    "The thick line is the sampling error (95 %), which more trials would narrow; the thin line is "
    "what we do not know, the 5 to 95 % range over parameter sets.";

}  // namespace

std::vector<Exhibit> shapley_values(const ResultFolder& result) {
  const ResultTable table = result.table("attribution.csv");
  const std::vector<ResultRow> rows = of_term(table, "shapley"), total = of_term(table, "total");
  if (rows.empty() || total.empty()) return {};
  const Digits digits = digits_for(result, rows.front());
  const ResultRow& most = rows.front();
  return {
      {"shapley",
       fmt::format("{} contributes most to {}: {} of {}{}", words_of(most["player"]),
                   outcome_words(most, "quantity"), digits.change(most.number("value")),
                   digits.change(total.front().number("value")), is_share(most) ? " points" : ""),
       std::string("Each bar is a Shapley value: the group's contribution, averaged over all "
                   "orders in which the groups could be introduced. The bars sum to the effect "
                   "of the whole scenario. ") +
           kBoth,
       terms(rows, digits, [](const ResultRow& row) { return words_of(row["player"]); })}};
}

std::vector<Exhibit> interactions(const ResultFolder& result) {
  const ResultTable table = result.table("attribution.csv");
  std::vector<ResultRow> rows = of_term(table, "interaction");
  if (rows.empty()) return {};
  constexpr std::size_t kShown = 12;
  const std::size_t pairs = rows.size();
  if (rows.size() > kShown) rows.erase(rows.begin() + kShown, rows.end());
  const Digits digits = digits_for(result, rows.front());
  const ResultRow& most = rows.front();
  const auto pair = [](const ResultRow& row) {
    return words_of(row["player"]) + " and " + words_of(row["other"]);
  };
  return {{"shapley",
           fmt::format("{} {} each other most: {}{}", pair(most),
                       most.number("value") > 0 ? "strengthen" : "replace",
                       digits.change(most.number("value")), is_share(most) ? " points" : ""),
           fmt::format("Each bar is a Shapley interaction index: above 0 a pair does more together "
                       "than apart, below 0 less. {} The largest {} of {} pairs.",
                       kBoth, rows.size(), pairs),
           terms(rows, digits, pair)}};
}

}  // namespace armistice
