// How trials run side by side while their sums are added in one order: blocks of trials, and sets
// of the nested sample. Whatever the threads, a sink sees the same pieces one after the other.
#pragma once

#include <tbb/global_control.h>
#include <tbb/parallel_pipeline.h>
#include <tbb/task_arena.h>

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <vector>

#include "experiments/ensemble/ensemble.hpp"

namespace armistice {

/// Calls `f` with as many threads as asked for.
template <class F>
void with_threads(int threads, const F& f) {
  const tbb::global_control limit(tbb::global_control::max_allowed_parallelism,
                                  static_cast<std::size_t>(threads));
  tbb::task_arena arena(threads);
  arena.execute(f);
}

/// `work` gets each block in parallel, then `sink` in order. A Block says which trials it is of, in
/// first_trial and trials; `blocks` are the places for those under way. `stop` may be null.
template <class Block, class Work, class Sink>
void run_blocks(const RunSettings& settings, const std::atomic<bool>* stop,
                std::vector<Block>& blocks, const Work& work, const Sink& sink) {
  using tbb::filter_mode;
  std::int64_t next = 0;
  const auto source = [&](tbb::flow_control& control) -> Block* {
    const std::int64_t first = next * kBlockTrials;
    if (first >= settings.trials || (stop != nullptr && stop->load())) {
      control.stop();
      return nullptr;
    }
    // Blocks leave in the order in which they came, so the oldest place is free again.
    Block& block = blocks[static_cast<std::size_t>(next) % blocks.size()];
    ++next;
    block.first_trial = settings.first_trial + first;
    block.trials = static_cast<int>(std::min<std::int64_t>(kBlockTrials, settings.trials - first));
    return &block;
  };
  const auto worked = [&work](Block* block) {
    work(*block);
    return block;
  };
  tbb::parallel_pipeline(
      blocks.size(), tbb::make_filter<void, Block*>(filter_mode::serial_in_order, source) &
                         tbb::make_filter<Block*, Block*>(filter_mode::parallel, worked) &
                         tbb::make_filter<Block*, void>(filter_mode::serial_in_order,
                                                        [&sink](Block* block) { sink(*block); }));
}

/// `work` makes a Sample of the pieces from the first to before the last, `each` of them at a time
/// and in parallel, of all from `from` to before `to`; `sink` gets the samples in order. No sample
/// begins once `stop`, which may be null, is raised.
template <class Sample, class Number, class Work, class Sink>
void run_pieces(Number from, Number to, Number each, std::size_t tokens,
                const std::atomic<bool>* stop, const Work& work, const Sink& sink) {
  using tbb::filter_mode;
  Number next = from;
  const auto source = [&](tbb::flow_control& control) {
    const Number first = next;
    if (first >= to || (stop != nullptr && stop->load())) {
      control.stop();
    } else {
      next += each;
    }
    return first;
  };
  const auto worked = [&work, each, to](Number first) {
    return work(first, std::min(first + each, to));
  };
  tbb::parallel_pipeline(
      tokens, tbb::make_filter<void, Number>(filter_mode::serial_in_order, source) &
                  tbb::make_filter<Number, Sample>(filter_mode::parallel, worked) &
                  tbb::make_filter<Sample, void>(filter_mode::serial_in_order,
                                                 [&sink](const Sample& sample) { sink(sample); }));
}

// Few enough for steady progress and balance, enough to be worth a task.
inline constexpr int kSetsPerTask = 8;

/// Of the sets of the nested sample, from the first.
template <class Sample, class Work, class Sink>
void run_sets(int sets, std::size_t tokens, const std::atomic<bool>* stop, const Work& work,
              const Sink& sink) {
  run_pieces<Sample>(0, sets, kSetsPerTask, tokens, stop, work, sink);
}

}  // namespace armistice
