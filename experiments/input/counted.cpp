#include "experiments/input/counted.hpp"

#include <fmt/format.h>

#include <initializer_list>

namespace armistice {
namespace {

bool ends_in_any(std::string_view word, std::initializer_list<std::string_view> endings) {
  for (const std::string_view ending : endings) {
    if (word.ends_with(ending)) return true;
  }
  return false;
}

}  // namespace

std::string with_thousands(std::int64_t n) {
  std::string digits = fmt::format("{}", n);
  const std::size_t first = n < 0 ? 1 : 0;
  for (std::size_t i = digits.size(); i > first + 3;) digits.insert(i -= 3, 1, ',');
  return digits;
}

std::string plural_of(std::string_view noun, std::int64_t n) {
  if (n == 1) return std::string(noun);
  const bool by_vowel = ends_in_any(noun, {"ay", "ey", "oy", "uy"});
  if (noun.ends_with('y') && !by_vowel) {
    return fmt::format("{}ies", noun.substr(0, noun.size() - 1));
  }
  const bool hisses = ends_in_any(noun, {"s", "x", "z", "ch", "sh"});
  return fmt::format("{}{}", noun, hisses ? "es" : "s");
}

std::string counted(std::int64_t n, std::string_view noun) {
  return fmt::format("{} {}", with_thousands(n), plural_of(noun, n));
}

}  // namespace armistice
