// The rows of outcomes.csv: what a trial may or may not count towards. Every share of trials that
// is reported, with its interval and its range over parameter sets, is one of these.
#pragma once

#include <cstdint>
#include <string_view>

#include "core/outcome.hpp"

namespace armistice {

/// In the order of agents/shares.def. The three `...All` sum to the trials; so do the two at the
/// horizon.
enum class Share : int {
#define SHARE(share, ...) share,
#include "agents/shares.def"
#undef SHARE
  count
};
inline constexpr int kShares = static_cast<int>(Share::count);

/// The first two columns of outcomes.csv.
struct ShareName {
  std::string_view outcome, detail;
};
ShareName name_of(Share share);

/// The headline outcome that a sub-class belongs to.
Outcome outcome_of(Detail detail);

/// The shares that a trial counts towards, one bit for each.
std::uint32_t shares_of(Detail detail, bool strength_status, bool fighting_at_horizon,
                        bool direct_clash = false);

inline std::uint32_t share_if(Share share, bool counts) {
  return counts ? 1u << static_cast<int>(share) : 0u;
}

inline bool counts_towards(std::uint32_t shares, Share share) {
  return (shares >> static_cast<int>(share)) & 1u;
}

}  // namespace armistice
