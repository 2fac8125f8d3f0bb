#include <fmt/format.h>

#include <algorithm>
#include <boost/math/distributions/chi_squared.hpp>
#include <boost/random/normal_distribution.hpp>
#include <boost/random/uniform_01.hpp>
#include <cmath>
#include <cstdint>

#include "experiments/calibration/calibration.hpp"
#include "experiments/error.hpp"

namespace armistice {
namespace {

constexpr std::uint32_t kFirstHistory = 1u << 30;  // numbers beyond all others
constexpr int kTries = 64;                         // until a truth's fighting goes on

/// A truth and what would have been observed of it.
struct Synthetic {
  CubePoint truth;
  std::vector<double> observed;
};

Synthetic synthetic(Simulator& simulator, const CalibrationPlan& plan, int number) {
  const std::size_t d = plan.fitted.size();
  std::vector<CubePoint> tries;
  for (int t = 0; t < kTries; ++t) {
    auto engine = draws_of(plan.settings.seed, "truths", static_cast<std::uint32_t>(number),
                           static_cast<std::uint64_t>(t));
    CubePoint& point = tries.emplace_back();
    for (std::size_t i = 0; i < d; ++i) {
      point.push_back(boost::random::uniform_01<double>()(engine));
    }
  }
  const auto first = kFirstHistory + static_cast<std::uint32_t>(number * kTries);
  const auto rows = simulator.histories("truth", tries, first, [](const HistoryStatistics& h) {
    return h.stopped ? PointRow{} : h.measured;
  });
  for (std::size_t t = 0; t < rows.size(); ++t) {
    if (rows[t].empty()) continue;
    Synthetic all{tries[t], rows[t]};
    auto engine = draws_of(plan.settings.seed, "missed", static_cast<std::uint32_t>(number), t);
    for (std::size_t k = 0; k < all.observed.size(); ++k) {
      all.observed[k] += plan.summary.statistics()[k].discrepancy *
                         boost::random::normal_distribution<double>()(engine);
    }
    return all;
  }
  throw Error(Fault::kInput,
              fmt::format("armistice calibrate: of {} truths none fights on through the windows; "
                          "expected a shorter --window",
                          kTries));
}

/// The rank of the truth among draws that are evenly far apart.
int rank_of(double truth, const std::vector<CubePoint>& draws, std::size_t parameter) {
  int below = 0;
  for (int k = 0; k < kRanks - 1; ++k) {
    const std::size_t place = (2 * static_cast<std::size_t>(k) + 1) * draws.size() /
                              (2 * static_cast<std::size_t>(kRanks - 1));
    below += draws[place][parameter] < truth;
  }
  return below;
}

/// What one method says: mean, standard deviation and rank of each parameter, in a row.
void add_method(const PosteriorDraws& draws, const Synthetic& data, const CalibrationPlan& plan,
                PointRow& row) {
  const auto n = static_cast<double>(draws.points.size());
  for (std::size_t i = 0; i < plan.fitted.size(); ++i) {
    double sum = 0, squares = 0;
    for (const CubePoint& point : draws.points) {
      const double x = plan.fitted[i].quantile(point[i]);
      sum += x;
      squares += x * x;
    }
    row.push_back(sum / n);
    row.push_back(std::sqrt(std::max(squares / n - sum / n * (sum / n), 0.0)));
    row.push_back(rank_of(data.truth[i], draws.points, i));
  }
}

/// Points of the prior, which serve the first wave of each truth.
struct PriorPoints {
  std::vector<WavePoint> points;
  std::vector<double> scales;
};

PriorPoints prior_points_of(Simulator& simulator, const CalibrationPlan& plan) {
  PriorPoints prior{
      wave_points(simulator, CubeBox::whole(plan.fitted.size()), plan.settings.points, 0), {}};
  for (std::size_t k = 0; k < plan.summary.statistics().size(); ++k) {
    double variance = 0, n = 0;
    for (const WavePoint& p : prior.points) {
      if (p.histories < 2) continue;
      variance += p.within[k] + p.error[k];
      ++n;
    }
    prior.scales.push_back(std::hypot(std::sqrt(variance / std::max(n, 1.0)),
                                      plan.summary.statistics()[k].discrepancy));
  }
  return prior;
}

/// All that a truth gives, in a row: values, then each method's moments and ranks. Draws come from
/// the whole prior where none of its points comes near.
PointRow row_of(Simulator& simulator, const CalibrationPlan& plan, const PriorPoints& prior,
                int number) {
  const Synthetic data = synthetic(simulator, plan, number);
  const CubeBox whole = CubeBox::whole(plan.fitted.size());
  const std::vector<SummaryStatistic>& statistics = plan.summary.statistics();
  const bool near = std::any_of(prior.points.begin(), prior.points.end(), [&](const WavePoint& p) {
    return is_kept(p, data.observed, statistics);
  });
  const CubeBox box = near ? wave_of(prior.points, whole, data.observed, statistics).box : whole;
  const DrawSettings draws{.draws = plan.settings.draws,
                           .moves = plan.settings.moves,
                           .generations = 5,
                           .round = static_cast<std::uint32_t>(number) + 1};
  PointRow row;
  for (std::size_t i = 0; i < plan.fitted.size(); ++i) {
    row.push_back(plan.fitted[i].quantile(data.truth[i]));
  }
  add_method(draw_by_likelihood(simulator, box, data.observed, statistics, draws), data, plan, row);
  add_method(draw_by_distance(simulator, box, data.observed, prior.scales, statistics, draws), data,
             plan, row);
  return row;
}

Truth truth_of(const PointRow& row, std::size_t parameters) {
  Truth truth;
  auto next = row.begin();
  for (std::size_t i = 0; i < parameters; ++i) truth.value.push_back(*next++);
  for (int m = 0; m < 2; ++m) {
    for (std::size_t i = 0; i < parameters; ++i) {
      truth.mean[m].push_back(*next++);
      truth.sd[m].push_back(*next++);
      truth.rank[m].push_back(static_cast<int>(*next++));
    }
  }
  return truth;
}

}  // namespace

SimulationCheck check_by_simulation(CalibrationPlan plan) {
  SimulationCheck all{std::move(plan), {}, 0};
  const CalibrationPlan& p = all.plan;
  const CalibrationSettings& s = p.settings;
  Simulator simulator({s.seed, s.threads, s.replicates, s.stop, s.stages, s.progress}, p.starts,
                      p.summary, p.fitted);
  const PriorPoints prior = prior_points_of(simulator, p);
  all.trials = simulator.trials();
  // A truth is one row of what is kept: its own simulations are too many.
  std::vector<PointRow> rows;
  Stage stage(s.stages, s.stop, 0, s.truths,
              kept_point_rows(rows, [](std::int64_t n) { return n; }));
  simulator.go_inside(stage.stop());
  try {
    for (std::int64_t t = stage.next(); t < s.truths; ++t) {
      const std::int64_t before = simulator.trials();
      rows.push_back(row_of(simulator, p, prior, static_cast<int>(t)));
      rows.back().push_back(static_cast<double>(simulator.trials() - before));
      stage.keep(t);
      simulator.go_inside(s.stop);  // one truth is kept: the others may be left in their middle
      if (s.progress) s.progress("truths", t + 1, s.truths);
    }
  } catch (const Stopped&) {
    stage.leave();
    throw;
  }
  for (const PointRow& row : rows) {
    all.truths.push_back(truth_of(row, p.fitted.size()));
    all.trials += static_cast<std::int64_t>(row.back());
  }
  return all;
}

double uniformity(const std::vector<int>& ranks) {
  std::vector<double> counts(kRanks);
  for (const int rank : ranks) ++counts[static_cast<std::size_t>(rank)];
  const double expected = static_cast<double>(ranks.size()) / kRanks;
  double sum = 0;
  for (const double count : counts) sum += (count - expected) * (count - expected) / expected;
  return boost::math::cdf(boost::math::complement(boost::math::chi_squared(kRanks - 1), sum));
}

}  // namespace armistice
