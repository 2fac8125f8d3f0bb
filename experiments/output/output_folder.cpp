#include "experiments/output/output_folder.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <stdlib.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <system_error>
#include <utility>

#include "experiments/error.hpp"

namespace armistice {
namespace {

namespace fs = std::filesystem;

// Whatever a run may leave, so that a new result never sits among the files of an old one.
constexpr std::string_view kManifest = "manifest.json";
constexpr std::string_view kResultFiles[] = {
    "manifest.json", "outcomes.csv",    "trials.csv",      "trial_donors.csv", "timeline.csv",
    "actors.csv",    "costs.csv",       "parameters.csv",  "comparison.csv",   "transitions.csv",
    "incidence.csv", "relapse.csv",     "leaders.csv",     "patterns.csv",     "definitions.csv",
    "claims.csv",    "mechanisms.csv",  "attribution.csv", "pivotal.csv",      "packages.csv",
    "front.csv",     "information.csv", "points.csv",      "results.csv",      "replicates.csv",
    "failures.csv",  "indices.csv",     "convergence.csv", "effects.csv",      "regression.csv",
    "boxes.csv",     "peeling.csv",     "tree.csv"};

[[noreturn]] void cannot_write(const fs::path& path, const std::string& why) {
  throw Error(Fault::kOutput, fmt::format("{}: can't be written: {}", path.string(), why));
}

std::string reason(int error) { return std::generic_category().message(error); }

void rename_into_place(const fs::path& from, const fs::path& to) {
  std::error_code error;
  fs::rename(from, to, error);
  if (error) cannot_write(to, error.message());
}

// Outermost first. What can't be looked at is not missing: making something in it will say why.
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

}  // namespace

OutputFile::OutputFile(fs::path path)
    : path_(std::move(path)), file_(std::fopen(path_.c_str(), "wb")) {
  if (file_ == nullptr) cannot_write(path_, reason(errno));
}

OutputFile::~OutputFile() {
  if (file_ != nullptr) std::fclose(file_);
}

void OutputFile::fail(const char* what) const {
  throw Error(Fault::kOutput,
              fmt::format("{}: {} failed: {}", path_.string(), what, reason(errno)));
}

void OutputFile::write(std::string_view text) {
  if (std::fwrite(text.data(), 1, text.size(), file_) != text.size()) fail("writing");
}

void OutputFile::close() {
  if (std::fflush(file_) != 0) fail("writing");
  // EINVAL: a device or pipe, which has nothing to sync.
  if (::fsync(::fileno(file_)) != 0 && errno != EINVAL) fail("writing");
  if (std::fclose(std::exchange(file_, nullptr)) != 0) fail("closing");
}

std::vector<fs::path> create_folders(const fs::path& folder) {
  std::error_code error;
  std::vector<fs::path> created;
  for (const fs::path& p : missing_folders(fs::absolute(folder, error).lexically_normal())) {
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

void sync_folder(const fs::path& folder) {
  const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY);
  if (descriptor < 0) return;
  ::fsync(descriptor);
  ::close(descriptor);
}

void refuse_a_result(const fs::path& folder, bool force) {
  for (const std::string_view name : kResultFiles) {
    const fs::path path = folder / name;
    std::error_code error;
    const fs::file_status status = fs::symlink_status(path, error);
    if (!fs::exists(status)) continue;
    if (fs::is_directory(status)) cannot_write(path, "there is a folder of that name");
    if (!force) {
      throw Error(Fault::kInput,
                  fmt::format("{}: already holds a result ({}); give another --out, or --force to "
                              "overwrite it",
                              folder.string(), name));
    }
  }
}

bool holds_a_result(const fs::path& folder) {
  std::error_code error;
  return fs::exists(folder / kManifest, error);
}

OutputFolder::OutputFolder(fs::path folder, bool force)
    : folder_(std::move(folder)), force_(force) {
  std::error_code error;
  const fs::path absolute = fs::absolute(folder_, error).lexically_normal();
  // "results/" names the same folder as "results".
  const fs::path target = absolute.has_filename() ? absolute : absolute.parent_path();
  const fs::file_status status = fs::status(target, error);
  if (fs::exists(status) && !fs::is_directory(status)) {
    cannot_write(folder_, "there is a file of that name; --out expects a folder");
  }
  refuse_a_result(folder_, force_);
  created_ = create_folders(target);
  std::string pattern = (target / ".armistice-XXXXXX").string();
  if (::mkdtemp(pattern.data()) == nullptr) {
    const int why = errno;
    remove_folders(created_);
    cannot_write(folder_, reason(why));
  }
  staging_ = pattern;
}

OutputFolder::~OutputFolder() {
  std::error_code error;
  if (!staging_.empty()) fs::remove_all(staging_, error);
  remove_folders(created_);
}

fs::path OutputFolder::staged(std::string_view name) {
  names_.emplace_back(name);
  return staging_ / name;
}

void OutputFolder::write(std::string_view name, std::string_view text) {
  OutputFile file(staged(name));
  if (name.ends_with(".csv")) {
    file.write(in_format(std::string(text), format_));
  } else {
    file.write(text);
  }
  file.close();
}

void OutputFolder::adopt(std::string_view name, const fs::path& file) {
  const fs::path place = staged(name);
  std::error_code error;
  fs::create_hard_link(file, place, error);
  if (error) fs::copy_file(file, place, error);  // a file system without links
  if (error) cannot_write(place, error.message());
}

void OutputFolder::commit() {
  refuse_a_result(folder_, force_);  // another run may have finished here in the meantime
  std::error_code error;
  fs::remove(folder_ / kManifest, error);
  const auto is_manifest = [](const std::string& name) { return name == kManifest; };
  for (const std::string& name : names_) {
    if (!is_manifest(name)) rename_into_place(staging_ / name, folder_ / name);
  }
  for (const std::string_view name : kResultFiles) {  // of an earlier result that had more files
    if (std::find(names_.begin(), names_.end(), name) == names_.end()) {
      fs::remove(folder_ / name, error);
    }
  }
  if (std::any_of(names_.begin(), names_.end(), is_manifest)) {
    rename_into_place(staging_ / kManifest, folder_ / kManifest);
  }
  fs::remove_all(staging_, error);
  sync_folder(folder_);
  staging_.clear();
  created_.clear();
}

}  // namespace armistice
