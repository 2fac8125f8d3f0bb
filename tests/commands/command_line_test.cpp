#include "experiments/commands/command_line.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

#include "experiments/commands/ensemble_options.hpp"
#include "experiments/error.hpp"

namespace armistice {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;

/// What the command line prints; whatever runs trials is not for these tests.
std::string printed(std::vector<const char*> words) {
  words.insert(words.begin(), "armistice");
  std::string text;
  const auto print = [&text](std::string_view more) { text += more; };
  parse_command_line(static_cast<int>(words.size()), words.data())
      .action({{words.begin(), words.end()}, print, print, nullptr});
  return text;
}

std::string refusal(std::vector<const char*> words) {
  try {
    printed(std::move(words));
  } catch (const Error& e) {
    return e.fault() == Fault::kInput ? e.what() : "another fault";
  }
  return "";
}

/// The options of one type, as `offer` reads them from words.
template <class Options>
Options read(void (*offer)(CLI::App&, Options&), std::vector<const char*> words) {
  Options options;
  CLI::App app;
  offer(app, options);
  words.insert(words.begin(), "armistice");
  app.parse(static_cast<int>(words.size()), words.data());
  return options;
}

EnsembleOptions read_ensemble(std::vector<const char*> words) {
  return read<EnsembleOptions>(
      [](CLI::App& app, EnsembleOptions& options) {
        app.add_option("SCENARIO", options.scenarios);
        offer_ensemble(app, options);
        offer_precision(app, options, "");
      },
      std::move(words));
}

TEST(CommandLine, DefaultsAreTheContracts) {
  const EnsembleOptions options = read_ensemble({"status_quo"});
  EXPECT_THAT(options.scenarios, ElementsAre("status_quo"));
  EXPECT_EQ(options.trials, 10'000u);
  EXPECT_EQ(options.seed, 1u);
  EXPECT_EQ(options.horizon_months, 120);
  EXPECT_FALSE(options.out.has_value());
}

TEST(CommandLine, EachOptionIsRead) {
  const EnsembleOptions options =
      read_ensemble({"a", "--trials", "4294967295", "b", "--seed=18446744073709551615", "--threads",
                     "2", "--horizon", "12", "--out", "d", "--force", "--quiet", "--json"});
  EXPECT_THAT(options.scenarios, ElementsAre("a", "b"));
  EXPECT_EQ(options.trials, 4294967295u);
  EXPECT_EQ(options.seed, 18446744073709551615u);
  EXPECT_EQ(options.threads, 2);
  EXPECT_EQ(options.horizon_months, 12);
  EXPECT_EQ(options.out, "d");
  EXPECT_TRUE(options.force && options.quiet && options.json);
}

TEST(CommandLine, SettingsMayStandAnywhereAndHoldAnything) {
  const EnsembleOptions options = read_ensemble(
      {"--set", "mechanisms=core", "a", "--set", "levers.us_backup={ intensity = 1 }", "b"});
  EXPECT_THAT(options.scenarios, ElementsAre("a", "b"));
  ASSERT_EQ(options.settings.size(), 2u);
  EXPECT_EQ(options.settings[0].name, "mechanisms");
  EXPECT_EQ(options.settings[1].name, "levers.us_backup");
  EXPECT_EQ(options.settings[1].value, "{ intensity = 1 }");
}

TEST(CommandLine, ASearchRefusesWhatItCanNotRead) {
  EXPECT_THAT(refusal({"search", "s", "--fix", "us_backupp=0"}), HasSubstr("us_backup?"));
  EXPECT_THAT(refusal({"search", "s", "--levels", "0;1"}), HasSubstr("--levels"));
  EXPECT_THAT(refusal({"search", "s", "--by", "lever"}), HasSubstr("did you mean levers?"));
  EXPECT_THAT(refusal({"search", "s", "--budget", "-1"}), HasSubstr("EUR bn, 0 or more"));
  EXPECT_THAT(refusal({"search", "a", "b"}), HasSubstr("one SCENARIO"));
  EXPECT_THAT(refusal({"information", "a", "--eur-bn-per-point", "0"}), HasSubstr("more than 0"));
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
  const auto campaign =
      read<ResumeOptions>(offer_resuming, {"--shard", "2/8", "--time-limit", "1.5m"});
  EXPECT_EQ(campaign.shard, (Shard{2, 8}));
  EXPECT_EQ(campaign.time_limit_seconds, 90);
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

TEST(CommandLine, OneThingIsSetOnce) {
  EXPECT_EQ(refusal({"check", "status_quo", "--set", "levers.us_backup=1", "--set",
                     "levers.us_backup=0"}),
            "armistice: --set levers.us_backup=1 and --set levers.us_backup=0 set the same; "
            "expected it once");
  EXPECT_THAT(refusal({"run", "status_quo", "--set", "levers.us_backup.intensity=1", "--set",
                       "levers.us_backup=0"}),
              HasSubstr("set the same"));
  for (const auto& [table, one] :
       {std::pair{"levers={us_backup=1}", "levers.us_backup=0.2"},
        std::pair{"actors.HU={tie=0.5}", "actors.HU.tie=0.3"},
        std::pair{"parameters.front={dead_zone=0.2}", "parameters.front.dead_zone=0.3"},
        std::pair{"switches={talks=false}", "switches.talks=true"}}) {
    EXPECT_THAT(refusal({"check", "status_quo", "--set", table, "--set", one}),
                HasSubstr("set the same"));
  }
  EXPECT_EQ(refusal({"check", "status_quo", "--set", "levers.us_backup=1", "--set",
                     "levers.us_backup.start_month=4"}),
            "");
  EXPECT_THAT(refusal({"check", "status_quo", "--with", "limited_aims", "--with", "limited_aims"}),
              HasSubstr("--with limited_aims and --with limited_aims are the same scenario"));
  EXPECT_THAT(refusal({"check", "status_quo", "--with", "nowhere"}),
              testing::StartsWith("armistice: --with nowhere: no such file"));
}

TEST(CommandLine, CheckSaysInWordsWhatARuleAndMechanismsAre) {
  EXPECT_THAT(printed({"check", "status_quo"}),
              AllOf(HasSubstr("quantal: the better an option, the likelier a leader takes it"),
                    HasSubstr("full: all mechanisms of the model")));
  EXPECT_THAT(printed({"check", "status_quo", "--set", "mechanisms=core"}),
              HasSubstr("core: the core of the mechanisms alone"));
  EXPECT_THAT(printed({"check", "korea_1953"}),
              HasSubstr("start is 1951-06, but the initial state has the"));
}

TEST(CommandLine, HalfAnObjectivesNameGetsTheWhole) {
  EXPECT_THAT(refusal({"compare", "status_quo", "europe_only", "--objective", "ceasefire"}),
              HasSubstr("did you mean de_facto_ceasefire?"));
}

TEST(CommandLine, AScenarioIsNeeded) {
  EXPECT_THAT(refusal({"run"}), HasSubstr("expected a SCENARIO"));
  EXPECT_THAT(refusal({"check"}), HasSubstr("expected a SCENARIO"));
  EXPECT_THAT(refusal({"check", "a", "b"}), HasSubstr("unexpected \"b\""));
}

TEST(CommandLine, CompareNeedsTwoScenarios) {
  EXPECT_THAT(refusal({"compare", "a"}), HasSubstr("expected two SCENARIOs or more"));
  EXPECT_THAT(refusal({"compare", "a", "b", "--record", "all"}),
              HasSubstr("unknown option --record"));
}

TEST(CommandLine, AttributeRefusesWhatItCanNotDivide) {
  EXPECT_THAT(refusal({"attribute"}), HasSubstr("expected one SCENARIO"));
  EXPECT_THAT(refusal({"attribute", "a", "b"}), HasSubstr("expected one SCENARIO"));
  EXPECT_THAT(refusal({"attribute", "a", "--by", "lever"}), HasSubstr("did you mean levers?"));
  EXPECT_THAT(refusal({"attribute", "a", "--permutations", "0"}), HasSubstr("from 1 to 1024"));
}

TEST(CommandLine, PivotalTakesOneScenario) {
  EXPECT_THAT(refusal({"pivotal"}), HasSubstr("expected one SCENARIO"));
  EXPECT_THAT(refusal({"pivotal", "a", "b"}), HasSubstr("expected one SCENARIO"));
}

TEST(CommandLine, APrecisionMakesTheTrialsTheMost) {
  const EnsembleOptions options = read_ensemble({"a", "--precision", "0.005"});
  EXPECT_EQ(options.precision, 0.005);
  EXPECT_EQ(settings_of(options).trials, 1'000'000);
  EXPECT_EQ(settings_of(options).precision, 0.005);
  EXPECT_EQ(settings_of(read_ensemble({"a", "--precision", "0.005", "--trials", "500"})).trials,
            500);
  EXPECT_EQ(settings_of(read_ensemble({"a"})).trials, 10'000);
}

TEST(CommandLine, APrecisionIsAPositiveNumber) {
  for (const char* typed : {"0", "-0.1", "inf", "nan", "1%", ""}) {
    EXPECT_THAT(refusal({"run", "a", "--precision", typed}), HasSubstr("half-width above 0"))
        << typed;
  }
}

TEST(CommandLine, HelpAndVersionAreText) {
  EXPECT_THAT(printed({"--version"}), HasSubstr("armistice "));
  EXPECT_EQ(printed({"version"}), printed({"--version"}));
  EXPECT_THAT(printed({"--help"}), HasSubstr("Examples:"));
  EXPECT_EQ(printed({"help"}), printed({"--help"}));
  EXPECT_THAT(printed({}), HasSubstr("Usage:"));
  EXPECT_THAT(refusal({"help", "rum"}), HasSubstr("did you mean run?"));
  EXPECT_THAT(refusal({"help", "run", "sweep"}), HasSubstr("unexpected \"sweep\""));
}

TEST(CommandLine, EachCommandHasItsOwnHelpWithAnExampleOfItself) {
  std::set<std::string> names;
  for (const CommandEntry* entry : command_entries()) {
    const std::string name(entry->name);
    EXPECT_TRUE(names.insert(name).second) << name;
    const std::string help = printed({"help", name.c_str()});
    EXPECT_EQ(help, printed({name.c_str(), "--help"}));
    EXPECT_THAT(help, HasSubstr("Examples:\n  armistice " + name)) << name;
  }
}

TEST(CommandLine, CataloguesTakeAFilter) {
  EXPECT_THAT(
      printed({"levers", "economic", "--json"}),
      AllOf(HasSubstr("levers.secondary_sanctions"), testing::Not(HasSubstr("levers.mediation"))));
}

TEST(CommandLine, CataloguesFindWhatIsMeant) {
  EXPECT_THAT(printed({"levers", "sanctions"}),
              AllOf(HasSubstr("secondary_sanctions"), HasSubstr("sanctions_relief"),
                    testing::Not(HasSubstr("us_backup"))));
  EXPECT_THAT(printed({"parameters", "putin.cannot_stop"}),
              AllOf(HasSubstr("parameters.putin.cannot_stop"),
                    testing::Not(HasSubstr("parameters.putin.audience_cost"))));
  EXPECT_THAT(printed({"actors", "hungary"}),
              AllOf(HasSubstr("HU"), testing::Not(HasSubstr("Poland"))));
  // An exact name is not hidden by longer names that contain it.
  EXPECT_THAT(printed({"actors", "US"}), testing::Not(HasSubstr("Austria")));
  EXPECT_THAT(printed({"actors", "russia"}),
              AllOf(HasSubstr("Putin"), testing::Not(HasSubstr("DE "))));
  EXPECT_THAT(printed({"actors", "ukraine"}), HasSubstr("Zelensky"));
  EXPECT_THAT(printed({"actors", "washington"}), HasSubstr("United States"));
  EXPECT_THAT(printed({"scenarios", "critic"}),
              AllOf(HasSubstr("nato_provokes"), HasSubstr("critic  "), HasSubstr("--with"),
                    testing::Not(HasSubstr("status_quo "))));
  EXPECT_THAT(printed({"levers", "us_backup"}),
              AllOf(HasSubstr("course: a gradual lever"), HasSubstr("from month 3 on")));
  EXPECT_THAT(refusal({"levers", "sanktions"}), HasSubstr("there is no \"sanktions\""));
}

TEST(CommandLine, ATraceIsOneDocumentOfData) {
  const auto data = nlohmann::json::parse(
      printed({"trace", "status_quo", "--trial", "3", "--horizon", "12", "--json"}));
  EXPECT_EQ(data["trial"], 3);
  EXPECT_EQ(data["rows"].front()["month"], 1);
  EXPECT_EQ(data["rows"].front()["date"], "2025-03");
  EXPECT_THAT(refusal({"trace", "status_quo", "--json", "--format", "csv"}),
              HasSubstr("expected one of them"));
}

}  // namespace
}  // namespace armistice
