// The file of a page: where it may be written, and how.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace armistice {

/// The folder that it lies in.
std::filesystem::path folder_of_page(const std::filesystem::path& out);

/// A place for a file, and what may stand there already.
struct FilePlace {
  std::string_view command, option;  // for messages: "report", "--out"
  std::filesystem::path place;
  bool (*ours)(std::string_view text);  // the program wrote it
  bool (*unchanged)(std::string_view text);
};

/// Refuses a place that is taken, unless it is taken by what the program wrote and nobody edited,
/// and `force` says so. Throws Error(kInput).
void check_taken(const FilePlace& file, bool force);

/// The same of a page, and a place in a folder that is not there.
void check_page_place(std::string_view command, const std::filesystem::path& out, bool force);

/// Whole or not at all. Throws Error(kOutput).
void write_page(const std::filesystem::path& out, const std::string& page);

}  // namespace armistice
