#include <fmt/format.h>

#include <Eigen/Cholesky>
#include <Eigen/Core>
#include <algorithm>
#include <boost/random/normal_distribution.hpp>
#include <boost/random/uniform_01.hpp>
#include <cmath>
#include <limits>
#include <optional>
#include <set>

#include "experiments/calibration/posterior_draws.hpp"
#include "experiments/error.hpp"

namespace armistice {
namespace {

/// An accepted history: its point, its weight and what it was.
struct Accepted {
  CubePoint point;
  double weight, distance;
  std::vector<double> away;  // of each statistic from what was observed, in scales
};
using Population = std::vector<Accepted>;

constexpr double kFar = 3;  // scales: what no history comes near counts no more than this
constexpr double kNever = std::numeric_limits<double>::max();

double distance_of(const std::vector<double>& away) {
  double sum = 0;
  for (const double x : away) sum += std::min(x * x, kFar * kFar);
  return std::sqrt(sum / static_cast<double>(away.size()));
}

Eigen::VectorXd as_vector(const CubePoint& point) {
  return Eigen::Map<const Eigen::VectorXd>(point.data(), static_cast<Eigen::Index>(point.size()));
}

/// The kernel that moves the points of a generation: normal, with twice their weighted covariance.
class Kernel {
 public:
  explicit Kernel(const Population& from) {
    const auto d = static_cast<Eigen::Index>(from.front().point.size());
    double all = 0;
    Eigen::VectorXd mean = Eigen::VectorXd::Zero(d);
    for (const Accepted& a : from) all += a.weight;
    for (const Accepted& a : from) mean += a.weight / all * as_vector(a.point);
    Eigen::MatrixXd covariance = Eigen::MatrixXd::Identity(d, d) * 1e-8;
    for (const Accepted& a : from) {
      const Eigen::VectorXd x = as_vector(a.point) - mean;
      covariance += 2 * a.weight / all * x * x.transpose();
    }
    root_ = covariance.llt().matrixL();
  }
  const Eigen::MatrixXd& root() const { return root_; }
  /// Up to a factor that all points share.
  double density(const Eigen::VectorXd& step) const {
    const Eigen::VectorXd z = root_.triangularView<Eigen::Lower>().solve(step);
    return std::exp(-z.squaredNorm() / 2);
  }

 private:
  Eigen::MatrixXd root_;
};

class Generations {
 public:
  Generations(Simulator& simulator, const CubeBox& box, const std::vector<double>& observed,
              const std::vector<double>& scales, const std::vector<SummaryStatistic>& statistics,
              const DrawSettings& settings)
      : simulator_(simulator),
        box_(box),
        observed_(observed),
        scales_(scales),
        statistics_(statistics),
        settings_(settings) {}

  PosteriorDraws run() {
    const std::int64_t before = simulator_.trials();
    double tolerance = kFar;
    Population population = generation(nullptr, tolerance);
    for (int g = 1; g < settings_.generations; ++g) {
      const double next = median_of(population);
      Population fitter = generation(&population, next);
      if (fitter.empty()) break;
      population = std::move(fitter);
      tolerance = next;
      ++draws_.rounds;
    }
    draws_.tolerance = tolerance;
    adjust(population, tolerance);
    draws_.distinct =
        static_cast<int>(std::set<CubePoint>(draws_.points.begin(), draws_.points.end()).size());
    draws_.trials = simulator_.trials() - before;
    return draws_;
  }

 private:
  std::int64_t batch() const { return std::max(64, 4 * settings_.draws); }
  static constexpr int kBatches = 12;  // of a generation; one that needs more is given up
  static constexpr std::uint32_t kOfRound = 1u << 18;  // more than a posterior has
  static constexpr std::uint32_t kFirst = 1u << 20;  // numbers of histories, beyond all replicates

  std::uint64_t seed() const { return simulator_.settings().seed; }

  static double median_of(const Population& population) {
    std::vector<double> distances;
    for (const Accepted& a : population) distances.push_back(a.distance);
    const auto middle = distances.begin() + static_cast<std::ptrdiff_t>(distances.size() / 2);
    std::nth_element(distances.begin(), middle, distances.end());
    return *middle;
  }

  /// A candidate by its number: anywhere in the box, or beside a point of the last generation.
  CubePoint candidate(const Population* from, const Kernel* kernel,
                      const std::vector<double>& up_to, std::uint64_t number) const {
    auto engine = draws_of(seed(), "candidates", settings_.round, number);
    boost::random::uniform_01<double> uniform;
    const std::size_t d = box_.low.size();
    CubePoint point(d);
    if (from == nullptr) {
      for (std::size_t i = 0; i < d; ++i) {
        point[i] = box_.low[i] + (box_.high[i] - box_.low[i]) * uniform(engine);
      }
      return point;
    }
    boost::random::normal_distribution<double> normal;
    do {
      const double u = uniform(engine) * up_to.back();
      const auto parent =
          static_cast<std::size_t>(std::upper_bound(up_to.begin(), up_to.end(), u) - up_to.begin());
      Eigen::VectorXd normals(static_cast<Eigen::Index>(d));
      for (Eigen::Index k = 0; k < normals.size(); ++k) normals(k) = normal(engine);
      const Eigen::VectorXd step = kernel->root() * normals;
      point = (*from)[std::min(parent, from->size() - 1)].point;
      for (std::size_t i = 0; i < d; ++i) point[i] += step(static_cast<Eigen::Index>(i));
    } while (!box_.holds(point));
    return point;
  }

  /// As many as are drawn, within the tolerance; none if too few histories lie there.
  Population generation(const Population* from, double tolerance) {
    std::optional<Kernel> kernel;
    std::vector<double> up_to;
    if (from != nullptr) {
      kernel.emplace(*from);
      double sum = 0;
      for (const Accepted& a : *from) up_to.push_back(sum += a.weight);
    }
    Population population;
    std::int64_t tried = 0;
    for (int b = 0; b < kBatches; ++b) {
      std::vector<CubePoint> points;
      const std::uint64_t first = number_;
      for (std::int64_t i = 0; i < batch(); ++i) {
        points.push_back(candidate(from, kernel ? &*kernel : nullptr, up_to, number_++));
      }
      const auto rows = rows_of(points, first, tolerance);
      for (std::size_t i = 0; i < rows.size(); ++i) {
        ++tried;
        if (rows[i].size() < 2) continue;
        population.push_back({points[i], 1, rows[i][0], {rows[i].begin() + 1, rows[i].end()}});
        if (static_cast<int>(population.size()) < settings_.draws) continue;
        draws_.acceptance = settings_.draws / static_cast<double>(tried);
        if (from != nullptr) weigh(population, *from, *kernel);
        return population;
      }
    }
    if (from == nullptr) {
      throw Error(Fault::kInput,
                  fmt::format("armistice calibrate: only {} of {} histories fight on; expected "
                              "other --parameter",
                              population.size(), tried));
    }
    return {};
  }

  /// The distance of each history that lies within the tolerance, with its statistics.
  std::vector<PointRow> rows_of(const std::vector<CubePoint>& points, std::uint64_t first,
                                double tolerance) {
    // Statistics know nothing of their history's number: the discrepancy is drawn when it is known.
    const auto rows = simulator_.histories(
        fmt::format("distance, generation {}", draws_.rounds + 1), points,
        kFirst + settings_.round * kOfRound + static_cast<std::uint32_t>(first),
        [](const HistoryStatistics& h) { return h.stopped ? PointRow{kNever} : h.measured; });
    std::vector<PointRow> within;
    for (std::size_t i = 0; i < rows.size(); ++i) {
      PointRow& row = within.emplace_back(PointRow{kNever});
      if (rows[i].size() != observed_.size() || rows[i].front() == kNever) continue;
      auto engine = draws_of(seed(), "discrepancies", settings_.round, first + i);
      std::vector<double> away;
      for (std::size_t k = 0; k < observed_.size(); ++k) {
        const double missed =
            statistics_[k].discrepancy * boost::random::normal_distribution<double>()(engine);
        away.push_back((rows[i][k] + missed - observed_[k]) / scales_[k]);
      }
      const double distance = distance_of(away);
      if (distance > tolerance) continue;
      row = {distance};
      row.insert(row.end(), away.begin(), away.end());
    }
    return within;
  }

  void weigh(Population& population, const Population& from, const Kernel& kernel) const {
    std::vector<Eigen::VectorXd> parents;
    for (const Accepted& parent : from) parents.push_back(as_vector(parent.point));
    for (Accepted& a : population) {
      const Eigen::VectorXd here = as_vector(a.point);
      double density = 0;
      for (std::size_t p = 0; p < parents.size(); ++p) {
        density += from[p].weight * kernel.density(here - parents[p]);
      }
      a.weight = 1 / density;
    }
    double sum = 0, squares = 0;
    for (const Accepted& a : population) sum += a.weight;
    for (Accepted& a : population) {
      a.weight /= sum;
      squares += a.weight * a.weight;
    }
    draws_.effective = 1 / squares;
  }

  /// Moves the points to where the statistics would be those observed, by a regression weighted
  /// towards the nearest; on the log odds of the place in the box, so that none leaves it. A
  /// statistic that lies beyond all histories moves none: there is nothing to learn from it.
  void adjust(const Population& population, double tolerance) {
    const auto n = static_cast<Eigen::Index>(population.size());
    const auto d = static_cast<Eigen::Index>(box_.low.size());
    std::vector<std::size_t> usable;
    for (std::size_t k = 0; k < observed_.size(); ++k) {
      int below = 0;
      for (const Accepted& a : population) below += a.away[k] < 0;
      const double share = below / static_cast<double>(n);
      constexpr double kEdge = 0.02;
      if (share > kEdge && share < 1 - kEdge) usable.push_back(k);
    }
    Eigen::VectorXd weights(n);
    for (Eigen::Index i = 0; i < n; ++i) {
      const Accepted& a = population[static_cast<std::size_t>(i)];
      const double part = a.distance / (tolerance * (1 + 1e-9));
      weights(i) = a.weight * std::max(1 - part * part, 1e-6);
    }
    draws_.effective = weights.sum() * weights.sum() / weights.squaredNorm();
    // Each slope costs a draw; with few of them the regression would fit their chance.
    constexpr double kDrawsOfSlope = 4;
    if (draws_.effective < kDrawsOfSlope * static_cast<double>(usable.size() + 1)) usable.clear();
    const auto k = static_cast<Eigen::Index>(usable.size());
    Eigen::MatrixXd x(n, k + 1), y(n, d);
    for (Eigen::Index i = 0; i < n; ++i) {
      const Accepted& a = population[static_cast<std::size_t>(i)];
      x(i, 0) = 1;
      for (Eigen::Index j = 0; j < k; ++j) {
        x(i, j + 1) = a.away[usable[static_cast<std::size_t>(j)]];
      }
      for (Eigen::Index j = 0; j < d; ++j) y(i, j) = odds_of(a.point, static_cast<std::size_t>(j));
    }
    const Eigen::MatrixXd weighted = weights.asDiagonal() * x;
    Eigen::MatrixXd normal = x.transpose() * weighted;
    // A ridge of a thousandth keeps statistics that say the same from contradicting each other.
    normal.diagonal() += 1e-3 * normal.diagonal();
    const Eigen::MatrixXd slopes = normal.ldlt().solve(weighted.transpose() * y);
    // Residuals are too small by the slopes that were fitted to them.
    const double wider =
        std::sqrt(draws_.effective / (draws_.effective - static_cast<double>(k) - 1));
    std::vector<double> chances(weights.data(), weights.data() + n);
    auto engine = draws_of(seed(), "last", settings_.round, 0);
    const double u = boost::random::uniform_01<double>()(engine);
    for (const std::size_t place :
         resampled(chances, static_cast<std::size_t>(settings_.draws), u)) {
      const auto i = static_cast<Eigen::Index>(place);
      CubePoint& point = draws_.points.emplace_back();
      if (k == 0) {
        point = population[place].point;
        continue;
      }
      for (Eigen::Index j = 0; j < d; ++j) {
        const double residual = y(i, j) - x.row(i).dot(slopes.col(j));
        point.push_back(place_of(slopes(0, j) + wider * residual, static_cast<std::size_t>(j)));
      }
    }
  }

  double odds_of(const CubePoint& point, std::size_t i) const {
    const double part = (point[i] - box_.low[i]) / (box_.high[i] - box_.low[i]);
    const double kept = std::clamp(part, 1e-6, 1 - 1e-6);
    return std::log(kept / (1 - kept));
  }
  double place_of(double odds, std::size_t i) const {
    const double part = 1 / (1 + std::exp(-odds));
    const double place = box_.low[i] + (box_.high[i] - box_.low[i]) * part;
    return std::min(place, std::nextafter(box_.high[i], box_.low[i]));
  }

  Simulator& simulator_;
  const CubeBox& box_;
  const std::vector<double>& observed_;
  const std::vector<double>& scales_;
  const std::vector<SummaryStatistic>& statistics_;
  const DrawSettings& settings_;
  std::uint64_t number_ = 0;  // of the next candidate
  mutable PosteriorDraws draws_;
};

}  // namespace

PosteriorDraws draw_by_distance(Simulator& simulator, const CubeBox& box,
                                const std::vector<double>& observed,
                                const std::vector<double>& scales,
                                const std::vector<SummaryStatistic>& statistics,
                                const DrawSettings& settings) {
  return Generations(simulator, box, observed, scales, statistics, settings).run();
}

}  // namespace armistice
