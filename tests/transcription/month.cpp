// The start of a trial, and the order of a month.
#include "tests/transcription/submodels.hpp"

namespace transcription {
namespace {

void start_sides(Trial& t) {
  Side &R = t.invader, &U = t.defender;
  R.manpower = R.manpower_start = P(initial.invader_manpower_thousand);
  U.manpower = U.manpower_start = P(initial.defender_manpower_thousand);
  R.intensity = P(initial.invader_intensity);
  U.intensity = P(initial.defender_intensity);
  R.stress = P(initial.invader_fiscal_stress);
  U.stress = P(initial.defender_fiscal_stress);
  R.weariness = P(initial.invader_weariness);
  U.weariness = P(initial.defender_weariness);
  R.pool = R.pool_start = P(forces.invader_contract_pool_thousand);
  U.pool = U.pool_start = P(forces.defender_pool_thousand);
  R.second_pool = R.second_pool_start = P(forces.invader_reserve_thousand);
  U.second_pool = U.second_pool_start = P(forces.defender_cohort_thousand);
  believe(t, R, P(front.initial_net_advantage) + P(beliefs.invader_optimism));
  believe(t, U, P(front.initial_net_advantage) - P(beliefs.defender_optimism));
  R.reservation = draw_reservation(t);
  U.reservation = draw_reservation(t);
  t.weight_security = P(zelensky.security_weight);
  t.weight_territory = P(zelensky.territory_weight);
  t.weight_recognition = P(zelensky.recognition_weight);
  t.weight_economy = P(zelensky.economy_weight);
}

void start_world(Trial& t) {
  t.line = t.line_start = P(initial.occupied_share_pct);
  t.record.line_end = t.record.line_least = t.record.line_most = t.line;
  t.reserve = P(initial.reserve_usd_bn);
  t.infrastructure = t.record.infrastructure_least = P(initial.infrastructure);
  t.staying_power = P(initial.staying_power);
  t.resolve = P(initial.resolve_signal);
  t.eu_progress = P(initial.eu_progress);
  t.nato_progress = P(initial.nato_progress);
  t.momentum = P(front.momentum_pct) * t.chance.normal();
}

/// `course` is that of the targets; the levers stand at their base.
void start_others(Trial& t, double course) {
  for (const Donor& d : t.scenario->donors) {
    Country c;
    c.is = &d;
    c.stance = d.initial_stance;
    c.tie = d.tie;
    c.private_cost = t.chance.uniform();
    c.renewal_cost = t.chance.uniform();
    t.countries.push_back(c);
  }
  take_means(t);
  t.pull_start = pulls(t);  // at the initial stances
  for (Country& c : t.countries) {
    const double noise = P(donors.initial_noise) * t.chance.normal();
    c.stance = std::max(c.stance + noise, P(donors.least_stance));
  }
  t.us_stance = clip(course + P(united_states.initial_noise) * t.chance.normal(), -1, 1);
  t.us_private_cost = t.chance.uniform();
  t.in_force = announced(t);
  rest_patrons(t);
}

void record_month(Trial& t) {
  Record& record = t.record;
  record.infrastructure_least = std::min(record.infrastructure_least, t.infrastructure);
  record.line_least = std::min(record.line_least, t.line);
  record.line_most = std::max(record.line_most, t.line);
  if (record.stop == Stop::kNone || record.end_month == t.month + 1) record.line_end = t.line;
}

/// A guarantee in time: a coalition or more, before the peace broke.
void record_guarantee(Trial& t) {
  Record& record = t.record;
  if (record.stop == Stop::kNone || record.relapse_month > 0) return;
  if (t.month + 1 - record.end_month > P(peace.guarantee_window)) return;
  const int status = delivered_status(t);
  if (status != kNeutral && status != kAlone) record.in_time = true;
}

void compare_month_end(Trial& t) {
  const auto or_never = [](int month) { return month > 0 ? month : -1; };
  const double x_R = t.fighting ? t.invader.intensity : 0;
  const double x_U = t.fighting ? t.defender.intensity : 0;
  t.chance.compare(t.fighting, "month_end,world,fighting");
  t.chance.compare(t.line, "month_end,world,occupied_share_pct");
  t.chance.compare(x_R, "month_end,putin,intensity");
  t.chance.compare(x_U, "month_end,zelensky,intensity");
  t.chance.compare(t.months_of_lull, "month_end,world,months_of_lull");
  t.chance.compare(or_never(t.record.end_month), "month_end,world,first_stop_month");
  t.chance.compare(or_never(t.record.relapse_month), "month_end,world,relapse_month");
}

}  // namespace

Trial start(const Scenario& scenario, unsigned long long seed) {
  Trial t;
  t.scenario = &scenario;
  t.chance = Chance(seed);
  draw_targets(t);
  const double announced = announced_course(t);
  t.month = -1;  // before any lever has started
  set_levers(t);
  t.month = 0;
  start_sides(t);
  start_world(t);
  start_others(t, announced);
  return t;
}

void advance_month(Trial& t) {
  t.chance.begin_month(t.month);
  set_levers(t);
  replace_leaders(t);
  t.oil = P(oil_market.persistence) * t.oil + P(oil_market.shock) * t.chance.normal();
  const double lost = t.energy_loss - P(invader_finance.energy_loss_at_start);
  t.oil_rise = P(oil_market.invader_share) * P(oil_market.lost_in_barrels) * std::max(lost, 0.0) /
               P(oil_market.elasticity);
  take_means(t);
  choose_us_stance(t);
  give_us_aid(t);
  choose_stances(t);
  give_aid(t);
  renew_sanctions(t);
  respond_to_sanctions(t);
  enforce(t);
  challenge(t);
  run_invader_finance(t);
  run_defender_finance(t);
  fight_in_the_air(t);
  lose_and_recruit(t);
  supply(t);
  move_front(t);
  count_bad_months(t);
  update_beliefs(t);
  hope(t);
  signal(t);
  tire(t);
  expect(t);
  value_war_and_freeze(t);
  assess_guarantees(t);
  advance_institutions(t);
  if (t.fighting) {
    ++t.record.months_of_war;
    weigh_a_stop(t);
    collapse(t);
    if (t.fighting) talk(t);
    if (t.fighting) wind_down(t);
  }
  attack_personnel(t);
  if (!t.fighting) keep_the_peace(t);
  test_member_at_war(t);
  risk_a_wider_war(t);
  record_guarantee(t);
  record_month(t);
  compare_month_end(t);
  ++t.month;
}

}  // namespace transcription
