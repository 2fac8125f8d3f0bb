// Whether a box would be found again: resampling statistics (Bryant and Lempert 2010).
#pragma once

#include <cstdint>
#include <vector>

#include "experiments/discovery/prim.hpp"

namespace armistice {

struct Reproducibility {
  int resamples = 0;
  /// By factor: in what share of half-samples it is restricted, in the step of the half-sample's
  /// trajectory whose coverage, or density, is closest to the box's.
  std::vector<double> by_coverage, by_density;
  /// The mean density of the steps matched by coverage, in the half in which they were found and in
  /// the other half. The difference was fitted to chance.
  double density_found = 0, density_held_out = 0;
  /// As density_held_out, of the coverage.
  double coverage_held_out = 0;
};

/// Peels again half of the points in `among`, another half each time, drawn without replacement for
/// this seed. `box` is what the box to be compared holds among them.
/// Throws Error(kInput) without resamples or with less than two points.
Reproducibility reproducibility(const SortedCases& cases, const PointSet& among,
                                const BoxStatistics& box, const PrimOptions& options,
                                std::uint64_t seed, int resamples = 10);

}  // namespace armistice
