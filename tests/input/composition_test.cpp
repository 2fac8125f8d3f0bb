// A scenario's differences from the defaults, laid over another.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <set>

#include "experiments/input/resolved_settings.hpp"
#include "tests/support/scratch_folder.hpp"

namespace armistice {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;

class Composition : public ScratchFolder {
 protected:
  static double intensity(const Scenario& s, Lever lever) {
    return s.levers[static_cast<std::size_t>(lever)].intensity.a;
  }
  static Scenario shipped_with(const std::string& name, std::vector<std::string> layers,
                               std::vector<Setting> settings = {}) {
    std::vector<Setting> all;
    for (const std::string& layer : layers) all.push_back({"with", layer});
    all.insert(all.end(), settings.begin(), settings.end());
    return read_scenario(shipped(name + ".toml"), all);
  }
};

TEST_F(Composition, CriticIsLaidOverThePlanAndNothingElseChanges) {
  const Scenario plan = read_scenario(shipped("peace_through_strength.toml"), {});
  const Scenario both = shipped_with("peace_through_strength", {"nato_provokes"});
  std::vector<std::string> changed;
  for (const auto& s : differing(resolved_settings(both), resolved_settings(plan))) {
    changed.push_back(s.name);
  }
  EXPECT_THAT(changed, ElementsAre("parameters.settlement.invader_nato",
                                   "parameters.settlement.invader_nato_force",
                                   "parameters.putin.security_weight"));
  EXPECT_EQ(both.name, "peace_through_strength+nato_provokes");
  EXPECT_EQ(both.title, plan.title + "; with: NATO's prospect prolongs the war");
  EXPECT_NE(both.digest, plan.digest);
}

TEST_F(Composition, WordThatEqualsTheDefaultIsADifferenceIfTheLayerSaysIt) {
  // membership_must_wait sets a lever to its base, which the Plan has raised.
  EXPECT_EQ(intensity(shipped_with("peace_through_strength", {"membership_must_wait"}),
                      Lever::nato_before_ceasefire),
            0);
}

TEST_F(Composition, WhatTheStatusQuoRepeatsOfTheDefaultsIsNoDifference) {
  const Scenario korea = read_scenario(shipped("korea_1953.toml"), {});
  EXPECT_EQ(shipped_with("korea_1953", {"status_quo"}).digest, korea.digest);
  const Scenario both = shipped_with("korea_1953", {"nato_provokes"});
  EXPECT_EQ(both.start, korea.start);
  EXPECT_EQ(both.structure.switches.us_change, false);
}

TEST_F(Composition, LayersComeInTheirOrderAndSettingsLast) {
  write("one.toml", "[levers]\nus_backup = 0.1\nmediation = 0.1\nside_payments = 0.1\n");
  write("two.toml", "[levers]\nus_backup = 0.2\nmediation = 0.2\n");
  const std::string one = (folder_ / "one.toml").string(), two = (folder_ / "two.toml").string();
  const Scenario s =
      shipped_with("peace_through_strength", {one, two}, {{"levers.us_backup", "0.3"}});
  EXPECT_EQ(intensity(s, Lever::us_backup), 0.3);
  EXPECT_EQ(intensity(s, Lever::mediation), 0.2);
  EXPECT_EQ(intensity(s, Lever::side_payments), 0.1);
  EXPECT_EQ(s.name, "peace_through_strength+one+two");
  EXPECT_NE(shipped_with("peace_through_strength", {one, two}).digest,
            shipped_with("peace_through_strength", {two, one}).digest);
}

TEST_F(Composition, FileLaysOthersOverWhatItExtendsAndWinsItself) {
  const Scenario s = read(
      "extends = \"peace_through_strength\"\nwith = [\"nato_provokes\", \"membership_must_wait\"]\n"
      "title = \"x\"\n[parameters.settlement]\ninvader_nato = -0.31\n");
  EXPECT_EQ(s.name, "scenario");
  EXPECT_EQ(s.title, "x");
  EXPECT_EQ(intensity(s, Lever::nato_before_ceasefire), 0);
  EXPECT_EQ(s.digest,
            shipped_with("peace_through_strength", {"nato_provokes", "membership_must_wait"},
                         {{"parameters.settlement.invader_nato", "-0.31"}})
                .digest);
  EXPECT_EQ(read("extends = \"peace_through_strength\"\nwith = \"nato_provokes\"\n").digest,
            shipped_with("peace_through_strength", {"nato_provokes"}).digest);
}

TEST_F(Composition, ConflictOfTwoLayersIsToldAndAnOverridingFileOrSettingIsNone) {
  write("one.toml", "[levers]\nus_backup = 0.1\nmediation = 0.4\n");
  write("two.toml", "[levers]\nus_backup = 0.2\nmediation = 0.4\n");
  Provenance provenance;
  read_scenario(shipped("peace_through_strength.toml"),
                {{"with", (folder_ / "one.toml").string()},
                 {"with", (folder_ / "two.toml").string()},
                 {"levers.relations_first", "0.5"}},
                &provenance);
  ASSERT_EQ(provenance.conflicts.size(), 2u);
  EXPECT_EQ(provenance.conflicts[0].name, "levers.us_backup");
  EXPECT_EQ(provenance.conflicts[0].first, "peace_through_strength");
  EXPECT_EQ(provenance.conflicts[0].first_value, "0.8");
  EXPECT_EQ(provenance.conflicts[0].second, "with two") << "the one that counts";
  EXPECT_EQ(provenance.conflicts[0].second_value, "0.2");
  EXPECT_EQ(provenance.conflicts[1].first, "with one");
  EXPECT_EQ(provenance.conflicts[1].second_value, "0.2");
  EXPECT_THAT(provenance.layers,
              ElementsAre("status_quo", "peace_through_strength", "with one", "with two", "--set"));
  EXPECT_EQ(provenance.set_by["levers.us_backup"], "with two");
  EXPECT_EQ(provenance.set_by["levers.relations_first"], "--set");
  EXPECT_EQ(provenance.set_by["levers.european_aid"], "peace_through_strength");
}

/// "levers.us_backup: 0 of europe_only, 0.1 of with no_us_backup counts".
std::vector<std::string> conflicts_of(const Provenance& provenance) {
  std::vector<std::string> lines;
  for (const Conflict& c : provenance.conflicts) {
    lines.push_back(c.name + ": " + c.first_value + " of " + c.first + ", " + c.second_value +
                    " of " + c.second + " counts");
  }
  return lines;
}

TEST_F(Composition, ValueThatCountsInAConflictIsTheOneThatTheScenarioHas) {
  // The second scenario says it twice: in the file that it extends, then in its own.
  Provenance first;
  read_scenario(shipped("europe_only.toml"), {{"with", "no_us_backup"}}, &first);
  const std::vector<std::string> lines = conflicts_of(first);
  EXPECT_THAT(lines, Contains("levers.us_backup: 0 of europe_only, 0.1 of with no_us_backup "
                              "counts"));
  EXPECT_THAT(lines, Contains("levers.secondary_sanctions: 0 of europe_only, 0.1 of with "
                              "no_us_backup counts"));
  EXPECT_THAT(lines, Contains("levers.post_war_package: 0 of europe_only, 0.5 of with "
                              "no_us_backup counts"));

  for (const std::vector<Setting>& with :
       std::vector<std::vector<Setting>>{{{"with", "no_us_backup"}},
                                         {{"with", "no_us_backup"}, {"with", "europe_only"}},
                                         {{"with", "korea_1953"}, {"levers.us_backup", "0.3"}}}) {
    Provenance provenance;
    const Scenario s = read_scenario(shipped("europe_only.toml"), with, &provenance);
    std::map<std::string, std::string> values;
    for (const ResolvedSetting& each : resolved_settings(s)) {
      values[each.name] = each.distribution.empty() ? each.value : each.distribution;
    }
    EXPECT_FALSE(provenance.conflicts.empty());
    std::set<std::string> rows;
    for (const Conflict& c : provenance.conflicts) rows.insert(c.name + c.first_value);
    EXPECT_EQ(rows.size(), provenance.conflicts.size()) << "each value that lost stands once";
    for (const Conflict& c : provenance.conflicts) {
      EXPECT_EQ(c.second_value, values[c.name]) << c.name;
      EXPECT_EQ(c.second, provenance.set_by[c.name]) << c.name;
      EXPECT_NE(c.first_value, c.second_value) << c.name;
    }
  }
}

TEST_F(Composition, ConflictThatASettingDecidesShowsTheSetting) {
  Provenance provenance;
  read_scenario(shipped("peace_through_strength.toml"),
                {{"with", "no_us_backup"}, {"levers.us_backup", "0.3"}}, &provenance);
  EXPECT_THAT(conflicts_of(provenance),
              AllOf(Contains("levers.us_backup: 0.8 of peace_through_strength, 0.3 of --set "
                             "counts"),
                    Contains("levers.us_backup: 0.1 of with no_us_backup, 0.3 of --set counts")));
  // On european_aid the two agree.
  Provenance agreed;
  read_scenario(shipped("peace_through_strength.toml"),
                {{"with", "no_us_backup"}, {"levers.european_aid", "0.3"}}, &agreed);
  EXPECT_EQ(agreed.set_by["levers.european_aid"], "--set");
  for (const Conflict& c : agreed.conflicts) EXPECT_NE(c.name, "levers.european_aid");
}

TEST_F(Composition, ConflictOfCellsAndOfMechanismsIsToldToo) {
  write("one.toml", "extends = \"status_quo\"\n[actors.HU]\ntie = 0.3\n");
  write("two.toml", "extends = \"status_quo\"\nmechanisms = \"core\"\n[actors.HU]\ntie = 0.4\n");
  Provenance provenance;
  read_scenario(
      write("base.toml", "mechanisms = \"full\"\nextends = \"status_quo\"\n"),
      {{"with", (folder_ / "one.toml").string()}, {"with", (folder_ / "two.toml").string()}},
      &provenance);
  EXPECT_THAT(
      conflicts_of(provenance),
      testing::UnorderedElementsAre("mechanisms: full of base, core of with two counts",
                                    "actors.HU.tie: 0.3 of with one, 0.4 of with two counts"));
}

TEST_F(Composition, LayerThatIsNotThereOrComesRoundIsReportedAtItsPlace) {
  EXPECT_EQ(error_of("extends = \"status_quo\"\nwith = [\"nato_provoke\"]\n"),
            "scenario.toml:2:9: with nato_provoke: no such file, and no scenario of that name; did "
            "you mean nato_provokes?");
  EXPECT_EQ(error_of("with = \"scenario.toml\"\n"),
            "scenario.toml:1:1: with names this file itself: scenario.toml -> scenario.toml");
  EXPECT_THAT(error_of("with = 3\n"), HasSubstr("with is the number 3; expected a text"));
  EXPECT_THAT(error_of("title = \"x\"\n", {{"with", "nowhere"}}),
              testing::StartsWith("armistice: --with nowhere: no such file, and no scenario"));
}

TEST_F(Composition, CircleIsNamedFromWhereItBegins) {
  EXPECT_EQ(error_of("extends = \"scenario.toml\"\n"),
            "scenario.toml:1:1: extends names this file itself: scenario.toml -> scenario.toml");
  EXPECT_EQ(error_of("extends = \"scenario\"\n"),
            "scenario.toml:1:1: extends scenario: this is scenario.toml itself, and there is no "
            "other of that name");
  write("a.toml", "extends = \"b.toml\"\n");
  write("b.toml", "extends = \"a.toml\"\n");
  EXPECT_EQ(error_of("extends = \"a.toml\"\n"),
            "b.toml:1:1: extends goes round in a circle: a.toml -> b.toml -> a.toml");
}

TEST_F(Composition, OneScenarioIsLaidOnce) {
  const auto laid_over = [this](const std::string& one, const std::string& two) {
    return error_of("title = \"x\"\n", {{"with", one}, {"with", two}});
  };
  EXPECT_THAT(
      laid_over("nato_provokes", "nato_provokes"),
      testing::StartsWith("armistice: --with nato_provokes and --with nato_provokes are the "
                          "same scenario, "));
  EXPECT_THAT(laid_over("nato_provokes", "critics/nato_provokes"),
              HasSubstr("--with critics/nato_provokes are the same scenario"));
  EXPECT_EQ(laid_over("nato_provokes", "limited_aims"), "");
  EXPECT_THAT(error_of("with = [\"nato_provokes\", \"critics/nato_provokes.toml\"]\n"),
              AllOf(testing::StartsWith("scenario.toml:1:"),
                    HasSubstr("with: nato_provokes and critics/nato_provokes.toml are the same")));
}

TEST_F(Composition, ChangesOfActorsAreLaidOverToo) {
  write("orban.toml", "extends = \"status_quo\"\n[actors.HU]\ntie = 0.3\n");
  const Scenario s = shipped_with("peace_through_strength", {(folder_ / "orban.toml").string()});
  EXPECT_EQ(s.cast.tie[16], 0.3);
  EXPECT_EQ(s.cast.donors[16].code, "HU");
}

TEST_F(Composition, StartWithoutAStateThatMovesAloneIsRefused) {
  EXPECT_EQ(
      error_of("title = \"x\"\n", {{"start", "2026-06"}}),
      "--set start: start is 2026-06, but the initial state is that of 2025-03: front, forces "
      "and stances would not move with it; expected [initial] with the state of that month "
      "too, or a month that has a state: 2023-01 to 2025-01, 2025-03");
  EXPECT_EQ(
      error_of("title = \"x\"\n", {{"start", "2026-06"}, {"initial.occupied_share_pct", "17.6"}}),
      "");
  EXPECT_EQ(error_of("title = \"x\"\n", {{"start", "2025-03"}}), "");
  EXPECT_EQ(error_of("start = \"2026-06\"\n[initial]\noccupied_share_pct = 17.6\n"), "");
  EXPECT_THAT(error_of("extends = \"korea_1953\"\nstart = \"1950-09\"\n"),
              HasSubstr("scenario.toml:2:9: start is 1950-09, but the initial state is that of "
                        "1951-06"));
  EXPECT_EQ(error_of("extends = \"korea_1953\"\n"), "");
}

TEST_F(Composition, QuantitiesThatDoNotMoveWithTheStartAreNoted) {
  const auto notes = [this](const std::string& text, std::vector<Setting> settings = {}) {
    return read(text, settings).notes;
  };
  const std::string late = "start = \"2026-01\"\n[initial]\n";
  EXPECT_THAT(notes(late + "occupied_share_pct = 19.2\nreserve_usd_bn = 30\n"),
              ElementsAre(AllOf(
                  testing::StartsWith("start is 2026-01, but the initial state has the "
                                      "invader_manpower_thousand, "),
                  testing::EndsWith("nato_progress of 2025-03"),
                  testing::Not(HasSubstr("occupied_share")), testing::Not(HasSubstr("reserve")))));
  write("base.toml", late + "occupied_share_pct = 19.2\n");
  EXPECT_THAT(notes("extends = \"base.toml\"\nstart = \"2026-06\"\n[initial]\ninfrastructure = "
                    "0.5\n"),
              ElementsAre(testing::EndsWith("the occupied_share_pct of 2026-01")))
      << "each by the month of which it was said";
  std::string all = late;
  for (const ResolvedSetting& s : resolved_settings(default_settings())) {
    if (s.name.starts_with("initial.")) all += s.name.substr(8) + " = " + s.value + "\n";
  }
  EXPECT_THAT(notes(all), testing::IsEmpty());
  EXPECT_THAT(notes("title = \"x\"\n[initial]\nreserve_usd_bn = 30\n"), testing::IsEmpty());
}

}  // namespace
}  // namespace armistice
