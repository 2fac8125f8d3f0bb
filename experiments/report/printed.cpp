#include "experiments/report/printed.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "experiments/error.hpp"
#include "experiments/input/counted.hpp"
#include "experiments/report/caveats.hpp"
#include "experiments/report/digits.hpp"
#include "experiments/report/text_table.hpp"

namespace armistice {
namespace {

std::string interval(const Ends& e) {
  const auto& [digits, form, between] = e.style;
  switch (form) {
    case NumberForm::kChange:
      return digits.range_of_changes(e.low, e.high);
    case NumberForm::kWithUnit:
      return digits.range_with_unit(e.low, e.high);
    case NumberForm::kPlain:
      break;
  }
  return digits.range(e.low, e.high, between);
}

/// Stands in place of a range over parameter sets.
std::string why_none(RangeBasis basis, std::int64_t sets) {
  switch (basis) {
    case RangeBasis::kZero:
    case RangeBasis::kAlike:
      return why_no_range(basis, sets);
    case RangeBasis::kMostAlike:
      return "the same in 9 of 10";
    case RangeBasis::kChance:
      return "no more than chance";
    case RangeBasis::kUncertain:
      return "too few sets";
    case RangeBasis::kNoSets:
    case RangeBasis::kTooFewSets:
    case RangeBasis::kRange:
      break;
  }
  return "-";
}

struct Printer {
  std::string operator()(std::monostate) const { return ""; }
  std::string operator()(const std::string& words) const { return words; }
  std::string operator()(std::int64_t count) const { return with_thousands(count); }
  std::string operator()(Whole n) const {
    return with_number(n, [](auto x) { return fmt::format("{}", x); });
  }
  std::string operator()(const Counted& c) const { return counted(c.n, c.noun); }
  std::string operator()(bool yes) const { return yes ? "yes" : "no"; }
  std::string operator()(double x) const {
    throw Error(Fault::kOurs, fmt::format("a report prints {} without saying how many digits", x));
  }
  std::string operator()(const Number& n) const {
    switch (n.form) {
      case NumberForm::kChange:
        return n.digits.change(n.value);
      case NumberForm::kWithUnit:
        return n.digits.with_unit(n.value);
      case NumberForm::kPlain:
        break;
    }
    return n.digits.plain(n.value);
  }
  std::string operator()(const Ends& e) const { return interval(e); }
  std::string operator()(const WithHalfWidth& e) const {
    return e.digits.with_half_width(e.value, e.low, e.high);
  }
  std::string operator()(const SetRange& r) const {
    return r.basis == RangeBasis::kRange ? interval({r.p05, r.p95, r.style})
                                         : why_none(r.basis, r.sets);
  }
  std::string operator()(const WithError& e) const {
    const std::string value = e.digits.plain(e.value);
    return std::isnan(e.error) ? value : fmt::format("{} ({})", value, e.digits.plain(e.error));
  }
};

std::string blanks(std::size_t n) { return std::string(n, ' '); }

/// The label, and blanks up to the column where the text begins: two at least.
std::string before_text(const Paragraph& p) {
  if (p.label.empty()) return "";
  const std::size_t taken = static_cast<std::size_t>(p.first) + width_of(p.label);
  return p.label + blanks(std::max(taken + 2, static_cast<std::size_t>(p.indent)) - taken);
}

std::string printed(const Paragraph& p) {
  const auto first = static_cast<std::size_t>(p.first);
  return (p.apart ? "\n" : "") + blanks(first) +
         wrapped(before_text(p) + printed(p.text), kLineWidth - first,
                 static_cast<std::size_t>(p.indent)) +
         "\n";
}

std::string printed(const PrintedTable& t) {
  return (t.apart ? "\n" : "") + printed(t.table, static_cast<std::size_t>(t.indent));
}

}  // namespace

std::string printed(const Cell& cell) { return std::visit(Printer{}, cell); }

std::string printed(const Text& text) {
  std::string words;
  for (const Cell& cell : text.pieces) words += printed(cell);
  return words;
}

std::string printed(const Table& table, std::size_t indent) {
  TextTable text;
  std::size_t lines = 0;
  for (const Column& c : table.columns) {
    text.align.push_back(c.align);
    lines = std::max(lines, c.head.size());
  }
  for (std::size_t line = 0; line < lines; ++line) {
    std::vector<std::string> heads;
    for (const Column& c : table.columns) {
      heads.push_back(line < c.head.size() ? c.head[line] : "");
    }
    text.rows.push_back(std::move(heads));
  }
  for (const Row& row : table.rows) {
    std::vector<std::string> cells;
    for (const Cell& cell : row) cells.push_back(printed(cell));
    text.rows.push_back(std::move(cells));
  }
  return text.plain(indent, kLineWidth);
}

std::string printed(const Report& report) {
  std::string text;
  for (const Block& block : report.blocks) {
    text += std::visit([](const auto& b) { return printed(b); }, block);
  }
  if (report.of_trials) text += fmt::format("\n{}\n", kNoForecast);
  if (report.of_the_model) text += fmt::format("\n{}\n", kNotTheWorld);
  return text;
}

}  // namespace armistice
