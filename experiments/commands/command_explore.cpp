// armistice explore: the model in a page of its own, to move its levers and see what follows.
#include <fmt/format.h>

#include "experiments/commands/command.hpp"
#include "experiments/commands/option_values.hpp"
#include "experiments/commands/page_file.hpp"
#include "experiments/exhibits/explore_page.hpp"
#include "experiments/input/scenario_files.hpp"

namespace armistice {
namespace {

namespace fs = std::filesystem;

constexpr const char* kStart = "peace_through_strength";

struct ExploreOptions {
  std::string scenario = kStart;
  std::string reference = kDefaultReference;
  std::vector<Setting> settings;
  std::uint64_t seed = 1;
  int horizon_months = 120;
  fs::path out;
  bool force = false, quiet = false;
};

void offer(CLI::App& command, ExploreOptions& explore) {
  command
      .add_option("SCENARIO", explore.scenario,
                  fmt::format("what the page opens with: a file, or the name of a scenario that "
                              "comes with the program [{}]",
                              kStart))
      ->type_name("");
  offer_text(command, "--reference", "SCENARIO",
             "what it is compared with, on the same chance [status_quo]",
             [&explore](const std::string& typed) { explore.reference = typed; });
  offer_settings(command, explore.settings);
  offer_seed(command, explore.seed, "seed that the page opens with [1]");
  offer_horizon(command, explore.horizon_months);
  offer_text(command, "--out", "FILE", "write the page here",
             [&explore](const std::string& typed) { explore.out = typed; });
  command.add_flag("--force", explore.force,
                   "replace a page that armistice wrote, if nobody edited it");
  command.add_flag("--quiet", explore.quiet, "accepted without effect: it shows no progress");
}

int run_command(const ExploreOptions& options, const Session& session) {
  if (options.out.empty()) refuse("explore: expected --out FILE, such as --out explore.html");
  check_page_place("explore", options.out, options.force);
  ExploreStart start{.scenario = typed_scenario(find_scenario(options.scenario)),
                     .reference = typed_scenario(find_scenario(options.reference)),
                     .seed = options.seed,
                     .horizon_months = options.horizon_months};
  std::vector<Setting>& settings = start.scenario.settings;
  settings.insert(settings.end(), options.settings.begin(), options.settings.end());
  read_scenario(find_scenario(start.scenario.name), settings);  // refuses what is wrong
  write_page(options.out, explore_page(start, kWebModel));
  session.result(fmt::format("{}: the model, to be opened in a browser\n", options.out.string()));
  return 0;
}

}  // namespace

const CommandEntry kExploreCommand{
    .name = "explore",
    .group = "Explain",
    .summary = "the model as one page: move its levers in a browser",
    .examples = R"(  armistice explore --out explore.html
  armistice explore status_quo --with nato_provokes --out explore.html

The page holds the model itself, compiled to WebAssembly: it opens from the disk, without a network
or a server, and gives the bytes of this program. It needs a build with -DARMISTICE_WEB=ON;
tools/setup --web installs the compiler for that.)",
    .offer = [](CLI::App& command) { return action_of(command, offer, run_command); }};

}  // namespace armistice
