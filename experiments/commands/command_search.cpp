// armistice search: packages of levers, what they reach against what they cost.
#include <fmt/format.h>

#include <optional>
#include <utility>

#include "experiments/commands/commands.hpp"
#include "experiments/commands/ensemble_command.hpp"
#include "experiments/commands/stop_signal.hpp"
#include "experiments/input/scenario_files.hpp"
#include "experiments/output/compared_names.hpp"
#include "experiments/output/output_folder.hpp"
#include "experiments/output/progress.hpp"
#include "experiments/output/search_files.hpp"
#include "experiments/output/search_text.hpp"
#include "experiments/search/search.hpp"

namespace armistice {
namespace {

constexpr int kDone = 0;

PackageSpace space_of(const SearchCommand& command) {
  // What is fixed is so in both, and no package can decide on it.
  std::vector<Setting> settings = command.settings;
  settings.insert(settings.end(), command.fixed.begin(), command.fixed.end());
  return package_space(read_scenario(find_scenario(command.scenarios.front()), settings),
                       read_scenario(find_scenario(command.reference), settings), command.by,
                       command.levels, command.without);
}

Search run(PackageSpace space, const SearchPlan& plan, const SearchCommand& command,
           const RunOutput& output) {
  Progress progress(output.progress);
  RunHooks hooks;
  hooks.progress = [&progress](std::int64_t done, std::int64_t total) {
    progress.show(done, total);
  };
  hooks.stop = &stop_requested();
  return run_search(std::move(space), plan, settings_of(command), hooks);
}

}  // namespace

int command_search(const SearchCommand& command, const std::vector<std::string>& words,
                   const RunOutput& output) {
  PackageSpace space = space_of(command);
  const Objective objective{
      objective_named(command.objective, compared_quantities({&space.scenario, 1})),
      command.minimise ? -1.0 : 1.0};
  std::optional<OutputFolder> folder;
  if (command.out) folder.emplace(*command.out, command.force);
  Environment environment{words, utc_now(), ""};
  const Search search =
      run(std::move(space), {objective, command.budget, command.finalists}, command, output);
  environment.finished = utc_now();
  if (!search.complete) {
    output.note(fmt::format("armistice: search: stopped by {}{}\n", stop_reason(),
                            command.out ? "; no file of it was written" : ""));
    return stop_status();
  }
  if (folder) {
    folder->write("packages.csv", packages_csv(search));
    folder->write("front.csv", front_csv(search));
    folder->write("manifest.json", search_manifest_json(search, environment));
    folder->commit();
  }
  if (command.json) {
    output.result(json_text(search_data(search)));
    return kDone;
  }
  output.result(search_text(search));
  if (folder) output.result(fmt::format("Files: {}\n", folder->path().string()));
  return kDone;
}

}  // namespace armistice
