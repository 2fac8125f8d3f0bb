// How far each number of the model moves the headline shares: mean absolute elementary effects of
// Morris's method, as tools/influence measured them (screening.csv, docs/sensitivity.md).
#pragma once

#include <span>
#include <string>
#include <vector>

#include "agents/interface/declarations.hpp"

namespace armistice {

/// What one number does in one scenario to the headline share that it moves most; of those that it
/// moves beyond noise, if there are any.
struct Effect {
  std::string scenario;
  std::string share;   // a row of outcomes.csv
  double mu_star = 0;  // a share; tools/influence says from where to where it moves
  bool beyond_noise = false;
};

struct Influence {
  const ParameterDeclaration* parameter;
  std::vector<Effect> effects;  // by scenario, in the order of screened_scenarios()

  const Effect& largest() const;
};

/// By their largest effect. Numbers that can't move are not there, nor are those that came later.
std::span<const Influence> influences();

std::vector<std::string> screened_scenarios();

}  // namespace armistice
