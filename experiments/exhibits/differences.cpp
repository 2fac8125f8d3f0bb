// What a scenario changes against the reference, on the same chance.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "experiments/exhibits/exhibit.hpp"
#include "experiments/exhibits/headlines.hpp"

namespace armistice {
namespace {

constexpr const char* kBoth =
    "The dot is the difference of the same trials in both scenarios, in points of a share. The "
    "thick bar is its sampling error (95 %), which more trials would narrow. The thin line is what "
    "we do not know: the 5 to 95 % range over parameter sets.";

std::string pair_of(const ResultRow& row) {
  return fmt::format("{}, against {}", row["scenario"], row["reference"]);
}

}  // namespace

std::vector<Exhibit> differences(const ResultFolder& result) {
  const ResultTable table = result.table("comparison.csv");
  const std::vector<std::string> names = headlines_of(result);
  const std::vector<ResultRow> all = rows_of(table);
  std::vector<ResultRow> rows;
  std::string title;
  const Digits digits = Digits::of_share(result.trials());
  for (const ResultRow& row : all) {
    const bool headline = row["detail"] == "all" &&
                          std::find(names.begin(), names.end(), row["quantity"]) != names.end();
    const bool objective = row["quantity"] == kUsualObjective && row["detail"] == "all";
    if (row["detail"] == "mean") continue;
    if (headline || objective) rows.push_back(row);
    if (objective) {
      title += fmt::format("{}{} moves {} by {} points", title.empty() ? "" : "; ", row["scenario"],
                           words_of(row["quantity"]), digits.change(row.number("difference")));
    }
  }
  const std::vector<ColumnStyle> uncertainties = both_uncertainties(digits, true);
  const auto table_of = [&](const std::vector<ResultRow>& some) {
    std::vector<ColumnStyle> columns{
        made_column("panel", "scenarios", pair_of),
        made_column("label", "outcome",
                    [](const ResultRow& row) { return outcome_words(row, "quantity"); }),
        number_column("mean_reference", "reference, %", digits),
        number_column("mean_scenario", "scenario, %", digits),
        change_column("difference", "difference, points", digits)};
    columns.insert(columns.end(), uncertainties.begin(), uncertainties.end());
    return shown(some, columns);
  };
  if (title.empty()) title = "What each scenario changes of the reference";
  return {{"differences", title, kBoth, table_of(rows)}};
}

std::vector<Exhibit> mean_differences(const ResultFolder& result) {
  const ResultTable table = result.table("comparison.csv");
  std::vector<ResultRow> rows;
  const ResultRow* clearest = nullptr;
  double most = 0;
  const std::vector<ResultRow> all = rows_of(table);
  for (const ResultRow& row : all) {
    if (row["detail"] != "mean") continue;
    rows.push_back(row);
    const double width = row.number("sampling_high") - row.number("sampling_low");
    const double in_widths = std::abs(row.number("difference")) / width;
    if (width > 0 && in_widths > most) {
      most = in_widths;
      clearest = &row;
    }
  }
  const Digits digits = Digits::three();
  std::vector<ColumnStyle> columns{
      made_column("panel", "scenarios", pair_of),
      made_column("label", "mean of",
                  [](const ResultRow& row) { return words_of(row["quantity"]); }),
      number_column("mean_reference", "reference", digits),
      number_column("mean_scenario", "scenario", digits),
      change_column("difference", "difference", digits)};
  for (ColumnStyle& column : both_uncertainties(digits, true)) columns.push_back(std::move(column));
  return {
      {"",
       clearest == nullptr
           ? "Means over trials do not differ"
           : fmt::format("Means over trials: the clearest difference is that of {}, {}",
                         words_of((*clearest)["quantity"]),
                         digits.change(clearest->number("difference"))),
       "Each row is a mean over the same trials in both scenarios. Its unit stands in its name.",
       shown(rows, columns)}};
}

}  // namespace armistice
