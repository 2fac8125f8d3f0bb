// What was changed of a result after armistice wrote it: each file against the size and checksum
// that its manifest has.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "experiments/output/file_digest.hpp"

namespace armistice {

/// A file of a result that is not as it was written, and how it differs: "is missing".
struct ChangedFile {
  std::string name, how;
};

/// In the order of the manifest, which comes first if it was changed itself. What it does not list
/// can't have changed. Throws Error(kInput) if it can't be read.
std::vector<ChangedFile> changed_files(const std::filesystem::path& folder, const Heed& heed = {});

/// The results of single scenarios inside that of a run of several: those that are missing, or that
/// another run has put in their place. None of other results.
std::vector<ChangedFile> changed_scenarios(const std::filesystem::path& folder);

}  // namespace armistice
