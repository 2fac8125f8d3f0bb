// The result of several scenarios, and those of each inside it: verify and report tell when these
// do not belong together.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/support/program.hpp"

namespace armistice {
namespace {

namespace fs = std::filesystem;

using support::Answer;
using testing::AllOf;
using testing::HasSubstr;

struct JointResults : support::Program {
  void SetUp() override {
    Program::SetUp();
    ASSERT_EQ(run("run status_quo europe_only --trials 32 --horizon 12 --out v").status, 0);
    ASSERT_EQ(run("verify v").status, 0);
  }
};

TEST_F(JointResults, AScenarioThatIsMissingIsSaid) {
  fs::rename(folder_ / "v/europe_only", folder_ / "elsewhere");
  const Answer verified = run("verify v");
  EXPECT_NE(verified.status, 0);
  EXPECT_THAT(verified.out, HasSubstr("europe_only is missing"));
  const Answer page = run("report v --out v.html");
  EXPECT_EQ(page.status, 0);
  EXPECT_THAT(page.err, HasSubstr("europe_only is missing"));
}

TEST_F(JointResults, AnotherRunInItsPlaceIsRefused) {
  ASSERT_EQ(
      run("run europe_only --trials 32 --horizon 12 --seed 9 --out v/europe_only --force").status,
      0);
  const Answer verified = run("verify v");
  EXPECT_NE(verified.status, 0);
  EXPECT_THAT(verified.out, HasSubstr("europe_only is of another run: seed 9 there, 1 here"));
  const Answer page = run("report v --out v.html");
  EXPECT_EQ(page.status, 2);
  EXPECT_THAT(page.err, AllOf(HasSubstr("v/europe_only: is of another run"),
                              HasSubstr("give that folder by itself")));
  EXPECT_EQ(run("report v/europe_only --out w.html").status, 0);
}

TEST_F(JointResults, ATraceOfAStoryIsThatOfTheRun) {
  ASSERT_EQ(run("run status_quo --trials 32 --horizon 24 --seed 7 --set levers.mediation=1 --out s")
                .status,
            0);
  ASSERT_EQ(run("report s --out s.html").status, 0);
  EXPECT_THAT(result("s.html"), HasSubstr("--horizon 24 --seed 7 --set levers.mediation=1"));
}

TEST_F(JointResults, HintsOfAComparisonKeepItsObjectiveAndNothingIsAskedOfWhatIsTheSame) {
  const std::string line = " --trials 32 --horizon 12 --objective negotiated_peace";
  EXPECT_THAT(run("compare status_quo europe_only" + line).out,
              AllOf(HasSubstr("armistice attribute europe_only --objective negotiated_peace"),
                    HasSubstr("armistice pivotal europe_only --objective negotiated_peace")));
  EXPECT_THAT(run("compare status_quo status_quo" + line).out,
              Not(HasSubstr("armistice attribute")));
}

}  // namespace
}  // namespace armistice
