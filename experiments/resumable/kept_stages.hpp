// The stages of long work (experiments/engine/stages.hpp), kept in a work folder: whole ones are
// appended to a file, the one under way is the state of the last checkpoint. A kill loses the work
// of a few seconds.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <fstream>
#include <optional>
#include <string>
#include <string_view>

#include "experiments/engine/stages.hpp"
#include "experiments/resumable/work_folder.hpp"

namespace armistice {

/// The file that the work of a command in stages appends to.
inline constexpr const char* kStagesFile = "stages.bin";

class KeptStages : public StageKeeper {
 public:
  /// Goes on from what the work has. `asked`, which may be null, is what stops the work.
  KeptStages(WorkFolder& work, const std::atomic<bool>* asked);

  std::optional<KeptStage> begin() override;
  void keep(std::int64_t next, bool whole, const Save& save) override;
  void leave(std::int64_t next, const Save& save) override;
  const std::atomic<bool>* stop() const override;
  [[noreturn]] void refuse() const override;

  /// Writes down what there is: before the work ends, with all of it or not.
  void checkpoint(bool complete = false);

  std::int64_t pieces() const { return pieces_; }  // that were kept, of all stages

 private:
  bool due() const;

  WorkFolder& work_;
  const std::atomic<bool>* asked_;
  std::ifstream read_;       // whole stages of earlier attempts
  std::uintmax_t left_ = 0;  // bytes of it
  std::string state_;        // of the stage under way, as far as it was written down
  std::int64_t pieces_ = 0, new_ = 0;
  std::atomic<bool> stop_ = false;
  std::chrono::steady_clock::time_point last_;
  std::chrono::steady_clock::duration took_{};  // by the last checkpoint
};

}  // namespace armistice
