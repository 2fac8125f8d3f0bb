// Typical trials told as stories.
#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <string>
#include <vector>

#include "experiments/exhibits/exhibit.hpp"
#include "experiments/exhibits/headlines.hpp"
#include "experiments/input/shell_word.hpp"

namespace armistice {
namespace {

/// ", as in 61.2 % of the trials"; nothing if the result does not say in how many.
std::string frequency_of(const ResultFolder& result, const ResultRow& story) {
  if (!result.has("outcomes.csv")) return "";
  const ResultTable outcomes = result.table("outcomes.csv");
  const Digits digits = Digits::of_share(result.trials());
  for (const auto& [scenario, rows] : headline_rows(result, outcomes)) {
    if (scenario != result.scenario_of(story)) continue;
    for (const ResultRow& row : rows) {
      if (row["outcome"] != story["outcome"]) continue;
      return fmt::format(", as in {} of the trials", digits.with_unit(row.number("share")));
    }
  }
  return "";
}

std::string first_stop_of(const ResultRow& row) {
  if (row["outcome"] == headline_word(Outcome::kContinuedWar)) return "the fighting never stops";
  return fmt::format("the first stop is a {}", words_of(row["outcome"]));
}

/// What the run was given that a trace needs too, as it was typed: " --seed 7 --set a=1".
std::string typed_options(const ResultFolder& result) {
  const auto environment = result.manifest().value("environment", nlohmann::ordered_json::object());
  const auto words = environment.value("command_line", std::vector<std::string>());
  constexpr std::string_view kAlike[] = {"--seed", "--horizon", "--set", "--with"};
  std::string options;
  bool alike = false;
  for (const std::string& word : words) {
    if (word.starts_with("--")) {
      const std::string name = word.substr(0, word.find('='));
      alike = std::find(std::begin(kAlike), std::end(kAlike), name) != std::end(kAlike);
    }
    if (alike) options += " " + shell_word(word);
  }
  return options;
}

}  // namespace

std::vector<Exhibit> stories(const ResultFolder& result) {
  const ResultTable table = result.table("stories.csv");
  std::vector<Exhibit> exhibits;
  for (const auto& [unused, events] : grouped(rows_of(table), [&](const ResultRow& row) {
         return result.scenario_of(row) + ' ' + row["trial"];
       })) {
    const ResultRow& first = events.front();
    exhibits.push_back(
        {"",
         fmt::format("A typical trial of {}: {}{}", result.scenario_of(first), first_stop_of(first),
                     frequency_of(result, first)),
         fmt::format("Trial {}. A rule chose it: of the first trials with this outcome it is "
                     "nearest to the medians of the month of the stop, of the territory under "
                     "Russian control and of Russian casualties. It is an illustration, and its "
                     "events are no more likely than others. armistice trace {} --trial {}{} "
                     "tells all of it.",
                     first["trial"], result.scenario_of(first), first["trial"],
                     typed_options(result)),
         shown(events, {text_column("date", "month"), text_column("event", "what happens")})});
  }
  return exhibits;
}

}  // namespace armistice
