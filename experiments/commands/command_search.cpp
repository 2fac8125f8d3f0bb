// armistice search: packages of levers, what they reach against what they cost.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "agents/interface/declarations.hpp"
#include "experiments/commands/command.hpp"
#include "experiments/commands/ensemble_options.hpp"
#include "experiments/commands/kept_result.hpp"
#include "experiments/commands/option_values.hpp"
#include "experiments/commands/stop_signal.hpp"
#include "experiments/comparison/compared_names.hpp"
#include "experiments/findings/search.hpp"
#include "experiments/input/scenario_files.hpp"
#include "experiments/output/progress.hpp"
#include "experiments/search/search.hpp"

namespace armistice {
namespace {

struct SearchOptions : EnsembleOptions {
  std::string objective = kDefaultObjective;
  bool minimise = false;
  std::string reference = kDefaultReference;
  PackageBy by = PackageBy::kGroup;
  std::vector<double> levels = {0, 0.5, 1};
  std::vector<Setting> fixed;  // of the scenario and the reference
  std::vector<std::string> without;
  Budget budget;
  std::size_t finalists = 32;
  ResumeOptions resuming;
};

constexpr std::pair<const char*, PackageBy> kPackages[] = {{"groups", PackageBy::kGroup},
                                                           {"levers", PackageBy::kLever}};

std::vector<double> parse_levels(const std::string& typed) {
  std::vector<double> levels;
  for (std::size_t begin = 0; begin <= typed.size();) {
    const std::size_t end = std::min(typed.find(',', begin), typed.size());
    const double level = parse_number("--levels", typed.substr(begin, end - begin), 0,
                                      "numbers from 0 to 1, such as 0,0.5,1");
    if (level > 1) refuse(fmt::format("--levels \"{}\": {} is more than 1", typed, level));
    if (std::find(levels.begin(), levels.end(), level) != levels.end()) {
      refuse(fmt::format("--levels \"{}\": {} is given twice; expected each level once", typed,
                         level));
    }
    levels.push_back(level);
    begin = end + 1;
  }
  return levels;
}

Setting parse_fixed(const std::string& typed) {
  const auto equals = typed.find('=');
  const std::string name = typed.substr(0, equals);
  std::vector<std::string> names;
  bool known = false;
  for (const LeverDeclaration& lever : lever_declarations()) {
    names.emplace_back(lever.name);
    known = known || lever.name == name;
  }
  if (equals == std::string::npos || !known) {
    refuse(fmt::format("--fix \"{}\": expected LEVER=INTENSITY, such as us_backup=0{}", typed,
                       known ? "" : did_you_mean(name, names)));
  }
  return {"levers." + name, typed.substr(equals + 1)};
}

void offer_budget(CLI::App& command, const char* name, const char* help, double& limit) {
  offer_text(command, name, "EUR_BN", help, [name, &limit](const std::string& typed) {
    limit = parse_number(name, typed, 0, "EUR bn, 0 or more");
  });
}

void offer(CLI::App& command, SearchOptions& search) {
  command.add_option("SCENARIO", search.scenarios, "the scenario whose levers the packages use")
      ->type_name("");
  offer_ensemble(command, search);
  offer_objective(command, search.objective, "quantity by which packages are judged");
  command.add_flag("--minimise", search.minimise, "a smaller objective is better");
  offer_text(command, "--reference", "SCENARIO",
             "value of the levers that a package does not use [status_quo]",
             [&search](const std::string& typed) { search.reference = typed; });
  offer_text(command, "--by", "WHAT", "levers that move together: groups or levers [groups]",
             [&search](const std::string& typed) {
               search.by = parse_word<PackageBy>("--by", typed, kPackages);
             });
  offer_text(command, "--levels", "LIST", "steps between reference (0) and scenario (1) [0,0.5,1]",
             [&search](const std::string& typed) { search.levels = parse_levels(typed); });
  offer_each(command, "--fix", "LEVER=X",
             "hold a lever at this intensity in all packages; repeatable",
             [&search](const std::string& typed) { search.fixed.push_back(parse_fixed(typed)); });
  offer_each(command, "--without", "NAME", "keep a lever or group as in the reference; repeatable",
             [&search](const std::string& typed) { search.without.push_back(typed); });
  offer_budget(command, "--budget", "largest mean cost of a package, all payers together",
               search.budget.total);
  offer_budget(command, "--budget-europe",
               "largest mean cost for Europe: the EU, United Kingdom, Norway",
               search.budget.europe);
  offer_budget(command, "--budget-us", "largest mean cost for the United States",
               search.budget.united_states);
  offer_text(command, "--finalists", "N", "number of packages that are run in full [32]",
             [&search](const std::string& typed) {
               search.finalists = parse_whole<std::size_t>("--finalists", typed, 1, 256);
             });
  offer_stages(command, search.resuming);
}

std::string group_of(const std::string& name) {
  for (const LeverDeclaration& lever : lever_declarations()) {
    if (lever.name == name) return std::string(lever.group);
  }
  return {};
}

/// Whatever is said twice would be lost once.
void refuse_levers_twice(const SearchOptions& options) {
  for (auto fixed = options.fixed.begin(); fixed != options.fixed.end(); ++fixed) {
    const std::string lever = fixed->name.substr(fixed->name.find('.') + 1);
    const auto same = [&fixed](const Setting& other) { return other.name == fixed->name; };
    if (std::any_of(options.fixed.begin(), fixed, same)) {
      refuse(fmt::format("--fix {} is given twice; expected each lever once", lever));
    }
    if (std::find(options.without.begin(), options.without.end(), lever) != options.without.end()) {
      refuse(
          fmt::format("--fix {0} and --without {0}: a lever is held, or kept as in the "
                      "reference; expected one of the two",
                      lever));
    }
    const std::string group = group_of(lever);
    if (std::find(options.without.begin(), options.without.end(), group) != options.without.end()) {
      refuse(
          fmt::format("--fix {0} and --without {1}: {0} is one of the levers of {1}, which stay as "
                      "in the reference; expected one of the two",
                      lever, group));
    }
    for (const Setting& setting : options.settings) {
      if (setting.name != fixed->name && setting.name != fixed->name + ".intensity") continue;
      refuse(
          fmt::format("--set {}={} has no effect, because --fix {}={} holds that lever; expected "
                      "one of the two",
                      setting.name, setting.value, lever, fixed->value));
    }
  }
  for (auto name = options.without.begin(); name != options.without.end(); ++name) {
    if (std::find(options.without.begin(), name, *name) == name) continue;
    refuse(fmt::format("--without {} is given twice; expected each name once", *name));
  }
}

PackageSpace space_of(const SearchOptions& options) {
  // What is fixed is so in both, and no package can decide on it.
  std::vector<Setting> settings = options.settings;
  settings.insert(settings.end(), options.fixed.begin(), options.fixed.end());
  return package_space(read_scenario(find_scenario(options.scenarios.front()), settings),
                       read_scenario(find_scenario(options.reference), settings), options.by,
                       options.levels, options.without);
}

Search run(PackageSpace space, const SearchPlan& plan, const SearchOptions& options,
           StageKeeper* stages, const Session& session) {
  Progress progress(session.progress);
  const RunHooks hooks = hooks_for(progress);
  return run_search(std::move(space), plan, settings_of(options), hooks, stages);
}

int run_command(const SearchOptions& options, const Session& session) {
  if (options.scenarios.size() != 1) {
    refuse("search: expected one SCENARIO, such as peace_through_strength");
  }
  refuse_levers_twice(options);
  PackageSpace space = space_of(options);
  const Objective objective{
      objective_named(options.objective, compared_quantities({&space.scenario, 1}),
                      &space.scenario.cast),
      options.minimise ? -1.0 : 1.0};
  const SearchPlan plan{objective, options.budget, options.finalists};
  const std::array scenarios{space.scenario, space.reference};
  KeptResult kept(request_of(options, options.resuming, result_for("search", {space.scenario}),
                             asked_of(space, plan), scenarios));
  if (kept.done_already(session)) return 0;
  Environment environment{session.words, utc_now(), "", options.csv};
  const Search search = run(std::move(space), plan, options, kept.stages(), session);
  environment.finished = utc_now();
  if (!search.complete) {
    session.note(fmt::format("armistice: search: stopped by {}{}\n", stop_reason(), kept.hint()));
    return kept.stop();
  }
  return give(session, options, kept, report_of(search), search, files_of(scenarios), environment);
}

}  // namespace

const CommandEntry kSearchCommand{
    .name = "search",
    .group = "Choose",
    .summary = "packages of levers: what they reach against what they cost",
    .examples = R"(  armistice search peace_through_strength --budget 1200
  armistice search peace_through_strength --fix us_backup=0 --without nato_before_ceasefire)",
    .offer = [](CLI::App& command) { return action_of(command, offer, run_command); }};

}  // namespace armistice
