// A posterior as joint rows: a table of a calibration whose columns are parameters and whose rows
// are equally likely. A parameter set takes one row, so what the rows correlate stays correlated.
#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace armistice {

/// The table as it was read.
struct JointRows {
  std::filesystem::path file;
  std::string digest;           // of the values
  std::vector<int> parameters;  // by column, rows of parameter_declarations()
  std::vector<std::vector<float>> rows;
};

/// Which parameters of a scenario come from a table.
class Posterior {
 public:
  bool empty() const { return table_ == nullptr; }
  const JointRows& table() const { return *table_; }
  const std::shared_ptr<const JointRows>& shared_table() const { return table_; }
  /// The column of a parameter; -1: it does not come from the table.
  int column_of(std::size_t parameter) const;
  double mean_of(std::size_t parameter) const;

  /// All of the table's columns count from now on.
  void take(std::shared_ptr<const JointRows> table);
  /// A parameter that is said later, or set, or a factor, no longer comes from the table.
  void release(std::size_t parameter);

  /// "row of posterior.csv (512 rows)".
  std::string words() const;
  /// What results depend on.
  std::string digest() const;

 private:
  std::shared_ptr<const JointRows> table_;
  std::vector<int> column_of_;  // by parameter
};

}  // namespace armistice
