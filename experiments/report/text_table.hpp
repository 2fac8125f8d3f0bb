// Tables of text for people: columns aligned, two spaces between them; and the same as Markdown.
#pragma once

#include <cstddef>
#include <limits>
#include <string>
#include <vector>

namespace armistice {

enum class Align { kLeft, kRight };

constexpr std::size_t kAnyWidth = std::numeric_limits<std::size_t>::max();

struct TextTable {
  std::vector<std::string> header;
  std::vector<Align> align;  // for each column; left where missing
  std::vector<std::vector<std::string>> rows;

  /// Lines of at most `most` columns of a terminal: text is broken at blanks, and columns that have
  /// no room stand below, after the first one again. A single word may still be longer.
  std::string plain(std::size_t indent = 0, std::size_t most = kAnyWidth) const;
  std::string markdown() const;
};

/// How many columns of a terminal the UTF-8 text takes, for text without combining or wide signs.
std::size_t width_of(const std::string& text);

/// `text` broken at blanks into lines of at most `width`, each but the first after `indent` blanks.
/// Blanks within a line stay as many as they are. A number stays on the line of its unit: "5 %",
/// "3 points", "EUR 2 bn", "month 4".
std::string wrapped(const std::string& text, std::size_t width, std::size_t indent);

}  // namespace armistice
