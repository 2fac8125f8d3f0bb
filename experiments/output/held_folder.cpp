#include "experiments/output/held_folder.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <string>
#include <system_error>

#include "experiments/error.hpp"

namespace armistice {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void cannot_write(const fs::path& path, const std::string& why) {
  throw Error(Fault::kOutput, fmt::format("{}: can't be written: {}", path.string(), why));
}

// Outermost first. A folder that cannot be read does not count as missing: the attempt to create
// something in it reports the reason.
std::vector<fs::path> missing_folders(const fs::path& folder) {
  std::vector<fs::path> missing;
  std::error_code error;
  for (fs::path p = folder;
       !p.empty() && fs::symlink_status(p, error).type() == fs::file_type::not_found;
       p = p.parent_path()) {
    missing.push_back(p);
  }
  std::reverse(missing.begin(), missing.end());
  return missing;
}

/// Whether the folder of that name is still the one that was opened.
bool is_still(const fs::path& folder, const Descriptor& open) {
  struct stat by_name = {}, by_number = {};
  return ::stat(folder.c_str(), &by_name) == 0 && ::fstat(open.get(), &by_number) == 0 &&
         by_name.st_dev == by_number.st_dev && by_name.st_ino == by_number.st_ino;
}

}  // namespace

std::vector<fs::path> create_folders(const fs::path& folder) {
  std::error_code error;
  std::vector<fs::path> created;
  // As the system reads the path: behind a link ".." is the folder around where the link leads.
  for (const fs::path& p : missing_folders(fs::absolute(folder, error))) {
    if (!p.has_filename() || p.filename() == ".") continue;
    if (p.filename() == "..") {
      remove_folders(created);
      cannot_write(folder, fmt::format("there is no folder {}", p.parent_path().string()));
    }
    if (fs::create_directory(p, error)) created.push_back(p);
    if (!error) continue;
    remove_folders(created);
    cannot_write(folder, error.message());
  }
  return created;
}

// The inner ones first.
void remove_folders(const std::vector<fs::path>& created) {
  std::error_code error;
  for (auto p = created.rbegin(); p != created.rend(); ++p) fs::remove(*p, error);
}

HeldFolder hold_folder(const fs::path& folder) {
  HeldFolder held;
  while (true) {
    for (fs::path& p : create_folders(folder)) held.created.push_back(std::move(p));
    Descriptor opened(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    const int why = errno;
    // Between the two another process may have removed what it had made itself.
    if (!opened.open() && why == ENOENT) continue;
    if (!opened.open()) {
      remove_folders(held.created);
      cannot_write(folder, std::generic_category().message(why));
    }
    if (!lock(opened)) {
      throw Error(Fault::kInput,
                  fmt::format("{}: another armistice is at work there", folder.string()));
    }
    held.lock = std::move(opened);
    if (is_still(folder, held.lock)) return held;
  }
}

}  // namespace armistice
