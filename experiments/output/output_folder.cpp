#include "experiments/output/output_folder.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <stdlib.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>
#include <utility>

#include "experiments/error.hpp"
#include "experiments/input/csv_rows.hpp"
#include "experiments/output/columns.hpp"
#include "experiments/output/file_pieces.hpp"
#include "experiments/output/held_folder.hpp"
#include "experiments/output/manifest.hpp"
#include "experiments/output/sealed_json.hpp"

namespace armistice {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void cannot_write(const fs::path& path, const std::string& why) {
  throw Error(Fault::kOutput, fmt::format("{}: can't be written: {}", path.string(), why));
}

std::string reason(int error) { return std::generic_category().message(error); }

void rename_into_place(const fs::path& from, const fs::path& to) {
  std::error_code error;
  fs::rename(from, to, error);
  if (error) cannot_write(to, error.message());
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

void sync_folder(const fs::path& folder) {
  const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY);
  if (descriptor < 0) return;
  ::fsync(descriptor);
  ::close(descriptor);
}

OutputFolder::OutputFolder(fs::path folder, ResultOf result, bool force, Holder holder)
    : folder_(std::move(folder)), result_(std::move(result)), force_(force) {
  std::error_code error;
  const fs::path absolute = fs::absolute(folder_, error);
  // "results/" names the same folder as "results".
  const fs::path target = absolute.has_filename() ? absolute : absolute.parent_path();
  const fs::file_status status = fs::status(target, error);
  if (fs::exists(status) && !fs::is_directory(status)) {
    cannot_write(folder_, "there is a file of that name; --out expects a folder");
  }
  if (holder == Holder::kThis) {
    HeldFolder held = hold_folder(target);
    created_ = std::move(held.created);
    folder_lock_ = std::move(held.lock);
  }
  try {
    if (holder == Holder::kThis && fs::exists(target / kWorkFolder, error)) {
      throw Error(Fault::kInput,
                  fmt::format("{}: holds the unfinished work of another result; give another --out",
                              folder_.string()));
    }
    replaced();
    remove_unproven_staging(folder_);
  } catch (...) {
    remove_folders(created_);
    throw;
  }
  std::string pattern = (target / staging_pattern()).string();
  if (::mkdtemp(pattern.data()) == nullptr) {
    const int why = errno;
    remove_folders(created_);
    cannot_write(folder_, reason(why));
  }
  staging_ = pattern;
  lock_ = locked(staging_);
  try {
    OutputFile mark(staging_ / kStagingMarkName);
    mark.write(staging_mark());
    mark.close();
  } catch (...) {
    remove_staging();
    remove_folders(created_);
    throw;
  }
}

OutputFolder::~OutputFolder() {
  if (!staging_.empty() && !moving_) remove_staging();
  remove_folders(created_);
}

std::set<std::string> OutputFolder::replaced() const {
  return replaced_files(folder_, result_, force_ ? Replaces::kResult : Replaces::kNothing);
}

void OutputFolder::remove_staging() {
  std::error_code error;
  for (const std::string& name : names_) fs::remove(staging_ / name, error);
  fs::remove(staging_ / kReplacedManifestName, error);
  fs::remove(staging_ / kStagingMarkName, error);
  fs::remove(staging_, error);  // if it is empty
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

// A copy must be on the disk before the manifest that vouches for it; of a link the owner's file is
// there already.
void OutputFolder::adopt(std::string_view name, const fs::path& file, const FileMark& mark) {
  const fs::path place = staged(name);
  adopted_.emplace(name, mark);
  std::error_code error;
  fs::create_hard_link(file, place, error);
  if (!error) return;
  OutputFile copy(place);  // a file system without links
  read_in_pieces(file, [&copy](std::string_view piece) {
    copy.write(piece);
    return true;
  });
  copy.close();
}

void OutputFolder::describe_columns() {
  std::vector<FileColumns> files;
  for (const std::string& name : names_) {
    if (!name.ends_with(".csv")) continue;
    CsvRows rows(CsvSource{.file = staging_ / name, .delimiter = format_.delimiter});
    if (const auto header = rows.next()) files.push_back({name, header->cells});
  }
  if (!files.empty()) write(kColumnsName, columns_csv(files));
}

void OutputFolder::list_staged_files() {
  const fs::path path = staging_ / kManifestName;
  nlohmann::ordered_json manifest = manifest_in(path);
  if (result_of(manifest) != result_) {
    throw Error(Fault::kOurs, fmt::format("{}: the manifest is not of a {}", folder_.string(),
                                          to_string(result_)));
  }
  std::vector<std::pair<std::string, FileMark>> files;
  for (const std::string& name : names_) {
    if (name == kManifestName) continue;
    const FileMark mark = mark_of(staging_ / name, heed_);
    const auto adopted = adopted_.find(name);
    if (adopted != adopted_.end() && adopted->second != mark) {
      throw Error(Fault::kInput, fmt::format("{}: {}; --force runs it anew", name,
                                             change_of(adopted->second, mark)));
    }
    files.emplace_back(name, mark);
  }
  manifest["format"] = kResultFormat;
  list_files(manifest, files);
  seal(manifest);
  OutputFile file(path);
  file.write(json_text(manifest));
  file.close();
}

/// If a file can't be moved into a folder that had none of ours, those that were moved go again: a
/// failure leaves no more than it found. What took another's place stays, and the staging folder
/// proves that it is ours.
void OutputFolder::move_into_place(const std::set<std::string>& gone, bool into_free_places) {
  std::vector<std::string> moved;
  try {
    for (const std::string& name : names_) {
      if (name == kManifestName) continue;
      rename_into_place(staging_ / name, folder_ / name);
      moved.push_back(name);
    }
    std::error_code error;
    for (const std::string& name : gone) fs::remove(folder_ / name, error);
    rename_into_place(staging_ / kManifestName, folder_ / kManifestName);
  } catch (const Error&) {
    if (!into_free_places || holds_a_replaced_manifest()) throw;
    std::error_code error;
    for (const std::string& name : moved) fs::remove(folder_ / name, error);
    moving_ = false;
    throw;
  }
}

bool OutputFolder::holds_a_replaced_manifest() const {
  std::error_code error;
  return fs::exists(staging_ / kReplacedManifestName, error);
}

void OutputFolder::commit() {
  describe_columns();
  list_staged_files();
  std::set<std::string> old = replaced();  // anything may have come here in the meantime
  const bool free_places = old.empty();
  for (const std::string& name : names_) {
    std::error_code error;
    const bool free = !fs::exists(fs::symlink_status(folder_ / name, error));
    if (!free && name != kManifestName && old.erase(name) == 0) {
      throw Error(Fault::kInput,
                  fmt::format("{}: is in the way, and armistice did not write it; move it, or give "
                              "another --out",
                              (folder_ / name).string()));
    }
  }
  sync_folder(staging_);
  moving_ = true;
  if (holds_a_result(folder_)) {
    rename_into_place(folder_ / kManifestName, staging_ / kReplacedManifestName);
  }
  move_into_place(old, free_places);
  sync_folder(folder_);
  remove_staging();
  lock_ = Descriptor();
  remove_left_staging(folder_);
  staging_.clear();
  created_.clear();
}

}  // namespace armistice
