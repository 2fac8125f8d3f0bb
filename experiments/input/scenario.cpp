#include "experiments/input/scenario.hpp"

#include "agents/interface/declarations.hpp"
#include "experiments/input/resolved_settings.hpp"

namespace armistice {
namespace {

constexpr CalendarMonth kInauguration{2029, 1};  // after the American election of November 2028

}  // namespace

Switches default_switches(Mechanisms mechanisms) {
  Switches switches;
  const bool full = mechanisms == Mechanisms::kFull;
#define CORE true
#define FULL full
#define OPTION false
#define SWITCH(name, standing, neutral) switches.name = standing;
#include "agents/interface/switches.def"
#undef SWITCH
#undef CORE
#undef FULL
#undef OPTION
  return switches;
}

Scenario default_settings(Mechanisms mechanisms) {
  Scenario scenario;
  scenario.mechanisms = mechanisms;
  scenario.structure.switches = default_switches(mechanisms);
  scenario.structure.labels_of_core = mechanisms == Mechanisms::kCore;
  scenario.name = "default";
  scenario.title = "Every setting at its declared default";
  scenario.us_change = kInauguration;
  for (const ParameterDeclaration& declaration : parameter_declarations()) {
    scenario.parameters.push_back(default_distribution(declaration, mechanisms));
  }
  for (const CorrelationDeclaration& declaration : correlation_declarations()) {
    scenario.correlations.push_back(mechanisms == Mechanisms::kFull ? declaration.value : 0);
  }
  for (std::size_t i = 0; i < scenario.levers.size(); ++i) {
    scenario.levers[i] = {
        fixed_value(lever_declarations()[i].base), kLeverStartMonth, kLeverRampMonths, {}};
  }
  return scenario;
}

Scenario default_scenario(const std::filesystem::path& cast_file, Mechanisms mechanisms) {
  Scenario scenario = default_settings(mechanisms);
  scenario.cast = read_cast(cast_file);
  scenario.digest = digest_of(scenario);
  return scenario;
}

}  // namespace armistice
