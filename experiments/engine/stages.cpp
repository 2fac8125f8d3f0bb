#include "experiments/engine/stages.hpp"

#include <utility>

namespace armistice {

Stage::Stage(StageKeeper* keeper, const std::atomic<bool>* stop, std::int64_t first,
             std::int64_t end, StageSums sums)
    : keeper_(first < end ? keeper : nullptr),
      stop_(stop),
      first_(first),
      next_(first),
      end_(end),
      sums_(std::move(sums)) {
  if (keeper_ == nullptr) return;
  stop_ = keeper_->stop();
  const std::optional<KeptStage> kept = keeper_->begin();
  if (!kept) return;
  const bool possible = kept->next > first && kept->next <= end;
  if (!possible || !sums_.restore(kept->sums, kept->next)) keeper_->refuse();
  next_ = kept->next;
}

StageKeeper::Save Stage::save() const {
  return [this] { return sums_.save(next_); };
}

void Stage::keep(std::int64_t piece) {
  next_ = piece + 1;
  if (keeper_ != nullptr) keeper_->keep(next_, next_ == end_, save());
}

bool Stage::leave() {
  if (keeper_ != nullptr && next_ < end_) {
    keeper_->leave(next_, next_ > first_ ? save() : StageKeeper::Save());
  }
  return next_ == end_;
}

}  // namespace armistice
