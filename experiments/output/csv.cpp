#include "experiments/output/csv.hpp"

#include <fmt/compile.h>

#include <cmath>
#include <utility>

namespace armistice {

template <class Number>
Csv& Csv::number(Number x) {
  separate();
  char digits[40];  // the longest, -2.2250738585072014e-308, has 24
  text_.append(digits, fmt::format_to(digits, FMT_COMPILE("{}"), x));
  return *this;
}
template Csv& Csv::number(std::int64_t);
template Csv& Csv::number(std::uint64_t);

void Csv::separate() {
  if (row_begun_) text_ += ',';
  row_begun_ = true;
}

Csv& Csv::cell(std::string_view text) {
  separate();
  if (text.find_first_of(",\"\r\n") == std::string_view::npos) {
    text_ += text;
    return *this;
  }
  text_ += '"';
  for (const char c : text) {
    if (c == '"') text_ += '"';
    text_ += c;
  }
  text_ += '"';
  return *this;
}

Csv& Csv::cell(double x) { return std::isnan(x) ? empty() : number(x); }

Csv& Csv::cell(float x) {
  // Most floats of a trial are whole, and a whole number is written several times as fast. Larger
  // ones may have an exponent, and a negative zero has a sign.
  constexpr float kLargest = 1e5f;
  if (std::abs(x) < kLargest && !std::signbit(x)) {
    const auto whole = static_cast<std::int64_t>(x);
    if (static_cast<float>(whole) == x) return number(whole);
  }
  return std::isnan(x) ? empty() : number(x);
}

Csv& Csv::empty() {
  separate();
  return *this;
}

void Csv::end_row() {
  text_ += '\n';
  row_begun_ = false;
}

void Csv::row(std::span<const std::string_view> cells) {
  for (const std::string_view text : cells) cell(text);
  end_row();
}

void Csv::header(std::string_view line) {
  text_ += line;
  end_row();
}

std::string Csv::take() {
  row_begun_ = false;
  return std::exchange(text_, {});
}

}  // namespace armistice
