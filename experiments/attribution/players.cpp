#include "experiments/attribution/players.hpp"

#include <algorithm>

#include "agents/interface/declarations.hpp"
#include "experiments/input/resolved_settings.hpp"

namespace armistice {
namespace {

bool differs(const LeverSetting& a, const LeverSetting& b, const LeverDeclaration& lever) {
  if (a.intensity != b.intensity) return true;
  // Nothing moves on the way from the base to the base, and at once is at once.
  if (lever.at_once || a.intensity == fixed_value(lever.base)) return false;
  return a != b;
}

/// Names of settings that differ and are no lever, with the cast if it does.
std::vector<std::string> other_differences(const Scenario& reference, const Scenario& scenario) {
  std::vector<std::string> names;
  for (const ResolvedSetting& setting :
       differing(resolved_settings(scenario), resolved_settings(reference))) {
    if (!setting.name.starts_with("levers.")) names.push_back(setting.name);
  }
  Scenario with_its_cast = reference;
  with_its_cast.cast = scenario.cast;
  if (digest_of(with_its_cast) != digest_of(reference)) names.emplace_back("actors");
  return names;
}

}  // namespace

Players players_of(const Scenario& reference, const Scenario& scenario, PlayersBy by) {
  Players all;
  std::vector<Player> groups, levers;
  const auto declarations = lever_declarations();
  for (std::size_t i = 0; i < declarations.size(); ++i) {
    const LeverDeclaration& lever = declarations[i];
    const auto same_group = [&lever](const Player& p) { return p.name == lever.group; };
    auto group = std::find_if(groups.begin(), groups.end(), same_group);
    if (group == groups.end()) {
      group = groups.insert(groups.end(), {std::string(lever.group), {}});
    }
    if (!differs(reference.levers[i], scenario.levers[i], lever)) continue;
    group->levers.push_back(static_cast<int>(i));
    levers.push_back({std::string(lever.name), {static_cast<int>(i)}});
  }
  for (const Player& group : groups) {
    if (group.levers.empty()) {
      all.left_out.push_back(group.name);
    } else if (by == PlayersBy::kGroup) {
      all.players.push_back(group);
    }
  }
  if (by == PlayersBy::kLever) all.players = levers;
  all.else_names = other_differences(reference, scenario);
  if (!all.else_names.empty()) all.players.push_back({kEverythingElse, {}});
  return all;
}

CoalitionScenarios::CoalitionScenarios(const Scenario& reference, const Scenario& scenario,
                                       std::span<const Player> players)
    : before_(reference.levers),
      after_(scenario.levers),
      players_(players.begin(), players.end()),
      bases_{reference, scenario} {}

const Scenario& CoalitionScenarios::of(Coalition coalition) {
  // Without the player of everything else nothing else differs, and either base will do.
  const bool has_else = !players_.empty() && players_.back().levers.empty();
  const bool with_else = has_else && ((coalition >> (players_.size() - 1)) & 1u) != 0;
  Scenario& scenario = bases_[with_else ? 1 : 0];
  for (std::size_t i = 0; i < players_.size(); ++i) {
    const bool joined = ((coalition >> i) & 1u) != 0;
    for (const int lever : players_[i].levers) {
      const auto k = static_cast<std::size_t>(lever);
      scenario.levers[k] = joined ? after_[k] : before_[k];
    }
  }
  return scenario;
}

}  // namespace armistice
