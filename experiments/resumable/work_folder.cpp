#include "experiments/resumable/work_folder.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <fstream>
#include <iterator>
#include <optional>
#include <set>
#include <system_error>
#include <utility>

#include "experiments/error.hpp"
#include "experiments/output/held_folder.hpp"
#include "experiments/output/manifest.hpp"
#include "experiments/output/output_folder.hpp"
#include "experiments/output/sealed_json.hpp"
#include "experiments/output/written_files.hpp"
#include "experiments/resumable/growth.hpp"

namespace armistice {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kIdentity = "identity.json", kProgress = "progress.json",
                           kState = "state", kNew = ".new";
constexpr const char* kFiles = "files";

[[noreturn]] void cannot_write(const fs::path& path, int error) {
  throw Error(Fault::kOutput, fmt::format("{}: can't be written: {}", path.string(),
                                          std::generic_category().message(error)));
}

std::string read_all(const fs::path& path) {
  std::ifstream stream(path, std::ios::binary);
  if (!stream) {
    throw Error(Fault::kInput,
                fmt::format("{}: no unfinished or sharded work: {} can't be read",
                            path.parent_path().parent_path().string(), path.filename().string()));
  }
  return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

constexpr std::string_view kAnew = "the same command with --force begins it anew";

[[noreturn]] void damaged(const fs::path& file, std::string_view how = "is damaged") {
  throw Error(Fault::kInput,
              fmt::format("{}: {}, so the work there can't be gone on with; {} (or remove {})",
                          file.string(), how, kAnew, file.parent_path().string()));
}

[[noreturn]] void of_other_version(const fs::path& file, int format) {
  const bool older = format < kWorkFormat;
  throw Error(
      Fault::kInput,
      fmt::format("{}: {} version of armistice wrote it, in format {}; this one reads "
                  "format {}. Finish it with that version; {}",
                  file.string(), older ? "an earlier" : "a later", format, kWorkFormat, kAnew));
}

/// What armistice wrote there, and sealed.
nlohmann::ordered_json read_json(const fs::path& path) {
  auto json = nlohmann::ordered_json::parse(read_all(path), nullptr, false);
  if (!json.is_object() || seal_of(json) == Seal::kBroken) damaged(path);
  if (format_of(json) != kWorkFormat) of_other_version(path, format_of(json));
  if (seal_of(json) != Seal::kWhole) damaged(path);
  return json;
}

std::string sealed_text(nlohmann::ordered_json json) {
  json["format"] = kWorkFormat;
  seal(json);
  return json_text(json);
}

nlohmann::ordered_json mark_data(const FileMark& mark) {
  return {{"bytes", mark.bytes}, {"crc64", mark.digest}};
}

FileMark mark_from(const nlohmann::ordered_json& json) {
  return {json.at("bytes").get<std::uintmax_t>(), json.at("crc64").get<std::string>()};
}

/// Each state has a name of its own, so that none is overwritten before progress.json says that
/// another one counts.
std::string state_name(const FileMark& mark) { return fmt::format("{}-{}", kState, mark.digest); }

bool is_state_name(std::string_view name) {
  if (!name.starts_with(kState)) return false;
  name.remove_prefix(kState.size());
  return name.starts_with('-') && name.size() > 1 &&
         name.find_first_not_of("0123456789abcdef", 1) == std::string_view::npos;
}

bool is_there(const fs::path& path) {
  std::error_code error;
  return fs::exists(fs::symlink_status(path, error));
}

/// The files that the identity of work lists; none if it is damaged.
std::optional<std::vector<std::string>> listed_files(const nlohmann::ordered_json& identity) {
  if (!identity.is_object() || !identity.contains(kFiles) || !identity[kFiles].is_array()) {
    return std::nullopt;
  }
  std::vector<std::string> files;
  for (const auto& name : identity[kFiles]) {
    if (!name.is_string()) return std::nullopt;
    files.push_back(name.get<std::string>());
  }
  return files;
}

/// Without an identity that says which: the files of the work by its progress, and whatever a
/// result may have. The folder's name is the mark that they are ours.
std::vector<std::string> presumed_files(const fs::path& work) {
  std::vector<std::string> files;
  const auto progress = manifest_in(work / kProgress);
  const bool known = progress.is_object() && progress.value("files", Identity()).is_object();
  if (known) {
    for (const auto& [name, mark] : progress["files"].items()) files.push_back(name);
  }
  std::error_code error;
  for (fs::directory_iterator i(work, error), end; !error && i != end; i.increment(error)) {
    const std::string name = i->path().filename().string();
    if (is_name_of_result(name)) files.push_back(name);
  }
  return files;
}

/// The names that all work of ours has in its folder, and those of `files`.
std::set<std::string> names_of_work(const fs::path& work, const std::vector<std::string>& files) {
  std::set<std::string> names(files.begin(), files.end());
  std::error_code error;
  for (fs::directory_iterator i(work, error), end; !error && i != end; i.increment(error)) {
    const std::string name = i->path().filename().string();
    std::string_view plain = name;
    if (plain.ends_with(kNew)) plain.remove_suffix(kNew.size());
    if (plain == kIdentity || plain == kProgress || is_state_name(plain)) names.insert(name);
  }
  return names;
}

/// Removes its own files one by one, then what says that it is complete, and last its identity,
/// which lists them. As long as one of its files can't be removed, they say that it is ours. What a
/// person put there stays, and then so does the folder.
void remove_work(const fs::path& work, const std::vector<std::string>& files) {
  std::error_code error;
  bool all = true;
  for (const std::string& name : names_of_work(work, files)) {
    const bool last = name == kIdentity || name == kProgress;
    if (last || fs::path(name).filename() != name) continue;
    fs::remove(work / name, error);
    all = all && !error;
  }
  if (!all) return;
  fs::remove(work / kProgress, error);
  if (error) return;
  fs::remove(work / kIdentity, error);
  fs::remove(work, error);
}

[[noreturn]] void not_ours(const fs::path& path) {
  throw Error(Fault::kInput, fmt::format("{}: is in the way, and armistice did not write it; move "
                                         "it, or give another --out",
                                         path.string()));
}

/// A file that has another name too, of a result in its place or a person's copy, must not change
/// under that name.
void keep_to_itself(const fs::path& path) {
  std::error_code error;
  if (fs::hard_link_count(path, error) < 2 || error) return;
  const fs::path copy = path.string() + std::string(kNew);
  if (!fs::copy_file(path, copy, fs::copy_options::overwrite_existing, error) || error) {
    cannot_write(copy, error.value());
  }
  fs::rename(copy, path, error);
  if (error) cannot_write(path, error.value());
}

/// Damaged: nobody can tell what it is work on, so it can't be gone on with.
enum class Work { kNone, kWhole, kDamaged };

/// Which there is. Throws Error(kInput) if there is something else in its place.
Work work_in(const fs::path& work) {
  if (!is_there(work)) return Work::kNone;
  std::error_code error;
  if (!fs::is_directory(fs::symlink_status(work, error))) not_ours(work);
  if (!is_there(work / kIdentity)) {  // killed before it had one, or not ours
    const std::string begun = fmt::format("{}{}", kIdentity, kNew);
    const bool alone = std::distance(fs::directory_iterator(work), {}) == 1;
    if (alone) fs::remove(work / begun, error);
    if (!fs::is_empty(work, error)) not_ours(work);
    return Work::kNone;
  }
  if (!fs::is_regular_file(work / kIdentity, error)) not_ours(work / kIdentity);
  const auto identity = manifest_in(work / kIdentity);
  if (!identity.is_object() || seal_of(identity) == Seal::kBroken) return Work::kDamaged;
  if (!result_of(identity) || !listed_files(identity)) not_ours(work);
  return Work::kWhole;
}

WorkProgress progress_from(const fs::path& work) {
  WorkProgress progress;
  const auto json = read_json(work / kProgress);
  try {
    progress.done = json.at("done").get<std::int64_t>();
    progress.complete = json.at("complete").get<bool>();
    for (const auto& [name, mark] : json.at("files").items()) {
      progress.files[name] = mark_from(mark);
    }
    if (json.at("state").is_null()) return progress;
    const FileMark mark = mark_from(json.at("state"));
    const fs::path state = work / state_name(mark);
    std::error_code error;
    const auto bytes = fs::file_size(state, error);
    // Its size first: nobody knows how much there may be of what isn't ours.
    if (!error && bytes == mark.bytes) progress.state = read_all(state);
    if (error || mark_of_text(progress.state) != mark) damaged(state);
  } catch (const nlohmann::json::exception&) {
    damaged(work / kProgress);
  }
  return progress;
}

}  // namespace

fs::path work_path(const fs::path& folder) { return folder / kWorkFolder; }

Identity work_identity(const fs::path& folder) { return read_json(work_path(folder) / kIdentity); }

WorkProgress work_progress(const fs::path& folder) { return progress_from(work_path(folder)); }

std::vector<std::string> changes_in_work(const fs::path& folder, const WorkProgress& progress,
                                         const Heed& heed) {
  std::vector<std::string> changes;
  for (const auto& [name, mark] : progress.files) {
    const fs::path file = work_path(folder) / name;
    std::error_code error;
    if (!fs::is_regular_file(file, error)) {
      changes.push_back(fmt::format("{} is missing", name));
      continue;
    }
    const auto bytes = fs::file_size(file, error);
    // Beyond a checkpoint there may be more, but not in work that is complete.
    const bool size_fits = progress.complete ? bytes == mark.bytes : bytes >= mark.bytes;
    const FileMark now{size_fits ? mark.bytes : bytes,
                       size_fits ? digest_of_beginning(file, mark.bytes, heed).text() : ""};
    if (now != mark) changes.push_back(fmt::format("{} {}", name, change_of(mark, now)));
  }
  return changes;
}

WorkFolder::WorkFolder(fs::path folder, const Identity& identity,
                       const std::vector<std::string>& files, Existing existing)
    : folder_(std::move(folder)), work_(work_path(folder_)) {
  HeldFolder held = hold_folder(folder_);  // before anything in it is looked at
  created_ = std::move(held.created);
  lock_ = std::move(held.lock);
  try {
    settle(identity, files, existing);
  } catch (...) {  // the destructor of what never was one leaves its folders
    leave_no_trace();
    throw;
  }
}

void WorkFolder::settle(const Identity& identity, const std::vector<std::string>& files,
                        Existing existing) {
  const bool goes_on = existing == Existing::kResume || existing == Existing::kGrow;
  const Work work = work_in(work_);
  if (work == Work::kDamaged && existing != Existing::kReplace) damaged(work_ / kIdentity);
  const auto identity_there = [this] { return manifest_in(work_ / kIdentity); };
  const bool there = work == Work::kWhole;
  const std::optional<ResultOf> result = result_of(identity);
  if (!result) throw Error(Fault::kOurs, "unfinished work without an identity");
  const bool half = there && existing == Existing::kResume;
  const bool whole = existing == Existing::kReplace || existing == Existing::kGrow;
  replaced_files(folder_, *result,
                 whole  ? Replaces::kResult
                 : half ? Replaces::kHalfAResult
                        : Replaces::kNothing);
  if (there && result_of(identity_there()) != result) {
    throw Error(Fault::kInput,
                fmt::format("{}: holds other work that is unfinished or a shard, {}; give "
                            "another --out",
                            folder_.string(), to_string(*result_of(identity_there()))));
  }
  if (there && existing == Existing::kRefuse) {
    throw Error(Fault::kInput,
                fmt::format("{}: holds unfinished work; --resume goes on with it, --force throws "
                            "it away",
                            folder_.string()));
  }
  Identity kept = identity;
  kept[kFiles] = files;
  if (there && goes_on) {
    go_on(kept);
  } else {
    begin(kept);
  }
  for (const std::string& name : files) {
    streams_.push_back({name, Descriptor(), progress_.files[name].bytes});
    open(streams_.back());
  }
}

void WorkFolder::go_on(const Identity& identity) {
  if (is_there(work_ / kProgress)) progress_ = progress_from(work_);
  const Identity there = work_identity(folder_);
  const std::vector<IdentityDifference> different = differences(there, identity);
  if (different.empty()) return;
  if (!may_grow(there, identity, progress_.done)) {
    throw Error(Fault::kInput,
                fmt::format("{}: can't be resumed: the work there was begun otherwise{}{}",
                            folder_.string(), to_text(different), why_not_larger(there, identity)));
  }
  // The whole of a smaller work is a part of this one. This is recorded first: otherwise a kill
  // between the two steps would leave a larger work marked as complete.
  if (progress_.complete) {
    progress_.complete = false;
    write_progress(progress_);
  }
  write_atomically(kIdentity, sealed_text(identity));
}

void WorkFolder::begin(const Identity& identity) {
  remove_ours();
  for (const auto& name : identity[kFiles].get<std::vector<std::string>>()) {
    if (is_there(work_ / name)) not_ours(work_ / name);
  }
  for (fs::path& p : create_folders(work_)) created_.push_back(std::move(p));
  write_atomically(kIdentity, sealed_text(identity));
}

void WorkFolder::write_progress(const WorkProgress& progress) const {
  Identity files = Identity::object(), state;
  for (const auto& [name, mark] : progress.files) files[name] = mark_data(mark);
  if (!progress.state.empty()) state = mark_data(mark_of_text(progress.state));
  write_atomically(kProgress, sealed_text({{"done", progress.done},
                                           {"complete", progress.complete},
                                           {"files", std::move(files)},
                                           {"state", std::move(state)}}));
}

void WorkFolder::remove_ours() {
  if (!is_there(work_ / kIdentity)) return;
  const auto listed = listed_files(manifest_in(work_ / kIdentity));
  remove_work(work_, listed ? *listed : presumed_files(work_));
}

WorkFolder::~WorkFolder() { leave_no_trace(); }

// Only while the folder is held, and only files made here: the work of other processes is never
// touched.
void WorkFolder::leave_no_trace() {
  if (created_.empty()) return;  // there is something to go on with
  const std::vector<fs::path> created = std::move(created_);
  try {
    remove_ours();
  } catch (const std::exception&) {  // gone, or no longer what it was
  }
  std::error_code error;
  fs::remove(work_ / fmt::format("{}{}", kIdentity, kNew), error);  // that could not be written
  remove_folders(created);
}

void WorkFolder::open(Stream& stream) {
  const fs::path path = work_ / stream.name;
  keep_to_itself(path);
  stream.descriptor = Descriptor(::open(path.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0666));
  if (!stream.descriptor.open()) cannot_write(path, errno);
  const auto bytes = static_cast<off_t>(stream.bytes);
  const off_t end = ::lseek(stream.descriptor.get(), 0, SEEK_END);
  if (end < bytes) {
    throw Error(Fault::kInput, fmt::format("{}: is shorter than when it was written; the work "
                                           "can't be resumed, --force starts it anew",
                                           path.string()));
  }
  check_beginning(stream);
  if (::ftruncate(stream.descriptor.get(), bytes) != 0 && end != bytes) cannot_write(path, errno);
  ::lseek(stream.descriptor.get(), bytes, SEEK_SET);
}

/// Nothing is added to what is not as it was left.
void WorkFolder::check_beginning(Stream& stream) const {
  if (stream.bytes == 0) return;
  const fs::path path = work_ / stream.name;
  stream.digest = digest_of_beginning(path, stream.bytes);
  const FileMark& then = progress_.files.at(stream.name);
  const FileMark now{stream.bytes, stream.digest.text()};
  if (now != then) damaged(path, fmt::format("is damaged: it {}", change_of(then, now)));
}

void WorkFolder::append(std::size_t file, std::string_view text) {
  Stream& stream = streams_[file];
  while (!text.empty()) {
    const ssize_t written = ::write(stream.descriptor.get(), text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) cannot_write(work_ / stream.name, errno);
    const auto count = static_cast<std::size_t>(written);
    stream.bytes += count;
    stream.digest.add(text.substr(0, count));
    text.remove_prefix(count);
  }
}

void WorkFolder::write_atomically(std::string_view name, std::string_view text) const {
  const fs::path beside = work_ / fmt::format("{}{}", name, kNew);
  OutputFile file(beside);
  file.write(text);
  file.close();
  std::error_code error;
  fs::rename(beside, work_ / name, error);
  if (error) cannot_write(work_ / name, error.value());
  sync_folder(work_);
}

void WorkFolder::checkpoint(std::int64_t done, std::string_view state, bool complete) {
  WorkProgress next{done, complete, {}, std::string(state)};
  for (const Stream& stream : streams_) {
    // EINVAL: a device, which has nothing to sync.
    if (::fsync(stream.descriptor.get()) != 0 && errno != EINVAL) {
      cannot_write(work_ / stream.name, errno);
    }
    next.files[stream.name] = {stream.bytes, stream.digest.text()};
  }
  if (!state.empty()) write_atomically(state_name(mark_of_text(state)), state);
  write_progress(next);
  std::error_code error;
  if (!progress_.state.empty() && progress_.state != state) {
    fs::remove(work_ / state_name(mark_of_text(progress_.state)), error);
  }
  progress_ = std::move(next);
  created_.clear();
}

fs::path WorkFolder::file(std::string_view name) const { return work_ / name; }

void WorkFolder::remove() {
  created_.clear();
  remove_ours();
}

bool remove_finished_work(const fs::path& folder, const Identity& identity) {
  const fs::path work = work_path(folder);
  if (!is_there(work / kIdentity)) return false;
  const Descriptor held = locked(folder);
  if (!held.open()) return false;  // somebody is at work there
  const auto there = manifest_in(work / kIdentity), progress = manifest_in(work / kProgress);
  const auto files = listed_files(there);
  if (!result_of(there) || !files || !differences(there, identity).empty()) return false;
  // A kill while it was removed may have left its identity alone.
  const bool bare =
      !is_there(work / kProgress) && std::distance(fs::directory_iterator(work), {}) == 1;
  const bool complete = progress.is_object() && progress.value("complete", Identity()) == true;
  if (!bare && !complete) return false;
  remove_work(work, *files);
  return true;
}

bool CheckpointClock::due() {
  using namespace std::chrono;
  constexpr std::int64_t kEvery = 1000;
  const std::int64_t now =
      duration_cast<milliseconds>(steady_clock::now().time_since_epoch()).count();
  if (last_ < 0) last_ = now;
  if (now - last_ < kEvery) return false;
  last_ = now;
  return true;
}

}  // namespace armistice
