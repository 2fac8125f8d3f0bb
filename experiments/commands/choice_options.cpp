#include "experiments/commands/choice_options.hpp"

#include <fmt/format.h>

#include <string>
#include <string_view>
#include <vector>

#include "agents/declarations.hpp"
#include "experiments/commands/option_values.hpp"

namespace armistice {
namespace {

double parse_number(std::string_view option, std::string_view typed, double low,
                    std::string_view expected) {
  double x = 0;
  const char* const end = typed.data() + typed.size();
  const auto [stopped, error] = std::from_chars(typed.data(), end, x);
  if (error != std::errc() || stopped != end || !(x >= low)) {
    refuse(fmt::format("{} \"{}\": expected {}", option, typed, expected));
  }
  return x;
}

void offer_objective(CLI::App* command, std::string& objective, bool& minimise) {
  offer_text(command, "--objective", "NAME",
             "what options are judged by: a row of outcomes.csv or a number of trials.csv "
             "[durable_acceptable_peace]",
             [&objective](const std::string& typed) { objective = typed; });
  command->add_flag("--minimise", minimise, "less of the objective is better");
}

PackageBy parse_by(const std::string& typed) {
  if (typed == "groups") return PackageBy::kGroup;
  if (typed == "levers") return PackageBy::kLever;
  refuse(fmt::format("--by \"{}\": expected groups or levers{}", typed,
                     did_you_mean(typed, {"groups", "levers"})));
}

std::vector<double> parse_levels(const std::string& typed) {
  std::vector<double> levels;
  for (std::size_t begin = 0; begin <= typed.size();) {
    const std::size_t end = std::min(typed.find(',', begin), typed.size());
    const double level = parse_number("--levels", typed.substr(begin, end - begin), 0,
                                      "numbers from 0 to 1, such as 0,0.5,1");
    if (level > 1) refuse(fmt::format("--levels \"{}\": {} is more than 1", typed, level));
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

void offer_budget(CLI::App* command, const char* name, const char* help, double& limit) {
  offer_text(command, name, "EUR_BN", help, [name, &limit](const std::string& typed) {
    limit = parse_number(name, typed, 0, "EUR bn, 0 or more");
  });
}

}  // namespace

void offer_search(CLI::App& app, SearchCommand& search) {
  CLI::App* command = app.add_subcommand(
      "search", "look for packages of a scenario's levers: what they reach against what they cost");
  command
      ->add_option("SCENARIO", search.scenarios, "whose levers packages take, in part or in whole")
      ->type_name("");
  offer_ensemble(command, search);
  offer_objective(command, search.objective, search.minimise);
  offer_text(command, "--reference", "SCENARIO", "where levers stand otherwise [status_quo]",
             [&search](const std::string& typed) { search.reference = typed; });
  offer_text(command, "--by", "WHAT", "groups or levers: what a package decides as one [groups]",
             [&search](const std::string& typed) { search.by = parse_by(typed); });
  offer_text(command, "--levels", "LIST", "how far each may go, from 0 to 1 [0,0.5,1]",
             [&search](const std::string& typed) { search.levels = parse_levels(typed); });
  offer_each(command, "--fix", "LEVER=X", "a lever's intensity in all packages; repeatable",
             [&search](const std::string& typed) { search.fixed.push_back(parse_fixed(typed)); });
  offer_each(command, "--without", "NAME",
             "a lever or group that stays as in the reference; repeatable",
             [&search](const std::string& typed) { search.without.push_back(typed); });
  offer_budget(command, "--budget", "most that a package may cost on average", search.budget.total);
  offer_budget(command, "--budget-europe", "most for the EU and the other donors",
               search.budget.europe);
  offer_budget(command, "--budget-us", "most for the United States", search.budget.united_states);
  offer_text(command, "--finalists", "N", "how many are run in full [32]",
             [&search](const std::string& typed) {
               search.finalists = parse_whole<std::size_t>("--finalists", typed, 1, 256);
             });
}

void offer_information(CLI::App& app, InformationCommand& information) {
  CLI::App* command = app.add_subcommand(
      "information", "say which parameter, if it were known, would change the choice");
  command
      ->add_option("SCENARIO", information.scenarios,
                   "the options; one alone is chosen or not: the other is status_quo")
      ->type_name("");
  offer_ensemble(command, information);
  offer_objective(command, information.objective, information.minimise);
  offer_text(command, "--eur-bn-per-point", "EUR_BN",
             "what a point of the objective is worth: options are judged net of their cost",
             [&information](const std::string& typed) {
               information.eur_bn_per_point =
                   parse_number("--eur-bn-per-point", typed, 0, "EUR bn, more than 0");
               if (information.eur_bn_per_point == 0) {
                 refuse("--eur-bn-per-point \"0\": expected EUR bn, more than 0");
               }
             });
}

void check_choice(const SearchCommand& search) {
  if (search.scenarios.size() != 1) {
    refuse("search: expected one SCENARIO, such as peace_through_strength");
  }
}

void check_choice(const InformationCommand& information) {
  if (information.scenarios.empty()) {
    refuse(
        "information: expected a SCENARIO, such as peace_through_strength, or several to choose "
        "from");
  }
}

}  // namespace armistice
