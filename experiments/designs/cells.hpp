// What the cells of a design say: numbers, truth values as other programs write them, words. A
// sweep and its analysis read them alike.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace armistice {

/// The number that is the whole text.
std::optional<double> number_in(std::string_view text);

/// The word of a cell. A flag gives "true" or "false", whatever programs write of a truth value:
/// True, TRUE, 1, 1.0.
std::string word_in(const std::string& cell, bool flag);

/// Whether words stand in the order of the alphabet: false and true, and dates such as "2026-11".
/// Other words have no order.
bool have_order(const std::vector<std::string>& words);

/// Whether they are those of a switch.
bool are_flags(const std::vector<std::string>& words);

}  // namespace armistice
