// P2: what Washington does in a month: back Kyiv up, broker, or stand aside. A logit around the
// course that its interests draw, chosen so that the expected stance target is that course.
#pragma once

#include "agents/decision/situation.hpp"
#include "core/lane_math.hpp"

namespace armistice::inline ARMISTICE_LANE_SET {

/// Where an option draws the stance: the ends of its scale and the middle.
inline constexpr int kBacksUp = 1, kBrokers = 0, kStandsAside = -1;

/// Utilities over that of brokering, in logits.
struct AmericanUtilities {
  Real backing_up, standing_aside;
};

/// How far a course leans to backing up, in logits: the l at which the mean over the options
/// (e^l - e^-l) / (e^appeal + e^l + e^-l) is the course. A quadratic in e^l, solved for the
/// positive course and mirrored, so that the two ends are treated alike.
inline Real american_lean(const united_states_parameters& p, Real course) {
  const Real size = min(abs(course), p.largest_course);
  const Real twice_rate = Real(2) * exp(-p.brokering_appeal);
  const Real ratio =
      (size + sqrt(size * size + twice_rate * twice_rate * (Real(1) - size * size))) /
      (twice_rate * (Real(1) - size));
  const Real lean = log(ratio);
  return select(course < Real(0), -lean, lean);
}

inline AmericanUtilities american_utilities(const united_states_parameters& p, Real course) {
  const Real lean = american_lean(p, course);
  return {lean - p.brokering_appeal, -lean - p.brokering_appeal};
}

/// The option of the month: 1, 0 or -1.
inline Real choose_option(const AmericanUtilities& over_brokering, Real uniform) {
  const Real backs_up = exp(over_brokering.backing_up);
  const Real total = backs_up + Real(1) + exp(over_brokering.standing_aside);
  const Real drawn = uniform * total;
  return select(drawn < backs_up, Real(kBacksUp),
                select(drawn < backs_up + Real(1), Real(kBrokers), Real(kStandsAside)));
}

}  // namespace armistice::inline ARMISTICE_LANE_SET
