// A design as data, for the manifest of a sweep: enough to compute its points again.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "experiments/designs/design.hpp"

namespace armistice {

/// The data of a checked design. For a table they name its factors, not their values.
nlohmann::ordered_json design_data(const Design& design);

/// The design that the data describe. Throws Error(kInput) with `where` if they describe none.
Design design_from_data(const nlohmann::ordered_json& data, const std::string& where);

}  // namespace armistice
