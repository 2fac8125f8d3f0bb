// Checks that shards belong to one run or sweep and are complete.
#pragma once

#include <filesystem>
#include <vector>

#include "experiments/output/file_digest.hpp"
#include "experiments/resumable/identity.hpp"

namespace armistice {

struct ShardsTogether {
  Identity identity;                           // of the first; "shard" apart, that of all
  std::vector<std::filesystem::path> folders;  // in the order of shards
  std::vector<std::string> files;              // that each shard has
};

/// Throws Error(kInput) that names the shards that are missing, unfinished, damaged or there twice,
/// and the first thing in which folders are not of one result. All files are read once, to see that
/// they are as they were written.
ShardsTogether shards_together(const std::vector<std::filesystem::path>& folders,
                               const Heed& heed = {});

}  // namespace armistice
