#include "experiments/output/csv.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <limits>
#include <string>

namespace armistice {
namespace {

template <class... Cells>
std::string row_of(const Cells&... cells) {
  Csv csv;
  (csv.cell(cells), ...);
  csv.end_row();
  return csv.take();
}

TEST(CsvText, TextIsQuotedOnlyWhereItMustBe) {
  EXPECT_EQ(row_of("plain", "a b", "it's"), "plain,a b,it's\n");
  EXPECT_EQ(row_of("a,b", "say \"no\"", "two\nlines"),
            "\"a,b\",\"say \"\"no\"\"\",\"two\nlines\"\n");
}

TEST(CsvText, NumbersAreAsShortAsTheyReadBack) {
  EXPECT_EQ(row_of(0.1f, 0.1, 1.0, -2.5f, 1e-7, 0), "0.1,0.1,1,-2.5,1e-07,0\n");
  const double third = 1.0 / 3;
  EXPECT_EQ(std::strtod(row_of(third).c_str(), nullptr), third);
  const float fraction = 0.87654321f;
  EXPECT_EQ(std::strtof(row_of(fraction).c_str(), nullptr), fraction);
}

TEST(CsvText, LargeWholeNumbersKeepTheirDigits) {
  EXPECT_EQ(row_of(std::numeric_limits<std::uint64_t>::max(), std::int64_t{-7}),
            "18446744073709551615,-7\n");
}

TEST(CsvText, WhatIsNotANumberIsAnEmptyCell) {
  EXPECT_EQ(row_of(1, std::numeric_limits<double>::quiet_NaN(), 2), "1,,2\n");
  EXPECT_EQ(row_of(std::numeric_limits<float>::quiet_NaN(), 2), ",2\n");
}

}  // namespace
}  // namespace armistice
