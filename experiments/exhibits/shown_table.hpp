// A table of an exhibit: each cell as its file has it, and as a person reads it.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "experiments/exhibits/result_table.hpp"
#include "experiments/report/digits.hpp"

namespace armistice {

class ResultFolder;

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

/// The scenario that a row is of.
ColumnStyle scenario_column(const ResultFolder& result, std::string name = "scenario");

/// `sampling_low`, `sampling_high`, `parameter_p05`, `parameter_p95`: both uncertainties, apart.
void add_both_uncertainties(std::vector<ColumnStyle>& columns, const Digits& digits,
                            bool change = false);
/// How charts draw the two.
inline constexpr std::string_view kThickAndThin =
    "The thick bar is the sampling error (95 %): more trials would narrow it. The thin line is "
    "what we do not know: the 5 to 95 % range over parameter sets, which more trials would not "
    "narrow.";

ShownTable shown(const std::vector<ResultRow>& rows, const std::vector<ColumnStyle>& columns);

/// "continued_war" as "continued war".
std::string words_of(std::string_view name);
/// Words at the beginning of a sentence. Names of settings and scenarios stay as they are typed.
std::string capitalised(std::string words);
/// "front.dead_zone" of the factor "parameters.front.dead_zone".
std::string factor_name(std::string_view factor);
/// The detail of a quantity that is the mean of a number, and no share of trials.
bool is_mean(std::string_view detail);
/// "negotiated peace: settlement"; without a detail that is all of it. "the mean of months of war"
std::string outcome_words(std::string_view outcome, std::string_view detail);
/// The words of a row of outcomes.csv, or of comparison.csv with another column.
std::string outcome_words(const ResultRow& row, std::string_view column = "outcome");

}  // namespace armistice
