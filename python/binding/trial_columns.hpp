// The results of single trials in memory, column by column, as NumPy arrays that look into it. The
// columns are those of trials.csv and trial_donors.csv.
#pragma once

#include <pybind11/numpy.h>

#include <memory>
#include <vector>

#include "experiments/engine/ensemble.hpp"
#include "experiments/output/record.hpp"

namespace armistice::python {

/// Grows block by block. Where a trial has no value there is not a number.
class TrialColumns {
 public:
  /// Makes room for so many trials.
  TrialColumns(Record record, std::size_t trials);
  /// A sink of a run: one block after the other.
  void add(const TrialBlock& block);

  std::int64_t trials() const { return trials_; }
  int donors() const { return donors_; }
  const std::vector<float>& results(Result r) const {
    return results_[static_cast<std::size_t>(r)];
  }
  /// Donor by donor of each trial.
  const std::vector<float>& donor_results(DonorResult r) const {
    return donor_results_[static_cast<std::size_t>(r)];
  }

 private:
  std::int64_t trials_ = 0;
  int donors_ = 0;
  std::vector<std::vector<float>> results_, donor_results_;
};

/// Lists of (name, values, categories). For numbers `values` is a read-only view, which keeps the
/// columns alive, and `categories` is None. For words, states and dates `values` are places in the
/// list `categories`, and -1 where a cell of the file is empty.
pybind11::list trials_of(const std::shared_ptr<const TrialColumns>& columns,
                         const Scenario& scenario);
pybind11::list trial_donors_of(const std::shared_ptr<const TrialColumns>& columns,
                               const Scenario& scenario);

}  // namespace armistice::python
