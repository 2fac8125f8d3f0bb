// A validation: its exhibits count what holds.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <string>
#include <vector>

#include "tests/exhibits/exhibits.hpp"

namespace armistice {
namespace {

using support::Exhibits;

/// A validation itself takes minutes, so its tables stand in the folder of another result.
struct ValidityExhibits : Exhibits {
  std::vector<Exhibit> exhibits_with(const std::string& file, const std::string& text) {
    const ResultFolder result =
        result_of_command("run status_quo --trials 16 --horizon 12 --record summary");
    std::ofstream(folder_ / "out" / file) << text;
    std::vector<Exhibit> of_the_file;
    for (const Exhibit& exhibit : exhibits_of(result)) {
      if (exhibit.chart == "mechanisms" || exhibit.chart.empty()) of_the_file.push_back(exhibit);
    }
    EXPECT_EQ(of_the_file.size(), 1u);
    expect_rows_of(of_the_file.at(0), result.table(file));
    return of_the_file;
  }
};

TEST_F(ValidityExhibits, PatternsAreCountedByWhetherTheyHold) {
  const auto exhibits =
      exhibits_with("patterns.csv",
                    "number,pattern,kind,target,figure,standard_error,holds\n"
                    "1,wars last,level,> 1,2.5,0.1,true\n2,wars end,level,> 1,0.5,0.1,false\n");
  EXPECT_EQ(exhibits[0].title, "1 of 2 patterns hold");
  EXPECT_EQ(exhibits[0].table.rows.size(), 2u);
}

TEST_F(ValidityExhibits, MechanismsStandByTheSizeOfWhatTheyChange) {
  const auto exhibits =
      exhibits_with("mechanisms.csv",
                    "scenario,change,continued_war,continued_war_error\n"
                    "status_quo,all,0.5,0.01\nstatus_quo,without talks,0.125,0.01\n"
                    "status_quo,without learning,-0.25,0.02\n");
  EXPECT_THAT(exhibits[0].title,
              testing::StartsWith("Continued war moves most when a mechanism changes: "
                                  "without learning (status_quo), -25"));
  ASSERT_EQ(exhibits[0].table.rows.size(), 2u);  // without the shares of the scenario itself
  EXPECT_EQ(exhibits[0].table.rows[0][2].value, "-0.25");
  EXPECT_EQ(exhibits[0].table.rows[1][2].value, "0.125");
}

TEST_F(ValidityExhibits, ClaimsAreCountedUnderTheDefaultsAlone) {
  const auto exhibits = exhibits_with(
      "claims.csv",
      "claim,critic,verdict,scenario,measure,claims,without,with,difference,standard_error\n"
      "aid,none,supported,status_quo,continued_war,less,0.5,0.25,-0.25,0.01\n"
      "peace,none,undecided,status_quo,continued_war,less,0.5,0.5,0,0.01\n"
      "aid,realist,supported,status_quo,continued_war,less,0.5,0.25,-0.25,0.01\n");
  EXPECT_EQ(exhibits[0].title, "1 of 2 claims are supported under the defaults");
  EXPECT_EQ(exhibits[0].table.rows.size(), 3u);
}

}  // namespace
}  // namespace armistice
