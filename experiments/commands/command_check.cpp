// armistice check: what a scenario resolves to, against the one that says nothing.
#include <fmt/format.h>

#include <algorithm>
#include <initializer_list>
#include <nlohmann/json.hpp>

#include "experiments/commands/command.hpp"
#include "experiments/commands/option_values.hpp"
#include "experiments/input/resolved_settings.hpp"
#include "experiments/input/scenario_files.hpp"
#include "experiments/output/text_table.hpp"

namespace armistice {
namespace {

struct CheckOptions {
  std::string scenario;
  std::vector<Setting> settings;
  bool json = false;
};

void offer(CLI::App& command, CheckOptions& check) {
  command.add_option("SCENARIO", check.scenario, "a file, or the name of a shipped scenario")
      ->type_name("");
  offer_settings(command, check.settings);
  command.add_flag("--json", check.json, "print it as data");
}

// Levers, switches and parameters that are not as in the status quo.
std::vector<ResolvedSetting> changes(const Scenario& scenario) {
  return differing(resolved_settings(scenario),
                   resolved_settings(default_scenario(scenario.cast.file, scenario.mechanisms)));
}

std::string shown(const ResolvedSetting& s) {
  return s.distribution.empty() ? s.value : s.distribution;
}

std::string as_data(const Scenario& scenario) {
  nlohmann::ordered_json data = {
      {"name", scenario.name},
      {"title", scenario.title},
      {"file", scenario.file.string()},
      {"digest", scenario.digest},
      {"start", to_string(scenario.start)},
      {"us_change", to_string(scenario.us_change)},
      {"rule", name_of(scenario.structure.rule)},
      {"mechanisms", name_of(scenario.mechanisms)},
  };
  data["changes"] = nlohmann::ordered_json::array();
  for (const ResolvedSetting& s : changes(scenario)) {
    data["changes"].push_back({{"name", s.name},
                               {"kind", s.kind},
                               {"value", s.value},
                               {"distribution", s.distribution},
                               {"unit", s.unit}});
  }
  data["notes"] = scenario.notes;
  return data.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

/// Which switches are not as the mechanisms have them.
std::string switches_changed(const Scenario& scenario, const std::vector<ResolvedSetting>& base) {
  std::string on, off;
  const std::vector<ResolvedSetting> settings = resolved_settings(scenario);
  for (std::size_t i = 0; i < settings.size(); ++i) {
    const ResolvedSetting& s = settings[i];
    if (s.kind != "switch" || s == base[i]) continue;
    (s.value == "true" ? on : off) += ' ' + s.name.substr(s.name.find('.') + 1);
  }
  if (on.empty() && off.empty()) return "as usual";
  const char* const between = on.empty() || off.empty() ? "" : ", ";
  return (off.empty() ? "" : "off" + off) + between + (on.empty() ? "" : "on" + on);
}

void print_changes(std::string& text, const char* title, const char* none, const Scenario& scenario,
                   const std::vector<ResolvedSetting>& base,
                   std::initializer_list<const char*> kinds) {
  TextTable table;
  table.header = {"", "here", "status quo", "unit"};
  const std::vector<ResolvedSetting> settings = resolved_settings(scenario);
  for (std::size_t i = 0; i < settings.size(); ++i) {
    const bool wanted = std::find(kinds.begin(), kinds.end(), settings[i].kind) != kinds.end();
    if (!wanted || settings[i] == base[i]) continue;
    table.rows.push_back({settings[i].name, shown(settings[i]), shown(base[i]), settings[i].unit});
  }
  text += table.rows.empty() ? fmt::format("\n{}: {}\n", title, none)
                             : fmt::format("\n{}:\n{}", title, table.plain(2));
}

std::string as_text(const Scenario& scenario) {
  const auto base = resolved_settings(default_scenario(scenario.cast.file, scenario.mechanisms));
  std::string text = fmt::format("{}: {}\n", scenario.name, scenario.title);
  TextTable head;
  head.rows = {
      {"file", scenario.file.string()},
      {"digest", scenario.digest},
      {"start", to_string(scenario.start)},
      {"change in Washington", to_string(scenario.us_change)},
      {"rule", std::string(name_of(scenario.structure.rule))},
      {"mechanisms", fmt::format("{}; switches {}", name_of(scenario.mechanisms),
                                 switches_changed(scenario, base))},
      {"actors", fmt::format("{} from {}", scenario.cast.actors.size(), scenario.cast.file)},
  };
  text += head.plain(2);
  print_changes(text, "Levers that differ from the status quo", "none", scenario, base, {"lever"});
  print_changes(text, "Parameters that differ from their defaults", "none", scenario, base,
                {"uncertainty", "constant"});
  if (!scenario.notes.empty()) text += "\nNotes:\n";
  for (const std::string& note : scenario.notes) {
    text += fmt::format("  - {}\n", wrapped(note, 96, 4));
  }
  return text + "\nThe scenario is valid. Nothing was run.\n";
}

int run_command(const CheckOptions& options, const Session& session) {
  if (options.scenario.empty()) refuse("check: expected a SCENARIO, such as status_quo");
  const Scenario scenario = read_scenario(find_scenario(options.scenario), options.settings);
  session.result(options.json ? as_data(scenario) : as_text(scenario));
  return 0;
}

}  // namespace

const CommandEntry kCheckCommand{
    .name = "check",
    .group = "Look",
    .summary = "say what a scenario resolves to; run nothing",
    .examples = R"(  armistice check scenarios/mine.toml
  armistice check status_quo --set levers.us_backup=1)",
    .offer = [](CLI::App& command) { return action_of(command, offer, run_command); }};

}  // namespace armistice
