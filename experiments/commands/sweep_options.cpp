#include "experiments/commands/sweep_options.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <initializer_list>
#include <memory>
#include <optional>
#include <utility>

#include "experiments/commands/ensemble_options.hpp"
#include "experiments/commands/option_values.hpp"
#include "experiments/commands/stream_input.hpp"
#include "experiments/commands/table_options.hpp"
#include "experiments/comparison/compared_names.hpp"
#include "experiments/designs/layout.hpp"
#include "experiments/output/sweep_files.hpp"
#include "experiments/resumable/processes.hpp"
#include "experiments/sweep/factor_choice.hpp"
#include "experiments/sweep/table_choice.hpp"

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

/// An option without effect is a mistake: it says for which designs it is.
void check_options(const SweepOptions& sweep, DesignKind kind) {
  const auto only_for = [&](bool typed, const char* option, std::initializer_list<DesignKind> kinds,
                            const char* whose) {
    if (!typed || std::find(kinds.begin(), kinds.end(), kind) != kinds.end()) return;
    refuse(
        fmt::format("{} has no effect on --design {}; it is for {}", option, sweep.design, whose));
  };
  only_for(sweep.second_order, "--second-order", {DesignKind::kSaltelli}, "saltelli");
  only_for(sweep.levels.has_value(), "--levels", {DesignKind::kMorris, DesignKind::kFullFactorial},
           "morris and factorial");
  only_for(sweep.resolution.has_value(), "--resolution", {DesignKind::kFractionalFactorial},
           "fractional");
  only_for(!sweep.layout.empty(), "--layout", {DesignKind::kTable}, "a CSV file");
  only_for(
      sweep.samples != 0, "--samples",
      {DesignKind::kLatinHypercube, DesignKind::kSobol, DesignKind::kSaltelli, DesignKind::kMorris},
      "lhs, sobol, saltelli and morris; the factors decide the number of points of the others");
  if (kind == DesignKind::kTable && (!sweep.factors.empty() || !sweep.groups.empty())) {
    refuse(
        fmt::format("--design {}: the file defines the factors and the points; expected no "
                    "--factor and no --group",
                    sweep.design));
  }
}

/// Likewise what has none for the factors that there are.
void check_effects(const SweepOptions& sweep, const Design& design) {
  const bool continuum =
      std::any_of(design.factors.begin(), design.factors.end(),
                  [](const Factor& factor) { return quantile_of(factor).levels() == 0; });
  if (sweep.levels && !continuum) {
    refuse("--levels has no effect, because each factor has values of its own; it is for a range");
  }
  const bool moves_units =
      design.kind == DesignKind::kSaltelli || design.kind == DesignKind::kMorris;
  for (const FactorUnit& unit : design.units) {
    if (moves_units || unit.factors.size() == 1 || unit.correlation != 0) continue;
    refuse(
        fmt::format("--group {} has no effect on --design {} without a correlation, such as "
                    "{}=F,F:0.6; saltelli and morris move a group as one",
                    unit.name, sweep.design, unit.name));
  }
}

/// Whether it is a file or a stream, rather than a kind or an attempt at one.
bool is_table(const std::string& typed) {
  std::error_code error;
  return typed.ends_with(".csv") || typed.find('/') != std::string::npos || is_stream(typed) ||
         std::filesystem::is_regular_file(typed, error);
}

CsvSource source_of(const std::string& typed) {
  if (!is_stream(typed)) return {.file = typed};
  if (ranks() > 1) {
    refuse(fmt::format("--design {}: a stream reaches one rank only; save it as a file", typed));
  }
  return {.file = typed == "-" ? "standard input" : typed,
          .text = std::make_shared<const std::string>(read_stream(typed))};
}

std::optional<Layout> layout_of(const SweepOptions& sweep) {
  static constexpr std::array<std::pair<const char*, std::optional<Layout>>, 5> kLayouts{{
      {"auto", std::nullopt},
      {"independent", Layout::kIndependent},
      {"saltelli", Layout::kSaltelli},
      {"salib", Layout::kSalib},
      {"morris", Layout::kMorris},
  }};
  if (sweep.layout.empty()) return std::nullopt;
  return parse_word<std::optional<Layout>>("--layout", sweep.layout, kLayouts);
}

void choose_design(const SweepOptions& sweep, SweepPlan& plan) {
  Design& design = plan.design;
  const std::optional<Layout> layout = layout_of(sweep);
  const auto kind = std::find_if(kKinds.begin(), kKinds.end(),
                                 [&](const KindChoice& k) { return sweep.design == k.typed; });
  if (kind == kKinds.end()) {
    if (!is_table(sweep.design)) {
      std::vector<std::string> names;
      for (const KindChoice& k : kKinds) names.emplace_back(k.typed);
      refuse(fmt::format("--design \"{}\": expected {} or a CSV file{}", sweep.design,
                         fmt::join(names, ", "), did_you_mean(sweep.design, names)));
    }
    check_options(sweep, DesignKind::kTable);
    take_table(plan, source_of(sweep.design), layout);
    return;
  }
  check_options(sweep, kind->kind);
  design.kind = kind->kind;
  design.samples = sweep.samples != 0 ? sweep.samples : kind->samples;
  design.second_order = sweep.second_order;
  design.levels = sweep.levels.value_or(design.levels);
  design.resolution = sweep.resolution.value_or(design.resolution);
  for (const std::string& typed : sweep.factors) add_factor(plan, typed);
  if (sweep.factors.empty()) add_default_factors(plan);
  for (const std::string& typed : sweep.groups) join_factors(plan, typed);
  design = checked(std::move(design));
  check_effects(sweep, design);
}

/// As a column of results.csv, or as an objective elsewhere.
Compared outcome_named(const std::string& typed, const std::vector<Compared>& all,
                       const Cast& cast) {
  for (const Compared& what : all) {
    if (sweep_column(what) == typed || sweep_column(what, &cast) == typed) return what;
  }
  return objective_named(typed, all, &cast);
}

}  // namespace

void offer_sweep(CLI::App& command, SweepOptions& sweep) {
  command.add_option("SCENARIO", sweep.scenarios, "the scenario that the points vary")
      ->type_name("");
  offer_text(command, "--design", "KIND",
             "lhs, sobol, saltelli, morris, factorial, fractional, FILE.csv or - [saltelli]",
             [&sweep](const std::string& typed) { sweep.design = typed; });
  offer_text(command, "--layout", "KIND",
             "structure of a CSV file: auto, independent, saltelli, salib, morris [auto]",
             [&sweep](const std::string& typed) { sweep.layout = typed; });
  offer_text(command, "--samples", "N",
             "number of points, base samples (saltelli) or trajectories (morris)",
             [&sweep](const std::string& typed) {
               sweep.samples = parse_whole<std::int64_t>("--samples", typed, 1, kMostPoints);
             });
  offer_text(command, "--replicates", "M", "number of trials at each point [16]",
             [&sweep](const std::string& typed) {
               sweep.replicates = parse_whole<int>("--replicates", typed, 1, kMostReplicates);
             });
  offer_each(command, "--factor", "NAME[=VALUES]",
             "vary this over its distribution, LOW:HIGH or VALUE,VALUE; repeatable",
             [&sweep](const std::string& typed) { sweep.factors.push_back(typed); });
  offer_each(command, "--group", "NAME=F,F,...[:RHO]",
             "move these factors as one, or correlate them by RHO; repeatable",
             [&sweep](const std::string& typed) { sweep.groups.push_back(typed); });
  offer_each(command, "--outcome", "NAME",
             "column of results.csv, or all; repeatable [shares, territory, casualties, aid]",
             [&sweep](const std::string& typed) { sweep.outcomes.push_back(typed); });
  command.add_flag("--second-order", sweep.second_order,
                   "also measure pairs of factors (saltelli)");
  command.add_flag("--independent", sweep.independent, "draw new random numbers at each point");
  command.add_flag("--hold-others", sweep.hold_others,
                   "hold parameters outside the design at their central value");
  offer_text(command, "--levels", "P",
             "number of levels of a continuous factor (morris, factorial) [4]",
             [&sweep](const std::string& typed) {
               sweep.levels = parse_whole<int>("--levels", typed, 2, 1000);
             });
  offer_text(command, "--resolution", "R", "resolution of a fractional design: 3, 4 or 5 [4]",
             [&sweep](const std::string& typed) {
               sweep.resolution = parse_whole<int>("--resolution", typed, 3, 5);
             });
  offer_common(command, sweep);
  refuse_tables(command,
                "armistice analyse, --resume and merge read a sweep's tables back, as they are; "
                "armistice analyse takes it for its own tables");
  offer_resuming(command, sweep.resuming);
}

SweepPlan plan_of(const SweepOptions& sweep) {
  if (sweep.scenarios.size() != 1) {
    refuse("sweep: expected one SCENARIO, such as peace_through_strength");
  }
  if (!sweep.out) refuse("sweep: expected --out DIR, where it writes the points while it runs");
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
    if (typed == "all" && sweep.outcomes.size() > 1) {
      refuse("--outcome all has every other outcome already; expected it alone");
    }
    if (typed == "all") {
      plan.outcomes = all;
      break;
    }
    const Compared outcome = outcome_named(typed, all, plan.scenario.cast);
    if (std::find(plan.outcomes.begin(), plan.outcomes.end(), outcome) != plan.outcomes.end()) {
      refuse(fmt::format("--outcome {} is given twice; expected each outcome once", typed));
    }
    plan.outcomes.push_back(outcome);
  }
  if (plan.outcomes.empty()) plan.outcomes = default_sweep_outcomes(plan.scenario);
  check_plan(plan);
  return plan;
}

}  // namespace armistice
