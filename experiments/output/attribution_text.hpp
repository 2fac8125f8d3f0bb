// What an analyst pastes into a memo: what each group of levers, or each lever, contributes to the
// effect of a scenario, in words and in numbers.
#pragma once

#include <string>

#include "experiments/attribution/attributed_ensemble.hpp"

namespace armistice {

/// At most 100 columns wide.
std::string attribution_text(const Question& question, const Attribution& attribution);

}  // namespace armistice
