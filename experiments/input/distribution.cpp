#include "experiments/input/distribution.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

namespace armistice {

std::string_view name_of(DistributionKind kind) {
  switch (kind) {
    case DistributionKind::kFixed:
      return "fixed";
    case DistributionKind::kTriangular:
      return "triangular";
    case DistributionKind::kUniform:
      return "uniform";
    case DistributionKind::kNormal:
      return "normal";
    case DistributionKind::kBernoulli:
      return "bernoulli";
    case DistributionKind::kDiscrete:
      return "discrete";
  }
  return "";
}

double central_value(const Distribution& d) {
  switch (d.kind) {
    case DistributionKind::kFixed:
      return d.a;
    case DistributionKind::kTriangular:
      return d.b;
    case DistributionKind::kUniform:
      return d.a + (d.b - d.a) / 2;
    case DistributionKind::kNormal:
      return d.a;
    case DistributionKind::kBernoulli:
      return d.a > 0.5 ? 1 : 0;
    case DistributionKind::kDiscrete: {
      const auto likeliest = std::max_element(d.weights.begin(), d.weights.end());
      return d.values[static_cast<std::size_t>(likeliest - d.weights.begin())];
    }
  }
  return d.a;
}

Support support_of(const Distribution& d) {
  constexpr double kInfinity = std::numeric_limits<double>::infinity();
  // A uniform of 53 bits is at most 8.3 deviations from the mean.
  constexpr double kDeviations = 9;
  switch (d.kind) {
    case DistributionKind::kFixed:
      return {d.a, d.a};
    case DistributionKind::kTriangular:
      return {d.a, d.c};
    case DistributionKind::kUniform:
      return {d.a, d.b};
    case DistributionKind::kNormal:
      return {d.a - kDeviations * d.b, d.a + kDeviations * d.b};
    case DistributionKind::kBernoulli:
      return {d.a < 1 ? 0.0 : 1.0, d.a > 0 ? 1.0 : 0.0};
    case DistributionKind::kDiscrete: {
      Support support{kInfinity, -kInfinity};
      for (std::size_t i = 0; i < d.values.size(); ++i) {
        if (d.weights[i] == 0) continue;
        support.low = std::min(support.low, d.values[i]);
        support.high = std::max(support.high, d.values[i]);
      }
      return support;
    }
  }
  return {d.a, d.a};
}

std::string to_string(const Distribution& d) {
  switch (d.kind) {
    case DistributionKind::kFixed:
      return fmt::format("{}", d.a);
    case DistributionKind::kTriangular:
      return fmt::format("triangular(min={}, mode={}, max={})", d.a, d.b, d.c);
    case DistributionKind::kUniform:
      return fmt::format("uniform(min={}, max={})", d.a, d.b);
    case DistributionKind::kNormal:
      return fmt::format("normal(mean={}, sd={})", d.a, d.b);
    case DistributionKind::kBernoulli:
      return fmt::format("bernoulli(probability={})", d.a);
    case DistributionKind::kDiscrete:
      return fmt::format("discrete(values=[{}], weights=[{}])", fmt::join(d.values, ", "),
                         fmt::join(d.weights, ", "));
  }
  return "";
}

}  // namespace armistice
