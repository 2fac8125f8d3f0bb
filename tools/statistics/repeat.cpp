// Repeats small ensembles, and counts how often each interval that they print holds the truth,
// which one large ensemble of another seed gives: repeat STUDY TRIALS REPETITIONS TRUTH_TRIALS
//
// Each repetition is what the command does with the seed of its number, in one process, and its
// intervals are taken from the tables of the report. Two things are left out for the sake of time,
// and neither moves an interval: files, and (but for `information`) the sample of parameter sets.
// `repeat STUDY TRIALS --seed S` shows the intervals of one; tools/statistics/coverage holds them
// against the files of the program itself.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <exception>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "agents/interface/declarations.hpp"
#include "experiments/comparison/compared_names.hpp"
#include "experiments/comparison/difference.hpp"
#include "experiments/findings/attribution.hpp"
#include "experiments/findings/comparison.hpp"
#include "experiments/findings/information.hpp"
#include "experiments/findings/pivotal.hpp"
#include "experiments/findings/run.hpp"
#include "experiments/findings/search.hpp"
#include "experiments/input/scenario_files.hpp"
#include "experiments/trials/draw.hpp"

namespace {

using namespace armistice;

constexpr std::uint64_t kSeedOfTruth = 1'000'000'007;
constexpr std::int64_t kMostSets = 5000;  // of the truth: each is run 32 times

Scenario scenario_called(const char* name, const std::vector<Setting>& settings = {}) {
  return read_scenario(find_scenario(name), settings);
}

/// What is asked of one repetition. The truth is told by all trials, whatever the precision.
struct Asked {
  std::uint64_t seed;
  std::int64_t trials;
  bool to_a_precision = true;
};

RunSettings settings_of(const Asked& asked, int months, double precision = 0) {
  return {.trials = asked.trials,
          .seed = asked.seed,
          .threads = 1,
          .horizon_months = months,
          .nested_sets = 0,
          .precision = asked.to_a_precision ? precision : 0};
}

using Repetition = std::function<Report(const Asked&)>;

Repetition run_study(const char* name, int months, double precision = 0) {
  return [scenario = scenario_called(name), months, precision](const Asked& asked) {
    const RunSettings settings = settings_of(asked, months, precision);
    return report_of(scenario, run_ensemble(scenario, settings), Record::kSummary);
  };
}

Repetition compare_study(int months, double precision = 0) {
  const std::vector<Scenario> scenarios{scenario_called("status_quo"),
                                        scenario_called("peace_through_strength")};
  return [scenarios, months, precision](const Asked& asked) {
    RunSettings settings = settings_of(asked, months, precision);
    settings.by = {add_months(scenarios[0].start, months / 2)};
    const auto widest = [](const PairedEnsemble& ensemble) {
      return widest_interval(ensemble, Share::kDurableAcceptablePeace);
    };
    return report_of(Comparison{scenarios, run_paired(scenarios, settings, {}, widest)});
  };
}

/// What the full Plan adds in two of its groups, the military and the economic one.
std::vector<Setting> of_two_groups() {
  return {{"levers.integrated_air_defence", "1"},
          {"levers.european_aid", "1"},
          {"levers.secondary_sanctions", "0.8"},
          {"levers.oil_and_gas_squeeze", "1"},
          {"levers.sanctions_relief", "1"}};
}

Repetition attribute_study(const char* objective, int months, int permutations,
                           double precision = 0) {
  const std::vector<Scenario> two{scenario_called("status_quo"),
                                  scenario_called("status_quo", of_two_groups())};
  const Compared what = objective_named(objective, compared_quantities(two), common_cast(two));
  return [two, what, months, permutations, precision](const Asked& asked) {
    const RunSettings settings = settings_of(asked, months, precision);
    const Question question{two[0], two[1],       players_of(two[0], two[1], PlayersBy::kGroup),
                            what,   permutations, true};
    return report_of(question, run_attribution(question, settings));
  };
}

/// One of each kind of actor: all of them would take a hundred times as long.
Repetition pivotal_study(int months) {
  const Scenario scenario = scenario_called("status_quo");
  Interventions some = interventions_of(scenario.cast, scenario.structure.switches);
  std::vector<PivotalActor> actors;
  for (PivotalActor& one : some.actors) {
    if (actors.size() < 4 || one.interventions.size() < 3) actors.push_back(std::move(one));
  }
  actors.resize(std::min<std::size_t>(actors.size(), 6));
  some.actors = std::move(actors);
  return [scenario, some, months](const Asked& asked) {
    const PivotalQuestion question{scenario, some};
    return report_of(question, run_pivotal(question, settings_of(asked, months)));
  };
}

Repetition search_study(const char* objective, int months) {
  const Scenario reference = scenario_called("status_quo");
  const Scenario scenario = scenario_called("status_quo", of_two_groups());
  const std::vector<Scenario> one{scenario};
  const Objective by{objective_named(objective, compared_quantities(one), &scenario.cast), 1};
  return [=](const Asked& asked) {
    return report_of(run_search(package_space(scenario, reference, PackageBy::kGroup, {0, 1}, {}),
                                {by, {}, 4}, settings_of(asked, months)));
  };
}

/// A choice that is close, and some parameters that matter to it: all 138 would take too long.
Repetition information_study(const char* objective, int months) {
  std::vector<Scenario> two{scenario_called("status_quo"),
                            scenario_called("status_quo", {{"levers.relations_first", "0.6"}})};
  two[1].name = "relations_first";
  const std::vector<std::string> drawn{"putin.audience_cost", "putin.territory_weight",
                                       "zelensky.trust_base", "putin.cannot_stop"};
  for (Scenario& s : two) {
    for (std::size_t i = 0; i < s.parameters.size(); ++i) {
      const ParameterDeclaration& p = parameter_declarations()[i];
      const std::string name = fmt::format("{}.{}", p.group, p.name);
      if (std::find(drawn.begin(), drawn.end(), name) != drawn.end()) continue;
      s.parameters[i] = fixed_value(mean_of(s.parameters[i]));
    }
    s.digest = digest_of(s);
  }
  const Objective by{objective_named(objective, compared_quantities(two), common_cast(two)), 1};
  return [two, by, months](const Asked& asked) {
    RunSettings settings = settings_of(asked, months);
    settings.nested_sets = static_cast<int>(std::min(asked.trials, kMostSets));
    return report_of(two, run_information(two, {by}, settings));
  };
}

const std::map<std::string, std::function<Repetition()>> kStudies = {
    {"run", [] { return run_study("status_quo", 24); }},
    {"run_60", [] { return run_study("peace_through_strength", 60); }},
    {"run_precision", [] { return run_study("status_quo", 12, .012); }},
    {"compare", [] { return compare_study(24); }},
    {"compare_precision", [] { return compare_study(12, .012); }},
    {"attribute", [] { return attribute_study("negotiated_peace", 24, 0); }},
    {"attribute_mean", [] { return attribute_study("months_of_war", 24, 0); }},
    {"attribute_orders", [] { return attribute_study("negotiated_peace", 24, 2); }},
    {"attribute_precision", [] { return attribute_study("negotiated_peace", 12, 0, .03); }},
    {"pivotal", [] { return pivotal_study(24); }},
    {"search", [] { return search_study("negotiated_peace", 24); }},
    {"search_mean", [] { return search_study("months_of_war", 24); }},
    {"information", [] { return information_study("negotiated_peace", 24); }},
};

/// An interval of a report, and the estimate that it belongs to.
struct Found {
  double value, low, high;
};

double number_of(const Cell& cell) {
  if (const auto* x = std::get_if<double>(&cell)) return *x;
  if (const auto* x = std::get_if<Number>(&cell)) return x->value;
  return std::nan("");
}

/// What makes a row the same row in another ensemble: no figure that comes out.
bool names_a_row(const std::string& column) {
  static const std::vector<std::string> kNames{
      "outcome", "leader",    "ballot",   "detail", "month",  "date",  "group",
      "months",  "scenario",  "quantity", "term",   "player", "other", "criterion",
      "levels",  "parameter", "actor",    "choice", "end",    "name"};
  return column.starts_with("level_") ||
         std::find(kNames.begin(), kNames.end(), column) != kNames.end();
}

std::string text_of(const Cell& cell) {
  if (const auto* text = std::get_if<std::string>(&cell)) return *text;
  if (const auto* n = std::get_if<Whole>(&cell)) return fmt::format("{}", n->value);
  if (const auto* n = std::get_if<std::int64_t>(&cell)) return fmt::format("{}", *n);
  const double x = number_of(cell);
  return std::isnan(x) ? "" : fmt::format("{:g}", x);
}

/// By file, column and row.
using Intervals = std::map<std::string, Found>;

/// An interval stands after what it is of.
void add_intervals(const std::string& place, const Row& row, const std::vector<std::string>& names,
                   Intervals& all) {
  for (std::size_t i = 1; i < row.size(); ++i) {
    const auto* ends = std::get_if<Ends>(&row[i]);
    if (ends == nullptr) continue;
    const double value = number_of(row[i - 1]);
    if (std::isnan(value)) continue;  // nothing was estimated, as of peaces where none began
    all[fmt::format(fmt::runtime(place), names[i])] = {value, ends->low, ends->high};
  }
}

void add_intervals(const Table& table, Intervals& all) {
  std::vector<std::string> columns;
  for (const Column& column : table.columns) columns.push_back(column.name);
  for (const Row& row : table.rows) {
    std::string name;
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (names_a_row(columns[i])) name += " " + text_of(row[i]);
    }
    add_intervals(table.name + ",{},\"" + name.substr(1) + "\"", row, columns, all);
  }
}

/// Adds the intervals of options, which are printed alone.
void add_options(const Report& report, Intervals& all) {
  for (const Block& block : report.blocks) {
    const auto* printed = std::get_if<PrintedTable>(&block);
    if (printed == nullptr || printed->table.columns[1].head.front() != "value") continue;
    const std::vector<std::string> columns(printed->table.columns.size(), "value");
    for (const Row& row : printed->table.rows) {
      add_intervals("printed,{},\"" + text_of(row[0]) + "\"", row, columns, all);
    }
  }
}

Intervals intervals_of(const Report& report) {
  Intervals all;
  for (const Table& table : report.tables) add_intervals(table, all);
  if (report.tables.front().name == "information") add_options(report, all);
  return all;
}

/// How the intervals of one row did.
struct Count {
  int seen = 0, told = 0, below = 0, above = 0;
  double width = 0;
};

void count(const Found& found, double truth, Count& sums) {
  ++sums.seen;
  if (std::isnan(found.low) || std::isnan(found.high)) return;
  ++sums.told;
  sums.width += found.high - found.low;
  sums.below += truth < found.low;
  sums.above += truth > found.high;
}

void show(const Intervals& found) {
  fmt::print("file,column,row,value,low,high\n");
  for (const auto& [row, f] : found) fmt::print("{},{},{},{}\n", row, f.value, f.low, f.high);
}

void repeat(const Repetition& repetition, std::int64_t trials, int repetitions,
            std::int64_t trials_of_truth) {
  const Intervals truth = intervals_of(repetition({kSeedOfTruth, trials_of_truth, false}));
  std::map<std::string, Count> counts;
  for (int i = 0; i < repetitions; ++i) {
    const auto seed = static_cast<std::uint64_t>(i + 1);
    for (const auto& [row, found] : intervals_of(repetition({seed, trials}))) {
      const auto true_one = truth.find(row);
      if (true_one != truth.end()) count(found, true_one->second.value, counts[row]);
    }
  }
  fmt::print("file,column,row,truth,truth_low,truth_high,seen,told,below,above,width\n");
  for (const auto& [row, c] : counts) {
    const Found& t = truth.at(row);
    fmt::print("{},{},{},{},{},{},{},{},{}\n", row, t.value, t.low, t.high, c.seen, c.told, c.below,
               c.above, c.width / std::max(c.told, 1));
  }
}

int usage() {
  fmt::print(stderr,
             "usage: repeat STUDY TRIALS REPETITIONS TRUTH_TRIALS\n"
             "       repeat STUDY TRIALS --seed S\nSTUDY is one of\n");
  for (const auto& [name, study] : kStudies) fmt::print(stderr, "  {}\n", name);
  return 2;
}

}  // namespace

int main(int count, char** words) {
  if (count != 5) return usage();
  const auto study = kStudies.find(words[1]);
  if (study == kStudies.end()) return usage();
  try {
    const Repetition repetition = study->second();
    const std::int64_t trials = std::atoll(words[2]);
    if (std::string_view(words[3]) == "--seed") {
      show(intervals_of(repetition({std::strtoull(words[4], nullptr, 10), trials})));
    } else {
      repeat(repetition, trials, std::atoi(words[3]), std::atoll(words[4]));
    }
  } catch (const std::exception& error) {
    fmt::print(stderr, "repeat: {}\n", error.what());
    return 1;
  }
  return 0;
}
