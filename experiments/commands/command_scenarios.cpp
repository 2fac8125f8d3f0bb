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

std::string listed(const CatalogueOptions& options, CatalogueFilter& filter) {
  nlohmann::ordered_json data = nlohmann::ordered_json::array();
  TextTable table;
  table.header = {"name", "what it is"};
  for (const std::filesystem::path& file : shipped_scenarios()) {
    const std::string name = file.stem().string();
    if (!filter.passes({name})) continue;
    try {
      const Scenario scenario = read_scenario(file, {});
      data.push_back({{"name", name}, {"title", scenario.title}, {"file", file.string()}});
      table.rows.push_back({name, scenario.title});
    } catch (const Error& error) {
      // A draft among them must not hide the rest.
      data.push_back({{"name", name}, {"error", error.what()}, {"file", file.string()}});
      table.rows.push_back({name, fmt::format("can't be read: {}", error.what())});
    }
  }
  constexpr auto kReplace = nlohmann::ordered_json::error_handler_t::replace;
  return options.json ? data.dump(2, ' ', false, kReplace) + "\n" : table.plain();
}

}  // namespace

const CommandEntry kScenariosCommand{
    .name = "scenarios",
    .group = "Look",
    .summary = "the scenarios that come with the program",
    .examples = R"(  armistice scenarios)",
    .offer = [](CLI::App& command) { return catalogue_action(command, "NAME", listed); }};

}  // namespace armistice
