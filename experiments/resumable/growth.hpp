// Work that is extended to a larger size. If the smaller work is the beginning of the larger, its
// results are kept, and the bytes are those of the larger run at once.
#pragma once

#include <filesystem>
#include <string>

#include "experiments/resumable/identity.hpp"
#include "experiments/resumable/work_folder.hpp"

namespace armistice {

/// Whether `there`, of which `done` trials or points are kept, is the beginning of `wanted`. That
/// is so for a sweep with more samples, if designs of its kind grow at their end, and for an
/// unfinished run with more trials.
bool may_grow(const Identity& there, const Identity& wanted, std::int64_t done);

/// Whether a finished sweep in `folder` is the beginning of the sweep `wanted`.
bool holds_a_beginning(const std::filesystem::path& folder, const Identity& wanted);

/// Why a result or work like `there` cannot grow into `wanted`, if they differ only in size and a
/// user may expect it; otherwise empty.
std::string why_not_larger(const Identity& there, const Identity& wanted);

/// Copies the rows of the finished sweep in work.folder() into the work, which has none yet.
void begin_with_result(WorkFolder& work, const std::vector<std::string>& files);

}  // namespace armistice
