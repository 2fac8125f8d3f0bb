// Packages of levers that no other package beats on both counts.
#include <fmt/format.h>

#include "experiments/exhibits/exhibit.hpp"
#include "experiments/exhibits/objective.hpp"

namespace armistice {

std::vector<Exhibit> fronts(const ResultFolder& result) {
  const ResultTable table = result.table("front.csv");
  const ToldObjective objective = objective_of(result);
  const Digits& digits = objective.digits;
  std::vector<Exhibit> exhibits;
  for (const auto& [criterion, rows] : grouped(rows_of(table), "criterion")) {
    const ResultRow* best = best_of(objective, rows);
    if (best == nullptr) continue;
    exhibits.push_back(
        {"front",
         fmt::format("{} against {}: {} on the front, {} to {} at {}",
                     capitalised(objective.words()), words_of(criterion),
                     rows.size() == 1 ? "one package" : "several packages",
                     objective.smaller_is_better ? "down" : "up",
                     digits.with_unit(best->number("objective")),
                     Digits::three().plain(best->number("criterion_mean"))),
         "Each point is a package of levers that no other package of the search beats on both "
         "counts. The upright line is the sampling error (95 %) of the objective, the level line "
         "that of the criterion. A hollow point could leave the front within sampling error.",
         shown(rows, {text_column("package", "package"), text_column("levels", "levers"),
                      number_column("objective", objective.share() ? "objective, %" : "objective",
                                    digits),
                      number_column("sampling_low", "sampling error, from", digits),
                      number_column("sampling_high", "to", digits),
                      number_column("parameter_p05", "what we do not know, from", digits),
                      number_column("parameter_p95", "to", digits),
                      number_column("criterion_mean", words_of(criterion), Digits::three()),
                      number_column("criterion_low", "from", Digits::three()),
                      number_column("criterion_high", "to", Digits::three()),
                      text_column("certain", "surely on the front")})});
  }
  return exhibits;
}

}  // namespace armistice
