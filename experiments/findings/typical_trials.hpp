// Typical trials of a run: one for each of its most frequent headline outcomes.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "experiments/report/csv.hpp"

namespace armistice {

struct TypicalTrial {
  std::uint32_t trial;
  std::string outcome, detail;  // as trials.csv has them
};

inline constexpr int kTypicalTrials = 3;
/// Only so many trials are looked at, from the first, so that a long run costs no more.
inline constexpr int kLookedAt = 256;

/// The trial that is nearest to the medians of the trials with its outcome, for each of the most
/// frequent outcomes. The medians are those of the month of the first stop, of the territory under
/// Russian control at the end and of Russian casualties; distances are in mean distances. The first
/// of equal ones. Reads trials.csv.
std::vector<TypicalTrial> typical_trials(const std::filesystem::path& trials,
                                         const CsvFormat& format);

}  // namespace armistice
