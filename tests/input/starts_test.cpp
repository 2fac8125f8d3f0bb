// A start in an earlier month brings the state of that month.
#include <gmock/gmock.h>

#include "experiments/input/resolved_settings.hpp"
#include "experiments/input/scenario_files.hpp"
#include "experiments/input/toml_reader.hpp"
#include "tests/support/scratch_folder.hpp"

namespace armistice {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

class Starts : public ScratchFolder {
 protected:
  static Scenario at(const std::string& name, const std::string& month,
                     std::vector<Setting> more = {}) {
    more.insert(more.begin(), {"start", month});
    return read_scenario(shipped(name + ".toml"), more);
  }
  static std::string value(const Scenario& scenario, const std::string& name) {
    for (const ResolvedSetting& s : resolved_settings(scenario)) {
      if (s.name == name) return s.distribution.empty() ? s.value : s.distribution;
    }
    return "no setting " + name;
  }
};

TEST_F(Starts, EachMonthOfTheTableIsReadAndLeavesOnlyWhatNobodyObserved) {
  const toml::table states = read_toml_file(find_starts(), "states");
  ASSERT_EQ(states.size(), 25u);
  for (const auto& [month, state] : states) {
    const Scenario s = at("status_quo", std::string(month.str()));
    EXPECT_EQ(to_string(s.start), month.str());
    EXPECT_THAT(s.notes, ElementsAre(HasSubstr("the initial state has the buyers_compliance, "
                                               "staying_power, resolve_signal of 2025-03")));
  }
}

TEST_F(Starts, StateIsThatOfTheMonth) {
  const Scenario early = at("status_quo", "2023-01"), late = at("status_quo", "2024-06");
  EXPECT_EQ(value(early, "initial.occupied_share_pct"),
            "triangular(min=17.9945, mode=18.019, max=18.0435)");
  EXPECT_EQ(value(late, "initial.occupied_share_pct"),
            "triangular(min=18.0695, mode=18.094, max=18.1185)");
  EXPECT_EQ(value(early, "levers.us_backup"), "1");
  EXPECT_EQ(value(late, "levers.us_backup"), "0.8");
  EXPECT_EQ(late.cast.donors[0].code, "DE");
  EXPECT_EQ(late.cast.base_aid_eur_bn_per_year[0], 4.592);
}

TEST_F(Starts, NothingOfTheStateIsThePolicyOf2025) {
  const Scenario early = at("status_quo", "2023-06");
  for (const char* lever : {"mediation", "relations_first", "pressure_on_kyiv", "minerals_deal",
                            "european_forces", "immobilised_assets"}) {
    EXPECT_EQ(value(early, std::string("levers.") + lever), "0") << lever;
  }
  // Germany's aid from February 2022 to May 2023, not that of 2023 and 2024.
  const Cast& now = read_scenario(shipped("status_quo.toml"), {}).cast;
  EXPECT_NE(early.cast.recorded_aid_eur_bn_per_year[0], now.recorded_aid_eur_bn_per_year[0]);
  EXPECT_EQ(early.cast.recorded_aid_eur_bn_per_year[0], early.cast.base_aid_eur_bn_per_year[0]);
}

TEST_F(Starts, CalendarIsCountedFromTheStart) {
  const auto months = [&](const char* start, const char* name) {
    return value(at("status_quo", start), name);
  };
  const std::string fiscal = "parameters.united_states.appropriation_first_month";
  const std::string renewal = "parameters.sanctions.first_renewal_month";
  EXPECT_EQ(months("2023-01", fiscal.c_str()), "9");  // October
  EXPECT_EQ(months("2023-10", fiscal.c_str()), "0");
  EXPECT_EQ(months("2025-03", fiscal.c_str()), "7");
  EXPECT_EQ(months("2023-01", renewal.c_str()), "0");  // January, July
  EXPECT_EQ(months("2023-08", renewal.c_str()), "5");
  EXPECT_EQ(months("2025-03", renewal.c_str()), "4");
  const char* runs = "parameters.united_states.appropriated_at_start";
  EXPECT_EQ(months("2023-06", runs), "1");
  EXPECT_EQ(months("2023-11", runs), "0");
  EXPECT_EQ(months("2025-03", runs), "0");
}

TEST_F(Starts, WhatTheScenarioSaysHasPriority) {
  const Scenario plan = read_scenario(shipped("peace_through_strength.toml"), {});
  const Scenario early =
      at("peace_through_strength", "2024-06", {{"initial.infrastructure", "0.7"}});
  for (const char* lever : {"levers.us_backup", "levers.oil_and_gas_squeeze"}) {
    EXPECT_EQ(value(early, lever), value(plan, lever)) << lever;
  }
  EXPECT_EQ(value(early, "initial.infrastructure"), "0.7");
  EXPECT_EQ(value(early, "initial.invader_fiscal_stress"),
            value(at("status_quo", "2024-06"), "initial.invader_fiscal_stress"));
}

TEST_F(Starts, LastWordOnTheStartCounts) {
  std::filesystem::remove(folder_ / "actors.toml");  // the shipped table, not one of the user's
  write("june.toml", "extends = \"status_quo\"\nstart = \"2023-06\"\n");
  const Scenario june = read_scenario(folder_ / "june.toml", {});
  const Scenario moved = read_scenario(folder_ / "june.toml", {{"start", "2024-06"}});
  EXPECT_EQ(resolved_settings(june), resolved_settings(at("status_quo", "2023-06")));
  EXPECT_EQ(resolved_settings(moved), resolved_settings(at("status_quo", "2024-06")));
  EXPECT_EQ(moved.cast.base_aid_eur_bn_per_year[0], 4.592);
}

TEST_F(Starts, DefaultStartHasTheDefaults) {
  EXPECT_EQ(at("status_quo", "2025-03").digest,
            read_scenario(shipped("status_quo.toml"), {}).digest);
}

TEST_F(Starts, DonorsOfOnesOwnTableStayAndANoteSaysSo) {
  const Scenario korea = at("korea_1953", "2024-06");
  EXPECT_EQ(korea.cast.donors.size(),
            read_scenario(shipped("korea_1953.toml"), {}).cast.donors.size());
  EXPECT_THAT(korea.notes,
              testing::Contains(testing::EndsWith("actors_korea_1953.toml, whatever the start")));
}

}  // namespace
}  // namespace armistice
