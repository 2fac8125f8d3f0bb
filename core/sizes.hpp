// How much of each there is room for: known to the lanes and to the program that feeds them.
#pragma once

namespace armistice {

inline constexpr int kMaxDonors = 40;  // a multiple of the draws in a slot (core/chance.hpp)
inline constexpr int kMaxPatrons = 4;
inline constexpr int kMaxBuyers = 4;

/// Levels of the security ladder of a settlement: 0 neutral .. 5 NATO with a force; 6, a coalition
/// without membership, stands between 1 and 2 and keeps the codes of version 0.1.
inline constexpr int kSecurityLevels = 7;

}  // namespace armistice
