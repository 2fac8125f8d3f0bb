// The players between which the effect of a scenario is divided: the levers in which it differs
// from a reference, single or in groups, and all other differences.
#pragma once

#include <array>
#include <span>
#include <string>
#include <vector>

#include "experiments/attribution/shapley.hpp"
#include "experiments/input/scenario.hpp"

namespace armistice {

enum class PlayersBy { kGroup, kLever };

/// The player for all differences that are not levers.
inline constexpr const char* kEverythingElse = "everything_else";

struct Player {
  std::string name;         // of the group or the lever
  std::vector<int> levers;  // that differ; none: everything else
};

struct Players {
  std::vector<Player> players;        // in the order of levers.def; everything else last
  std::vector<std::string> left_out;  // groups without a difference
  std::vector<std::string>
      else_names;  // settings that differ and are no lever, as --set takes them
};

/// A lever differs if its intensity does, or its course on the way to an intensity that isn't its
/// base. `left_out` names groups whatever the players are.
Players players_of(const Scenario& reference, const Scenario& scenario, PlayersBy by);

/// The reference with the differences of the players of the coalition. The empty coalition gives
/// the reference, the full one the scenario. The player "everything else" has rule, switches,
/// start, parameters, initial state, share of implementation and cast.
class CoalitionScenarios {
 public:
  CoalitionScenarios(const Scenario& reference, const Scenario& scenario,
                     std::span<const Player> players);
  /// Valid until the next call.
  const Scenario& of(Coalition coalition);

 private:
  std::array<LeverSetting, kLevers> before_, after_;
  std::vector<Player> players_;
  Scenario bases_[2];  // with the settings of the reference, of the scenario
};

}  // namespace armistice
