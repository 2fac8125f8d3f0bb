// A report as a part of a page.
#include "experiments/report/markdown.hpp"

#include <gtest/gtest.h>

#include <string>

namespace armistice {
namespace {

TEST(Markdown, HasTablesAndListsWithAnEmptyLineBetweenThem) {
  Report report;
  Table table{.columns = {label_column({"what", "it is"}), figure_column({"share, %"})}};
  table.rows = {{"war | peace", Number{.5, Digits::fixed_percent(1)}}};
  report.table(table, 2);
  report.paragraph(say("- one"), 2, true);
  report.paragraph(say("- {}", "two"), 2);
  EXPECT_EQ(markdown_of(report),
            "| what it is | share, % |\n"
            "| --- | ---: |\n"
            "| war \\| peace | 50.0 |\n"
            "\n"
            "- one\n"
            "- two\n");
}

TEST(Markdown, BreaksNoSentence) {
  std::string words = "word";
  for (int i = 0; i < 60; ++i) words += " word";
  Report report;
  report.paragraph(say("{}", words), 4);
  EXPECT_EQ(markdown_of(report), words + "\n");
}

}  // namespace
}  // namespace armistice
