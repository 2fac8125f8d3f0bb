#include "experiments/report/csv.hpp"

#include <csv.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <limits>
#include <string>
#include <vector>

#include "experiments/error.hpp"

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

/// What a reader of the format makes of a table: libcsv with its delimiter, and the decimal sign
/// read.
std::vector<std::vector<std::string>> read_back(const std::string& table, const CsvFormat& format) {
  std::vector<std::vector<std::string>> rows(1);
  csv_parser parser;
  csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI | CSV_APPEND_NULL);
  csv_set_delim(&parser, static_cast<unsigned char>(format.delimiter));
  const auto cell = [](void* text, std::size_t size, void* to) {
    auto& all = *static_cast<std::vector<std::vector<std::string>>*>(to);
    all.back().emplace_back(static_cast<const char*>(text), size);
  };
  const auto row = [](int, void* to) {
    static_cast<std::vector<std::vector<std::string>>*>(to)->emplace_back();
  };
  EXPECT_EQ(csv_parse(&parser, table.data(), table.size(), cell, row, &rows), table.size());
  EXPECT_EQ(csv_fini(&parser, cell, row, &rows), 0);
  csv_free(&parser);
  rows.pop_back();
  return rows;
}

std::string table_of_all_sorts() {
  Csv csv;
  csv.header("name,value,small,whole,note");
  csv.cell("a;b").cell(0.25).cell(-1.5e-07).cell(1234567).cell("1.5 of 2, and \"so\"").end_row();
  csv.cell("tab\there").cell(-3.0).empty().cell(0).cell("two\nlines|bar").end_row();
  csv.cell("2025-03").cell("0.125").cell(2.5f).cell(1).cell("a.b").end_row();
  return csv.take();
}

TEST(CsvFormats, TheProgramsOwnChangesNoByte) {
  EXPECT_EQ(in_format(table_of_all_sorts(), {}), table_of_all_sorts());
}

TEST(CsvFormats, ReadBackAreTheSameCellsWithTheDecimalSignOfTheFormat) {
  const auto plain = read_back(table_of_all_sorts(), {});
  ASSERT_EQ(plain.size(), 4u);
  for (const CsvFormat format : {CsvFormat{';', ','}, CsvFormat{'\t', ','}, CsvFormat{'|', '.'},
                                 CsvFormat{';', '.'}, CsvFormat{'\t', '.'}}) {
    auto expected = plain;
    for (auto& row : expected) {
      for (std::string& cell : row) {
        const bool fraction =
            cell == "0.25" || cell == "-1.5e-07" || cell == "2.5" || cell == "0.125";
        if (fraction) cell[cell.find('.')] = format.decimal;
      }
    }
    EXPECT_EQ(read_back(in_format(table_of_all_sorts(), format), format), expected)
        << "delimiter " << format.delimiter << " decimal " << format.decimal;
  }
}

TEST(CsvFormats, TextIsQuotedForTheDelimiterInUse) {
  EXPECT_EQ(in_format("\"a,b\",c;d,0.5\n", {';', ','}), "a,b;\"c;d\";0,5\n");
  EXPECT_EQ(in_format("1.5e-07,-2.25,1e-07,1.2.3,.5,5.,x1.5\n", {';', ','}),
            "1,5e-07;-2,25;1e-07;1.2.3;.5;5.;x1.5\n");
}

TEST(JoinedTables, HaveAColumnMoreAndEachRowOnce) {
  const std::vector<NamedTable> tables = {{"one;two", "a;b\n1;\"x\ny\"\n2;z\n"},
                                          {"three", "a;b\n3;w\n"}};
  EXPECT_EQ(joined("scenario", tables, {';', ','}),
            "scenario;a;b\n\"one;two\";1;\"x\ny\"\n\"one;two\";2;z\nthree;3;w\n");
  const std::vector<NamedTable> others = {{"one", "a,b\n1,2\n"}, {"two", "a,c\n1,2\n"}};
  EXPECT_THROW(joined("scenario", others, {}), Error);
}

}  // namespace
}  // namespace armistice
