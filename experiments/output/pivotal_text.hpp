// What an analyst pastes into a memo: whose choices decide how the war ends, in words and numbers.
#pragma once

#include <string>

#include "experiments/pivotal/pivotal_ensemble.hpp"

namespace armistice {

/// At most 100 columns wide.
std::string pivotal_text(const PivotalQuestion& question, const PivotalAnalysis& analysis);

}  // namespace armistice
