// armistice calibrate as a user's script sees it: interrupted and resumed, refused, and its
// posterior used.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/support/program.hpp"

namespace armistice {
namespace {

namespace fs = support::fs;

using support::Answer;
using testing::HasSubstr;

struct CalibrateCommand : support::Program {
  static constexpr const char* kSmall =
      "calibrate status_quo --from 2024-01 --points 64 --replicates 32 --draws 48 --moves 1 "
      "--parameter parameters.front.momentum_pct "
      "--parameter parameters.front.white_noise_pct --quiet";
  std::string file(const std::string& name) const { return text_of(folder_ / name); }
};

TEST_F(CalibrateCommand, ResumesToTheSameBytes) {
  const std::string small = kSmall;
  ASSERT_EQ(run(small + " --out whole").status, 0);
  // Stopped as soon as it has a place for its work.
  const Answer stopped = shell("\"$A\" " + small +
                               " --threads 1 --resume --out parts & P=$!; "
                               "until [ -e parts/.armistice-work ]; do kill -0 $P || break; done; "
                               "kill -TERM $P; wait $P");
  EXPECT_EQ(stopped.status, 75);
  EXPECT_THAT(stopped.err, HasSubstr("--resume continues"));
  EXPECT_FALSE(fs::exists(folder_ / "parts/posterior.csv"));
  ASSERT_EQ(run(small + " --resume --out parts").status, 0);
  for (const char* name : {"posterior.csv", "posterior_distance.csv", "waves.csv", "fitted.csv",
                           "fit.csv", "columns.csv"}) {
    ASSERT_NE(file(std::string("whole/") + name), "") << name;
    EXPECT_EQ(file(std::string("whole/") + name), file(std::string("parts/") + name)) << name;
  }
  EXPECT_FALSE(fs::exists(folder_ / "parts/.armistice-work"));
  EXPECT_EQ(run("verify whole parts").status, 0);
  EXPECT_THAT(run(small + " --resume --out parts").out, HasSubstr("done already"));
}

TEST_F(CalibrateCommand, WorkOfAnotherCalibrationIsNotContinued) {
  ASSERT_EQ(run(std::string(kSmall) + " --out out").status, 0);
  const Answer other = run(std::string(kSmall) + " --discrepancy 2 --resume --out out");
  EXPECT_EQ(other.status, 2);
  EXPECT_THAT(other.err, HasSubstr("calibration.discrepancy"));
  EXPECT_EQ(run(std::string(kSmall) + " --out out").status, 2) << "a result is there";
}

TEST_F(CalibrateCommand, ItsPosteriorIsAScenarios) {
  ASSERT_EQ(run(std::string(kSmall) + " --out fit").status, 0);
  ASSERT_EQ(shell("printf 'extends = \"status_quo\"\\ntitle = \"Fitted\"\\n[posterior]\\nfile = "
                  "\"fit/posterior.csv\"\\n' > fitted.toml")
                .status,
            0);
  const Answer check = run("check fitted.toml");
  EXPECT_EQ(check.status, 0) << check.err;
  EXPECT_THAT(check.out, HasSubstr("posterior.csv"));
  ASSERT_EQ(run("run fitted.toml --trials 200 --horizon 12 --quiet --out out").status, 0);
  EXPECT_THAT(file("out/parameters.csv"), HasSubstr("parameters.front.momentum_pct,uncertainty,"));
  EXPECT_THAT(file("out/parameters.csv"), HasSubstr("row of posterior.csv (48 rows)"));
  ASSERT_EQ(shell("printf '[posterior]\\nfile = \"fit/posterior.csv\"\\n' > belief.toml").status,
            0);
  const Answer laid = run("check status_quo --with belief.toml");
  EXPECT_EQ(laid.status, 0) << laid.err;
  EXPECT_THAT(laid.out, HasSubstr("posterior.csv"));
  const Answer swept =
      run("sweep fitted.toml --samples 16 --replicates 2 --horizon 12 --design lhs "
          "--factor parameters.front.momentum_pct --out swept");
  EXPECT_EQ(swept.status, 2) << "joint rows are no margin to sweep";
  EXPECT_EQ(run("sweep fitted.toml --samples 16 --replicates 2 --horizon 12 --design lhs "
                "--factor parameters.front.momentum_pct=0.01:0.06 --out swept")
                .status,
            0);
}

TEST_F(CalibrateCommand, BadOptionsRunNothing) {
  for (const char* wrong :
       {"calibrate", "calibrate status_quo --replicates 33", "calibrate status_quo --points 3",
        "calibrate status_quo --until soon", "calibrate status_quo --without weather",
        "calibrate status_quo --resume", "calibrate no_such_scenario"}) {
    const Answer answer = run(wrong);
    EXPECT_EQ(answer.status, 2) << wrong;
    EXPECT_NE(answer.err, "") << wrong;
  }
}

}  // namespace
}  // namespace armistice
