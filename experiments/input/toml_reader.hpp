// TOML as this program reads it: whole documents from files and from the command line, and typed
// access to their values. Whatever is wrong throws Error(kInput) that begins with its place.
#pragma once

#include <toml++/toml.h>

#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "experiments/input/calendar.hpp"
#include "experiments/input/range.hpp"

namespace armistice {

/// "file:line:column: ", or "--set NAME: " for a setting of the command line.
std::string place_of(const toml::source_region& region);

[[noreturn]] void fail_at(const toml::source_region& region, const std::string& message);
/// "WHAT is the text "x"; expected EXPECTED".
[[noreturn]] void fail_type(const toml::node& node, std::string_view what,
                            std::string_view expected);
[[noreturn]] void fail_in(const std::filesystem::path& file, const std::string& message);

/// Reads and parses a file; refuses what is not a small text in UTF-8, and a file without any key.
/// `what` says what it should have been ("a scenario").
toml::table read_toml_file(const std::filesystem::path& file, std::string_view what);

/// `name=value` as a document of one key. A value that is no TOML but a single word is text.
toml::table read_toml_setting(const std::string& name, const std::string& value);

struct Entry {
  const toml::key* key;
  const toml::node* value;
  std::string_view name() const { return key->str(); }
};
/// The entries of a table as they were written: toml++ sorts them by name, but the first mistake
/// that is reported should be the first in the file.
std::vector<Entry> in_file_order(const toml::table& table);

/// The first key, as they were written, that is not one of `allowed`; null if there is none.
const toml::key* first_unknown(const toml::table& table, std::span<const std::string_view> allowed);

/// Fails at the first unknown key: `unknown field "x" of levers.us_backup` for "field" and that
/// name.
void check_keys(const toml::table& table, std::span<const std::string_view> allowed,
                std::string_view kind, std::string_view whole);

/// Typed access. `what` names the value in messages: `levers.us_backup`.
double read_number(const toml::node& node, std::string_view what);
double read_number_in(const toml::node& node, std::string_view what, const Range& range);
bool read_flag(const toml::node& node, std::string_view what);
std::string read_text(const toml::node& node, std::string_view what);
const toml::table& read_table(const toml::node& node, std::string_view what);
const toml::array& read_list(const toml::node& node, std::string_view what);
/// "2025-03".
CalendarMonth read_month(const toml::node& node, std::string_view what);
/// The place in `words` of the one that was written.
std::size_t read_word(const toml::node& node, std::string_view what,
                      std::span<const std::string_view> words);

/// The value of `key`; fails at the table's place if there is none.
const toml::node& required(const toml::table& table, std::string_view key, std::string_view what);

}  // namespace armistice
