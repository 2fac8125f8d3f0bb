// The finalists on fresh trials, which the selection did not use: their means, the certainty of
// which of two is better, and the regret of each if a parameter set is the true world.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "experiments/comparison/paired_statistics.hpp"
#include "experiments/search/halving.hpp"

namespace armistice {

/// Sums over trials 0 .. trials-1 of several options: of each measure, and of the products of the
/// same measure in two options, about values near their means.
class JointSums {
 public:
  JointSums() = default;
  explicit JointSums(std::size_t options);

  /// `tables` holds [measure][trial] of each option in turn, `origin` a value for each option and
  /// measure.
  void add(std::span<const double> tables, std::size_t trials, std::span<const double> origin);
  /// Adds later trials.
  void add(const JointSums& more);

  /// Writes and reads the sums of as many options.
  template <class Archive>
  void serialize_sums(Archive& archive);

  std::int64_t trials() const { return trials_; }
  std::size_t options() const { return options_; }
  /// `origin` as in add().
  double mean(std::size_t option, Measure m, std::span<const double> origin) const;
  /// The standard error of the mean paired difference between two options; 0 if they never differ.
  /// Not a number for fewer than two trials.
  double error_of_difference(std::size_t a, std::size_t b, Measure m) const;
  double error_of_mean(std::size_t option, Measure m) const;

 private:
  double covariance(std::size_t a, std::size_t b, Measure m) const;
  std::size_t place(Measure m, std::size_t option) const {
    return static_cast<std::size_t>(m) * options_ + option;
  }

  std::size_t options_ = 0;
  std::int64_t trials_ = 0;
  std::vector<double> sums_;      // [measure][option]
  std::vector<double> products_;  // [measure][option][option], the second not before the first
};

/// Regret over parameter sets: how much worse an option is than the best of its rivals if a set is
/// the true world. In units of the objective, not below 0.
struct Regret {
  double mean, p90, max;
};

/// Statistics of the regrets of sets; the noise of replicates is removed from their spread as in
/// difference_range().
Regret regret_over(std::span<const SetDifference> sets);

/// One set: `objective` is [option][replicate]. Half of the replicates choose the set's best option
/// out of `rivals`, and the other half say by how much it is better than each; then the reverse. So
/// no option is called best for its luck. Regret first, then the option's mean in the set.
struct SetOutcome {
  SetDifference regret, objective;
};
std::vector<SetOutcome> outcomes_of_set(std::span<const double> objective, std::size_t options,
                                        std::span<const std::size_t> rivals);

struct Finals {
  bool complete = false;
  std::vector<std::size_t> options;  // numbers of packages, the order of the rest
  std::vector<double> origin;        // [option][measure]
  JointSums sums;
  std::vector<std::size_t> rivals;  // places of the options whose means are within the budget
  std::vector<std::vector<SetDifference>> regrets, objectives;  // [option][set]

  double mean(std::size_t option, Measure m) const { return sums.mean(option, m, origin); }
  /// Whether its mean costs are.
  bool is_within(const Budget& budget, std::size_t option) const;
};

/// `origin` are values near the means of each option's measures. Runs trials 0 .. trials-1 and the
/// nested sets of each, on the threads of the calling arena.
Finals run_finals(std::vector<std::size_t> options, std::vector<double> origin,
                  const Budget& budget, std::int64_t trials, int sets, const TrialValues& values,
                  const SearchHooks& hooks);

}  // namespace armistice
