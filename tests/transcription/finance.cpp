// P5 and P6: the two treasuries.
#include "tests/transcription/submodels.hpp"

namespace transcription {

void run_invader_finance(Trial& t) {
  const double effort = t.fighting ? invader_effort(t) : 0, left = bite(t);
  const double loss = P(invader_finance.squeeze_bite) * t.in_force.squeeze +
                      P(invader_finance.compliance_bite) * t.compliance;
  t.energy_loss = left * clip(P(invader_finance.sanctions_effect) * loss, 0,
                              P(invader_finance.largest_energy_loss));
  const double price = P(invader_finance.energy_revenue_usd_bn) * std::exp(t.oil + t.oil_rise);
  t.energy = price * (1 - t.energy_loss);
  const double all_other = P(invader_finance.other_revenue_usd_bn);
  const double other =
      all_other * (1 - left * P(invader_finance.embargo_bite) * t.in_force.embargo);
  t.record.revenue_lost += price - t.energy + all_other - other;

  const double gap = P(invader_finance.base_spending_usd_bn) +
                     P(invader_finance.campaign_spending_usd_bn) * effort - t.energy - other;
  t.reserve = clip(t.reserve - P(invader_finance.reserve_share_of_gap) * gap, 0,
                   P(invader_finance.largest_reserve_usd_bn));
  if (t.reserve == 0) note(t.record.reserve_exhausted_month, t);
  const double target = P(invader_finance.stress_base) +
                        P(invader_finance.stress_per_gap) * std::max(gap, 0.0) +
                        (t.reserve == 0 ? P(invader_finance.stress_without_reserve) : 0);
  Side& R = t.invader;
  R.stress += P(invader_finance.stress_adjustment) * (clip(target, 0, 1) - R.stress);
  t.chance.compare(t.reserve, "war,world,russian_reserve_usd_bn", P(initial.reserve_usd_bn));
  t.chance.compare(R.stress, "war,world,russian_fiscal_stress");
}

void run_defender_finance(Trial& t) {
  const double from_donors = P(defender_finance.donor_finance_eur_bn) *
                             (1 + P(defender_finance.stance_effect) * t.mean_stance);
  const double finance = from_donors + P(defender_finance.assets_eur_bn) * L(immobilised_assets) +
                         P(defender_finance.us_finance_eur_bn) * std::max(t.us_stance, 0.0) +
                         (t.eu ? P(defender_finance.member_finance_eur_bn) : 0);
  const double need = P(defender_finance.need_eur_bn) +
                      P(defender_finance.need_per_damage_eur_bn) * (1 - t.infrastructure);
  const double target =
      P(defender_finance.stress_base) + P(defender_finance.stress_per_gap) * (need - finance);
  Side& U = t.defender;
  U.stress += P(defender_finance.stress_adjustment) * (clip(target, 0, 1) - U.stress);
  t.chance.compare(U.stress, "war,world,ukrainian_fiscal_stress");
}

}  // namespace transcription
