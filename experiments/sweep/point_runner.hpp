// Runs the points of a sweep, sixteen trials at a time: what a point sets is written over the
// lanes' parameters, so that points share all that they have in common.
#pragma once

#include <cstdint>
#include <list>
#include <memory>
#include <string>
#include <vector>

#include "experiments/ensemble/batch.hpp"
#include "experiments/sweep/sweep_plan.hpp"

namespace armistice {

/// A point that could not be run.
struct FailedPoint {
  std::int64_t point;
  std::string cause;
  std::string replay;  // the line that shows it
};

/// Some points and what became of them.
struct SweepBlock {
  std::int64_t first_point = 0;
  int points = 0;
  std::vector<double> values;  // [point][factor]
  std::vector<double> means;   // [point][outcome], over all replicates; not a number if it failed
  std::vector<double> halves;  // [point][outcome], over the first half; empty for one replicate
  std::vector<double> variances;  // [point][outcome], unbiased, of one replicate; likewise
  std::vector<FailedPoint> failures;
};

/// With memory of its own: one for each thread. What it makes of a block depends on nothing else.
class PointRunner {
 public:
  /// Both must outlive it; `settings` are checked ones.
  PointRunner(const SweepPlan& plan, const RunSettings& settings);
  ~PointRunner();

  SweepBlock run(std::int64_t first_point, int points);

 private:
  struct Context;

  std::vector<double> structure_of(const double* values) const;
  Context& context_of(const std::vector<double>& structure, const double* values);
  PointValues values_of(const double* values) const;
  void run_alike(Context& context, const std::vector<int>& points, SweepBlock& block);
  void run_each_alone(const std::vector<double>& structure, const std::vector<int>& points,
                      SweepBlock& block);
  void count(const TrialGroup& group, int lane, int point, int replicate, SweepBlock& block) const;
  std::string replay_of(const SweepBlock& block, int point, std::uint32_t trial) const;

  const SweepPlan& plan_;
  const RunSettings& settings_;
  std::unique_ptr<DesignPoints> points_;
  Scenario base_;                // factors at their central values, others held if asked for
  std::list<Context> contexts_;  // the latest first
};

}  // namespace armistice
