#include "tests/house/prose.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string_view>

#include "tests/house/source.hpp"

namespace armistice::house {
namespace {

bool ends_with_one_of(const std::string& file, std::initializer_list<const char*> endings) {
  return std::any_of(endings.begin(), endings.end(),
                     [&](const char* ending) { return file.ends_with(ending); });
}

/// One file, taken apart: both have the lines of the file.
struct Parts {
  std::vector<std::string> prose, code;
};

Parts parts_of_source(const std::string& text) {
  Parts parts{lines_of(text), lines_of(without_comments(text))};
  for (std::size_t i = 0; i < parts.prose.size(); ++i) {
    for (std::size_t at = 0; at < parts.code[i].size(); ++at) {
      if (parts.prose[i][at] == parts.code[i][at]) parts.prose[i][at] = ' ';
    }
  }
  return parts;
}

/// Where the comment of a line begins that marks comments by #: not in quotes, and not where a
/// program reads it (`#!`, `#SBATCH`).
std::size_t hash_comment(const std::string& line) {
  bool quoted = false;
  for (std::size_t at = 0; at < line.size(); ++at) {
    if (line[at] == '"' || line[at] == '\'') quoted = !quoted;
    const bool apart = at == 0 || line[at - 1] == ' ';
    if (line[at] != '#' || quoted || !apart) continue;
    const std::string_view rest = std::string_view(line).substr(at);
    if (rest.starts_with("#!") || rest.starts_with("#SBATCH")) return std::string::npos;
    return at;
  }
  return std::string::npos;
}

Parts parts_of_script(const std::string& text) {
  Parts parts;
  for (const std::string& line : lines_of(text)) {
    const std::size_t at = hash_comment(line);
    parts.code.push_back(line.substr(0, at));
    parts.prose.push_back(at == std::string::npos ? "" : line.substr(at));
  }
  return parts;
}

Parts parts_of_notebook(const std::string& text) {
  Parts parts;
  const nlohmann::json notebook = nlohmann::json::parse(text);
  for (const auto& cell : notebook.at("cells")) {
    std::string source;
    for (const auto& line : cell.at("source")) source += line.get<std::string>();
    const bool is_text = cell.at("cell_type") == "markdown";
    for (const std::string& line : lines_of(source)) {
      parts.prose.push_back(is_text ? line : "");
      parts.code.push_back(is_text ? "" : line);
    }
  }
  return parts;
}

/// Joins the lines of a page between which something in backticks goes on; what was taken up is
/// left empty.
void join_quotes(std::vector<std::string>& lines) {
  bool in_block = false;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (lines[i].starts_with("```")) in_block = !in_block;
    if (in_block || lines[i].starts_with("```")) continue;
    const auto is_open = [&] { return std::count(lines[i].begin(), lines[i].end(), '`') % 2 == 1; };
    for (std::size_t next = i + 1; is_open() && next < lines.size() && !lines[next].empty();
         ++next) {
      lines[i] += " " + lines[next].substr(
                            std::min(lines[next].find_first_not_of(' '), lines[next].size()));
      lines[next].clear();
    }
  }
}

Parts parts_of(const std::string& file) {
  const std::string text = read(file);
  if (ends_with_one_of(file, {".md"})) {
    Parts page{lines_of(text), {}};
    join_quotes(page.prose);
    page.code.resize(page.prose.size());
    return page;
  }
  if (ends_with_one_of(file, {".ipynb"})) return parts_of_notebook(text);
  if (ends_with_one_of(file, {".hpp", ".cpp", ".def"})) return parts_of_source(text);
  if (ends_with_one_of(file, {".toml", ".py", ".cmake", ".txt", ".yml", ".cff", ".sh"}) ||
      text.starts_with("#!")) {
    return parts_of_script(text);
  }
  return {{}, lines_of(text)};
}

/// Text that we wrote: no pictures, and none of what the program writes.
std::vector<std::string> our_files() {
  std::vector<std::string> files = tracked_files();
  std::erase_if(files, [](const std::string& file) {
    return file == "CHANGELOG.md" || file.ends_with(".svg") || file.starts_with("tests/golden/") ||
           read(file).find('\0') != std::string::npos;
  });
  return files;
}

}  // namespace

std::vector<Prose> all_prose() {
  std::vector<Prose> all;
  for (const std::string& file : our_files()) {
    const Parts parts = parts_of(file);
    const bool is_page = file.ends_with(".md"), has_lines = !file.ends_with(".ipynb");
    bool in_block = false;
    for (std::size_t i = 0; i < parts.prose.size(); ++i) {
      if (is_page && parts.prose[i].starts_with("```")) in_block = !in_block;
      if (parts.prose[i].find_first_not_of(' ') == std::string::npos) continue;
      const std::string before =
          (i > 1 ? parts.prose[i - 2] + " " : "") + (i > 0 ? parts.prose[i - 1] + " " : "");
      all.push_back(
          {file, has_lines ? static_cast<int>(i) + 1 : 0, parts.prose[i], before, in_block});
    }
  }
  return all;
}

std::string all_code() { return code_in({""}); }

std::string code_in(const std::vector<std::string>& folders) {
  std::string all;
  for (const std::string& file : our_files()) {
    if (std::none_of(folders.begin(), folders.end(),
                     [&](const std::string& folder) { return file.starts_with(folder); })) {
      continue;
    }
    for (const std::string& line : parts_of(file).code) all += line + "\n";
  }
  return all;
}

}  // namespace armistice::house
