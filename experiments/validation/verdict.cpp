#include "experiments/validation/verdict.hpp"

#include <Eigen/Core>
#include <algorithm>
#include <boost/math/distributions/normal.hpp>
#include <cmath>

#include "experiments/sensitivity/ranks.hpp"
#include "experiments/trials/nested.hpp"
#include "experiments/trials/statistics.hpp"
#include "experiments/validation/figures.hpp"

namespace armistice {
namespace {

double mean_of(std::span<const double> values) {
  double sum = 0;
  for (const double x : values) sum += x;
  return sum / static_cast<double>(values.size());
}

double variance_of(std::span<const double> values, double mean) {
  double squares = 0;
  for (const double x : values) squares += (x - mean) * (x - mean);
  return squares / static_cast<double>(values.size() - 1);
}

double quantile(std::vector<double> values, double q) {
  std::sort(values.begin(), values.end());
  return interpolated_quantile(values, q);
}

/// The probability that a normal quantity is above 0; one half where it is 0 for certain.
double above_zero(double mean, double variance) {
  if (variance > 0) {
    return boost::math::cdf(boost::math::normal_distribution<double>(), mean / std::sqrt(variance));
  }
  return mean > 0 ? 1 : mean < 0 ? 0 : 0.5;
}

Verdict verdict_of(double share, double median, double least) {
  if (std::abs(median) < least || median == 0) return Verdict::kNoEffect;
  if (share >= kSupportedShare) return Verdict::kSupported;
  if (share <= kContradictedShare) return Verdict::kContradicted;
  return Verdict::kUndecided;
}

double mean_where(std::span<const double> values, std::span<const double> parameter, bool high,
                  double middle) {
  double sum = 0;
  int count = 0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if ((parameter[i] > middle) != high) continue;
    sum += values[i];
    ++count;
  }
  return sum / count;
}

std::vector<double> ranks_of(std::span<const double> values) {
  const Eigen::Map<const Eigen::ArrayXd> of(values.data(),
                                            static_cast<Eigen::Index>(values.size()));
  const Eigen::ArrayXd ranks = Ranking(of).ranks();
  return {ranks.begin(), ranks.end()};
}

}  // namespace

const char* name_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::kSupported:
      return "supported";
    case Verdict::kContradicted:
      return "contradicted";
    case Verdict::kNoEffect:
      return "no effect";
    case Verdict::kUndecided:
      break;
  }
  return "undecided";
}

SetEffects effects_of_sets(std::span<const double> with, std::span<const double> without,
                           int replicates) {
  const auto each = static_cast<std::size_t>(replicates);
  SetEffects effects;
  std::vector<double> differences(each);
  for (std::size_t first = 0; first < with.size(); first += each) {
    for (std::size_t r = 0; r < each; ++r) differences[r] = with[first + r] - without[first + r];
    const double mean = mean_of(differences);
    effects.effect.push_back(mean);
    effects.noise.push_back(variance_of(differences, mean) / replicates);
  }
  // A set's own variance is known from few replicates, and where none of them changed it would be
  // 0. So it is moved a part of the way to that of all sets (Smyth 2004, without the estimate of
  // how far); their mean stays what it was.
  constexpr double kPriorReplicates = 4;
  const double all = mean_of(effects.noise), own = replicates - 1;
  for (double& noise : effects.noise) {
    noise = (own * noise + kPriorReplicates * all) / (own + kPriorReplicates);
  }
  return effects;
}

Judgement judge(const SetEffects& effects, int sign, double least) {
  const auto sets = effects.effect.size();
  const double mean = mean_of(effects.effect), variance = variance_of(effects.effect, mean),
               of_mean = variance / static_cast<double>(sets);
  const BetweenSets between = between_sets(variance, mean_of(effects.noise));
  Judgement j{
      .share = 0, .median = 0, .p05 = 0, .p95 = 0, .effect = {}, .has_sign = {}, .verdict = {}};
  std::vector<double> spread;
  for (std::size_t k = 0; k < sets; ++k) {
    const double noise = effects.noise[k], both = between.variance + noise;
    const double kept = both > 0 ? between.variance / both : 0;
    const double apart = effects.effect[k] - mean, gone = 1 - kept;
    j.effect.push_back(mean + kept * apart);
    j.has_sign.push_back(above_zero(sign * j.effect.back(), kept * noise + gone * gone * of_mean));
    spread.push_back(mean + between.shrink * apart);
  }
  j.share = mean_of(j.has_sign);
  j.median = quantile(j.effect, .5);
  j.p05 = quantile(spread, .05);
  j.p95 = quantile(spread, .95);
  j.verdict = verdict_of(j.share, j.median, least);
  return j;
}

Hinge hinge_of(const Judgement& judgement, const std::vector<std::vector<double>>& parameters) {
  const double sets = static_cast<double>(judgement.effect.size());
  const std::vector<double> effect = ranks_of(judgement.effect);
  Hinge best;
  int varied = 0;
  for (std::size_t row = 0; row < parameters.size(); ++row) {
    const auto [low, high] = std::minmax_element(parameters[row].begin(), parameters[row].end());
    if (*low == *high) continue;
    ++varied;
    const double rho = correlation(effect, ranks_of(parameters[row]));
    if (std::abs(rho) <= std::abs(best.correlation)) continue;
    best.row = static_cast<int>(row);
    best.correlation = rho;
  }
  if (best.row < 0) return {};
  constexpr double kByChance = 0.05;  // that one of those varied passes the bar (Bonferroni)
  const double bar = boost::math::quantile(boost::math::normal_distribution<double>(),
                                           1 - kByChance / (2 * varied));
  if (std::abs(best.correlation) * std::sqrt(sets - 1) < bar) return {};
  const std::vector<double>& parameter = parameters[static_cast<std::size_t>(best.row)];
  double middle = quantile(parameter, .5);
  const double most = *std::max_element(parameter.begin(), parameter.end());
  if (middle == most) {  // of a flag that most sets have
    middle = *std::min_element(parameter.begin(), parameter.end());
  }
  best.share_low = mean_where(judgement.has_sign, parameter, false, middle);
  best.share_high = mean_where(judgement.has_sign, parameter, true, middle);
  return best;
}

}  // namespace armistice
