// Refusals, and actors whose choice changes the ending, on a map of Europe.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <functional>
#include <set>
#include <utility>

#include "experiments/exhibits/exhibit.hpp"
#include "experiments/input/counted.hpp"

namespace armistice {
namespace {

constexpr std::string_view kMap =
    "Grey countries have no part in it; states that are only outlined have a share of 0. Actors "
    "elsewhere are in the table alone. Crimea and all occupied land are drawn as Ukraine. Natural "
    "Earth.";

/// Rows of a map, panel by panel, the largest share first. `share` is the file's column.
ShownTable map_table(std::vector<ResultRow> rows, const ResultFolder& result,
                     const std::string& share, std::string head,
                     std::function<std::string(const ResultRow&)> panel) {
  const Digits digits = Digits::of_share(result.trials());
  std::vector<ResultRow> sorted;
  for (auto& [unused, of_panel] : grouped(rows, panel)) {
    std::stable_sort(of_panel.begin(), of_panel.end(),
                     [&share](const ResultRow& a, const ResultRow& b) {
                       return a.number(share) > b.number(share);
                     });
    sorted.insert(sorted.end(), of_panel.begin(), of_panel.end());
  }
  ShownTable table = shown(sorted, {made_column("panel", std::move(head), std::move(panel)),
                                    text_column("actor", "code"), text_column("name", "name"),
                                    number_column(share, "share of trials, %", digits),
                                    number_column("sampling_low", "sampling error, from", digits),
                                    number_column("sampling_high", "to", digits)});
  table.columns[3].name = "share";  // one chart for every map
  return table;
}

/// The names of those with a share, each once, and how many have a row.
struct Named {
  std::vector<std::string> some;
  std::set<std::string> all;
};
Named named(const std::vector<ResultRow>& rows, std::string_view share) {
  Named names;
  for (const ResultRow& row : rows) {
    names.all.insert(row["name"]);
    if (row.number(share) > 0 &&
        std::find(names.some.begin(), names.some.end(), row["name"]) == names.some.end()) {
      names.some.push_back(row["name"]);
    }
  }
  return names;
}

/// "Hungary, Slovakia and 3 more"
std::string first_few(const std::vector<std::string>& names) {
  constexpr std::size_t kFew = 4;
  if (names.size() <= kFew) return fmt::format("{}", fmt::join(names, ", "));
  return fmt::format("{} and {} more", fmt::join(names.begin(), names.begin() + kFew, ", "),
                     names.size() - kFew);
}

}  // namespace

std::vector<Exhibit> refusals_map(const ResultFolder& result) {
  const ResultTable table = result.table("vetoes.csv");
  const auto panel_of = [&result](const ResultRow& row) {
    const std::string ballot = words_of(row["ballot"]);
    return result.scenarios().size() > 1 ? result.scenario_of(row) + ": " + ballot : ballot;
  };
  std::vector<ResultRow> rows;
  for (const auto& [unused, ballot] : grouped(rows_of(table), panel_of)) {
    const bool refused = std::any_of(ballot.begin(), ballot.end(), [](const ResultRow& row) {
      return row["actor"] != "all" && row.number("trials_refused") > 0;
    });
    if (!refused) continue;
    for (const ResultRow& row : ballot) {
      if (row["actor"] != "all") rows.push_back(row);
    }
  }
  if (rows.empty()) return {};
  std::vector<ResultRow> by_share = rows;
  std::stable_sort(by_share.begin(), by_share.end(), [](const ResultRow& a, const ResultRow& b) {
    return a.number("share_of_trials") > b.number("share_of_trials");
  });
  const Named names = named(by_share, "share_of_trials");
  return {{"map",
           fmt::format("{} of {} are the first to refuse in some trials: {}", names.some.size(),
                       counted(std::ssize(names.all), "state"), first_few(names.some)),
           fmt::format("The stronger the blue of a state, the larger the share of "
                       "trials in which it was the most reluctant one at a refused ballot. {}",
                       kMap),
           map_table(rows, result, "share_of_trials", "ballot", panel_of)}};
}

std::vector<Exhibit> pivotal_map(const ResultFolder& result) {
  const ResultTable table = result.table("pivotal.csv");
  std::vector<ResultRow> rows;
  for (const ResultRow& row : rows_of(table)) {
    if (row["choice"] == "any") rows.push_back(row);
  }
  const Named names = named(rows, "share_changed");
  if (names.some.empty()) return {};
  return {{"map",
           fmt::format("Another choice of {} of {} changes the ending of some trials: {}",
                       names.some.size(), counted(std::ssize(names.all), "actor"),
                       first_few(names.some)),
           fmt::format("The stronger the blue of a state, the larger the share of "
                       "trials that end otherwise when it is held to another choice. {}",
                       kMap),
           map_table(rows, result, "share_changed", "scenario",
                     [&result](const ResultRow& row) { return result.scenario_of(row); })}};
}

}  // namespace armistice
