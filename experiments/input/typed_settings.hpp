// Settings of the command line as words that can be typed again.
#pragma once

#include <span>
#include <string>

#include "experiments/input/scenario.hpp"

namespace armistice {

/// " --with nato_provokes --set levers.us_backup=1", in their order.
std::string typed_again(std::span<const Setting> settings);

}  // namespace armistice
