#include "experiments/input/shell_word.hpp"

namespace armistice {

std::string shell_word(std::string_view text) {
  // "~", "=" and ":" are special to the shell only at the start of a word.
  constexpr std::string_view kPlain =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./,:=+@%";
  const bool plain = !text.empty() && text.find_first_not_of(kPlain) == std::string_view::npos &&
                     text.front() != '=';
  if (plain) return std::string(text);
  std::string word = "'";
  for (const char c : text) {
    if (c == '\'') {
      word += "'\\''";
    } else {
      word += c;
    }
  }
  return word + "'";
}

std::string shell_path(const std::filesystem::path& path) {
  std::string text = path.string();
  if (text == "-") return text;  // standard input
  return shell_word(text.starts_with('-') ? "./" + text : text);
}

}  // namespace armistice
