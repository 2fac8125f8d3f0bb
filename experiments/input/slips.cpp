#include "experiments/input/slips.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <regex>
#include <utility>

namespace armistice {
namespace {

std::string trimmed(std::string_view text) {
  constexpr std::string_view kWhite = " \t\r\n";
  const auto begin = text.find_first_not_of(kWhite);
  if (begin == std::string_view::npos) return "";
  return std::string(text.substr(begin, text.find_last_not_of(kWhite) - begin + 1));
}

std::string without_comment(std::string_view text) {
  return trimmed(text.substr(0, std::min(text.find(" #"), text.size())));
}

constexpr std::size_t kLongest = 200;  // letters; a slip of the pen is in less

bool fits(const std::string& text, const char* pattern) {
  return text.size() <= kLongest && std::regex_match(text, std::regex(pattern));
}

std::string without(std::string text, std::string_view letters) {
  std::erase_if(text, [letters](char c) { return letters.find(c) != std::string_view::npos; });
  return text;
}

/// Marks that a text program puts in for those of a keyboard, in UTF-8.
std::optional<std::string> plain_marks(std::string text) {
  if (text.size() > kLongest) return std::nullopt;
  constexpr std::array<std::pair<std::string_view, std::string_view>, 9> kMarks = {{
      {"\xE2\x80\x9C", "\""},
      {"\xE2\x80\x9D", "\""},
      {"\xE2\x80\x9E", "\""},
      {"\xC2\xAB", "\""},
      {"\xC2\xBB", "\""},
      {"\xE2\x80\x98", "'"},
      {"\xE2\x80\x99", "'"},
      {"\xE2\x88\x92", "-"},  // minus
      {"\xC2\xA0", " "},      // a space that does not break
  }};
  bool any = false;
  for (const auto& [mark, plain] : kMarks) {
    for (auto at = text.find(mark); at != std::string::npos; at = text.find(mark)) {
      text.replace(at, mark.size(), plain);
      any = true;
    }
  }
  if (!any) return std::nullopt;
  return text;
}

std::string per_cent(const std::string& value) {
  const std::string number = trimmed(without(value, "%"));
  double x = 0;
  std::from_chars(number.data(), number.data() + number.size(), x);
  return fmt::format("{}", x / 100);
}

}  // namespace

std::string hint_for_value(std::string_view name, std::string_view typed) {
  const std::string value = trimmed(typed);
  const auto instead = [&](std::string_view right) {
    return fmt::format("; write {}, not {}", right, value);
  };
  const bool share_in_percent = name.ends_with("_pct");
  if (const auto plain = plain_marks(value)) return instead(*plain);
  if (fits(value, R"([-+]?\d+(\.\d+)?\s*%)")) {
    return instead(share_in_percent ? trimmed(without(value, "%")) : per_cent(value));
  }
  // 1,200 is a thousand and some, 0,200 and 0,8 are not.
  if (fits(value, R"([-+]?[1-9]\d{0,2}(,\d{3})+)")) return instead(without(value, ","));
  if (fits(value, R"([-+]?\d+,\d+)")) {
    std::string right = value;
    right[right.find(',')] = '.';
    return instead(right);
  }
  if (fits(value, R"([-+]?\d{1,3}([ ']\d{3})+)")) return instead(without(value, " '"));
  if (fits(value, R"([-+]?\d{1,3}(\.\d{3}){2,})")) return instead(without(value, "."));
  if (fits(value, R"([-+]?\.\d+)")) {
    std::string right = value;
    right.insert(right.find('.'), "0");
    return instead(right);
  }
  if (fits(value, R"([-+]?\d+\.)")) return instead(value + "0");
  if (fits(value, R"(\d{4}-\d{2}(-\d{2})?)")) {
    return instead(fmt::format("\"{}\"", value.substr(0, 7)));
  }
  std::string lower = value;
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](unsigned char c) { return static_cast<char>(c < 0x80 ? std::tolower(c) : c); });
  if (lower == "yes" || lower == "on" || lower == "true") return instead("true");
  if (lower == "no" || lower == "off" || lower == "false") return instead("false");
  // A text without its marks: words, and no mark of TOML's own.
  if (fits(value, R"([A-Za-z][^"'\[\]{}=,#]*)")) return instead(fmt::format("\"{}\"", value));
  if (fits(value, R"([^"']*\d\s*%.*)")) return "; a share is a number such as 0.8, without %";
  return "";
}

std::string hint_for_line(std::string_view line) {
  const std::string text = trimmed(line);
  if (text.starts_with("//") || text.starts_with(';')) return "; a comment begins with #";
  if (const auto plain = plain_marks(text)) {
    return fmt::format("; write straight marks and plain spaces: {}", *plain);
  }
  const auto equals = text.find('=');
  if (equals == std::string::npos) {
    const auto colon = text.find(':');
    if (colon == std::string::npos || text.starts_with('[')) return "";
    return fmt::format("; write {} = {}", trimmed(text.substr(0, colon)),
                       trimmed(text.substr(colon + 1)));
  }
  return hint_for_value(trimmed(std::string_view(text).substr(0, equals)),
                        without_comment(std::string_view(text).substr(equals + 1)));
}

}  // namespace armistice
