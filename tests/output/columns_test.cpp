#include "experiments/output/columns.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "agents/interface/declarations.hpp"
#include "experiments/output/trial_file.hpp"
#include "tests/support/plain_scenario.hpp"

namespace armistice {
namespace {

using testing::HasSubstr;

TEST(Columns, EachColumnOfSingleTrialsIsDescribed) {
  Scenario scenario = plain_scenario();
  scenario.cast.patrons = {{"CN", "China", "patron"}};
  const std::string headers[] = {trial_columns(scenario.cast), trial_donor_columns()};
  const char* files[] = {"trials.csv", "trial_donors.csv"};
  for (std::size_t i = 0; i < 2; ++i) {
    std::size_t begin = 0;
    for (std::size_t end = 0; end != std::string::npos; begin = end + 1) {
      end = headers[i].find(',', begin);
      const std::string column = headers[i].substr(begin, end - begin);
      const ColumnMeaning meaning = meaning_of(files[i], column);
      EXPECT_FALSE(meaning.words.empty()) << files[i] << ": " << column;
      EXPECT_FALSE(meaning.kind.empty()) << files[i] << ": " << column;
    }
  }
}

TEST(Columns, CodesAreSpelledOut) {
  EXPECT_THAT(meaning_of("trials.csv", "term_security").codes,
              HasSubstr("5 = nato_force (NATO member, with a European force"));
  EXPECT_THAT(meaning_of("trials.csv", "term_security_name").codes,
              HasSubstr("eu_force = EU member, with"));
  EXPECT_THAT(meaning_of("trials.csv", "detail").codes, HasSubstr("bare = "));
  EXPECT_THAT(meaning_of("trials.csv", "relapsed").codes, "0 = no; 1 = yes");
  EXPECT_THAT(meaning_of("outcomes.csv", "detail").codes,
              HasSubstr("negotiated_peace,strength = strength peace"));
  EXPECT_THAT(meaning_of("relapse.csv", "detail").codes, HasSubstr("status_2 = EU member"));
  EXPECT_THAT(meaning_of("timeline.csv", "quantity").codes,
              HasSubstr("occupied_share_pct = territory under Russian control [% of territory]"));
}

TEST(Columns, AnActorsColumnNamesTheActor) {
  EXPECT_THAT(meaning_of("trials.csv", "patron_CN_support_mean").words,
              HasSubstr("the patron (CN)"));
  EXPECT_THAT(meaning_of("trials.csv", "buyer_IN_compliance_end").words, HasSubstr("(IN)"));
  EXPECT_THAT(meaning_of("trials.csv", "patron_4_challenges").empty, HasSubstr("no such patron"));
}

TEST(Columns, FactorsAndOutcomesOfASweepAreDescribed) {
  EXPECT_EQ(meaning_of("points.csv", "point").kind, "count");
  EXPECT_THAT(meaning_of("points.csv", "levers.secondary_sanctions").words,
              HasSubstr("intensity of a lever"));
  EXPECT_THAT(meaning_of("points.csv", "parameters.putin.cannot_stop").words,
              HasSubstr("cannot_stop"));
  EXPECT_THAT(meaning_of("points.csv", "rule").words, HasSubstr("factor"));
  EXPECT_THAT(meaning_of("results.csv", "negotiated_peace.strength").words,
              HasSubstr("strength peace"));
  EXPECT_THAT(meaning_of("results.csv", "months_of_war").words, HasSubstr("months of fighting"));
  EXPECT_THAT(meaning_of("replicates.csv", "de_facto_ceasefire.replicates").words,
              HasSubstr("hexadecimal"));
  EXPECT_THAT(meaning_of("replicates.csv", "months_of_war.group_2").words, HasSubstr("group"));
}

TEST(Columns, WhatIsDeclaredNowhereHasNoMeaning) {
  EXPECT_TRUE(meaning_of("trials.csv", "no_such_column").words.empty());
  EXPECT_TRUE(meaning_of("no_such_file.csv", "finalist").words.empty());
}

TEST(Columns, AFileHasARowForEachColumn) {
  const FileColumns files[] = {{"trials.csv", {"trial", "end_month"}}, {"tree.csv", {"leaf"}}};
  EXPECT_EQ(columns_csv(files),
            "file,column,kind,unit,meaning,codes,empty\n"
            "trials.csv,trial,count,,\"number of the trial, from 0\",,\n"
            "trials.csv,end_month,month,month,"
            "\"month in which the fighting first stopped, counted from 1\",,it never stopped\n"
            "tree.csv,leaf,count,,number of the leaf,,\n");
}

}  // namespace
}  // namespace armistice
