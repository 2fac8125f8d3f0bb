// Whatever can be set does something: each parameter, both ways, each lever, switch, rule and form.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <string>

#include "core/outcome.hpp"
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
  if (p.uncertain() && value == p.default_value) to = way > 0 ? p.max : p.min;
  const double least = p.positive ? 1e-6 : p.low;
  return static_cast<float>(std::clamp(to, least, p.high));
}

TEST(Parameters, EachOneMovesSomeOutcome) {
  const auto declared = parameter_declarations();
  for (std::size_t k = 0; k < declared.size(); ++k) {
    const ParameterDeclaration& p = declared[k];
    for (const int way : {-1, 1}) {
      const auto from = static_cast<float>(p.default_value);
      if (moved(p, from, way) == from) continue;  // already at the end of what may be set
      EXPECT_TRUE(bites([&](Experiment& e) {
        for (auto& row : e.parameters) row[k] = moved(p, row[k], way);
      })) << full_name(p)
          << (way > 0 ? " up" : " down");
    }
  }
}

TEST(Levers, EachOneOfTheCoreMovesSomeOutcome) {
  for (int k = 0; k < kLevers; ++k) {
    const LeverDeclaration& lever = lever_declarations()[static_cast<std::size_t>(k)];
    if (!lever.core) continue;
    for (const double intensity : {0.0, 1.0}) {
      EXPECT_TRUE(bites([&](Experiment& e) { e.set(static_cast<Lever>(k), intensity); }))
          << lever.name << " at " << intensity;
    }
  }
}

TEST(Levers, OfThirdPartiesMoveSomeOutcome) {
  for (const Lever lever :
       {Lever::embargo_licences, Lever::oil_by_ship, Lever::oil_by_pipeline, Lever::gas_by_pipeline,
        Lever::liquefied_gas, Lever::side_payments, Lever::eu_transition_terms}) {
    for (const double intensity : {0.0, 1.0}) {
      EXPECT_TRUE(bites([&](Experiment& e) { e.set(lever, intensity); }))
          << lever_declarations()[static_cast<std::size_t>(lever)].name << " at " << intensity;
    }
  }
}

TEST(Levers, EachOnesCourseMovesSomeOutcome) {
  for (int k = 0; k < kLevers; ++k) {
    const LeverDeclaration& lever = lever_declarations()[static_cast<std::size_t>(k)];
    if (!lever.core || lever.at_once) continue;
    EXPECT_TRUE(bites([&](Experiment& e) { e.schedule.start_month[k] = 12; })) << lever.name;
    EXPECT_TRUE(bites([&](Experiment& e) { e.schedule.ramp_months[k] = 24; })) << lever.name;
  }
}

TEST(Switches, EachOneMovesSomeOutcome) {
#define SWITCH(name, standing, neutral)   \
  EXPECT_TRUE(bites([](Experiment& e) {   \
    bool& on = e.structure.switches.name; \
    on = !on;                             \
  })) << #name;
#include "agents/switches.def"
#undef SWITCH
}

TEST(Structure, EachChoiceMovesSomeOutcome) {
  for (const Rule rule : {Rule::kRational, Rule::kProspect, Rule::kEquilibrium}) {
    EXPECT_TRUE(bites([&](Experiment& e) { e.structure.rule = rule; })) << static_cast<int>(rule);
  }
  for (const auto law :
       {AttritionLaw::kSquare, AttritionLaw::kLinear, AttritionLaw::kLogarithmic}) {
    EXPECT_TRUE(bites([&](Experiment& e) { e.structure.attrition = law; }))
        << static_cast<int>(law);
  }
  EXPECT_TRUE(bites([&](Experiment& e) { e.structure.war = WarForm::kWalk; }));
  EXPECT_TRUE(bites([&](Experiment& e) { e.structure.commitment = CommitmentForm::kThreshold; }));
  EXPECT_TRUE(bites([&](Experiment& e) { e.structure.relapse = RelapseForm::kGame; }));
  for (const auto form : {LearningForm::kBetaPure, LearningForm::kNone}) {
    EXPECT_TRUE(bites([&](Experiment& e) { e.structure.learning = form; }))
        << static_cast<int>(form);
  }
}

TEST(Scenes, ReachEveryKindOfEnd) {
  bool seen[kDetails] = {}, relapsed = false;
  for (const auto& scene : support::scenes()) {
    for (int i = 0; i < scene.base.trials; ++i) {
      seen[static_cast<int>(scene.base.result(i, Result::detail))] = true;
      relapsed |= scene.base.result(i, Result::relapsed) == 1;
    }
  }
  for (int d = 0; d < kDetails; ++d) EXPECT_TRUE(seen[d]) << d;
  EXPECT_TRUE(relapsed);
}

}  // namespace
}  // namespace armistice
