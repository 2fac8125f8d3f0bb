// What a back-test says: scores for people and as files.
#pragma once

#include "experiments/backtest/backtest.hpp"
#include "experiments/report/report.hpp"

namespace armistice {

/// Tables `scores` and `forecasts`.
Report report_of(const Backtest& backtest);

}  // namespace armistice
