// Unfinished work on the disk: DIR/.armistice-work/ holds the files of a result as far as they have
// come, and progress.json says how far that is. Files are appended to and reach the disk before
// progress.json is renamed into place, so a kill at any moment, a full disk or a lost node loses no
// more than what was done since the last checkpoint: what lies beyond it is cut off when work goes
// on.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "experiments/campaign/identity.hpp"
#include "experiments/input/descriptor.hpp"

namespace armistice {

/// How far the work in a part folder has come.
struct PartProgress {
  std::int64_t done = 0;                        // trials or points, from the part's first
  bool complete = false;                        // all of the part's
  std::map<std::string, std::uintmax_t> bytes;  // of each file
  std::string state;                            // whatever else the work needs to go on
};

/// What to do about work or a result that is there already.
enum class Existing {
  kRefuse,
  kReplace,
  kResume,
  kGrow,  // as kResume, and beside a result, which is the beginning of this work
};

/// The path of the part folder of a result: a name that nobody else gives a folder.
std::filesystem::path part_path(const std::filesystem::path& folder);

/// Throws Error(kInput) naming `folder` if there is no readable part.
Identity part_identity(const std::filesystem::path& folder);
PartProgress part_progress(const std::filesystem::path& folder);

class PartFolder {
 public:
  /// Opens the part folder for appending to `files`: where earlier work got, or anew. Throws
  /// Error(kInput) if another process is at work there, or if there is work or a result that
  /// `existing` does not allow for, that is of another identity and can't grow into this one, or
  /// that is none of ours; Error(kOutput) if it can't be written.
  PartFolder(std::filesystem::path folder, const Identity& identity,
             const std::vector<std::string>& files, Existing existing);
  PartFolder(const PartFolder&) = delete;
  PartFolder& operator=(const PartFolder&) = delete;
  ~PartFolder();  // without any checkpoint, leaves no trace

  /// As of the last checkpoint; of earlier work at first.
  const PartProgress& progress() const { return progress_; }

  void append(std::size_t file, std::string_view text);

  /// From now on the work goes on from here, whatever happens.
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
  };
  void settle(const Identity& identity, const std::vector<std::string>& files, Existing existing);
  void go_on(const Identity& identity);
  void begin(const Identity& identity);
  void remove_ours();
  void open(Stream& stream);
  void leave_no_trace();  // unless there is a checkpoint
  void write_progress(const PartProgress& progress) const;
  void write_atomically(std::string_view name, std::string_view text) const;

  std::filesystem::path folder_, part_;
  std::vector<Stream> streams_;
  PartProgress progress_;
  std::vector<std::filesystem::path> created_;  // folders, until there is a checkpoint in them
  Descriptor lock_;                             // of the folder, held until the end
};

/// Removes the work that a result in `folder` came from, if a kill left it behind: it is complete,
/// of this very identity, and nobody is at work there. Says whether there was such work.
bool remove_finished_work(const std::filesystem::path& folder, const Identity& identity);

/// True of the checkpoints that a flow of small blocks should make: every second or so.
class CheckpointClock {
 public:
  bool due();

 private:
  std::int64_t last_ = -1;  // milliseconds of a steady clock
};

}  // namespace armistice
