// The kind of value that a key of a scenario takes, by its name alone. Messages use it for hints.
#pragma once

#include <string_view>

namespace armistice {

enum class Takes { kWord, kNumber, kZeroOrOne, kFlag, kMonth };

/// Says what "levers.us_backup.intensity" or "european" takes; a word if nothing is known of it.
Takes takes(std::string_view name);

}  // namespace armistice
