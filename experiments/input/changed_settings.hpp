// What a scenario changes: the settings in which it is not as the defaults have it, each with its
// default and with the layer that sets it.
#pragma once

#include <string>
#include <vector>

#include "experiments/input/resolved_settings.hpp"

namespace armistice {

struct ChangedSetting {
  ResolvedSetting setting;
  std::string usual;   // the default, as it is shown
  std::string set_by;  // the last layer that sets it; empty: it follows from another
};

/// Its distribution, or its value if it is not drawn.
std::string shown(const ResolvedSetting& setting);

/// Whatever is not as when a scenario says nothing: rules, calendar, switches, levers, parameters,
/// actors. Throws Error(kInput) if the shipped table of actors can't be read.
std::vector<ChangedSetting> changed_settings(const Scenario& scenario,
                                             const Provenance& provenance);

}  // namespace armistice
