// The common course of experiments: rounds of trials until all are run or the intervals are narrow,
// then the nested sample.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>

#include "experiments/engine/pieces.hpp"
#include "experiments/engine/precision.hpp"

namespace armistice {

struct Course {
  /// Runs trials `from` to before `to`; returns where it got, short of `to` if it was stopped.
  std::function<std::int64_t(std::int64_t from, std::int64_t to)> run_trials{};
  /// Half-width of the widest of the intervals that a precision is about. Empty: no precision.
  std::function<double()> widest{};
  /// Runs the nested sample; returns how many sets were finished.
  std::function<int()> run_sets{};
  std::int64_t done = 0;  // trials of an earlier run, to go on from
};

/// Takes the course on the threads of `sums.settings`, which are checked ones. Fills `complete`,
/// `precision` and `wall_seconds` in.
template <class Sums>
void take_course(Sums& sums, const Course& course) {
  const auto start = std::chrono::steady_clock::now();
  const RunSettings& s = sums.settings;
  with_threads(s.processor ? s.processor->threads(s.threads) : s.threads, [&] {
    const std::int64_t trials =
        run_to_precision(s, sums.precision, course.run_trials, course.widest, course.done);
    sums.complete = trials == s.trials || sums.precision.reached;
    if (sums.complete) sums.complete = course.run_sets() == s.nested_sets;
  });
  sums.wall_seconds =
      std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

}  // namespace armistice
