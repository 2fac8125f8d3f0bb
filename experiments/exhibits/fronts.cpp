// Packages of levers that no other package beats on both counts.
#include <fmt/format.h>

#include <map>

#include "experiments/exhibits/exhibit.hpp"
#include "experiments/exhibits/headlines.hpp"

namespace armistice {

std::vector<Exhibit> fronts(const ResultFolder& result) {
  const ResultTable table = result.table("front.csv");
  std::map<std::string, std::vector<ResultRow>> by_criterion;
  std::vector<std::string> order;
  for (const ResultRow& row : rows_of(table)) {
    auto& rows = by_criterion[row["criterion"]];
    if (rows.empty()) order.push_back(row["criterion"]);
    rows.push_back(row);
  }
  const auto objective = result.manifest().value("objective", nlohmann::ordered_json::object());
  const std::string quantity = objective.value("quantity", "the objective");
  const bool share = objective.value("detail", "") != "mean";
  const Digits digits = share ? Digits::of_share(result.trials()) : Digits::three();
  std::vector<Exhibit> exhibits;
  for (const std::string& criterion : order) {
    const std::vector<ResultRow>& rows = by_criterion[criterion];
    const ResultRow* best = largest(rows, "objective");
    if (best == nullptr) continue;
    exhibits.push_back(
        {"front",
         fmt::format("{} against {}: {} on the front, up to {} at {}", words_of(quantity),
                     words_of(criterion), rows.size() == 1 ? "one package" : "several packages",
                     digits.with_unit(best->number("objective")),
                     Digits::three().plain(best->number("criterion_mean"))),
         "Each point is a package of levers that no other package of the search beats on both "
         "counts. The upright line is the sampling error (95 %) of the objective, the level line "
         "that of the criterion. A hollow point could leave the front within sampling error.",
         shown(rows, {text_column("package", "package"), text_column("levels", "levers"),
                      number_column("objective", share ? "objective, %" : "objective", digits),
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
