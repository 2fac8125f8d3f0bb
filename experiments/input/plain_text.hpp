// Text that a terminal, a spreadsheet and a reader all take for what it is.
#pragma once

#include <string>
#include <string_view>

namespace armistice {

/// Whether it is UTF-8 on one line, without characters that change how a terminal shows the rest:
/// control characters (escape sequences begin with one), marks of direction, ends of lines and
/// paragraphs.
bool is_plain_line(std::string_view text);

/// Whether a spreadsheet would take a cell of this text for a formula.
bool is_like_formula(std::string_view text);

/// What a message may not be: "one line of text without control characters".
inline constexpr std::string_view kPlainLine =
    "one line of text, without control characters and marks of direction";

/// For messages that quote what a person typed or a file holds: such characters as "\x1b" and
/// "\u202e". Ends of lines and tabs stay.
std::string visible(std::string_view text);

}  // namespace armistice
