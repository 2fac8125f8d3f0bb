// A finished sweep, read back: its design, the values of its points, and their results.
#pragma once

#include <Eigen/Core>
#include <atomic>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "experiments/designs/design.hpp"
#include "experiments/sensitivity/response.hpp"

namespace armistice {

/// A column of results.csv.
struct SweptOutcome {
  std::string name;
  bool share;  // of the replicates; else a mean over them
  /// For boxes and trees a point with at least this value is a case of interest. Without a
  /// threshold a point counts by its share.
  std::optional<double> threshold{};
};

struct SweepTable {
  std::filesystem::path folder;
  std::string scenario;               // its name
  std::vector<std::string> set_here;  // what --set laid on top of it
  std::string scenario_digest, program;
  Design design;
  int replicates = 1;
  bool common_chance = true;
  std::vector<SweptOutcome> outcomes;  // all that the sweep looked at
  /// [point][factor]; of a factor with words the word's place in the alphabet, whatever the order
  /// in which the user listed them, so that nothing depends on it.
  Eigen::ArrayXXd points;
  const std::atomic<bool>* stop = nullptr;  // raised: reading throws ResamplingStopped

  std::int64_t size() const { return points.rows(); }
  const std::string& unit_name(int unit) const {
    return design.units[static_cast<std::size_t>(unit)].name;
  }
  /// For each factor: whether its values are words without an order. Switches and dates have an
  /// order.
  std::vector<bool> unordered() const;
  /// Says whether a factor of the unit has no order.
  bool undirected(int unit) const;
};

/// Throws Error(kInput) if a file is missing, damaged or unfinished, or if the points do not fit
/// the layout of the design.
SweepTable read_sweep(const std::filesystem::path& folder, const std::atomic<bool>* stop = nullptr);

/// The results of the points, in their order: rows are matched by the number of the point. Throws
/// Error (kInput) as read_sweep does.
Response read_response(const SweepTable& sweep, const SweptOutcome& outcome);

}  // namespace armistice
