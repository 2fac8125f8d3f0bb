// What a calibration says: what it fitted to what, what it cost, what is identified, which series
// it meets and which it misses.
#pragma once

#include "experiments/calibration/calibration.hpp"
#include "experiments/report/report.hpp"

namespace armistice {

/// What was calibrated: all that results depend on, apart from program and scenario.
nlohmann::ordered_json calibration_data(const CalibrationPlan& plan);

/// `run` is what the manifest says of it.
Report report_of(const Calibration& calibration, nlohmann::ordered_json run);
Report report_of(const SimulationCheck& check, nlohmann::ordered_json run);

}  // namespace armistice
