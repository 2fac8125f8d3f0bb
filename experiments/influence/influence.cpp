#include "experiments/influence/influence.hpp"

#include <algorithm>
#include <map>
#include <string>

#include "experiments/input/data_tables.hpp"
#include "experiments/input/resolved_settings.hpp"

namespace armistice {
namespace {

std::vector<Influence> read() {
  std::map<std::string, const ParameterDeclaration*> declarations;
  for (const ParameterDeclaration& p : parameter_declarations()) {
    declarations.emplace(setting_name(p), &p);
  }
  std::vector<Influence> all;
  for (const auto& cells : columns_of(
           "screening.csv", {"parameter", "scenario", "outcome", "mu_star", "beyond_noise"})) {
    const auto named = declarations.find(cells[0]);
    if (named == declarations.end()) continue;  // the model has lost it since
    const auto same = std::find_if(
        all.begin(), all.end(), [&](const Influence& i) { return i.parameter == named->second; });
    Influence& influence =
        same == all.end() ? all.emplace_back(Influence{named->second, {}}) : *same;
    influence.effects.push_back({cells[1], cells[2], number_of_data(cells[3]), cells[4] == "1"});
  }
  std::stable_sort(all.begin(), all.end(), [](const Influence& a, const Influence& b) {
    return a.largest().mu_star > b.largest().mu_star;
  });
  return all;
}

}  // namespace

const Effect& Influence::largest() const {
  return *std::max_element(effects.begin(), effects.end(),
                           [](const Effect& a, const Effect& b) { return a.mu_star < b.mu_star; });
}

std::span<const Influence> influences() {
  static const std::vector<Influence> all = read();
  return all;
}

std::vector<std::string> screened_scenarios() {
  std::vector<std::string> names;
  if (influences().empty()) return names;
  for (const Effect& effect : influences().front().effects) names.push_back(effect.scenario);
  return names;
}

}  // namespace armistice
