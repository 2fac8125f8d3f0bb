// What is fitted, to what, and that a calibration finds what made its data.
#include "experiments/calibration/calibration.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include <cmath>
#include <string>
#include <vector>

#include "experiments/error.hpp"
#include "experiments/input/scenario_files.hpp"
#include "tests/support/scratch_folder.hpp"
#include "tests/support/small_calibration.hpp"

namespace armistice {
namespace {

using testing::HasSubstr;

constexpr const char* kLosses = "parameters.forces.invader_casualties_thousand";
constexpr const char* kMomentum = "parameters.front.momentum_pct";

class Calibrations : public ScratchFolder {
 protected:
  /// Small: two parameters with wide priors, one window.
  CalibrationSettings settings() const {
    CalibrationSettings s = support::small_calibration({kLosses, kMomentum});
    s.set = {{kLosses, "{ distribution = \"uniform\", min = 8, max = 90 }"},
             {kMomentum, "{ distribution = \"uniform\", min = 0.002, max = 0.15 }"}};
    return s;
  }
  static Calibration run(const CalibrationSettings& s) { return calibrate(calibration_plan(s)); }

  /// The shipped observations, each changed by `change(series, month, value)`.
  template <class Change>
  std::filesystem::path changed(const std::string& name, const Change& change) {
    const Observations seen = read_observations(find_observations());
    std::string text = "month";
    for (const auto& series : series_declarations()) text += fmt::format(",{}", series.name);
    for (std::size_t i = 0; i < seen.months.size(); ++i) {
      const CalendarMonth month = add_months(seen.first, static_cast<int>(i));
      text += "\n" + to_string(month);
      for (std::size_t s = 0; s < series_declarations().size(); ++s) {
        const auto& x = seen.months[i].value[s];
        text += x ? fmt::format(",{}", change(series_declarations()[s], month, *x)) : ",";
      }
    }
    return write(name, text + "\n");
  }
  static std::string error_of(const CalibrationSettings& s) {
    try {
      calibration_plan(s);
    } catch (const Error& error) {
      return error.what();
    }
    return "";
  }
};

TEST_F(Calibrations, StatisticsAreThoseOfTheObservedMonths) {
  const Summary summary(read_observations(find_observations()), {{{2023, 1}, 12}, {{2024, 1}, 12}},
                        {}, 1);
  const auto value = [&summary](const std::string& name) {
    for (std::size_t k = 0; k < summary.statistics().size(); ++k) {
      if (summary.statistics()[k].name == name) return summary.observed()[k];
    }
    throw std::out_of_range(name);
  };
  // From data/observed_monthly.csv by hand.
  EXPECT_NEAR(value("occupied_share_pct mean_change 2024-01"), (18.537 - 17.988) / 12, 1e-9);
  EXPECT_NEAR(value("occupied_share_pct half_difference 2024-01"),
              (18.537 - 18.113) / 6 - (18.113 - 17.988) / 6, 1e-9);
  EXPECT_GT(value("occupied_share_pct lag_one"), 0.3) << "the front has a memory";
  EXPECT_NEAR(std::exp(value("russian_casualties_thousand mean_log 2024-01")), 35.2, 1.0);
  EXPECT_NEAR(value("european_military_aid_eur_bn mean 2024-01"), 1.719, 0.002);
  EXPECT_NEAR(value("us_military_aid_eur_bn root_mean 2023-01"), std::sqrt(1.926), 0.002);
  EXPECT_NEAR(value("drone_interception_share mean_odds 2024-01"), 2.73, 0.05)
      << "of July to December alone: launches were not fully reported before";
  EXPECT_THROW(value("drone_interception_share mean_odds 2023-01"), std::out_of_range);
}

TEST_F(Calibrations, ObservationsThatCameLaterChangeNothing) {
  CalibrationSettings known = settings(), later = settings();
  known.from = later.from = {2023, 1};
  known.until = later.until = {2024, 1};
  later.observations =
      changed("later.csv", [](const SeriesDeclaration& series, CalendarMonth month, double x) {
        if (months_between({2024, 1}, month) < 0) return x;
        const bool bounded = series.kind == SeriesKind::kShare || series.kind == SeriesKind::kState;
        return bounded ? 1 - x : 2 * x + 1;
      });
  const Calibration a = run(known), b = run(later);
  EXPECT_EQ(a.likelihood.points, b.likelihood.points);
  EXPECT_EQ(a.distance.points, b.distance.points);
  EXPECT_EQ(a.plan.summary.observed(), b.plan.summary.observed());
  known.until.reset();
  later.until.reset();
  EXPECT_THAT(error_of(later), HasSubstr("the fighting had stopped in 2024-01"));
}

TEST_F(Calibrations, ThreadsChangeNothing) {
  CalibrationSettings alone = settings();
  alone.threads = 1;
  const Calibration a = run(settings()), b = run(alone);
  EXPECT_EQ(a.likelihood.points, b.likelihood.points);
  EXPECT_EQ(a.distance.points, b.distance.points);
  EXPECT_EQ(a.trials, b.trials);
}

TEST_F(Calibrations, MoreLossesAndAWilderFrontAreFittedByMoreOfBoth) {
  CalibrationSettings fewer = settings(), more = settings();
  const auto by = [this](const std::string& name, double losses, double front) {
    return changed(name, [=](const SeriesDeclaration& series, CalendarMonth month, double x) {
      if (series.name == "russian_casualties_thousand") return losses * x;
      // Up and down around what was observed.
      return series.name == "occupied_share_pct" ? x + front * (month.month % 4 < 2 ? 1 : -1) : x;
    });
  };
  fewer.observations = by("fewer.csv", 0.6, 0);
  more.observations = by("more.csv", 1.6, 0.1);
  const Calibration a = run(fewer), b = run(more);
  for (const std::size_t i : {0u, 1u}) {
    EXPECT_LT(a.parameters[i].mean_likelihood, b.parameters[i].mean_likelihood) << i;
    EXPECT_LT(a.parameters[i].mean_distance, b.parameters[i].mean_distance) << i;
  }
  EXPECT_TRUE(a.parameters[0].identified) << "the level of losses is observed";
}

TEST_F(Calibrations, WhatNoSeriesShowsStaysAPrior) {
  CalibrationSettings s = settings();
  s.parameters = {kLosses, "parameters.guarantors.force"};
  const Calibration c = run(s);
  EXPECT_TRUE(c.parameters[0].identified);
  EXPECT_FALSE(c.parameters[1].identified);
}

TEST_F(Calibrations, KnownParametersAreFoundAgain) {
  CalibrationSettings s = settings();
  s.truths = 14;
  s.draws = 64;
  s.points = 96;
  s.moves = 2;
  const SimulationCheck check = check_by_simulation(calibration_plan(s));
  ASSERT_EQ(check.truths.size(), 14u);
  for (int m = 0; m < 2; ++m) {
    double error = 0, prior = 0, rank = 0;
    for (const Truth& truth : check.truths) {
      error += std::pow(truth.mean[m][0] - truth.value[0], 2);
      prior += std::pow(check.plan.fitted[0].prior_mean - truth.value[0], 2);
      for (const int r : truth.rank[m]) rank += r;
    }
    EXPECT_LT(error, prior / 3) << "the posterior of losses is nearer to the truth than the prior";
    // Uniform ranks of 0 to 19 have mean 9.5 and standard deviation 5.8; 28 of them.
    EXPECT_NEAR(rank / 28, 9.5, 3 * 5.8 / std::sqrt(28)) << m;
  }
}

TEST_F(Calibrations, RanksThatPileUpAreNotUniform) {
  std::vector<int> uniform, piled(200, 19);
  for (int i = 0; i < 200; ++i) uniform.push_back(i % kRanks);
  EXPECT_GT(uniformity(uniform), 0.99);
  EXPECT_LT(uniformity(piled), 1e-6);
}

TEST_F(Calibrations, ThreeErrorsAreApart) {
  const std::vector<SummaryStatistic> statistics = {
      {0, StatisticMeasure::kMean, 0, 0.5, "one", ""}};
  // 1.2 away with chance 4 and 25 histories, error 1 and discrepancy .5: sqrt(4.16 + 1 + .25).
  const auto away = implausibility({10}, {4}, {1}, 25, {11.2}, statistics);
  EXPECT_NEAR(away[0], 1.2 / std::sqrt(4 * (1 + 1 / 25.0) + 1 + 0.25), 1e-12);
}

TEST_F(Calibrations, NothingThatFitsIsSaidWithWhatIsFar) {
  CalibrationSettings s = settings();
  s.discrepancy = 0;
  s.observations =
      changed("far.csv", [](const SeriesDeclaration& series, CalendarMonth month, double x) {
        if (series.kind == SeriesKind::kState || series.kind == SeriesKind::kShare) return x;
        return month.month % 2 == 0 ? x / 100 : 4.5 * x;
      });
  try {
    run(s);
    FAIL() << "a world of another kind was fitted";
  } catch (const Error& error) {
    EXPECT_THAT(error.what(), HasSubstr("no point of 48 comes within 3 standard deviations"));
    EXPECT_THAT(error.what(), HasSubstr("occupied_share_pct"));
  }
}

TEST_F(Calibrations, WhatCannotBeCalibratedIsRefusedBeforeAnythingIsRun) {
  const auto with = [this](const auto& change) {
    CalibrationSettings s = settings();
    change(s);
    return error_of(s);
  };
  EXPECT_THAT(with([](auto& s) { s.parameters = {"parameters.front.sped_pct"}; }),
              HasSubstr("did you mean \"parameters.front.speed_pct\""));
  EXPECT_THAT(with([](auto& s) { s.parameters = {"parameters.front.us_backup_effect"}; }),
              HasSubstr("it is not drawn"));
  EXPECT_THAT(with([](auto& s) { s.parameters = {"parameters.front.initial_net_advantage"}; }),
              HasSubstr("the state of 2024-01 has a distribution of its own"));
  EXPECT_THAT(with([](auto& s) { s.parameters = {kLosses, kLosses}; }), HasSubstr("named twice"));
  EXPECT_THAT(with([](auto& s) { s.without = {"occupied_share"}; }),
              HasSubstr("did you mean \"occupied_share_pct\""));
  EXPECT_THAT(with([](auto& s) { s.from = {2024, 6}; }), HasSubstr("no window of 12 months"));
  EXPECT_THAT(with([](auto& s) { s.from = {2022, 6}; }), HasSubstr("2022-06, which has no state"));
  EXPECT_THAT(with([](auto& s) {
                s.set.push_back({"start", "2024-06"});
              }),
              HasSubstr("--set start"));
}

TEST_F(Calibrations, DrawsLieInTheBoxThatTheWavesLeft) {
  const Calibration c = run(settings());
  ASSERT_EQ(c.likelihood.points.size(), 32u);
  ASSERT_EQ(c.distance.points.size(), 32u);
  for (const auto* points : {&c.likelihood.points, &c.distance.points}) {
    for (const CubePoint& point : *points) EXPECT_TRUE(c.box.holds(point));
  }
  EXPECT_LE(c.waves[0].prior_share, c.box.volume());
  EXPECT_GT(c.waves[0].kept, 0);
}

}  // namespace
}  // namespace armistice
