// Long work in stages, one after the other, each of pieces in their order. What has come of a stage
// can be kept somewhere, and a later run of the same work goes on from it. Stages that were whole
// are read back; the one that was under way goes on with its next piece. So all that is decided
// between stages is decided again on the same numbers, and the bytes are those of one run.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace armistice {

/// What has come of a stage, once its pieces before `next` are in.
struct KeptStage {
  std::int64_t next = 0;
  std::string sums;
};

/// Thrown by work that was stopped before its end.
struct Stopped {};

/// Where what comes of stages is kept. It is told of all stages of the work in their order.
class StageKeeper {
 public:
  using Save = std::function<std::string()>;

  virtual ~StageKeeper() = default;
  /// Begins the next stage. What an earlier run kept of it, if it did.
  virtual std::optional<KeptStage> begin() = 0;
  /// The pieces before `next` are done now; of a `whole` stage all. Calls `save` if it is time to
  /// write down what came of them, and of a whole stage.
  virtual void keep(std::int64_t next, bool whole, const Save& save) = 0;
  /// The stage under way is left before its end. Writes down what there is; `save` is empty if
  /// nothing came of this stage.
  virtual void leave(std::int64_t next, const Save& save) = 0;
  /// What ends the stage that begins now. Not raised before a first piece is kept, however soon
  /// work is stopped: otherwise repeated attempts would never finish.
  virtual const std::atomic<bool>* stop() const = 0;
  /// Throws Error(kInput): what was kept can't be what came of this stage.
  [[noreturn]] virtual void refuse() const = 0;
};

/// What the pieces of a stage change: as bytes, and from them. `next` as in KeptStage. `restore` is
/// false if these are not such bytes.
struct StageSums {
  std::function<std::string(std::int64_t next)> save;
  std::function<bool(std::string_view bytes, std::int64_t next)> restore;
};

/// A stage that runs pieces `first` to before `end`. Without a keeper nothing is kept. One without
/// pieces is none.
class Stage {
 public:
  /// Brings the sums to where an earlier run left them.
  Stage(StageKeeper* keeper, const std::atomic<bool>* stop, std::int64_t first, std::int64_t end,
        StageSums sums);

  std::int64_t next() const { return next_; }  // the first piece that is left to do
  const std::atomic<bool>* stop() const { return stop_; }

  /// Called after each piece, once the sums have it, one at a time and in order.
  void keep(std::int64_t piece);
  /// After the last that was kept; whether that was the last of all.
  bool leave();

 private:
  StageKeeper::Save save() const;

  StageKeeper* keeper_;
  const std::atomic<bool>* stop_;
  std::int64_t first_, next_, end_;
  StageSums sums_;
};

}  // namespace armistice
