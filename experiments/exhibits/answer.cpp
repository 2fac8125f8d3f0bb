// The answer of a result in sentences. Each has the figure, then its sampling error and what we do
// not know, apart.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "experiments/exhibits/headlines.hpp"
#include "experiments/exhibits/memo.hpp"
#include "experiments/exhibits/objective.hpp"
#include "experiments/input/counted.hpp"

namespace armistice {
namespace {

/// " (sampling error 37.0 to 40.5 %; what we do not know 13.0 to 62.5 %)"
std::string uncertainties(const ResultRow& row, const Digits& digits, bool change) {
  const auto range = [&](const char* low, const char* high) -> std::string {
    if (row[low].empty()) return "";
    return change ? digits.range_of_changes(row.number(low), row.number(high))
                  : digits.range_with_unit(row.number(low), row.number(high));
  };
  const std::string sampling = range("sampling_low", "sampling_high"),
                    sets = range("parameter_p05", "parameter_p95");
  return fmt::format(" (sampling error {}; what we do not know {})",
                     sampling.empty() ? "not worked out" : sampling,
                     sets.empty() ? "no more than chance, or not worked out" : sets);
}

void of_outcomes(const ResultFolder& result, std::vector<std::string>& answer) {
  const ResultTable table = result.table("outcomes.csv");
  const Digits digits = Digits::of_share(result.trials());
  for (const auto& [scenario, rows] : headline_rows(result, table)) {
    std::vector<std::string> endings;
    for (const ResultRow& row : rows) {
      endings.push_back(fmt::format("{} in {}{}", outcome_words(row),
                                    digits.with_unit(row.number("share")),
                                    uncertainties(row, digits, false)));
    }
    answer.push_back(fmt::format("Under {} the trials end in these ways: {}.", scenario,
                                 fmt::join(endings, "; ")));
  }
}

void of_a_comparison(const ResultFolder& result, std::vector<std::string>& answer) {
  const ResultTable table = result.table("comparison.csv");
  const ToldObjective objective = objective_of(result);
  const Digits& digits = objective.digits;
  for (const ResultRow& row : rows_of(table)) {
    if (!objective.is_of(row)) continue;
    answer.push_back(fmt::format(
        "{} takes {} from {} to {}, a change of {}{}{}, against {}.", row["scenario"],
        objective.words(), digits.with_unit(row.number("mean_reference")),
        digits.with_unit(row.number("mean_scenario")), digits.change(row.number("difference")),
        objective.unit_of_change(), uncertainties(row, digits, true), row["reference"]));
  }
}

void of_an_attribution(const ResultFolder& result, std::vector<std::string>& answer) {
  const ResultTable table = result.table("attribution.csv");
  for (const ResultRow& row : rows_of(table)) {
    if (row["term"] != "total") continue;
    const Digits digits = digits_for(result, row["detail"]);
    answer.push_back(fmt::format("{} changes {} by {}{}{}, against {}.", row["scenario"],
                                 outcome_words(row, "quantity"), digits.change(row.number("value")),
                                 unit_of_change(row["detail"]), uncertainties(row, digits, true),
                                 row["reference"]));
  }
}

void of_a_search(const ResultFolder& result, std::vector<std::string>& answer) {
  const ResultTable table = result.table("packages.csv");
  std::vector<ResultRow> finalists;
  for (const ResultRow& row : rows_of(table)) {
    if (row["finalist"] == "1" && row["within_budget"] != "no") finalists.push_back(row);
  }
  const ToldObjective objective = objective_of(result);
  const ResultRow* best = best_of(objective, finalists);
  if (best == nullptr) return;
  std::string words = objective.words();
  if (constexpr std::string_view kThe = "the "; words.starts_with(kThe)) {
    words.erase(0, kThe.size());
  }
  answer.push_back(fmt::format("Number {} of {} has the {} {}: {}{}.", (*best)["package"],
                               counted(std::ssize(table.rows), "package"),
                               objective.smaller_is_better ? "lowest" : "highest", words,
                               objective.digits.with_unit(best->number("objective")),
                               uncertainties(*best, objective.digits, false)));
}

void of_pivotal_actors(const ResultFolder& result, std::vector<std::string>& answer) {
  const ResultTable table = result.table("pivotal.csv");
  const std::vector<ResultRow> rows = rows_of(table);
  if (rows.empty()) return;
  const Digits digits = Digits::of_share(result.trials());
  answer.push_back(fmt::format("Another choice of {} changes how {} of the trials end{}.",
                               rows.front()["name"],
                               digits.with_unit(rows.front().number("share_changed")),
                               uncertainties(rows.front(), digits, false)));
}

void of_a_validation(const ResultFolder& result, std::vector<std::string>& answer) {
  for (const Exhibit& exhibit : exhibits_of(result)) {
    if (exhibit.chart.empty()) answer.push_back(exhibit.title + ".");
  }
}

void of_all_exhibits(const ResultFolder& result, std::vector<std::string>& answer) {
  for (const Exhibit& exhibit : exhibits_of(result)) answer.push_back(exhibit.title + ".");
}

void of_an_analysis(const ResultFolder& result, std::vector<std::string>& answer) {
  of_all_exhibits(result, answer);
  if (answer.empty()) {
    answer.emplace_back(
        "No measure is defined: the outcomes are the same at every point, or the points are too "
        "few.");
  }
}

struct Answer {
  const char* file;
  void (*of)(const ResultFolder&, std::vector<std::string>&);
};
constexpr Answer kAnswers[] = {
    {"outcomes.csv", of_outcomes},          {"comparison.csv", of_a_comparison},
    {"attribution.csv", of_an_attribution}, {"packages.csv", of_a_search},
    {"pivotal.csv", of_pivotal_actors},     {"patterns.csv", of_a_validation},
    {"indices.csv", of_an_analysis},        {"information.csv", of_all_exhibits},
    {"scores.csv", of_all_exhibits}};

}  // namespace

std::vector<std::string> answer_of(const ResultFolder& result) {
  std::vector<std::string> answer;
  for (const auto& [file, of] : kAnswers) {
    if (result.has(file)) of(result, answer);
  }
  if (result.has("points.csv")) {
    const auto design = result.manifest().value("design", nlohmann::ordered_json::object());
    answer.push_back(fmt::format(
        "The sweep ran {} of the design \"{}\". What they say is in the folder that armistice "
        "analyse writes: give it to the report too.",
        counted(design.value("points", std::int64_t{0}), "point"), design.value("kind", "")));
  }
  return answer;
}

}  // namespace armistice
