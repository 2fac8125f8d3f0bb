#include "experiments/exhibits/objective.hpp"

#include "experiments/exhibits/shown_table.hpp"

namespace armistice {

bool ToldObjective::share() const { return !is_mean(detail); }

std::string_view ToldObjective::unit_of_change() const { return armistice::unit_of_change(detail); }

std::string ToldObjective::words() const { return outcome_words(quantity, detail); }

bool ToldObjective::is_of(const ResultRow& row) const {
  return row["quantity"] == quantity && row["detail"] == detail;
}

ToldObjective objective_of(const ResultFolder& result) {
  const auto told = result.manifest().value("objective", nlohmann::ordered_json::object());
  const std::string detail = told.value("detail", "all");
  return {.quantity = told.value("quantity", std::string(kUsualObjective)),
          .detail = detail,
          .smaller_is_better = told.value("better", "larger") == "smaller",
          .digits = digits_for(result, detail)};
}

Digits digits_for(const ResultFolder& result, std::string_view detail) {
  return is_mean(detail) ? Digits::three() : Digits::of_share(result.trials());
}

std::string_view unit_of_change(std::string_view detail) {
  return is_mean(detail) ? "" : " points";
}

const ResultRow* best_of(const ToldObjective& objective, const std::vector<ResultRow>& rows) {
  return objective.smaller_is_better ? smallest(rows, "objective") : largest(rows, "objective");
}

}  // namespace armistice
