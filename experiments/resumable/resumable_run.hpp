// A run of one scenario, whole or a shard, that writes its trials and sums to the disk while it
// runs.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "experiments/engine/ensemble.hpp"
#include "experiments/output/file_digest.hpp"
#include "experiments/output/manifest.hpp"
#include "experiments/output/output_folder.hpp"
#include "experiments/output/record.hpp"
#include "experiments/report/report.hpp"
#include "experiments/resumable/identity.hpp"
#include "experiments/resumable/shard.hpp"
#include "experiments/resumable/work_folder.hpp"
#include "experiments/trials/tally_archive.hpp"

namespace armistice {

struct RunRequest {
  const Scenario& scenario;
  RunSettings settings;  // of the whole run
  Record record = Record::kTrials;
  Shard shard;
  Identity typed;  // what to read the scenario again from: it is no part of the identity
  CsvFormat csv{};
};

/// The identity of a run.
Identity run_identity(const RunRequest& request);

/// The files that its work appends to.
std::vector<std::string> run_work_files(const RunRequest& request);

/// Throws Error(kInput) if there are more shards than blocks, or a precision with shards.
RunSettings settings_of_shard(const RunSettings& whole, const Shard& shard);

/// Throws Error(kInput), naming `folder`, if the sums are not of such a run's months and donors.
void check_shape(const Tally& sums, const Scenario& scenario, const RunSettings& settings,
                 const std::filesystem::path& folder);

/// Runs what is left of the work. If it is a shard, all of its sums are in the folder when it is
/// done.
Ensemble resume(const RunRequest& request, WorkFolder& work, RunHooks hooks);

/// Adds the sums of the shards of a run, in their order. The folders hold complete work. Throws
/// Error(kInput) naming one that is damaged.
ArchivedSums merged_shards(const std::vector<std::filesystem::path>& folders,
                           const Heed& heed = {});

/// Writes the report of a run of the scenario into a folder that holds the tables of single trials,
/// with the stories of three of them, and commits it. Without such tables there are no stories.
void finish_run(OutputFolder& folder, const Report& report, const Scenario& scenario,
                const CourseRecord& course, const Environment& environment);

}  // namespace armistice
