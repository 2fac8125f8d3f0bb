#include "tests/house/source.hpp"

#include <algorithm>
#include <cctype>
#include <cstdio>
#include <fstream>
#include <memory>
#include <sstream>
#include <stdexcept>

namespace armistice::house {

namespace fs = std::filesystem;

fs::path root() { return ARMISTICE_SOURCE_DIR; }

std::string output_of(const std::string& command) {
  const auto close = [](std::FILE* pipe) { return pclose(pipe); };
  std::unique_ptr<std::FILE, decltype(close)> pipe(popen(command.c_str(), "r"), close);
  if (!pipe) throw std::runtime_error("can't start " + command);
  std::string output;
  for (int c = 0; (c = std::fgetc(pipe.get())) != EOF;) output += static_cast<char>(c);
  if (pclose(pipe.release()) != 0) throw std::runtime_error("failed: " + command);
  return output;
}

namespace {

std::vector<std::string> files_by_git() {
  // Only in a checkout: a source folder inside another repository has no tracked files of ours.
  if (!fs::exists(root() / ".git")) return {};
  try {
    return lines_of(output_of("git -c 'safe.directory=*' -c core.quotePath=false -C '" +
                              root().string() +
                              "' ls-files --cached --others --exclude-standard 2>/dev/null"));
  } catch (const std::runtime_error&) {
    return {};
  }
}

std::vector<std::string> files_by_folder() {
  std::vector<std::string> files;
  for (const auto& entry : fs::directory_iterator(root())) {
    if (entry.is_regular_file()) files.push_back(entry.path().filename().string());
  }
  for (const char* folder : {"core", "agents", "experiments", "scenarios", "bench", "tests", "docs",
                             "notebooks", "tools", "cmake", ".ci", ".github"}) {
    if (!fs::exists(root() / folder)) continue;
    for (const auto& entry : fs::recursive_directory_iterator(root() / folder)) {
      if (entry.is_regular_file()) files.push_back(fs::relative(entry, root()).generic_string());
    }
  }
  return files;
}

}  // namespace

std::vector<std::string> tracked_files() {
  std::vector<std::string> files = files_by_git();
  if (files.empty()) files = files_by_folder();
  // A file that was deleted but is still in the index.
  std::erase_if(files, [](const std::string& file) { return !fs::is_regular_file(root() / file); });
  std::sort(files.begin(), files.end());
  return files;
}

std::vector<std::string> tracked_files(const std::vector<std::string>& folders,
                                       const std::vector<std::string>& endings) {
  std::vector<std::string> files = tracked_files();
  std::erase_if(files, [&](const std::string& file) {
    const auto inside = [&](const std::string& folder) { return file.starts_with(folder + "/"); };
    const auto ends = [&](const std::string& ending) { return file.ends_with(ending); };
    return !std::any_of(folders.begin(), folders.end(), inside) ||
           !std::any_of(endings.begin(), endings.end(), ends);
  });
  // A rule that looks at no file holds whatever they say.
  if (files.empty()) throw std::runtime_error("no file is in " + folders.front() + "/ ...");
  return files;
}

std::string read(const std::string& file) {
  std::ifstream in(root() / file, std::ios::binary);
  if (!in) throw std::runtime_error("can't read " + file);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

namespace {

/// C++ with the insides of comments, and of strings and characters if asked for, blanked out.
std::string blanked(const std::string& text, bool strings) {
  std::string code = text;
  std::size_t at = 0;
  const auto pass_to = [&](std::size_t end, bool blank) {
    for (end = std::min(end, code.size()); at < end; ++at) {
      if (blank && code[at] != '\n') code[at] = ' ';
    }
  };
  const auto after = [&](const std::string& what, std::size_t from) {
    const std::size_t found = text.find(what, from);
    return found == std::string::npos ? text.size() : found + what.size();
  };
  while (at < text.size()) {
    const char c = text[at];
    const bool in_word = at > 0 && (std::isalnum(static_cast<unsigned char>(text[at - 1])) != 0 ||
                                    text[at - 1] == '_');
    if (text.compare(at, 2, "//") == 0) {
      pass_to(std::min(text.find('\n', at), text.size()), true);
    } else if (text.compare(at, 2, "/*") == 0) {
      pass_to(after("*/", at + 2), true);
    } else if (text.compare(at, 2, "R\"") == 0 && !in_word) {
      const std::size_t open = text.find('(', at);
      if (open == std::string::npos) break;
      pass_to(after(")" + text.substr(at + 2, open - at - 2) + "\"", open), strings);
    } else if (c == '"' || (c == '\'' && !in_word)) {  // 1'000 is a number
      std::size_t end = at + 1;
      while (end < text.size() && text[end] != c && text[end] != '\n') {
        end += text[end] == '\\' ? 2 : 1;
      }
      ++at;
      pass_to(end, strings);
      ++at;
    } else {
      ++at;
    }
  }
  return code;
}

}  // namespace

std::string without_comments_and_strings(const std::string& text) { return blanked(text, true); }

std::string without_comments(const std::string& text) { return blanked(text, false); }

std::vector<Include> includes_of(const std::string& file) {
  std::vector<Include> includes;
  int number = 0;
  for (const std::string& line : lines_of(read(file))) {
    ++number;
    const std::size_t hash = line.find_first_not_of(" \t");
    if (hash == std::string::npos || line[hash] != '#') continue;
    const std::size_t word = line.find_first_not_of(" \t", hash + 1);
    if (word == std::string::npos || line.compare(word, 7, "include") != 0) continue;
    const std::size_t open = line.find_first_of("\"<", word);
    if (open == std::string::npos) continue;
    const std::size_t close = line.find_first_of("\">", open + 1);
    includes.push_back({line.substr(open + 1, close - open - 1), line[open] == '"', number});
  }
  return includes;
}

}  // namespace armistice::house
