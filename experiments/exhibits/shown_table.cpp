#include "experiments/exhibits/shown_table.hpp"

#include <algorithm>
#include <cctype>
#include <utility>

#include "experiments/exhibits/result_folder.hpp"

namespace armistice {

ColumnStyle text_column(std::string name, std::string head) {
  return {.name = std::move(name), .head = std::move(head)};
}

ColumnStyle made_column(std::string name, std::string head,
                        std::function<std::string(const ResultRow&)> made) {
  return {.name = std::move(name), .head = std::move(head), .made = std::move(made)};
}

ColumnStyle number_column(std::string name, std::string head, const Digits& digits) {
  return {.name = std::move(name), .head = std::move(head), .digits = digits};
}

ColumnStyle change_column(std::string name, std::string head, const Digits& digits) {
  return {.name = std::move(name), .head = std::move(head), .digits = digits, .change = true};
}

ColumnStyle scenario_column(const ResultFolder& result, std::string name) {
  return made_column(std::move(name), "scenario",
                     [&result](const ResultRow& row) { return result.scenario_of(row); });
}

void add_both_uncertainties(std::vector<ColumnStyle>& columns, const Digits& digits, bool change) {
  const auto column = change ? change_column : number_column;
  columns.push_back(column("sampling_low", "sampling error, from", digits));
  columns.push_back(column("sampling_high", "to", digits));
  columns.push_back(column("parameter_p05", "what we do not know, from", digits));
  columns.push_back(column("parameter_p95", "to", digits));
}

ShownTable shown(const std::vector<ResultRow>& rows, const std::vector<ColumnStyle>& columns) {
  ShownTable table;
  for (const ColumnStyle& column : columns) table.columns.push_back({column.name, column.head});
  for (const ResultRow& row : rows) {
    std::vector<ShownCell> cells;
    for (const ColumnStyle& column : columns) {
      const std::string value = column.made ? column.made(row) : row[column.name];
      if (!column.digits) {
        cells.push_back({value, value, false});
        continue;
      }
      const double x = row.number(column.name);
      const bool none = value.empty();
      cells.push_back({value,
                       none            ? ""
                       : column.change ? column.digits->change(x)
                                       : column.digits->plain(x),
                       !none});
    }
    table.rows.push_back(std::move(cells));
  }
  return table;
}

std::string words_of(std::string_view name) {
  std::string words(name);
  std::replace(words.begin(), words.end(), '_', ' ');
  return words;
}

std::string capitalised(std::string words) {
  if (!words.empty()) {
    words.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(words.front())));
  }
  return words;
}

std::string factor_name(std::string_view factor) {
  constexpr std::string_view kTable = "parameters.";
  if (factor.starts_with(kTable)) factor.remove_prefix(kTable.size());
  return std::string(factor);
}

bool is_mean(std::string_view detail) { return detail == "mean"; }

std::string outcome_words(std::string_view outcome, std::string_view detail) {
  const std::string words = words_of(outcome);
  if (is_mean(detail)) return "the mean of " + words;
  return detail == "all" || detail == "any" ? words : words + ": " + words_of(detail);
}

std::string outcome_words(const ResultRow& row, std::string_view column) {
  return outcome_words(row[column], row["detail"]);
}

}  // namespace armistice
