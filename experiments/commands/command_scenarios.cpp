// armistice scenarios: those that come with the program.
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "experiments/commands/catalogue.hpp"
#include "experiments/error.hpp"
#include "experiments/input/scenario.hpp"
#include "experiments/input/scenario_files.hpp"
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
  constexpr auto kReplace = nlohmann::ordered_json::error_handler_t::replace;
  if (options.json) return data.dump(2, ' ', false, kReplace) + "\n";
  return table.plain() + (critics ? kWhatCriticsAre : "");
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
