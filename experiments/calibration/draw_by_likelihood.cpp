#include <fmt/format.h>

#include <Eigen/Cholesky>
#include <Eigen/Core>
#include <algorithm>
#include <boost/random/normal_distribution.hpp>
#include <boost/random/uniform_01.hpp>
#include <cmath>
#include <set>

#include "experiments/calibration/posterior_draws.hpp"
#include "experiments/error.hpp"

namespace armistice {
namespace {

/// How many equal draws are worth as much as draws with these weights.
double effective_size(const std::vector<double>& weights) {
  double sum = 0, squares = 0;
  for (const double w : weights) {
    sum += w;
    squares += w * w;
  }
  return sum * sum / squares;
}

std::vector<double> weights_for(const std::vector<double>& likelihoods, double step) {
  const double best = *std::max_element(likelihoods.begin(), likelihoods.end());
  std::vector<double> weights;
  for (const double l : likelihoods) weights.push_back(std::exp(step * (l - best)));
  return weights;
}

/// The largest step up to `most` after which half of the draws would remain.
double next_step(const std::vector<double>& likelihoods, double most) {
  const double half = static_cast<double>(likelihoods.size()) / 2;
  if (effective_size(weights_for(likelihoods, most)) >= half) return most;
  double low = 0, high = most;
  constexpr int kHalvings = 60;
  for (int i = 0; i < kHalvings; ++i) {
    const double middle = (low + high) / 2;
    (effective_size(weights_for(likelihoods, middle)) >= half ? low : high) = middle;
  }
  return std::max(low, most * 0x1p-40);
}

/// The root of the covariance of the draws.
Eigen::MatrixXd spread_of(const std::vector<CubePoint>& points) {
  const auto d = static_cast<Eigen::Index>(points.front().size());
  const auto n = static_cast<double>(points.size());
  Eigen::VectorXd mean = Eigen::VectorXd::Zero(d);
  const auto as_vector = [d](const CubePoint& p) {
    return Eigen::Map<const Eigen::VectorXd>(p.data(), d);
  };
  for (const CubePoint& p : points) mean += as_vector(p) / n;
  Eigen::MatrixXd covariance = Eigen::MatrixXd::Identity(d, d) * 1e-8;
  for (const CubePoint& p : points) {
    const Eigen::VectorXd away = as_vector(p) - mean;
    covariance += away * away.transpose() / n;
  }
  return covariance.llt().matrixL();
}

class Tempering {
 public:
  Tempering(Simulator& simulator, const CubeBox& box, const std::vector<double>& observed,
            const std::vector<SummaryStatistic>& statistics, const DrawSettings& settings)
      : simulator_(simulator),
        box_(box),
        observed_(observed),
        statistics_(statistics),
        settings_(settings) {}

  PosteriorDraws run() {
    const std::int64_t before = simulator_.trials();
    points_ = spread_points(box_, settings_.draws, seed() + kApart + settings_.round);
    likelihoods_ = likelihoods_of(points_, "start");
    if (*std::max_element(likelihoods_.begin(), likelihoods_.end()) <= kImpossible) {
      throw Error(Fault::kInput,
                  "armistice calibrate: in no trial of the box does the fighting go on often "
                  "enough to compare it; expected other --parameter");
    }
    double power = 0;
    while (power < 1) {
      const double step = next_step(likelihoods_, 1 - power);
      power = step >= 1 - power ? 1 : power + step;
      resample(step);
      ++draws_.rounds;
      const int moves = power < 1 ? settings_.moves : 2 * settings_.moves;
      for (int m = 0; m < moves; ++m) move(power);
    }
    draws_.points = points_;
    draws_.distinct = static_cast<int>(std::set<CubePoint>(points_.begin(), points_.end()).size());
    draws_.trials = simulator_.trials() - before;
    return draws_;
  }

 private:
  static constexpr std::uint64_t kApart = 1'000;
  std::uint64_t seed() const { return simulator_.settings().seed; }

  std::vector<double> likelihoods_of(const std::vector<CubePoint>& points,
                                     const std::string& what) {
    const auto rows = simulator_.moments(
        fmt::format("likelihood, {}", what), points, [this](const HistoryMoments& m) {
          return PointRow{log_likelihood(m, observed_, statistics_)};
        });
    std::vector<double> all;
    for (const PointRow& row : rows) all.push_back(row.front());
    return all;
  }

  void resample(double step) {
    const std::vector<double> weights = weights_for(likelihoods_, step);
    draws_.effective = effective_size(weights);
    auto engine =
        draws_of(seed(), "resampling", settings_.round, static_cast<std::uint64_t>(draws_.rounds));
    const double u = boost::random::uniform_01<double>()(engine);
    std::vector<CubePoint> points;
    std::vector<double> likelihoods;
    for (const std::size_t place : resampled(weights, points_.size(), u)) {
      points.push_back(points_[place]);
      likelihoods.push_back(likelihoods_[place]);
    }
    points_ = std::move(points);
    likelihoods_ = std::move(likelihoods);
  }

  /// Proposes a step to each draw once. The step is scaled by how many of the last were accepted.
  void move(double power) {
    const auto d = static_cast<Eigen::Index>(box_.low.size());
    const Eigen::MatrixXd root = spread_of(points_);
    const double scale = scale_ * kOptimal / std::sqrt(static_cast<double>(d));
    std::vector<CubePoint> proposed;
    std::vector<double> chances;
    for (std::size_t i = 0; i < points_.size(); ++i) {
      auto engine = draws_of(seed(), "moves", settings_.round, moves_ * points_.size() + i);
      Eigen::VectorXd normals(d);
      for (Eigen::Index k = 0; k < d; ++k) {
        normals(k) = boost::random::normal_distribution<double>()(engine);
      }
      const Eigen::VectorXd step = scale * (root * normals);
      CubePoint& point = proposed.emplace_back(points_[i]);
      for (Eigen::Index k = 0; k < d; ++k) point[static_cast<std::size_t>(k)] += step(k);
      box_.reflect(point);
      chances.push_back(boost::random::uniform_01<double>()(engine));
    }
    ++moves_;
    const std::vector<double> likelihoods =
        likelihoods_of(proposed, fmt::format("move {} at power {:.3g}", moves_, power));
    int accepted = 0;
    for (std::size_t i = 0; i < points_.size(); ++i) {
      if (std::log(chances[i]) >= power * (likelihoods[i] - likelihoods_[i])) continue;
      points_[i] = proposed[i];
      likelihoods_[i] = likelihoods[i];
      ++accepted;
    }
    draws_.acceptance = accepted / static_cast<double>(points_.size());
    constexpr double kFew = 0.15, kMany = 0.35, kSmaller = 0.6, kLarger = 1.5;
    if (draws_.acceptance < kFew) scale_ *= kSmaller;
    if (draws_.acceptance > kMany) scale_ = std::min(scale_ * kLarger, 2.0);
  }

  // Roberts, Gelman and Gilks (1997).
  static constexpr double kOptimal = 2.38;

  Simulator& simulator_;
  const CubeBox& box_;
  const std::vector<double>& observed_;
  const std::vector<SummaryStatistic>& statistics_;
  const DrawSettings& settings_;
  std::vector<CubePoint> points_;
  std::vector<double> likelihoods_;
  double scale_ = 1;
  std::uint64_t moves_ = 0;
  PosteriorDraws draws_;
};

}  // namespace

PosteriorDraws draw_by_likelihood(Simulator& simulator, const CubeBox& box,
                                  const std::vector<double>& observed,
                                  const std::vector<SummaryStatistic>& statistics,
                                  const DrawSettings& settings) {
  return Tempering(simulator, box, observed, statistics, settings).run();
}

}  // namespace armistice
