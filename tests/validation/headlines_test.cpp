// What endings are called, worked out again for each trial from its other results: the names of the
// full mechanisms (docs/model.md, "Outcomes"), and those of 0.1 that the core keeps.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <string>

#include "agents/interface/declarations.hpp"
#include "experiments/trials/labels.hpp"
#include "experiments/validation/laboratory.hpp"

namespace armistice {
namespace {

constexpr int kTrials = 1500;

/// A trial's results, by name.
struct Row {
  const Sample& sample;
  std::size_t i;
  float operator()(Result r) const { return sample.of(r)[i]; }
};

bool is_in_place(const Row& of) {
  return of(Result::outcome) == static_cast<float>(Outcome::kDeFactoCeasefire);
}

/// Results tell neither a collapse from terms nor an imposition; those are asked apart.
std::string detail_of(const Row& of) {
  const bool stopped = of(Result::end_month) > 0;
  if (!stopped) return of(Result::wider_war_month) > 0 ? "wider_war" : "fighting";
  if (of(Result::term_security) == 0) return "ukraine";
  const bool guaranteed = of(Result::guarantee_in_time) > 0;
  if (of(Result::armistice) > 0) return guaranteed ? "armistice_guaranteed" : "armistice_bare";
  if (is_in_place(of)) return guaranteed ? "fade_out_guaranteed" : "fade_out_bare";
  return "signed";
}

/// Level 2 of the ladder or more, in time; terms as they were signed.
bool is_acceptable(const Row& of, const std::string& detail) {
  if (detail == "ukraine" || detail == "russia" || of(Result::end_month) <= 0) return false;
  return of(Result::term_territory) == 0 && of(Result::term_status) == 0 &&
         of(Result::term_economy) < 3 && of(Result::guarantee_in_time) > 0;
}

bool lasts(const Row& of) {
  return of(Result::end_month) > 0 && of(Result::relapsed) == 0 &&
         of(Result::absorption_month) == kNever && of(Result::fighting_at_horizon) == 0;
}

class Headlines : public testing::TestWithParam<const char*> {};

TEST_P(Headlines, AreWhatTheOtherResultsSay) {
  Laboratory laboratory({.trials = kTrials});
  const Sample& sample = laboratory.run(Laboratory::scenario(GetParam()));
  const auto acceptable = sample.counts(Share::kAcceptable),
             lasting = sample.counts(Share::kLastingStop),
             both = sample.counts(Share::kDurableAcceptablePeace);
  for (std::size_t i = 0; i < kTrials; ++i) {
    const Row of{sample, i};
    const auto words = codes_of(CodeList::detail);
    const std::string detail(words[static_cast<std::size_t>(of(Result::detail))].word);
    const std::string expected = detail_of(of);
    if (expected == "signed") {
      EXPECT_THAT(detail, testing::AnyOf("settlement", "imposed", "russia")) << i;
    } else {
      EXPECT_EQ(detail, expected) << i;
    }
    const std::string outcome(
        codes_of(CodeList::outcome)[static_cast<std::size_t>(of(Result::outcome))].word);
    EXPECT_EQ(outcome == "defeat", detail == "ukraine" || detail == "russia") << i;
    EXPECT_EQ(acceptable[i], is_acceptable(of, detail)) << i;
    EXPECT_EQ(lasting[i], lasts(of)) << i;
    EXPECT_EQ(both[i], is_acceptable(of, detail) && lasts(of)) << i;
  }
}

TEST_P(Headlines, SumToOneAndEachIsTheSumOfItsDetails) {
  Laboratory laboratory({.trials = kTrials});
  const Sample& sample = laboratory.run(Laboratory::scenario(GetParam()));
  const auto sum = [&](std::initializer_list<Share> shares) {
    double all = 0;
    for (const Share share : shares) all += sample.share(share);
    return all;
  };
  constexpr double kRounding = 1e-12;
  EXPECT_NEAR(
      sum({Share::kNegotiatedAll, Share::kDeFactoAll, Share::kDefeatAll, Share::kContinuedWarAll}),
      1, kRounding);
  EXPECT_NEAR(sum({Share::kSettlement, Share::kImposed}), sample.share(Share::kNegotiatedAll),
              kRounding);
  EXPECT_NEAR(sum({Share::kArmisticeGuaranteed, Share::kArmisticeBare, Share::kFadeOutGuaranteed,
                   Share::kFadeOutBare}),
              sample.share(Share::kDeFactoAll), kRounding);
  EXPECT_NEAR(sum({Share::kArmistice, Share::kFadeOut}), sample.share(Share::kDeFactoAll),
              kRounding);
  EXPECT_NEAR(sum({Share::kGuaranteed, Share::kBare}), sample.share(Share::kDeFactoAll), kRounding);
  EXPECT_NEAR(sum({Share::kUkraineDefeated, Share::kRussiaDefeated}),
              sample.share(Share::kDefeatAll), kRounding);
  EXPECT_NEAR(sum({Share::kFighting, Share::kWiderWarFirst}), sample.share(Share::kContinuedWarAll),
              kRounding);
  EXPECT_NEAR(sum({Share::kFightingAtHorizon, Share::kStoppedAtHorizon}), 1, kRounding);
  EXPECT_LE(sample.share(Share::kDurableAcceptablePeace), sample.share(Share::kAcceptable));
  EXPECT_LE(sample.share(Share::kDurableAcceptablePeace), sample.share(Share::kLastingStop));
  EXPECT_LE(sample.share(Share::kWiderWarFirst), sample.share(Share::kWiderWar));
}

INSTANTIATE_TEST_SUITE_P(OfScenarios, Headlines,
                         testing::Values("status_quo", "peace_through_strength", "capitulation",
                                         "eu_only", "critics/escalation_binds"));

TEST(Headline, OfACollapseIsADefeatOfItsSide) {
  Laboratory laboratory({.trials = 400});
  const auto share = [&](const char* advantage, Share of) {
    return laboratory
        .run(Laboratory::scenario("status_quo",
                                  {{"parameters.front.initial_net_advantage", advantage}}))
        .share(of);
  };
  EXPECT_GT(share("1", Share::kUkraineDefeated), share("0", Share::kUkraineDefeated));
  EXPECT_GT(share("-1", Share::kRussiaDefeated), share("0", Share::kRussiaDefeated));
}

TEST(Headline, ImposedPeacesNeedABackersPressure) {
  const auto imposed = [](const char* weight) {
    Laboratory laboratory({.trials = kTrials});
    const Scenario pressed =
        Laboratory::scenario("status_quo", {{"levers.pressure_on_kyiv", "1"},
                                            {"parameters.zelensky.deal_pressure", weight},
                                            {"parameters.zelensky.war_pressure", weight}});
    return laboratory.run(pressed).share(Share::kImposed);
  };
  EXPECT_EQ(imposed("0"), 0);
  EXPECT_GT(imposed("0.1"), 0);
}

TEST(LabelsOfCore, AreThoseOfThe01Program) {
  Laboratory laboratory({.trials = kTrials});
  std::set<Detail> seen;
  for (const char* name : {"status_quo", "peace_through_strength", "capitulation"}) {
    const Sample& sample = laboratory.run(Laboratory::scenario(name, {{"mechanisms", "core"}}));
    for (std::size_t i = 0; i < kTrials; ++i) {
      const Row of{sample, i};
      const auto detail = static_cast<Detail>(of(Result::detail));
      seen.insert(detail);
      const float s = of(Result::term_security), t = of(Result::term_territory),
                  r = of(Result::term_status);
      if (of(Result::end_month) < 0) {
        EXPECT_EQ(detail, Detail::kFighting) << i;
      } else if (is_in_place(of)) {
        EXPECT_TRUE(detail == Detail::kGuaranteed || detail == Detail::kBare) << i;
      } else if (detail != Detail::kDefenderCollapse && detail != Detail::kInvaderCollapse) {
        const bool strength = s >= 3 || (s == 2 && t == 0 && r == 0);
        const bool lost = s == 0 || (s == 1 && (r == 2 || (t >= 1 && r >= 1)));
        EXPECT_EQ(detail, strength ? Detail::kStrength
                          : lost   ? Detail::kCapitulation
                                   : Detail::kIntermediate)
            << i;
      }
      EXPECT_LT(of(Result::outcome), static_cast<float>(Outcome::kDefeat)) << i;
    }
  }
  EXPECT_GE(seen.size(), 6u);
  const std::vector<std::string> words{
      "fighting",         "strength",        "capitulation", "intermediate",
      "collapse_ukraine", "collapse_russia", "guaranteed",   "bare"};
  for (std::size_t d = 0; d < words.size(); ++d) {
    EXPECT_EQ(codes_of(CodeList::detail)[d].word, words[d]);
  }
}

TEST(LabelsOfCore, HaveTheirRowsAndNoOthers) {
  const LabelsUsed core{.core = true, .full = false}, full{.core = false, .full = true};
  EXPECT_EQ(headlines_of(core).size(), 3u);
  EXPECT_EQ(headlines_of(full).size(), 4u);
  EXPECT_FALSE(is_reported(Share::kDefeatAll, core));
  EXPECT_TRUE(is_reported(Share::kStrength, core));
  EXPECT_FALSE(is_reported(Share::kStrength, full));
  EXPECT_TRUE(is_reported(Share::kDurableAcceptableWide, full));
}

}  // namespace
}  // namespace armistice
