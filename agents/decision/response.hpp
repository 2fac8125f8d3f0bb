// How a difference of utilities becomes a choice, under each rule.
#pragma once

#include "agents/decision/parameters.hpp"
#include "agents/interface/structure.hpp"
#include "core/lane_math.hpp"

namespace armistice::inline ARMISTICE_LANE_SET {

/// Probability of the first of two options that is better by `advantage`. Quantal: logit with
/// precision `precision` (McKelvey and Palfrey 1995), shifted by `logit`. Rational: the better
/// option for certain, whatever shifts the logit.
inline Real respond(Rule rule, Real precision, Real advantage, Real logit = 0) {
  if (rule == Rule::kRational) {
    return select(advantage > Real(0), Real(1), select(advantage < Real(0), Real(0), Real(0.5)));
  }
  return logistic(precision * advantage + logit);
}

/// A utility as it is felt: itself, or under prospect theory its gain or magnified loss from the
/// reference. `diminishing`: a gain or loss counts by its power (Tversky and Kahneman 1992).
inline Real felt(Rule rule, const prospect_parameters& p, Real utility, bool diminishing = false) {
  if (rule != Rule::kProspect) return utility;
  Real gain = utility - p.reference;
  if (diminishing) {
    constexpr double tiny = 0x1p-100;  // keeps the logarithm finite
    const Real size = exp(p.exponent * log(max(abs(gain), tiny)));
    gain = select(gain < Real(0), -size, size);
  }
  return p.reference + select(gain < Real(0), p.loss_aversion * gain, gain);
}

inline Real felt(const Structure& structure, const prospect_parameters& p, Real utility) {
  return felt(structure.rule, p, utility, structure.switches.diminishing_sensitivity);
}

}  // namespace armistice::inline ARMISTICE_LANE_SET
