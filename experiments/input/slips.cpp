#include "experiments/input/slips.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <iterator>
#include <regex>
#include <utility>

#include "experiments/input/cast_rows.hpp"
#include "experiments/input/key_kinds.hpp"
#include "experiments/input/trimmed.hpp"
#include "experiments/input/typed_number.hpp"

namespace armistice {
namespace {

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
  return fmt::format("{}", typed_number(number).value / 100);
}

/// Whether the text is already valid TOML: then something else is wrong.
bool is_value(const std::string& text) {
  try {
    return !toml::parse(std::string_view("x = " + text)).empty();
  } catch (const toml::parse_error&) {
    return false;
  }
}

/// The same text with what stands in quotation marks left blank.
std::string without_texts(std::string text) {
  char open = '\0';
  for (char& c : text) {
    if (open == '\0') {
      if (c == '"' || c == '\'') open = c;
    } else if (c == open) {
      open = '\0';
    } else {
      c = ' ';
    }
  }
  return text;
}

std::string hint_for_one(std::string_view name, const std::string& value, std::string_view before);

/// What stands after a colon, as TOML has it after "=": a word in its marks, a truth value.
std::string as_value(std::string_view name, const std::string& value) {
  if (is_value(value) || !fits(value, R"([A-Za-z0-9][^"'\[\]{}=,#]*)")) return value;
  const Takes kind = takes(name);
  if (const auto flag = said_as_flag(value); flag && kind == Takes::kFlag) {
    return *flag ? "true" : "false";
  }
  return kind == Takes::kWord || kind == Takes::kMonth ? fmt::format("\"{}\"", value) : value;
}

/// Says what is wrong with the first pair of `{ value = 0.3, from = 2026-05 }` that is no TOML.
std::string hint_for_pairs(std::string_view name, const std::string& braces) {
  constexpr std::size_t kLongestBraces = 1000;
  if (braces.size() > kLongestBraces) return "";
  const std::string text = without_texts(braces);
  static const std::regex kPair(
      R"(([A-Za-z_][\w.-]*)\s*=\s*([-+]?\d+,\d+|[^\s,{}\[\]"'][^,{}\[\]"']*))");
  for (std::sregex_iterator pair(text.begin(), text.end(), kPair), end; pair != end; ++pair) {
    const std::string key = (*pair)[1].str(), value = trimmed((*pair)[2].str());
    if (is_value(value)) continue;
    const std::string whole = name.empty() ? key : fmt::format("{}.{}", name, key);
    std::string hint = hint_for_one(whole, value, key + " = ");
    if (!hint.empty()) return hint;
  }
  static const std::regex kColon(R"(([A-Za-z_][\w.-]*)\s*:\s*([^\s,{}\[\]"'=][^,{}\[\]"'=]*))");
  if (std::smatch pair; std::regex_search(text, pair, kColon)) {
    const std::string key = pair[1].str();
    return fmt::format(
        "; write {} = {}", key,
        as_value(name.empty() ? key : fmt::format("{}.{}", name, key), trimmed(pair[2].str())));
  }
  return "";
}

/// Says what is wrong with the first element of `[nato_provokes]` that is no TOML.
std::string hint_for_list(std::string_view name, const std::string& list) {
  const std::string text = without_texts(list);
  if (text.size() > kLongest || text.find_first_of("={}") != std::string::npos) return "";
  static const std::regex kElement(R"([^\s,\[\]"'][^,\[\]"']*)");
  for (std::sregex_iterator element(text.begin(), text.end(), kElement), end; element != end;
       ++element) {
    const std::string value = trimmed(element->str());
    if (!is_value(value)) return hint_for_one(name, value, "");
  }
  return "";
}

std::string instead(std::string_view before, std::string_view right, std::string_view wrong) {
  return fmt::format("; write {}{}, not {}", before, right, wrong);
}

std::string number_instead(std::string_view name, const std::string& value,
                           std::string_view before) {
  const bool share_in_percent = name.ends_with("_pct");
  if (const auto plain = plain_marks(value)) return instead(before, *plain, value);
  if (fits(value, R"([-+]?\d+(\.\d+)?\s*%)")) {
    return instead(before, share_in_percent ? trimmed(without(value, "%")) : per_cent(value),
                   value);
  }
  // 1,200 is a thousand and some, 0,200 and 0,8 are not.
  if (fits(value, R"([-+]?[1-9]\d{0,2}(,\d{3})+)")) {
    return instead(before, without(value, ","), value);
  }
  if (fits(value, R"([-+]?\d+,\d+)")) {
    std::string right = value;
    right[right.find(',')] = '.';
    return instead(before, right, value);
  }
  if (fits(value, R"([-+]?\d{1,3}([ ']\d{3})+)")) {
    return instead(before, without(value, " '"), value);
  }
  if (fits(value, R"([-+]?\d{1,3}(\.\d{3}){2,})")) {
    return instead(before, without(value, "."), value);
  }
  if (fits(value, R"([-+]?\.\d+([eE][-+]?\d+)?)")) {
    std::string right = value;
    right.insert(right.find('.'), "0");
    return instead(before, right, value);
  }
  if (fits(value, R"([-+]?\d+\.)")) return instead(before, value + "0", value);
  if (fits(value, R"([-+]?0\d+(\.\d+)?)")) {
    std::string right = value;
    const std::size_t zeros = right.find('0');
    while (right.size() > zeros + 1 && right[zeros] == '0' && right[zeros + 1] != '.') {
      right.erase(zeros, 1);
    }
    return instead(before, right, value);
  }
  // Where a word begins the value, it is a text that speaks of a share.
  if (fits(value, R"((?![A-Za-z])[^"'{]*\d\s*%.*)")) {
    return "; a share is a number such as 0.8, without %";
  }
  return "";
}

/// `before` comes before what to write: "from = " in braces.
std::string hint_for_one(std::string_view name, const std::string& value, std::string_view before) {
  if (std::string hint = number_instead(name, value, before); !hint.empty()) return hint;
  const Takes kind = takes(name);
  if (fits(value, R"(\d{4}-\d{2}(-\d{2})?)")) {
    if (name == "start_month" || name.ends_with(".start_month")) {
      return "; start_month counts months from the start of the scenario: write a number";
    }
    if (kind == Takes::kWord || kind == Takes::kMonth) {
      return instead(before, fmt::format("\"{}\"", value.substr(0, 7)), value);
    }
    return instead(before, "a number", value);
  }
  if (kind == Takes::kMonth) {
    if (fits(value, R"(\d{4}-[1-9])")) {
      return instead(before, fmt::format("\"{}-0{}\"", value.substr(0, 4), value.back()), value);
    }
    return fmt::format("; write {}a month such as \"2026-05\"", before);
  }
  if (const auto flag = said_as_flag(value); flag && kind != Takes::kWord) {
    if (kind == Takes::kNumber) return instead(before, "a number", value);
    if (kind == Takes::kZeroOrOne) return instead(before, *flag ? "1" : "0", value);
    return instead(before, *flag ? "true" : "false", value);
  }
  // A text without its marks: words, and no mark of TOML's own.
  if (fits(value, R"([A-Za-z][^"'\[\]{}=,#]*)")) {
    if (kind == Takes::kFlag) return instead(before, "true or false", value);
    if (kind != Takes::kWord) return instead(before, "a number", value);
    return instead(before, fmt::format("\"{}\"", value), value);
  }
  return "";
}

/// For a name or a value that was opened and not closed, or closed and not opened.
std::string hint_for_half(const std::string& text, std::size_t equals) {
  if (text.starts_with('[') && text.find(']') == text.npos) {
    return fmt::format("; write {}]", without_comment(text));
  }
  if (equals == text.npos) return "";
  const std::string value = without_comment(std::string_view(text).substr(equals + 1));
  if (value.empty() || std::count(value.begin(), value.end(), '"') != 1) return "";
  const std::string key = trimmed(std::string_view(text).substr(0, equals));
  if (value.starts_with('"')) return fmt::format("; write {} = {}\"", key, value);
  return value.ends_with('"') ? fmt::format("; write {} = \"{}", key, value) : "";
}

}  // namespace

std::optional<bool> said_as_flag(std::string_view text) {
  std::string lower(text.substr(0, kLongest));
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](unsigned char c) { return static_cast<char>(c < 0x80 ? std::tolower(c) : c); });
  if (lower == "yes" || lower == "on" || lower == "true") return true;
  if (lower == "no" || lower == "off" || lower == "false") return false;
  return std::nullopt;
}

std::string hint_for_number(std::string_view name, std::string_view typed) {
  return number_instead(name, trimmed(typed), "");
}

std::string hint_for_value(std::string_view name, std::string_view typed) {
  const std::string value = trimmed(typed);
  if (is_value(value)) return "";
  const bool list = value.starts_with('[');
  if ((list || value.starts_with('{')) && !plain_marks(value)) {
    const std::string hint = list ? hint_for_list(name, value) : "";
    return hint.empty() ? hint_for_pairs(name, value) : hint;
  }
  return hint_for_one(name, value, "");
}

std::string hint_for_line(std::string_view line, std::string_view table) {
  const std::string text = trimmed(line);
  if (text.starts_with("//") || text.starts_with(';')) return "; a comment begins with #";
  if (const auto plain = plain_marks(text)) {
    return fmt::format("; write straight marks and plain spaces: {}", *plain);
  }
  if (text.starts_with('{')) return hint_for_value(table, without_comment(text));
  const auto equals = text.find('=');
  if (std::string half = hint_for_half(text, equals); !half.empty()) return half;
  if (equals == std::string::npos) {
    const auto colon = text.find(':');
    if (colon == std::string::npos || text.starts_with('[')) return "";
    const std::string key = trimmed(std::string_view(text).substr(0, colon));
    const std::string value = without_comment(std::string_view(text).substr(colon + 1));
    return fmt::format("; write {} = {}", key,
                       as_value(table.empty() ? key : fmt::format("{}.{}", table, key), value));
  }
  const std::string key = trimmed(std::string_view(text).substr(0, equals));
  return hint_for_value(table.empty() ? key : fmt::format("{}.{}", table, key),
                        without_comment(std::string_view(text).substr(equals + 1)));
}

std::string name_given_twice(std::string_view refusal) {
  constexpr std::string_view kWords = "cannot redefine existing ";
  const std::size_t words = refusal.find(kWords);
  const std::size_t open = words == refusal.npos ? words : refusal.find('\'', words);
  if (open == refusal.npos) return "";
  const std::string_view name = refusal.substr(open + 1);
  return std::string(name.substr(0, name.rfind('\'')));
}

std::string hint_for_key(std::string_view key, const toml::node& node) {
  if (key == "critic" || key == "critics") {
    const auto name = node.value_exact<std::string>();
    return fmt::format(
        "; a critic is a scenario that is laid over this one: write with = \"{}\", or say "
        "--with {} on the command line",
        name.value_or("nato_provokes"), name.value_or("nato_provokes"));
  }
  const auto& kinds = actor_kinds();
  const bool lists_actors = std::any_of(kinds.begin(), kinds.end(),
                                        [key](const ActorKind& kind) { return kind.list == key; });
  if (key == "blocs" || lists_actors) {
    return "; this key belongs to a table of actors, which is no scenario; a scenario names its "
           "table with actors = \"FILE\"";
  }
  if (key == "claim") return "; this key belongs to a table of claims, which is no scenario";
  struct Option {
    std::string_view key, what, option, example;
  };
  constexpr Option kOptions[] = {
      {"horizon", "the horizon", "horizon", "24"},
      {"horizon_months", "the horizon", "horizon", "24"},
      {"months", "the horizon in months", "horizon", "24"},
      {"trials", "the number of trials", "trials", "1000"},
      {"seed", "the seed", "seed", "1"},
      {"threads", "the number of threads", "threads", "2"},
      {"out", "the folder of the results", "out", "FOLDER"},
  };
  for (const Option& each : kOptions) {
    if (each.key != key) continue;
    const auto number = node.value_exact<std::int64_t>();
    return fmt::format("; {} is an option of the command, not part of a scenario: --{} {}",
                       each.what, each.option,
                       number ? std::to_string(*number) : std::string(each.example));
  }
  return "";
}

}  // namespace armistice
