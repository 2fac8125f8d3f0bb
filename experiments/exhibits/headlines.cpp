#include "experiments/exhibits/headlines.hpp"

#include <algorithm>

namespace armistice {

std::vector<std::string> headlines_of(const ResultFolder& result) {
  struct Source {
    const char *file, *outcome, *detail;
  };
  for (const auto& [file, outcome, detail] :
       {Source{"incidence.csv", "outcome", ""}, Source{"by_date.csv", "outcome", ""},
        Source{"transitions.csv", "from_outcome", "from_detail"}}) {
    if (!result.has(file)) continue;
    std::vector<std::string> names;
    const ResultTable table = result.table(file);
    for (const ResultRow& row : rows_of(table)) {
      if (*detail != '\0' && row[detail] != "all") continue;
      if (std::find(names.begin(), names.end(), row[outcome]) == names.end()) {
        names.push_back(row[outcome]);
      }
    }
    if (!names.empty()) return names;
  }
  return {};
}

std::vector<HeadlineRows> headline_rows(const ResultFolder& result, const ResultTable& table,
                                        std::string_view column) {
  const std::vector<std::string> names = headlines_of(result);
  std::vector<HeadlineRows> all;
  for (const ResultRow& row : rows_of(table)) {
    if (row["detail"] != "all") continue;
    if (std::find(names.begin(), names.end(), row[column]) == names.end()) continue;
    const std::string scenario = result.scenario_of(row);
    if (all.empty() || all.back().scenario != scenario) all.push_back({scenario, {}});
    all.back().rows.push_back(row);
  }
  return all;
}

const ResultRow* largest(const std::vector<ResultRow>& rows, std::string_view column) {
  const ResultRow* most = nullptr;
  for (const ResultRow& row : rows) {
    const double x = row.number(column);
    if (x == x && (most == nullptr || x > most->number(column))) most = &row;
  }
  return most;
}

}  // namespace armistice
