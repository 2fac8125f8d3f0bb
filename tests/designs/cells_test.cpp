#include "experiments/designs/cells.hpp"

#include <gtest/gtest.h>

namespace armistice {
namespace {

TEST(Cells, TruthValuesAreWrittenAsAnyProgramWritesThem) {
  for (const char* const cell : {"true", "True", "TRUE", "1", "1.0"}) {
    EXPECT_EQ(word_in(cell, true), "true") << cell;
  }
  for (const char* const cell : {"false", "False", "FALSE", "0", "0.0"}) {
    EXPECT_EQ(word_in(cell, true), "false") << cell;
  }
  EXPECT_EQ(word_in("2", true), "2") << "what is none stays, to be refused";
  EXPECT_EQ(word_in("True", false), "True") << "of another factor it is a word";
}

TEST(Cells, FlagsAndDatesHaveAnOrderAndOtherWordsNone) {
  EXPECT_TRUE(have_order({"false", "true"}));
  EXPECT_TRUE(have_order({"2025-03", "2026-11"}));
  EXPECT_TRUE(have_order({}));
  EXPECT_FALSE(have_order({"prospect", "quantal"}));
  EXPECT_FALSE(have_order({"2025-03", "later"}));
  EXPECT_FALSE(have_order({"2025-3x"}));
}

TEST(Cells, ANumberIsTheWholeText) {
  EXPECT_EQ(number_in("-1.5e3"), -1500);
  EXPECT_EQ(number_in("1 000"), std::nullopt);
  EXPECT_EQ(number_in(""), std::nullopt);
}

}  // namespace
}  // namespace armistice
