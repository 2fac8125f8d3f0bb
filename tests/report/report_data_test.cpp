// A table of a report for programs: as CSV and as data.
#include "experiments/report/report_data.hpp"

#include <gtest/gtest.h>

#include <limits>

#include "experiments/error.hpp"
#include "experiments/report/csv_table.hpp"

namespace armistice {
namespace {

constexpr double kNotANumber = std::numeric_limits<double>::quiet_NaN();

/// One row with a range over parameter sets and one without.
Table estimates() {
  Table table{.name = "estimates",
              .columns = {file_column("scenario"), column("quantity"),
                          column("mean_reference", "reference"), sampling_column(), range_column(),
                          data_column("why_no_range")}};
  table.rows = {
      {"north", "war", .1, Ends{.05, .15}, SetRange{.0, .2, RangeBasis::kRange, 512}, Cell()},
      {"north", "peace", Number{.9, Digits::of_share(10)}, Ends{.85, .95},
       SetRange{kNotANumber, kNotANumber, RangeBasis::kNoSets, 0}, "no sets"}};
  return table;
}

TEST(ReportTable, AsCsvHasBothEndsOfAnIntervalAndValuesAsTheyAre) {
  EXPECT_EQ(csv_of(estimates()),
            "scenario,quantity,mean_reference,sampling_low,sampling_high,parameter_p05,"
            "parameter_p95\n"
            "north,war,0.1,0.05,0.15,0,0.2\n"
            "north,peace,0.9,0.85,0.95,,\n");
}

TEST(ReportTable, AsDataHasTheNamesOfDataAndLeavesOutWhatIsEmptyThere) {
  EXPECT_EQ(data_of(estimates()).dump(),
            R"([{"quantity":"war","reference":0.1,"sampling_95":[0.05,0.15],)"
            R"("parameters_5_95":[0.0,0.2]},)"
            R"({"quantity":"peace","reference":0.9,"sampling_95":[0.85,0.95],)"
            R"("parameters_5_95":[null,null],"why_no_range":"no sets"}])");
}

TEST(ReportTable, AsLinesOfJsonHasARowOnEach) {
  Table table{.name = "t", .columns = {column("month"), column("value"), file_column("note")}};
  table.rows = {{whole(1), .5f, "a"}, {whole(2), Cell(), "b"}};
  EXPECT_EQ(json_lines_of(table), "{\"month\":1,\"value\":0.5}\n{\"month\":2,\"value\":null}\n");
}

TEST(ReportTable, RowsThatDoNotFitTheColumnsAreAFaultOfOurs) {
  Table table{.name = "t", .columns = {column("a"), sampling_column()}};
  table.rows = {{1.0}};
  EXPECT_THROW(csv_of(table), Error);
  table.rows = {{1.0, 2.0}};
  EXPECT_THROW(csv_of(table), Error) << "one value where an interval belongs";
  table.rows = {{Ends{1, 2}, Ends{1, 2}}};
  EXPECT_THROW(csv_of(table), Error) << "an interval where one value belongs";
  table.rows = {{Cell(), Cell()}};
  EXPECT_EQ(csv_of(table), "a,sampling_low,sampling_high\n,,\n");
}

TEST(ReportTable, AnErrorStandsBesideItsEstimate) {
  Table table{.columns = {{.name = "war", .high = "war_error", .data = "war"}}};
  table.rows = {{WithError{.1, .02, Digits::fixed(1)}}};
  EXPECT_EQ(csv_of(table), "war,war_error\n0.1,0.02\n");
  EXPECT_EQ(data_of(table).dump(), R"([{"war":[0.1,0.02]}])");
}

TEST(ReportTable, LargeSeedsKeepTheirDigitsAndErrorsAreForPrintAlone) {
  Table table{.name = "t", .columns = {column("seed"), column("share")}};
  table.rows = {{whole(std::numeric_limits<std::uint64_t>::max()), WithHalfWidth{.5, .4, .6}}};
  EXPECT_EQ(csv_of(table), "seed,share\n18446744073709551615,0.5\n");
  EXPECT_EQ(data_of(table).dump(), R"([{"seed":18446744073709551615,"share":0.5}])");
}

TEST(ReportTable, RowsOfTablesWithTheSameColumnsCanBeAppended) {
  Table all;
  append(all, estimates());
  append(all, estimates());
  EXPECT_EQ(all.name, "estimates");
  EXPECT_EQ(all.rows.size(), 4u);
}

TEST(ReportData, HasWhatWasRunThenWhatCameOutThenHowToReadIt) {
  Report report;
  report.run["seed"] = 1;
  report.findings["mean"] = data_of(kNotANumber);
  EXPECT_EQ(data_of(report).dump(),
            R"({"seed":1,"mean":null,)"
            R"("reading":"shares of trials under stated assumptions, not a forecast"})");
}

TEST(ReportData, MayHaveWhatWasRunAsAnObjectOfItsOwn) {
  Report report;
  report.of_trials = false;
  report.run["seed"] = 1;
  report.findings["mean"] = 2;
  report.run_apart = true;
  EXPECT_EQ(data_of(report).dump(), R"({"run":{"seed":1},"mean":2})");
}

}  // namespace
}  // namespace armistice
