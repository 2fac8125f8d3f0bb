// What tests of exhibits share: a result that a command wrote, and its exhibits beside its files.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "experiments/exhibits/memo.hpp"
#include "tests/support/program.hpp"

namespace armistice::support {

class Exhibits : public Program {
 protected:
  ResultFolder result_of_command(const std::string& command) {
    const auto answer = run(command + " --quiet --out out");
    EXPECT_EQ(answer.status, 0) << answer.err;
    return ResultFolder(folder_ / "out");
  }

  static std::multiset<std::string> charts_of(const std::vector<Exhibit>& exhibits) {
    std::multiset<std::string> charts;
    for (const Exhibit& exhibit : exhibits) charts.insert(exhibit.chart);
    return charts;
  }

  /// Each row of the exhibit has the cells of some row of the file, byte for byte, in all columns
  /// that both have.
  static void expect_rows_of(const Exhibit& exhibit, const ResultTable& table) {
    std::vector<std::pair<std::size_t, std::size_t>> both;
    for (std::size_t i = 0; i < exhibit.table.columns.size(); ++i) {
      const std::string& name = exhibit.table.columns[i].name;
      if (table.has(name)) both.emplace_back(i, table.place_of(name));
    }
    ASSERT_GE(both.size(), 2u) << exhibit.title;
    std::set<std::vector<std::string>> rows;
    for (const auto& row : table.rows) {
      std::vector<std::string> cells;
      for (const auto& [unused, j] : both) cells.push_back(row[j]);
      rows.insert(cells);
    }
    for (const auto& row : exhibit.table.rows) {
      std::vector<std::string> cells;
      for (const auto& [i, unused] : both) cells.push_back(row[i].value);
      EXPECT_TRUE(rows.contains(cells)) << exhibit.title << ": " << testing::PrintToString(cells);
    }
  }
};

inline const Exhibit& with_chart(const std::vector<Exhibit>& exhibits, const std::string& chart) {
  const auto found = std::find_if(exhibits.begin(), exhibits.end(),
                                  [&](const Exhibit& e) { return e.chart == chart; });
  if (found == exhibits.end()) throw std::runtime_error("no exhibit with the chart " + chart);
  return *found;
}

}  // namespace armistice::support
