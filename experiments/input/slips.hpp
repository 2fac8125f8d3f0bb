// What people write where TOML wants something else, and what to write instead.
#pragma once

#include <string>
#include <string_view>

namespace armistice {

/// Of a value that is no TOML, or is a text where a number was expected: "write 0.8, not 80%".
/// `name` is the key before it. Empty if it is none of the usual slips.
std::string hint_for_value(std::string_view name, std::string_view value);

/// Of a line that the parser refused: "write levers.us_backup = 0.8, not 80%". Empty if unknown.
std::string hint_for_line(std::string_view line);

}  // namespace armistice
