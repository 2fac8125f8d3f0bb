// Guard rails: whatever the parameters within their supports and the levers, trials stay in bounds,
// accounts add up, and results do not contradict each other.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>

#include "core/outcome.hpp"
#include "tests/support/ensemble.hpp"

namespace armistice {
namespace {

using support::Ensemble;
using support::Experiment;

/// A number from low to high.
double draw_between(double low, double high) {
  constexpr int kSteps = 1 << 20;
  return low + (high - low) * *rc::gen::inRange(0, kSteps + 1) / kSteps;
}

Experiment draw_experiment() {
  Experiment setup;
  for (const auto& p : parameter_declarations()) {
    setup.parameters[0][static_cast<std::size_t>(&p - parameter_declarations().data())] =
        static_cast<float>(p.draw == DefaultDraw::kBernoulli ? *rc::gen::inRange(0, 2)
                                                             : draw_between(p.min, p.max));
  }
  for (int k = 0; k < kLevers; ++k) {
    const bool at_once = setup.schedule.at_once[k];
    setup.set(static_cast<Lever>(k), at_once ? *rc::gen::inRange(0, 2) : draw_between(0, 1));
  }
  setup.seed = *rc::gen::arbitrary<std::uint32_t>();
  setup.structure.rule = static_cast<Rule>(*rc::gen::inRange(0, 3));
  setup.structure.attrition = static_cast<AttritionLaw>(*rc::gen::inRange(0, 4));
  setup.structure.learning = static_cast<LearningForm>(*rc::gen::inRange(0, 3));
  return setup;
}

bool is_month_or_never(float month, int horizon) {
  return month == kNever || (month >= 1 && month <= static_cast<float>(horizon));
}

void check_months(const Ensemble& all, int i) {
  for (int month = 0; month < all.horizon_months; ++month) {
    for (int q = 0; q < kQuantities; ++q) {
      RC_ASSERT(std::isfinite(all.quantity(i, month, static_cast<Quantity>(q))));
    }
    const float line = all.quantity(i, month, Quantity::occupied_share_pct);
    RC_ASSERT(line >= 2 && line <= 60);
    for (const Quantity share :
         {Quantity::share_fighting, Quantity::air_defence_effectiveness,
          Quantity::russian_campaign_intensity, Quantity::ukrainian_campaign_intensity,
          Quantity::russian_fiscal_stress, Quantity::infrastructure_index,
          Quantity::resolve_signal}) {
      const float value = all.quantity(i, month, share);
      RC_ASSERT(value >= 0 && value <= 1);
    }
    for (const Quantity flow :
         {Quantity::russian_casualties_thousand, Quantity::ukrainian_casualties_thousand,
          Quantity::european_military_aid_eur_bn, Quantity::us_military_aid_eur_bn,
          Quantity::russian_oil_gas_revenue_usd_bn, Quantity::russian_reserve_usd_bn}) {
      RC_ASSERT(all.quantity(i, month, flow) >= 0);
    }
  }
}

void check_accounts(const Ensemble& all, int i) {
  double european = 0, other = 0, american = 0, russian_losses = 0, ukrainian_losses = 0;
  for (int month = 0; month < all.horizon_months; ++month) {
    const auto of = [&](Quantity q) { return static_cast<double>(all.quantity(i, month, q)); };
    european += of(Quantity::european_military_aid_eur_bn);
    other += of(Quantity::other_military_aid_eur_bn);
    american += of(Quantity::us_military_aid_eur_bn);
    russian_losses += of(Quantity::russian_casualties_thousand);
    ukrainian_losses += of(Quantity::ukrainian_casualties_thousand);
  }
  const auto close = [&](double sum, Result r) {
    const auto total = static_cast<double>(all.result(i, r));
    return std::abs(sum - total) <= 1e-4 * (1 + total);
  };
  RC_ASSERT(close(european, Result::european_military_aid_eur_bn));
  RC_ASSERT(close(other, Result::other_military_aid_eur_bn));
  RC_ASSERT(close(american, Result::us_military_aid_eur_bn));
  RC_ASSERT(close(russian_losses, Result::russian_casualties_thousand));
  RC_ASSERT(close(ukrainian_losses, Result::ukrainian_casualties_thousand));
}

void check_results(const Ensemble& all, int i) {
  const auto of = [&](Result r) { return all.result(i, r); };
  for (int r = 0; r < kResults; ++r) RC_ASSERT(std::isfinite(of(static_cast<Result>(r))));
  const int horizon = all.horizon_months;
  const float outcome = of(Result::outcome), detail = of(Result::detail);
  const bool war = outcome == 0, negotiated = outcome == 1, frozen = outcome == 2;
  RC_ASSERT(war || negotiated || frozen);
  RC_ASSERT(war == (detail == 0));
  RC_ASSERT(negotiated == (detail >= 1 && detail <= 5));
  RC_ASSERT(frozen == (detail >= 6));
  RC_ASSERT(war == (of(Result::end_month) == kNever));
  RC_ASSERT(war == (of(Result::term_security) == kNever));
  for (const Result month :
       {Result::end_month, Result::relapse_month, Result::eu_accession_month,
        Result::nato_accession_month, Result::force_month, Result::reserve_exhausted_month}) {
    RC_ASSERT(is_month_or_never(of(month), horizon));
  }
  RC_ASSERT((of(Result::relapse_month) == kNever) == (of(Result::relapsed) == 0));
  if (of(Result::relapsed) == 1) RC_ASSERT(of(Result::relapse_month) >= of(Result::end_month));
  RC_ASSERT((of(Result::fighting_at_horizon) == 1) == (of(Result::delivered_security) == kNever));
  if (war) RC_ASSERT(of(Result::fighting_at_horizon) == 1);
  RC_ASSERT(of(Result::occupied_share_min_pct) <= of(Result::occupied_share_end_pct));
  RC_ASSERT(of(Result::occupied_share_max_pct) >= of(Result::occupied_share_end_pct));
  RC_ASSERT(of(Result::russian_mean_intensity) >= 0 && of(Result::russian_mean_intensity) <= 1);
  RC_ASSERT(std::abs(of(Result::us_stance_end)) <= 1);
}

/// A freeze has nothing on paper; dictated terms are those declared; no alliance takes in a state
/// that gave all away.
void check_terms(const Ensemble& all, int i) {
  const float s = all.result(i, Result::term_security), t = all.result(i, Result::term_territory),
              r = all.result(i, Result::term_status), e = all.result(i, Result::term_economy);
  switch (static_cast<Detail>(static_cast<int>(all.result(i, Result::detail)))) {
    case Detail::kFighting:
      RC_ASSERT(t == kNever && r == kNever && e == kNever);
      break;
    case Detail::kGuaranteed:
    case Detail::kBare:
      RC_ASSERT(t == 0 && r == 0 && e == 0 && s >= 1);
      break;
    case Detail::kDefenderCollapse:
      RC_ASSERT(s == 0 && t == 2 && r == 2 && e == 3);
      break;
    case Detail::kInvaderCollapse:
      RC_ASSERT(s == 5 && t == 0 && r == 0 && e == 1);
      break;
    case Detail::kStrength:
      RC_ASSERT(s >= 3 || (s == 2 && t == 0 && r == 0));
      [[fallthrough]];
    default:
      RC_ASSERT(s >= 0 && s <= 5 && t >= 0 && t <= 2 && r >= 0 && r <= 2 && e >= 0 && e <= 3);
      RC_ASSERT(s < 4 || (t < 2 && r < 2));
  }
}

void check_donors(const Ensemble& all, int i) {
  for (int j = 0; j < support::kDonors; ++j) {
    const auto of = [&](DonorResult r) { return all.donor(i, j, r); };
    RC_ASSERT(of(DonorResult::stance_end) >= -1 && of(DonorResult::stance_end) <= 1.3f);
    RC_ASSERT(of(DonorResult::military_aid_eur_bn) >= 0);
    RC_ASSERT(of(DonorResult::eu_yes) <= of(DonorResult::eu_votes));
    RC_ASSERT(of(DonorResult::nato_yes) <= of(DonorResult::nato_votes));
  }
}

RC_GTEST_PROP(Guards, TrialsOfRandomWorldsStayWithinBounds, ()) {
  constexpr int kEach = 20;  // times the hundred cases of a property: two thousand trials
  const Ensemble all = support::run(draw_experiment(), kEach);
  for (int i = 0; i < kEach; ++i) {
    check_months(all, i);
    check_accounts(all, i);
    check_results(all, i);
    check_terms(all, i);
    check_donors(all, i);
  }
}

TEST(Accounts, DonorsAidAddsUpToEuropesAndOthersLessTheUnionsOwn) {
  Experiment setup;
  const Ensemble all = support::run(setup, 50);
  for (int i = 0; i < all.trials; ++i) {
    double sum = 0;
    for (int j = 0; j < support::kDonors; ++j) {
      sum += static_cast<double>(all.donor(i, j, DonorResult::military_aid_eur_bn));
    }
    const double of_the_union = .5 * setup.horizon_months;
    const auto total = static_cast<double>(all.result(i, Result::european_military_aid_eur_bn)) +
                       static_cast<double>(all.result(i, Result::other_military_aid_eur_bn));
    EXPECT_NEAR(sum + of_the_union, total, 1e-4 * total);
  }
}

}  // namespace
}  // namespace armistice
