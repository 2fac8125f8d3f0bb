#include "experiments/trials/quantile.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/triangular.hpp>
#include <boost/math/distributions/uniform.hpp>
#include <cmath>
#include <map>

#include "experiments/error.hpp"

namespace armistice {
namespace {

// In double, not in the long double of one kind of machine.
using Policy = boost::math::policies::policy<boost::math::policies::promote_double<false>>;

/// Why a distribution is none; empty if it is one.
std::string flaw_of(const Distribution& d) {
  const auto finite = [](double x) { return std::isfinite(x); };
  switch (d.kind) {
    case DistributionKind::kFixed:
      return finite(d.a) ? "" : "expected a finite value";
    case DistributionKind::kTriangular:
      return finite(d.a) && finite(d.c) && d.a <= d.b && d.b <= d.c
                 ? ""
                 : "expected finite min <= mode <= max";
    case DistributionKind::kUniform:
      return finite(d.a) && finite(d.b) && d.a <= d.b ? "" : "expected finite min <= max";
    case DistributionKind::kNormal:
      return finite(d.a) && finite(d.b) && d.b >= 0 ? "" : "expected a finite mean and sd >= 0";
    case DistributionKind::kBernoulli:
      return d.a >= 0 && d.a <= 1 ? "" : "expected a probability of 0 to 1";
    case DistributionKind::kDiscrete: {
      if (d.values.empty() || d.values.size() != d.weights.size()) {
        return "expected as many weights as values, and at least one";
      }
      double sum = 0;
      for (const double weight : d.weights) {
        if (!(weight >= 0)) return "expected weights of at least 0";
        sum += weight;
      }
      const bool good =
          finite(sum) && sum > 0 && std::all_of(d.values.begin(), d.values.end(), finite);
      return good ? "" : "expected finite values, and weights with a positive sum";
    }
  }
  return "";
}

/// Values with their weights; empty for a continuum. Equal values are one.
std::map<double, double> weights_of(const Distribution& d) {
  std::map<double, double> weights;
  if (d.kind == DistributionKind::kBernoulli) {
    weights = {{0, 1 - d.a}, {1, d.a}};
  } else if (d.kind == DistributionKind::kDiscrete) {
    for (std::size_t i = 0; i < d.values.size(); ++i) weights[d.values[i]] += d.weights[i];
  } else if (d.kind == DistributionKind::kNormal) {
    if (d.b == 0) weights[d.a] = 1;
  } else if (const Support support = support_of(d); support.low == support.high) {
    weights[support.low] = 1;
  }
  return weights;
}

/// 0, 1, 2, ..., equally likely.
Distribution of_words(std::size_t words) {
  Distribution d{.kind = DistributionKind::kDiscrete, .values = {}, .weights = {}};
  for (std::size_t i = 0; i < words; ++i) {
    d.values.push_back(static_cast<double>(i));
    d.weights.push_back(1);
  }
  return d;
}

}  // namespace

Quantile::Quantile(std::string_view name, const Distribution& distribution)
    : distribution_(distribution) {
  if (const std::string flaw = flaw_of(distribution); !flaw.empty()) {
    throw Error(Fault::kInput, fmt::format("{}: {}: {}", name, to_string(distribution), flaw));
  }
  const std::map<double, double> weights = weights_of(distribution);
  double sum = 0;
  for (const auto& [value, weight] : weights) sum += weight;
  double below = 0, reached = 0;
  for (const auto& [value, weight] : weights) {
    below += weight;
    if (below / sum == reached) continue;  // nothing, or nothing beside the others' weight
    reached = below / sum;
    values_.push_back(value);
    up_to_.push_back(reached);
  }
  if (!up_to_.empty()) up_to_.back() = 1;
}

Quantile::Quantile(std::size_t words) : Quantile("words", of_words(words)) {}

double Quantile::operator()(double u) const {
  if (!values_.empty()) {
    const auto level = std::upper_bound(up_to_.begin(), up_to_.end() - 1, u) - up_to_.begin();
    return values_[static_cast<std::size_t>(level)];
  }
  const Distribution& d = distribution_;
  if (d.kind == DistributionKind::kTriangular) {
    return quantile(boost::math::triangular_distribution<double, Policy>(d.a, d.b, d.c), u);
  }
  if (d.kind == DistributionKind::kUniform) {
    return quantile(boost::math::uniform_distribution<double, Policy>(d.a, d.b), u);
  }
  return quantile(boost::math::normal_distribution<double, Policy>(d.a, d.b),
                  std::max(u, kLeastProbability));
}

double Quantile::middle_of(std::size_t level) const {
  const double below = level == 0 ? 0 : up_to_[level - 1];
  return below + (up_to_[level] - below) / 2;
}

}  // namespace armistice
