// CSV as RFC 4180 has it, but for LF line ends: text in memory, so that rows can be formatted on
// any thread and written in order by one.
#pragma once

#include <concepts>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace armistice {

/// Rows of cells, appended one after the other. Numbers read back exactly.
class Csv {
 public:
  Csv& cell(std::string_view text);  // quoted where it must be
  Csv& cell(const char* text) { return cell(std::string_view(text)); }
  Csv& cell(double x);  // the shortest digits that read back; empty for what is not a number
  Csv& cell(float x);   // likewise as a float: 0.1f is 0.1
  template <std::integral T>
  Csv& cell(T n) {
    if constexpr (std::signed_integral<T>) {
      return number(static_cast<std::int64_t>(n));
    } else {
      return number(static_cast<std::uint64_t>(n));
    }
  }
  Csv& empty();
  void end_row();

  /// A whole row of text, such as the header.
  void row(std::span<const std::string_view> cells);
  /// The header as the contract writes it: "month,date,quantity".
  void header(std::string_view line);

  const std::string& text() const { return text_; }
  std::string take();

 private:
  template <class Number>
  Csv& number(Number x);
  void separate();

  std::string text_;
  bool row_begun_ = false;
};

}  // namespace armistice
