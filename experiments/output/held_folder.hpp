// A folder that one process at a time writes results or work into. Two at once would write into
// each other's files.
#pragma once

#include <filesystem>
#include <vector>

#include "experiments/input/descriptor.hpp"

namespace armistice {

/// In it lies the unfinished work of a result: a name that nobody else gives a folder.
inline constexpr const char* kWorkFolder = ".armistice-work";

/// The lock goes with the process, however it ends; a file system that knows no locks does without.
struct HeldFolder {
  Descriptor lock;
  std::vector<std::filesystem::path> created;  // folders that were not there, outermost first
};

/// Makes the folder if it is missing, and locks it: nobody removes it from under its owner. Throws
/// Error(kInput) if another process holds it, Error(kOutput) if it can't be made or opened; what it
/// made is then removed, unless another has come to use it.
HeldFolder hold_folder(const std::filesystem::path& folder);

/// Makes the folder and those around it that are missing. Returns what was made, outermost first.
/// Throws Error(kOutput), and then has made none.
std::vector<std::filesystem::path> create_folders(const std::filesystem::path& folder);

/// Removes those of them that are empty: what somebody else put there meanwhile stays.
void remove_folders(const std::vector<std::filesystem::path>& created);

}  // namespace armistice
