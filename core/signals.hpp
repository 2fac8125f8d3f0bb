// P9: two readings of the West: its staying power as the invader sees it, and the American resolve
// that the rest of the world reads.
#pragma once

#include "core/parameters.hpp"
#include "core/trial.hpp"

namespace armistice::inline ARMISTICE_LANE_SET {

/// Intensities, 0 .. 1, and stances on which the signals rest.
struct SignalInputs {
  Real mean_stance, european_aid, logistics, conscription, relations_first, post_war_package;
  Real effective_secondary_sanctions;
  Mask neutrality_by_treaty;
  Real nato_progress;  // as far as it may count
};

inline void update_signals(Trial& trial, const signals_parameters& p, const SignalInputs& in) {
  const Institutions& institutions = trial.institutions;
  const Real staying_target =
      clip(p.staying_base + p.staying_mean_stance * in.mean_stance +
               p.staying_us_stance * trial.us_stance + p.staying_european_aid * in.european_aid +
               p.staying_eu_progress * institutions.eu_progress +
               p.staying_nato_progress * in.nato_progress + p.staying_logistics * in.logistics +
               p.staying_force * indicator(institutions.force) +
               p.staying_conscription * in.conscription -
               p.staying_relations_first * in.relations_first +
               p.staying_post_war_package * in.post_war_package,
           0, 1);
  trial.staying_power += p.staying_adjustment * (staying_target - trial.staying_power);

  const Real resolve_target =
      clip(p.resolve_base + p.resolve_us_stance * trial.us_stance +
               p.resolve_secondary_sanctions * in.effective_secondary_sanctions +
               p.resolve_nato * indicator(institutions.nato) -
               p.resolve_neutrality * indicator(in.neutrality_by_treaty) -
               p.resolve_relations_first * in.relations_first,
           0, 1);
  trial.resolve_signal += p.resolve_adjustment * (resolve_target - trial.resolve_signal);
}

}  // namespace armistice::inline ARMISTICE_LANE_SET
