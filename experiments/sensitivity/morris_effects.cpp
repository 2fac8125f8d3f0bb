#include "experiments/sensitivity/morris_effects.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "experiments/error.hpp"

namespace armistice {
namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
constexpr double kMeanOfAbsoluteNormal = 0.7978845608028654;  // sqrt(2 / pi)

/// Of complete trajectories, [trajectory][unit].
struct Effects {
  Eigen::ArrayXXd mean, a, b;  // without halves, a and b are the mean
  double noise_factor;         // times (a - b)^2: the noise variance of an effect of the mean
};

enum Measure { kMu, kMuStar, kSigma, kRank, kNoise, kBeyondNoise, kMeasures };

Eigen::ArrayXXd effects_of(const MorrisDesign& design, const Eigen::ArrayXd& response,
                           const std::vector<Eigen::Index>& complete) {
  const Eigen::Index units = design.units;
  Eigen::ArrayXXd effects(complete.size(), units);
  for (std::size_t t = 0; t < complete.size(); ++t) {
    for (Eigen::Index k = 0; k < units; ++k) {
      const Eigen::Index row = complete[t] * (units + 1) + k, step = complete[t] * units + k;
      effects(static_cast<Eigen::Index>(t), design.moved[step]) =
          (response[row + 1] - response[row]) / design.step[step];
    }
  }
  return effects;
}

Effects effects_of(const MorrisDesign& design) {
  const Response& response = design.response;
  const Eigen::Index rows = design.units + 1;
  std::vector<Eigen::Index> complete;
  for (Eigen::Index t = 0; t < response.points() / rows; ++t) {
    bool failed = false;
    for (Eigen::Index k = 0; k < rows; ++k) failed = failed || response.failed(t * rows + k);
    if (!failed) complete.push_back(t);
  }
  Effects effects;
  effects.mean = effects_of(design, response.mean, complete);
  effects.a = effects.b = effects.mean;
  effects.noise_factor = kNone;
  if (response.has_halves()) {
    effects.a = effects_of(design, response.first_half, complete);
    effects.b = effects_of(design, second_half(response), complete);
    effects.noise_factor = double(first_half_replicates(response)) / response.replicates *
                           (double(second_half_replicates(response)) / response.replicates);
  }
  return effects;
}

/// [measure + kMeasures * unit], from how often each trajectory counts.
Eigen::ArrayXd measures_of(const Effects& effects, const std::vector<int>& counts) {
  const Eigen::Index units = effects.mean.cols();
  const auto n = static_cast<double>(counts.size());
  Eigen::ArrayXXd measures(Eigen::Index{kMeasures}, units);
  for (Eigen::Index i = 0; i < units; ++i) {
    double sum = 0, absolute = 0, sum_a = 0, sum_b = 0, differences = 0;
    for (std::size_t t = 0; t < counts.size(); ++t) {
      const auto row = static_cast<Eigen::Index>(t);
      const double a = effects.a(row, i), b = effects.b(row, i), mean = effects.mean(row, i);
      sum += counts[t] * mean;
      absolute += counts[t] * std::abs(mean);
      sum_a += counts[t] * a;
      sum_b += counts[t] * b;
      differences += counts[t] * (a - b) * (a - b);
    }
    double covariance = 0;
    for (std::size_t t = 0; t < counts.size(); ++t) {
      const auto row = static_cast<Eigen::Index>(t);
      covariance += counts[t] * (effects.a(row, i) - sum_a / n) * (effects.b(row, i) - sum_b / n);
    }
    const double noise = kMeanOfAbsoluteNormal * std::sqrt(effects.noise_factor * differences / n);
    measures(kMu, i) = sum / n;
    measures(kMuStar, i) = absolute / n;
    measures(kSigma, i) = n > 1 ? std::sqrt(std::max(covariance / (n - 1), 0.0)) : kNone;
    measures(kNoise, i) = noise;
    measures(kBeyondNoise, i) = absolute / n - noise;
  }
  for (Eigen::Index i = 0; i < units; ++i) {
    measures(kRank, i) =
        1 + static_cast<double>((measures.row(kMuStar) > measures(kMuStar, i)).count());
  }
  return measures.reshaped();
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
      if (!known || moved[static_cast<std::size_t>(unit)] || !(design.step[k] != 0)) {
        throw Error(Fault::kInput,
                    fmt::format("step {} of trajectory {} moves unit {} by {}: expected each of {} "
                                "units once, and by more than 0",
                                k - t * units, t, unit, design.step[k], units));
      }
      moved[static_cast<std::size_t>(unit)] = true;
    }
  }
}

}  // namespace

MorrisEffects morris_effects(const MorrisDesign& design, const Bootstrap& bootstrap) {
  check(design);
  const Effects effects = effects_of(design);
  const auto complete = static_cast<std::size_t>(effects.mean.rows());
  MorrisEffects result;
  result.trajectories = static_cast<int>(complete);
  result.left_out =
      static_cast<int>(design.response.points() / (design.units + 1)) - result.trajectories;
  result.corrected = design.response.has_halves();
  result.units.resize(static_cast<std::size_t>(design.units));
  if (complete == 0) return result;

  const Eigen::ArrayXd values = measures_of(effects, std::vector<int>(complete, 1));
  const Eigen::ArrayXXd resamples = bootstrap_table(
      complete < 2 ? 0 : complete, values.size(), bootstrap,
      [&effects](const std::vector<int>& counts) { return measures_of(effects, counts); });
  for (int i = 0; i < design.units; ++i) {
    const auto estimate = [&](Measure measure) {
      const Eigen::Index place = measure + Eigen::Index{kMeasures} * i;
      return percentile_estimate(values[place], resamples.col(place));
    };
    UnitEffects& unit = result.units[static_cast<std::size_t>(i)];
    unit.mu = estimate(kMu);
    unit.mu_star = estimate(kMuStar);
    unit.sigma = estimate(kSigma);
    unit.rank = estimate(kRank);
    unit.mu_star_of_noise = estimate(kNoise).value;
    unit.within_noise = result.corrected && !(estimate(kBeyondNoise).low > 0);
  }
  return result;
}

double MorrisEffects::largest_mu_star() const {
  double largest = 0;
  for (const UnitEffects& unit : units) largest = std::max(largest, unit.mu_star.value);
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
