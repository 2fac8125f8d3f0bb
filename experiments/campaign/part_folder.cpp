#include "experiments/campaign/part_folder.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <fstream>
#include <iterator>
#include <system_error>
#include <utility>

#include "experiments/error.hpp"
#include "experiments/output/manifest.hpp"
#include "experiments/output/output_folder.hpp"

namespace armistice {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kIdentity = "identity.json", kProgress = "progress.json",
                           kState = "state", kTyped = "typed";

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

nlohmann::ordered_json read_json(const fs::path& path) {
  auto json = nlohmann::ordered_json::parse(read_all(path), nullptr, false);
  if (!json.is_object()) {
    throw Error(Fault::kInput, fmt::format("{}: is damaged", path.string()));
  }
  return json;
}

/// The state has a name of its own at each checkpoint: progress.json says which one counts.
std::string state_name(std::int64_t blocks) { return fmt::format("{}-{}", kState, blocks); }

PartProgress progress_from(const fs::path& part) {
  PartProgress progress;
  const auto json = read_json(part / kProgress);
  try {
    progress.blocks = json.at("blocks").get<std::int64_t>();
    progress.complete = json.at("complete").get<bool>();
    for (const auto& [name, bytes] : json.at("bytes").items()) {
      progress.bytes[name] = bytes.get<std::uintmax_t>();
    }
  } catch (const nlohmann::json::exception&) {
    throw Error(Fault::kInput, fmt::format("{}: is damaged", (part / kProgress).string()));
  }
  const fs::path state = part / state_name(progress.blocks);
  if (json.value("state", false)) progress.state = read_all(state);
  return progress;
}

}  // namespace

fs::path part_path(const fs::path& folder) { return folder / "part"; }

Identity part_identity(const fs::path& folder) { return read_json(part_path(folder) / kIdentity); }

PartProgress part_progress(const fs::path& folder) { return progress_from(part_path(folder)); }

Descriptor::~Descriptor() {
  if (number_ >= 0) ::close(number_);
}

PartFolder::PartFolder(fs::path folder, const Identity& identity,
                       const std::vector<std::string>& files, Existing existing)
    : folder_(std::move(folder)), part_(part_path(folder_)) {
  std::error_code error;
  const bool there = fs::exists(part_ / kIdentity, error);
  const bool half_put_in_place = there && !holds_a_result(folder_);
  refuse_a_result(folder_, existing == Existing::kReplace || half_put_in_place);
  if (there && existing == Existing::kRefuse) {
    throw Error(Fault::kInput,
                fmt::format("{}: holds unfinished work; --resume goes on with it, --force throws "
                            "it away",
                            folder_.string()));
  }
  if (there) claim();
  if (there && existing == Existing::kResume) {
    const std::string difference = first_difference(part_identity(folder_), identity, kTyped);
    if (!difference.empty()) {
      throw Error(Fault::kInput, fmt::format("{}: can't be resumed: the work there has {}",
                                             folder_.string(), difference));
    }
    if (fs::exists(part_ / kProgress, error)) progress_ = progress_from(part_);
  } else {
    begin(identity);
  }
  for (const std::string& name : files) {
    streams_.push_back({name, Descriptor(), progress_.bytes[name]});
    open(streams_.back());
  }
}

void PartFolder::begin(const Identity& identity) {
  std::error_code error;
  fs::remove_all(part_, error);
  created_ = create_folders(part_);
  write_atomically(kIdentity, json_text(identity));
  claim();
}

// Two at once would write into each other's files. The lock goes with the process, however it ends;
// a file system that knows no locks does without.
void PartFolder::claim() {
  Descriptor lock(::open((part_ / kIdentity).c_str(), O_RDONLY | O_CLOEXEC));
  if (lock.open() && ::flock(lock.get(), LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK) {
    throw Error(Fault::kInput,
                fmt::format("{}: another armistice is at work there", folder_.string()));
  }
  lock_ = std::move(lock);
}

PartFolder::~PartFolder() {
  if (created_.empty()) return;  // there is something to go on with
  std::error_code error;
  fs::remove_all(part_, error);
  remove_folders(created_);
}

void PartFolder::open(Stream& stream) {
  const fs::path path = part_ / stream.name;
  stream.descriptor = Descriptor(::open(path.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0666));
  if (!stream.descriptor.open()) cannot_write(path, errno);
  const auto bytes = static_cast<off_t>(stream.bytes);
  const off_t end = ::lseek(stream.descriptor.get(), 0, SEEK_END);
  if (end < bytes) {
    throw Error(Fault::kInput, fmt::format("{}: is shorter than when it was written; the work "
                                           "can't be resumed, --force starts it anew",
                                           path.string()));
  }
  if (::ftruncate(stream.descriptor.get(), bytes) != 0 && end != bytes) cannot_write(path, errno);
  ::lseek(stream.descriptor.get(), bytes, SEEK_SET);
}

void PartFolder::append(std::size_t file, std::string_view text) {
  Stream& stream = streams_[file];
  while (!text.empty()) {
    const ssize_t written = ::write(stream.descriptor.get(), text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) cannot_write(part_ / stream.name, errno);
    stream.bytes += static_cast<std::uintmax_t>(written);
    text.remove_prefix(static_cast<std::size_t>(written));
  }
}

void PartFolder::write_atomically(std::string_view name, std::string_view text) const {
  const fs::path beside = part_ / fmt::format("{}.new", name);
  OutputFile file(beside);
  file.write(text);
  file.close();
  std::error_code error;
  fs::rename(beside, part_ / name, error);
  if (error) cannot_write(part_ / name, error.value());
  sync_folder(part_);
}

void PartFolder::checkpoint(std::int64_t blocks, std::string_view state, bool complete) {
  PartProgress next{blocks, complete, {}, std::string(state)};
  for (const Stream& stream : streams_) {
    // EINVAL: a device, which has nothing to sync.
    if (::fsync(stream.descriptor.get()) != 0 && errno != EINVAL) {
      cannot_write(part_ / stream.name, errno);
    }
    next.bytes[stream.name] = stream.bytes;
  }
  const std::string old = state_name(progress_.blocks);
  if (!state.empty()) write_atomically(state_name(blocks), state);
  nlohmann::ordered_json json{
      {"blocks", blocks}, {"complete", complete}, {"bytes", next.bytes}, {"state", !state.empty()}};
  write_atomically(kProgress, json_text(json));
  std::error_code error;
  if (progress_.blocks != blocks) fs::remove(part_ / old, error);
  progress_ = std::move(next);
  created_.clear();
}

fs::path PartFolder::file(std::string_view name) const { return part_ / name; }

void PartFolder::remove() {
  created_.clear();
  std::error_code error;
  fs::remove_all(part_, error);
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
