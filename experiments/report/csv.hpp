// CSV after RFC 4180, with LF line ends. It is text in memory, so any thread can format rows and
// one thread writes them in order.
#pragma once

#include <concepts>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace armistice {

/// How a table of a result is written: as programs read it, or as a spreadsheet of another country
/// does.
struct CsvFormat {
  char delimiter = ',';
  char decimal = '.';
  bool operator==(const CsvFormat&) const = default;
};

/// A table that Csv wrote, in another format: each cell that is a number has its decimal sign, and
/// text is quoted where it must be.
std::string in_format(std::string table, const CsvFormat& format);

/// Tables with one header, one below the other, with one column more, in front: `column`, and in
/// each row what stands beside its table. All are of the format. Throws Error(kOurs) if the headers
/// differ.
struct NamedTable {
  std::string name, table;
};
std::string joined(std::string_view column, std::span<const NamedTable> tables,
                   const CsvFormat& format);

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
  std::string take();  // the text so far, which is then empty

 private:
  template <class Number>
  Csv& number(Number x);
  void separate();

  std::string text_;
  bool row_begun_ = false;
};

}  // namespace armistice
