// The keys of a scenario file, and what each changes.
#pragma once

#include <toml++/toml.h>

#include <optional>

#include "experiments/input/scenario.hpp"

namespace armistice {

/// The mechanisms that a document names, if it does. They decide the defaults that all other
/// settings are laid over, so they are read before lay_over.
std::optional<Mechanisms> mechanisms_of(const toml::table& document);

/// Lays what one document says over a scenario; what it does not name stays as it is. `extends`,
/// `actors` and `posterior` are allowed, but left to the caller, who knows the files. `calendar`
/// becomes the place of the last word on the start or on an event, if this document has one.
void lay_over(const toml::table& document, Scenario& scenario, toml::source_region& calendar);

}  // namespace armistice
