// The charts that exhibits are drawn with.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <string>

#include "experiments/exhibits/page_parts.hpp"
#include "tests/exhibits/exhibits.hpp"

namespace armistice {
namespace {

using support::Exhibits;
using testing::HasSubstr;

/// The columns that a compiled chart reads from its table.
std::set<std::string> drawn_columns(const std::string& chart) {
  const auto spec =
      nlohmann::json::parse(page_part("charts/compiled/" + chart + ".vg.json"), nullptr, false);
  EXPECT_FALSE(spec.is_discarded()) << chart;
  std::set<std::string> made, columns;
  const auto look = [&](const auto& self, const nlohmann::json& part) -> void {
    if (part.is_object() && part.contains("as") && part["as"].is_array()) {
      for (const auto& name : part["as"]) {
        if (name.is_string()) made.insert(name.template get<std::string>());
      }
    }
    if (part.is_object() && part.contains("as") && part["as"].is_string()) {
      made.insert(part["as"].template get<std::string>());
    }
    if (part.is_object() && part.contains("field") && part["field"].is_string()) {
      columns.insert(part["field"].template get<std::string>());
    }
    for (const auto& inner : part) {
      if (inner.is_structured()) self(self, inner);
    }
  };
  look(look, spec);
  for (const std::string& name : made) columns.erase(name);
  columns.erase("x");                 // where another mark stands
  columns.erase("datum[\"shape\"]");  // of a map, put together from its shapes
  return columns;
}

TEST_F(Exhibits, EachChartIsInTheProgramAndDrawsColumnsThatItsTableHas) {
  const ResultFolder result = result_of_command("run status_quo --trials 200 --horizon 12");
  for (const Exhibit& exhibit : exhibits_of(result)) {
    if (exhibit.chart.empty()) continue;
    const std::string spec(page_part("charts/compiled/" + exhibit.chart + ".vg.json"));
    EXPECT_EQ(spec.find("http"), std::string::npos) << exhibit.chart;
    std::set<std::string> names;
    for (const ShownColumn& column : exhibit.table.columns) names.insert(column.name);
    const std::set<std::string> drawn = drawn_columns(exhibit.chart);
    EXPECT_GE(drawn.size(), 1u) << exhibit.chart;
    EXPECT_THAT(names, testing::IsSupersetOf(drawn)) << exhibit.chart;
  }
  EXPECT_THAT(page_part("charts/vega.LICENSE"), HasSubstr("University of Washington"));
}

}  // namespace
}  // namespace armistice
