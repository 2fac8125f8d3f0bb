// Joint rows of a posterior in place of a scenario's distributions.
#include <gmock/gmock.h>

#include <set>
#include <string>

#include "experiments/error.hpp"
#include "experiments/input/posterior_reader.hpp"
#include "experiments/input/resolved_settings.hpp"
#include "experiments/trials/draw.hpp"
#include "tests/support/scratch_folder.hpp"

namespace armistice {
namespace {

using testing::HasSubstr;

constexpr const char* kRows =
    "parameters.front.speed_pct,parameters.front.dead_zone\n0.1,0.2\n0.2,0.4\n0.3,0.6\n";

class Posteriors : public ScratchFolder {
 protected:
  Scenario read(const std::string& rows, const std::vector<Setting>& settings = {},
                const std::string& more = "") {
    write("rows.csv", rows);
    const auto file = write("mine.toml", "extends = \"" + shipped("status_quo.toml").string() +
                                             "\"\ntitle = \"Mine\"\n" + more +
                                             "\n[posterior]\nfile = \"rows.csv\"\n");
    return read_scenario(file, settings);
  }
  std::string error_of(const std::string& rows) {
    try {
      read(rows);
    } catch (const Error& error) {
      return error.what();
    }
    return "";
  }
  static std::size_t row_of(const std::string& name) {
    std::size_t i = 0;
    while (setting_name(parameter_declarations()[i]) != name) ++i;
    return i;
  }
};

TEST_F(Posteriors, ASetIsARowAsAWhole) {
  const Scenario scenario = read(kRows);
  const ParameterDraw draw(scenario, 1);
  const std::size_t speed = row_of("parameters.front.speed_pct");
  const std::size_t zone = row_of("parameters.front.dead_zone");
  std::set<float> seen;
  for (std::uint32_t k = 0; k < 200; ++k) {
    const ParameterSet set = draw.set(k);
    EXPECT_FLOAT_EQ(set.parameters[zone], 2 * set.parameters[speed]);
    seen.insert(set.parameters[speed]);
  }
  EXPECT_EQ(seen, (std::set<float>{0.1f, 0.2f, 0.3f})) << "each row is drawn";
}

TEST_F(Posteriors, WhatIsYesOrNoStaysSo) {
  EXPECT_THAT(error_of("parameters.putin.cannot_stop\n1\n0.5\n"),
              HasSubstr(":3: parameters.putin.cannot_stop: \"0.5\"; expected 0 or 1"));
  // Held where rows stand in for it, it is what most rows have.
  const Scenario most = read("parameters.putin.cannot_stop\n0\n1\n1\n");
  EXPECT_EQ(most.parameters[row_of("parameters.putin.cannot_stop")].a, 1);
  const Scenario few = read("parameters.putin.cannot_stop\n0\n0\n1\n");
  EXPECT_EQ(few.parameters[row_of("parameters.putin.cannot_stop")].a, 0);
}

TEST_F(Posteriors, OtherDrawsAreAsWithoutIt) {
  const Scenario with = read(kRows);
  const Scenario without = read_scenario(shipped("status_quo.toml"), {});
  const ParameterDraw a(with, 1), b(without, 1);
  const std::size_t other = row_of("parameters.front.materiel_elasticity");
  for (std::uint32_t k = 0; k < 20; ++k) {
    EXPECT_EQ(a.set(k).parameters[other], b.set(k).parameters[other]);
  }
  EXPECT_NE(with.digest, without.digest);
}

TEST_F(Posteriors, WhatIsSaidOfAParameterIsMoreThanARow) {
  const std::size_t speed = row_of("parameters.front.speed_pct");
  const std::size_t zone = row_of("parameters.front.dead_zone");
  const Scenario typed = read(kRows, {{"parameters.front.speed_pct", "0.25"}});
  EXPECT_FLOAT_EQ(ParameterDraw(typed, 1).set(3).parameters[speed], 0.25f);
  EXPECT_LT(typed.posterior.column_of(speed), 0);
  EXPECT_GE(typed.posterior.column_of(zone), 0);
  const Scenario in_file = read(kRows, {}, "[parameters.front]\nspeed_pct = 0.25\n");
  EXPECT_EQ(in_file.digest, typed.digest) << "in the same file, or by --set";
}

TEST_F(Posteriors, AreShownAndAreOfTheDigest) {
  const Scenario a = read(kRows);
  const Scenario b = read(
      "parameters.front.speed_pct,parameters.front.dead_zone\n"
      "0.1,0.4\n0.2,0.2\n0.3,0.6\n");
  EXPECT_NE(a.digest, b.digest) << "the same margins, joined otherwise";
  for (const ResolvedSetting& s : resolved_settings(a)) {
    if (s.name != "parameters.front.speed_pct") continue;
    EXPECT_EQ(s.distribution, "row of rows.csv (3 rows)");
    EXPECT_EQ(s.value.substr(0, 3), "0.2");
  }
}

TEST_F(Posteriors, ATableThatIsNoneIsRefusedWithItsPlace) {
  EXPECT_THAT(error_of("parameters.front.sped_pct\n0.2\n"),
              HasSubstr("rows.csv:1: column \"parameters.front.sped_pct\" is no parameter; did you "
                        "mean \"parameters.front.speed_pct\""));
  EXPECT_THAT(
      error_of("parameters.front.speed_pct\n0.2\nfast\n"),
      HasSubstr("rows.csv:3: parameters.front.speed_pct: \"fast\"; expected a number from"));
  EXPECT_THAT(error_of("parameters.front.speed_pct\n-1\n"), HasSubstr("rows.csv:2:"));
  EXPECT_THAT(error_of("parameters.front.speed_pct\n0.2,0.3\n"), HasSubstr("2 cells; expected 1"));
  EXPECT_THAT(error_of("parameters.front.speed_pct,parameters.front.speed_pct\n0.2,0.3\n"),
              HasSubstr("there twice"));
  EXPECT_THAT(error_of("parameters.front.speed_pct\n"), HasSubstr("no row"));
  const auto file =
      write("lost.toml", "extends = \"" + shipped("status_quo.toml").string() +
                             "\"\ntitle = \"Lost\"\n[posterior]\nfile = \"no.csv\"\n");
  EXPECT_THROW(read_scenario(file, {}), Error);
}

}  // namespace
}  // namespace armistice
