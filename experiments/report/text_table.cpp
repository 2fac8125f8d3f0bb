#include "experiments/report/text_table.hpp"

#include <algorithm>
#include <string_view>

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

constexpr std::string_view kGap = "  ";

Align align_of(const TextTable& table, std::size_t column) {
  return column < table.align.size() ? table.align[column] : Align::kLeft;
}

std::size_t longest_word(const std::string& text) {
  std::size_t longest = 0;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find(' ', begin), text.size());
    longest = std::max(longest, width_of(text.substr(begin, end - begin)));
    begin = end + 1;
  }
  return longest;
}

/// How wide columns are, and can be made by breaking text.
struct Widths {
  std::vector<std::size_t> natural, least;
};

Widths widths_of(const TextTable& table) {
  Widths widths;
  const auto measure = [&](const std::vector<std::string>& row) {
    if (widths.natural.size() < row.size()) {
      widths.natural.resize(row.size());
      widths.least.resize(row.size());
    }
    for (std::size_t i = 0; i < row.size(); ++i) {
      const std::size_t whole = width_of(row[i]);
      const bool text = align_of(table, i) == Align::kLeft;
      widths.natural[i] = std::max(widths.natural[i], whole);
      widths.least[i] = std::max(widths.least[i], text ? longest_word(row[i]) : whole);
    }
  };
  measure(table.header);
  for (const auto& row : table.rows) measure(row);
  return widths;
}

/// Columns that stand side by side, by their places. Those that have no room stand below, after the
/// first column again.
std::vector<std::vector<std::size_t>> columns_side_by_side(const Widths& widths, std::size_t most) {
  std::vector<std::vector<std::size_t>> parts(1);
  std::size_t line = 0;
  for (std::size_t i = 0; i < widths.least.size(); ++i) {
    if (parts.back().size() > 1 && line + kGap.size() + widths.least[i] > most) {
      parts.push_back({0});
      line = widths.least[0];
    }
    line += (parts.back().empty() ? 0 : kGap.size()) + widths.least[i];
    parts.back().push_back(i);
  }
  return parts;
}

/// The widest column of text gives way, down to its longest word.
void make_room(Widths& widths, const std::vector<std::size_t>& columns, std::size_t most) {
  if (columns.empty()) return;
  std::size_t line = kGap.size() * (columns.size() - 1);
  for (const std::size_t i : columns) line += widths.natural[i];
  for (; line > most; --line) {
    std::size_t* widest = nullptr;
    for (const std::size_t i : columns) {
      std::size_t& width = widths.natural[i];
      if (width > widths.least[i] && (widest == nullptr || width > *widest)) widest = &width;
    }
    if (widest == nullptr) return;
    --*widest;
  }
}

std::vector<std::string> lines_of(const std::string& cell, std::size_t width) {
  if (width_of(cell) <= width) return {cell};
  std::vector<std::string> lines;
  const std::string text = wrapped(cell, width, 0);
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    lines.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return lines;
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

std::string_view without_ends(std::string_view word, std::string_view before,
                              std::string_view after) {
  word.remove_prefix(std::min(word.find_first_not_of(before), word.size()));
  const std::size_t last = word.find_last_not_of(after);
  return last == word.npos ? word : word.substr(0, last + 1);
}

bool is_number(std::string_view word) {
  constexpr std::string_view kDigits = "0123456789";
  return !word.empty() && kDigits.find(word.back()) != word.npos &&
         word.find_first_not_of("0123456789.,+-") == word.npos;
}

template <std::size_t N>
bool is_one_of(const std::string_view (&words)[N], std::string_view word) {
  return std::find(std::begin(words), std::end(words), word) != std::end(words);
}

/// Whether a line may not end between the two: one is a number, and the other its unit.
bool belong_together(std::string_view first, std::string_view second) {
  constexpr std::string_view kAfter[] = {"%",     "point",  "points",   "bn",
                                         "EUR",   "USD",    "thousand", "million",
                                         "month", "months", "year",     "years"};
  constexpr std::string_view kBefore[] = {"EUR", "USD", "month", "seed", "+-", "<"};
  constexpr std::string_view kOpening = "(\"", kClosing = ".,;:)\"";
  first = without_ends(first, kOpening, "");
  second = without_ends(second, "", kClosing);
  if (first == "bn") return second == "EUR" || second == "USD";
  if (is_number(first)) return is_one_of(kAfter, second);
  return is_one_of(kBefore, first) && is_number(second);
}

}  // namespace

std::size_t width_of(const std::string& text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xc0u) != 0x80u;  // not a continuation byte
  }));
}

std::string TextTable::plain(std::size_t indent, std::size_t most) const {
  const std::size_t room = most - std::min(indent, most);
  const Widths all = widths_of(*this);
  std::string text;
  for (const std::vector<std::size_t>& columns : columns_side_by_side(all, room)) {
    Widths widths = all;
    make_room(widths, columns, room);
    const auto print = [&](const std::vector<std::string>& row) {
      std::vector<std::vector<std::string>> cells;
      std::size_t lines = 1;
      for (const std::size_t i : columns) {
        cells.push_back(i < row.size() ? lines_of(row[i], widths.natural[i])
                                       : std::vector<std::string>());
        lines = std::max(lines, cells.back().size());
      }
      for (std::size_t l = 0; l < lines; ++l) {
        std::string line(indent, ' ');
        for (std::size_t c = 0; c < columns.size(); ++c) {
          if (c > 0) line += kGap;
          line += padded(l < cells[c].size() ? cells[c][l] : "", widths.natural[columns[c]],
                         align_of(*this, columns[c]));
        }
        text += without_trailing_blanks(line) + '\n';
      }
    };
    if (!text.empty()) text += '\n';
    if (!header.empty()) print(header);
    for (const auto& row : rows) print(row);
  }
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
  constexpr std::string_view kBlanks = " \n\t";
  std::string lines;
  std::size_t column = 0, begin = text.find_first_not_of(kBlanks);
  std::string gap;
  while (begin != std::string::npos) {
    std::size_t end = std::min(text.find_first_of(kBlanks, begin), text.size());
    for (std::size_t first = begin; end < text.size() && text[end] == ' ';) {
      const std::size_t second = end + 1;
      const std::size_t after = std::min(text.find_first_of(kBlanks, second), text.size());
      const std::string_view view = text;
      const bool together =
          belong_together(view.substr(first, end - first), view.substr(second, after - second));
      if (!together || indent + width_of(text.substr(begin, after - begin)) > width) break;
      first = second;
      end = after;
    }
    const std::string word = text.substr(begin, end - begin);
    if (column > 0 && column + gap.size() + width_of(word) > width) {
      gap = '\n' + std::string(indent, ' ');
      column = indent;
    } else {
      column += gap.size();
    }
    lines += gap + word;
    column += width_of(word);
    begin = text.find_first_not_of(kBlanks, end);
    if (begin == std::string::npos) break;
    gap = text.substr(end, begin - end);
    if (gap.find_first_not_of(' ') != std::string::npos) gap = " ";  // a line end
  }
  return lines;
}

}  // namespace armistice
