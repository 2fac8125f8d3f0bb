// The number at the beginning of a text, as std::from_chars reads it. LLVM 14, which compiles the
// model for browsers, can't read numbers of floating point yet; the C library reads the same ones.
#pragma once

#include <charconv>
#include <cstdlib>
#include <string>
#include <system_error>

namespace armistice {

struct TypedNumber {
  double value = 0;      // 0 if there is none
  std::size_t read = 0;  // characters of it
};

inline TypedNumber typed_number(const std::string& text) {
  TypedNumber number;
#ifdef __cpp_lib_to_chars
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number.value);
  if (error == std::errc()) number.read = static_cast<std::size_t>(end - text.data());
#else
  // Without what strtod also takes: space before it, a plus sign, hexadecimal digits.
  const std::size_t first = text.find_first_not_of('-');
  const bool beginning = first <= 1 && text.find_first_of("0123456789.in", first) == first;
  if (!beginning || text.find_first_of("xX") == first + 1) return number;
  char* end = nullptr;
  number.value = std::strtod(text.c_str(), &end);
  number.read = static_cast<std::size_t>(end - text.c_str());
#endif
  return number;
}

}  // namespace armistice
