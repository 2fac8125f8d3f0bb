// A scenario file as settings that somebody could type, and the same scenario of them.
#include "experiments/input/typed_scenario.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "experiments/error.hpp"
#include "experiments/input/scenario_files.hpp"
#include "tests/support/scratch_folder.hpp"

namespace armistice {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::ThrowsMessage;

class TypedScenarioFile : public ScratchFolder {
 protected:
  static std::vector<std::string> typed(const TypedScenario& scenario) {
    std::vector<std::string> lines;
    for (const Setting& s : scenario.settings) lines.push_back(s.name + "=" + s.value);
    return lines;
  }
};

TEST_F(TypedScenarioFile, SaysEachSettingByTheNameThatSetTakes) {
  const auto file = write("mine.toml", R"(extends = "peace_through_strength"
with = ["nato_provokes"]
title = "mine"
rule = "rational"
[levers]
us_backup = { intensity = 0.7, start_month = 5 }
mediation = 1
[switches]
talks = false
[parameters.front]
dead_zone = { distribution = "uniform", min = 0.1, max = 0.3 }
)");
  const TypedScenario scenario = typed_scenario(file);
  EXPECT_EQ(scenario.name, "peace_through_strength");
  EXPECT_THAT(typed(scenario),
              testing::UnorderedElementsAre(
                  "with=nato_provokes", "rule='rational'", "levers.us_backup=0.7",
                  "levers.us_backup.start_month=5", "levers.mediation=1", "switches.talks=false",
                  "parameters.front.dead_zone={ distribution = 'uniform', max = 0.3, min = 0.1 }"));
  EXPECT_EQ(scenario.settings.front().name, "with") << "what is laid over comes below the rest";
}

TEST_F(TypedScenarioFile, TypedAgainGivesTheSameScenario) {
  const auto below = write(
      "below.toml", "extends = \"europe_only\"\n[levers]\nmonitoring = 0.9\nus_backup = 0.1\n");
  const auto file = write("mine.toml",
                          "extends = \"below\"\n[levers]\nus_backup = 0.4\n[actors.HU]\n"
                          "tie = { value = 0.3, from = \"2026-05\" }\n[initial]\n"
                          "reserve_usd_bn = 50.5\n");
  const TypedScenario scenario = typed_scenario(file);
  EXPECT_EQ(read_scenario(find_scenario(scenario.name), scenario.settings).digest,
            read_scenario(file, {}).digest);
  EXPECT_EQ(scenario.name, "europe_only");
}

TEST_F(TypedScenarioFile, OneThatComesWithTheProgramIsItsName) {
  for (const auto& file : shipped_scenarios()) {
    const TypedScenario scenario = typed_scenario(file);
    EXPECT_EQ(scenario.name, scenario_name(file));
    EXPECT_THAT(scenario.settings, IsEmpty());
  }
}

TEST_F(TypedScenarioFile, OneThatExtendsNothingIsRefusedWithItsPlace) {
  const auto file = write("whole.toml", "title = \"whole\"\n[levers]\nus_backup = 1\n");
  EXPECT_THAT([&] { typed_scenario(file); },
              ThrowsMessage<Error>(HasSubstr("whole.toml:1:1: extends no scenario")));
}

TEST_F(TypedScenarioFile, SlipsAreToldAsTheReaderTellsThem) {
  const auto file = write("slip.toml", "extends = \"status_quo\"\n[levers]\nus_bakup = 1\n");
  EXPECT_THAT([&] { typed_scenario(file); },
              ThrowsMessage<Error>(HasSubstr("did you mean \"us_backup\"")));
}

// What the outer file lays over the inner one's base would come under the inner one's settings.
TEST_F(TypedScenarioFile, OneThatCannotBeSaidSoIsRefused) {
  write("inner.toml", "extends = \"status_quo\"\n[parameters.putin]\nsecurity_weight = 0.3\n");
  const auto file = write("outer.toml", "extends = \"inner\"\nwith = \"nato_provokes\"\n");
  EXPECT_THAT([&] { typed_scenario(file); },
              ThrowsMessage<Error>(HasSubstr("do not give the same scenario")));
}

}  // namespace
}  // namespace armistice
