// armistice check: what a scenario resolves to, against the one that says nothing.
#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "experiments/commands/command.hpp"
#include "experiments/commands/option_values.hpp"
#include "experiments/input/cast_columns.hpp"
#include "experiments/input/cast_edits.hpp"
#include "experiments/input/resolved_settings.hpp"
#include "experiments/input/scenario_files.hpp"
#include "experiments/report/text_table.hpp"

namespace armistice {
namespace {

struct CheckOptions {
  std::string scenario;
  std::vector<Setting> settings;
  bool json = false;
};

void offer(CLI::App& command, CheckOptions& check) {
  command
      .add_option("SCENARIO", check.scenario,
                  "a file, or the name of a scenario that comes with the program")
      ->type_name("");
  offer_settings(command, check.settings);
  command.add_flag("--json", check.json, "print the result as JSON");
}

/// A setting that is not as the defaults have it, and who says so.
struct Difference {
  ResolvedSetting setting;
  std::string usual;   // the default
  std::string set_by;  // the last layer that sets it; empty: it follows from another
};

std::string shown(const ResolvedSetting& s) {
  return s.distribution.empty() ? s.value : s.distribution;
}

std::string set_by(const Provenance& provenance, const std::string& name) {
  // The switch of learning and its form are one thing.
  const std::string other = name == "learning" ? "switches.learning" : "learning";
  auto found = provenance.set_by.find(name);
  if (found == provenance.set_by.end() && (name == "learning" || name == "switches.learning")) {
    found = provenance.set_by.find(other);
  }
  return found == provenance.set_by.end() ? "" : found->second;
}

/// Cells in which the table is not as the one of the shipped scenarios; of what a scenario sets
/// itself the settings tell.
void add_cells(const Scenario& scenario, const Cast& usual, const Provenance& provenance,
               std::vector<Difference>& all) {
  const Cast& cast = scenario.cast;
  const auto has = [](const Cast& c, std::string_view kind, const std::string& code) {
    const auto& actors = actors_of(c, kind);
    return std::any_of(actors.begin(), actors.end(),
                       [&](const Actor& a) { return a.code == code; });
  };
  const auto row_of = [](const Cast& c, std::string_view kind, const std::string& code) {
    const auto& actors = actors_of(c, kind);
    std::size_t row = 0;
    while (actors[row].code != code) ++row;
    return row;
  };
  const std::string source = set_by(provenance, "actors");
  const std::string table = source.empty() ? cast.file : source;
  for (const std::string_view view : kinds_with_columns()) {
    const std::string kind(view);
    for (const Actor& actor : actors_of(usual, kind)) {
      if (has(cast, kind, actor.code)) continue;
      all.push_back(
          {{fmt::format("actors.{}", actor.code), "actor", "left out", "", "", ""}, kind, table});
    }
    for (const Actor& actor : actors_of(cast, kind)) {
      const bool known = has(usual, kind, actor.code);
      if (!known) {
        const std::string name = fmt::format("actors.{}", actor.code);
        const std::string by = set_by(provenance, name + ".kind");
        all.push_back({{name, "actor", kind, "", "", ""}, "left out", by.empty() ? table : by});
      }
      const std::size_t row = row_of(cast, kind, actor.code);
      for (const CastCells& cells : cells_of(kind)) {
        const std::string column(cells.name());
        const std::string here = cell_history(cast, kind, row, column);
        const std::string there =
            known ? cell_history(usual, kind, row_of(usual, kind, actor.code), column) : "";
        if (here == there) continue;
        const std::string name = cell_name(cast, kind, actor.code, column);
        const std::string by = set_by(provenance, name);
        all.push_back({{name, "actor", here, "", std::string(cells.declaration.unit), ""},
                       there,
                       by.empty() ? table : by});
      }
    }
  }
}

/// Whatever is not as when a scenario says nothing: rules, calendar, switches, levers, parameters,
/// actors.
std::vector<Difference> differences(const Scenario& scenario, const Provenance& provenance) {
  const Scenario plain = default_scenario(find_cast(), scenario.mechanisms);
  // The mechanisms decide what the other defaults are; their own is the full ones.
  auto usual = resolved_settings(plain);
  for (ResolvedSetting& s : usual) {
    if (s.name == "mechanisms") s.value = name_of(Mechanisms::kFull);
  }
  const std::vector<ResolvedSetting> here = resolved_settings(scenario);
  std::vector<Difference> all;
  for (std::size_t i = 0; i < usual.size(); ++i) {
    if (here[i] == usual[i]) continue;
    all.push_back({here[i], shown(usual[i]), set_by(provenance, here[i].name)});
  }
  add_cells(scenario, plain.cast, provenance, all);
  return all;
}

std::string as_data(const Scenario& scenario, const Provenance& provenance) {
  nlohmann::ordered_json data = {
      {"name", scenario.name},
      {"title", scenario.title},
      {"file", scenario.file.string()},
      {"digest", scenario.digest},
      {"start", to_string(scenario.start)},
      {"us_change", to_string(scenario.us_change)},
      {"rule", name_of(scenario.structure.rule)},
      {"mechanisms", name_of(scenario.mechanisms)},
      {"actors", scenario.cast.file},
      {"layers", provenance.layers},
  };
  data["changes"] = nlohmann::ordered_json::array();
  for (const Difference& d : differences(scenario, provenance)) {
    data["changes"].push_back({{"name", d.setting.name},
                               {"kind", d.setting.kind},
                               {"value", d.setting.value},
                               {"distribution", d.setting.distribution},
                               {"unit", d.setting.unit},
                               {"default", d.usual},
                               {"set_by", d.set_by}});
  }
  data["conflicts"] = nlohmann::ordered_json::array();
  for (const Conflict& c : provenance.conflicts) {
    data["conflicts"].push_back({{"name", c.name},
                                 {"first", c.first},
                                 {"first_value", c.first_value},
                                 {"second", c.second},
                                 {"second_value", c.second_value}});
  }
  data["notes"] = scenario.notes;
  return data.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

/// The kinds of settings under their headings.
struct Heading {
  const char* title;
  std::vector<const char*> kinds;
};

void print_differences(std::string& text, const std::vector<Difference>& all) {
  const Heading headings[] = {{"Rules and calendar", {"rule"}},
                              {"Switches", {"switch"}},
                              {"Levers", {"lever"}},
                              {"Parameters", {"uncertainty", "constant"}},
                              {"Actors", {"actor"}}};
  for (const auto& [title, kinds] : headings) {
    TextTable table;
    table.header = {"", "here", "default", "unit", "set by"};
    for (const Difference& d : all) {
      if (std::find(kinds.begin(), kinds.end(), d.setting.kind) == kinds.end()) continue;
      table.rows.push_back({d.setting.name, shown(d.setting), d.usual, d.setting.unit, d.set_by});
    }
    text += table.rows.empty()
                ? fmt::format("\n{}: as by default\n", title)
                : fmt::format("\n{} that differ from the defaults:\n{}", title, table.plain(2));
  }
}

void print_conflicts(std::string& text, const std::vector<Conflict>& conflicts) {
  if (conflicts.empty()) return;
  text += "\nSet twice, to different values; the last one counts:\n";
  TextTable table;
  table.header = {"", "first", "by", "last", "by"};
  for (const Conflict& c : conflicts) {
    table.rows.push_back({c.name, c.first_value, c.first, c.second_value, c.second});
  }
  text += table.plain(2);
}

std::string as_text(const Scenario& scenario, const Provenance& provenance) {
  std::string text = fmt::format("{}: {}\n", scenario.name, scenario.title);
  TextTable head;
  head.rows = {
      {"file", scenario.file.string()},
      {"digest", scenario.digest},
      {"made of", fmt::format("{}", fmt::join(provenance.layers, ", then "))},
      {"start", to_string(scenario.start)},
      {"change in Washington", to_string(scenario.us_change)},
      {"rule of choice",
       fmt::format("{}: {}", name_of(scenario.structure.rule), words_of(scenario.structure.rule))},
      {"mechanisms",
       fmt::format("{}: {}", name_of(scenario.mechanisms), words_of(scenario.mechanisms))},
      {"actors", fmt::format("{} from {}", scenario.cast.actors.size(), scenario.cast.file)},
  };
  text += head.plain(2);
  print_differences(text, differences(scenario, provenance));
  print_conflicts(text, provenance.conflicts);
  if (!scenario.notes.empty()) text += "\nNotes:\n";
  for (const std::string& note : scenario.notes) {
    text += fmt::format("  - {}\n", wrapped(note, 96, 4));
  }
  return text + "\nThe scenario is valid. Nothing was run.\n";
}

int run_command(const CheckOptions& options, const Session& session) {
  if (options.scenario.empty()) refuse("check: expected a SCENARIO, such as status_quo");
  Provenance provenance;
  const Scenario scenario =
      read_scenario(find_scenario(options.scenario), options.settings, &provenance);
  session.result(options.json ? as_data(scenario, provenance) : as_text(scenario, provenance));
  return 0;
}

}  // namespace

const CommandEntry kCheckCommand{
    .name = "check",
    .group = "Look",
    .summary = "what a scenario resolves to; nothing is run",
    .examples = R"(  armistice check scenarios/mine.toml
  armistice check status_quo --set levers.us_backup=1
  armistice check peace_through_strength --with nato_provokes)",
    .offer = [](CLI::App& command) { return action_of(command, offer, run_command); }};

}  // namespace armistice
