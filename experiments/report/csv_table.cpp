#include "experiments/report/csv_table.hpp"

#include <fmt/format.h>

#include "experiments/error.hpp"
#include "experiments/report/csv.hpp"

namespace armistice {
namespace {

/// Puts a value into its column, or an interval or an estimate with its error into its two.
class Putter {
 public:
  Putter(Csv& csv, bool two) : csv_(csv), two_(two) {}

  void operator()(std::monostate) const {
    csv_.empty();
    if (two_) csv_.empty();
  }
  void operator()(const std::string& words) const { csv_.cell(words); }
  void operator()(std::int64_t n) const { csv_.cell(n); }
  void operator()(Whole n) const {
    with_number(n, [this](auto x) { csv_.cell(x); });
  }
  void operator()(const Counted& c) const { csv_.cell(c.n); }
  void operator()(double x) const { csv_.cell(x); }
  void operator()(float x) const { csv_.cell(x); }
  void operator()(bool yes) const { csv_.cell(yes ? 1 : 0); }
  void operator()(const Number& n) const { csv_.cell(n.value); }
  void operator()(const Ends& e) const { csv_.cell(e.low).cell(e.high); }
  void operator()(const WithHalfWidth& e) const { csv_.cell(e.value); }
  void operator()(const SetRange& r) const { csv_.cell(r.p05).cell(r.p95); }
  void operator()(const WithError& e) const { csv_.cell(e.value).cell(e.error); }

 private:
  Csv& csv_;
  bool two_;
};

bool takes_two(const Cell& cell) {
  return std::holds_alternative<Ends>(cell) || std::holds_alternative<SetRange>(cell) ||
         std::holds_alternative<WithError>(cell);
}

}  // namespace

std::string csv_of(const Table& table) {
  Csv csv;
  for (const Column& c : table.columns) {
    if (c.name.empty()) continue;
    csv.cell(c.name);
    if (!c.high.empty()) csv.cell(c.high);
  }
  csv.end_row();
  for (const Row& row : table.rows) {
    if (row.size() != table.columns.size()) {
      throw Error(Fault::kOurs, fmt::format("a row of {} has {} cells, and the table {} columns",
                                            table.name, row.size(), table.columns.size()));
    }
    for (std::size_t i = 0; i < row.size(); ++i) {
      const Column& c = table.columns[i];
      if (c.name.empty()) continue;
      if (takes_two(row[i]) == c.high.empty() && !std::holds_alternative<std::monostate>(row[i])) {
        throw Error(Fault::kOurs, fmt::format("column {} of {} takes {}", c.name, table.name,
                                              c.high.empty() ? "one value" : "two"));
      }
      std::visit(Putter(csv, !c.high.empty()), row[i]);
    }
    csv.end_row();
  }
  return csv.take();
}

}  // namespace armistice
