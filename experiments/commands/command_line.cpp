#include "experiments/commands/command_line.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <string_view>

#include "experiments/commands/choice_options.hpp"
#include "experiments/commands/option_values.hpp"
#include "experiments/commands/sweep_options.hpp"
#include "experiments/error.hpp"
#include "experiments/output/version.hpp"

namespace armistice {
namespace {

constexpr std::string_view kExamples = R"(Examples:
  armistice run status_quo
  armistice run status_quo peace_through_strength --trials 20000
  armistice run scenarios/mine.toml --set levers.secondary_sanctions=1 --out results/mine
  armistice compare status_quo peace_through_strength
  armistice attribute peace_through_strength --reference status_quo
  armistice search peace_through_strength --fix us_backup=0 --without nato_before_ceasefire
  armistice information no_us_backup europe_only
  armistice sweep peace_through_strength --samples 256 --out results/sweep
  armistice analyse results/sweep
  armistice check scenarios/mine.toml
  armistice trace status_quo --trial 7
  armistice parameters front

A SCENARIO is a file, or the name of one that comes with the program (armistice scenarios).
Exit status: 0 done, 1 a fault of ours, 2 wrong input, 3 output can't be written,
75 stopped by SIGTERM or a time limit, 130 stopped by Ctrl-C.)";

constexpr std::string_view kRunExamples = R"(Examples:
  armistice run status_quo
  armistice run status_quo peace_through_strength --trials 20000
  armistice run mine.toml --seed 7 --set switches.talks=false --out results/mine --record all

The same seed gives the same files, byte for byte, whatever the machine or --threads.)";

void offer_run(CLI::App& app, RunCommand& run) {
  CLI::App* command = app.add_subcommand("run", "run scenarios and print how their trials end");
  command->add_option("SCENARIO", run.scenarios, "one or more; several are set side by side")
      ->type_name("");
  offer_ensemble(command, run);
  offer_precision(command, run, "of the headline shares");
  offer_text(command, "--record", "WHAT", "summary, trials or all (adds donors) [trials]",
             [&run](const std::string& typed) { run.record = parse_record(typed); });
  offer_campaign(command, run.campaign);
  command->footer(std::string(kRunExamples));
}

void offer_objective(CLI::App* command, std::string& objective) {
  offer_text(command, "--objective", "NAME",
             "what the answer is about: a row of outcomes.csv or a number of trials.csv "
             "[durable_acceptable_peace]",
             [&objective](const std::string& typed) { objective = typed; });
}

void offer_compare(CLI::App& app, CompareCommand& compare) {
  CLI::App* command =
      app.add_subcommand("compare", "say what scenarios change against the first, trial by trial");
  command->add_option("SCENARIO", compare.scenarios, "two or more; the first is the reference")
      ->type_name("");
  offer_ensemble(command, compare);
  offer_precision(command, compare, "of the objective's difference");
  offer_objective(command, compare.objective);
}

PlayersBy parse_players(const std::string& typed) {
  if (typed == "groups") return PlayersBy::kGroup;
  if (typed == "levers") return PlayersBy::kLever;
  refuse(fmt::format("--by \"{}\": expected groups or levers{}", typed,
                     did_you_mean(typed, {"groups", "levers"})));
}

void offer_attribute(CLI::App& app, AttributeCommand& attribute) {
  CLI::App* command =
      app.add_subcommand("attribute", "say what each group of levers contributes to a scenario");
  command->add_option("SCENARIO", attribute.scenarios, "whose effect is divided")->type_name("");
  offer_text(command, "--reference", "SCENARIO", "against which it has the effect [status_quo]",
             [&attribute](const std::string& typed) { attribute.reference = typed; });
  offer_text(command, "--by", "WHAT", "groups or levers [groups]",
             [&attribute](const std::string& typed) { attribute.by = parse_players(typed); });
  offer_text(command, "--permutations", "P",
             "draw orders, P for each 16 trials, instead of all combinations [2 above 12 players]",
             [&attribute](const std::string& typed) {
               attribute.permutations = parse_whole<int>("--permutations", typed, 1, 1024);
             });
  offer_ensemble(command, attribute);
  offer_precision(command, attribute, "of the total and the Shapley values");
  offer_objective(command, attribute.objective);
}

void offer_pivotal(CLI::App& app, PivotalCommand& pivotal) {
  CLI::App* command =
      app.add_subcommand("pivotal", "say how often another choice of one actor changes the ending");
  command->add_option("SCENARIO", pivotal.scenarios, "in which they choose")->type_name("");
  offer_ensemble(command, pivotal);
  offer_text(command, "--objective", "NAME",
             "what is gained and lost: a row of outcomes.csv [durable_acceptable_peace]",
             [&pivotal](const std::string& typed) { pivotal.objective = typed; });
}

ValidationPart parse_part(const std::string& typed) {
  constexpr std::pair<const char*, ValidationPart> kParts[] = {
      {"patterns", ValidationPart::kPatterns},
      {"definitions", ValidationPart::kDefinitions},
      {"mechanisms", ValidationPart::kMechanisms},
      {"claims", ValidationPart::kClaims}};
  for (const auto& [name, part] : kParts) {
    if (typed == name) return part;
  }
  refuse(fmt::format("--only \"{}\": expected patterns, definitions, mechanisms or claims{}", typed,
                     did_you_mean(typed, {"patterns", "definitions", "mechanisms", "claims"})));
}

void offer_validate(CLI::App& app, ValidateCommand& validate) {
  CLI::App* command =
      app.add_subcommand("validate", "hold the model against its patterns and the Plan's claims");
  offer_text(command, "--trials", "N", "of each variant [20000]",
             [&validate](const std::string& typed) {
               validate.trials = parse_whole<int>("--trials", typed, 1000, 1'000'000);
             });
  offer_text(command, "--seed", "S", "any whole number [1]", [&validate](const std::string& typed) {
    validate.seed = parse_whole<std::uint64_t>("--seed", typed, 0, ~std::uint64_t{0});
  });
  offer_text(command, "--threads", "T", "[all]", [&validate](const std::string& typed) {
    validate.threads = parse_whole<int>("--threads", typed, 1, 1024);
  });
  offer_text(command, "--only", "PART", "patterns, definitions, mechanisms or claims [all]",
             [&validate](const std::string& typed) { validate.only = parse_part(typed); });
  offer_text(command, "--out", "DIR",
             "write patterns.csv, definitions.csv, mechanisms.csv, claims.csv",
             [&validate](const std::string& typed) { validate.out = typed; });
  command->add_flag("--force", validate.force, "replace the result in DIR");
  command->add_flag("--quiet", validate.quiet, "no progress");
  command->add_flag("--json", validate.json, "print it as data");
  command->add_flag("--markdown", validate.markdown, "print the tables of the docs");
}

void offer_check(CLI::App& app, CheckCommand& check) {
  CLI::App* command = app.add_subcommand("check", "say what a scenario resolves to; run nothing");
  command->add_option("SCENARIO", check.scenario, "a file, or the name of a shipped scenario")
      ->type_name("");
  offer_settings(command, check.settings);
  command->add_flag("--json", check.json, "print it as data");
}

TraceFormat parse_format(const std::string& typed) {
  constexpr std::pair<const char*, TraceFormat> kFormats[] = {
      {"text", TraceFormat::kText}, {"csv", TraceFormat::kCsv}, {"jsonl", TraceFormat::kJsonLines}};
  for (const auto& [name, format] : kFormats) {
    if (typed == name) return format;
  }
  refuse(fmt::format("--format \"{}\": expected text, csv or jsonl{}", typed,
                     did_you_mean(typed, {"text", "csv", "jsonl"})));
}

void offer_trace(CLI::App& app, TraceCommand& trace) {
  CLI::App* command = app.add_subcommand("trace", "tell the story of one trial, month by month");
  command->add_option("SCENARIO", trace.scenario, "a file, or the name of a shipped scenario")
      ->type_name("");
  offer_text(command, "--trial", "K", "its number in an ensemble, from 0 [0]",
             [&trace](const std::string& typed) {
               trace.trial = parse_whole<std::uint32_t>("--trial", typed, 0, 0xfffffffeu);
             });
  offer_text(command, "--replicate", "R", "other chance under the same parameters [0]",
             [&trace](const std::string& typed) {
               trace.replicate = parse_whole<std::uint32_t>("--replicate", typed, 0, 0xffffffffu);
             });
  offer_text(command, "--seed", "S", "of the ensemble [1]", [&trace](const std::string& typed) {
    trace.seed = parse_whole<std::uint64_t>("--seed", typed, 0, ~std::uint64_t{0});
  });
  offer_text(command, "--horizon", "MONTHS", "12 to 240 [120]", [&trace](const std::string& typed) {
    trace.horizon_months = parse_whole<int>("--horizon", typed, 12, 240);
  });
  offer_settings(command, trace.settings);
  offer_text(command, "--format", "HOW", "text, csv or jsonl [text]",
             [&trace](const std::string& typed) { trace.format = parse_format(typed); });
}

struct CatalogueEntry {
  Catalogue what;
  const char* name;
  const char* help;
  const char* filter;
  bool markdown;
};
constexpr CatalogueEntry kCatalogues[] = {
    {Catalogue::kParameterTable, "parameters", "every number of the model, with unit and source",
     "NAME-OR-GROUP", true},
    {Catalogue::kLeverTable, "levers", "what somebody can decide", "NAME-OR-GROUP", true},
    {Catalogue::kActorTable, "actors", "who acts, with their attributes", "CODE-OR-KIND", false},
    {Catalogue::kScenarioTable, "scenarios", "the scenarios that come with the program", "NAME",
     false},
};

void offer_catalogue(CLI::App& app, const CatalogueEntry& entry, CatalogueCommand& catalogue) {
  CLI::App* command = app.add_subcommand(entry.name, entry.help);
  command->add_option(entry.filter, catalogue.filter, "only these")->type_name("");
  command->add_flag("--json", catalogue.json, "print it as data");
  if (entry.markdown) command->add_flag("--markdown", catalogue.markdown, "print the docs page");
}

std::vector<std::string> option_names(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::Option* option : app.get_options()) {
    for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
  }
  return names;
}

// CLI11 would say what was not expected, but not what is.
void refuse_leftovers(const CLI::App& app) {
  const std::vector<std::string> left = app.remaining();
  if (left.empty()) return;
  const std::string name = left.front().substr(0, left.front().find('='));
  if (name.starts_with('-')) {
    const std::vector<std::string> names = option_names(app);
    refuse(fmt::format("{}: unknown option {}{}\n  options of {}: {}", app.get_name(), name,
                       did_you_mean(name, names), app.get_name(), fmt::join(names, " ")));
  }
  refuse(fmt::format("{}: unexpected \"{}\"; see armistice {} --help", app.get_name(), left.front(),
                     app.get_name()));
}

void refuse_unknown_command(const CLI::App& app, std::string_view typed) {
  std::vector<std::string> names;
  for (const CLI::App* command : app.get_subcommands({})) names.push_back(command->get_name());
  if (std::find(names.begin(), names.end(), typed) != names.end()) return;
  if (!typed.starts_with('-')) {
    refuse(fmt::format("unknown command {}{}\n  commands: {}", typed, did_you_mean(typed, names),
                       fmt::join(names, " ")));
  }
  const std::vector<std::string> options = option_names(app);
  if (std::find(options.begin(), options.end(), typed) != options.end() || typed == "-h") return;
  refuse(fmt::format("unknown option {}{}\n  a command comes first: {}", typed,
                     did_you_mean(typed, options), fmt::join(names, " ")));
}

}  // namespace

Command parse_command_line(int argc, const char* const* argv) {
  RunCommand run;
  CompareCommand compare;
  ValidateCommand validate;
  SweepCommand sweep;
  AnalyseCommand analyse;
  MergeCommand merge;
  AttributeCommand attribute;
  SearchCommand search;
  InformationCommand information;
  PivotalCommand pivotal;
  CheckCommand check;
  TraceCommand trace;
  std::vector<CatalogueCommand> catalogues;
  catalogues.reserve(std::size(kCatalogues));  // CLI11 keeps references to its elements

  CLI::App app("How the war in Ukraine ends: an agent-based Monte Carlo model.", "armistice");
  app.set_version_flag("--version", fmt::format("armistice {}", kVersion));
  app.footer(std::string(kExamples));
  app.require_subcommand(0, 1);
  app.get_formatter()->label("SUBCOMMAND", "COMMAND");
  offer_run(app, run);
  offer_compare(app, compare);
  offer_sweep(app, sweep);
  offer_analyse(app, analyse);
  offer_merge(app, merge);
  offer_validate(app, validate);
  offer_attribute(app, attribute);
  offer_search(app, search);
  offer_information(app, information);
  offer_pivotal(app, pivotal);
  offer_check(app, check);
  offer_trace(app, trace);
  for (const CatalogueEntry& entry : kCatalogues) {
    catalogues.push_back({entry.what, {}, false, false});
    offer_catalogue(app, entry, catalogues.back());
  }
  for (CLI::App* command : app.get_subcommands({})) command->allow_extras();

  if (argc < 2) return ShowCommand{app.help()};
  refuse_unknown_command(app, argv[1]);
  try {
    app.parse(argc, argv);
  } catch (const CLI::CallForHelp&) {
    const auto chosen = app.get_subcommands();
    return ShowCommand{chosen.empty() ? app.help() : chosen.front()->help("armistice")};
  } catch (const CLI::CallForVersion& version) {
    return ShowCommand{std::string(version.what()) + "\n"};
  } catch (const CLI::ArgumentMismatch& error) {
    // CLI11 says "--trials: 1 required N missing", or how many there were.
    const std::string message = error.what();
    refuse(fmt::format("{}: expected one value", message.substr(0, message.find(':'))));
  } catch (const CLI::ParseError& error) {
    refuse(error.what());
  }

  const CLI::App* chosen = app.get_subcommands().front();
  refuse_leftovers(*chosen);
  if (chosen->get_name() == "run") {
    if (run.scenarios.empty()) refuse("run: expected a SCENARIO, such as status_quo");
    return run;
  }
  if (chosen->get_name() == "compare") {
    if (compare.scenarios.size() < 2) {
      refuse("compare: expected two SCENARIOs or more, such as status_quo peace_through_strength");
    }
    return compare;
  }
  if (chosen->get_name() == "sweep") {
    check_sweep(sweep);
    return sweep;
  }
  if (chosen->get_name() == "analyse") {
    check_analyse(analyse);
    return analyse;
  }
  if (chosen->get_name() == "merge") {
    check_merge(merge);
    return merge;
  }
  if (chosen->get_name() == "validate") return validate;
  if (chosen->get_name() == "attribute") {
    if (attribute.scenarios.size() != 1) {
      refuse("attribute: expected one SCENARIO, such as peace_through_strength");
    }
    attribute.scenarios.insert(attribute.scenarios.begin(), attribute.reference);
    return attribute;
  }
  if (chosen->get_name() == "search") {
    check_choice(search);
    return search;
  }
  if (chosen->get_name() == "information") {
    check_choice(information);
    return information;
  }
  if (chosen->get_name() == "pivotal") {
    if (pivotal.scenarios.size() != 1) {
      refuse("pivotal: expected one SCENARIO, such as status_quo");
    }
    return pivotal;
  }
  if (chosen->get_name() == "check") {
    if (check.scenario.empty()) refuse("check: expected a SCENARIO, such as status_quo");
    return check;
  }
  if (chosen->get_name() == "trace") {
    if (trace.scenario.empty()) refuse("trace: expected a SCENARIO, such as status_quo");
    return trace;
  }
  for (std::size_t i = 0; i < catalogues.size(); ++i) {
    if (chosen->get_name() == kCatalogues[i].name) return catalogues[i];
  }
  throw Error(Fault::kOurs, "armistice: no command was chosen");
}

}  // namespace armistice
