// Sentences of a report: words with numbers in them. A number stays a number, so each writer shows
// it in its own way.
#pragma once

#include <concepts>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "experiments/report/cell.hpp"

namespace armistice {

/// Words and numbers, in the order in which they are read.
struct Text {
  std::vector<Cell> pieces;

  bool empty() const { return pieces.empty(); }
  Text& operator+=(Text more);
  Text& operator+=(std::string_view words);
};

/// What fills a place of a pattern. Whole numbers are counts.
Text piece(std::string_view words);
Text piece(Text text);
Text piece(Cell cell);
inline Text piece(const char* words) { return piece(std::string_view(words)); }
inline Text piece(const std::string& words) { return piece(std::string_view(words)); }
template <std::integral T>
Text piece(T count) {
  return piece(Cell(static_cast<std::int64_t>(count)));
}
template <class T>
requires std::same_as<T, Number> || std::same_as<T, Ends> || std::same_as<T, SetRange> ||
    std::same_as<T, Whole> || std::same_as<T, Counted> || std::same_as<T, WithError> ||
    std::same_as<T, WithHalfWidth>
        Text piece(T value) {
  return piece(Cell(value));
}

/// `pattern` with its places "{}" filled in order. Throws Error(kOurs) unless there is one for
/// each.
Text filled(std::string_view pattern, std::vector<Text> pieces);

/// say("{} raises it from {} to {}", name, Number{...}, Number{...})
template <class... Pieces>
Text say(std::string_view pattern, Pieces&&... pieces) {
  return filled(pattern, {piece(std::forward<Pieces>(pieces))...});
}

/// Texts, or words, with something between each two.
Text joined(const std::vector<Text>& texts, std::string_view between);
Text joined(std::span<const std::string> words, std::string_view between = ", ");

}  // namespace armistice
