#include "experiments/commands/command_line.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "experiments/commands/ensemble_command.hpp"
#include "experiments/error.hpp"

namespace armistice {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;

Command parse(std::vector<const char*> words) {
  words.insert(words.begin(), "armistice");
  return parse_command_line(static_cast<int>(words.size()), words.data());
}

RunCommand parse_run(std::vector<const char*> words) {
  words.insert(words.begin(), "run");
  return std::get<RunCommand>(parse(words));
}

std::string refusal(std::vector<const char*> words) {
  try {
    parse(std::move(words));
  } catch (const Error& e) {
    return e.fault() == Fault::kInput ? e.what() : "another fault";
  }
  return "";
}

TEST(CommandLine, DefaultsAreTheContracts) {
  const RunCommand run = parse_run({"status_quo"});
  EXPECT_THAT(run.scenarios, ElementsAre("status_quo"));
  EXPECT_EQ(run.trials, 10'000u);
  EXPECT_EQ(run.seed, 1u);
  EXPECT_EQ(run.horizon_months, 120);
  EXPECT_EQ(run.record, Record::kTrials);
  EXPECT_FALSE(run.out.has_value());
}

TEST(CommandLine, ASearchsOptionsAreRead) {
  const auto search = std::get<SearchCommand>(parse({"search",
                                                     "s",
                                                     "--reference",
                                                     "r",
                                                     "--by",
                                                     "levers",
                                                     "--levels",
                                                     "0,0.25,1",
                                                     "--fix",
                                                     "us_backup=0",
                                                     "--fix=mediation=1",
                                                     "--without",
                                                     "nato",
                                                     "--budget",
                                                     "400.5",
                                                     "--budget-us",
                                                     "0",
                                                     "--finalists",
                                                     "5",
                                                     "--objective",
                                                     "relapsed",
                                                     "--minimise"}));
  EXPECT_EQ(search.reference, "r");
  EXPECT_EQ(search.by, PackageBy::kLever);
  EXPECT_THAT(search.levels, ElementsAre(0, 0.25, 1));
  ASSERT_EQ(search.fixed.size(), 2u);
  EXPECT_EQ(search.fixed[0].name, "levers.us_backup");
  EXPECT_EQ(search.fixed[1].value, "1");
  EXPECT_THAT(search.without, ElementsAre("nato"));
  EXPECT_EQ(search.budget.total, 400.5);
  EXPECT_EQ(search.budget.united_states, 0);
  EXPECT_EQ(search.finalists, 5u);
  EXPECT_TRUE(search.minimise);
  EXPECT_THAT(refusal({"search", "s", "--fix", "us_backupp=0"}), HasSubstr("us_backup?"));
  EXPECT_THAT(refusal({"search", "s", "--levels", "0;1"}), HasSubstr("--levels"));
  EXPECT_THAT(refusal({"search", "a", "b"}), HasSubstr("one SCENARIO"));
  EXPECT_THAT(refusal({"information", "a", "--eur-bn-per-point", "0"}), HasSubstr("more than 0"));
}

TEST(CommandLine, EachOptionIsRead) {
  const RunCommand run = parse_run(
      {"a", "--trials", "4294967295", "b", "--seed=18446744073709551615", "--threads", "2",
       "--horizon", "12", "--record", "all", "--out", "d", "--force", "--quiet", "--json"});
  EXPECT_THAT(run.scenarios, ElementsAre("a", "b"));
  EXPECT_EQ(run.trials, 4294967295u);
  EXPECT_EQ(run.seed, 18446744073709551615u);
  EXPECT_EQ(run.threads, 2);
  EXPECT_EQ(run.horizon_months, 12);
  EXPECT_EQ(run.record, Record::kAll);
  EXPECT_EQ(run.out, "d");
  EXPECT_TRUE(run.force && run.quiet && run.json);
}

TEST(CommandLine, SettingsMayStandAnywhereAndHoldAnything) {
  const RunCommand run = parse_run(
      {"--set", "mechanisms=core", "a", "--set", "levers.us_backup={ intensity = 1 }", "b"});
  EXPECT_THAT(run.scenarios, ElementsAre("a", "b"));
  ASSERT_EQ(run.settings.size(), 2u);
  EXPECT_EQ(run.settings[0].name, "mechanisms");
  EXPECT_EQ(run.settings[1].name, "levers.us_backup");
  EXPECT_EQ(run.settings[1].value, "{ intensity = 1 }");
}

TEST(CommandLine, NumbersOutOfRangeSayTheRange) {
  EXPECT_THAT(refusal({"run", "a", "--trials", "0"}),
              HasSubstr("--trials \"0\": expected a whole number from 1 to 4294967295"));
  EXPECT_THAT(refusal({"run", "a", "--trials", "1e6"}), HasSubstr("whole number"));
  EXPECT_THAT(refusal({"run", "a", "--trials", "-5"}), HasSubstr("whole number"));
  EXPECT_THAT(refusal({"run", "a", "--seed", "18446744073709551616"}), HasSubstr("--seed"));
  EXPECT_THAT(refusal({"run", "a", "--horizon", "241"}), HasSubstr("from 12 to 240"));
}

TEST(CommandLine, AMissingOrSecondValueIsRefused) {
  EXPECT_THAT(refusal({"run", "a", "--trials"}), HasSubstr("--trials: expected one value"));
  EXPECT_THAT(refusal({"run", "a", "--seed", "1", "--seed", "2"}),
              HasSubstr("--seed: expected one value"));
}

TEST(CommandLine, MisspelledNamesGetTheNearest) {
  EXPECT_THAT(refusal({"rum", "a"}), HasSubstr("did you mean run?"));
  EXPECT_THAT(refusal({"run", "a", "--trails", "5"}),
              AllOf(HasSubstr("unknown option --trails"), HasSubstr("did you mean --trials?")));
  EXPECT_THAT(refusal({"run", "a", "--record", "trails"}), HasSubstr("did you mean trials?"));
  EXPECT_THAT(refusal({"--versoin"}), HasSubstr("did you mean --version?"));
}

TEST(CommandLine, ShardsAndTimesAreSaidInOneWay) {
  for (const char* wrong : {"0/2", "3/2", "1", "1/", "/2", "1/2/3", "a/b"}) {
    EXPECT_THAT(refusal({"run", "a", "--shard", wrong}), HasSubstr("--shard")) << wrong;
  }
  for (const char* wrong : {"90", "0s", "-1m", "1d", "m", "1 h", "infs"}) {
    EXPECT_THAT(refusal({"run", "a", "--time-limit", wrong}),
                HasSubstr("expected a number with its unit"))
        << wrong;
  }
  const auto run =
      std::get<RunCommand>(parse({"run", "a", "--shard", "2/8", "--time-limit", "1.5m"}));
  EXPECT_EQ(run.campaign.shard, (Shard{2, 8}));
  EXPECT_EQ(run.campaign.time_limit_seconds, 90);
}

TEST(CommandLine, ASweepNeedsAScenarioAndAPlace) {
  EXPECT_THAT(refusal({"sweep"}), HasSubstr("expected one SCENARIO"));
  EXPECT_THAT(refusal({"sweep", "a", "b", "--out", "x"}), HasSubstr("expected one SCENARIO"));
  EXPECT_THAT(refusal({"sweep", "a"}), HasSubstr("--out DIR"));
  EXPECT_THAT(refusal({"analyse"}), HasSubstr("the folder of a finished sweep"));
  EXPECT_THAT(refusal({"merge", "a", "b"}), HasSubstr("--out DIR"));
  EXPECT_THAT(refusal({"merge", "--out", "x"}), HasSubstr("the folders of all shards"));
}

TEST(CommandLine, ASettingNeedsNameAndValue) {
  EXPECT_THAT(refusal({"run", "a", "--set", "core"}), HasSubstr("expected name=value"));
  EXPECT_THAT(refusal({"run", "a", "--set", "=1"}), HasSubstr("expected name=value"));
}

TEST(CommandLine, AScenarioIsNeeded) {
  EXPECT_THAT(refusal({"run"}), HasSubstr("expected a SCENARIO"));
  EXPECT_THAT(refusal({"check"}), HasSubstr("expected a SCENARIO"));
  EXPECT_THAT(refusal({"check", "a", "b"}), HasSubstr("unexpected \"b\""));
}

TEST(CommandLine, CompareHasTheOptionsOfARunAndAnObjective) {
  const auto compare = std::get<CompareCommand>(parse(
      {"compare", "a", "b", "--trials", "7", "--set", "mechanisms=core", "--out", "d", "--json"}));
  EXPECT_THAT(compare.scenarios, ElementsAre("a", "b"));
  EXPECT_EQ(compare.trials, 7u);
  EXPECT_EQ(compare.settings.size(), 1u);
  EXPECT_EQ(compare.out, "d");
  EXPECT_TRUE(compare.json);
  EXPECT_EQ(compare.objective, "durable_acceptable_peace");
  EXPECT_EQ(std::get<CompareCommand>(parse({"compare", "a", "b", "--objective", "x"})).objective,
            "x");
}

TEST(CommandLine, CompareNeedsTwoScenarios) {
  EXPECT_THAT(refusal({"compare", "a"}), HasSubstr("expected two SCENARIOs or more"));
  EXPECT_THAT(refusal({"compare", "a", "b", "--record", "all"}),
              HasSubstr("unknown option --record"));
}

TEST(CommandLine, AttributePutsTheReferenceFirst) {
  const auto plain = std::get<AttributeCommand>(parse({"attribute", "b"}));
  EXPECT_THAT(plain.scenarios, ElementsAre("status_quo", "b"));
  EXPECT_EQ(plain.by, PlayersBy::kGroup);
  EXPECT_EQ(plain.permutations, 0);
  const auto full = std::get<AttributeCommand>(
      parse({"attribute", "b", "--reference", "a", "--by", "levers", "--permutations", "4",
             "--objective", "x", "--set", "mechanisms=core", "--trials", "7", "--json"}));
  EXPECT_THAT(full.scenarios, ElementsAre("a", "b"));
  EXPECT_EQ(full.by, PlayersBy::kLever);
  EXPECT_EQ(full.permutations, 4);
  EXPECT_EQ(full.objective, "x");
  EXPECT_EQ(full.trials, 7u);
  EXPECT_EQ(full.settings.size(), 1u);
}

TEST(CommandLine, AttributeRefusesWhatItCanNotDivide) {
  EXPECT_THAT(refusal({"attribute"}), HasSubstr("expected one SCENARIO"));
  EXPECT_THAT(refusal({"attribute", "a", "b"}), HasSubstr("expected one SCENARIO"));
  EXPECT_THAT(refusal({"attribute", "a", "--by", "lever"}), HasSubstr("did you mean levers?"));
  EXPECT_THAT(refusal({"attribute", "a", "--permutations", "0"}), HasSubstr("from 1 to 1024"));
}

TEST(CommandLine, PivotalTakesOneScenarioAndAnObjective) {
  const auto plain = std::get<PivotalCommand>(parse({"pivotal", "a"}));
  EXPECT_EQ(plain.objective, "durable_acceptable_peace");
  EXPECT_EQ(plain.trials, 10'000u);
  const auto full = std::get<PivotalCommand>(
      parse({"pivotal", "a", "--objective", "negotiated_peace", "--trials", "9", "--json"}));
  EXPECT_EQ(full.objective, "negotiated_peace");
  EXPECT_EQ(full.trials, 9u);
  EXPECT_TRUE(full.json);
  EXPECT_THAT(refusal({"pivotal"}), HasSubstr("expected one SCENARIO"));
  EXPECT_THAT(refusal({"pivotal", "a", "b"}), HasSubstr("expected one SCENARIO"));
}

TEST(CommandLine, APrecisionMakesTheTrialsTheMost) {
  const RunCommand run = parse_run({"a", "--precision", "0.005"});
  EXPECT_EQ(run.precision, 0.005);
  EXPECT_EQ(settings_of(run).trials, 1'000'000);
  EXPECT_EQ(settings_of(run).precision, 0.005);
  EXPECT_EQ(settings_of(parse_run({"a", "--precision", "0.005", "--trials", "500"})).trials, 500);
  EXPECT_EQ(settings_of(parse_run({"a"})).trials, 10'000);
  EXPECT_EQ(
      settings_of(std::get<AttributeCommand>(parse({"attribute", "a", "--precision", "1"}))).trials,
      100'000);
}

TEST(CommandLine, APrecisionIsAPositiveNumber) {
  for (const char* typed : {"0", "-0.1", "inf", "nan", "1%", ""}) {
    EXPECT_THAT(refusal({"run", "a", "--precision", typed}), HasSubstr("half-width above 0"))
        << typed;
  }
}

TEST(CommandLine, HelpAndVersionAreText) {
  EXPECT_THAT(std::get<ShowCommand>(parse({"--version"})).text, HasSubstr("armistice "));
  EXPECT_THAT(std::get<ShowCommand>(parse({"--help"})).text, HasSubstr("Examples:"));
  EXPECT_THAT(std::get<ShowCommand>(parse({"run", "--help"})).text, HasSubstr("--horizon"));
  EXPECT_THAT(std::get<ShowCommand>(parse({})).text, HasSubstr("Usage:"));
}

TEST(CommandLine, CataloguesTakeAFilter) {
  const auto command = std::get<CatalogueCommand>(parse({"levers", "economic", "--json"}));
  EXPECT_EQ(command.what, Catalogue::kLeverTable);
  EXPECT_EQ(command.filter, "economic");
  EXPECT_TRUE(command.json);
}

}  // namespace
}  // namespace armistice
