#include "experiments/input/toml_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "experiments/error.hpp"
#include "experiments/input/nearest_name.hpp"
#include "experiments/input/slips.hpp"
#include "experiments/input/typed_number.hpp"

namespace armistice {
namespace {

constexpr std::string_view kSettingPrefix = "--set ", kTrueOrFalse = "true or false";

/// The text that the user wrote, as messages quote it.
std::string described(const toml::node& node) {
  if (const auto* text = node.as_string()) {
    return text->get().size() > 40 ? "a text" : fmt::format("the text \"{}\"", text->get());
  }
  if (const auto* flag = node.as_boolean()) return flag->get() ? "true" : "false";
  if (const auto* whole = node.as_integer()) return fmt::format("the number {}", whole->get());
  if (const auto* number = node.as_floating_point()) {
    return fmt::format("the number {}", number->get());
  }
  if (node.is_table()) return "a table";
  if (node.is_array()) return "a list";
  return "a date or a time";
}

/// What to write instead, where somebody wrote a number as a text or a switch.
std::string hint_for(const toml::node& node, std::string_view what, std::string_view expected) {
  const auto* text = node.as_string();
  if (expected == kTrueOrFalse && text != nullptr) {
    const auto flag = said_as_flag(text->get());
    return flag ? fmt::format("; write {}, not {}", *flag, text->get()) : "";
  }
  if (!expected.starts_with("a number")) return "";
  const bool zero_or_one = expected.starts_with("a number, 0 or 1,");
  if (zero_or_one || expected.starts_with("a number, 0 to 1,")) {
    if (const auto* flag = node.as_boolean()) {
      if (zero_or_one) return flag->get() ? "; write 1, not true" : "; write 0, not false";
      return flag->get() ? "; write 1 for all of it" : "; write 0 for none of it";
    }
    const auto flag = text == nullptr ? std::nullopt : said_as_flag(text->get());
    if (flag) return fmt::format("; write {:d}, not {}", *flag, text->get());
  }
  if (text == nullptr) return "";
  // Before the marks: .3 of the command line is a text too, and nobody typed any.
  const std::string& typed = text->get();
  const bool begins_as_number = typed.find_first_of("0123456789") <= 2;  // 5, .5, -.5
  std::string hint = begins_as_number ? hint_for_number(what, typed) : "";
  if (!hint.empty()) return hint;
  const TypedNumber number = typed_number(typed);
  const bool all = number.read > 0 && number.read == typed.size();
  return all && std::isfinite(number.value)
             ? fmt::format("; write {} without quotation marks", typed)
             : "";
}

}  // namespace

std::string place_of(const toml::source_region& region) {
  const std::string path = region.path ? *region.path : "";
  // A setting is one short line that the user has just typed: its name says where.
  if (path.starts_with(kSettingPrefix)) return path + ": ";
  return fmt::format("{}:{}:{}: ", path, region.begin.line, region.begin.column);
}

void fail_at(const toml::source_region& region, const std::string& message) {
  throw Error(Fault::kInput, place_of(region) + message);
}

void fail_type(const toml::node& node, std::string_view what, std::string_view expected) {
  fail_at(node.source(), fmt::format("{} is {}; expected {}{}", what, described(node), expected,
                                     hint_for(node, what, expected)));
}

void fail_in(const std::filesystem::path& file, const std::string& message) {
  throw Error(Fault::kInput, file.string() + ": " + message);
}

toml::table read_toml_setting(const std::string& name, const std::string& value) {
  const std::string place = std::string(kSettingPrefix) + name;
  const auto fail = [&place](const std::string& message) {
    throw Error(Fault::kInput, place + ": " + message);
  };
  const auto is_word = [](std::string_view text, std::string_view punctuation) {
    return !text.empty() && std::all_of(text.begin(), text.end(), [&](char c) {
      return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
             punctuation.find(c) != std::string_view::npos;
    });
  };
  // The text that is put together here must yield exactly one key and one value.
  const bool dotted = is_word(name, "._-") && name.size() <= 200 && name.front() != '.' &&
                      name.back() != '.' && name.find("..") == std::string::npos;
  if (!dotted) fail("not a name; expected one such as levers.us_backup=1");
  if (value.size() > 10'000 || value.find_first_of("\r\n") != std::string::npos) {
    fail("the value is longer than one line of 10,000 letters");
  }
  if (value.find_first_not_of(" \t") == std::string::npos) fail("the value is missing");
  try {
    return toml::parse(std::string_view(name + " = " + value), std::string_view(place));
  } catch (const toml::parse_error& e) {
    if (!is_word(value, "._-/+:")) {
      if (const std::string twice = name_given_twice(e.description()); !twice.empty()) {
        fail(fmt::format("{} is set twice; expected it once", twice));
      }
      fail(
          fmt::format("{} is no value: {}{}", value, e.description(), hint_for_value(name, value)));
    }
  }
  return toml::parse(std::string_view(name + " = \"" + value + "\""), std::string_view(place));
}

std::vector<Entry> in_file_order(const toml::table& table) {
  std::vector<Entry> entries;
  for (const auto& [key, value] : table) entries.push_back({&key, &value});
  const auto position = [](const Entry& e) {
    const toml::source_position begin = e.key->source().begin;
    return std::pair(begin.line, begin.column);
  };
  std::stable_sort(entries.begin(), entries.end(),
                   [&](const Entry& a, const Entry& b) { return position(a) < position(b); });
  return entries;
}

const toml::key* first_unknown(const toml::table& table,
                               std::span<const std::string_view> allowed) {
  for (const Entry& entry : in_file_order(table)) {
    if (std::find(allowed.begin(), allowed.end(), entry.name()) == allowed.end()) return entry.key;
  }
  return nullptr;
}

void check_keys(const toml::table& table, std::span<const std::string_view> allowed,
                std::string_view kind, std::string_view whole) {
  const toml::key* unknown = first_unknown(table, allowed);
  if (unknown == nullptr) return;
  fail_at(unknown->source(), fmt::format("unknown {} \"{}\" of {}{}", kind, unknown->str(), whole,
                                         suggestion(unknown->str(), allowed)));
}

double read_number(const toml::node& node, std::string_view what) {
  double x = 0;
  if (const auto number = node.value_exact<double>()) {
    x = *number;
  } else if (const auto whole = node.value_exact<std::int64_t>()) {
    x = static_cast<double>(*whole);
  } else {
    fail_type(node, what, "a number");
  }
  if (!std::isfinite(x)) {
    fail_at(node.source(), fmt::format("{} is {}; expected a finite number", what, x));
  }
  // The months are reckoned in single precision.
  constexpr auto kGreatest = static_cast<double>(std::numeric_limits<float>::max());
  if (std::abs(x) > kGreatest) {
    fail_at(node.source(),
            fmt::format("{} is {}; expected {:.3g} at most, either way", what, x, kGreatest));
  }
  return x + 0.0;  // -0 is 0, also in a digest
}

double read_number_in(const toml::node& node, std::string_view what, const Range& range) {
  const double x = read_number(node, what);
  if (!range.admits(x)) {
    fail_at(node.source(),
            fmt::format("{} is {}; expected {}{}", what, x, to_string(range), range.nearest(x)));
  }
  return x;
}

bool read_flag(const toml::node& node, std::string_view what) {
  if (const auto flag = node.value_exact<bool>()) return *flag;
  fail_type(node, what, kTrueOrFalse);
}

std::string read_text(const toml::node& node, std::string_view what) {
  if (const auto text = node.value_exact<std::string>()) return *text;
  fail_type(node, what, "a text in quotation marks");
}

const toml::table& read_table(const toml::node& node, std::string_view what) {
  if (const auto* table = node.as_table()) return *table;
  fail_type(node, what, "a table");
}

const toml::array& read_list(const toml::node& node, std::string_view what) {
  if (const auto* list = node.as_array()) return *list;
  fail_type(node, what, "a list [...]");
}

std::size_t read_word(const toml::node& node, std::string_view what,
                      std::span<const std::string_view> words) {
  const auto text = node.value_exact<std::string>();
  if (!text) fail_type(node, what, listed(words));
  const auto found = std::find(words.begin(), words.end(), *text);
  if (found == words.end()) {
    const std::string_view nearest = nearest_name(*text, words);
    fail_at(node.source(),
            fmt::format("{} is {}; expected {}{}", what, described(node), listed(words),
                        nearest.empty() ? "" : fmt::format("; did you mean \"{}\"?", nearest)));
  }
  return static_cast<std::size_t>(found - words.begin());
}

CalendarMonth read_month(const toml::node& node, std::string_view what) {
  const auto text = node.value_exact<std::string>();
  if (!text) fail_type(node, what, "a month in quotation marks, \"2025-03\"");
  const auto digits = [&text](std::size_t from, std::size_t n) {
    int value = 0;
    for (std::size_t i = from; i < from + n; ++i) {
      const char c = (*text)[i];
      if (c < '0' || c > '9') return -1;
      value = value * 10 + (c - '0');
    }
    return value;
  };
  if (text->size() == 7 && (*text)[4] == '-') {
    const CalendarMonth m{digits(0, 4), digits(5, 2)};
    if (m.year >= 1900 && m.year <= 2199 && m.month >= 1 && m.month <= 12) return m;
  }
  fail_type(node, what, "a month from \"1900-01\" to \"2199-12\"");
}

const toml::node& required(const toml::table& table, std::string_view key, std::string_view what) {
  const toml::node* node = table.get(key);
  if (node == nullptr) fail_at(table.source(), fmt::format("{} lacks \"{}\"", what, key));
  return *node;
}

}  // namespace armistice
