#include "experiments/commands/sweep_options.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "experiments/commands/ensemble_options.hpp"
#include "experiments/commands/option_values.hpp"
#include "experiments/commands/table_options.hpp"
#include "experiments/output/compared_names.hpp"
#include "experiments/output/sweep_files.hpp"
#include "experiments/sweep/factor_choice.hpp"

namespace armistice {
namespace {

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

void choose_design(const SweepOptions& sweep, SweepPlan& plan) {
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

void offer_sweep(CLI::App& command, SweepOptions& sweep) {
  command.add_option("SCENARIO", sweep.scenarios, "what the points vary")->type_name("");
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
  command.add_flag("--second-order", sweep.second_order, "saltelli: also pairs of factors");
  command.add_flag("--independent", sweep.independent, "each point has chance of its own");
  command.add_flag("--hold-others", sweep.hold_others,
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
  refuse_tables(command,
                "armistice analyse, --resume and merge read a sweep's tables back, as they are; "
                "armistice analyse takes it for its own tables");
  offer_campaign(command, sweep.campaign);
}

SweepPlan plan_of(const SweepOptions& sweep) {
  if (sweep.scenarios.size() != 1) {
    refuse("sweep: expected one SCENARIO, such as peace_through_strength");
  }
  if (!sweep.out) refuse("sweep: expected --out DIR: a sweep writes its points as they come");
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
