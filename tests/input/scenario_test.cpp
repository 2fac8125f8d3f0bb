// What a scenario file says, what it leaves as it was, and what the shipped ones are.
#include "experiments/input/scenario.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <map>
#include <set>

#include "agents/interface/declarations.hpp"
#include "experiments/input/resolved_settings.hpp"
#include "experiments/input/scenario_files.hpp"
#include "tests/support/scratch_folder.hpp"

namespace armistice {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

class ScenarioFile : public ScratchFolder {};

const LeverSetting& lever(const Scenario& scenario, Lever name) {
  return scenario.levers[static_cast<std::size_t>(name)];
}

double intensity(const Scenario& scenario, Lever name) {
  EXPECT_EQ(lever(scenario, name).intensity.kind, DistributionKind::kFixed);
  return lever(scenario, name).intensity.a;
}

const Distribution& parameter(const Scenario& scenario, std::string_view name) {
  const auto declarations = parameter_declarations();
  std::size_t i = 0;
  while (i < declarations.size() && setting_name(declarations[i]) != name) ++i;
  return scenario.parameters.at(i);
}

TEST(Calendar, MonthsCarryOverYearsBothWays) {
  EXPECT_EQ(add_months({2025, 3}, 0), (CalendarMonth{2025, 3}));
  EXPECT_EQ(add_months({2025, 3}, 10), (CalendarMonth{2026, 1}));
  EXPECT_EQ(add_months({2025, 3}, 120), (CalendarMonth{2035, 3}));
  EXPECT_EQ(add_months({2025, 3}, -3), (CalendarMonth{2024, 12}));
  EXPECT_EQ(months_between({2025, 3}, {2029, 1}), 46);
  EXPECT_EQ(months_between({2029, 1}, {2025, 3}), -46);
  EXPECT_EQ(to_string({2025, 3}), "2025-03");
}

TEST(Scenario, StatusQuoIsTheDefault) {
  const Scenario defaults = default_scenario(shipped("actors.toml"));
  const Scenario status_quo = read_scenario(shipped("status_quo.toml"), {});
  EXPECT_EQ(status_quo.digest, defaults.digest);
  EXPECT_EQ(status_quo.name, "status_quo");
  EXPECT_EQ(status_quo.parameters.size(), parameter_declarations().size());
  EXPECT_THAT(status_quo.notes, ElementsAre());
  EXPECT_EQ(status_quo.us_change, (CalendarMonth{2029, 1}));
  for (std::size_t i = 0; i < status_quo.levers.size(); ++i) {
    EXPECT_EQ(status_quo.levers[i].intensity, fixed_value(lever_declarations()[i].base));
    EXPECT_EQ(status_quo.levers[i].start_month, 3);
    EXPECT_EQ(status_quo.levers[i].ramp_months, 6);
  }
}

TEST(Scenario, UncertainParametersAreDrawnUnlessTheScenarioFixesThem) {
  const Scenario scenario =
      read_scenario(shipped("status_quo.toml"), {{"parameters.front.speed_pct", "0.3"}});
  const auto declarations = parameter_declarations();
  for (std::size_t i = 0; i < declarations.size(); ++i) {
    const bool set = setting_name(declarations[i]) == "parameters.front.speed_pct";
    const bool drawn = scenario.parameters[i].kind != DistributionKind::kFixed;
    EXPECT_EQ(drawn, declarations[i].uncertain() && !set) << declarations[i].name;
  }
}

TEST(Scenario, ShippedOnesHaveTitlesAndAllDiffer) {
  const std::filesystem::path folder = shipped("");
  std::map<std::string, std::string> by_digest;
  for (const std::filesystem::path& file : shipped_scenarios()) {
    // Beside them: what a critic would change, which is laid over a scenario and has no title.
    if (!std::filesystem::exists(folder / file.filename())) continue;
    const std::string name = file.stem();
    const Scenario scenario = read_scenario(folder / file.filename(), {});
    EXPECT_EQ(scenario.name, name);
    EXPECT_NE(scenario.title, name) << "no title";
    const auto [other, is_new] = by_digest.emplace(scenario.digest, name);
    EXPECT_TRUE(is_new) << name << " is the same as " << other->second;
  }
  EXPECT_GE(by_digest.size(), 17u);
}

TEST(Scenario, PeaceThroughStrengthIsTheUnionOfThePrioritiesAndThePlansOwnLevers) {
  const Scenario whole = read_scenario(shipped("peace_through_strength.toml"), {});
  std::set<int> in_parts;
  for (const char* part : {"military_only", "economic_only", "eu_only", "nato_only"}) {
    const Scenario scenario = read_scenario(shipped(std::string(part) + ".toml"), {});
    for (int k = 0; k < kLevers; ++k) {
      const auto i = static_cast<std::size_t>(k);
      if (scenario.levers[i].intensity == fixed_value(lever_declarations()[i].base)) continue;
      EXPECT_EQ(whole.levers[i], scenario.levers[i]) << part << lever_declarations()[i].name;
      in_parts.insert(k);
    }
  }
  EXPECT_EQ(in_parts.size(), 16u);
  EXPECT_EQ(intensity(whole, Lever::relations_first), 0);
  EXPECT_EQ(intensity(whole, Lever::pressure_on_kyiv), 0.05);
  EXPECT_EQ(intensity(whole, Lever::post_war_package), 1);
  EXPECT_EQ(intensity(whole, Lever::non_recognition), 1);
  EXPECT_EQ(intensity(whole, Lever::guarantee_scope), 1);
  EXPECT_EQ(intensity(whole, Lever::monitoring), 0.8);
  EXPECT_EQ(intensity(whole, Lever::proportionate_response), 0.8);
  EXPECT_EQ(intensity(whole, Lever::us_protection), 0.7);
  EXPECT_EQ(intensity(whole, Lever::mediation), 0.5);
}

TEST(Scenario, VariantsOfThePlanKeepTheRestOfIt) {
  const Scenario half = read_scenario(shipped("pts_half.toml"), {});
  EXPECT_EQ(half.implementation.share, fixed_value(0.5));
  EXPECT_EQ(intensity(half, Lever::nato_before_ceasefire), 1);
  const Scenario europe = read_scenario(shipped("europe_only.toml"), {});
  EXPECT_EQ(intensity(europe, Lever::european_aid), 1);
  const Scenario silent = read_scenario(shipped("unilateral_only.toml"), {});
  EXPECT_FALSE(silent.structure.switches.talks);
  EXPECT_EQ(intensity(silent, Lever::nato_fast_track), 1);
  const Scenario in_part = read_scenario(shipped("peace_through_strength_as_implemented.toml"), {});
  EXPECT_EQ(to_string(in_part.implementation.share), "triangular(min=0, mode=0.5, max=1)");
  EXPECT_NEAR(in_part.implementation.common_variance, 1.0 / 3, 1e-12);
}

TEST(Scenario, EuropeAloneHasNothingOnThatNeedsWashington) {
  const Scenario europe = read_scenario(shipped("europe_only.toml"), {});
  int off = 0;
  for (std::size_t i = 0; i < europe.levers.size(); ++i) {
    const std::string consent(lever_declarations()[i].consent);
    bool needs_washington = false;
    for (const char* word : {"United States", "NATO", "allies", "the West"}) {
      needs_washington = needs_washington || consent.find(word) != std::string::npos;
    }
    if (!needs_washington) continue;
    ++off;
    EXPECT_EQ(europe.levers[i].intensity, fixed_value(0)) << lever_declarations()[i].name;
  }
  EXPECT_EQ(off, 18);
}

TEST_F(ScenarioFile, WhatAFileSaysWinsOverWhatItExtends) {
  write("base.toml", "title = \"base\"\nrule = \"rational\"\n[levers]\nus_backup = 0.9\n");
  const Scenario scenario = read(
      "extends = \"base.toml\"\n"
      "[levers]\nsecondary_sanctions = 1\n"
      "us_backup = { start_month = 10 }\n"
      "[parameters.front]\ndead_zone = 0.4\n[initial]\noccupied_share_pct = 19\n");
  EXPECT_EQ(scenario.structure.rule, Rule::kRational);
  EXPECT_EQ(intensity(scenario, Lever::secondary_sanctions), 1);
  EXPECT_EQ(parameter(scenario, "parameters.front.dead_zone"), fixed_value(0.4));
  EXPECT_EQ(parameter(scenario, "initial.occupied_share_pct"), fixed_value(19));
  EXPECT_EQ(scenario.title, "scenario") << "another file's title is not this one's";
  // Only the course was said, so the intensity stays; and the other way round.
  EXPECT_EQ(intensity(scenario, Lever::us_backup), 0.9);
  EXPECT_EQ(lever(scenario, Lever::us_backup).start_month, 10);
  const Scenario changed = read_scenario(scenario.file, {{"levers.us_backup", "0.2"}});
  EXPECT_EQ(intensity(changed, Lever::us_backup), 0.2);
  EXPECT_EQ(lever(changed, Lever::us_backup).start_month, 10);
}

TEST_F(ScenarioFile, SettingsWinInTheirOrder) {
  const Scenario scenario = read("title = \"x\"\nmechanisms = \"full\"\n",
                                 {{"mechanisms", "core"},
                                  {"rule", "\"prospect\""},
                                  {"switches.talks", "false"},
                                  {"initial.occupied_share_pct", "19"},
                                  {"levers.us_backup", "{ intensity = 0.3, ramp_months = 12 }"},
                                  {"levers.us_backup", "0.4"},
                                  {"start", "2025-06"},  // with [initial], above
                                  {"implementation.share", "0.5"},
                                  {"title", "\"of my own\""}});
  EXPECT_EQ(scenario.mechanisms, Mechanisms::kCore);
  EXPECT_EQ(scenario.structure.rule, Rule::kProspect);
  EXPECT_FALSE(scenario.structure.switches.talks);
  EXPECT_EQ(intensity(scenario, Lever::us_backup), 0.4);
  EXPECT_EQ(lever(scenario, Lever::us_backup).ramp_months, 12);
  EXPECT_EQ(scenario.start, (CalendarMonth{2025, 6}));
  EXPECT_EQ(scenario.implementation.share, fixed_value(0.5));
  EXPECT_EQ(scenario.title, "of my own");
}

TEST_F(ScenarioFile, FormsOfWarCommitmentAndRelapseAreChosenAndTold) {
  const Scenario plain = read("title = \"x\"\n");
  const Scenario other =
      read("title = \"x\"\nwar = \"walk\"\ncommitment = \"threshold\"\nrelapse = \"game\"\n",
           {{"rule", "equilibrium"}});
  EXPECT_EQ(plain.structure.war, WarForm::kHazard);
  EXPECT_EQ(plain.structure.commitment, CommitmentForm::kBelief);
  EXPECT_EQ(plain.structure.relapse, RelapseForm::kHazard);
  EXPECT_EQ(other.structure.war, WarForm::kWalk);
  EXPECT_EQ(other.structure.commitment, CommitmentForm::kThreshold);
  EXPECT_EQ(other.structure.relapse, RelapseForm::kGame);
  EXPECT_EQ(other.structure.rule, Rule::kEquilibrium);
  std::vector<std::string> changed;
  for (const auto& s : differing(resolved_settings(other), resolved_settings(plain))) {
    changed.push_back(s.name + "=" + s.value);
  }
  EXPECT_EQ(changed, (std::vector<std::string>{"rule=equilibrium", "war=walk",
                                               "commitment=threshold", "relapse=game"}));
  for (const Setting& one :
       std::vector<Setting>{{"war", "walk"}, {"commitment", "threshold"}, {"relapse", "game"}}) {
    EXPECT_NE(read("title = \"x\"\n", {one}).digest, plain.digest) << one.name;
  }
}

TEST_F(ScenarioFile, LearningIsSwitchedOffInEitherOfTwoWays) {
  const Scenario by_switch = read("title = \"x\"\n[switches]\nlearning = false\n");
  const Scenario by_form = read("title = \"x\"\nlearning = \"none\"\n");
  EXPECT_EQ(by_switch.digest, by_form.digest);
  EXPECT_EQ(by_switch.structure.learning, LearningForm::kNone);
  EXPECT_FALSE(by_form.structure.switches.learning);
  const Scenario on_again =
      read("title = \"x\"\nlearning = \"none\"\n", {{"switches.learning", "true"}});
  EXPECT_EQ(on_again.structure.learning, LearningForm::kBetaForgetting);
}

TEST_F(ScenarioFile, ActorsAreLookedForBesideTheFileThenBesideWhatItExtends) {
  const auto inner = write("inner/case.toml", "extends = \"../outer.toml\"\n");
  write("outer.toml", "title = \"outer\"\n");
  EXPECT_TRUE(
      std::filesystem::equivalent(read_scenario(inner, {}).cast.file, folder_ / "actors.toml"));
  std::filesystem::copy_file(folder_ / "actors.toml", folder_ / "inner/actors.toml");
  EXPECT_EQ(read_scenario(inner, {}).cast.file, (folder_ / "inner/actors.toml").string());
  // What is said wins over what lies there, and is relative to the file that says it.
  write("outer.toml", "actors = \"others.toml\"\n");
  std::filesystem::copy_file(folder_ / "actors.toml", folder_ / "others.toml");
  EXPECT_TRUE(
      std::filesystem::equivalent(read_scenario(inner, {}).cast.file, folder_ / "others.toml"));
  const std::string set = (folder_ / "actors.toml").string();
  EXPECT_EQ(read_scenario(inner, {{"actors", "\"" + set + "\""}}).cast.file, set);
}

TEST_F(ScenarioFile, DigestTellsApartWhatMovesResultsAndNothingElse) {
  constexpr std::string_view kPlain = "title = \"x\"\n";
  const std::string plain = read(kPlain).digest;
  EXPECT_THAT(plain, testing::MatchesRegex("[0-9a-f]+"));
  EXPECT_EQ(plain.size(), 16u);
  EXPECT_EQ(read("title = \"another\" # and a comment\n").digest, plain);
  EXPECT_EQ(read(kPlain, {{"levers.us_backup", "0.5"}}).digest, plain) << "its base";
  EXPECT_EQ(read(kPlain, {{"levers.imposed_terms.start_month", "9"}}).digest, plain);
  std::set<std::string> digests{plain};
  const std::vector<Setting> changes = {{"levers.us_backup", "0.51"},
                                        {"levers.us_backup.start_month", "4"},
                                        {"levers.us_backup.ramp_months", "7"},
                                        {"parameters.front.dead_zone", "0.35"},
                                        {"initial.occupied_share_pct", "18.7"},
                                        {"events.us_administration_change", "2029-02"},
                                        {"events.patron_change", "2029-02"},
                                        {"statuses_on_offer", "[1, 4]"},
                                        {"mechanisms", "core"},
                                        {"levers.us_backup.when", "after_stop"},
                                        {"levers.us_backup.when", "after_breach"},
                                        {"levers.us_backup.when", "no_agreement_by_month:12"},
                                        {"levers.us_backup.when", "no_agreement_by_month:13"},
                                        {"rule", "rational"},
                                        {"attrition", "square"},
                                        {"learning", "beta_pure"},
                                        {"war", "walk"},
                                        {"commitment", "threshold"},
                                        {"relapse", "game"},
                                        {"switches.vetoes", "false"},
                                        {"implementation.share", "0.9"},
                                        {"implementation.common_variance", "0.2"}};
  for (const Setting& change : changes) digests.insert(read(kPlain, {change}).digest);
  EXPECT_EQ(digests.size(), changes.size() + 1);
  const Setting state{"initial.occupied_share_pct", "18.8"};
  EXPECT_NE(read(kPlain, {state, {"start", "2025-04"}}).digest, read(kPlain, {state}).digest);
}

TEST_F(ScenarioFile, LeverWithoutEffectIsNoted) {
  EXPECT_THAT(
      read("title = \"x\"\nmechanisms = \"core\"\n[levers]\nnon_recognition = 1\n").notes,
      ElementsAre(HasSubstr(
          "lever non_recognition is set to 1, but it has no effect, because only the full")));
  EXPECT_THAT(read("title = \"x\"\n[levers]\nnon_recognition = 1\n").notes, ElementsAre());
  EXPECT_THAT(read("title = \"x\"\n[levers]\nimposed_terms = { start_month = 9 }\n").notes,
              ElementsAre(HasSubstr("lever imposed_terms is 0 or 1 and counts from the start")));
}

TEST_F(ScenarioFile, ZeroOrOneLeverMayBeDrawn) {
  const Scenario scenario = read(
      "title = \"x\"\n[levers]\n"
      "imposed_terms = { intensity = { distribution = \"bernoulli\", probability = 0.3 } }\n"
      "nato_before_ceasefire = { intensity = { distribution = \"discrete\", values = [0, 1], "
      "weights = [1, 2] } }\n");
  EXPECT_EQ(lever(scenario, Lever::imposed_terms).intensity.kind, DistributionKind::kBernoulli);
  EXPECT_EQ(central_value(lever(scenario, Lever::nato_before_ceasefire).intensity), 1);
}

}  // namespace
}  // namespace armistice
