// Structural choices: which form of an equation is used, and which mechanisms are on. They are the
// same for all lanes of a batch.
#pragma once

#include "core/attrition_law.hpp"

namespace armistice {

/// How an actor turns a difference of utilities into a choice.
enum class Rule { kQuantal = 0, kRational = 1, kProspect = 2 };

/// How battles are remembered: with forgetting and bias, as exact Bayesian counts, or not at all.
enum class LearningForm { kBetaForgetting = 0, kBetaPure = 1, kNone = 2 };

/// One flag for each mechanism; off puts its neutral value in its place.
struct Switches {
#define SWITCH(name, neutral) bool name = true;
#include "agents/switches.def"
#undef SWITCH
};

struct Structure {
  Rule rule = Rule::kQuantal;
  AttritionLaw attrition = AttritionLaw::kMixed;
  LearningForm learning = LearningForm::kBetaForgetting;
  Switches switches;
};

}  // namespace armistice
