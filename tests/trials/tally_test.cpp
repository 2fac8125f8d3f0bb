#include "experiments/trials/tally.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "experiments/input/counted.hpp"
#include "experiments/trials/timeline_binning.hpp"

namespace armistice {
namespace {

constexpr int kHorizon = 24;

/// A group that a test fills in lane by lane; everybody fights on until told otherwise.
class Group {
 public:
  Group() {
    for (int i = 0; i < kGroupTrials; ++i) {
      set(Result::end_month, i, kNever);
      set(Result::delivered_security_month_24, i, kNever);
    }
  }
  void set(Result r, int lane, float x) {
    results_[static_cast<std::size_t>(r) * kGroupTrials + static_cast<std::size_t>(lane)] = x;
  }
  void stop(int lane, Detail detail, float month, float relapse = kNever) {
    set(Result::outcome, lane, static_cast<float>(outcome_of(detail)));
    set(Result::detail, lane, static_cast<float>(detail));
    set(Result::end_month, lane, month);
    set(Result::relapsed, lane, relapse > 0);
    set(Result::relapse_month, lane, relapse);
    set(Result::fighting_at_horizon, lane, relapse > 0);
  }
  float& at(int month, Quantity q, int lane) {
    const auto row = static_cast<std::size_t>(month) * kQuantities + static_cast<std::size_t>(q);
    return timeline_[row * kGroupTrials + static_cast<std::size_t>(lane)];
  }
  TrialGroup trials(int count) { return {count, 0, results_.data(), timeline_.data(), nullptr}; }

 private:
  std::vector<float> results_ = std::vector<float>(kResults * kGroupTrials);
  std::vector<float> timeline_ = std::vector<float>(kHorizon * kQuantities * kGroupTrials);
};

TEST(Shares, HeadlinesPartitionEverySubClass) {
  for (int d = 0; d < kDetails; ++d) {
    const ShareBits shares = shares_of({.detail = static_cast<Detail>(d)});
    const auto sum = [shares](std::initializer_list<Share> all) {
      int counted = 0;
      for (const Share s : all) counted += counts_towards(shares, s) ? 1 : 0;
      return counted;
    };
    EXPECT_EQ(sum({Share::kNegotiatedAll, Share::kDeFactoAll, Share::kDefeatAll,
                   Share::kContinuedWarAll}),
              1)
        << d;
    EXPECT_EQ(sum({Share::kBargained, Share::kCapitulation, Share::kDictated, Share::kSettlement,
                   Share::kImposed}),
              sum({Share::kNegotiatedAll}))
        << d;
    EXPECT_EQ(sum({Share::kGuaranteed, Share::kBare}), sum({Share::kDeFactoAll})) << d;
    EXPECT_EQ(sum({Share::kUkraineDefeated, Share::kRussiaDefeated}), sum({Share::kDefeatAll}))
        << d;
    EXPECT_EQ(sum({Share::kFighting, Share::kWiderWarFirst}), sum({Share::kContinuedWarAll})) << d;
  }
}

TEST(Shares, DurableAcceptablePeaceMustHold) {
  const auto durable = [](Detail d, bool fighting) {
    return counts_towards(shares_of({.detail = d, .fighting_at_horizon = fighting}),
                          Share::kDurableAcceptablePeace);
  };
  EXPECT_TRUE(durable(Detail::kStrength, false));
  EXPECT_TRUE(durable(Detail::kGuaranteed, false));
  EXPECT_FALSE(durable(Detail::kStrength, true));
  EXPECT_FALSE(durable(Detail::kBare, false));
  EXPECT_FALSE(durable(Detail::kCapitulation, false));
}

TEST(Shares, StrictAndWideReadingsOfAGoodEndStandApart) {
  const auto counts = [](const TrialEnding& ending, Share share) {
    return counts_towards(shares_of(ending), share);
  };
  const TrialEnding good{
      .detail = Detail::kSettlement, .acceptable_terms = true, .strong_terms = true};
  for (const Share share : {Share::kAcceptable, Share::kLastingStop, Share::kDurableAcceptablePeace,
                            Share::kDurableAcceptableWide}) {
    EXPECT_TRUE(counts(good, share));
  }
  TrialEnding dear = good;  // NATO, for land and recognition
  dear.acceptable_terms = false;
  EXPECT_FALSE(counts(dear, Share::kDurableAcceptablePeace));
  EXPECT_TRUE(counts(dear, Share::kDurableAcceptableWide));
  TrialEnding again = good;  // fought again, and stopped again
  again.relapsed = true;
  EXPECT_TRUE(counts(again, Share::kAcceptable));
  EXPECT_FALSE(counts(again, Share::kDurableAcceptablePeace));
  EXPECT_TRUE(counts(again, Share::kDurableAcceptableWide));
  const TrialEnding bare{.detail = Detail::kArmisticeBare};
  EXPECT_TRUE(counts(bare, Share::kLastingStop));
  EXPECT_FALSE(counts(bare, Share::kDurableAcceptableWide));
  const TrialEnding victory{.detail = Detail::kInvaderDefeated, .acceptable_terms = true};
  EXPECT_FALSE(counts(victory, Share::kAcceptable)) << "a defeat is no settlement";
}

TEST(Shares, NamesAreDistinct) {
  for (int a = 0; a < kShares; ++a) {
    for (int b = 0; b < a; ++b) {
      const ShareName x = name_of(static_cast<Share>(a)), y = name_of(static_cast<Share>(b));
      EXPECT_FALSE(x.outcome == y.outcome && x.detail == y.detail) << x.outcome << ',' << x.detail;
    }
  }
}

TEST(Tally, CountsStopsAndRelapsesByMonth) {
  Group group;
  group.stop(0, Detail::kStrength, 3);
  group.stop(1, Detail::kBare, 10, 15);
  group.stop(2, Detail::kBare, 24);
  Tally t = empty_tally(kHorizon, 0, false, false);
  TrialGroup four = group.trials(4);
  four.timeline = nullptr;
  add(t, four);

  EXPECT_EQ(t.trials, 4);
  EXPECT_EQ(t.count(Share::kContinuedWarAll), 1);
  EXPECT_EQ(t.share(Share::kDeFactoAll), 0.5);
  EXPECT_EQ(t.count(Share::kFightingAtHorizon), 1);  // lane 3 was not told that it fights
  EXPECT_EQ(t.stops_by(Outcome::kNegotiatedPeace, 2), 0);
  EXPECT_EQ(t.stops_by(Outcome::kNegotiatedPeace, 3), 1);
  EXPECT_EQ(t.stops_by(Outcome::kDeFactoCeasefire, 24), 2);
  EXPECT_EQ(t.relapses_by(14), 0);
  EXPECT_EQ(t.relapses_by(15), 1);
  // Three stops: one seen for 21 months, one that relapses after 5, one at the horizon.
  EXPECT_EQ(t.peace_survival(4).share, 1);
  EXPECT_DOUBLE_EQ(t.peace_survival(5).share, 0.5);
  EXPECT_EQ(t.peace_survival(5).at_risk, 2);
  EXPECT_EQ(t.peace_survival(Outcome::kNegotiatedPeace, 21).share, 1);
}

TEST(Tally, MeanLeavesOutWhatNeverHappened) {
  Group group;
  group.stop(0, Detail::kStrength, 4);
  group.stop(1, Detail::kStrength, 10);
  Tally t = empty_tally(kHorizon, 0, true, false);
  add(t, group.trials(16));
  EXPECT_EQ(t.result(Result::end_month).defined, 2);
  EXPECT_EQ(t.mean(Result::end_month), 7);
  EXPECT_EQ(t.result_quantile(Result::end_month, 0.5), 4);
}

TEST(Tally, StanceOfMinusOneIsAValue) {
  EXPECT_TRUE(is_defined(Result::us_stance_end, -1));
  EXPECT_TRUE(is_defined(Result::belief_gap_month_12, -1));
  EXPECT_FALSE(is_defined(Result::end_month, kNever));
  EXPECT_FALSE(is_defined(Result::term_status, kNever));
  EXPECT_FALSE(is_defined(Result::patron_4_support_mean, kNever));
}

TEST(Tally, IdleLanesCountForNothing) {
  Group full, padded;
  for (Group* g : {&full, &padded}) {
    for (int i = 0; i < 5; ++i) {
      g->stop(i, Detail::kGuaranteed, 1.0f + static_cast<float>(i));
      g->at(7, Quantity::occupied_share_pct, i) = 20.0f + static_cast<float>(i);
    }
  }
  for (int i = 5; i < kGroupTrials; ++i) {
    padded.stop(i, Detail::kBare, 2);
    padded.set(Result::russian_casualties_thousand, i, NAN);
    padded.at(7, Quantity::occupied_share_pct, i) = NAN;
  }
  Tally a = empty_tally(kHorizon, 0, true, false), b = a;
  TimelineBinning binning_a(kHorizon), binning_b(kHorizon);
  binning_a.add(full.trials(5).timeline, 5);
  binning_b.add(padded.trials(5).timeline, 5);
  add(a, full.trials(5));
  add(b, padded.trials(5));
  EXPECT_EQ(a, b);
  EXPECT_EQ(binning_a.counted(), binning_b.counted());
  EXPECT_EQ(a.trials, 5);
}

TEST(Tally, TimelineHasMeansAndQuantiles) {
  Group group;
  const Quantity q = Quantity::occupied_share_pct;  // 5 to 45 in 128 bins
  for (int i = 0; i < kGroupTrials; ++i) group.at(3, q, i) = 10.0f + static_cast<float>(i);
  Tally t = empty_tally(kHorizon, 0, true, false);
  TimelineBinning binning(kHorizon);
  binning.add(group.trials(16).timeline, 16);
  add(t, group.trials(16));
  t.timeline_histogram = binning.counted();
  EXPECT_DOUBLE_EQ(t.timeline_mean(3, q), 17.5);
  EXPECT_NEAR(t.timeline_quantile(3, q, 0.5), 17.0, 40.0 / 128);
  EXPECT_EQ(t.timeline_quantile(4, q, 0.5), 5);  // 0 lies below the bins
}

/// Middles of bins, one below them all and one above.
Group middles_of_bins() {
  Group group;
  for (int q = 0; q < kQuantities; ++q) {
    const Bins bins = bins_of(static_cast<Quantity>(q));
    const double width = (bins.high - bins.low) / bins.count;
    for (int i = 0; i < kGroupTrials; ++i) {
      group.at(0, static_cast<Quantity>(q), i) =
          static_cast<float>(bins.low + width * (9.0 * i - 0.5));
    }
  }
  return group;
}

TEST(TimelineBinning, BinsAreTheDeclaredOnes) {
  TimelineBinning binning(kHorizon);
  binning.add(middles_of_bins().trials(16).timeline, 16);
  for (int q = 0; q < kQuantities; ++q) {
    const auto counts = binning.counted().at(0, static_cast<Quantity>(q));
    EXPECT_EQ(counts[0], 1u);
    for (std::size_t i = 1; i < 15; ++i) EXPECT_EQ(counts[9 * i - 1], 1u) << q;
    EXPECT_EQ(counts[127], 1u);
  }
}

TEST(TimelineBinning, NothingIsLostBetweenVisits) {
  Group group = middles_of_bins();
  TimelineBinning often(kHorizon), once(kHorizon);
  for (int i = 0; i < 20; ++i) {  // no multiple of the groups that are remembered
    often.add(group.trials(16).timeline, 16);
    once.add(group.trials(16).timeline, 16);
    often.counted();
  }
  EXPECT_EQ(often.counted(), once.counted());
  const auto counts = once.counted().at(5, Quantity::share_fighting);
  EXPECT_EQ(counts[0], 320u);
}

TEST(Tally, SumOfTalliesIsTheTallyOfAll) {
  Group first, second;
  first.stop(0, Detail::kCapitulation, 5, 9);
  second.stop(3, Detail::kInvaderCollapse, 6);
  first.set(Result::vetoing_actor, 1, 2);
  Tally one = empty_tally(kHorizon, 0, true, false), two = one, all = one;
  add(one, first.trials(16));
  add(two, second.trials(7));
  add(all, first.trials(16));
  add(all, second.trials(7));
  add(one, two);
  EXPECT_EQ(one, all);
}

TEST(Tally, NothingCountedHasNoMean) {
  const Tally t = empty_tally(kHorizon, 0, false, false);
  EXPECT_TRUE(std::isnan(t.share(Share::kNegotiatedAll)));
  EXPECT_TRUE(std::isnan(t.mean(Result::end_month)));
  EXPECT_TRUE(std::isnan(t.timeline_mean(0, Quantity::resolve_signal)));
}

}  // namespace
}  // namespace armistice
