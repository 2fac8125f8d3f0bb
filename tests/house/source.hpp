// The project's own files, read as text by the tests of its house rules.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace armistice::house {

/// Root of the source tree.
std::filesystem::path root();

/// Every file under version control, or not yet but not ignored either, relative to the root.
/// Without git, or outside a checkout: what lies in the source folders.
std::vector<std::string> tracked_files();

/// Those with one of the given folders and endings, e.g. ({"core", "agents"}, {".hpp"}). Throws if
/// there is none.
std::vector<std::string> tracked_files(const std::vector<std::string>& folders,
                                       const std::vector<std::string>& endings);

std::string read(const std::string& file);
std::vector<std::string> lines_of(const std::string& text);

/// C++ with the insides of comments, strings and characters blanked out; lines stay where they are.
std::string without_comments_and_strings(const std::string& text);
/// The same with strings left as they are.
std::string without_comments(const std::string& text);

struct Include {
  std::string file;  // between the brackets or quotes
  bool ours;         // in quotes
  int line;
};
std::vector<Include> includes_of(const std::string& file);

/// Standard output of a command; throws if it fails.
std::string output_of(const std::string& command);

}  // namespace armistice::house
