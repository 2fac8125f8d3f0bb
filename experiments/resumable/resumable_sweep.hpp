// A sweep, whole or a shard, on threads or ranks, that writes its points to the disk while it runs.
#pragma once

#include "experiments/output/manifest.hpp"
#include "experiments/output/output_folder.hpp"
#include "experiments/resumable/identity.hpp"
#include "experiments/resumable/shard.hpp"
#include "experiments/resumable/work_folder.hpp"
#include "experiments/sweep/sweep_plan.hpp"

namespace armistice {

/// The identity of a sweep.
Identity sweep_identity(const SweepPlan& plan, const RunSettings& settings, const Shard& shard);

/// The files that it appends to.
std::vector<std::string> sweep_work_files();

/// The points of a shard. Throws Error(kInput) if there are more shards than points.
BlockRange points_of_shard(const SweepPlan& plan, const Shard& shard);

/// Runs what is left of the work; `kept` is null on all ranks except the first. Uses the hooks
/// progress and stop. Returns whether all of it is done.
bool resume(const SweepPlan& plan, const RunSettings& settings, const Shard& shard,
            WorkFolder* kept, const RunHooks& hooks);

/// The settings and the course of a sweep, for its manifest and as data.
nlohmann::ordered_json sweep_data(const Identity& identity, std::int64_t failed_points);

/// Writes the manifest into a folder that holds the other files of a sweep of this identity, and
/// commits it. `environment` is what no result depends on.
void finish_sweep(OutputFolder& folder, const Identity& identity, std::int64_t failed_points,
                  const nlohmann::ordered_json& environment);

/// Rows after the header.
std::int64_t rows_of(const std::filesystem::path& csv);

}  // namespace armistice
