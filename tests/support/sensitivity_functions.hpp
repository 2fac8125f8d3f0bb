// Functions whose sensitivity is known in closed form, and designs for them.
#pragma once

#include <Eigen/Core>
#include <boost/random/normal_distribution.hpp>
#include <cmath>
#include <cstdint>
#include <functional>
#include <vector>

#include "experiments/trials/addressed_engine.hpp"

namespace armistice::support {

inline constexpr double kPi = 3.141592653589793;

/// Numbers of one seed, one after another.
class Numbers {
 public:
  explicit Numbers(std::uint64_t seed) : engine_(seed, 0, hash_of("test", "numbers")) {}
  double uniform() { return static_cast<double>(engine_() >> 11) * 0x1p-53; }
  double normal() { return boost::random::normal_distribution<double>(0, 1)(engine_); }

 private:
  AddressedEngine engine_;
};

using Function = std::function<double(const Eigen::ArrayXd& unit_cube)>;

inline Eigen::ArrayXXd uniform_points(Eigen::Index n, Eigen::Index units, std::uint64_t seed) {
  Numbers numbers(seed);
  Eigen::ArrayXXd points(n, units);
  for (Eigen::Index j = 0; j < n; ++j) {
    for (Eigen::Index i = 0; i < units; ++i) points(j, i) = numbers.uniform();
  }
  return points;
}

/// Rows of base sample j: A_j, B_j, A_j with unit i from B_j; for second order B_j with unit i
/// from A_j.
inline Eigen::ArrayXXd pick_freeze_points(Eigen::Index n, Eigen::Index units, std::uint64_t seed,
                                          bool second_order = false) {
  const Eigen::ArrayXXd base = uniform_points(n, 2 * units, seed);
  const Eigen::Index rows = (second_order ? 2 : 1) * units + 2;
  Eigen::ArrayXXd points(n * rows, units);
  for (Eigen::Index j = 0; j < n; ++j) {
    const auto a = base.row(j).head(units), b = base.row(j).tail(units);
    points.row(j * rows) = a;
    points.row(j * rows + 1) = b;
    for (Eigen::Index i = 0; i < units; ++i) {
      points.row(j * rows + 2 + i) = a;
      points(j * rows + 2 + i, i) = b[i];
      if (!second_order) continue;
      points.row(j * rows + 2 + units + i) = b;
      points(j * rows + 2 + units + i, i) = a[i];
    }
  }
  return points;
}

inline Eigen::ArrayXd values_at(const Function& f, const Eigen::ArrayXXd& points) {
  Eigen::ArrayXd values(points.rows());
  for (Eigen::Index j = 0; j < points.rows(); ++j) values[j] = f(points.row(j).transpose());
  return values;
}

/// Ishigami and Homma 1990 with a = 7, b = 0.1, over -pi to pi.
struct Ishigami {
  static constexpr double a = 7, b = 0.1;
  double operator()(const Eigen::ArrayXd& u) const {
    const Eigen::ArrayXd x = kPi * (2 * u - 1);
    return std::sin(x[0]) + a * std::pow(std::sin(x[1]), 2) +
           b * std::pow(x[2], 4) * std::sin(x[0]);
  }
  double v1 = std::pow(1 + b * std::pow(kPi, 4) / 5, 2) / 2;
  double v2 = a * a / 8;
  double v13 = 8 * b * b * std::pow(kPi, 8) / 225;
  double variance = v1 + v2 + v13;
  std::vector<double> first{v1 / variance, v2 / variance, 0};
  std::vector<double> total{(v1 + v13) / variance, v2 / variance, v13 / variance};
};

/// Sobol' 1993's g-function.
struct GFunction {
  std::vector<double> a;
  double operator()(const Eigen::ArrayXd& u) const {
    double product = 1;
    for (std::size_t i = 0; i < a.size(); ++i) {
      product *= (std::abs(4 * u[static_cast<Eigen::Index>(i)] - 2) + a[i]) / (1 + a[i]);
    }
    return product;
  }
  double part(std::size_t i) const { return 1 / (3 * (1 + a[i]) * (1 + a[i])); }
  double variance() const {
    double product = 1;
    for (std::size_t i = 0; i < a.size(); ++i) product *= 1 + part(i);
    return product - 1;
  }
  double first(std::size_t i) const { return part(i) / variance(); }
  double total(std::size_t i) const {
    return part(i) * (variance() + 1) / (1 + part(i)) / variance();
  }
};

}  // namespace armistice::support
