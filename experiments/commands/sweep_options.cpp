#include "experiments/commands/sweep_options.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "experiments/commands/ensemble_command.hpp"
#include "experiments/commands/option_values.hpp"
#include "experiments/output/compared_names.hpp"
#include "experiments/output/sweep_files.hpp"
#include "experiments/sweep/factor_choice.hpp"

namespace armistice {
namespace {

constexpr std::string_view kExamples = R"(Examples:
  armistice sweep status_quo --samples 256 --out results/sweep
  armistice sweep peace_through_strength --design morris --samples 20 --out results/screening
  armistice sweep status_quo --design lhs --samples 5000 --factor parameters.front
      --factor levers.us_backup=0:1 --factor rule=quantal,rational --out results/lhs
  armistice sweep status_quo --design mine.csv --replicates 64 --out results/mine
  armistice sweep status_quo --shard 3/8 --resume --time-limit 55m --out results/part_3
Then: armistice analyse results/sweep

Points share their chance: replicate r has the same parameters, where the design does not set them,
and the same luck at every point (--independent: its own). The same seed gives the same files, byte
for byte, whatever the threads, ranks, shards and interruptions.)";

/// As typed, what it is, and how many samples it takes by default.
struct KindChoice {
  const char* typed;
  DesignKind kind;
  std::int64_t samples;
};
constexpr std::array<KindChoice, 6> kKinds{{
    {"lhs", DesignKind::kLatinHypercube, 1000},
    {"sobol", DesignKind::kSobol, 1024},
    {"saltelli", DesignKind::kSaltelli, 256},
    {"morris", DesignKind::kMorris, 20},
    {"factorial", DesignKind::kFullFactorial, 1},
    {"fractional", DesignKind::kFractionalFactorial, 1},
}};

void choose_design(const SweepCommand& sweep, SweepPlan& plan) {
  Design& design = plan.design;
  const auto kind = std::find_if(kKinds.begin(), kKinds.end(),
                                 [&](const KindChoice& k) { return sweep.design == k.typed; });
  if (kind == kKinds.end()) {
    if (!sweep.design.ends_with(".csv")) {
      std::vector<std::string> names;
      for (const KindChoice& k : kKinds) names.emplace_back(k.typed);
      refuse(fmt::format("--design \"{}\": expected {} or a CSV file{}", sweep.design,
                         fmt::join(names, ", "), did_you_mean(sweep.design, names)));
    }
    if (!sweep.factors.empty() || !sweep.groups.empty() || sweep.samples != 0) {
      refuse(
          "--design FILE.csv: the file has the factors and the points; --factor, --group and "
          "--samples have no place");
    }
    take_table(plan, sweep.design);
    return;
  }
  design.kind = kind->kind;
  design.samples = sweep.samples != 0 ? sweep.samples : kind->samples;
  design.second_order = sweep.second_order;
  design.levels = sweep.levels;
  design.resolution = sweep.resolution;
  if (sweep.second_order && kind->kind != DesignKind::kSaltelli) {
    refuse(
        fmt::format("--second-order: a {} design has no second-order rows; --design saltelli has",
                    sweep.design));
  }
  for (const std::string& typed : sweep.factors) add_factor(plan, typed);
  if (sweep.factors.empty()) add_default_factors(plan);
  for (const std::string& typed : sweep.groups) join_factors(plan, typed);
  design = checked(std::move(design));
}

/// As a column of results.csv, or as an objective elsewhere.
Compared outcome_named(const std::string& typed, const std::vector<Compared>& all) {
  for (const Compared& what : all) {
    if (sweep_column(what) == typed) return what;
  }
  return objective_named(typed, all);
}

}  // namespace

void offer_sweep(CLI::App& app, SweepCommand& sweep) {
  CLI::App* command =
      app.add_subcommand("sweep", "run a design of points over uncertain parameters and choices");
  command->add_option("SCENARIO", sweep.scenarios, "what the points vary")->type_name("");
  offer_text(command, "--design", "KIND",
             "lhs, sobol, saltelli, morris, factorial, fractional or FILE.csv [saltelli]",
             [&sweep](const std::string& typed) { sweep.design = typed; });
  offer_text(command, "--samples", "N",
             "points; of saltelli base samples, of morris trajectories [lhs 1000, sobol 1024, "
             "saltelli 256, morris 20]",
             [&sweep](const std::string& typed) {
               sweep.samples = parse_whole<std::int64_t>("--samples", typed, 1, kMostPoints);
             });
  offer_text(command, "--replicates", "M", "trials a point [16]",
             [&sweep](const std::string& typed) {
               sweep.replicates = parse_whole<int>("--replicates", typed, 1, kMostReplicates);
             });
  offer_each(
      command, "--factor", "NAME[=VALUES]",
      "vary this: a parameter, lever, rule or switch, or a group of parameters; over its own "
      "distribution, LOW:HIGH, or VALUE,VALUE,...; repeatable [all that the scenario draws]",
      [&sweep](const std::string& typed) { sweep.factors.push_back(typed); });
  offer_each(command, "--group", "NAME=F,F,...[:RHO]",
             "factors that move as one, with a correlation if given; repeatable",
             [&sweep](const std::string& typed) { sweep.groups.push_back(typed); });
  offer_each(command, "--outcome", "NAME",
             "what results.csv has: a row of outcomes.csv, a number of trials.csv, or all; "
             "repeatable [all shares, territory, casualties, aid]",
             [&sweep](const std::string& typed) { sweep.outcomes.push_back(typed); });
  command->add_flag("--second-order", sweep.second_order, "saltelli: also pairs of factors");
  command->add_flag("--independent", sweep.independent, "each point has chance of its own");
  command->add_flag("--hold-others", sweep.hold_others,
                    "what is not in the design is at its central value instead of drawn");
  offer_text(command, "--levels", "P", "of morris and of continuous factors of a factorial [4]",
             [&sweep](const std::string& typed) {
               sweep.levels = parse_whole<int>("--levels", typed, 2, 1000);
             });
  offer_text(command, "--resolution", "R", "of a fractional design: 3, 4 or 5 [4]",
             [&sweep](const std::string& typed) {
               sweep.resolution = parse_whole<int>("--resolution", typed, 3, 5);
             });
  offer_common(command, sweep);
  offer_campaign(command, sweep.campaign);
  command->footer(std::string(kExamples));
}

void offer_analyse(CLI::App& app, AnalyseCommand& analyse) {
  CLI::App* command =
      app.add_subcommand("analyse", "say which factors of a sweep matter, and when a plan fails");
  command
      ->add_option_function<std::string>(
          "DIR", [&analyse](const std::string& typed) { analyse.folder = typed; },
          "the folder of a finished sweep")
      ->type_name("");
  offer_each(command, "--outcome", "NAME",
             "a column of its results.csv, or all; repeatable [durable_acceptable_peace and the "
             "three headline outcomes]",
             [&analyse](const std::string& typed) { analyse.outcomes.push_back(typed); });
  offer_text(command, "--bootstrap", "B", "resamples behind the intervals [1000]",
             [&analyse](const std::string& typed) {
               analyse.bootstrap = parse_whole<int>("--bootstrap", typed, 100, 100'000);
             });
  offer_text(command, "--step", "K",
             "take the first box at this step of peeling.csv instead of the proposed one",
             [&analyse](const std::string& typed) {
               analyse.step = parse_whole<std::size_t>("--step", typed, 0, 100'000);
             });
  offer_text(command, "--seed", "S", "of resampling [1]", [&analyse](const std::string& typed) {
    analyse.seed = parse_whole<std::uint64_t>("--seed", typed, 0, ~std::uint64_t{0});
  });
  offer_text(command, "--threads", "T", "[all of the machine's]",
             [&analyse](const std::string& typed) {
               analyse.threads = parse_whole<int>("--threads", typed, 1, 4096);
             });
  offer_text(command, "--out", "DIR", "write the tables here",
             [&analyse](const std::string& typed) { analyse.out = typed; });
  command->add_flag("--force", analyse.force, "overwrite a result in --out");
  command->add_flag("--json", analyse.json, "print it as data");
  command->add_flag("--quiet", analyse.quiet, "as elsewhere; an analysis shows no progress");
  command->footer(
      "Examples:\n  armistice analyse results/sweep\n"
      "  armistice analyse results/sweep --outcome continued_war --out results/sweep/analysis");
}

void offer_merge(CLI::App& app, MergeCommand& merge) {
  CLI::App* command = app.add_subcommand("merge", "put the shards of a run or a sweep together");
  command
      ->add_option_function<std::vector<std::string>>(
          "DIR",
          [&merge](const std::vector<std::string>& all) {
            merge.parts.assign(all.begin(), all.end());
          },
          "the folders of all shards, in any order")
      ->type_name("");
  offer_text(command, "--out", "DIR", "the whole result",
             [&merge](const std::string& typed) { merge.out = typed; });
  command->add_flag("--force", merge.force, "overwrite a result in --out");
  command->add_flag("--json", merge.json, "print the summary as data");
  command->add_flag("--quiet", merge.quiet, "as elsewhere; a merge shows no progress");
  command->footer(
      "Example:\n  armistice merge results/part_1 results/part_2 --out results/whole\n\n"
      "Shards come from run or sweep with --shard I/N. The files are those of one run, byte for "
      "byte.");
}

void check_sweep(const SweepCommand& sweep) {
  if (sweep.scenarios.size() != 1) {
    refuse("sweep: expected one SCENARIO, such as peace_through_strength");
  }
  if (!sweep.out) refuse("sweep: expected --out DIR: a sweep writes its points as they come");
}

void check_analyse(const AnalyseCommand& analyse) {
  if (analyse.folder.empty()) refuse("analyse: expected the folder of a finished sweep");
}

void check_merge(const MergeCommand& merge) {
  if (merge.parts.empty()) refuse("merge: expected the folders of all shards");
  if (merge.out.empty()) refuse("merge: expected --out DIR, for the whole result");
}

SweepPlan plan_of(const SweepCommand& sweep) {
  SweepPlan plan;
  plan.scenario = read_scenarios(sweep).front();
  plan.settings = sweep.settings;
  plan.replicates = sweep.replicates;
  plan.independent = sweep.independent;
  plan.hold_others = sweep.hold_others;
  plan.design.seed = sweep.seed;
  choose_design(sweep, plan);
  const std::vector<Compared> all = compared_quantities({&plan.scenario, 1});
  for (const std::string& typed : sweep.outcomes) {
    if (typed == "all") {
      plan.outcomes = all;
      break;
    }
    plan.outcomes.push_back(outcome_named(typed, all));
  }
  if (plan.outcomes.empty()) plan.outcomes = default_sweep_outcomes();
  check_plan(plan);
  return plan;
}

}  // namespace armistice
