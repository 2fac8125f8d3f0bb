// A table of an exhibit: each cell as its file has it, and as a person reads it.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "experiments/exhibits/result_table.hpp"
#include "experiments/report/digits.hpp"

namespace armistice {

struct ShownCell {
  std::string value;  // as in the file
  std::string text;   // as it is read
  bool number = false;
};

struct ShownColumn {
  std::string name;  // of the file, which the chart draws by
  std::string head;
};

struct ShownTable {
  std::vector<ShownColumn> columns = {};
  std::vector<std::vector<ShownCell>> rows = {};
};

/// How a column of a file is shown.
struct ColumnStyle {
  std::string name, head;
  std::optional<Digits> digits = {};  // none: text
  bool change = false;                // a difference, which has its sign
  /// What stands in place of the file's cell, in a column that the file does not have.
  std::function<std::string(const ResultRow&)> made = {};
};

ColumnStyle text_column(std::string name, std::string head);
/// Words from names of the file: "continued war".
ColumnStyle made_column(std::string name, std::string head,
                        std::function<std::string(const ResultRow&)> made);
ColumnStyle number_column(std::string name, std::string head, const Digits& digits);
ColumnStyle change_column(std::string name, std::string head, const Digits& digits);

/// `sampling_low`, `sampling_high`, `parameter_p05`, `parameter_p95`: both uncertainties, apart.
std::vector<ColumnStyle> both_uncertainties(const Digits& digits, bool change = false);

ShownTable shown(const std::vector<ResultRow>& rows, const std::vector<ColumnStyle>& columns);

/// "continued_war" as "continued war".
std::string words_of(std::string_view name);
/// A row of outcomes.csv in words: "negotiated peace: settlement"; without a detail that is all
/// of it.
std::string outcome_words(const ResultRow& row, std::string_view outcome = "outcome");

}  // namespace armistice
