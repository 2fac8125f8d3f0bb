// One trial of the scalar model, everything at its declared default and without luck; a test
// changes what it is about and calls the function that it is about.
#pragma once

#include "agents/kernel/month.hpp"
#include "agents/kernel/start.hpp"
#include "tests/support/cast_table.hpp"
#include "tests/support/defaults.hpp"

namespace armistice::support {

inline constexpr int kUsChangeMonth = 46;  // January 2029, if month 0 is March 2025

struct Stage {
  CastTable cast = reference_cast();
  Parameters parameters = default_parameters();
  Structure structure;
  Chance chance{0u, 0u, {1, 0}, true};
  Levers levers = levers_standing_at(base_intensities());
  int month = 0;

  /// What an actor may look at; refers to this stage.
  Situation situation() const {
    return {cast, parameters, structure, chance, levers, levers, month, kUsChangeMonth};
  }
  Trial start() const { return start_trial(situation()); }
  /// A stage with luck of its own.
  void draw(std::uint32_t trial) {
    chance.parameter_set = trial;
    chance.muted = false;
  }
};

/// The full mechanisms at their defaults.
inline Stage full_stage() {
  Stage stage;
  stage.structure = full_structure();
  stage.parameters = default_parameters(full_values());
  return stage;
}

/// A trial that has stopped on signed terms of a status.
inline void sign(Trial& trial, const Terms& terms) {
  stop_fighting(trial, Mask(true), terms, Mask(true), 0);
}
inline void freeze(Trial& trial) {
  stop_fighting(trial, Mask(true), {wartime_status(trial.institutions, false), 0, 0, 0},
                Mask(false), 0);
}

}  // namespace armistice::support
