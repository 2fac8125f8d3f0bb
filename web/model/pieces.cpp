#include "web/model/pieces.hpp"

#include <algorithm>
#include <cstring>

#include "agents/interface/declarations.hpp"
#include "experiments/output/trial_file.hpp"
#include "experiments/trials/tally.hpp"

namespace armistice {

const Kernel& kernel_sse2();  // four lanes: WebAssembly's SIMD is as wide as SSE2

namespace web {
namespace {

std::size_t size(int n) { return static_cast<std::size_t>(n); }

KeptTrial kept(const TrialGroup& group, int lane) {
  const auto outcome = static_cast<Outcome>(group.result(Result::outcome, lane));
  const bool stopped = outcome != Outcome::kContinuedWar;
  const float month = group.result(Result::end_month, lane);
  return {.shares = group.shares(lane),
          .stop = static_cast<std::int16_t>(stopped ? month : 0),
          .outcome = static_cast<std::uint8_t>(outcome),
          .detail = static_cast<std::uint8_t>(group.detail(lane))};
}

/// Calls `take` with each group and the number of its first trial.
template <class Take>
void run_groups(GroupRunner& runner, std::uint32_t first, int count, const Take& take) {
  TrialAddress trials[kGroupTrials];
  for (int done = 0; done < count; done += kGroupTrials) {
    const int some = std::min(kGroupTrials, count - done);
    for (int i = 0; i < some; ++i) trials[i] = {first + static_cast<std::uint32_t>(done + i), 0};
    take(runner.run(trials, some), done);
  }
}

}  // namespace

PieceRunner::PieceRunner(const PageSettings& page)
    : scenario_(scenario_of(page)), context_(scenario_, page.seed, page.horizon_months) {}

GroupRunner& PieceRunner::runner(bool timeline) {
  std::unique_ptr<GroupRunner>& kept = timeline ? with_timeline_ : without_;
  if (!kept) kept = std::make_unique<GroupRunner>(context_, kernel_sse2(), timeline, false);
  return *kept;
}

const Piece& PieceRunner::run(std::uint32_t first, int count, Quantity quantity) {
  const int months = context_.input.horizon_months;
  const Bins bins = bins_of(quantity);
  piece_.resize(size(count) * (sizeof(KeptTrial) + size(months)));
  std::uint8_t* const binned = piece_.data() + size(count) * sizeof(KeptTrial);
  run_groups(runner(true), first, count, [&](const TrialGroup& group, int place) {
    for (int lane = 0; lane < group.trials; ++lane) {
      const KeptTrial trial = kept(group, lane);
      std::memcpy(piece_.data() + size(place + lane) * sizeof trial, &trial, sizeof trial);
    }
    for (int month = 0; month < months; ++month) {
      const float* const values =
          group.timeline +
          (size(month) * size(kQuantities) + static_cast<std::size_t>(quantity)) * kGroupTrials;
      for (int lane = 0; lane < group.trials; ++lane) {
        binned[size(month) * size(count) + size(place + lane)] =
            static_cast<std::uint8_t>(bins.bin_of(double{values[lane]}));
      }
    }
  });
  return piece_;
}

std::string PieceRunner::rows(std::uint32_t first, int count) {
  TrialBlock block;
  block.first_trial = first;
  block.trials = count;
  block.results.resize(size(kResults) * kBlockTrials);
  run_groups(runner(false), first, count, [&](const TrialGroup& group, int place) {
    for (int r = 0; r < kResults; ++r) {
      std::copy_n(group.results + size(r) * kGroupTrials, kGroupTrials,
                  block.results.data() + size(r) * kBlockTrials + size(place));
    }
  });
  const std::string header = first == 0 ? trial_columns(scenario_.cast) + '\n' : "";
  return header + trial_rows(block, scenario_.cast, scenario_.start);
}

}  // namespace web
}  // namespace armistice
