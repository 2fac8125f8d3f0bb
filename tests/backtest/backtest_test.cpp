// Origins, what they may know, and what is scored.
#include "experiments/backtest/backtest.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include <cmath>

#include "experiments/backtest/baselines.hpp"
#include "experiments/base_rates/base_rates.hpp"
#include "experiments/findings/backtest.hpp"
#include "experiments/input/scenario_files.hpp"
#include "experiments/report/printed.hpp"
#include "experiments/report/report_data.hpp"
#include "tests/support/scratch_folder.hpp"

namespace armistice {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

constexpr const char* kHeader = "month,occupied_share_pct,stopped,a_column_of_another_program\n";

class Backtests : public ScratchFolder {
 protected:
  BacktestSettings settings(int trials = 200) const {
    BacktestSettings s;
    s.scenario = shipped("status_quo.toml");
    s.from = {2024, 1};
    s.trials = trials;
    return s;
  }
  /// What is said of observations with this text.
  std::string error_of(const std::string& text) {
    BacktestSettings s = settings();
    s.observations = write("observed.csv", text);
    try {
      run_backtest(s);
    } catch (const Error& error) {
      return error.what();
    }
    return "";
  }
  static const ScoreRow& row(const Backtest& b, std::string_view series, std::string_view method,
                             int ahead) {
    for (const ScoreRow& r : b.rows) {
      if (r.series == series && r.method == method && r.ahead == ahead && r.shared) return r;
    }
    throw std::out_of_range("no such row");
  }
};

TEST_F(Backtests, EachDistanceHasTheOriginsWhoseMonthWasObserved) {
  const Backtest b = run_backtest(settings());
  EXPECT_EQ(b.origins.size(), 12u);  // 2024-01 to 2024-12
  for (const auto& [ahead, origins] : {std::pair{1, 12}, {3, 10}, {6, 7}, {12, 1}}) {
    EXPECT_EQ(row(b, "occupied_share_pct", "model", ahead).origins, origins);
    EXPECT_EQ(row(b, "stopped", "model", ahead).origins, origins);
  }
}

TEST_F(Backtests, ObservationsThatCameLaterChangeNoForecast) {
  const Backtest before = run_backtest(settings());
  // Everything from June 2024 on is another: whoever looked would forecast differently before.
  const Observations seen = read_observations(find_observations());
  std::string text = "month";
  for (const auto& series : series_declarations()) text += fmt::format(",{}", series.name);
  text += "\n";
  for (std::size_t i = 0; i < seen.months.size(); ++i) {
    const CalendarMonth month = add_months(seen.first, static_cast<int>(i));
    const bool later = months_between({2024, 6}, month) >= 0;
    text += to_string(month);
    for (std::size_t s = 0; s < series_declarations().size(); ++s) {
      const auto& x = seen.months[i].value[s];
      const SeriesKind kind = series_declarations()[s].kind;
      // No origin would follow a stop.
      const bool same = !later || kind == SeriesKind::kState;
      const bool share = kind == SeriesKind::kShare;
      text += x ? fmt::format(",{}", same ? *x : share ? 1 - *x : 2 * *x + 1) : ",";
    }
    text += "\n";
  }
  BacktestSettings perturbed = settings();
  perturbed.observations = write("perturbed.csv", text);
  const Backtest after = run_backtest(perturbed);
  ASSERT_EQ(before.forecasts.size(), after.forecasts.size());
  int later_differ = 0;
  for (std::size_t i = 0; i < before.forecasts.size(); ++i) {
    const SeriesForecast &a = before.forecasts[i], &b = after.forecasts[i];
    const bool same = a.score.p05 == b.score.p05 && a.score.median == b.score.median &&
                      a.score.p95 == b.score.p95;
    if (months_between(a.origin, {2024, 6}) >= 0) {
      EXPECT_TRUE(same) << to_string(a.origin) << ' ' << a.method;
    }
    later_differ += !same;
  }
  EXPECT_GT(later_differ, 0) << "baselines of later origins know June";
}

TEST_F(Backtests, InterceptionIsScoredOnceItsIndexCanBeTiedToWhatWasReported) {
  const Backtest b = run_backtest(settings());
  int scored = 0;
  for (const SeriesForecast& f : b.forecasts) {
    const SeriesDeclaration& series = series_declarations()[static_cast<std::size_t>(f.series)];
    if (series.kind != SeriesKind::kShare) continue;
    ++scored;
    EXPECT_GT(months_between({2024, 7}, f.origin), 0)
        << "nothing was known of it at the origin " << to_string(f.origin);
    EXPECT_GE(f.score.p05, 0);
    EXPECT_LE(f.score.p95, 1);
  }
  EXPECT_GT(scored, 0);
  EXPECT_EQ(row(b, "drone_interception_share", "model", 1).origins, 5);  // 2024-08 to 2024-12
}

TEST_F(Backtests, ThreadsChangeNoForecast) {
  BacktestSettings one = settings(), two = settings();
  one.threads = 1;
  two.threads = 2;
  const Backtest a = run_backtest(one), b = run_backtest(two);
  ASSERT_EQ(a.forecasts.size(), b.forecasts.size());
  for (std::size_t i = 0; i < a.forecasts.size(); ++i) {
    EXPECT_EQ(a.forecasts[i].score.crps, b.forecasts[i].score.crps);
  }
}

TEST_F(Backtests, AModelThatIsToldTheAnswerWins) {
  // The front stands still in this world, and in these observations.
  std::string text = kHeader;
  for (CalendarMonth m{2023, 1}; months_between(m, {2024, 12}) >= 0; m = add_months(m, 1)) {
    text += to_string(m) + (m.month % 2 == 0 ? ",20.01,0,\n" : ",19.99,0,\n");
  }
  BacktestSettings still = settings();
  still.observations = write("still.csv", text);
  still.set = {{"parameters.front.speed_pct", "0.001"},
               {"parameters.front.noise_pct", "0"},
               {"switches.front_momentum", "false"},
               {"initial.occupied_share_pct", "20"}};
  const Backtest b = run_backtest(still);
  EXPECT_LE(row(b, "occupied_share_pct", "model", 6).crps, 0.0101);
  EXPECT_LT(row(b, "occupied_share_pct", "model", 6).crps,
            row(b, "occupied_share_pct", "drift_6", 6).crps);
}

TEST_F(Backtests, SureOfWhatDidNotComeIsWorseThanUnsure) {
  std::string text = kHeader;
  for (CalendarMonth m{2024, 1}; months_between(m, {2024, 12}) >= 0; m = add_months(m, 1)) {
    text += to_string(m) + ",,1,\n";
  }
  BacktestSettings stopped = settings();
  stopped.observations = write("stopped.csv", text);
  const Backtest b = run_backtest(stopped);
  EXPECT_GT(row(b, "stopped", "model", 1).log_score, -std::log(0.5));
  EXPECT_EQ(b.forecasts.size(), 0u) << "a series that nobody observed is not scored";
}

TEST_F(Backtests, WhatIsNoTableOfObservationsIsRefusedWithItsPlace) {
  EXPECT_THAT(error_of("occupied_share_pct\n18\n"), HasSubstr(":1: no column month"));
  EXPECT_THAT(error_of("month\n2024-01\n"), HasSubstr(":1: nothing to score"));
  EXPECT_THAT(error_of("month,occupied_share_prct\n2024-01,18\n"),
              HasSubstr(":1: column \"occupied_share_prct\" is no series; did you mean "
                        "\"occupied_share_pct\"?"));
  EXPECT_NO_THROW(read_observations(
      write("mine.csv", "month,stopped,ukrainian_casualties_thousand,stop\n2024-01,0,12,x\n")))
      << "columns of the reader's own";
  EXPECT_THAT(error_of("month,stopped,stopped\n2024-01,0,0\n"),
              HasSubstr(":1: column \"stopped\" is there twice"));
  EXPECT_THAT(error_of("month,stopped\n2024-01\n"), HasSubstr(":2: 1 cells; expected 2"));
  EXPECT_THAT(error_of("month,stopped\n2024-01,0.5\n"),
              HasSubstr(":2: stopped: \"0.5\"; expected 0 or 1"));
  EXPECT_THAT(error_of("month,stopped\n2024-01,1\n2024-02,0\n"),
              HasSubstr(":3: stopped: 0 after a 1"));
  EXPECT_THAT(error_of("month,occupied_share_pct\n2024-01,180.56\n"),
              HasSubstr("expected a number from 0 to 100 (% of territory)"));
  EXPECT_THAT(error_of("month,russian_casualties_thousand\n2024-01,36000\n"),
              HasSubstr("expected a number from 0 to 960 (thousand/month)"));
  EXPECT_THAT(error_of("month,stopped\n2024-13,0\n"), HasSubstr(":2: month: \"2024-13\""));
  EXPECT_THAT(error_of("month,stopped\n2024-01,0\n2024-03,0\n"),
              HasSubstr(":3: month 2024-03; expected 2024-02"));
  EXPECT_THAT(error_of("month,occupied_share_pct\n2024-01,eighteen\n"),
              HasSubstr(":2: occupied_share_pct: \"eighteen\"; expected a number"));
  EXPECT_THAT(error_of("month,drone_interception_share\n2024-01,94\n"),
              HasSubstr(":2: drone_interception_share: \"94\"; expected a number from 0 to 1"));
  EXPECT_THAT(error_of("month,stopped\n"), HasSubstr("no month"));
  EXPECT_THAT(error_of("month,stopped\n1999-01,0\n"),
              StartsWith("armistice backtest: no origin from 2024-01 on"));
}

TEST_F(Backtests, NotesOfTheScenarioAreKept) {
  EXPECT_THAT(run_backtest(settings()).notes,
              testing::Contains(HasSubstr("the initial state has")));
}

TEST_F(Backtests, DisjointWindowsAreCountedFromTheFirstOrigin) {
  BacktestSettings s = settings();
  s.from = {2023, 1};
  const Backtest b = run_backtest(s);
  EXPECT_EQ(row(b, "russian_casualties_thousand", "model", 12).origins, 13);
  EXPECT_EQ(row(b, "russian_casualties_thousand", "model", 12).disjoint_windows, 2);
  EXPECT_EQ(row(b, "russian_casualties_thousand", "model", 3).disjoint_windows, 8);
  EXPECT_FALSE(std::isfinite(row(b, "russian_casualties_thousand", "model", 12).range_90.low));
  EXPECT_TRUE(std::isfinite(row(b, "russian_casualties_thousand", "model", 3).range_90.low));
  const ScoreRow& walk = row(b, "russian_casualties_thousand", "random_walk", 1);
  EXPECT_DOUBLE_EQ(walk.difference,
                   row(b, "russian_casualties_thousand", "model", 1).crps - walk.crps);
  EXPECT_LT(walk.range_difference.low, walk.difference);
  EXPECT_GT(walk.range_difference.high, walk.difference);
}

TEST_F(Backtests, NoForecastStartsOnceTheFightingHasStopped) {
  std::string text = kHeader;
  for (CalendarMonth m{2024, 1}; months_between(m, {2024, 12}) >= 0; m = add_months(m, 1)) {
    text += to_string(m) + (m.month >= 6 ? ",,1,\n" : ",,0,\n");
  }
  BacktestSettings stops = settings();
  stops.observations = write("stops.csv", text);
  const Backtest b = run_backtest(stops);
  EXPECT_EQ(to_string(b.origins.back()), "2024-06") << "the month in which it stopped";
  EXPECT_EQ(b.origins.size(), 6u);
  EXPECT_FALSE(row(b, "stopped", "model", 1).undecidable);
}

TEST_F(Backtests, AMonthOfNothingLeavesOutWhatTakesLogarithmsAlone) {
  std::string text = "month,russian_casualties_thousand\n";
  for (CalendarMonth m{2022, 3}; months_between(m, {2024, 12}) >= 0; m = add_months(m, 1)) {
    const bool none = m.year == 2022 && m.month == 9;
    text += to_string(m) + (none ? ",0\n" : fmt::format(",{}\n", 20 + m.month));
  }
  BacktestSettings s = settings();
  s.observations = write("nothing.csv", text);
  const Backtest b = run_backtest(s);
  EXPECT_EQ(row(b, "russian_casualties_thousand", "last_12", 1).origins, 12);
  EXPECT_THROW(row(b, "russian_casualties_thousand", "random_walk", 1), std::out_of_range);
  EXPECT_THAT(b.left_out, testing::Contains(
                              HasSubstr("random_walk is left out of russian_casualties_thousand")));
}

TEST_F(Backtests, PastWarsOfTheSameAgeAreABaseline) {
  const Backtest b = run_backtest(settings());
  for (const StopForecast& f : b.stops) {
    if (f.method != kWarsAsOld || f.ahead != 12 || to_string(f.origin) != "2024-01") continue;
    const BaseRate rate = wars_ended(23 - kMonthsBeforeWar, 12);
    EXPECT_DOUBLE_EQ(f.probability, (rate.share * static_cast<double>(rate.cases) + 0.5) /
                                        (static_cast<double>(rate.cases) + 1));
    return;
  }
  FAIL() << "no such forecast";
}

TEST_F(Backtests, AScaledErrorWidensWhatIsForecast) {
  BacktestSettings none = settings(), twice = settings();
  none.observation_error = 0;
  twice.observation_error = 2;
  const auto width = [](const Backtest& b) {
    double sum = 0;
    for (const SeriesForecast& f : b.forecasts) {
      const auto& name = series_declarations()[static_cast<std::size_t>(f.series)].name;
      if (f.method == kModel && name == "russian_casualties_thousand") {
        sum += f.score.p95 - f.score.p05;
      }
    }
    return sum;
  };
  EXPECT_LT(width(run_backtest(none)), width(run_backtest(settings())));
  EXPECT_LT(width(run_backtest(settings())), width(run_backtest(twice)));
}

TEST_F(Backtests, DataHaveScoresAndForecastsAndWhatTheyRestOn) {
  BacktestSettings s = settings();
  s.observations = write("mine.csv", std::string(kHeader) + "2024-01,18,0,\n2024-02,18.1,0,\n");
  const Report report = report_of(run_backtest(s));
  const auto data = data_of(report);
  ASSERT_TRUE(data.contains("scores"));
  EXPECT_FALSE(data["scores"].empty());
  ASSERT_TRUE(data.contains("forecasts"));
  EXPECT_EQ(data["forecasts"][0]["series"], "occupied_share_pct");
  EXPECT_FALSE(data["starts_digest"].get<std::string>().empty());
  s.observations = write("mine.csv", std::string(kHeader) + "2024-01,18,0,\n2024-02,18.2,0,\n");
  const Report other = report_of(run_backtest(s));
  EXPECT_NE(other.run["observations_digest"], report.run["observations_digest"]);
  EXPECT_EQ(other.run["starts_digest"], report.run["starts_digest"]);
}

TEST_F(Backtests, AStopThatNeverCameIsNoContest) {
  BacktestSettings s = settings();
  const std::string text = printed(report_of(run_backtest(s)));
  EXPECT_THAT(text, HasSubstr("stopped is no contest"));
  EXPECT_THAT(text, HasSubstr("Undecided:"));
  EXPECT_THAT(text, HasSubstr("Note: "));
}

TEST_F(Backtests, StartOfTheScenarioIsTheOrigins) {
  BacktestSettings s = settings();
  s.set = {{"start", "2024-06"}};
  EXPECT_THROW(run_backtest(s), Error);
}

}  // namespace
}  // namespace armistice
