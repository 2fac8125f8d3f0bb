#include "experiments/sweep/factor_choice.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/support/scratch_folder.hpp"

namespace armistice {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;

class FactorChoice : public ScratchFolder {
 protected:
  void SetUp() override {
    ScratchFolder::SetUp();
    plan_.scenario = read_scenario(shipped("status_quo.toml"), {});
  }
  const Factor& added(const std::string& typed) {
    add_factor(plan_, typed);
    return plan_.design.factors.back();
  }
  std::string refusal(const std::string& typed) {
    return message_of([&] { add_factor(plan_, typed); });
  }
  SweepPlan plan_;
};

TEST_F(FactorChoice, AnUncertaintyHasItsOwnDistribution) {
  const Factor& f = added("parameters.front.dead_zone");
  EXPECT_EQ(f.distribution.kind, DistributionKind::kTriangular);
  EXPECT_EQ(plan_.targets.back().target, FactorTarget::kParameter);
  EXPECT_EQ(plan_.scenario.parameters[static_cast<std::size_t>(plan_.targets.back().row)],
            f.distribution);
}

TEST_F(FactorChoice, RangesAndValuesReplaceIt) {
  EXPECT_EQ(to_string(added("parameters.front.dead_zone=0.2:0.4").distribution),
            "uniform(min=0.2, max=0.4)");
  EXPECT_THAT(added("levers.us_backup=0,0.5,1").distribution.values, ElementsAre(0, .5, 1));
  EXPECT_EQ(plan_.targets.back().target, FactorTarget::kLever);
  EXPECT_EQ(added("levers.us_backup.start_month=0:24").distribution.b, 24);
  EXPECT_EQ(plan_.targets.back().target, FactorTarget::kStartMonth);
  EXPECT_EQ(added("parameters.front.initial_net_advantage={ distribution = \"normal\", mean = 0, "
                  "sd = 0.5 }")
                .distribution.kind,
            DistributionKind::kNormal);
}

TEST_F(FactorChoice, WordsAreLevels) {
  EXPECT_THAT(added("rule=quantal,rational,prospect").words,
              ElementsAre("quantal", "rational", "prospect"));
  EXPECT_EQ(plan_.targets.back().target, FactorTarget::kSetting);
  EXPECT_THAT(added("switches.talks").words, ElementsAre("false", "true"));
  EXPECT_EQ(plan_.targets.back().target, FactorTarget::kSwitch);
  EXPECT_EQ(added("switches.learning").words.size(), 2u);
  EXPECT_EQ(plan_.targets.back().target, FactorTarget::kSetting) << "it also chooses a form";
}

TEST_F(FactorChoice, AGroupIsEachThatIsDrawn) {
  add_factor(plan_, "parameters.front");
  EXPECT_GT(plan_.design.factors.size(), 3u);
  for (const Factor& f : plan_.design.factors) {
    EXPECT_THAT(f.name, testing::StartsWith("parameters.front."));
    EXPECT_NE(f.distribution.kind, DistributionKind::kFixed);
  }
}

TEST_F(FactorChoice, ByDefaultIsWhateverTheScenarioDraws) {
  add_default_factors(plan_);
  const auto drawn =
      std::count_if(plan_.scenario.parameters.begin(), plan_.scenario.parameters.end(),
                    [](const Distribution& d) { return support_of(d).low != support_of(d).high; });
  EXPECT_EQ(plan_.design.factors.size(), static_cast<std::size_t>(drawn));
  EXPECT_EQ(plan_.design.units.size(), plan_.design.factors.size());
}

TEST_F(FactorChoice, WhatCannotBeVariedIsRefusedWithWhatCan) {
  EXPECT_THAT(refusal("parameters.front.dead_zon"),
              HasSubstr("did you mean parameters.front.dead_zone?"));
  EXPECT_THAT(refusal("parameters.front.dead_zone=-1:1"), HasSubstr("parameters.front.dead_zone"));
  EXPECT_THAT(refusal("levers.us_backup"), AllOf(HasSubstr("not drawn"), HasSubstr("=LOW:HIGH")));
  EXPECT_THAT(refusal("levers.us_backup=0:2"), HasSubstr("levers.us_backup"));
  EXPECT_THAT(refusal("levers.us_backup=1"), HasSubstr("one value is no factor"));
  EXPECT_THAT(refusal("rule"), HasSubstr("two values or more"));
  EXPECT_THAT(refusal("rule=quantal,quantum"), AllOf(HasSubstr("rule"), HasSubstr("quantum")));
  EXPECT_THAT(refusal("levers.us_backup.start_month=5:2"), HasSubstr("empty"));
  EXPECT_THAT(refusal("levers.us_backup.start_month=0:9999"), HasSubstr("start_month"));
  add_factor(plan_, "switches.talks");
  EXPECT_THAT(refusal("switches.talks"), HasSubstr("is a factor already"));
}

TEST_F(FactorChoice, GroupsJoinFactorsIntoOneUnit) {
  add_factor(plan_, "parameters.front.dead_zone");
  add_factor(plan_, "parameters.front.noise_pct");
  add_factor(plan_, "levers.us_backup=0:1");
  join_factors(plan_, "front=parameters.front.dead_zone,parameters.front.noise_pct:0.6");
  ASSERT_EQ(plan_.design.units.size(), 2u);
  EXPECT_EQ(plan_.design.units[0].name, "levers.us_backup");
  EXPECT_EQ(plan_.design.units[1].name, "front");
  EXPECT_EQ(plan_.design.units[1].correlation, .6);
  EXPECT_THAT(plan_.design.units[1].factors, ElementsAre(0, 1));
  const auto refusal_of = [&](const std::string& typed) {
    return message_of([&] { join_factors(plan_, typed); });
  };
  EXPECT_THAT(refusal_of("a=levers.us_backupp,parameters.front.noise_pct"),
              HasSubstr("did you mean levers.us_backup?"));
  EXPECT_THAT(refusal_of("a=parameters.front.noise_pct,levers.us_backup"), HasSubstr("already"));
  EXPECT_THAT(refusal_of("=x"), HasSubstr("expected NAME="));
}

TEST_F(FactorChoice, WordsOfARuleHaveNoOrderAndSwitchesAndDatesHaveTheirOwn) {
  EXPECT_TRUE(added("rule=quantal,rational").unordered);
  EXPECT_FALSE(added("switches.talks=true,false").unordered);
  EXPECT_THAT(plan_.design.factors.back().words, ElementsAre("false", "true"));
  const Factor& dates = added("events.us_administration_change=2033-01,2029-01");
  EXPECT_THAT(dates.words, ElementsAre("2029-01", "2033-01"));
  EXPECT_FALSE(dates.unordered);
}

TEST_F(FactorChoice, NumbersThatAScenarioDoesNotDrawAreNumbers) {
  const Factor& values = added("implementation.share=0.7,0.5");
  EXPECT_THAT(values.words, testing::IsEmpty());
  EXPECT_THAT(values.distribution.values, ElementsAre(.7, .5));
  EXPECT_EQ(added("implementation.common_variance=0:0.5").distribution.kind,
            DistributionKind::kUniform);
}

TEST_F(FactorChoice, AValueIsSaidOnce) {
  EXPECT_THAT(refusal("rule=quantal,quantal"), HasSubstr("quantal is given twice"));
  EXPECT_THAT(refusal("levers.us_backup.start_month=3,3.0"), HasSubstr("3 is given twice"));
  EXPECT_THAT(refusal("levers.us_backup=0,1,0"), HasSubstr("0 is given twice"));
  EXPECT_THAT(refusal("switches.talks=true,true"), HasSubstr("true is given twice"));
}

TEST_F(FactorChoice, WhatIsZeroOrOneHasNothingBetween) {
  EXPECT_THAT(refusal("parameters.putin.cannot_stop=0:1"), HasSubstr("expected 0 or 1"));
  EXPECT_THAT(refusal("parameters.putin.cannot_stop=0,0.3"), HasSubstr("0 or 1"));
  EXPECT_THAT(refusal("levers.imposed_terms=0:1"), HasSubstr("0 or 1"));
  EXPECT_THAT(added("parameters.putin.cannot_stop=0,1").distribution.values, ElementsAre(0, 1));
  EXPECT_THAT(added("levers.imposed_terms=0,1").distribution.values, ElementsAre(0, 1));
  EXPECT_THAT(refusal("levers.imposed_terms.start_month=0:12"),
              HasSubstr("counts from the start: it has no start_month"));
}

TEST_F(FactorChoice, TwoThatSetTheSameAreRefused) {
  add_factor(plan_, "parameters.putin");
  EXPECT_THAT(refusal("parameters.putin.cannot_stop"),
              HasSubstr("parameters.putin.cannot_stop is a factor already"));
  add_factor(plan_, "switches.learning");
  EXPECT_THAT(refusal("learning=beta_pure,none"), HasSubstr("sets the same"));
  plan_.settings.push_back({"levers.us_backup", "1"});
  EXPECT_THAT(refusal("levers.us_backup=0:1"), HasSubstr("--set levers.us_backup=1 has no effect"));
  EXPECT_THAT(refusal("levers.european_forces="), HasSubstr("nothing stands after ="));
}

TEST_F(FactorChoice, NothingIsCorrelatedWithWordsThatHaveNoOrder) {
  add_factor(plan_, "levers.us_backup=0:1");
  add_factor(plan_, "rule=quantal,rational");
  join_factors(plan_, "g=levers.us_backup,rule:0.5");
  EXPECT_THAT(message_of([&] { checked(plan_.design); }),
              HasSubstr("the words of factor rule have no order"));
  plan_.design.units.back().correlation = 0;
  EXPECT_NO_THROW(checked(plan_.design));
}

TEST_F(FactorChoice, CorrelationsMustFitAtEachCornerOfTheFactors) {
  plan_.outcomes = default_sweep_outcomes(plan_.scenario);
  add_factor(plan_, "correlations.losses_of_both=0:0.4");
  EXPECT_NO_THROW(check_plan(plan_));
  add_factor(plan_, "correlations.defender_losses_and_intake=0:0.5");
  EXPECT_NO_THROW(check_plan(plan_));
  add_factor(plan_, "correlations.invader_losses_and_intake=-0.9:0.9");
  EXPECT_THAT(message_of([&] { check_plan(plan_); }),
              AllOf(HasSubstr("at a corner of the factors' ranges correlations."),
                    HasSubstr("not positive definite; expected ")));
}

TEST_F(FactorChoice, AGroupHasANameOfItsOwnAndEachFactorOnce) {
  for (const char* name : {"dead_zone", "noise_pct", "initial_net_advantage"}) {
    add_factor(plan_, std::string("parameters.front.") + name);
  }
  const auto refusal_of = [&](const std::string& typed) {
    return message_of([&] { join_factors(plan_, typed); });
  };
  const std::string two = "parameters.front.dead_zone,parameters.front.noise_pct";
  EXPECT_THAT(refusal_of("parameters.front.dead_zone=" + two), HasSubstr("a factor has that name"));
  EXPECT_THAT(refusal_of("parameters.front.initial_net_advantage=" + two),
              HasSubstr("a factor has that name"));
  EXPECT_THAT(refusal_of("g=parameters.front.dead_zone,parameters.front.dead_zone"),
              HasSubstr("dead_zone is given twice"));
  EXPECT_EQ(refusal_of("g=" + two), "");
  EXPECT_THAT(refusal_of("g=" + two), HasSubstr("another group has that name"));
}

}  // namespace
}  // namespace armistice
