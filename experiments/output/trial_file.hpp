// trials.csv and trial_donors.csv. Rows are formatted a block at a time, by any thread, and written
// in the order of blocks; so memory does not grow with the number of trials.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "experiments/engine/ensemble.hpp"
#include "experiments/output/record.hpp"
#include "experiments/report/csv.hpp"
#include "experiments/trials/result_columns.hpp"

namespace armistice {

/// The headers of trials.csv and trial_donors.csv, without a line end: values, then words beside
/// codes, then dates beside months (result_columns.hpp).
std::string trial_columns(const Cast& cast);
std::string trial_donor_columns();

/// The rows of a block.
std::string trial_rows(const TrialBlock& block, const Cast& cast, CalendarMonth start);
std::string trial_donor_rows(const TrialBlock& block, const Cast& cast, CalendarMonth start);

/// The files of single trials that a record keeps, and their headers, with line ends.
std::vector<std::string> trial_file_names(Record record);
std::vector<std::string> trial_file_headers(Record record, const Cast& cast,
                                            const CsvFormat& format = {});

/// Formats them during a run.
class TrialFiles {
 public:
  /// `write` gets a block's rows for file number i of trial_file_names, in the order of blocks.
  using Write = std::function<void(std::size_t i, std::string_view rows)>;
  TrialFiles(Record record, const Scenario& scenario, Write write, const CsvFormat& format = {});

  /// Has the hooks call this object, which must outlive the run. A sink that is there is called
  /// afterwards.
  void listen(RunHooks& hooks);

 private:
  void format(const TrialBlock& block, std::vector<std::string>& texts) const;
  void write(const TrialBlock& block) const;

  Record record_;
  const Scenario& scenario_;
  Write write_;
  CsvFormat format_;
};

}  // namespace armistice
