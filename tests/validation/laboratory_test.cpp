#include "experiments/validation/laboratory.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

#include "experiments/engine/ensemble.hpp"
#include "experiments/validation/claim.hpp"

namespace armistice {
namespace {

TEST(Laboratory, CountsEveryShareAsARunDoes) {
  constexpr int kTrials = 200, kMonths = 36;
  const std::vector<Setting> settings = {{"switches.nuclear_tail", "true"},
                                         {"parameters.putin.nuclear_rate", "0.05"},
                                         {"parameters.presence.attack_rate", "0.5"},
                                         {"parameters.presence.clash_rate", "0.5"}};
  const Scenario scenario = Laboratory::scenario("peace_through_strength", settings);
  Laboratory laboratory({.trials = kTrials, .seed = 1, .threads = 2});
  const Sample& sample = laboratory.run(scenario, {}, kMonths);
  const Tally tally =
      run_ensemble(scenario, {.trials = kTrials, .horizon_months = kMonths, .nested_sets = 0})
          .tally;
  for (int s = 0; s < kShares; ++s) {
    const auto share = static_cast<Share>(s);
    EXPECT_EQ(sample.share(share), tally.share(share)) << s;
  }
  EXPECT_GT(sample.share(Share::kNuclearUse), 0);
}

TEST(ClaimMeasure, MonthsCountFromOneAsInTimelines) {
  EXPECT_EQ(measure_named("occupied_share_pct@1").monthly.month, 0);
  EXPECT_EQ(measure_named("occupied_share_pct@120").monthly.month, 119);
  for (const char* wrong :
       {"occupied_share_pct@0", "occupied_share_pct@121", "occupied_share_pct@",
        "occupied_share_pct@12x", "occupied_share_pct", "occupied_share_pct@-1", "nothing@12"}) {
    EXPECT_THROW(measure_named(wrong), std::invalid_argument) << wrong;
  }
}

}  // namespace
}  // namespace armistice
