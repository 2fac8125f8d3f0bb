// armistice scenarios: those that come with the program.
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "experiments/commands/catalogue.hpp"
#include "experiments/error.hpp"
#include "experiments/findings/scenario_settings.hpp"
#include "experiments/input/scenario.hpp"
#include "experiments/input/scenario_files.hpp"
#include "experiments/report/printed.hpp"
#include "experiments/report/report_data.hpp"
#include "experiments/report/text_table.hpp"

namespace armistice {
namespace {

constexpr const char* kWhatCriticsAre =
    "\nA critic is an objection to the Plan with its own parameters. It lies over the defaults, "
    "or\n"
    "over a scenario: armistice run peace_through_strength --with nato_provokes\n";

/// A critic's objection to the Plan lies in a folder of its own.
bool is_critic(const std::filesystem::path& file) {
  return file.parent_path().filename() == "critics";
}

/// What the only scenario that was asked for sets.
Table settings_of(const std::filesystem::path& file) {
  Provenance provenance;
  const Scenario scenario = read_scenario(file, {}, &provenance);
  return scenario_settings(scenario, provenance);
}

std::string listed(const CatalogueOptions& options, CatalogueFilter& filter) {
  nlohmann::ordered_json data = nlohmann::ordered_json::array();
  TextTable table;
  table.header = {"name", "kind", "what it is"};
  bool critics = false;
  for (const std::filesystem::path& file : shipped_scenarios()) {
    const std::string name = file.stem().string();
    const bool critic = is_critic(file);
    const char* const kind = critic ? "critic" : "scenario";
    if (!filter.passes({name, kind})) continue;
    critics = critics || critic;
    try {
      const Scenario scenario = read_scenario(file, {});
      data.push_back(
          {{"name", name}, {"kind", kind}, {"title", scenario.title}, {"file", file.string()}});
      table.rows.push_back({name, kind, scenario.title});
    } catch (const Error& error) {
      // A draft among them must not hide the rest.
      data.push_back(
          {{"name", name}, {"kind", kind}, {"error", error.what()}, {"file", file.string()}});
      table.rows.push_back({name, kind, fmt::format("can't be read: {}", error.what())});
    }
  }
  Table settings;
  const bool one = data.size() == 1 && !options.filter.empty() && !data[0].contains("error");
  if (one) {
    settings = settings_of(data[0]["file"].get<std::string>());
    data[0]["settings"] = data_of(settings);
  }
  constexpr auto kReplace = nlohmann::ordered_json::error_handler_t::replace;
  if (options.json) return data.dump(2, ' ', false, kReplace) + "\n";
  std::string text = table.plain();
  if (one) {
    text += fmt::format("\nWhat it sets, with what it extends ({}):\n{}",
                        data[0]["file"].get<std::string>(), printed(settings, 2));
  }
  return text + (critics ? kWhatCriticsAre : "");
}

}  // namespace

const CommandEntry kScenariosCommand{
    .name = "scenarios",
    .group = "Look",
    .summary = "the scenarios that come with the program",
    .examples = R"(  armistice scenarios
  armistice scenarios critic)",
    .offer = [](CLI::App& command) { return catalogue_action(command, "NAME-OR-KIND", listed); }};

}  // namespace armistice
