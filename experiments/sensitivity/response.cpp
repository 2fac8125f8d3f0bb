#include "experiments/sensitivity/response.hpp"

#include <fmt/format.h>

#include <cmath>
#include <limits>

#include "experiments/error.hpp"

namespace armistice {

bool Response::failed(Eigen::Index point) const {
  return std::isnan(mean[point]) || (has_halves() && std::isnan(first_half[point]));
}

int first_half_replicates(const Response& response) { return response.replicates / 2; }

int second_half_replicates(const Response& response) {
  return response.replicates - first_half_replicates(response);
}

Eigen::ArrayXd second_half(const Response& response) {
  return (response.replicates * response.mean -
          first_half_replicates(response) * response.first_half) /
         second_half_replicates(response);
}

Eigen::ArrayXd within_point_variance(const Response& response) {
  if (response.variance.size() > 0) return response.variance;
  const double m = response.replicates;
  if (response.share && response.replicates > 1) {
    return response.mean * (1 - response.mean) * (m / (m - 1));
  }
  if (response.has_halves()) {
    return (response.first_half - second_half(response)).square() /
           (1.0 / first_half_replicates(response) + 1.0 / second_half_replicates(response));
  }
  return Eigen::ArrayXd::Constant(response.points(), std::numeric_limits<double>::quiet_NaN());
}

Response head(const Response& response, Eigen::Index points) {
  Response first = response;
  first.mean = response.mean.head(points);
  if (response.first_half.size() > 0) first.first_half = response.first_half.head(points);
  if (response.variance.size() > 0) first.variance = response.variance.head(points);
  return first;
}

void check(const Response& response) {
  const auto fits = [&response](const Eigen::ArrayXd& values) {
    return values.size() == 0 || values.size() == response.points();
  };
  if (!fits(response.first_half) || !fits(response.variance)) {
    throw Error(Fault::kInput, fmt::format("a response has {} means, but {} means of first halves "
                                           "and {} variances; expected as many, or none",
                                           response.points(), response.first_half.size(),
                                           response.variance.size()));
  }
  if (response.replicates < 1) {
    throw Error(Fault::kInput, fmt::format("a response has {} replicates; expected 1 or more",
                                           response.replicates));
  }
}

}  // namespace armistice
