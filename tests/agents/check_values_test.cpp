// The model against the check values of docs/model.md (8.2, 13): status quo, core, every parameter
// at its mode, no luck. Equations, parameters and the order of a month all show here.
#include <gtest/gtest.h>

#include <cmath>

#include "tests/support/stage.hpp"

namespace armistice {
namespace {

using support::Stage;

/// A printed column: its value, and half of its last digit as the tolerance.
struct Printed {
  const char* column;
  double value, last_digit;
};

constexpr Printed kMonth0[] = {
    {"l", 18.6688, 1e-4}, {"M_R", 604.90, 1e-2}, {"M_U", 452.28, 1e-2},  {"K_R", .9995, 1e-4},
    {"K_U", .9990, 1e-4}, {"G", .6512, 1e-4},    {"phi_R", .3118, 1e-4}, {"phi_U", .3227, 1e-4},
    {"Z", 35.373, 1e-3},  {"w_R", .2017, 1e-4},  {"w_U", .3801, 1e-4},   {"q", -.1500, 1e-4},
    {"m", .3676, 1e-4},   {"C_W", .4324, 1e-4},  {"psi", .4458, 1e-4},   {"f_R", .5241, 1e-4},
    {"f_U", .2010, 1e-4}, {"W_R", .5437, 1e-4},  {"F_R", .5489, 1e-4},   {"W_U", .3531, 1e-4},
    {"F_U", .6006, 1e-4}, {"n_R", .0218, 1e-4},  {"n_U", .1126, 1e-4},   {"x_R", .9278, 1e-4},
    {"x_U", .7024, 1e-4}};
constexpr Printed kMonth12[] = {
    {"l", 19.2907, 1e-4}, {"M_R", 633.73, 1e-2}, {"M_U", 486.06, 1e-2},  {"K_R", .9945, 1e-4},
    {"K_U", .9443, 1e-4}, {"G", .6862, 1e-4},    {"phi_R", .3890, 1e-4}, {"phi_U", .4852, 1e-4},
    {"Z", 19.011, 1e-3},  {"w_R", .2128, 1e-4},  {"w_U", .3734, 1e-4},   {"q", -.1500, 1e-4},
    {"m", .3723, 1e-4},   {"C_W", .3386, 1e-4},  {"psi", .4087, 1e-4},   {"f_R", .4727, 1e-4},
    {"f_U", .2472, 1e-4}, {"W_R", .5470, 1e-4},  {"F_R", .5575, 1e-4},   {"W_U", .3543, 1e-4},
    {"F_U", .5939, 1e-4}, {"n_R", .0157, 1e-4},  {"n_U", .1202, 1e-4},   {"x_R", .6448, 1e-4},
    {"x_U", .5227, 1e-4}};
constexpr int kColumns = 25;

void compare(const Printed (&expected)[kColumns], const Trial& t, const Outlooks& see,
             Real mean_stance, Real n_invader, Real n_defender) {
  const Real got[kColumns] = {t.occupied_share_pct,
                              t.invader.manpower,
                              t.defender.manpower,
                              t.invader.materiel,
                              t.defender.materiel,
                              t.infrastructure,
                              t.invader.fiscal_stress,
                              t.defender.fiscal_stress,
                              t.reserve_usd_bn,
                              t.invader.weariness,
                              t.defender.weariness,
                              t.us_stance,
                              mean_stance,
                              t.staying_power,
                              t.resolve_signal,
                              see.invader.expected_net_strength,
                              see.defender.expected_net_strength,
                              see.invader.value_of_fighting_on,
                              see.invader.value_of_a_freeze,
                              see.defender.value_of_fighting_on,
                              see.defender.value_of_a_freeze,
                              n_invader,
                              n_defender,
                              t.invader.intensity,
                              t.defender.intensity};
  for (int k = 0; k < kColumns; ++k) {
    const double half = expected[k].last_digit / 2 + 1e-6 * std::abs(expected[k].value);
    EXPECT_NEAR(static_cast<double>(got[k].value), expected[k].value, half) << expected[k].column;
  }
}

TEST(CheckValues, StatusQuoWithoutLuckIsReproducedToTheLastDigit) {
  Stage stage;
  // Three readings of the text make the table exact. The mean stance printed is the one that the
  // month used: last month's. The trend uses M and K after the month's update, as the text says of
  // neither. And the prototype raised the post-war package from 0 to .2, where the text's base is
  // .2.
  LeverSchedule schedule = support::base_schedule();
  const support::Intensities targets = support::base_intensities();
  schedule.base[static_cast<int>(Lever::post_war_package)] = 0;

  Trial trial = stage.start();
  Flows flows;
  Ledger ledger;
  for (stage.month = 0; stage.month <= 12; ++stage.month) {
    stage.levers = levers_at(stage.month, schedule, targets.data());
    const Situation situation = stage.situation();
    const Real mean_stance = mean_stances(trial, stage.cast).all;
    advance_month(trial, flows, ledger, situation);
    const Outlooks& see = ledger.outlooks;
    const Real n_invader = putin_advantage_of_fighting(trial, situation, see.invader);
    const Real n_defender = zelensky_advantage_of_fighting(trial, situation, see.defender,
                                                           assess_guarantees(trial, situation));
    SCOPED_TRACE(stage.month);
    if (stage.month == 0) compare(kMonth0, trial, see, mean_stance, n_invader, n_defender);
    if (stage.month == 12) compare(kMonth12, trial, see, mean_stance, n_invader, n_defender);
  }
}

}  // namespace
}  // namespace armistice
