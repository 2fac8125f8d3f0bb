// The one loop over trials: pieces of work run in parallel and are kept in one order. For any
// number of threads the results arrive in the same order, so no schedule can change a digit.
#pragma once

#include <tbb/global_control.h>
#include <tbb/parallel_pipeline.h>
#include <tbb/task_arena.h>

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <functional>
#include <iterator>
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
  /// How many groups most pieces have: a processor that wants many at a time is given several
  /// pieces.
  int groups_of_piece = 1;
  /// Pieces that have begun when a run is stopped are finished, instead of given up.
  bool finish_begun = false;
};

/// Pieces that are handed to the processor together, with their samples, in order.
template <class Sample>
using Bundle = std::vector<std::unique_ptr<Sample>>;

/// How many pieces go into a bundle: what the processor wants, but no fewer bundles than threads.
template <class Sample>
std::int64_t pieces_of_bundle(const Processor& processor, const Work<Sample>& work) {
  const std::int64_t wanted = processor.groups_at_once() / work.groups_of_piece;
  const std::int64_t threads = tbb::this_task_arena::max_concurrency();
  const std::int64_t share = (work.end - work.first + threads - 1) / threads;
  return std::max<std::int64_t>(1, std::min(wanted, share));
}

/// Runs pieces `from` .. `to` - 1. If the stop was raised, those that are whole come back.
template <class Sample>
std::unique_ptr<Bundle<Sample>> run_bundle(Processor& processor, const std::atomic<bool>* stop,
                                           const Work<Sample>& work, std::int64_t from,
                                           std::int64_t to) {
  auto bundle = std::make_unique<Bundle<Sample>>();
  std::vector<GroupRequest> groups;
  std::vector<std::size_t> ends;  // of each piece's groups
  for (std::int64_t piece = from; piece < to; ++piece) {
    bundle->push_back(std::make_unique<Sample>());
    std::vector<GroupRequest> some = work.groups(piece, *bundle->back());
    if (groups.empty()) {
      groups = std::move(some);
    } else {
      groups.insert(groups.end(), std::make_move_iterator(some.begin()),
                    std::make_move_iterator(some.end()));
    }
    ends.push_back(groups.size());
  }
  std::size_t piece = 0, whole = 0;
  const auto finish_until = [&](std::size_t groups_done) {
    for (; whole < ends.size() && ends[whole] <= groups_done; ++whole) {
      if (work.finish) work.finish(*(*bundle)[whole]);
    }
  };
  const std::unique_ptr<Ticket> ticket = processor.take(std::move(groups));
  const bool all = ticket->redeem(
      [&](std::size_t i, const TrialGroup& group) {
        while (ends[piece] <= i) ++piece;
        work.look(i - (piece == 0 ? 0 : ends[piece - 1]), group, *(*bundle)[piece]);
        finish_until(i + 1);
      },
      work.finish_begun ? nullptr : stop);
  if (all) finish_until(ends.back());
  bundle->resize(whole);
  if (whole == 0) bundle.reset();
  return bundle;
}

/// Runs the work on the threads of the calling arena. Returns the first piece that was not kept.
template <class Sample>
std::int64_t run_work(Processor& processor, const std::atomic<bool>* stop,
                      const Work<Sample>& work) {
  if (work.first >= work.end) return work.first;
  const std::int64_t pieces = pieces_of_bundle(processor, work);
  const std::int64_t bundles = (work.end - work.first + pieces - 1) / pieces;
  std::int64_t kept = work.first;
  const auto make = [&](std::int64_t number) {
    const std::int64_t from = work.first + number * pieces;
    return run_bundle(processor, stop, work, from, std::min(from + pieces, work.end));
  };
  const auto keep = [&](std::int64_t number, Bundle<Sample>& bundle) {
    if (kept < work.first + number * pieces) return;  // one before it was given up half-way
    for (const std::unique_ptr<Sample>& sample : bundle) {
      if (work.keep) work.keep(kept, *sample);
      ++kept;
    }
  };
  run_pieces<Bundle<Sample>>(0, bundles, stop, make, keep);
  return kept;
}

}  // namespace armistice
