#include "experiments/designs/layout.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "experiments/designs/design_data.hpp"
#include "tests/designs/scenes.hpp"

namespace armistice {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using Units = std::vector<std::vector<std::size_t>>;

TableLayout found_in(const Table& table, std::optional<Layout> said = {}) {
  std::vector<std::string> names;
  for (std::size_t f = 0; f < table.front().size(); ++f) names.push_back("x" + std::to_string(f));
  LayoutSearch search(names, static_cast<std::int64_t>(table.size()), said);
  for (const auto& row : table) search.take(row);
  return search.found();
}

Design saltelli(std::size_t factors, std::int64_t samples, bool second_order) {
  Design design = design_of(DesignKind::kSaltelli, factors, samples);
  design.second_order = second_order;
  return checked(design);
}

/// The rows of a design in SALib's order: B at the end of each base sample.
Table in_order_of_salib(const Design& design) {
  Design table = design;
  table.kind = DesignKind::kTable;
  table.layout = Layout::kSalib;
  const Table ours = points_in(design);
  Table rows(ours.size());
  for (std::size_t i = 0; i < ours.size(); ++i) {
    rows[static_cast<std::size_t>(place_of(table, static_cast<std::int64_t>(i)))] = ours[i];
  }
  return rows;
}

Table factorial(std::size_t first, std::size_t second, bool first_fastest) {
  Table rows;
  for (std::size_t i = 0; i < first * second; ++i) {
    const std::size_t x = first_fastest ? i % first : i / second;
    const std::size_t y = first_fastest ? i / first : i % second;
    rows.push_back({static_cast<double>(x), static_cast<double>(y)});
  }
  return rows;
}

TEST(Layout, OfOurPickFreezeRowsIsTold) {
  for (const bool second_order : {false, true}) {
    const TableLayout layout = found_in(points_in(saltelli(4, 8, second_order)));
    EXPECT_EQ(layout.layout, Layout::kSaltelli);
    EXPECT_EQ(layout.second_order, second_order);
    EXPECT_EQ(layout.units, (Units{{0}, {1}, {2}, {3}}));
  }
}

TEST(Layout, OfRowsInTheOrderOfSalibIsTold) {
  for (const bool second_order : {false, true}) {
    const TableLayout layout = found_in(in_order_of_salib(saltelli(3, 16, second_order)));
    EXPECT_EQ(layout.layout, Layout::kSalib);
    EXPECT_EQ(layout.second_order, second_order);
  }
}

// SALib 1.6.0: sobol.sample of two factors, N = 4, scramble = False, without and with
// calc_second_order; morris.sample of three factors, N = 3, num_levels = 4, seed = 1.
TEST(Layout, OfRowsThatSalibWroteIsTold) {
  const Table first{{0, 0},     {0, 0},     {0, 0},     {0, 0},     {.5, .5},   {.5, .5},
                    {.5, .5},   {.5, .5},   {.75, .25}, {.25, .25}, {.75, .25}, {.25, .25},
                    {.25, .75}, {.75, .75}, {.25, .75}, {.75, .75}};
  EXPECT_EQ(found_in(first).layout, Layout::kSalib);
  EXPECT_FALSE(found_in(first).second_order);
  const Table second{{0, 0},     {0, 0},     {0, 0},     {0, 0},     {0, 0},     {0, 0},
                     {.5, .5},   {.5, .5},   {.5, .5},   {.5, .5},   {.5, .5},   {.5, .5},
                     {.75, .25}, {.25, .25}, {.75, .25}, {.75, .25}, {.25, .25}, {.25, .25},
                     {.25, .75}, {.75, .75}, {.25, .75}, {.25, .75}, {.75, .75}, {.75, .75}};
  EXPECT_EQ(found_in(second).layout, Layout::kSalib);
  EXPECT_TRUE(found_in(second).second_order);
  const double third = 0.33333333333333337, two = 0.6666666666666666;
  const Table morris{{1, two, 0},       {third, two, 0},     {third, 0, 0},   {third, 0, two},
                     {two, third, 1},   {two, third, third}, {two, 1, third}, {0, 1, third},
                     {third, third, 0}, {third, 1, 0},       {1, 1, 0},       {1, 1, two}};
  EXPECT_EQ(found_in(morris).layout, Layout::kMorris);
}

TEST(Layout, GroupsAreToldFromTheRowsInTheirOrder) {
  Design design = design_of(DesignKind::kSaltelli, 4, 16);
  design.units = {{"alone", {2}}, {"others", {0, 3}}, {"last", {1}}};
  const TableLayout ours = found_in(points_in(checked(design)));
  EXPECT_EQ(ours.layout, Layout::kSaltelli);
  EXPECT_EQ(ours.units, (Units{{2}, {0, 3}, {1}}));
  const TableLayout salib = found_in(in_order_of_salib(checked(design)));
  EXPECT_EQ(salib.layout, Layout::kSalib);
  EXPECT_EQ(salib.units, ours.units);
}

TEST(Layout, AConstantColumnOrAFactorThatNeverDiffersHidesNothing) {
  Table rows = in_order_of_salib(saltelli(3, 8, false));
  for (auto& row : rows) row.push_back(7);
  EXPECT_EQ(found_in(rows).layout, Layout::kSalib);
  EXPECT_EQ(found_in(rows).units, (Units{{0}, {1}, {2, 3}}));
  Design design = design_of(DesignKind::kSaltelli, 4, 8);
  design.units = {{"alone", {2}}, {"both", {0, 3}}, {"still", {1}}};
  rows = points_in(checked(design));
  for (auto& row : rows) row[1] = 7;
  EXPECT_EQ(found_in(rows).units, (Units{{2}, {0, 3}, {1}}));
}

TEST(Layout, OfTrajectoriesIsTold) {
  EXPECT_EQ(found_in(points_in(design_of(DesignKind::kMorris, 5, 4))).layout, Layout::kMorris);
}

TEST(Layout, OtherDesignsAreIndependentPoints) {
  EXPECT_EQ(found_in(points_in(design_of(DesignKind::kLatinHypercube, 3, 40))).layout,
            Layout::kIndependent);
  EXPECT_EQ(found_in(points_in(design_of(DesignKind::kSobol, 2, 64))).layout, Layout::kIndependent);
  // All combinations, the first factor fastest, look like SALib's blocks of four: 00 10 01 11.
  for (const bool first_fastest : {false, true}) {
    EXPECT_EQ(found_in(factorial(2, 8, first_fastest)).layout, Layout::kIndependent);
    EXPECT_EQ(found_in(factorial(2, 2, first_fastest)).layout, Layout::kIndependent);
  }
}

TEST(Layout, OneRowOutOfPlaceMakesPointsIndependent) {
  Table rows = points_in(saltelli(3, 16, false));
  std::swap(rows[40], rows[47]);
  EXPECT_EQ(found_in(rows).layout, Layout::kIndependent);
  EXPECT_THAT(refusal_of([&] { found_in(rows, Layout::kSaltelli); }),
              testing::AllOf(HasSubstr("--layout saltelli"), HasSubstr("point 4")));
}

TEST(Layout, ThatTheUserNamesNeedOnlyFit) {
  const Table once = points_in(saltelli(2, 1, false));
  EXPECT_EQ(found_in(once).layout, Layout::kIndependent) << "one base sample proves nothing";
  EXPECT_EQ(found_in(once, Layout::kSaltelli).layout, Layout::kSaltelli);
  EXPECT_EQ(found_in(points_in(saltelli(2, 8, false)), Layout::kIndependent).layout,
            Layout::kIndependent);
  EXPECT_THAT(refusal_of([&] { found_in(once, Layout::kMorris); }),
              HasSubstr("trajectories of 3 rows"));
  EXPECT_THAT(refusal_of([&] { found_in(factorial(3, 3, false), Layout::kMorris); }),
              HasSubstr("point 2: moves x1 again"));
}

TEST(Layout, StepsOfATableAreInUnitsOfTheColumnsRange) {
  Design design = design_of(DesignKind::kTable, 2, 6);
  design = checked(design);
  design.layout = Layout::kMorris;
  const std::vector<double> values{0, 5, 4, 5, 4, 15, 2, 25, 2, 15, 0, 15};
  const std::vector<MorrisStep> steps = steps_of(design, values);
  ASSERT_EQ(steps.size(), 4u);
  EXPECT_EQ(steps[0].unit, 0u);
  EXPECT_EQ(steps[0].by, 1);
  EXPECT_EQ(steps[1].unit, 1u);
  EXPECT_EQ(steps[1].by, .5);
  EXPECT_EQ(steps[2].by, -.5);
  EXPECT_EQ(steps[3].by, -.5);
}

TEST(Layout, AndTheOrderOfUnitsAreReadBackFromTheManifest) {
  Design design = design_of(DesignKind::kTable, 3, 10);
  design.factors[1] = of_words("rule", {"quantal", "rational"});
  design.factors[1].unordered = true;
  design.units = {{"x2+x0", {2, 0}}, {"rule", {1}}};
  design.layout = Layout::kSalib;
  design.second_order = true;
  const nlohmann::ordered_json data = design_data(design);
  EXPECT_EQ(data.at("layout"), "salib");
  EXPECT_EQ(data.at("factors")[1].at("unordered"), true);
  const Design back = design_from_data(data, "here");
  EXPECT_EQ(back.units, design.units) << "the group stands before what stands alone";
  EXPECT_EQ(back.layout, Layout::kSalib);
  EXPECT_TRUE(back.second_order && back.factors[1].unordered);
}

}  // namespace
}  // namespace armistice
