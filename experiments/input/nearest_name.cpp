#include "experiments/input/nearest_name.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace armistice {
namespace {

constexpr std::size_t kSmallChoice = 8;       // names that a message can list
constexpr std::size_t kLongestMisspelt = 80;  // letters; nothing longer is a slip of the pen

char folded(char c) {
  if (c == '-') return '_';
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

}  // namespace

int edit_distance(std::string_view a, std::string_view b) {
  // rows[i][j]: from the first i letters of a to the first j of b (Damerau, restricted).
  std::vector<std::vector<int>> rows(a.size() + 1, std::vector<int>(b.size() + 1));
  for (std::size_t i = 0; i <= a.size(); ++i) rows[i][0] = static_cast<int>(i);
  for (std::size_t j = 0; j <= b.size(); ++j) rows[0][j] = static_cast<int>(j);
  for (std::size_t i = 1; i <= a.size(); ++i) {
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const bool same = folded(a[i - 1]) == folded(b[j - 1]);
      rows[i][j] = std::min({rows[i - 1][j] + 1, rows[i][j - 1] + 1, rows[i - 1][j - 1] + !same});
      const bool swapped = i > 1 && j > 1 && folded(a[i - 1]) == folded(b[j - 2]) &&
                           folded(a[i - 2]) == folded(b[j - 1]);
      if (swapped) rows[i][j] = std::min(rows[i][j], rows[i - 2][j - 2] + 1);
    }
  }
  return rows[a.size()][b.size()];
}

std::string_view nearest_name(std::string_view wrong, std::span<const std::string_view> names) {
  if (wrong.empty() || wrong.size() > kLongestMisspelt) return {};
  std::string_view nearest;
  int least = 0;
  for (const std::string_view name : names) {
    const int distance = edit_distance(wrong, name);
    // A third of the letters may be wrong: at least one, at most five.
    const int third = static_cast<int>(std::max(wrong.size(), name.size()) / 3);
    const int allowed = std::clamp(third, 1, 5);
    if (distance <= allowed && (nearest.empty() || distance < least)) {
      nearest = name;
      least = distance;
    }
  }
  if (!nearest.empty()) return nearest;
  // Half a name ("sanctions", "iamd") is a hint too, if only one name holds it, or one that all
  // others begin with, such as half the name of the de facto outcome.
  if (wrong.size() < 4) return {};
  std::vector<std::string_view> holding;
  for (const std::string_view name : names) {
    if (name.find(wrong) == std::string_view::npos) continue;
    holding.push_back(name);
    if (nearest.empty() || name.size() < nearest.size()) nearest = name;
  }
  const bool of_all = std::all_of(holding.begin(), holding.end(),
                                  [&](std::string_view name) { return name.starts_with(nearest); });
  return of_all ? nearest : std::string_view();
}

std::string nearest_name(const std::string& wrong, const std::vector<std::string>& names) {
  const std::vector<std::string_view> views(names.begin(), names.end());
  return std::string(nearest_name(std::string_view(wrong), std::span(views)));
}

std::string listed(std::span<const std::string_view> names) {
  std::string text;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i > 0) text += i + 1 == names.size() ? " or " : ", ";
    text += fmt::format("\"{}\"", names[i]);
  }
  return text;
}

std::string suggestion(std::string_view wrong, std::span<const std::string_view> names) {
  const std::string_view nearest = nearest_name(wrong, names);
  if (!nearest.empty()) return fmt::format("; did you mean \"{}\"?", nearest);
  if (names.size() <= kSmallChoice) return "; expected " + listed(names);
  return "";
}

}  // namespace armistice
