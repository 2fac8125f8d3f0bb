// Runs the points of a sweep, sixteen trials at a time: what a point sets is written over the
// lanes' parameters, so that points share all that they have in common.
#pragma once

#include <cstdint>
#include <list>
#include <memory>
#include <string>
#include <vector>

#include "experiments/engine/processor.hpp"
#include "experiments/sweep/sweep_plan.hpp"

namespace armistice {

/// A point that could not be run.
struct FailedPoint {
  std::int64_t point;
  std::string cause;
  std::string replay;  // the line that shows it
};

/// Some points and what became of them. Shares are the outcomes that are one, means the others,
/// both in the order of the plan's outcomes; groups are those of replicate_groups.hpp.
struct SweepBlock {
  std::int64_t first_point = 0;
  int points = 0;
  std::vector<double> values;  // [point][factor]
  std::vector<double> means;   // [point][outcome], over all replicates; not a number if it failed
  // What is known of single replicates; empty if there is one.
  std::vector<std::uint8_t> hits;  // [point][share][replicate / 4], the highest of 4 bits first
  std::vector<double> groups;      // [point][mean][group], means of groups of replicates
  std::vector<double> variances;   // [point][mean], unbiased, of one replicate
  std::vector<FailedPoint> failures;
};

/// With memory of its own: one for each thread. What it makes of a block depends on nothing else.
class PointRunner {
 public:
  /// Both must outlive it; `settings` are checked ones.
  PointRunner(const SweepPlan& plan, const RunSettings& settings);
  ~PointRunner();

  SweepBlock run(std::int64_t first_point, int points);  // numbers count from 0

 private:
  struct Structure;  // points that share a scenario, apart from values set trial by trial

  std::vector<double> structure_of(const double* values) const;
  const BatchContext& context_of(const std::vector<double>& structure, const double* values);
  PointValues values_of(const double* values) const;
  void run_alike(const BatchContext& context, const std::vector<int>& points, SweepBlock& block);
  void run_each_alone(const std::vector<double>& structure, const std::vector<int>& points,
                      SweepBlock& block);
  void count(const TrialGroup& group, int lane, int point, int replicate, SweepBlock& block) const;
  void fill(SweepBlock& block, int point, double x) const;
  void divide_sums(SweepBlock& block) const;
  std::string replay_of(const SweepBlock& block, int point, std::uint32_t trial) const;

  const SweepPlan& plan_;
  const RunSettings& settings_;
  std::size_t shares_ = 0, means_ = 0;  // of plan.outcomes
  std::size_t digits_, groups_;         // of a point's replicates: fours, and groups
  std::vector<double> group_sizes_;     // by group
  std::unique_ptr<DesignPoints> points_;
  Scenario base_;  // factors at their central values, others held if asked for
  std::unique_ptr<Processor> processor_;
  std::list<Structure> contexts_;  // the latest first
};

}  // namespace armistice
