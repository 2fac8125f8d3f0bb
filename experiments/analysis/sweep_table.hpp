// A finished sweep, read back: its design, the values of its points, and what they gave.
#pragma once

#include <Eigen/Core>
#include <filesystem>
#include <string>
#include <vector>

#include "experiments/designs/design.hpp"
#include "experiments/sensitivity/response.hpp"

namespace armistice {

/// A column of results.csv.
struct SweptOutcome {
  std::string name;
  bool share;  // of the replicates; else a mean over them
};

struct SweepTable {
  std::filesystem::path folder;
  std::string scenario;  // its name
  std::string scenario_digest, program;
  Design design;
  int replicates = 1;
  bool common_chance = true;
  std::vector<SweptOutcome> outcomes;  // all that the sweep looked at
  Eigen::ArrayXXd points;              // [point][factor]; of a words factor the word's number

  std::int64_t size() const { return points.rows(); }
  const std::string& unit_name(int unit) const {
    return design.units[static_cast<std::size_t>(unit)].name;
  }
};

/// Throws Error(kInput) at what is missing, damaged or unfinished.
SweepTable read_sweep(const std::filesystem::path& folder);

/// What the points gave, in their order. Throws Error(kInput) as read_sweep does.
Response read_response(const SweepTable& sweep, const SweptOutcome& outcome);

/// The rows that are a plain sample of the factors' distribution: all, or the A and B of a
/// pick-freeze design; none of a Morris design, which keeps to a grid.
std::vector<Eigen::Index> sample_rows(const SweepTable& sweep);

}  // namespace armistice
