// What a result is judged by: the quantity that was named with --objective.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "experiments/exhibits/result_folder.hpp"
#include "experiments/report/digits.hpp"

namespace armistice {

/// The durable, acceptable peace of a table: the objective of results that name none.
inline constexpr std::string_view kUsualObjective = "durable_acceptable_peace";

struct ToldObjective {
  std::string quantity, detail;
  bool smaller_is_better;
  Digits digits;

  bool share() const;
  /// " points" after the change of a share.
  std::string_view unit_of_change() const;
  std::string words() const;
  /// Whether a row of comparison.csv is about it.
  bool is_of(const ResultRow& row) const;
};

/// The objective that the manifest names.
ToldObjective objective_of(const ResultFolder& result);

/// Those that suit a share, or the mean of a number.
Digits digits_for(const ResultFolder& result, std::string_view detail);
std::string_view unit_of_change(std::string_view detail);

/// The row whose number in the column `objective` is best; null if none has one.
const ResultRow* best_of(const ToldObjective& objective, const std::vector<ResultRow>& rows);

}  // namespace armistice
