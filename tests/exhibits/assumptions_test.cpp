// Which numbers an answer hangs on, as a page shows them.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <vector>

#include "experiments/influence/influence.hpp"
#include "tests/exhibits/exhibits.hpp"

namespace armistice {
namespace {

using support::Exhibits;
using testing::HasSubstr;
using testing::IsEmpty;

TEST_F(Exhibits, AssumptionsAreThoseOfTheScenarioTheLargestFirstWithWhatTheyRestOn) {
  const ResultFolder result =
      result_of_command("run peace_through_strength --trials 16 --horizon 12");
  const std::vector<Exhibit> exhibits = assumptions(result);
  ASSERT_EQ(exhibits.size(), 1u);
  const ShownTable& table = exhibits[0].table;
  ASSERT_EQ(table.rows.size(), 20u);
  double before = 1;
  for (const auto& row : table.rows) {
    const double mu_star = std::stod(row.at(3).value);
    EXPECT_LE(mu_star, before);
    before = mu_star;
    EXPECT_EQ(row.at(5).value, "peace_through_strength");
    EXPECT_THAT(row.at(0).value, HasSubstr("(" + row.at(1).value + ")"));
  }
  EXPECT_THAT(exhibits[0].title, HasSubstr("rest on judgement; in peace_through_strength, "));
  // The first row is the largest effect of the screening in this scenario.
  const Effect* largest = nullptr;
  for (const Influence& influence : influences()) {
    for (const Effect& effect : influence.effects) {
      if (effect.scenario != "peace_through_strength" || !effect.beyond_noise) continue;
      if (largest == nullptr || effect.mu_star > largest->mu_star) largest = &effect;
    }
  }
  ASSERT_NE(largest, nullptr);
  EXPECT_EQ(table.rows[0].at(3).value, fmt::format("{}", largest->mu_star));
  EXPECT_EQ(table.rows[0].at(4).value, largest->share);
  const ResultFolder core = result_of_command(
      "run peace_through_strength --set mechanisms=core --trials 16 --horizon 12 --force");
  EXPECT_THAT(assumptions(core), IsEmpty()) << "the core has other numbers";
}

}  // namespace
}  // namespace armistice
