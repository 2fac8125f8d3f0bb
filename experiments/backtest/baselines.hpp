// What somebody without a model would forecast: each from the months before the origin alone.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "experiments/observation/observations.hpp"

namespace armistice {

/// A baseline of a kind of series: takes the months before the origin, oldest first, and how many
/// months ahead; gives an ensemble, or nothing if there are too few months. `seed` is of those that
/// draw.
struct Baseline {
  std::string_view name, words;
  std::optional<std::vector<double>> (*forecast)(std::span<const double> history, int ahead,
                                                 std::uint64_t seed);
  bool of_positive = false;  // takes logarithms: a month of nothing has none
};

/// The baselines of a kind of series, in the order of the tables. The model is compared with the
/// first, which was named before anything was scored.
std::span<const Baseline> baselines_of(SeriesKind kind);

/// From when on the front's movement is used: autumn 2022 would make straw men of the drifts.
inline constexpr CalendarMonth kFirstOfFront{2022, 11};
/// The war's first month, in which 0.8 passed before it began.
inline constexpr CalendarMonth kFirstOfWar{2022, 2};
inline constexpr double kMonthsBeforeWar = 0.8;

/// The baselines of a stop, in their order; again the first is the one to compare with.
inline constexpr std::string_view kWarsAsOld = "wars_as_old", kHazardThisWar = "hazard_this_war";

/// Probability that fighting does not stop within `months`, if its hazard is constant with the
/// posterior of Jeffreys after `stops` in `exposure` months of war.
double survival(double stops, double exposure, int months);

}  // namespace armistice
