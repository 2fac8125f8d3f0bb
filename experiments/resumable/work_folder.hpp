// Unfinished work on the disk: DIR/.armistice-work/ has the unfinished files of a result, and
// progress.json says how much is done. Appended data reach the disk before progress.json is renamed
// into place. So a kill, a full disk or a lost node loses only the work since the last checkpoint.
// When work is resumed, data beyond the checkpoint are cut off. Checksums of all that it has tell
// whether it is as it was left: what was changed since is refused.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "experiments/input/descriptor.hpp"
#include "experiments/output/file_digest.hpp"
#include "experiments/resumable/identity.hpp"

namespace armistice {

/// How far the work in a folder has come.
struct WorkProgress {
  std::int64_t done = 0;                  // trials or points, from its first
  bool complete = false;                  // all of its
  std::map<std::string, FileMark> files;  // each as far as it counts
  std::string state;                      // whatever else the work needs to go on
};

/// What to do about work or a result that is there already.
enum class Existing {
  kRefuse,
  kReplace,
  kResume,
  kGrow,  // as kResume, and beside a result, which is the beginning of this work
};

/// The path of the work folder of a result: a name that nobody else gives a folder.
std::filesystem::path work_path(const std::filesystem::path& folder);

/// Throws Error(kInput) naming `folder` if there is no readable work, or a file of it that was
/// changed, or was written in the format of another version.
Identity work_identity(const std::filesystem::path& folder);
WorkProgress work_progress(const std::filesystem::path& folder);

/// In which of the files of its progress the work in `folder` differs from what was written, in
/// words; none if it is as it was left. What lies beyond a checkpoint does not count.
std::vector<std::string> changes_in_work(const std::filesystem::path& folder,
                                         const WorkProgress& progress, const Heed& heed = {});

class WorkFolder {
 public:
  /// Opens the work folder for appending to `files`, from the end of earlier work or from the
  /// start. Throws Error(kInput) if another process works there. It throws the same for work or a
  /// result that `existing` does not allow for, that has another identity and cannot grow into this
  /// one, or that is not ours. Throws Error(kOutput) if the folder cannot be written.
  WorkFolder(std::filesystem::path folder, const Identity& identity,
             const std::vector<std::string>& files, Existing existing);
  WorkFolder(const WorkFolder&) = delete;
  WorkFolder& operator=(const WorkFolder&) = delete;
  ~WorkFolder();  // without any checkpoint, leaves no trace

  /// As of the last checkpoint; of earlier work at first.
  const WorkProgress& progress() const { return progress_; }

  void append(std::size_t file, std::string_view text);

  /// Makes a checkpoint: later work continues from here, even after a crash.
  void checkpoint(std::int64_t done, std::string_view state, bool complete = false);

  std::filesystem::path file(std::string_view name) const;
  const std::filesystem::path& folder() const { return folder_; }

  /// Once its files are in their places.
  void remove();

 private:
  struct Stream {
    std::string name;
    Descriptor descriptor;
    std::uintmax_t bytes = 0;
    Digest digest{};  // of these bytes
  };
  void settle(const Identity& identity, const std::vector<std::string>& files, Existing existing);
  void go_on(const Identity& identity);
  void begin(const Identity& identity);
  void remove_ours();
  void open(Stream& stream);
  void check_beginning(Stream& stream) const;
  void leave_no_trace();  // unless there is a checkpoint
  void write_progress(const WorkProgress& progress) const;
  void write_atomically(std::string_view name, std::string_view text) const;

  std::filesystem::path folder_, work_;
  std::vector<Stream> streams_;
  WorkProgress progress_;
  std::vector<std::filesystem::path> created_;  // folders, until there is a checkpoint in them
  Descriptor lock_;                             // of the folder, held until the end
};

/// Removes the work that a result in `folder` came from, if a kill left it behind: it is complete,
/// has this identity, and no process works there. Returns whether there was such work.
bool remove_finished_work(const std::filesystem::path& folder, const Identity& identity);

/// Whether it is time for a checkpoint in a flow of small blocks: about every second.
class CheckpointClock {
 public:
  bool due();

 private:
  std::int64_t last_ = -1;  // milliseconds of a steady clock
};

}  // namespace armistice
