// What lists of parameters share.
#pragma once

#include <string>

#include "agents/interface/declarations.hpp"
#include "experiments/findings/listings.hpp"

namespace armistice {

/// A terminal has room for less than a page of the docs.
enum class Room { kTerminal, kPage };

/// By its name, its group, both, or the class of its source: "judgement".
bool is_wanted(const ParameterDeclaration& parameter, const Passes& passes);

}  // namespace armistice
