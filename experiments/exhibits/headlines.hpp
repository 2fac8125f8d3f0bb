// How the fighting first stops: the headline outcomes of a result, whichever its mechanisms have.
#pragma once

#include <string>
#include <vector>

#include "experiments/exhibits/result_folder.hpp"

namespace armistice {

/// Their names in the order of its tables; none if no table of the result says which they are.
std::vector<std::string> headlines_of(const ResultFolder& result);

/// Rows of outcomes.csv or comparison.csv that are all of an outcome, of one scenario.
struct HeadlineRows {
  std::string scenario;
  std::vector<ResultRow> rows;
};
/// The rows of each scenario in turn. `column` has the outcome.
std::vector<HeadlineRows> headline_rows(const ResultFolder& result, const ResultTable& table,
                                        std::string_view column);

/// The row with the largest number in a column; null if none has one.
const ResultRow* largest(const std::vector<ResultRow>& rows, std::string_view column);

/// The durable, acceptable peace of a table: what comparisons are judged by unless told.
inline constexpr std::string_view kUsualObjective = "durable_acceptable_peace";

}  // namespace armistice
