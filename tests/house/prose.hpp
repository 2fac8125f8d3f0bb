// What is written for readers: pages, comments and the text of notebooks, apart from what runs.
#pragma once

#include <string>
#include <vector>

namespace armistice::house {

/// A line of a page, with the next if something in backticks goes on there, or the comment of a
/// line of code.
struct Prose {
  std::string file;
  int line;  // 0 in a notebook
  std::string text;
  std::string before;     // the text of the two lines before, if they are prose as well
  bool in_block = false;  // between ``` of a page
};

/// The prose of every text that we wrote. CHANGELOG.md may name what is gone.
std::vector<Prose> all_prose();

/// Everything that runs or declares: code without comments, scripts, tables, cells of notebooks.
std::string all_code();

/// The same of the files in some folders.
std::string code_in(const std::vector<std::string>& folders);

}  // namespace armistice::house
