// What stands in the way: refused ballots by state, and actors whose choice changes the ending.
#include <fmt/format.h>

#include <algorithm>

#include "experiments/exhibits/exhibit.hpp"

namespace armistice {

std::vector<Exhibit> refusals(const ResultFolder& result) {
  const ResultTable table = result.table("vetoes.csv");
  std::vector<ResultRow> rows;
  const ResultRow* most = nullptr;
  const std::vector<ResultRow> all = rows_of(table);
  std::string panel;
  std::size_t begin = 0;
  const auto by_trials = [](const ResultRow& a, const ResultRow& b) {
    return a.number("trials_refused") > b.number("trials_refused");
  };
  const auto panel_of = [&result](const ResultRow& row) {
    const std::string ballot = words_of(row["ballot"]);
    return result.scenarios().size() > 1 ? result.scenario_of(row) + ": " + ballot : ballot;
  };
  for (const ResultRow& row : all) {
    if (row["actor"] == "all" || row.number("trials_refused") == 0) continue;
    if (panel_of(row) != panel) {
      std::stable_sort(rows.begin() + static_cast<std::ptrdiff_t>(begin), rows.end(), by_trials);
      begin = rows.size();
      panel = panel_of(row);
    }
    rows.push_back(row);
    if (most == nullptr || row.number("share_of_trials") > most->number("share_of_trials")) {
      most = &row;
    }
  }
  std::stable_sort(rows.begin() + static_cast<std::ptrdiff_t>(begin), rows.end(), by_trials);
  if (most == nullptr) return {};
  const Digits digits = Digits::of_share(result.trials());
  return {
      {"votes",
       fmt::format("{} is the first to refuse most often: {}, in {} of the trials", (*most)["name"],
                   panel_of(*most), digits.with_unit(most->number("share_of_trials"))),
       "Each bar is the share of trials in which the state was the most reluctant one at a "
       "refused ballot that needs every state; the line is its sampling error (95 %). The "
       "chart has the first six states of each ballot. The table leaves out states that were "
       "never the most reluctant.",
       shown(rows, {made_column("panel", "ballot", panel_of), text_column("name", "state"),
                    number_column("trials_refused", "trials", Digits::exact()),
                    number_column("share_of_trials", "share of trials, %", digits),
                    number_column("sampling_low", "sampling error, from", digits),
                    number_column("sampling_high", "to", digits)})}};
}

std::vector<Exhibit> pivotal_actors(const ResultFolder& result) {
  const ResultTable table = result.table("pivotal.csv");
  std::vector<ResultRow> rows;
  for (const ResultRow& row : rows_of(table)) {
    if (row["choice"] == "any" && row.number("share_changed") > 0) rows.push_back(row);
  }
  if (rows.empty()) return {};
  const Digits digits = Digits::of_share(result.trials());
  std::vector<ColumnStyle> columns{text_column("name", "actor"), text_column("kind", "kind"),
                                   number_column("share_changed", "share changed, %", digits)};
  add_both_uncertainties(columns, digits);
  return {
      {"pivotal",
       fmt::format("{} is the most pivotal actor: another choice changes the ending of {} of "
                   "the trials",
                   rows.front()["name"], digits.with_unit(rows.front().number("share_changed"))),
       fmt::format("Each bar is the share of trials that end otherwise when one actor is held to "
                   "another choice. {} Where there is no thin line, it was not worked out. The "
                   "chart has the first twelve actors.",
                   kThickAndThin),
       shown(rows, columns)}};
}

}  // namespace armistice
