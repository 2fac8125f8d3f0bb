// Common mistakes in TOML, and the corrections that messages suggest.
#pragma once

#include <toml++/toml.h>

#include <optional>
#include <string>
#include <string_view>

namespace armistice {

/// Answers a text where a number was expected: "; write 0.8, not 80%". `name` is the key before it.
/// Empty if it is none of the usual slips.
std::string hint_for_number(std::string_view name, std::string_view typed);

/// Answers a value that is no TOML, in braces too: `; write from = "2026-05", not 2026-05`. What it
/// says to write suits the key, as far as the whole of its name is known.
std::string hint_for_value(std::string_view name, std::string_view typed);

/// Answers a line that the parser refused; `table` is the name of the header above it, or empty.
std::string hint_for_line(std::string_view line, std::string_view table);

/// The name that a file gives twice, as the parser's refusal quotes it ("cannot redefine existing
/// integer 'us_backup'"); empty if it refused something else.
std::string name_given_twice(std::string_view refusal);

/// Answers a key that no scenario has, but that has its place elsewhere: `horizon = 24` is an
/// option, `critic = "nato_provokes"` is said by `with`. Empty if unknown.
std::string hint_for_key(std::string_view key, const toml::node& node);

/// "yes" and "on" are true, "no" and "off" are false, in small letters or large ones.
std::optional<bool> said_as_flag(std::string_view text);

}  // namespace armistice
