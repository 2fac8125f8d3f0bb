// When the fighting stops: cumulative incidence of each way in which it can first stop.
#include <fmt/format.h>

#include <algorithm>

#include "experiments/exhibits/exhibit.hpp"
#include "experiments/exhibits/headlines.hpp"

namespace armistice {
namespace {

/// `months` has the share that has not stopped, month by month.
std::string title_of(const std::string& scenario, const std::vector<ResultRow>& months,
                     const Digits& digits) {
  const auto half = std::find_if(months.begin(), months.end(),
                                 [](const ResultRow& row) { return 2 * row.number("share") <= 1; });
  if (half != months.end()) {
    return fmt::format("{}: half of the trials have stopped fighting by {}", scenario,
                       (*half)["date"]);
  }
  const ResultRow& last = months.back();
  return fmt::format("{}: by {} the fighting has stopped in {} of the trials", scenario,
                     last["date"], digits.with_unit(1 - last.number("share")));
}

}  // namespace

std::vector<Exhibit> stopping_times(const ResultFolder& result) {
  const ResultTable table = result.table("incidence.csv");
  const Digits digits = Digits::of_share(result.trials());
  std::vector<ColumnStyle> columns{
      scenario_column(result), text_column("date", "by the end of"),
      made_column("label", "outcome",
                  [](const ResultRow& row) { return words_of(row["outcome"]); }),
      number_column("share", "share, %", digits)};
  add_both_uncertainties(columns, digits);
  std::vector<ResultRow> fighting;
  for (const ResultRow& row : rows_of(table)) {
    if (row["outcome"] == headline_word(Outcome::kContinuedWar)) fighting.push_back(row);
  }
  std::string title;
  for (const auto& [scenario, months] :
       grouped(fighting, [&](const ResultRow& row) { return result.scenario_of(row); })) {
    title += (title.empty() ? "" : "; ") + title_of(scenario, months, digits);
  }
  return {{"incidence", title,
           "Each line is the share of trials that had first stopped in this way by the end of a "
           "month; of continued war, the share that had not stopped. The dark band is the sampling "
           "error (95 %), which more trials would narrow. The light band is what we do not know: "
           "the 5 to 95 % range over parameter sets.",
           shown(rows_of(table), columns)}};
}

}  // namespace armistice
