// The border to what runs trials: the lanes of this machine's processor, or a device beside it. It
// takes many groups at once and may answer later.
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "experiments/engine/group_request.hpp"

namespace armistice {

/// Receives group `i` of those that were asked for. Its tables hold only during the call.
using Answer = std::function<void(std::size_t i, const TrialGroup& group)>;

/// Groups that were handed over.
class Ticket {
 public:
  virtual ~Ticket() = default;
  /// Waits for the groups and gives each to `answer`, in the order in which they were asked for.
  /// False if `stop`, which may be null, was raised before the last. Throws TrialFault, with the
  /// line that replays the trial, if a result can't be; and what `answer` throws.
  virtual bool redeem(const Answer& answer, const std::atomic<bool>* stop) = 0;
};

/// May be used from several threads at once.
class Processor {
 public:
  virtual ~Processor() = default;
  virtual std::unique_ptr<Ticket> take(std::vector<GroupRequest> groups) = 0;
  /// How many groups it wants at a time; pieces of work are put together up to that.
  virtual int groups_at_once() const { return 1; }
  /// The threads that keep it busy, if `asked` of them can compute: some may only wait.
  virtual int threads(int asked) const { return asked; }
  /// Which device it is; empty: the lanes of this processor.
  virtual std::string device() const { return ""; }
};

struct RunSettings;
/// The one that the settings name, which are checked ones, else the lanes of their kernel.
std::shared_ptr<Processor> processor_of(const RunSettings& settings);

/// The lanes of this processor, by `kernel`. Groups run on the thread that redeems their ticket.
std::unique_ptr<Processor> lane_processor(const Kernel& kernel);

}  // namespace armistice
