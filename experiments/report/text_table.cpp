#include "experiments/report/text_table.hpp"

#include <algorithm>
#include <sstream>

namespace armistice {
namespace {

std::string padded(const std::string& text, std::size_t width, Align align) {
  const std::string blanks(width - std::min(width, width_of(text)), ' ');
  return align == Align::kLeft ? text + blanks : blanks + text;
}

std::string without_trailing_blanks(std::string line) {
  line.erase(line.find_last_not_of(' ') + 1);
  return line;
}

// A bar would end the cell.
std::string escaped(const std::string& text) {
  std::string safe;
  for (const char c : text) {
    if (c == '|') safe += '\\';
    safe += c;
  }
  return safe;
}

}  // namespace

std::size_t width_of(const std::string& text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xc0u) != 0x80u;  // not a continuation byte
  }));
}

std::string TextTable::plain(std::size_t indent) const {
  std::vector<std::size_t> widths;
  const auto measure = [&widths](const std::vector<std::string>& row) {
    if (widths.size() < row.size()) widths.resize(row.size());
    for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], width_of(row[i]));
  };
  measure(header);
  for (const auto& row : rows) measure(row);

  std::string text;
  const auto print = [&](const std::vector<std::string>& row) {
    std::string line(indent, ' ');
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (i > 0) line += "  ";
      line += padded(row[i], widths[i], i < align.size() ? align[i] : Align::kLeft);
    }
    text += without_trailing_blanks(line) + '\n';
  };
  if (!header.empty()) print(header);
  for (const auto& row : rows) print(row);
  return text;
}

std::string TextTable::markdown() const {
  std::string text;
  const auto print = [&text](const std::vector<std::string>& row) {
    text += '|';
    for (const std::string& cell : row) text += cell.empty() ? " |" : ' ' + escaped(cell) + " |";
    text += '\n';
  };
  print(header);
  text += '|';
  for (std::size_t i = 0; i < header.size(); ++i) {
    text += i < align.size() && align[i] == Align::kRight ? " ---: |" : " --- |";
  }
  text += '\n';
  for (const auto& row : rows) print(row);
  return text;
}

std::string wrapped(const std::string& text, std::size_t width, std::size_t indent) {
  if (width_of(text) <= width && text.find('\n') == text.npos) return without_trailing_blanks(text);
  std::istringstream words(text);
  std::string lines, word;
  std::size_t column = 0;
  while (words >> word) {
    const std::size_t needed = width_of(word) + (column > 0 ? 1 : 0);
    if (column > 0 && column + needed > width) {
      lines += '\n' + std::string(indent, ' ');
      column = indent;
    } else if (column > 0) {
      lines += ' ';
      ++column;
    }
    lines += word;
    column += width_of(word);
  }
  return lines;
}

}  // namespace armistice
