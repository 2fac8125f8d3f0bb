// The value of information before a choice, in words and a short table.
#pragma once

#include <span>
#include <string>

#include "experiments/information/information.hpp"

namespace armistice {

/// At most 100 columns wide.
std::string information_text(std::span<const Scenario> scenarios, const Information& information);

}  // namespace armistice
