#include "experiments/report/report_data.hpp"

#include <cmath>

namespace armistice {
namespace {

using Json = nlohmann::ordered_json;

struct Reader {
  Json operator()(std::monostate) const { return nullptr; }
  Json operator()(const std::string& words) const { return words; }
  Json operator()(std::int64_t n) const { return n; }
  Json operator()(Whole n) const {
    return with_number(n, [](auto x) { return Json(x); });
  }
  Json operator()(const Counted& c) const { return c.n; }
  Json operator()(double x) const { return data_of(x); }
  Json operator()(float x) const { return data_of(static_cast<double>(x)); }
  Json operator()(bool yes) const { return yes; }
  Json operator()(const Number& n) const { return data_of(n.value); }
  Json operator()(const Ends& e) const { return {data_of(e.low), data_of(e.high)}; }
  Json operator()(const WithHalfWidth& e) const { return data_of(e.value); }
  Json operator()(const SetRange& r) const { return {data_of(r.p05), data_of(r.p95)}; }
  Json operator()(const WithError& e) const { return {data_of(e.value), data_of(e.error)}; }
};

bool is_empty(const Cell& cell) {
  const auto* words = std::get_if<std::string>(&cell);
  return std::holds_alternative<std::monostate>(cell) || (words != nullptr && words->empty());
}

}  // namespace

Json data_of(double x) { return std::isfinite(x) ? Json(x) : Json(nullptr); }

Json data_of(const Cell& cell) { return std::visit(Reader{}, cell); }

Json data_of_row(const Table& table, const Row& row) {
  Json data = Json::object();
  for (std::size_t i = 0; i < row.size(); ++i) {
    const Column& c = table.columns[i];
    if (!c.data.empty() && !(c.optional && is_empty(row[i]))) data[c.data] = data_of(row[i]);
  }
  return data;
}

Json data_of(const Table& table) {
  Json rows = Json::array();
  for (const Row& row : table.rows) rows.push_back(data_of_row(table, row));
  return rows;
}

std::string json_lines_of(const Table& table) {
  std::string text;
  for (const Row& row : table.rows) text += data_of_row(table, row).dump() + "\n";
  return text;
}

Json rows_data(const Report& report) {
  Json rows = Json::array();
  for (const Table& table : report.tables) {
    for (const Row& row : table.rows) rows.push_back(data_of_row(table, row));
  }
  return rows;
}

Json data_of(const Report& report) {
  Json data = report.run_apart ? Json{{"run", report.run}} : report.run;
  if (!report.findings.is_null()) data.update(report.findings);
  if (report.of_trials)
    data["reading"] = "shares of trials under stated assumptions, not a forecast";
  return data;
}

}  // namespace armistice
