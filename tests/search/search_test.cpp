#include "experiments/search/search.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>
#include <string>

#include "experiments/comparison/paired_ensemble.hpp"
#include "experiments/findings/search.hpp"
#include "experiments/report/printed.hpp"
#include "experiments/report/text_table.hpp"
#include "tests/search/dominates.hpp"
#include "tests/support/report.hpp"

namespace armistice {
namespace {

Scenario shipped(const std::string& name) {
  return read_scenario(ARMISTICE_SOURCE_DIR "/scenarios/" + name + ".toml", {});
}

PackageSpace small_space() {
  return package_space(shipped("peace_through_strength"), shipped("status_quo"), PackageBy::kGroup,
                       {}, {"military", "post_war", "opposite_course", "american_role"});
}

RunSettings small() {
  return {.trials = 700, .threads = 2, .horizon_months = 24, .nested_sets = 10};
}

const Search& searched() {
  static const Search search = run_search(small_space(), {{}, {}, 4}, small());
  return search;
}

TEST(Search, AFinalistsFiguresAreThoseOfTheScenariosOwnRun) {
  const Search& s = searched();
  ASSERT_TRUE(s.complete);
  EXPECT_EQ(s.packages.size(), 8u);
  for (std::size_t i = 0; i < s.finals.options.size(); ++i) {
    const Tally own =
        run_ensemble(scenario_of(s.space, s.packages[s.finals.options[i]]), small()).tally;
    EXPECT_EQ(s.finals.mean(i, Measure::kObjective), own.share(Share::kDurableAcceptablePeace));
    EXPECT_NEAR(s.finals.mean(i, Measure::kCostEurope), own.mean(Result::cost_europe_eur_bn), 1e-3);
    EXPECT_NEAR(s.finals.mean(i, Measure::kCostTotal), own.mean(Result::cost_total_eur_bn), 1e-3);
    EXPECT_NEAR(s.finals.mean(i, Measure::kCostUnitedStates),
                own.mean(Result::cost_united_states_eur_bn), 1e-6);
    EXPECT_NEAR(s.finals.mean(i, Measure::kUkrainianCasualties),
                own.mean(Result::ukrainian_casualties_thousand), 1e-6);
    EXPECT_NEAR(s.finals.mean(i, Measure::kCostTotal),
                s.finals.mean(i, Measure::kCostEu) + s.finals.mean(i, Measure::kCostOtherEurope) +
                    s.finals.mean(i, Measure::kCostOtherDonors) +
                    s.finals.mean(i, Measure::kCostUnitedStates),
                1e-3);
    EXPECT_GT(
        s.finals.mean(i, Measure::kCostTotal),
        own.mean(Result::european_military_aid_eur_bn) + own.mean(Result::us_military_aid_eur_bn))
        << "budgets are about all that is paid, and not military aid alone";
  }
}

TEST(Search, NoFinalistDominatesAMemberOfAFront) {
  const Search& s = searched();
  for (const Measure criterion : kCriteria) {
    const std::vector<FrontMember> members = front(s, criterion);
    EXPECT_FALSE(members.empty());
    for (const FrontMember& member : members) {
      const Tradeoff m{s.finals.mean(member.option, Measure::kObjective),
                       s.finals.mean(member.option, criterion)};
      for (std::size_t i = 0; i < s.finals.options.size(); ++i) {
        const Tradeoff other{s.finals.mean(i, Measure::kObjective), s.finals.mean(i, criterion)};
        EXPECT_FALSE(dominates(other, m));
      }
    }
  }
}

TEST(SearchText, FitsATerminalAndKeepsTheTwoUncertaintiesApart) {
  const std::string all = printed(report_of(searched()));
  std::istringstream text(all);
  for (std::string line; std::getline(text, line);) EXPECT_LE(width_of(line), 100u) << line;
  EXPECT_THAT(all, testing::AllOf(testing::HasSubstr("sampling error"),
                                  testing::HasSubstr("what we do not know")));
}

TEST(Search, ThreadsAndLanesChangeNoByte) {
  RunSettings other = small();
  other.threads = 5;
  other.kernel = &kernel_scalar();
  const Search again = run_search(small_space(), {{}, {}, 4}, other);
  const Report one = report_of(searched()), other_one = report_of(again);
  EXPECT_EQ(support::tables_of(one), support::tables_of(other_one));
  EXPECT_EQ(printed(one), printed(other_one));
}

TEST(Search, LessOfSomethingBadIsBetterIfThatIsAsked) {
  const Objective fewest{Share::kFightingAtHorizon, -1};
  const Search s = run_search(small_space(), {fewest, {}, 4}, small());
  const int best = best_option(s);
  ASSERT_GE(best, 0);
  const double share =
      fewest.quantity(s.finals.mean(static_cast<std::size_t>(best), Measure::kObjective));
  for (std::size_t i = 0; i < s.finals.options.size(); ++i) {
    EXPECT_LE(share, fewest.quantity(s.finals.mean(i, Measure::kObjective)));
  }
  const Interval sampling =
      sampling_interval(s, static_cast<std::size_t>(best), Measure::kObjective);
  EXPECT_LE(sampling.low, share);
  EXPECT_GE(sampling.high, share);
  EXPECT_GE(share, 0);
}

TEST(Search, ABudgetThatNothingKeepsLeavesNoPackage) {
  Budget budget;
  budget.total = 1;
  const Search s = run_search(small_space(), {{}, budget, 4}, small());
  EXPECT_TRUE(s.complete);
  EXPECT_EQ(best_option(s), -1);
  EXPECT_TRUE(front(s, Measure::kCostTotal).empty());
  EXPECT_THAT(printed(report_of(s)),
              testing::HasSubstr("No package that was looked at keeps the budget"));
}

TEST(Search, StopsWhenAskedTo) {
  const std::atomic<bool> stop = true;
  RunHooks hooks;
  hooks.stop = &stop;
  EXPECT_FALSE(run_search(small_space(), {{}, {}, 4}, small(), hooks).complete);
}

}  // namespace
}  // namespace armistice
