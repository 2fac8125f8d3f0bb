// trials.csv and trial_donors.csv. Rows are formatted a block at a time, by any thread, and written
// in the order of blocks; so memory does not grow with the number of trials.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "core/outcome.hpp"
#include "experiments/ensemble/ensemble.hpp"
#include "experiments/output/output_folder.hpp"
#include "experiments/output/record.hpp"

namespace armistice {

/// The header of trials.csv, without a line end: the contract's columns in its order, then the
/// other results of the model in theirs.
std::string trial_columns();

/// What a result is called in trials.csv.
std::string_view column_name(Result r);

/// The words of outcomes.csv; a war that goes on has no sub-class there, and is "fighting" here.
std::string_view word_of(Outcome outcome);
std::string_view word_of(Detail detail);

/// The rows of a block.
std::string trial_rows(const TrialBlock& block, const Cast& cast);
std::string trial_donor_rows(const TrialBlock& block, const Cast& cast);

/// Writes them during a run, into a result's folder.
class TrialFiles {
 public:
  TrialFiles(OutputFolder& folder, Record record, const Cast& cast);

  /// Has the hooks call this object, which must outlive the run.
  void listen(RunHooks& hooks);
  void close();

 private:
  void format(const TrialBlock& block, std::string& text) const;
  void write(const TrialBlock& block);

  const Cast& cast_;
  std::unique_ptr<OutputFile> trials_, donors_;  // null: not recorded
};

}  // namespace armistice
