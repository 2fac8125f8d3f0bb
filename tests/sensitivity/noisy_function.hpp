// A function of three units and of chance that works together with two of them.
#pragma once

#include <cmath>

#include "tests/support/grouped_response.hpp"
#include "tests/support/sensitivity_functions.hpp"

namespace armistice {

/// E[f | x] = 2 u1 + u2 in standardised uniforms u; chance adds z0 + 1.5 z1 u2 + 1.5 z2 u3.
struct NoisyFunction {
  static constexpr double kVariance = 5;              // V_x
  static constexpr double kWithin = 1 + 2.25 + 2.25;  // W
  static constexpr double kFirst[] = {4, 1, 0};       // over V_x: first order and total
  static constexpr double kIndex[] = {0.8, 0.2, 0};
};

inline Eigen::ArrayXXd standardised(const Eigen::ArrayXXd& points) {
  return (points - 0.5) * std::sqrt(12.0);
}

/// [point][replicate], of the first three columns of `points`.
inline Eigen::ArrayXXd noisy_values(const Eigen::ArrayXXd& points, int replicates, bool common,
                                    std::uint64_t seed) {
  const Eigen::ArrayXXd u = standardised(points);
  support::Numbers numbers(seed);
  Eigen::ArrayXXd z(replicates, 3);
  const auto draw = [&] {
    for (Eigen::Index r = 0; r < replicates; ++r) {
      for (Eigen::Index k = 0; k < 3; ++k) z(r, k) = numbers.normal();
    }
  };
  draw();
  Eigen::ArrayXXd values(u.rows(), replicates);
  for (Eigen::Index j = 0; j < u.rows(); ++j) {
    if (!common) draw();
    values.row(j) =
        (2 * u(j, 0) + u(j, 1) + z.col(0) + 1.5 * z.col(1) * u(j, 1) + 1.5 * z.col(2) * u(j, 2))
            .transpose();
  }
  return values;
}

inline Response noisy_response(const Eigen::ArrayXXd& points, int replicates, bool common,
                               std::uint64_t seed) {
  return support::response_of(noisy_values(points, replicates, common, seed), common);
}

}  // namespace armistice
