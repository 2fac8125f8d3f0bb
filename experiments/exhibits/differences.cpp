// What a scenario changes against the reference, on the same chance.
#include <fmt/format.h>

#include <cmath>

#include "experiments/exhibits/exhibit.hpp"
#include "experiments/exhibits/headlines.hpp"
#include "experiments/exhibits/objective.hpp"

namespace armistice {
namespace {

std::string pair_of(const ResultRow& row) {
  return fmt::format("{}, against {}", row["scenario"], row["reference"]);
}

ShownTable changes(const std::vector<ResultRow>& rows, const Digits& digits, bool shares) {
  const std::string unit = shares ? ", %" : "";
  std::vector<ColumnStyle> columns{
      made_column("panel", "scenarios", pair_of),
      made_column("label", shares ? "outcome" : "mean of",
                  [shares](const ResultRow& row) {
                    return shares ? outcome_words(row, "quantity") : words_of(row["quantity"]);
                  }),
      number_column("mean_reference", "reference" + unit, digits),
      number_column("mean_scenario", "scenario" + unit, digits),
      change_column("difference", shares ? "difference, points" : "difference", digits)};
  add_both_uncertainties(columns, digits, true);
  return shown(rows, columns);
}

}  // namespace

std::vector<Exhibit> differences(const ResultFolder& result) {
  const ResultTable table = result.table("comparison.csv");
  const ToldObjective objective = objective_of(result);
  std::vector<ResultRow> rows;
  std::string title;
  for (const ResultRow& row : rows_of(table)) {
    const bool told = objective.is_of(row);
    if (!is_mean(row["detail"]) && (told || is_headline(row, "quantity"))) rows.push_back(row);
    if (!told) continue;
    title += fmt::format("{}{} moves {} by {}{}", title.empty() ? "" : "; ", row["scenario"],
                         objective.words(), objective.digits.change(row.number("difference")),
                         objective.unit_of_change());
  }
  if (title.empty()) title = "What each scenario changes of the reference";
  return {{"differences", title,
           fmt::format("The dot is the difference of the same trials in both scenarios, in points "
                       "of a share. {}",
                       kThickAndThin),
           changes(rows, Digits::of_share(result.trials()), true)}};
}

std::vector<Exhibit> mean_differences(const ResultFolder& result) {
  const ResultTable table = result.table("comparison.csv");
  std::vector<ResultRow> rows;
  const ResultRow* clearest = nullptr;
  double most = 0;
  const std::vector<ResultRow> all = rows_of(table);
  for (const ResultRow& row : all) {
    if (!is_mean(row["detail"])) continue;
    rows.push_back(row);
    const double width = row.number("sampling_high") - row.number("sampling_low");
    const double in_widths = std::abs(row.number("difference")) / width;
    if (width > 0 && in_widths > most) {
      most = in_widths;
      clearest = &row;
    }
  }
  const Digits digits = Digits::three();
  return {
      {"",
       clearest == nullptr
           ? "Means over trials do not differ"
           : fmt::format("Means over trials: the clearest difference is that of {}, {}",
                         words_of((*clearest)["quantity"]),
                         digits.change(clearest->number("difference"))),
       "Each row is a mean over the same trials in both scenarios. Its unit stands in its name.",
       changes(rows, digits, false)}};
}

}  // namespace armistice
