// Scenario discovery: the ranges of factors in which an outcome is frequent (PRIM).
#include <fmt/format.h>

#include "experiments/exhibits/exhibit.hpp"

namespace armistice {
namespace {

std::string box_words(const ResultRow& row) {
  const Digits digits = Digits::fixed_percent(0);
  return fmt::format("{} {}, box {}: in {} of its trials; {} of all such trials lie in it",
                     words_of(row["outcome"]), row["interest"] == "fails" ? "fails" : "comes",
                     row["box"], digits.with_unit(row.number("density")),
                     digits.with_unit(row.number("coverage")));
}

/// The densest box with a restriction that chance would hardly give; null: there is none.
const ResultRow* densest_beyond_chance(const std::vector<ResultRow>& rows) {
  constexpr double kChance = 0.05;
  const ResultRow* densest = nullptr;
  for (const ResultRow& row : rows) {
    if (row["quasi_p"].empty() || row.number("quasi_p") > kChance) continue;
    if (densest == nullptr || row.number("density") > densest->number("density")) densest = &row;
  }
  return densest;
}

std::string title_of(const ResultRow* row, const std::string& where) {
  if (row == nullptr) return "No restriction of a box is beyond chance";
  const Digits percent = Digits::fixed_percent(0);
  std::string title = fmt::format(
      "{} is most frequent where {} and what else bounds its box: {} of the trials there",
      capitalised(words_of((*row)["outcome"])), where, percent.with_unit(row->number("density")));
  if ((*row)["density_held_out"].empty()) return title;
  return fmt::format("{}, {} on points held out", title,
                     percent.with_unit(row->number("density_held_out")));
}

std::string restriction(const ResultRow& row) {
  const Digits digits = Digits::three();
  const std::string name = factor_name(row["factor"]);
  if (!row["left_out"].empty()) return fmt::format("{}: without {}", name, row["left_out"]);
  const bool low = !row["low"].empty(), high = !row["high"].empty();
  if (low && high) {
    return fmt::format("{}: {}", name, digits.range(row.number("low"), row.number("high")));
  }
  return fmt::format("{} {} {}", name, low ? "at least" : "at most",
                     digits.plain(row.number(low ? "low" : "high")));
}

}  // namespace

std::vector<Exhibit> boxes(const ResultFolder& result) {
  const ResultTable table = result.table("boxes.csv");
  std::vector<ResultRow> rows;
  for (const ResultRow& row : rows_of(table)) {
    if (row["interest"] == "comes" && row["box"] == "1") rows.push_back(row);
  }
  if (rows.empty()) return {};
  const ResultRow* const densest = densest_beyond_chance(rows);
  const Digits percent = Digits::fixed_percent(0), three = Digits::three();
  return {
      {"boxes", title_of(densest, densest == nullptr ? "" : restriction(*densest)),
       "Each panel is the first box of an outcome, and each bar one of its restrictions: the "
       "share of half-samples in which the same restriction was found again. Trust those that "
       "are found again nearly always. boxes.csv has the other boxes.",
       shown(rows, {made_column("panel", "box", box_words),
                    made_column("label", "restriction", restriction),
                    number_column("found_again_by_coverage", "found again, %", percent),
                    number_column("quasi_p", "quasi-p", three),
                    number_column("density", "density, %", percent),
                    number_column("coverage", "coverage, %", percent),
                    number_column("support", "support, %", percent),
                    number_column("density_held_out", "density on other points, %", percent)})}};
}

}  // namespace armistice
