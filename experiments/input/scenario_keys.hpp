// The keys of a scenario file, and what each changes.
#pragma once

#include <toml++/toml.h>

#include "experiments/input/scenario.hpp"

namespace armistice {

/// Lays what one document says over a scenario; what it does not name stays as it is. `extends` and
/// `actors` are allowed, but left to the caller, who knows the files. `calendar` becomes the place
/// of the last word on the start or on an event, if this document has one.
void lay_over(const toml::table& document, Scenario& scenario, toml::source_region& calendar);

}  // namespace armistice
