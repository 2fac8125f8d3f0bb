#include "experiments/engine/asked_dates.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "experiments/error.hpp"
#include "tests/support/plain_scenario.hpp"

namespace armistice {
namespace {

using testing::HasSubstr;

TEST(AskedDates, AreCalendarMonths) {
  EXPECT_EQ(calendar_month("2026-12"), (CalendarMonth{2026, 12}));
  for (const char* wrong : {"", "2026", "2026-13", "2026-00", "26-12", "2026/12", "2026-1",
                            "2026-12-31", "+026-12", "2026--1", "december"}) {
    EXPECT_FALSE(calendar_month(wrong).has_value()) << wrong;
  }
}

TEST(AskedDates, TheFirstMonthOfARunIsOne) {
  Scenario scenario = plain_scenario();
  scenario.start = {2025, 3};
  EXPECT_EQ(month_of({2025, 3}, scenario), 1);
  EXPECT_EQ(month_of({2026, 12}, scenario), 22);
}

TEST(AskedDates, OutsideTheRunAreRefusedWithItsRange) {
  Scenario scenario = plain_scenario();
  scenario.start = {2025, 3};
  const auto message = [&](CalendarMonth date) -> std::string {
    try {
      check_dates(scenario, {.horizon_months = 12, .by = {date}});
    } catch (const Error& error) {
      EXPECT_EQ(error.fault(), Fault::kInput);
      return error.what();
    }
    return "";
  };
  EXPECT_EQ(message({2025, 3}), "");
  EXPECT_EQ(message({2026, 2}), "");
  EXPECT_THAT(message({2025, 2}), HasSubstr("from 2025-03 to 2026-02"));
  EXPECT_THAT(message({2026, 3}), HasSubstr("from 2025-03 to 2026-02, or a longer --horizon"));
  EXPECT_THROW(run_ensemble(scenario, {.trials = 1, .horizon_months = 12, .by = {{2030, 1}}}),
               Error);
}

}  // namespace
}  // namespace armistice
