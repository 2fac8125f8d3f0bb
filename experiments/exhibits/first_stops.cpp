// How the fighting first stops, and what the stops are like: shares with both uncertainties.
#include <fmt/format.h>

#include "experiments/exhibits/exhibit.hpp"
#include "experiments/exhibits/headlines.hpp"

namespace armistice {
namespace {

constexpr const char* kReading =
    "The dot is the share of trials. The thick bar is its sampling error (95 %): more trials would "
    "narrow it. The thin line is what we do not know: the 5 to 95 % range over parameter sets, "
    "which more trials would not narrow. Where there is no thin line, the sets differ by no more "
    "than chance.";

ShownTable shares(const ResultFolder& result, const std::vector<ResultRow>& rows) {
  const Digits digits = Digits::of_share(result.trials());
  std::vector<ColumnStyle> columns{
      made_column("scenario", "scenario",
                  [&result](const ResultRow& row) { return result.scenario_of(row); }),
      made_column("label", "outcome", [](const ResultRow& row) { return outcome_words(row); }),
      number_column("share", "share, %", digits)};
  for (ColumnStyle& column : both_uncertainties(digits)) columns.push_back(std::move(column));
  return shown(rows, columns);
}

std::string title_of(const ResultFolder& result, const std::vector<HeadlineRows>& headlines) {
  const Digits digits = Digits::of_share(result.trials());
  std::string title;
  for (const auto& [scenario, rows] : headlines) {
    const ResultRow* most = largest(rows, "share");
    if (most == nullptr) continue;
    title += fmt::format("{}{} ends most often in {}: {} of the trials", title.empty() ? "" : "; ",
                         scenario, outcome_words(*most), digits.with_unit(most->number("share")));
  }
  return title;
}

}  // namespace

std::vector<Exhibit> first_stops(const ResultFolder& result) {
  const ResultTable table = result.table("outcomes.csv");
  const std::vector<HeadlineRows> headlines = headline_rows(result, table, "outcome");
  std::vector<ResultRow> rows;
  for (const HeadlineRows& of : headlines) rows.insert(rows.end(), of.rows.begin(), of.rows.end());
  return {{"shares", title_of(result, headlines), kReading, shares(result, rows)}};
}

std::vector<Exhibit> outcome_details(const ResultFolder& result) {
  const ResultTable table = result.table("outcomes.csv");
  std::vector<ResultRow> rows;
  const ResultRow* peace = nullptr;
  const std::vector<ResultRow> all = rows_of(table);
  for (const ResultRow& row : all) {
    rows.push_back(row);
    if (row["outcome"] == kUsualObjective && row["detail"] == "all") peace = &row;
  }
  const std::string title =
      peace == nullptr
          ? "What the endings are like, as far as the result says"
          : fmt::format("{}: a durable, acceptable peace comes about in {} of the trials",
                        result.scenario_of(*peace),
                        Digits::of_share(result.trials()).with_unit(peace->number("share")));
  return {{"shares", title,
           std::string("All outcomes and groups of them, of which one trial can be in several. ") +
               kReading,
           shares(result, rows)}};
}

}  // namespace armistice
