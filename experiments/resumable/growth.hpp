// Work that goes on to a larger size: where a smaller whole is the beginning of a larger one, what
// was done is kept, and the bytes are those of the larger done at once.
#pragma once

#include <filesystem>
#include <string>

#include "experiments/resumable/identity.hpp"
#include "experiments/resumable/work_folder.hpp"

namespace armistice {

/// Whether `there`, of which `done` trials or points are kept, is the beginning of `wanted`: a
/// sweep whose design has more samples, if its kind is one that grows at its end, or an unfinished
/// run of more trials.
bool may_grow(const Identity& there, const Identity& wanted, std::int64_t done);

/// Whether a finished sweep in `folder` is the beginning of the sweep `wanted`.
bool holds_a_beginning(const std::filesystem::path& folder, const Identity& wanted);

/// Why a result or work like `there` can't grow into `wanted`, where that is all they differ in and
/// somebody may expect it; else empty.
std::string why_not_larger(const Identity& there, const Identity& wanted);

/// Copies the rows of the finished sweep in work.folder() into the work, which has none yet.
void begin_with_result(WorkFolder& work, const std::vector<std::string>& files);

}  // namespace armistice
