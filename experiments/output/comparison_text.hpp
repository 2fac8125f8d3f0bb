// What an analyst pastes into a memo: what a scenario changes against a reference, in words, in
// numbers and trial by trial.
#pragma once

#include <string>

#include "experiments/output/comparison_files.hpp"

namespace armistice {

/// The text of one pair, counted from 0: about 45 lines of at most 100 columns.
std::string comparison_text(const Comparison& comparison, std::size_t pair);

}  // namespace armistice
