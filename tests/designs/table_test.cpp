#include "experiments/designs/table.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>

#include "tests/support/scratch_folder.hpp"

namespace armistice {
namespace {

using testing::ElementsAre;
using Cells = std::vector<std::vector<std::string>>;

class DesignTableFile : public ScratchFolder {
 protected:
  DesignTable table(std::string_view text) const { return DesignTable(write("design.csv", text)); }
  std::string refused(std::string_view text) const {
    return message_of([&] { table(text); });
  }
};

TEST_F(DesignTableFile, GivesNamesAndCells) {
  const DesignTable t = table("parameters.front.dead_zone,rule\n0.1,majority\n0.2,unanimity\n");
  EXPECT_THAT(t.names(), ElementsAre("parameters.front.dead_zone", "rule"));
  EXPECT_EQ(t.rows(), 2);
  EXPECT_EQ(t.cells(0, 2), (Cells{{"0.1", "majority"}, {"0.2", "unanimity"}}));
  EXPECT_EQ(t.cells(1, 1), (Cells{{"0.2", "unanimity"}}));
  EXPECT_TRUE(t.cells(2, 0).empty());
}

TEST_F(DesignTableFile, IgnoresAFirstColumnOfNumbersOfPoints) {
  const DesignTable t = table("point,a,b\n0,1,2\n1.0,3,4\n");
  EXPECT_THAT(t.names(), ElementsAre("a", "b"));
  EXPECT_EQ(t.cells(0, 2), (Cells{{"1", "2"}, {"3", "4"}}));
}

TEST_F(DesignTableFile, NumbersOfPointsAreThoseOfTheRows) {
  EXPECT_EQ(refused("point,a\n0,1\n2,3\n1,2\n"),
            "design.csv:3: column point is \"2\"; expected 1: points are numbered from 0 in the "
            "order of the rows (or leave the column out)");
  EXPECT_THAT(refused("point,a\n1,1\n2,3\n"),
              testing::StartsWith("design.csv:2: column point is \"1\"; expected 0"));
  EXPECT_THAT(refused("point,a\n0,1\n,3\n"), testing::HasSubstr("is \"\"; expected 1"));
  EXPECT_THAT(refused("point,a\n0,1\n0,3\n"), testing::HasSubstr("is \"0\"; expected 1"));
}

TEST_F(DesignTableFile, ReadsQuotedCellsAndAnyLineEnds) {
  const DesignTable t = table(
      "\xEF\xBB\xBF\"a\",\"b, or \"\"c\"\"\"\r\n\" 1\",\"two\r\nlines\"\r\n\r\n2 , 3\n4,5\r6,7");
  EXPECT_THAT(t.names(), ElementsAre("a", "b, or \"c\""));
  EXPECT_EQ(t.cells(0, 4), (Cells{{" 1", "two\r\nlines"}, {"2", "3"}, {"4", "5"}, {"6", "7"}}));
}

TEST_F(DesignTableFile, GivesAnyRowsOfALongTableToAnyThread) {
  std::string text = "a,b\n";
  for (int i = 0; i < 5000; ++i) text += fmt::format("{},\"row\n{}\"\n", i, i);
  const DesignTable t = table(text);
  ASSERT_EQ(t.rows(), 5000);
  const auto right = [&t](std::int64_t first, std::int64_t count) {
    const Cells cells = t.cells(first, count);
    bool all = static_cast<std::int64_t>(cells.size()) == count;
    for (std::size_t i = 0; i < cells.size(); ++i) {
      const auto row = first + static_cast<std::int64_t>(i);
      all &= cells[i] == std::vector{std::to_string(row), fmt::format("row\n{}", row)};
    }
    return all;
  };
  for (const std::int64_t first : {0, 1, 1023, 1024, 2047, 4999}) {
    EXPECT_TRUE(right(first, 1)) << first;
  }
  bool other = false;
  std::thread beside([&] { other = right(900, 3000); });
  EXPECT_TRUE(right(4000, 1000));
  beside.join();
  EXPECT_TRUE(other);
}

TEST_F(DesignTableFile, MistakesAreNamedByLineAndColumn) {
  EXPECT_EQ(refused("a,b\n1,2\n3\n"),
            "design.csv:3: 1 cell; expected 2, as in the header; column b is missing");
  EXPECT_EQ(refused("a,b\n1,2,3\n"),
            "design.csv:2: 3 cells; expected 2, as in the header; the last column is b");
  EXPECT_EQ(refused("point,a,b\n0,1\n"),
            "design.csv:2: 2 cells; expected 3, as in the header; column b is missing");
  EXPECT_EQ(refused("a,b\r\n1,2\r\n\r\n3,\r\n"),
            "design.csv:4: column b is empty; expected a value");
  EXPECT_EQ(refused("a,b\n\"x\n\ny\",2\n\"\",1\n"),
            "design.csv:5: column a is empty; expected a value");
  EXPECT_EQ(refused("a,b,a\n1,2,3\n"), "design.csv:1: column a is given twice");
  EXPECT_EQ(refused("a,,c\n1,2,3\n"), "design.csv:1: column 2 has no name");
  EXPECT_EQ(refused("a,b\n"),
            "design.csv:1: no rows after the header; expected one for each point");
  EXPECT_EQ(refused("point\n1\n"),
            "design.csv:1: no column but \"point\"; expected the names of factors");
  EXPECT_EQ(refused(""), "design.csv:1: empty; expected a header with the names of factors");
  EXPECT_EQ(refused("a,b\n1,2\n3,\"4\n5,6\n"),
            "design.csv:3: a cell of the row that begins here has no closing quotation mark");
  EXPECT_EQ(refused("a,b\n1,2\n3,4\"5\n").substr(0, 13), "design.csv:3:");
}

TEST_F(DesignTableFile, FilesThatCannotBeReadAreNamed) {
  EXPECT_EQ(message_of([&] { DesignTable(folder_ / "none.csv"); }), "none.csv: no such file");
}

TEST_F(DesignTableFile, AFileThatShrankIsNotTakenForTheTable) {
  const DesignTable t = table("a,b\n1,2\n3,4\n");
  write("design.csv", "a,b\n1,2\n");
  EXPECT_EQ(message_of([&] { t.cells(0, 2); }), "design.csv: has changed since it was first read");
}

}  // namespace
}  // namespace armistice
