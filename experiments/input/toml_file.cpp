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

/// The header above that line: "levers" of [levers], "donors" of [[donors]]; empty if none is.
std::string table_above(std::string_view text, std::size_t number) {
  static const std::regex kHeader(R"(\s*\[{1,2}\s*([A-Za-z_][\w.-]*)\s*\]{1,2}\s*(#.*)?)");
  constexpr std::size_t kLongestHeader = 200;
  std::string table;
  for (std::size_t line = 1; line < number && !text.empty(); ++line) {
    const std::string_view here = line_of(text, 1);
    std::match_results<std::string_view::const_iterator> match;
    if (here.size() <= kLongestHeader &&
        std::regex_match(here.begin(), here.end(), match, kHeader)) {
      table = match[1].str();
    }
    text.remove_prefix(std::min(here.size() + 1, text.size()));
  }
  return table;
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
