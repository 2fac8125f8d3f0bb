#include "experiments/information/inputs.hpp"

#include <tbb/parallel_for.h>

#include <algorithm>
#include <string>

#include "agents/interface/declarations.hpp"
#include "experiments/input/resolved_settings.hpp"
#include "experiments/trials/draw.hpp"

namespace armistice {
namespace {

std::size_t size(int n) { return static_cast<std::size_t>(n); }

bool all_alike(const std::vector<float>& values) {
  return std::all_of(values.begin(), values.end(), [&](float x) { return x == values.front(); });
}

void add_parameters(std::span<const Scenario> scenarios, const ParameterDraw& draw,
                    std::int64_t trials, Inputs& inputs) {
  std::vector<std::size_t> rows;
  for (std::size_t i = 0; i < scenarios[0].parameters.size(); ++i) {
    const auto same = [&](const Scenario& s) {
      return s.parameters[i] == scenarios[0].parameters[i];
    };
    const std::string name = setting_name(parameter_declarations()[i]);
    if (!std::all_of(scenarios.begin(), scenarios.end(), same)) {
      inputs.differing.push_back(name);
    } else if (scenarios[0].parameters[i].kind != DistributionKind::kFixed ||
               scenarios[0].posterior.column_of(i) >= 0) {
      rows.push_back(i);
      inputs.drawn.push_back({name, std::vector<float>(static_cast<std::size_t>(trials))});
    }
  }
  tbb::parallel_for(std::int64_t{0}, trials, [&](std::int64_t k) {
    const ParameterSet set = draw.set(static_cast<std::uint32_t>(k));
    for (std::size_t i = 0; i < rows.size(); ++i) {
      inputs.drawn[i].values[static_cast<std::size_t>(k)] = set.parameters[rows[i]];
    }
  });
  std::erase_if(inputs.drawn, [](const InformationInput& i) { return all_alike(i.values); });
}

/// Levers' targets, [lever][trial].
std::vector<std::vector<float>> targets_of(const ParameterDraw& draw, std::int64_t trials) {
  std::vector<std::vector<float>> targets(size(kLevers),
                                          std::vector<float>(static_cast<std::size_t>(trials)));
  tbb::parallel_for(std::int64_t{0}, trials, [&](std::int64_t k) {
    const ParameterSet set = draw.set(static_cast<std::uint32_t>(k));
    for (std::size_t i = 0; i < targets.size(); ++i) {
      targets[i][static_cast<std::size_t>(k)] = set.lever_targets[i];
    }
  });
  return targets;
}

}  // namespace

Inputs drawn_inputs(std::span<const Scenario> scenarios, std::uint64_t seed, std::int64_t trials) {
  Inputs inputs;
  std::vector<InformationInput> levers(size(kLevers));
  for (std::size_t s = 0; s < scenarios.size(); ++s) {
    const ParameterDraw draw(scenarios[s], seed);
    if (s == 0) add_parameters(scenarios, draw, trials, inputs);
    std::vector<std::vector<float>> targets = targets_of(draw, trials);
    for (std::size_t i = 0; i < levers.size(); ++i) {
      if (!levers[i].values.empty() || all_alike(targets[i])) continue;
      levers[i] = {"levers." + std::string(lever_declarations()[i].name), std::move(targets[i])};
    }
  }
  for (InformationInput& lever : levers) {
    if (!lever.values.empty()) inputs.drawn.push_back(std::move(lever));
  }
  return inputs;
}

}  // namespace armistice
