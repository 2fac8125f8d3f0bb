// What is kept of ballots: the EU's and NATO's apart, how often each was refused, when first and by
// whom; and how long there was war.
#include <gtest/gtest.h>

#include <string_view>

#include "tests/support/ensemble.hpp"

namespace armistice {
namespace {

using support::Ensemble;
using support::Experiment;

constexpr int kTrials = 512;

/// Each kind of ballot is held and refused in some trials.
Experiment with_all_ballots() {
  Experiment setup;
  setup.set(Lever::eu_fast_track, 1);
  setup.set(Lever::nato_fast_track, 1);
  setup.set(Lever::nato_before_ceasefire, 1);
  setup.structure.switches.delivery_votes = true;
  setup.structure.switches.sanctions_renewal = true;
  return setup;
}

struct Kind {
  std::string_view name;
  Result held, refused, month, vetoing;
  DonorResult refused_by;
};
constexpr Kind kKinds[] = {
    {"EU", Result::eu_ballots, Result::eu_refusals, Result::eu_refusal_month,
     Result::eu_vetoing_actor, DonorResult::eu_refusals},
    {"NATO", Result::nato_ballots, Result::nato_refusals, Result::nato_refusal_month,
     Result::nato_vetoing_actor, DonorResult::nato_refusals},
    {"promise", Result::nato_promise_ballots, Result::nato_promise_refusals,
     Result::nato_promise_void_month, Result::nato_promise_vetoing_actor,
     DonorResult::nato_promise_refusals},
    {"renewal", Result::renewal_ballots, Result::renewal_refusals, Result::renewal_refusal_month,
     Result::renewal_vetoing_actor, DonorResult::renewal_refusals}};

float refused_by_america(const Ensemble& all, int trial, const Kind& kind) {
  if (kind.name == "NATO") return all.result(trial, Result::us_nato_refusals);
  if (kind.name == "promise") return all.result(trial, Result::us_nato_promise_refusals);
  return 0;
}

TEST(Ballots, EachRefusalIsPutDownToOneState) {
  const Experiment setup = with_all_ballots();
  const Ensemble all = support::run(setup, kTrials);
  for (const Kind& kind : kKinds) {
    int refused = 0, carried = 0;
    for (int i = 0; i < kTrials; ++i) {
      const float refusals = all.result(i, kind.refused), held = all.result(i, kind.held);
      float by_state = refused_by_america(all, i, kind);
      for (int j = 0; j < setup.cast.donors; ++j) by_state += all.donor(i, j, kind.refused_by);
      EXPECT_EQ(by_state, refusals) << kind.name << " " << i;
      EXPECT_LE(refusals, held) << kind.name << " " << i;
      EXPECT_EQ(refusals > 0, all.result(i, kind.month) > 0) << kind.name << " " << i;
      EXPECT_EQ(refusals > 0, all.result(i, kind.vetoing) >= 0) << kind.name << " " << i;
      if (refusals > 0) {
        const int first = static_cast<int>(all.result(i, kind.vetoing));
        EXPECT_GT(first < setup.cast.donors ? all.donor(i, first, kind.refused_by)
                                            : refused_by_america(all, i, kind),
                  0)
            << kind.name << " " << i;
      }
      refused += refusals > 0;
      carried += held > refusals;
    }
    EXPECT_GT(refused, 0) << kind.name << ": nothing was looked at";
    EXPECT_GT(carried, 0) << kind.name << ": nothing was looked at";
  }
}

TEST(Ballots, AreCountedAsTheStatesVoted) {
  const Experiment setup = with_all_ballots();
  const Ensemble all = support::run(setup, kTrials);
  const int germany = support::donor("DE");
  for (int i = 0; i < kTrials; ++i) {
    EXPECT_EQ(all.result(i, Result::eu_ballots), all.donor(i, germany, DonorResult::eu_votes));
    EXPECT_EQ(all.result(i, Result::nato_ballots) + all.result(i, Result::nato_promise_ballots),
              all.donor(i, germany, DonorResult::nato_votes));
    EXPECT_EQ(all.result(i, Result::renewal_ballots),
              all.donor(i, germany, DonorResult::renewal_votes));
  }
}

TEST(Ballots, TheFirstVetoOfAllIsThatOfTheKindRefusedFirst) {
  const Experiment setup = with_all_ballots();
  const Ensemble all = support::run(setup, kTrials);
  int of_eu = 0, of_nato = 0;
  for (int i = 0; i < kTrials; ++i) {
    float first = kNever, month = 1e6f;
    for (const Kind& kind : kKinds) {
      if (kind.name == "renewal" || all.result(i, kind.refused) == 0) continue;
      if (all.result(i, kind.month) >= month) continue;  // in one month the EU votes first
      month = all.result(i, kind.month);
      first = all.result(i, kind.vetoing);
      (kind.name == "EU" ? of_eu : of_nato)++;
    }
    EXPECT_EQ(all.result(i, Result::vetoing_actor), first) << i;
  }
  EXPECT_GT(of_eu, 0);
  EXPECT_GT(of_nato, 0);
}

TEST(Ballots, WithoutVetoesTheEuRefusesNothing) {
  Experiment setup = with_all_ballots();
  setup.structure.switches.vetoes = false;
  const Ensemble all = support::run(setup, 64);
  double held = 0;
  for (int i = 0; i < 64; ++i) {
    held += static_cast<double>(all.result(i, Result::eu_ballots));
    EXPECT_EQ(all.result(i, Result::eu_refusals), 0);
    EXPECT_EQ(all.result(i, Result::renewal_refusals), 0);
  }
  EXPECT_GT(held, 0);
}

TEST(MonthsOfWar, AreTheMonthsThatBeganInWar) {
  Experiment setup;
  const Ensemble all = support::run(setup, kTrials);
  int relapsed = 0;
  for (int i = 0; i < kTrials; ++i) {
    float months = 1;  // the first
    for (int m = 0; m + 1 < setup.horizon_months; ++m) {
      months += all.quantity(i, m, Quantity::share_fighting);
    }
    const float war = all.result(i, Result::months_of_war);
    EXPECT_EQ(war, months) << i;
    const float end = all.result(i, Result::end_month);
    if (all.result(i, Result::relapsed) > 0) {
      relapsed += 1;
      EXPECT_GE(war, end) << i;
    } else {
      EXPECT_EQ(war, end > 0 ? end : static_cast<float>(setup.horizon_months)) << i;
    }
  }
  EXPECT_GT(relapsed, 0) << "later wars were not looked at";
}

}  // namespace
}  // namespace armistice
