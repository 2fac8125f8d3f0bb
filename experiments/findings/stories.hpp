// Typical trials told as stories: what happened in them, in dated sentences.
#pragma once

#include <cstdint>
#include <span>

#include "experiments/findings/typical_trials.hpp"
#include "experiments/input/scenario.hpp"
#include "experiments/report/table.hpp"

namespace armistice {

/// Table `stories`: a row is a sentence, trial by trial, in the order of events. Each trial is run
/// again alone, and watched. It depends on the scenario, the seed, the months and the trials alone.
Table stories_of(const Scenario& scenario, std::uint64_t seed, int horizon_months,
                 std::span<const TypicalTrial> trials);

}  // namespace armistice
