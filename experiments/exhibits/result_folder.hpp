// The folder of a finished result, as exhibits read it: what was run, and its tables by name.
#pragma once

#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "experiments/exhibits/result_table.hpp"
#include "experiments/output/changed_files.hpp"
#include "experiments/report/csv.hpp"

namespace armistice {

/// A scenario that a result is of.
struct ResultScenario {
  std::string name, title, digest;
};

class ResultFolder {
 public:
  /// Throws Error(kInput) if the folder holds no finished result of armistice, or one of a later
  /// format. Files that were changed are no fault of it: changes() has them.
  explicit ResultFolder(std::filesystem::path folder, const Heed& heed = {});

  const std::filesystem::path& path() const { return path_; }
  const nlohmann::ordered_json& manifest() const { return manifest_; }
  const std::string& command() const { return command_; }
  const std::vector<ResultScenario>& scenarios() const { return scenarios_; }
  /// Trials of each scenario; of a sweep its replicates. 0 if the manifest does not say.
  std::int64_t trials() const { return trials_; }
  /// The files that are not as armistice wrote them.
  const std::vector<ChangedFile>& changes() const { return changes_; }

  bool has(std::string_view file) const;
  /// A table by the name of its file. One that only the folders of the scenarios hold is put
  /// together, with a first column `scenario`. Throws Error(kInput).
  ResultTable table(const std::string& file) const;

  /// The name of the scenario that a row is of.
  std::string scenario_of(const ResultRow& row) const;

 private:
  std::filesystem::path path_;
  nlohmann::ordered_json manifest_;
  std::string command_;
  std::vector<ResultScenario> scenarios_;
  std::vector<std::pair<std::string, std::filesystem::path>> inner_;  // by scenario
  std::int64_t trials_ = 0;
  CsvFormat format_;
  std::vector<ChangedFile> changes_;
};

}  // namespace armistice
