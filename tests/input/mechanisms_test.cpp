// What `mechanisms` decides, and what a scenario says of events and of levers that wait.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "agents/interface/declarations.hpp"
#include "experiments/input/resolved_settings.hpp"
#include "experiments/input/scenario.hpp"
#include "tests/support/scratch_folder.hpp"

namespace armistice {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;

class MechanismsOfAFile : public ScratchFolder {};
class LeverThatWaits : public ScratchFolder {};

const LeverSetting& us_backup(const Scenario& scenario) {
  return scenario.levers[static_cast<std::size_t>(Lever::us_backup)];
}

TEST_F(MechanismsOfAFile, CoreTurnsTheOthersOffAndHoldsItsOwnValues) {
  const Scenario core = read("title = \"x\"\nmechanisms = \"core\"\n");
  const Scenario full = read("title = \"x\"\n");
  EXPECT_FALSE(core.structure.switches.violations);
  EXPECT_TRUE(full.structure.switches.violations);
  EXPECT_TRUE(core.structure.switches.talks);
  EXPECT_FALSE(full.structure.switches.nuclear_tail) << "an option";
  const auto declarations = parameter_declarations();
  int different = 0;
  for (std::size_t i = 0; i < declarations.size(); ++i) {
    const ParameterDeclaration& p = declarations[i];
    EXPECT_EQ(full.parameters[i], default_distribution(p, Mechanisms::kFull)) << p.name;
    if (!p.core_differs) {
      EXPECT_EQ(core.parameters[i], full.parameters[i]) << p.name;
      continue;
    }
    ++different;
    EXPECT_EQ(core.parameters[i], fixed_value(p.core_value)) << p.name;
    EXPECT_NE(core.parameters[i], full.parameters[i]) << p.name;
  }
  EXPECT_GE(different, 4);
}

TEST_F(MechanismsOfAFile, WhatAFileSaysOfASwitchWinsWhereverMechanismsIsSaid) {
  write("base.toml", "title = \"base\"\n[switches]\nviolations = true\ndrones = false\n");
  for (const char* mechanisms : {"core", "full"}) {
    const Scenario scenario = read("extends = \"base.toml\"\n", {{"mechanisms", mechanisms}});
    EXPECT_TRUE(scenario.structure.switches.violations);
    EXPECT_FALSE(scenario.structure.switches.drones);
  }
}

TEST_F(MechanismsOfAFile, OutermostWordCounts) {
  write("base.toml", "title = \"base\"\nmechanisms = \"core\"\n");
  EXPECT_EQ(read("extends = \"base.toml\"\n").mechanisms, Mechanisms::kCore);
  EXPECT_EQ(read("extends = \"base.toml\"\nmechanisms = \"full\"\n").mechanisms, Mechanisms::kFull);
}

TEST_F(LeverThatWaits, IsReadWithItsEvent) {
  const auto when = [this](std::string_view said) {
    return us_backup(
               read(std::string("title = \"x\"\n[levers]\nus_backup = { intensity = 1, when = \"") +
                    std::string(said) + "\" }\n"))
        .when;
  };
  EXPECT_EQ(when("always"), LeverWhen{});
  EXPECT_EQ(when("after_stop"), (LeverWhen{LeverCondition::kAfterStop, 0}));
  EXPECT_EQ(when("after_breach"), (LeverWhen{LeverCondition::kAfterBreach, 0}));
  EXPECT_EQ(when("no_agreement_by_month:12"), (LeverWhen{LeverCondition::kNoAgreementByMonth, 12}));
  for (const char* word : {"always", "after_stop", "no_agreement_by_month:7"}) {
    EXPECT_EQ(to_string(when(word)), word);
  }
}

TEST_F(LeverThatWaits, ForSomethingElseIsRefusedWithWhatItMayWaitFor) {
  const auto error = [this](std::string_view said) {
    return error_of("[levers]\nus_backup = { when = \"" + std::string(said) + "\" }\n");
  };
  EXPECT_THAT(error("after_stpo"),
              AllOf(HasSubstr("expected \"always\""), HasSubstr("did you mean \"after_stop\"?")));
  EXPECT_THAT(error("no_agreement_by_month"), HasSubstr("a month from 1 to 240"));
  EXPECT_THAT(error("no_agreement_by_month:0"), HasSubstr("a month from 1 to 240"));
  EXPECT_THAT(error("no_agreement_by_month:1.5"), HasSubstr("a month from 1 to 240"));
  EXPECT_THAT(error("after_stop:3"), HasSubstr("us_backup.when is \"after_stop:3\""));
}

TEST_F(LeverThatWaits, ForNothingInTheCoreIsNoted) {
  EXPECT_THAT(read("title = \"x\"\nmechanisms = \"core\"\n"
                   "[levers]\nus_backup = { when = \"after_stop\" }\n")
                  .notes,
              ElementsAre(HasSubstr("lever us_backup waits (after_stop)")));
}

TEST_F(MechanismsOfAFile, StatusesOnOfferAreThoseListed) {
  const Scenario scenario = read("title = \"x\"\nstatuses_on_offer = [1, 4]\n");
  for (int s = 0; s < kSecurityLevels; ++s) {
    EXPECT_EQ(scenario.structure.off_the_table[s], s != 1 && s != 4) << s;
  }
  EXPECT_THAT(error_of("statuses_on_offer = [7]\n"), HasSubstr("0 to 6"));
  EXPECT_THAT(error_of("statuses_on_offer = [1.5]\n"), HasSubstr("whole number"));
}

TEST_F(MechanismsOfAFile, PatronsChangeInTheMonthThatIsSaid) {
  EXPECT_FALSE(read("title = \"x\"\n").patron_change);
  EXPECT_EQ(read("title = \"x\"\n[events]\npatron_change = \"2026-09\"\n").patron_change,
            (CalendarMonth{2026, 9}));
}

}  // namespace
}  // namespace armistice
