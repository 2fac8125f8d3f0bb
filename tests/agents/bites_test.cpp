// Whatever can be set does something: each parameter, both ways, each lever, switch, rule and form.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <regex>
#include <string>
#include <vector>

#include "core/outcome.hpp"
#include "experiments/error.hpp"
#include "experiments/input/resolved_settings.hpp"
#include "tests/support/scenes.hpp"

namespace armistice {
namespace {

using support::bites;
using support::Experiment;
using support::full_name;

/// Moves a parameter from its value in a scene: an uncertain one to an end of its range, a constant
/// by a third of its value, or by a tenth if that is 0. Never beyond the range of a scenario.
float moved(const ParameterDeclaration& p, float from, int way) {
  const double value = static_cast<double>(from);
  double to = value + way * (value == 0 ? .1 : std::abs(value) / 3);
  if (p.unit.starts_with("1:")) to = value + way;  // one that is on or off
  if (p.uncertain() && value == p.default_value) to = way > 0 ? p.max : p.min;
  return static_cast<float>(std::clamp(to, p.low, p.high));
}

TEST(Parameters, EachOneMovesSomeOutcome) {
  const auto declared = parameter_declarations();
  for (std::size_t k = 0; k < declared.size(); ++k) {
    const ParameterDeclaration& p = declared[k];
    int ways = 0;
    for (const int way : {-1, 1}) {
      const auto from = static_cast<float>(p.default_value);
      if (moved(p, from, way) == from) continue;  // already at the end of what may be set
      ++ways;
      EXPECT_TRUE(bites([&](Experiment& e) {
        for (auto& row : e.parameters) row[k] = moved(p, row[k], way);
      })) << full_name(p)
          << (way > 0 ? " up" : " down");
    }
    EXPECT_GT(ways, 0) << full_name(p) << " can't be moved from its default";
  }
}

/// Whose scenes are meant, and whether every lever is read there.
struct MechanismsCase {
  const char* name;
  bool (*meant)(const support::Scene&);
  bool reads_all;
};
constexpr MechanismsCase kMechanismsCases[] = {{"core", support::is_of_core, false},
                                               {"full", support::is_of_full, true}};

TEST(Levers, EachOneMovesSomeOutcomeUnderTheMechanismsThatReadIt) {
  for (const MechanismsCase& mechanisms : kMechanismsCases) {
    for (int k = 0; k < kLevers; ++k) {
      const LeverDeclaration& lever = lever_declarations()[static_cast<std::size_t>(k)];
      if (!lever.core && !mechanisms.reads_all) continue;
      for (const double intensity : {0.0, 1.0}) {
        EXPECT_TRUE(bites([&](Experiment& e) { e.set(static_cast<Lever>(k), intensity); },
                          mechanisms.meant))
            << lever.name << " at " << intensity << ", mechanisms " << mechanisms.name;
      }
    }
  }
}

TEST(Levers, ThoseOfTheFullMechanismsMoveNothingInTheCore) {
  for (int k = 0; k < kLevers; ++k) {
    const LeverDeclaration& lever = lever_declarations()[static_cast<std::size_t>(k)];
    if (lever.core) continue;
    const double far_end = lever.base < .5 ? 1 : 0;
    EXPECT_FALSE(
        bites([&](Experiment& e) { e.set(static_cast<Lever>(k), far_end); }, support::is_of_core))
        << lever.name << " is declared FULL, and the core reads it";
  }
}

TEST(Levers, EachOnesCourseMovesSomeOutcomeUnlessItCountsAtOnce) {
  for (const MechanismsCase& mechanisms : kMechanismsCases) {
    for (int k = 0; k < kLevers; ++k) {
      const LeverDeclaration& lever = lever_declarations()[static_cast<std::size_t>(k)];
      if (!lever.core && !mechanisms.reads_all) continue;
      const auto later = [&](Experiment& e) { e.schedule.start_month[k] = 12; };
      const auto slower = [&](Experiment& e) { e.schedule.ramp_months[k] = 24; };
      EXPECT_EQ(bites(later, mechanisms.meant), !lever.at_once)
          << lever.name << ", " << mechanisms.name;
      EXPECT_EQ(bites(slower, mechanisms.meant), !lever.at_once)
          << lever.name << ", " << mechanisms.name;
    }
  }
}

TEST(Switches, EachOneMovesSomeOutcome) {
#define SWITCH(name, standing, neutral)   \
  EXPECT_TRUE(bites([](Experiment& e) {   \
    bool& on = e.structure.switches.name; \
    on = !on;                             \
  })) << #name;
#include "agents/interface/switches.def"
#undef SWITCH
}

Scenario status_quo_with(const std::vector<Setting>& settings) {
  return read_scenario(ARMISTICE_SOURCE_DIR "/scenarios/status_quo.toml", settings);
}

/// The words that may stand for a structural choice, as the reader lists them when there is
/// another.
std::vector<std::string> words_of(const std::string& choice) {
  std::vector<std::string> words;
  try {
    status_quo_with({{choice, "unheard_of"}});
  } catch (const Error& error) {
    std::string message = error.what();
    message.erase(0, message.find("expected"));
    const std::regex quoted("\"([^\"]+)\"");
    for (std::sregex_iterator word(message.begin(), message.end(), quoted), end; word != end;
         ++word) {
      words.push_back((*word)[1]);
    }
  }
  return words;
}

/// Makes the choice that `to` makes otherwise than `from`.
void choose_as(Structure& structure, const Structure& from, const Structure& to) {
  if (to.rule != from.rule) structure.rule = to.rule;
  if (to.attrition != from.attrition) structure.attrition = to.attrition;
  if (to.learning != from.learning) structure.learning = to.learning;
  if (to.war != from.war) structure.war = to.war;
  if (to.commitment != from.commitment) structure.commitment = to.commitment;
  if (to.relapse != from.relapse) structure.relapse = to.relapse;
}

TEST(Structure, EachWordOfEachChoiceMovesSomeOutcome) {
  const Scenario usual = status_quo_with({});
  int tried = 0;
  for (const ResolvedSetting& choice : resolved_settings(usual)) {
    if (choice.source != "structural choice") continue;
    // No words of their own, and looked at elsewhere.
    if (choice.name == "mechanisms" || choice.name == "statuses_on_offer") continue;
    const std::vector<std::string> words = words_of(choice.name);
    EXPECT_GE(words.size(), 2u) << choice.name;
    for (const std::string& word : words) {
      if (word == choice.value) continue;
      const Structure other = status_quo_with({{choice.name, word}}).structure;
      EXPECT_TRUE(bites([&](Experiment& e) { choose_as(e.structure, usual.structure, other); }))
          << choice.name << " = " << word;
      ++tried;
    }
  }
  EXPECT_GE(tried, 11);
}

TEST(Scenes, ReachEveryKindOfEnd) {
  bool seen[kDetails] = {}, relapsed = false;
  for (const auto& scene : support::scenes()) {
    for (int i = 0; i < scene.base.trials; ++i) {
      seen[static_cast<int>(scene.base.result(i, Result::detail))] = true;
      relapsed |= scene.base.result(i, Result::relapsed) == 1;
    }
  }
  // The scenes have the core's labels and, where their mechanisms are full, the others.
  for (int d = 0; d < kDetails; ++d) EXPECT_TRUE(seen[d]) << d;
  EXPECT_TRUE(relapsed);
}

}  // namespace
}  // namespace armistice
