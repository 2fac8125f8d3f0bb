// What a device is given to run: groups of trials side by side, each with tables of its own.
#pragma once

#include "agents/interface/kernel.hpp"

namespace armistice {

/// Trials side by side in a row of a device's tables.
inline constexpr int kLaunchTrials = 16;

/// Its pointers are the device's. Tables have kLaunchTrials lanes, of which `trials` are used.
struct LaunchGroup {
  BatchInput input;
  BatchOutput output;
  int trials;
};

/// The device's function, by name.
inline constexpr const char* kLaunchEntry = "armistice_run_trials";

}  // namespace armistice
