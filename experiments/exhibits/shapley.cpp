// What each group of levers contributes to the effect of a scenario, and with which others.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "agents/interface/declarations.hpp"
#include "experiments/exhibits/exhibit.hpp"
#include "experiments/exhibits/objective.hpp"

namespace armistice {
namespace {

/// Levers keep the names that a person types; groups of them are words.
bool is_lever(std::string_view player) {
  const auto levers = lever_declarations();
  return std::any_of(levers.begin(), levers.end(),
                     [&](const LeverDeclaration& of) { return of.name == player; });
}
std::string player_words(const std::string& player) {
  return is_lever(player) ? player : words_of(player);
}
std::string beginning_with(const std::string& player) {
  return is_lever(player) ? player : capitalised(words_of(player));
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
  add_both_uncertainties(columns, digits, true);
  return shown(rows, columns);
}

}  // namespace

std::vector<Exhibit> shapley_values(const ResultFolder& result) {
  const ResultTable table = result.table("attribution.csv");
  const std::vector<ResultRow> rows = of_term(table, "shapley"), total = of_term(table, "total");
  if (rows.empty() || total.empty()) return {};
  const Digits digits = digits_for(result, rows.front()["detail"]);
  const ResultRow& most = rows.front();
  return {
      {"shapley",
       fmt::format("{} contributes most to {}: {} of {}{}", beginning_with(most["player"]),
                   outcome_words(most, "quantity"), digits.change(most.number("value")),
                   digits.change(total.front().number("value")), unit_of_change(most["detail"])),
       fmt::format("Each bar is a Shapley value: the group's contribution, averaged over all "
                   "orders in which the groups could be introduced. The bars sum to the effect "
                   "of the whole scenario. {}",
                   kThickAndThin),
       terms(rows, digits, [](const ResultRow& row) { return player_words(row["player"]); })}};
}

std::vector<Exhibit> interactions(const ResultFolder& result) {
  const ResultTable table = result.table("attribution.csv");
  std::vector<ResultRow> rows = of_term(table, "interaction");
  if (rows.empty()) return {};
  constexpr std::size_t kShown = 12;
  const std::size_t pairs = rows.size();
  if (rows.size() > kShown) rows.erase(rows.begin() + kShown, rows.end());
  const Digits digits = digits_for(result, rows.front()["detail"]);
  const ResultRow& most = rows.front();
  const auto pair = [](const ResultRow& row) {
    return player_words(row["player"]) + " and " + player_words(row["other"]);
  };
  return {
      {"shapley",
       fmt::format("{} and {} {} each other most: {}{}", beginning_with(most["player"]),
                   player_words(most["other"]), most.number("value") > 0 ? "strengthen" : "replace",
                   digits.change(most.number("value")), unit_of_change(most["detail"])),
       fmt::format("Each bar is a Shapley interaction index: above 0 a pair does more together "
                   "than apart, below 0 less. {} The largest {} of {} pairs.",
                   kThickAndThin, rows.size(), pairs),
       terms(rows, digits, pair)}};
}

}  // namespace armistice
