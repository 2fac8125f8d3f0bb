#include "experiments/designs/cells.hpp"

#include <algorithm>
#include <cctype>
#include <charconv>

namespace armistice {
namespace {

/// "2026-11" or "2026-11-03".
bool is_date(std::string_view word) {
  constexpr std::string_view kForm = "0000-00-00";
  if (word.size() != 7 && word.size() != kForm.size()) return false;
  for (std::size_t i = 0; i < word.size(); ++i) {
    const bool digit = word[i] >= '0' && word[i] <= '9';
    if (kForm[i] == '-' ? word[i] != '-' : !digit) return false;
  }
  return true;
}

}  // namespace

std::optional<double> number_in(std::string_view text) {
  double x = 0;
  const char* const end = text.data() + text.size();
  const auto [stopped, error] = std::from_chars(text.data(), end, x);
  if (error != std::errc() || stopped != end) return std::nullopt;
  return x;
}

std::string word_in(const std::string& cell, bool flag) {
  if (!flag) return cell;
  std::string word = cell;
  for (char& c : word) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  if (word == "true" || word == "false") return word;
  const std::optional<double> x = number_in(cell);
  return x == 1.0 ? "true" : x == 0.0 ? "false" : cell;
}

bool are_flags(const std::vector<std::string>& words) {
  return !words.empty() && std::all_of(words.begin(), words.end(), [](const std::string& word) {
    return word == "false" || word == "true";
  });
}

bool have_order(const std::vector<std::string>& words) {
  return are_flags(words) || std::all_of(words.begin(), words.end(), is_date);
}

}  // namespace armistice
