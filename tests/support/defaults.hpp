// Declared defaults of parameters and levers, by name and as the scalar model reads them.
#pragma once

#include <array>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "agents/decision/levers.hpp"
#include "agents/decision/parameters.hpp"
#include "agents/interface/declarations.hpp"
#include "agents/interface/kernel.hpp"

namespace armistice::support {

/// "front.dead_zone" and the like.
inline std::string full_name(const ParameterDeclaration& p) {
  return std::string(p.group) + "." + std::string(p.name);
}

inline std::size_t parameter_index(std::string_view name) {
  const auto all = parameter_declarations();
  for (std::size_t k = 0; k < all.size(); ++k) {
    if (full_name(all[k]) == name) return k;
  }
  throw std::out_of_range("no parameter " + std::string(name));
}

/// For the core mechanisms.
inline std::vector<float> default_values() {
  std::vector<float> values;
  for (const auto& p : parameter_declarations()) {
    values.push_back(static_cast<float>(p.core_value));
  }
  return values;
}

/// For the full mechanisms.
inline std::vector<float> full_values() {
  std::vector<float> values;
  for (const auto& p : parameter_declarations()) {
    values.push_back(static_cast<float>(p.default_value));
  }
  return values;
}

/// The full mechanisms: all are on, except the options.
inline Structure full_structure() {
  Structure structure;
#define CORE true
#define FULL true
#define OPTION false
#define SWITCH(name, standing, neutral) structure.switches.name = standing;
#include "agents/interface/switches.def"
#undef SWITCH
#undef CORE
#undef FULL
#undef OPTION
  structure.labels_of_core = false;
  return structure;
}

/// For tests of one function of the scalar model.
inline Parameters default_parameters(const std::vector<float>& values = default_values()) {
  Parameters parameters;
  Real* const p = reinterpret_cast<Real*>(&parameters);
  for (std::size_t k = 0; k < values.size(); ++k) p[k] = Real(values[k]);
  return parameters;
}

/// Intensities of all levers, in the order of `Lever`.
using Intensities = std::array<float, kLevers>;

inline Intensities base_intensities() {
  Intensities all{};
  for (std::size_t k = 0; k < all.size(); ++k) {
    all[k] = static_cast<float>(lever_declarations()[k].base);
  }
  return all;
}

inline float& at(Intensities& all, Lever lever) { return all[static_cast<std::size_t>(lever)]; }

/// Levers move from their bases as declared: from month 3, within 6 months.
inline LeverSchedule base_schedule() {
  LeverSchedule schedule{};
  const auto levers = lever_declarations();
  for (std::size_t k = 0; k < levers.size(); ++k) {
    schedule.base[k] = static_cast<float>(levers[k].base);
    schedule.start_month[k] = static_cast<float>(kLeverStartMonth);
    schedule.ramp_months[k] = static_cast<float>(kLeverRampMonths);
    schedule.at_once[k] = levers[k].at_once;
  }
  return schedule;
}

/// Levers that all stand at `all`.
inline Levers levers_standing_at(const Intensities& all) {
  return levers_at(1 << 20, base_schedule(), all.data());
}

/// The union of the Plan's four priorities, as docs/model.md has it for the core mechanisms.
inline Intensities peace_through_strength() {
  Intensities all = base_intensities();
  for (const Lever lever :
       {Lever::conscription_at_18, Lever::integrated_air_defence, Lever::european_aid,
        Lever::european_logistics, Lever::financial_embargo, Lever::oil_and_gas_squeeze,
        Lever::sanctions_relief, Lever::eu_fast_track, Lever::parallel_guarantees,
        Lever::nato_fast_track, Lever::nato_before_ceasefire, Lever::reassurance,
        Lever::post_war_package}) {
    at(all, lever) = 1;
  }
  at(all, Lever::european_forces) = .5f;
  at(all, Lever::secondary_sanctions) = at(all, Lever::immobilised_assets) = .8f;
  at(all, Lever::us_backup) = .8f;
  at(all, Lever::relations_first) = 0;
  at(all, Lever::pressure_on_kyiv) = .05f;
  return all;
}

/// Russian terms imposed on Kyiv.
inline Intensities capitulation() {
  Intensities all = base_intensities();
  at(all, Lever::us_backup) = .1f;
  at(all, Lever::relations_first) = .6f;
  at(all, Lever::pressure_on_kyiv) = at(all, Lever::imposed_terms) = 1;
  at(all, Lever::financial_embargo) = at(all, Lever::oil_and_gas_squeeze) = .05f;
  at(all, Lever::nato_fast_track) = 0;
  return all;
}

}  // namespace armistice::support
