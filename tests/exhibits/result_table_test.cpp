#include "experiments/exhibits/result_table.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "tests/support/scratch_folder.hpp"

namespace armistice {
namespace {

using testing::HasSubstr;

class ResultTables : public ScratchFolder {};

TEST_F(ResultTables, CellsStayAsTheFileHasThem) {
  const ResultTable table = read_table(write("t.csv", "name,x\n\"a, b\",0.10\n"), {});
  const std::vector<ResultRow> rows = rows_of(table);
  ASSERT_EQ(rows.size(), 1u);
  EXPECT_EQ(rows[0]["name"], "a, b");
  EXPECT_EQ(rows[0]["x"], "0.10");
  EXPECT_EQ(rows[0].number("x"), 0.1);
}

TEST_F(ResultTables, NumbersOfASpreadsheetOfAnotherCountryGetAPoint) {
  const ResultTable table =
      read_table(write("t.csv", "name;x\n\"a,b\";0,25\n"), {.delimiter = ';', .decimal = ','});
  const std::vector<ResultRow> rows = rows_of(table);
  EXPECT_EQ(rows[0]["x"], "0.25");
  EXPECT_EQ(rows[0]["name"], "a,b");
}

TEST_F(ResultTables, AnEmptyCellIsNoNumberAndWordsAreRefused) {
  const ResultTable table = read_table(write("t.csv", "x,y\n,words\n"), {});
  const std::vector<ResultRow> rows = rows_of(table);
  EXPECT_TRUE(std::isnan(rows[0].number("x")));
  EXPECT_THAT(message_of([&] { rows[0].number("y"); }),
              HasSubstr("t.csv: column \"y\" has \"words\"; expected a number"));
}

TEST_F(ResultTables, AMissingColumnAndARaggedRowNameTheFile) {
  const ResultTable table = read_table(write("t.csv", "x\n1\n"), {});
  EXPECT_THAT(message_of([&] { table.place_of("share"); }),
              HasSubstr("t.csv: has no column \"share\""));
  EXPECT_THAT(message_of([&] { read_table(write("u.csv", "x,y\n1,2\n3\n"), {}); }),
              HasSubstr("u.csv:3: 1 cells, where the header has 2"));
}

}  // namespace
}  // namespace armistice
