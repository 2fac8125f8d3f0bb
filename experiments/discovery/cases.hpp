// The data of scenario discovery: the points of a design, and how often each had the outcome of
// interest.
#pragma once

#include <Eigen/Core>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace armistice {

struct Cases {
  Eigen::ArrayXXd factors;    // [point][factor]; a factor without order holds level numbers
  std::vector<bool> ordered;  // by factor; false: levels without order (rules, switches)
  Eigen::ArrayXd share;       // by point: share of its replicates that had the outcome of interest
  int replicates = 1;         // of each point; the methods see shares only

  std::size_t points() const { return static_cast<std::size_t>(factors.rows()); }
  std::size_t factor_count() const { return static_cast<std::size_t>(factors.cols()); }
  double value(std::size_t point, std::size_t factor) const {
    return factors(static_cast<Eigen::Index>(point), static_cast<Eigen::Index>(factor));
  }
};

/// Cases without the points that failed.
struct UsableCases {
  Cases cases;
  std::size_t left_out = 0;  // points whose share is not a number
};
UsableCases without_failures(const Cases& cases);

/// Throws Error(kInput) unless there is a point and a factor, sizes agree, factors are finite,
/// shares lie in 0 to 1 and there is a replicate.
void check(const Cases& cases);

/// One flag for each point: is it among those looked at?
using PointSet = std::vector<std::uint8_t>;
PointSet all_points(const Cases& cases);

/// Interest is counted in whole units of 2^-40 of a point, so that sums are the same in any order
/// of points. The sum of 8 million points fits.
using Units = std::int64_t;
inline constexpr double kUnitsPerPoint = 0x1p40;
Units units_of(double share);
inline double points_of(Units units) { return static_cast<double>(units) / kUnitsPerPoint; }

/// Cases with the points of each factor in ascending order, sorted once for all that follows. Does
/// not own the cases.
class SortedCases {
 public:
  explicit SortedCases(const Cases& cases);  // throws as check() does

  const Cases& cases() const { return *cases_; }
  const std::vector<std::uint32_t>& order(std::size_t factor) const { return order_[factor]; }
  Units interest(std::size_t point) const { return interest_[point]; }

 private:
  const Cases* cases_;
  std::vector<std::vector<std::uint32_t>> order_;  // [factor]; equal values by point
  std::vector<Units> interest_;                    // by point
};

/// Where to cut between two neighbouring values: halfway, but below < cut <= above however close
/// they are.
double cut_between(double below, double above);

/// The points in an order drawn for this seed, purpose and number.
std::vector<std::uint32_t> shuffled(std::size_t points, std::uint64_t seed, const char* purpose,
                                    std::uint32_t number);

}  // namespace armistice
