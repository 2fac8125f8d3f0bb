// A calibration that takes about a second: one window, one wave.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "experiments/calibration/calibration.hpp"

namespace armistice::support {

inline CalibrationSettings small_calibration(std::vector<std::string> parameters) {
  CalibrationSettings s;
  s.scenario = ARMISTICE_SOURCE_DIR "/scenarios/status_quo.toml";
  s.from = {2024, 1};
  s.parameters = std::move(parameters);
  s.waves = 1;
  s.points = 48;
  s.replicates = 32;
  s.draws = 32;
  s.moves = 1;
  s.threads = 2;
  return s;
}

}  // namespace armistice::support
