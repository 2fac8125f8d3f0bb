// From a path to a document, with the refusals before and in the parser.
#include <fmt/format.h>

#include <algorithm>
#include <regex>

#include "experiments/error.hpp"
#include "experiments/input/slips.hpp"
#include "experiments/input/text_file.hpp"
#include "experiments/input/toml_reader.hpp"

namespace armistice {
namespace {

constexpr std::size_t kMaxBytes = std::size_t{1} << 20;
// A name of many parts nests that many tables, and the parser takes them down by recursion: without
// a limit, one line of dots overflows the stack.
constexpr int kMaxDots = 20'000;

struct Position {
  int line = 1, column = 1;
};

Position position_of(std::string_view text, std::size_t byte) {
  Position p;
  for (const char c : text.substr(0, byte)) {
    if (c == '\n') {
      ++p.line;
      p.column = 1;
    } else {
      p.column += (static_cast<unsigned char>(c) & 0xC0) != 0x80;  // letters, not bytes
    }
  }
  return p;
}

/// Length of the UTF-8 sequence at the start of `text`; 0 if it is none (Unicode 15.0, 2022, table
/// 3-7).
std::size_t sequence_length(std::string_view text) {
  const auto byte = [&text](std::size_t i) -> unsigned {
    return i < text.size() ? static_cast<unsigned char>(text[i]) : 0u;
  };
  const auto within = [&byte](std::size_t i, unsigned low, unsigned high) {
    return byte(i) >= low && byte(i) <= high;
  };
  const unsigned first = byte(0);
  if (first < 0x80) return 1;
  if (first >= 0xC2 && first <= 0xDF) return within(1, 0x80, 0xBF) ? 2 : 0;
  if (first >= 0xE0 && first <= 0xEF) {
    const unsigned low = first == 0xE0 ? 0xA0 : 0x80, high = first == 0xED ? 0x9F : 0xBF;
    return within(1, low, high) && within(2, 0x80, 0xBF) ? 3 : 0;
  }
  if (first >= 0xF0 && first <= 0xF4) {
    const unsigned low = first == 0xF0 ? 0x90 : 0x80, high = first == 0xF4 ? 0x8F : 0xBF;
    return within(1, low, high) && within(2, 0x80, 0xBF) && within(3, 0x80, 0xBF) ? 4 : 0;
  }
  return 0;
}

std::string read_bytes(const std::filesystem::path& file) {
  std::string text = text_in(file, kMaxBytes);
  if (text.size() > kMaxBytes) fail_in(file, "larger than 1 MiB; expected a short text");
  return text;
}

/// The line of that number, from 1.
std::string_view line_of(std::string_view text, std::size_t number) {
  for (; number > 1 && !text.empty(); --number) {
    text.remove_prefix(std::min(text.find('\n'), text.size() - 1) + 1);
  }
  return text.substr(0, std::min(text.find('\n'), text.size()));
}

constexpr std::size_t kLongestName = 200;  // letters of a line that is read for a name

/// What a line names: "levers" of [levers], "donors" of [[donors]]; "" of any other line.
std::string header_in(std::string_view line) {
  static const std::regex kHeader(R"(\s*\[{1,2}\s*([A-Za-z_][\w.-]*)\s*\]{1,2}\s*(#.*)?)");
  std::match_results<std::string_view::const_iterator> match;
  const bool header =
      line.size() <= kLongestName && std::regex_match(line.begin(), line.end(), match, kHeader);
  return header ? match[1].str() : "";
}

/// The key of a line `key = value`; "" of any other line.
std::string key_in(std::string_view line) {
  static const std::regex kKey(R"(\s*([A-Za-z_][\w.-]*)\s*=)");
  std::match_results<std::string_view::const_iterator> match;
  line = line.substr(0, kLongestName);
  return std::regex_search(line.begin(), line.end(), match, kKey,
                           std::regex_constants::match_continuous)
             ? match[1].str()
             : "";
}

/// Calls `see` with each line before that number, its number from 1, and the header above it.
template <class See>
void each_line_before(std::string_view text, std::size_t number, const See& see) {
  std::string table;
  for (std::size_t line = 1; line < number && !text.empty(); ++line) {
    const std::string_view here = line_of(text, 1);
    see(here, line, table);
    if (const std::string header = header_in(here); !header.empty()) table = header;
    text.remove_prefix(std::min(here.size() + 1, text.size()));
  }
}

/// The header above that line: "levers" of [levers], "donors" of [[donors]]; empty if none is.
std::string table_above(std::string_view text, std::size_t number) {
  std::string table;
  each_line_before(text, number, [&table](std::string_view line, std::size_t, const std::string&) {
    if (const std::string header = header_in(line); !header.empty()) table = header;
  });
  return table;
}

std::string within(const std::string& table, const std::string& key) {
  return table.empty() || key.empty() ? key : fmt::format("{}.{}", table, key);
}

/// The message about a line that gives a name again: what it is, and where it was given first.
std::string given_twice(std::string_view text, std::size_t number, const std::string& name) {
  const std::string header = header_in(line_of(text, number));
  const std::string key = key_in(line_of(text, number));
  const std::string whole = header.empty() ? within(table_above(text, number), key) : header;
  std::size_t first = 0;
  each_line_before(
      text, number, [&](std::string_view line, std::size_t at, const std::string& table) {
        const bool here = header_in(line) == whole || within(table, key_in(line)) == whole;
        if (here && first == 0) first = at;
      });
  if (whole.empty() || first == 0) return fmt::format("{} is set twice; expected it once", name);
  return header.empty()
             ? fmt::format("{} is set twice, first in line {}; expected it once", whole, first)
             : fmt::format(
                   "[{}] stands twice, first in line {}; expected one table with all its "
                   "keys",
                   whole, first);
}

void check_encoding(const std::string& text, const std::filesystem::path& file) {
  const auto fail_at_byte = [&](std::size_t byte, std::string_view message) {
    const Position p = position_of(text, byte);
    throw Error(Fault::kInput,
                fmt::format("{}:{}:{}: {}", file.string(), p.line, p.column, message));
  };
  if (text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF")) {
    fail_at_byte(0, "the text is in UTF-16; expected UTF-8 (save it anew with that encoding)");
  }
  int dots = 0;
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t length = sequence_length(std::string_view(text).substr(i));
    if (length == 0) fail_at_byte(i, "not UTF-8; expected a text in that encoding");
    if (text[i] == '\0') fail_at_byte(i, "a byte 0; expected a text");
    if (text[i] == '.' && ++dots > kMaxDots) {
      fail_at_byte(i, fmt::format("more than {} dots in one file; expected fewer", kMaxDots));
    }
    i += length;
  }
}

}  // namespace

toml::table read_toml_file(const std::filesystem::path& file, std::string_view what) {
  const std::string text = read_bytes(file);
  check_encoding(text, file);
  toml::table document;
  try {
    document = toml::parse(std::string_view(text), file.string());
  } catch (const toml::parse_error& e) {
    const std::string_view line = line_of(text, e.source().begin.line);
    if (const std::string name = name_given_twice(e.description()); !name.empty()) {
      fail_at(e.source(), given_twice(text, e.source().begin.line, name));
    }
    const std::string table = table_above(text, e.source().begin.line);
    fail_at(e.source(), std::string(e.description()) + hint_for_line(line, table));
  }
  if (document.empty()) {
    throw Error(Fault::kInput,
                fmt::format("{}:1:1: {}; expected {}", file.string(),
                            text.empty() ? "an empty file" : "nothing but comments", what));
  }
  return document;
}

}  // namespace armistice
