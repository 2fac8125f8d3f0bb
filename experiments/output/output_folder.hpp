// A folder of results that appears whole or not at all: files are written in a hidden folder beside
// their place, then renamed into it.
#pragma once

#include <cstdio>
#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "experiments/input/descriptor.hpp"
#include "experiments/output/written_files.hpp"
#include "experiments/report/csv.hpp"

namespace armistice {

/// One file being written. Every write is checked: a full disk is an Error(kOutput), not a short
/// file.
class OutputFile {
 public:
  explicit OutputFile(std::filesystem::path path);
  OutputFile(const OutputFile&) = delete;
  OutputFile& operator=(const OutputFile&) = delete;
  ~OutputFile();

  void write(std::string_view text);
  void close();  // down to the disk

 private:
  [[noreturn]] void fail(const char* what) const;

  std::filesystem::path path_;
  std::FILE* file_;
};

/// After this the names in it are on the disk too. A file system that can't do it is no fault.
void sync_folder(const std::filesystem::path& folder);

/// The holder of the folder (held_folder.hpp): the OutputFolder, or its owner, whose work lies in
/// it.
enum class Holder { kThis, kOwner };

/// Made before the run, so that what can be refused is refused before any work is done.
class OutputFolder {
 public:
  /// Throws what replaced_files throws, with `force` for kResult, what hold_folder throws, and
  /// Error(kOutput) if the folder can't be written.
  OutputFolder(std::filesystem::path folder, ResultOf result, bool force,
               Holder holder = Holder::kThis);
  OutputFolder(const OutputFolder&) = delete;
  OutputFolder& operator=(const OutputFolder&) = delete;
  ~OutputFolder();  // without commit(), leaves no trace

  /// Where to write the file that will be called `name`.
  std::filesystem::path staged(std::string_view name);
  /// Where a file is that was staged.
  std::filesystem::path file(std::string_view name) const { return staging_ / name; }
  /// Tables (".csv") go to the disk in the format of the folder.
  void write(std::string_view name, std::string_view text);
  void use(const CsvFormat& format) { format_ = format; }

  /// A file that is there already, and stays there too, will be called `name`. It was written with
  /// this mark, and is on the disk: otherwise commit() throws Error(kInput).
  void adopt(std::string_view name, const std::filesystem::path& file, const FileMark& mark);

  /// Called during commit() until the first file is moved; what it throws ends it without a trace.
  void heed(Heed heed) { heed_ = std::move(heed); }

  /// Puts all staged files in their places, in place of a result like it, with columns.csv, which
  /// says what the columns of the tables among them mean. manifest.json, to which the list of the
  /// other files is added, goes last: a folder with a manifest is complete.
  void commit();

  const std::filesystem::path& path() const { return folder_; }

 private:
  void describe_columns();  // columns.csv, of the tables that were staged
  std::set<std::string> replaced() const;
  void list_staged_files();
  void remove_staging();
  void move_into_place(const std::set<std::string>& gone, bool into_free_places);
  bool holds_a_replaced_manifest() const;

  std::filesystem::path folder_;
  ResultOf result_;
  std::filesystem::path staging_;
  Descriptor folder_lock_;
  Descriptor lock_;  // says that the staging folder is in use
  std::vector<std::filesystem::path>
      created_;  // folders that were not there before, outermost first
  std::vector<std::string> names_;
  std::map<std::string, FileMark> adopted_;
  Heed heed_;
  bool force_;
  bool moving_ = false;  // from then on the staging folder has the proof of what is in place
  CsvFormat format_;
};

}  // namespace armistice
