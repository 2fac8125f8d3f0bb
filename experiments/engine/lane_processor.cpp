#include <tbb/enumerable_thread_specific.h>

#include <algorithm>
#include <list>
#include <utility>

#include "experiments/engine/processor.hpp"
#include "experiments/engine/run_settings.hpp"

namespace armistice {
namespace {

/// The runners of a thread, the latest first. Each has memory of its own and remembers its draws.
class Runners {
 public:
  GroupRunner& of(const BatchContext& context, const Kernel& kernel, const GroupRequest& group) {
    const auto known = std::find_if(runners_.begin(), runners_.end(), [&](const Kept& kept) {
      return kept.context == context.number && kept.slot == group.slot &&
             kept.timeline == group.timeline && kept.donors == group.donors;
    });
    if (known != runners_.end()) {
      runners_.splice(runners_.begin(), runners_, known);
    } else {
      runners_.push_front({context.number, group.slot, group.timeline, group.donors,
                           GroupRunner(context, kernel, group.timeline, group.donors)});
      if (runners_.size() > kMost) runners_.pop_back();
    }
    return runners_.front().runner;
  }

 private:
  struct Kept {
    std::uint64_t context;
    std::uint32_t slot;
    bool timeline, donors;
    GroupRunner runner;
  };
  static constexpr std::size_t kMost = 48;  // a hundred KB each
  std::list<Kept> runners_;
};

class LaneProcessor : public Processor {
 public:
  explicit LaneProcessor(const Kernel& kernel) : kernel_(kernel) {}

  std::unique_ptr<Ticket> take(std::vector<GroupRequest> groups) override;

  /// Runs a group; it holds until the thread's next.
  TrialGroup run(const GroupRequest& group) {
    if (group.context != nullptr) {
      return run(runners_.local().of(*group.context, kernel_, group), group);
    }
    Passing& passing = passing_.local();
    passing.runner.reset();  // refers to the context
    passing.context = group.make_context();
    passing.runner =
        std::make_unique<GroupRunner>(*passing.context, kernel_, group.timeline, group.donors);
    return run(*passing.runner, group);
  }

 private:
  static TrialGroup run(GroupRunner& runner, const GroupRequest& group) {
    if (group.points.front() == nullptr) {
      return runner.run(group.trials.data(), group.count, group.intervention);
    }
    return runner.run_points(group.trials.data(), group.points.data(), group.count);
  }

  /// Made for one group.
  struct Passing {
    std::unique_ptr<const BatchContext> context;
    std::unique_ptr<GroupRunner> runner;
  };
  const Kernel& kernel_;
  tbb::enumerable_thread_specific<Runners> runners_;
  tbb::enumerable_thread_specific<Passing> passing_;
};

class LaneTicket : public Ticket {
 public:
  LaneTicket(LaneProcessor& processor, std::vector<GroupRequest> groups)
      : processor_(processor), groups_(std::move(groups)) {}

  bool redeem(const Answer& answer, const std::atomic<bool>* stop) override {
    for (std::size_t i = 0; i < groups_.size(); ++i) {
      if (stop != nullptr && stop->load()) return false;
      answer(i, processor_.run(groups_[i]));
    }
    return true;
  }

 private:
  LaneProcessor& processor_;
  std::vector<GroupRequest> groups_;
};

std::unique_ptr<Ticket> LaneProcessor::take(std::vector<GroupRequest> groups) {
  return std::make_unique<LaneTicket>(*this, std::move(groups));
}

}  // namespace

std::shared_ptr<Processor> processor_of(const RunSettings& settings) {
  return settings.processor ? settings.processor : lane_processor(*settings.kernel);
}

std::unique_ptr<Processor> lane_processor(const Kernel& kernel) {
  check_kernel(kernel);
  return std::make_unique<LaneProcessor>(kernel);
}

}  // namespace armistice
