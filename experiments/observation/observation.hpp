// What a reader can measure of a trial's month: the declared observation models, and their errors.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "agents/interface/kernel.hpp"
#include "experiments/input/calendar.hpp"

namespace armistice {

enum class SeriesKind { kLevel, kReported, kFlow, kShare, kState };
enum class ErrorScale { kPlain, kFactor, kOdds, kState };

/// Leads from a quantity of the model to what is measured of it.
struct ObservationModel {
  ErrorScale scale;
  double offset;    // on the scale, as the two deviations
  double level_sd;  // of an error that a whole history has
  double month_sd;  // of each month's own
};

struct SeriesDeclaration {
  std::string_view name;
  SeriesKind kind;
  Quantity quantity;
  ObservationModel model;
  CalendarMonth from;  // the first month whose data are what the model describes
  double low, high;    // range of the bins of quantiles
  std::string_view unit, words, basis;
};

inline constexpr int kSeries = 0
#define OBSERVED(...) +1
#include "experiments/observation/observed.def"
#undef OBSERVED
    ;

/// In the order of observed.def.
std::span<const SeriesDeclaration> series_declarations();
/// The place of the series of this name; -1: none.
int series_named(std::string_view name);

/// A history whose errors are drawn: the same address has the same errors.
struct HistoryAddress {
  std::uint64_t seed;
  std::uint32_t parameter_set, replicate;
};

/// The errors of a history: that of its level, and those of its months, on the scale.
struct HistoryErrors {
  double level = 0;
  std::vector<double> month;
};
HistoryErrors draw_errors(const SeriesDeclaration& series, const ObservationModel& model,
                          const HistoryAddress& address, int months);

/// What is measured of a quantity under these errors.
double measured(const ObservationModel& model, double quantity, double level, double month);

/// The logarithm of the odds of a share, which is kept from 0 and 1.
double log_odds(double share);

}  // namespace armistice
