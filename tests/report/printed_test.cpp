// What a person reads of a report.
#include "experiments/report/printed.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>

#include "experiments/error.hpp"
#include "experiments/report/text_table.hpp"

namespace armistice {
namespace {

using testing::EndsWith;
using testing::HasSubstr;
using testing::Not;

constexpr double kNotANumber = std::numeric_limits<double>::quiet_NaN();

TEST(Printed, ANumberHasTheDigitsAndTheUnitThatItAsksFor) {
  const Digits share = Digits::of_share(10'000);
  EXPECT_EQ(printed(Cell(Number{.2345, share})), "23.4");
  EXPECT_EQ(printed(Cell(Number{.2345, share, NumberForm::kWithUnit})), "23.4 %");
  EXPECT_EQ(printed(Cell(Number{-.2345, share, NumberForm::kChange})), "-23.4");
  EXPECT_EQ(printed(Cell(Number{kNotANumber, share, NumberForm::kWithUnit})), "-");
  EXPECT_EQ(printed(Cell(Number{-.001, Digits::fixed(2)})), "0.00") << "nothing has no sign";
  EXPECT_EQ(printed(Cell(Number{1234.4, Digits::three()})), "1,234");
  EXPECT_EQ(printed(Cell(Number{.01234, Digits::three()})), "0.0123");
  EXPECT_EQ(printed(Cell(Number{.5, Digits::general(3)})), "0.5");
  EXPECT_EQ(printed(Cell(Number{.0051, Digits::points(), NumberForm::kWithUnit})), "0.51 points");
}

TEST(Printed, AnEstimateHasItsErrorBesideItIfThereIsOne) {
  const Digits tenths = Digits::fixed_percent(1);
  EXPECT_EQ(printed(Cell(WithError{.123, .004, tenths})), "12.3 (0.4)");
  EXPECT_EQ(printed(Cell(WithError{.123, kNotANumber, tenths})), "12.3");
}

TEST(Printed, CountsHaveMarksAndSeedsHaveNone) {
  EXPECT_EQ(printed(Cell(std::int64_t{1'234'567})), "1,234,567");
  EXPECT_EQ(printed(Cell(Whole{1'234'567})), "1234567");
  EXPECT_EQ(printed(Cell(Whole{-7})), "-7");
}

TEST(Printed, TheLargestSeedIsNotNegative) {
  const std::uint64_t seed = std::numeric_limits<std::uint64_t>::max();
  EXPECT_EQ(printed(Cell(whole(seed))), "18446744073709551615");
  EXPECT_EQ(printed(say("seed {}", whole(seed))), "seed 18446744073709551615");
}

TEST(Printed, ARangeThatIsNoneSaysWhy) {
  const Digits share = Digits::of_share(10'000);
  EXPECT_EQ(printed(Cell(SetRange{.1, .2, RangeBasis::kRange, 512, share})), "10.0 to 20.0");
  EXPECT_EQ(printed(Cell(SetRange{kNotANumber, kNotANumber, RangeBasis::kZero, 512, share})),
            "0 in all 512 sets");
  EXPECT_EQ(printed(Cell(SetRange{kNotANumber, kNotANumber, RangeBasis::kNoSets, 0, share})), "-");
}

TEST(Printed, ANumberWithoutDigitsIsAFaultOfOurs) {
  EXPECT_THROW(printed(Cell(1.5)), Error);
  EXPECT_THROW(printed(say("it is {}", Cell(1.5))), Error);
}

TEST(Printed, ASentenceKeepsItsNumbersUntilItIsWritten) {
  const Text text = say("{} raises it from {} to {}", "north", Number{.1, Digits::of_share(10'000)},
                        Number{.2, Digits::of_share(10'000), NumberForm::kWithUnit});
  EXPECT_EQ(printed(text), "north raises it from 10.0 to 20.0 %");
  ASSERT_EQ(text.pieces.size(), 5u);
  EXPECT_TRUE(std::holds_alternative<Number>(text.pieces[2]));
  EXPECT_EQ(printed(say("a {}, and {} more", say("b {}", 1), 1000)), "a b 1, and 1,000 more");
}

TEST(Printed, EachPlaceOfASentenceTakesOnePiece) {
  EXPECT_THROW(say("{} and {}", "one"), Error);
  EXPECT_THROW(say("{}", "one", "two"), Error);
}

TEST(Printed, HeadsOfATableStandLineBelowLine) {
  Table table{.columns = {label_column({"", "share, %"}), figure_column({"sampling", "error"})}};
  table.rows = {{"war", Ends{.1, .2, Digits::of_share(10'000)}}, {"a heading that is alone"}};
  EXPECT_EQ(printed(table),
            "                             sampling\n"
            "share, %                        error\n"
            "war                      10.0 to 20.0\n"
            "a heading that is alone\n");
}

TEST(Printed, TextInATableIsBrokenWhereItsLinesWouldBeTooLong) {
  Table table{
      .columns = {label_column({"name"}), figure_column({"value"}), label_column({"what"})}};
  const std::string words =
      "twelve words, which have more letters than one line of a terminal has "
      "columns, so";
  table.rows = {{"north", Whole{7}, words + " here"}, {"south", Whole{8}, "short"}};
  EXPECT_EQ(printed(table, 2),
            "  name   value  what\n"
            "  north      7  twelve words, which have more letters than one line of a terminal has "
            "columns, so\n"
            "                here\n"
            "  south      8  short\n");
}

TEST(Printed, ColumnsThatHaveNoRoomStandBelowAfterTheFirst) {
  Table table{.columns = {label_column({"name"})}};
  Row row{"north"};
  for (const char* head : {"a", "b", "c"}) {
    table.columns.push_back(figure_column({std::string(40, *head)}));
    row.push_back(Whole{*head});
  }
  table.rows = {row};
  const std::string blanks(38, ' ');
  EXPECT_EQ(printed(table), "name   " + std::string(40, 'a') + "  " + std::string(40, 'b') +
                                "\nnorth  " + blanks + "97  " + blanks + "98\n\nname   " +
                                std::string(40, 'c') + "\nnorth  " + blanks + "99\n");
}

TEST(Printed, WhatIsOfTrialsSaysThatItIsNoForecastOnce) {
  Report report;
  report.paragraph(say("{} trials", 10));
  EXPECT_THAT(printed(report), EndsWith("\n\nThese are shares of trials under stated assumptions, "
                                        "not a forecast.\n"));
  report.of_trials = false;
  EXPECT_THAT(printed(report), Not(HasSubstr("forecast")));
}

TEST(Printed, WhatJudgesTheModelSaysThatItIsNotTheWorld) {
  Report report;
  report.of_trials = false;
  report.paragraph(say("12 of 15 hold"));
  EXPECT_THAT(printed(report), Not(HasSubstr("consequences")));
  report.of_the_model = true;
  EXPECT_THAT(printed(report), EndsWith("\n\nThese are consequences of assumptions, not findings "
                                        "about the world.\n"));
}

TEST(Printed, ALineThatFitsKeepsItsBlanks) {
  Report report;
  report.of_trials = false;
  report.paragraph(say("can stop    ({})", 7));
  EXPECT_EQ(printed(report), "can stop    (7)\n");
}

TEST(Printed, LongLinesAreBrokenAndIndented) {
  Report report;
  report.of_trials = false;
  std::string words;
  for (int i = 0; i < 30; ++i) words += "word ";
  report.paragraph(say("{}", words), 4, true);
  const std::string text = printed(report);
  EXPECT_EQ(text.front(), '\n');
  EXPECT_THAT(text, HasSubstr("\n    word"));
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = text.find('\n', begin);
    EXPECT_LE(end - begin, 100u);
    begin = end + 1;
  }
}

TEST(Printed, TextsOfAListBeginAtOneColumnWhateverTheirLabels) {
  Report report;
  report.of_trials = false;
  report.labelled("war", say("goes on"), 10);
  report.labelled("a long label", say("ends"), 10);
  std::string words;
  for (int i = 0; i < 30; ++i) words += "word ";
  report.labelled("talks", say("{}", words), 10);
  EXPECT_THAT(printed(report), testing::StartsWith("  war     goes on\n"
                                                   "  a long label  ends\n"
                                                   "  talks   word word"));
  EXPECT_THAT(printed(report), HasSubstr("word\n          word"));
}

TEST(Printed, BlanksWithinALineStayAsTheyAre) {
  Report report;
  report.of_trials = false;
  report.paragraph(say("  2025-03  month 1   fighting  "));
  EXPECT_EQ(printed(report), "2025-03  month 1   fighting\n");
  EXPECT_EQ(wrapped("one  two\nthree", 7, 2), "one\n  two\n  three");
}

TEST(Printed, ANumberStaysOnTheLineOfItsUnit) {
  EXPECT_EQ(wrapped("a share of 5 % more", 13, 0), "a share of\n5 % more");
  EXPECT_EQ(wrapped("lowers it by 3 points, (12 months)", 18, 2),
            "lowers it by\n  3 points,\n  (12 months)");
  EXPECT_EQ(wrapped("they cost EUR 12 bn, or 1.5 bn EUR", 16, 0),
            "they cost\nEUR 12 bn, or\n1.5 bn EUR");
  EXPECT_EQ(wrapped("it ends in month 80 of it", 16, 0), "it ends in\nmonth 80 of it");
  EXPECT_EQ(wrapped("32 of 100 % of it", 4, 0), "32\nof\n100\n% of\nit")
      << "what fits no line is broken all the same";
  EXPECT_EQ(wrapped("version 2 is 5 ways", 12, 0), "version 2 is\n5 ways") << "no unit";
}

TEST(Printed, ExactDigitsReadBack) {
  EXPECT_EQ(printed(Cell(Number{.1, Digits::exact()})), "0.1");
  EXPECT_EQ(printed(Cell(Number{1234567.25, Digits::exact()})), "1234567.25");
  EXPECT_EQ(printed(Cell(Number{2, Digits::exact()})), "2");
}

}  // namespace
}  // namespace armistice
