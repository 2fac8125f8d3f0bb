#include "experiments/findings/analysis.hpp"

#include <algorithm>
#include <limits>
#include <string_view>
#include <utility>
#include <vector>

#include "experiments/findings/boxes.hpp"
#include "experiments/findings/dependence.hpp"
#include "experiments/findings/measure_tables.hpp"
#include "experiments/findings/run_facts.hpp"
#include "experiments/output/version.hpp"
#include "experiments/report/printed.hpp"
#include "experiments/report/report_data.hpp"

namespace armistice {
namespace {

using Json = nlohmann::ordered_json;

void add_title(Report& report, const SweepTable& sweep) {
  report.paragraph(
      say("{}: {} of {} over {} ({}; chance {})", sweep.scenario, Counted{sweep.size(), "point"},
          Counted{sweep.replicates, "trial"}, Counted{std::ssize(sweep.design.factors), "factor"},
          option_of(sweep.design.kind),
          sweep.common_chance ? "common to all points" : "of its own at each point"),
      2);
  add_settings_paragraph(report, sweep.set_here);
}

Text heading(const OutcomeAnalysis& outcome, const SweepTable& sweep) {
  const std::string& name = outcome.outcome.name;
  if (outcome.failed == sweep.size()) return say("== {}: no point has a value of it", name);
  Text text = outcome.outcome.share
                  ? say("== {}: {} of trials", name, percent(outcome.mean, 1))
                  : say("== {}: {} on average", name, Number{outcome.mean, Digits::three()});
  if (outcome.failed > 0) {
    text += say(", over the {} of {} that ran; the others are left out",
                sweep.size() - outcome.failed, Counted{sweep.size(), "point"});
  }
  return text;
}

bool is_there(const OutcomeAnalysis& outcome, std::string_view table) {
  return std::any_of(outcome.tables.begin(), outcome.tables.end(), [&](const TableNote& note) {
    return note.name == table && note.why_not.empty();
  });
}

std::string_view words_for(std::string_view table) {
  constexpr std::pair<std::string_view, std::string_view> kWords[] = {
      {"sobol", "Sobol' indices"},  {"morris", "elementary effects"},
      {"regression", "directions"}, {"delta", "Borgonovo's delta"},
      {"boxes", "boxes"},           {"tree", "tree"}};
  for (const auto& [name, words] : kWords) {
    if (name == table) return words;
  }
  return table;
}

/// The tables that the design allows and that are not there all the same, those of one reason
/// together.
void add_missing_tables(Report& report, const OutcomeAnalysis& outcome) {
  std::vector<std::string> reasons;
  for (const TableNote& note : outcome.tables) {
    const bool said = std::find(reasons.begin(), reasons.end(), note.why_not) != reasons.end();
    if (note.why_not.empty() || !note.of_design || said) continue;
    reasons.push_back(note.why_not);
    std::vector<Text> names;
    for (const TableNote& other : outcome.tables) {
      if (other.why_not == note.why_not && other.of_design) {
        names.push_back(say("{}", words_for(other.name)));
      }
    }
    report.paragraph(say("No {}: {}", joined(names, ", "), note.why_not), 2, true);
  }
}

void add_outcome(Report& report, const OutcomeAnalysis& outcome, const SweepTable& sweep,
                 std::size_t most) {
  report.paragraph(heading(outcome, sweep), 2, true);
  const std::int64_t ran = sweep.size() - outcome.failed;
  if (ran == 0) return;
  if (outcome.constant && ran > 1) {
    report.item(say("It is the same at every point{}, so there is nothing to explain.",
                    outcome.failed > 0 ? " that ran" : ""));
    return;
  }
  if (is_there(outcome, "sobol")) add_sobol(report, outcome, sweep, most);
  if (is_there(outcome, "morris")) add_morris(report, outcome, sweep, most);
  if (is_there(outcome, "delta")) add_regression(report, outcome, sweep, most);
  if (outcome.comes) {
    add_boxes(report, outcome, Interest::kComes, sweep.design);
    add_boxes(report, outcome, Interest::kFails, sweep.design);
  }
  add_missing_tables(report, outcome);
}

Json run_of(const Analysis& analysis) {
  const SweepTable& sweep = analysis.sweep;
  return {{"version", kVersion},
          {"program", source_digest()},
          {"command", "analyse"},
          {"sweep",
           {{"scenario", sweep.scenario},
            {"digest", sweep.scenario_digest},
            {"program", sweep.program},
            {"design", name_of(sweep.design.kind)},
            {"points", sweep.size()},
            {"replicates", sweep.replicates},
            {"chance", sweep.common_chance ? "common" : "independent"}}},
          {"seed", analysis.plan.seed},
          {"bootstrap_replicates", analysis.plan.bootstrap.replicates}};
}

/// Table `tables`.
Table notes_of(const OutcomeAnalysis& outcome) {
  Table table{.name = "tables",
              .columns = {file_column("outcome"), file_column("table"), column("of"),
                          column("used"), column("left_out"), column("why_not")}};
  for (const TableNote& note : outcome.tables) {
    table.rows.push_back({outcome.outcome.name, std::string(note.name), std::string(note.of),
                          note.used, note.left_out, note.why_not});
  }
  return table;
}

/// By the names of the tables.
Json notes_data(const OutcomeAnalysis& outcome) {
  const Table notes = notes_of(outcome);
  Json data = Json::object();
  for (std::size_t i = 0; i < notes.rows.size(); ++i) {
    data[std::string(outcome.tables[i].name)] = data_of_row(notes, notes.rows[i]);
  }
  return data;
}

Json outcome_data(const OutcomeAnalysis& outcome, const SweepTable& sweep) {
  constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
  Json data{{"outcome", outcome.outcome.name},
            {"kind", outcome.outcome.share ? "share" : "mean"},
            {"mean", data_of(outcome.mean)},
            {"constant", outcome.constant},
            {"failed_points", outcome.failed},
            {"threshold", data_of(outcome.outcome.threshold.value_or(kNone))},
            {"tables", notes_data(outcome)},
            {"measures", data_of(indices_of(outcome, sweep))}};
  if (Json boxes = boxes_data(outcome, sweep.design); !boxes.is_null()) {
    data["boxes"] = std::move(boxes);
  }
  return data;
}

}  // namespace

Report report_of(const Analysis& analysis, std::size_t most) {
  const SweepTable& sweep = analysis.sweep;
  Report report;
  report.of_trials = false;
  report.run = run_of(analysis);
  report.findings["outcomes"] = Json::array();
  add_title(report, sweep);
  Table indices, convergence, boxes, peeling, tree, notes;
  for (const OutcomeAnalysis& outcome : analysis.outcomes) {
    add_outcome(report, outcome, sweep, most);
    report.findings["outcomes"].push_back(outcome_data(outcome, sweep));
    append(indices, indices_of(outcome, sweep));
    append(convergence, convergence_of(outcome, sweep));
    append(boxes, boxes_of(outcome, sweep.design));
    append(peeling, peeling_of(outcome));
    append(tree, tree_of(outcome, sweep.design));
    append(notes, notes_of(outcome));
  }
  report.tables = {std::move(indices), std::move(convergence), std::move(boxes),
                   std::move(peeling), std::move(tree),        std::move(notes)};
  return report;
}

std::string analysis_manifest_json(const Analysis& analysis, const Report& report,
                                   const Environment& environment) {
  Json run = report.run;
  run["outcomes"] = Json::array();
  for (const OutcomeAnalysis& outcome : analysis.outcomes) {
    const SweptOutcome& asked = outcome.outcome;
    run["outcomes"].push_back(
        asked.threshold
            ? printed(say("{}>={}", asked.name, Number{*asked.threshold, Digits::exact()}))
            : asked.name);
  }
  run["status"] = status_of(true);
  constexpr double kNoTime = 0;  // nothing was run
  return manifest_json(std::move(run), {{"sweep", analysis.sweep.folder.string()}}, RunSettings{},
                       kNoTime, environment);
}

}  // namespace armistice
