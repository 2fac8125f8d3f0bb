// A number in a scenario: a value, or a distribution that it is drawn from once in each trial.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace armistice {

enum class DistributionKind { kFixed, kTriangular, kUniform, kNormal, kBernoulli, kDiscrete };

struct Distribution {
  DistributionKind kind = DistributionKind::kFixed;
  double a = 0;  // fixed: value; triangular, uniform: min; normal: mean; bernoulli: probability
  double b = 0;  // triangular: mode; uniform: max; normal: standard deviation
  double c = 0;  // triangular: max
  std::vector<double> values, weights;  // discrete
  bool operator==(const Distribution&) const = default;
};

inline Distribution fixed_value(double x) { return {.a = x, .values = {}, .weights = {}}; }

/// "fixed", "triangular", ...: the word of the scenario file.
std::string_view name_of(DistributionKind kind);

/// The value used when nothing is drawn: mode, midpoint, mean, most likely value.
double central_value(const Distribution& d);

/// The least and the greatest value that can be drawn; of a normal, nine standard deviations away.
struct Support {
  double low, high;
};
Support support_of(const Distribution& d);

/// "0.4", "triangular(min=0.2, mode=0.35, max=0.5)": the words of the scenario file, with numbers
/// that read back exactly.
std::string to_string(const Distribution& d);

}  // namespace armistice
