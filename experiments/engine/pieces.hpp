// The one loop over trials: pieces of work run in parallel and are kept in one order. For any
// number of threads the results arrive in the same order, so no schedule can change a digit.
#pragma once

#include <tbb/global_control.h>
#include <tbb/parallel_pipeline.h>
#include <tbb/task_arena.h>

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <utility>
#include <vector>

#include "experiments/engine/available_threads.hpp"
#include "experiments/engine/processor.hpp"

namespace armistice {

/// Calls `f` with as many threads as asked for, as far as they are of use.
template <class F>
void with_threads(int asked, const F& f) {
  const int threads = useful_threads(asked);
  const tbb::global_control limit(tbb::global_control::max_allowed_parallelism,
                                  static_cast<std::size_t>(threads));
  tbb::task_arena arena(threads);
  arena.execute(f);
}

/// Pieces under way at a time: one for each thread, and some to wait for their turn at the end.
inline std::size_t pieces_under_way() {
  return static_cast<std::size_t>(tbb::this_task_arena::max_concurrency()) + 4;
}

inline bool is_raised(const std::atomic<bool>* stop) { return stop != nullptr && stop->load(); }

/// Pieces first .. end - 1. `make` makes a Sample of each, several at a time; `keep` gets them one
/// by one, in order. No piece begins once `stop`, which may be null, is raised; one that `make`
/// gave up (a null pointer) is not kept, and none after it. Returns the first that was not kept.
template <class Sample>
std::int64_t run_pieces(std::int64_t first, std::int64_t end, const std::atomic<bool>* stop,
                        const std::function<std::unique_ptr<Sample>(std::int64_t piece)>& make,
                        const std::function<void(std::int64_t piece, Sample& sample)>& keep) {
  using tbb::filter_mode;
  // Pieces leave in the order in which they came, so the oldest place is free again. The places own
  // the samples, because the pipeline would leak a sample between two filters when a filter throws.
  std::vector<std::unique_ptr<Sample>> places(pieces_under_way());
  const auto place_of = [&](std::int64_t piece) -> std::unique_ptr<Sample>& {
    return places[static_cast<std::size_t>(piece - first) % places.size()];
  };
  std::int64_t next = first, kept = first;
  bool gave_up = false;
  const auto source = [&](tbb::flow_control& control) {
    if (next >= end || is_raised(stop)) {
      control.stop();
      return end;
    }
    return next++;
  };
  const auto made = [&](std::int64_t piece) {
    place_of(piece) = make(piece);
    return piece;
  };
  const auto sink = [&](std::int64_t piece) {
    const std::unique_ptr<Sample> sample = std::move(place_of(piece));
    gave_up = gave_up || sample == nullptr;
    if (gave_up) return;
    keep(piece, *sample);
    kept = piece + 1;
  };
  tbb::parallel_pipeline(
      places.size(), tbb::make_filter<void, std::int64_t>(filter_mode::serial_in_order, source) &
                         tbb::make_filter<std::int64_t, std::int64_t>(filter_mode::parallel, made) &
                         tbb::make_filter<std::int64_t, void>(filter_mode::serial_in_order, sink));
  return kept;
}

/// What to run, and who looks. A piece is some groups of trials, of which a Sample is made.
template <class Sample>
struct Work {
  std::int64_t first = 0, end = 0;  // pieces
  /// The groups of a piece; what is known of it beforehand goes into its sample.
  std::function<std::vector<GroupRequest>(std::int64_t piece, Sample& sample)> groups{};
  /// Called with each group of a piece, in order; of several pieces at a time.
  std::function<void(std::size_t i, const TrialGroup& group, Sample& sample)> look{};
  /// Called after the last group of a piece, of several pieces at a time. May be empty.
  std::function<void(Sample& sample)> finish{};
  /// Called one at a time, in the order of pieces. May be empty.
  std::function<void(std::int64_t piece, Sample& sample)> keep{};
  /// Pieces that have begun when a run is stopped are finished, instead of given up.
  bool finish_begun = false;
};

/// Runs the work on the threads of the calling arena. Returns the first piece that was not kept.
template <class Sample>
std::int64_t run_work(Processor& processor, const std::atomic<bool>* stop,
                      const Work<Sample>& work) {
  const auto make = [&](std::int64_t piece) {
    auto sample = std::make_unique<Sample>();
    const std::unique_ptr<Ticket> ticket = processor.take(work.groups(piece, *sample));
    const bool whole = ticket->redeem(
        [&](std::size_t i, const TrialGroup& group) { work.look(i, group, *sample); },
        work.finish_begun ? nullptr : stop);
    if (!whole) sample.reset();
    if (whole && work.finish) work.finish(*sample);
    return sample;
  };
  const auto keep = [&](std::int64_t piece, Sample& sample) {
    if (work.keep) work.keep(piece, sample);
  };
  return run_pieces<Sample>(work.first, work.end, stop, make, keep);
}

}  // namespace armistice
