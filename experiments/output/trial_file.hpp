// trials.csv and trial_donors.csv. Rows are formatted a block at a time, by any thread, and written
// in the order of blocks; so memory does not grow with the number of trials.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "core/outcome.hpp"
#include "experiments/ensemble/ensemble.hpp"
#include "experiments/output/csv.hpp"
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

/// The files of single trials that a record keeps, and their headers, with line ends.
std::vector<std::string> trial_file_names(Record record);
std::vector<std::string> trial_file_headers(Record record, const CsvFormat& format = {});

/// Formats them during a run.
class TrialFiles {
 public:
  /// `write` gets a block's rows for file number i of trial_file_names, in the order of blocks.
  using Write = std::function<void(std::size_t i, std::string_view rows)>;
  TrialFiles(Record record, const Cast& cast, Write write, const CsvFormat& format = {});

  /// Has the hooks call this object, which must outlive the run. A sink that is there is called
  /// afterwards.
  void listen(RunHooks& hooks);

 private:
  void format(const TrialBlock& block, std::string& text) const;
  void write(const TrialBlock& block) const;

  Record record_;
  const Cast& cast_;
  Write write_;
  CsvFormat format_;
};

}  // namespace armistice
