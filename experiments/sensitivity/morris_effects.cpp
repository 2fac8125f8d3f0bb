#include "experiments/sensitivity/morris_effects.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>

#include "experiments/error.hpp"
#include "experiments/sensitivity/common_chance.hpp"

namespace armistice {
namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
constexpr double kAny = std::numeric_limits<double>::infinity();
constexpr double kMeanOfAbsoluteNormal = 0.7978845608028654;  // sqrt(2 / pi)

/// The effects of complete trajectories: one value of the response each, in column trajectory *
/// units + unit.
struct Effects {
  CrossProduct product;
  Eigen::MatrixXd values;  // of a unit that did not move not a number
  Eigen::Index units;
  std::vector<bool> undirected;  // by unit

  auto of(Eigen::Index trajectory, Eigen::Index unit) const {
    return values.col(trajectory * units + unit);
  }
  bool known(Eigen::Index trajectory, Eigen::Index unit) const {
    return !std::isnan(of(trajectory, unit)[0]);
  }
};

enum Measure { kMu, kMuStar, kSigma, kRank, kNoise, kBeyondNoise, kMeasures };

std::vector<Eigen::Index> complete_trajectories(const MorrisDesign& design) {
  const Eigen::Index rows = design.units + 1;
  std::vector<Eigen::Index> complete;
  for (Eigen::Index t = 0; t < design.response.points() / rows; ++t) {
    bool failed = false;
    for (Eigen::Index k = 0; k < rows; ++k) {
      failed = failed || design.response.failed(t * rows + k);
    }
    if (!failed) complete.push_back(t);
  }
  return complete;
}

Effects effects_of(const MorrisDesign& design, const Response& response,
                   const std::vector<Eigen::Index>& complete) {
  const Eigen::MatrixXd parts = parts_of(response);
  const Eigen::Index units = design.units;
  Effects effects{CrossProduct(response),
                  Eigen::MatrixXd(parts.rows(), units * static_cast<Eigen::Index>(complete.size())),
                  units, design.undirected};
  effects.undirected.resize(static_cast<std::size_t>(units));
  for (std::size_t t = 0; t < complete.size(); ++t) {
    for (Eigen::Index k = 0; k < units; ++k) {
      const Eigen::Index row = complete[t] * (units + 1) + k, step = complete[t] * units + k;
      auto effect = effects.values.col(static_cast<Eigen::Index>(t) * units + design.moved[step]);
      if (design.step[step] == 0) {
        effect.setConstant(kNone);
      } else {
        effect = (parts.col(row + 1) - parts.col(row)) / design.step[step];
      }
    }
  }
  return effects;
}

/// [measure + kMeasures * unit], from how often each trajectory counts.
Eigen::ArrayXd measures_of(const Effects& effects, const std::vector<int>& counts) {
  const Eigen::Index units = effects.units;
  Eigen::ArrayXXd measures = Eigen::ArrayXXd::Constant(Eigen::Index{kMeasures}, units, kNone);
  Eigen::VectorXd sum(effects.values.rows());
  for (Eigen::Index i = 0; i < units; ++i) {
    double n = 0, absolute = 0, squares_of_noise = 0, squares = 0;
    sum.setZero();
    for (std::size_t t = 0; t < counts.size(); ++t) {
      if (!effects.known(static_cast<Eigen::Index>(t), i)) continue;
      const auto effect = effects.of(static_cast<Eigen::Index>(t), i);
      n += counts[t];
      sum += counts[t] * effect;
      absolute += counts[t] * std::abs(effect[0]);
      squares_of_noise += counts[t] * effects.product.noise(effect);
    }
    if (n == 0) continue;
    sum /= n;
    for (std::size_t t = 0; t < counts.size(); ++t) {
      if (!effects.known(static_cast<Eigen::Index>(t), i)) continue;
      const Eigen::VectorXd apart = effects.of(static_cast<Eigen::Index>(t), i) - sum;
      squares += counts[t] * effects.product(apart, apart);
    }
    const double noise = kMeanOfAbsoluteNormal * std::sqrt(std::max(squares_of_noise, 0.0) / n);
    const bool directed = !effects.undirected[static_cast<std::size_t>(i)];
    if (directed) measures(kMu, i) = sum[0];
    measures(kMuStar, i) = absolute / n;
    if (directed && n > 1) measures(kSigma, i) = std::sqrt(std::max(squares / (n - 1), 0.0));
    measures(kNoise, i) = effects.product.parts() > 1 ? noise : kNone;
    measures(kBeyondNoise, i) = absolute / n - measures(kNoise, i);
  }
  for (Eigen::Index i = 0; i < units; ++i) {
    if (std::isnan(measures(kMuStar, i))) continue;
    measures(kRank, i) =
        1 + static_cast<double>((measures.row(kMuStar) > measures(kMuStar, i)).count());
  }
  return measures.reshaped();
}

/// The interval of mu takes the t quantile of the number of trajectories: percentiles of few
/// resamples are too narrow (with ten trajectories 90 % of such intervals would cover), and mu is a
/// plain mean.
IndexEstimate student_estimate(const Effects& effects, Eigen::Index unit, double mu) {
  IndexEstimate estimate{mu};
  double n = 0, squares = 0;
  for (Eigen::Index t = 0; t < effects.values.cols() / effects.units; ++t) {
    if (!effects.known(t, unit)) continue;
    const double apart = effects.of(t, unit)[0] - mu;
    squares += apart * apart;
    ++n;
  }
  if (std::isnan(mu) || n < 2) return estimate;
  const double t = boost::math::quantile(boost::math::students_t(n - 1), 0.975);
  const double half = t * std::sqrt(squares / (n - 1) / n);
  return {mu, mu - half, mu + half};
}

void check(const MorrisDesign& design) {
  check(design.response);
  const Eigen::Index units = design.units, rows = units + 1;
  if (units < 1) throw Error(Fault::kInput, "a Morris design needs at least one unit");
  const Eigen::Index trajectories = design.response.points() / rows, steps = trajectories * units;
  if (design.response.points() % rows != 0 || design.moved.size() != steps ||
      design.step.size() != steps) {
    throw Error(Fault::kInput,
                fmt::format("{} points, {} moved units and {} steps are no Morris design of {} "
                            "units: expected a multiple of {} points, and {} steps for each {}",
                            design.response.points(), design.moved.size(), design.step.size(),
                            units, rows, units, rows));
  }
  for (Eigen::Index t = 0; t < trajectories; ++t) {
    std::vector<bool> moved(static_cast<std::size_t>(units));
    for (Eigen::Index k = t * units; k < (t + 1) * units; ++k) {
      const int unit = design.moved[k];
      const bool known = unit >= 0 && unit < units;
      if (!known || moved[static_cast<std::size_t>(unit)] || !std::isfinite(design.step[k])) {
        throw Error(Fault::kInput,
                    fmt::format("step {} of trajectory {} moves unit {} by {}: expected each of {} "
                                "units once",
                                k - t * units, t, unit, design.step[k], units));
      }
      moved[static_cast<std::size_t>(unit)] = true;
    }
  }
}

}  // namespace

MorrisEffects morris_effects(const MorrisDesign& design, const Bootstrap& bootstrap) {
  check(design);
  const std::vector<Eigen::Index> complete = complete_trajectories(design);
  MorrisEffects result;
  result.trajectories = static_cast<int>(complete.size());
  result.left_out =
      static_cast<int>(design.response.points() / (design.units + 1)) - result.trajectories;
  result.corrected = design.response.has_groups();
  result.units.resize(static_cast<std::size_t>(design.units));
  if (complete.empty()) return result;

  const StatisticOf statistic_of = [&](const Response& response) -> Statistic {
    return [effects = effects_of(design, response, complete)](const std::vector<int>& counts) {
      return measures_of(effects, counts);
    };
  };
  const Statistic statistic = statistic_of(design.response);
  const Effects effects = effects_of(design, design.response, complete);
  const Eigen::ArrayXd values = measures_of(effects, std::vector<int>(complete.size(), 1));
  const std::size_t enough = complete.size() >= 2 ? complete.size() : 0;
  const Eigen::ArrayXXd resamples = bootstrap_table(enough, values.size(), bootstrap, statistic);
  const Eigen::ArrayXd spread =
      spread_of_common_chance(design.response, enough, values.size(), bootstrap, statistic_of);
  for (int i = 0; i < design.units; ++i) {
    const auto place = [i](Measure measure) { return measure + Eigen::Index{kMeasures} * i; };
    const auto over_trajectories = [&](Measure measure) {
      return percentile_estimate(values[place(measure)], resamples.col(place(measure)));
    };
    const auto estimate = [&](Measure measure, double least, double most) {
      return with_spread(over_trajectories(measure), spread[place(measure)], least, most);
    };
    UnitEffects& unit = result.units[static_cast<std::size_t>(i)];
    const IndexEstimate mu_over_trajectories = student_estimate(effects, i, values[place(kMu)]);
    unit.mu = with_spread(mu_over_trajectories, spread[place(kMu)]);
    unit.mu_star = estimate(kMuStar, 0, kAny);
    unit.sigma = estimate(kSigma, 0, kAny);
    unit.rank = estimate(kRank, 1, design.units);
    unit.mu_star_of_noise = values[place(kNoise)];
    IndexEstimate beyond = estimate(kBeyondNoise, -kAny, kAny);
    if (std::isnan(spread[place(kBeyondNoise)])) beyond = over_trajectories(kBeyondNoise);
    const IndexEstimate mu = std::isnan(spread[place(kMu)]) ? mu_over_trajectories : unit.mu;
    const bool told_by_mu = mu.low > 0 || mu.high < 0;
    unit.within_noise = result.corrected && !(beyond.low > 0) && !told_by_mu;
    for (std::size_t t = 0; t < complete.size(); ++t) {
      unit.effects += effects.known(static_cast<Eigen::Index>(t), i) ? 1 : 0;
    }
  }
  return result;
}

double MorrisEffects::largest_mu_star() const {
  double largest = 0;
  for (const UnitEffects& unit : units) {
    if (unit.mu_star.value > largest) largest = unit.mu_star.value;
  }
  return largest;
}

Convergence MorrisEffects::convergence_of(int unit) const {
  return convergence(units[static_cast<std::size_t>(unit)].mu_star, largest_mu_star());
}

Convergence MorrisEffects::convergence_of_rank(int unit) const {
  const IndexEstimate& rank = units[static_cast<std::size_t>(unit)].rank;
  constexpr double kPlace = 1 / 0.05;  // the scale of which one place is 0.05
  return convergence(rank, kPlace);
}

}  // namespace armistice
