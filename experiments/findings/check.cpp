#include "experiments/findings/check.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "experiments/input/changed_settings.hpp"
#include "experiments/report/report_data.hpp"

namespace armistice {
namespace {

using Json = nlohmann::ordered_json;

Json run_of(const Scenario& scenario, const Provenance& provenance) {
  return {{"name", scenario.name},
          {"title", scenario.title},
          {"file", scenario.file.string()},
          {"digest", scenario.digest},
          {"start", to_string(scenario.start)},
          {"us_change", to_string(scenario.us_change)},
          {"rule", name_of(scenario.structure.rule)},
          {"mechanisms", name_of(scenario.mechanisms)},
          {"actors", scenario.cast.file},
          {"layers", provenance.layers}};
}

Table changes_of(const std::vector<ChangedSetting>& all) {
  Table table{.columns = {column("name"), column("kind"), column("value"), column("distribution"),
                          column("unit"), column("default"), column("set_by")}};
  for (const auto& [setting, usual, set_by] : all) {
    table.rows.push_back({setting.name, setting.kind, setting.value, setting.distribution,
                          setting.unit, usual, set_by});
  }
  return table;
}

Table conflicts_of(const std::vector<Conflict>& all) {
  Table table{.columns = {column("name"), column("first"), column("first_value"), column("second"),
                          column("second_value")}};
  for (const Conflict& c : all) {
    table.rows.push_back({c.name, c.first, c.first_value, c.second, c.second_value});
  }
  return table;
}

void add_facts(Report& report, const Scenario& scenario, const Provenance& provenance) {
  constexpr int kFactColumn = 24;  // where the text behind a label begins
  const auto fact = [&report](const char* label, Text text) {
    report.labelled(label, std::move(text), kFactColumn);
  };
  report.paragraph(say("{}: {}", scenario.name, scenario.title), 2);
  fact("file", say("{}", scenario.file.string()));
  fact("digest", say("{}", scenario.digest));
  fact("made of", joined(provenance.layers, ", then "));
  fact("start", say("{}", to_string(scenario.start)));
  fact("change in Washington", scenario.structure.switches.us_change
                                   ? say("{}", to_string(scenario.us_change))
                                   : say("none: switches.us_change is false"));
  fact("rule of choice",
       say("{}: {}", name_of(scenario.structure.rule), words_of(scenario.structure.rule)));
  fact("mechanisms", say("{}: {}", name_of(scenario.mechanisms), words_of(scenario.mechanisms)));
  fact("actors", say("{} from {}", std::ssize(scenario.cast.actors), scenario.cast.file));
}

/// The kinds of settings under their headings.
struct Heading {
  const char* title;
  std::vector<std::string_view> kinds;
};

void add_changes(Report& report, const std::vector<ChangedSetting>& all) {
  const Heading headings[] = {{"Rules and calendar", {"rule"}},
                              {"Switches", {"switch"}},
                              {"Levers", {"lever"}},
                              {"Parameters", {"uncertainty", "constant", "correlation"}},
                              {"Actors", {"actor"}}};
  for (const auto& [title, kinds] : headings) {
    Table table{.columns = {label_column({""}), label_column({"here"}), label_column({"default"}),
                            label_column({"unit"}), label_column({"set by"})}};
    for (const auto& [setting, usual, set_by] : all) {
      if (std::find(kinds.begin(), kinds.end(), setting.kind) == kinds.end()) continue;
      table.rows.push_back({setting.name, shown(setting), usual, setting.unit, set_by});
    }
    if (table.rows.empty()) {
      report.paragraph(say("{}: as by default", title), 0, true);
      continue;
    }
    report.paragraph(say("{} that differ from the defaults:", title), 0, true);
    report.table(std::move(table), 2, false);
  }
}

void add_conflicts(Report& report, const std::vector<Conflict>& conflicts) {
  if (conflicts.empty()) return;
  Table table{.columns = {label_column({""}), label_column({"first"}), label_column({"by"}),
                          label_column({"last"}), label_column({"by"})}};
  for (const Conflict& c : conflicts) {
    table.rows.push_back({c.name, c.first_value, c.first, c.second_value, c.second});
  }
  report.paragraph(say("Set twice, to different values; the last one counts:"), 0, true);
  report.table(std::move(table), 2, false);
}

}  // namespace

Report report_of(const Scenario& scenario, const Provenance& provenance) {
  const std::vector<ChangedSetting> changes = changed_settings(scenario, provenance);
  Report report;
  report.of_trials = false;
  report.run = run_of(scenario, provenance);
  report.findings = {{"changes", data_of(changes_of(changes))},
                     {"conflicts", data_of(conflicts_of(provenance.conflicts))},
                     {"notes", scenario.notes}};
  add_facts(report, scenario, provenance);
  add_changes(report, changes);
  add_conflicts(report, provenance.conflicts);
  if (!scenario.notes.empty()) report.paragraph(say("Notes:"), 0, true);
  for (const std::string& note : scenario.notes) report.item(say("- {}", note));
  report.paragraph(say("The scenario is valid. Nothing was run."), 0, true);
  return report;
}

}  // namespace armistice
