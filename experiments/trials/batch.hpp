// The one place that calls a kernel of this processor: sets the tables of a batch up, runs it,
// checks what comes back.
#pragma once

#include <boost/align/aligned_allocator.hpp>
#include <cstdint>
#include <string>
#include <vector>

#include "agents/interface/kernel.hpp"
#include "experiments/error.hpp"
#include "experiments/input/scenario.hpp"
#include "experiments/trials/draw.hpp"
#include "experiments/trials/tally.hpp"

namespace armistice {

/// Whole cache lines, so that no batch of lanes crosses one.
inline constexpr std::size_t kCacheLine = 64;
using LaneTable = std::vector<float, boost::alignment::aligned_allocator<float, kCacheLine>>;

/// What all trials of a run share. It refers to itself, so it stays where it was made.
struct BatchContext {
  BatchContext(const Scenario& scenario, std::uint64_t seed, int horizon_months);
  ~BatchContext() = default;
  BatchContext(const BatchContext&) = delete;
  BatchContext& operator=(const BatchContext&) = delete;

  std::vector<CastChange> casts;  // by month; the first is that of the start
  CastTable cast;                 // at the start
  LeverSchedule schedule;
  ParameterDraw draw;
  BatchInput input;  // without what changes from batch to batch; `muted` may be set
  std::uint64_t seed;
  std::string scenario_file;  // for messages
  std::uint64_t number;       // of this context: no other of the process has it
};

/// A trial's address: its parameter set and its repetition under that set.
struct TrialAddress {
  std::uint32_t parameter_set, replicate;
};

/// A trial whose results can't be: a fault of ours.
class TrialFault : public Error {
 public:
  TrialFault(const TrialAddress& trial, const std::string& cause, const std::string& replay);
  const TrialAddress& trial() const { return trial_; }
  const std::string& cause() const { return cause_; }

 private:
  TrialAddress trial_;
  std::string cause_;
};

/// What a trial of a sweep sets in place of its scenario: parameters by row, and intensities of
/// levers, of which the drawn share is then carried out.
struct PointValues {
  struct Parameter {
    int row;
    float value;
  };
  struct Lever {
    int row;
    double intensity;
  };
  std::vector<Parameter> parameters;
  std::vector<Lever> levers;
};

/// Runs trials in groups, with memory of its own: one for each thread.
class GroupRunner {
 public:
  /// `donors`: what each gives and pays is recorded too.
  GroupRunner(const BatchContext& context, const Kernel& kernel, bool timeline, bool donors);

  /// Runs 1 .. kGroupTrials trials, with an actor held to a choice if wanted; the group holds until
  /// the next run. Throws TrialFault, with the line that replays the trial, if a result can't be.
  TrialGroup run(const TrialAddress* trials, int count, const Intervention& intervention = {});

  /// Likewise, trial i under `points[i]`. All points of a runner must set the same rows.
  TrialGroup run_points(const TrialAddress* trials, const PointValues* const* points, int count);

 private:
  TrialGroup run(const TrialAddress* trials, const PointValues* const* points, int count,
                 const Intervention& intervention);
  void run_batch(const TrialAddress* trials, const PointValues* const* points, int count,
                 int first_lane, const Intervention& intervention);
  void draw_lanes(const TrialAddress* trials, int count);
  void set_lane(const PointValues& point, int lane);

  const BatchContext* context_;
  const Kernel* kernel_;
  LaneTable parameters_, targets_;  // [row][lane of a batch]
  // Unused if a batch is a group.
  LaneTable batch_results_, batch_timeline_, batch_donors_, batch_costs_;
  LaneTable results_, timeline_, donors_, costs_;  // [row][lane of a group]
  std::vector<std::uint32_t> parameter_set_, replicate_;
  bool drawn_ = false;  // the lanes hold the draws of parameter_set_
};

/// Throws TrialFault, with the line that replays the trial, if a result of a group can't be.
void check_group(const BatchContext& context, const TrialGroup& group, const TrialAddress* trials,
                 const Intervention& intervention);

/// Throws Error(kOurs) if the kernel was compiled for other declarations.
void check_kernel(const Kernel& kernel);

}  // namespace armistice
