// Trials as the pages' workers run them, some at a time, and what they hand over to the page.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "experiments/trials/batch.hpp"
#include "web/model/settings.hpp"

namespace armistice::web {

/// What a page keeps of a trial.
struct KeptTrial {
  std::uint64_t shares;  // ShareBits
  std::int16_t stop;     // month of the first stop; 0: none within the horizon
  std::uint8_t outcome, detail;
  std::uint32_t unused = 0;
};
static_assert(sizeof(KeptTrial) == 16);

/// A piece of an ensemble: trials, then the bins of one quantity, [month][trial].
using Piece = std::vector<std::uint8_t>;

/// Runs trials of one scenario.
class PieceRunner {
 public:
  explicit PieceRunner(const PageSettings& page);

  /// Trials `first` to `first + count - 1` of the ensemble, and the bins of `quantity`.
  const Piece& run(std::uint32_t first, int count, Quantity quantity);

  /// Rows of trials.csv, with its header before trial 0: the bytes of the program's file.
  std::string rows(std::uint32_t first, int count);

 private:
  GroupRunner& runner(bool timeline);

  Scenario scenario_;
  BatchContext context_;
  std::unique_ptr<GroupRunner> with_timeline_, without_;
  Piece piece_;
};

}  // namespace armistice::web
