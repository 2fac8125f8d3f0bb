// A package of policy: for each of its parts, a lever or a group of levers, a level between the
// reference (0) and the scenario (1).
#pragma once

#include <string>
#include <vector>

#include "experiments/input/scenario.hpp"

namespace armistice {

enum class PackageBy { kGroup, kLever };

/// What a package decides as one: levers whose targets the scenario and the reference differ in.
struct Part {
  std::string name;         // of the lever, or of the group
  std::vector<int> levers;  // places in lever_declarations()
};

/// Each part's place in `PackageSpace::levels`.
using Package = std::vector<int>;

/// All packages that could be put together.
struct PackageSpace {
  Scenario scenario;   // whose levers stand at level 1, and whose everything else holds for all
  Scenario reference;  // whose levers stand at level 0
  std::vector<Part> parts;
  std::vector<double> levels;  // ascending, from 0 to 1

  double level(const Package& package, std::size_t part) const {
    return levels[static_cast<std::size_t>(package[part])];
  }
  /// What the part may be set to: its levers may all be ones that are done or not done.
  bool is_all_or_nothing(std::size_t part) const;
  /// How many there are, as a double since it may be huge.
  double packages() const;
};

/// `levels` are those between 0 and 1, in any order. `without` names levers or groups that stay as
/// in the reference. Throws Error(kInput) for an unknown name, if no lever is left that differs, or
/// if a level in between is asked for of a lever that is drawn.
PackageSpace package_space(const Scenario& scenario, const Scenario& reference, PackageBy by,
                           const std::vector<double>& levels,
                           const std::vector<std::string>& without);

/// The same with each part that is all or nothing, and not at 0, at the last level.
Package plain_form(const PackageSpace& space, Package package);

/// Levers that are done or not done are done at any level above 0; others go the level's share of
/// the way, on the scenario's course.
Scenario scenario_of(const PackageSpace& space, const Package& package);

/// "military=1 economic=0.5": the parts above level 0; "none" without any.
std::string name_of(const PackageSpace& space, const Package& package);

/// Nothing of the scenario, and all of it.
Package empty_package(const PackageSpace& space);
Package full_package(const PackageSpace& space);

}  // namespace armistice
