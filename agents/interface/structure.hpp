// Structural choices: which form of an equation is used, and which mechanisms are on. They are the
// same for all lanes of a batch.
#pragma once

#include "core/attrition_law.hpp"
#include "core/sizes.hpp"

namespace armistice {

/// How an actor turns a difference of utilities into a choice.
enum class Rule { kQuantal = 0, kRational = 1, kProspect = 2, kEquilibrium = 3 };

/// How battles are remembered: with forgetting and bias, as exact Bayesian counts, or not at all.
enum class LearningForm { kBetaForgetting = 0, kBetaPure = 1, kNone = 2 };

/// How the leaders value fighting on: competing hazards of a decision, or a random walk of the
/// line.
enum class WarForm { kHazard = 0, kWalk = 1 };

/// Whether Kyiv trusts a peace by degrees, or any status from a threshold on and nothing below.
enum class CommitmentForm { kBelief = 0, kThreshold = 1 };

/// Whether a peace breaks by the hazards of each side's decision, or by a game in which each also
/// reckons with the other's.
enum class RelapseForm { kHazard = 0, kGame = 1 };

/// Which trials a mechanism is part of when nobody says otherwise: all, those with full mechanisms,
/// or none.
enum class SwitchDefault { kCore, kFull, kOption };

/// One flag for each mechanism; off puts its neutral value in its place. By default, the core.
struct Switches {
#define CORE true
#define FULL false
#define OPTION false
#define SWITCH(name, mechanisms, neutral) bool name = mechanisms;
#include "agents/interface/switches.def"
#undef SWITCH
#undef CORE
#undef FULL
#undef OPTION
};

struct Structure {
  Rule rule = Rule::kQuantal;
  AttritionLaw attrition = AttritionLaw::kMixed;
  LearningForm learning = LearningForm::kBetaForgetting;
  WarForm war = WarForm::kHazard;
  CommitmentForm commitment = CommitmentForm::kBelief;
  RelapseForm relapse = RelapseForm::kHazard;
  Switches switches;
  bool labels_of_core = true;                // endings are called what 0.1 called them
  bool off_the_table[kSecurityLevels] = {};  // statuses that nobody offers, as in other wars
};

}  // namespace armistice
