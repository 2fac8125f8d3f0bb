// What a sweep runs: a design over factors of a scenario, and what it looks at.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "experiments/comparison/difference.hpp"
#include "experiments/designs/design.hpp"
#include "experiments/designs/points.hpp"
#include "experiments/designs/table.hpp"
#include "experiments/engine/ensemble.hpp"
#include "experiments/input/scenario.hpp"

namespace armistice {

/// Where the value of a factor goes.
enum class FactorTarget {
  kParameter,   // a row of the parameters' table, trial by trial
  kLever,       // likewise of the levers' intensities
  kStartMonth,  // of a lever: part of a scenario, as is what follows
  kRampMonths,
  kSwitch,
  kSetting,  // whatever else `--set` takes: the scenario is read anew
};

struct SweptFactor {
  FactorTarget target;
  int row;  // of the parameter, lever or switch; -1 for a setting
};

struct SweepPlan {
  Scenario scenario;              // with the settings of the command line
  std::vector<Setting> settings;  // those
  Design design;
  std::vector<SweptFactor> targets;          // in the order of design.factors
  std::shared_ptr<const DesignTable> table;  // of a design of the user's own, else null
  std::filesystem::path table_file;          // likewise
  int replicates = 16;
  bool independent = false;  // chance of its own at each point; else common to all
  bool hold_others = false;  // what is not in the design is at its central value; else drawn
  std::vector<Compared> outcomes;
};

inline constexpr int kMostReplicates = 4096;

/// How many of `points` are worth a piece of work: at most as many trials as a block of an ensemble
/// has, and of few points so few that there are pieces for all threads. No result depends on it.
std::int64_t block_points(const SweepPlan& plan, std::int64_t points);
std::int64_t points_of(const SweepPlan& plan);

/// What is looked at unless the user says otherwise: all shares, and what the war costs whom.
std::vector<Compared> default_sweep_outcomes(const Scenario& scenario);

/// Throws Error(kInput) for what can't be run, with what would do.
void check_plan(const SweepPlan& plan);

/// Values of some points, [point][factor]; of a words factor the level's number.
std::vector<double> point_values(const SweepPlan& plan, const DesignPoints* points,
                                 std::int64_t first, int count);

/// The value of a factor as `--set` takes it.
std::string value_text(const Factor& factor, double value);

}  // namespace armistice
