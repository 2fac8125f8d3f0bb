#include "experiments/report/csv.hpp"

#include <fmt/compile.h>

#include <cmath>
#include <utility>

#include "experiments/error.hpp"

namespace armistice {
namespace {

void append_text(std::string& to, std::string_view text, char delimiter) {
  const char special[] = {delimiter, '"', '\r', '\n'};
  if (text.find_first_of(std::string_view(special, sizeof special)) == std::string_view::npos) {
    to += text;
    return;
  }
  to += '"';
  for (const char c : text) {
    if (c == '"') to += '"';
    to += c;
  }
  to += '"';
}

/// A number as Csv writes it, with a fraction: "-1.25e-07". Others look the same in any format.
bool is_fraction(std::string_view cell) {
  std::size_t i = 0;
  const auto digits = [&] {
    const std::size_t begin = i;
    while (i < cell.size() && cell[i] >= '0' && cell[i] <= '9') ++i;
    return i > begin;
  };
  if (i < cell.size() && cell[i] == '-') ++i;
  if (!digits() || i >= cell.size() || cell[i++] != '.' || !digits()) return false;
  if (i == cell.size()) return true;
  if (cell[i++] != 'e') return false;
  if (i < cell.size() && (cell[i] == '-' || cell[i] == '+')) ++i;
  return digits() && i == cell.size();
}

/// Where the row that begins at `begin` ends, after its line end: lines within quotes are text.
std::size_t end_of_row(std::string_view table, std::size_t begin) {
  bool quoted = false;
  for (std::size_t i = begin; i < table.size(); ++i) {
    if (table[i] == '"') quoted = !quoted;
    if (table[i] == '\n' && !quoted) return i + 1;
  }
  return table.size();
}

/// The text of the cell that begins at `i`, which then stands at what ends it.
std::string_view read_cell(std::string_view table, std::size_t& i, char delimiter,
                           std::string& unquoted) {
  const std::size_t begin = i;
  if (i >= table.size() || table[i] != '"') {
    while (i < table.size() && table[i] != delimiter && table[i] != '\n') ++i;
    return table.substr(begin, i - begin);
  }
  unquoted.clear();
  for (++i; i < table.size(); ++i) {
    if (table[i] == '"' && (++i >= table.size() || table[i] != '"')) break;
    unquoted += table[i];
  }
  return unquoted;
}

}  // namespace

std::string in_format(std::string table, const CsvFormat& format) {
  if (format == CsvFormat{}) return table;
  std::string text, unquoted;
  text.reserve(table.size() + table.size() / 8);
  for (std::size_t i = 0; i < table.size(); ++i) {
    const bool number_or_plain = table[i] != '"';
    const std::string_view cell = read_cell(table, i, ',', unquoted);
    const std::size_t begin = text.size();
    if (number_or_plain && is_fraction(cell)) {
      text += cell;
      text[begin + cell.find('.')] = format.decimal;
    } else {
      append_text(text, cell, format.delimiter);
    }
    if (i < table.size()) text += table[i] == ',' ? format.delimiter : table[i];
  }
  return text;
}

std::string joined(std::string_view column, std::span<const NamedTable> tables,
                   const CsvFormat& format) {
  std::string text;
  std::string_view header;
  for (const auto& [name, table] : tables) {
    std::size_t row = end_of_row(table, 0);
    const std::string_view its_header = std::string_view(table).substr(0, row);
    if (text.empty()) {
      header = its_header;
      append_text(text, column, format.delimiter);
      (text += format.delimiter) += header;
    } else if (its_header != header) {
      throw Error(Fault::kOurs, "tables of different columns can't be joined: " + name);
    }
    while (row < table.size()) {
      const std::size_t end = end_of_row(table, row);
      append_text(text, name, format.delimiter);
      text += format.delimiter;
      text.append(table, row, end - row);
      row = end;
    }
  }
  return text;
}

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
  append_text(text_, text, ',');
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
