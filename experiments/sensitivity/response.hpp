// The results of a design: one value for each point, with the data on the chance in it.
#pragma once

#include <Eigen/Core>
#include <limits>
#include <vector>

namespace armistice {

/// A response over the points of a design, each run with the same number of replicates (trials).
/// Points keep their order; one that failed is not a number.
struct Response {
  Eigen::ArrayXd mean;  // by point, over its replicates
  int replicates = 1;
  bool share = false;           // `mean` is the share of the replicates that had an outcome
  bool common_chance = false;   // replicate r has the same chance at each point; else its own
  Eigen::ArrayXXd groups = {};  // [point][group] means over groups of replicates; size 0: unknown
  std::vector<int> group_sizes = {};  // by group; they sum to `replicates`
  /// By point, the unbiased variance of one replicate, where it is known from all of them; size 0:
  /// it is taken from shares or groups.
  Eigen::ArrayXd variance = {};

  Eigen::Index points() const { return mean.size(); }
  /// Without at least two no estimate is corrected for the noise of finitely many replicates.
  bool has_groups() const { return groups.cols() > 1; }
  bool failed(Eigen::Index point) const;
};

/// Values of the response as columns, [1 + groups][point]: the mean, and by group the part of it
/// that the group gave, so that sums and differences of values are values too. Without groups the
/// means alone.
Eigen::MatrixXd parts_of(const Response& response);

/// Products of two such values x and y that have no noise in their expectation: the mean over all
/// pairs of different groups g and h of x_g y_h, weighted with their sizes. Without groups x y.
class CrossProduct {
 public:
  explicit CrossProduct(const Response& response);

  Eigen::Index parts() const { return parts_; }
  template <class X, class Y>
  double operator()(const X& x, const Y& y) const {
    double sum = x[0] * y[0];
    for (Eigen::Index g = 1; g < parts_; ++g) sum -= x[g] * y[g];
    return sum / weight_;
  }
  /// The unbiased noise in the square of a value: the variance of its replicates over their number.
  /// Not a number without groups.
  template <class X>
  double noise(const X& x) const {
    if (parts_ == 1) return std::numeric_limits<double>::quiet_NaN();
    return x[0] * x[0] - (*this)(x, x);
  }

 private:
  Eigen::Index parts_ = 1;
  double weight_ = 1;  // of the pairs of different groups among all
};

/// By point, the variance W of one replicate, unbiased: k (M - k) / (M (M - 1)) for k of M
/// replicates of a share, the weighted variance between groups for a mean. Not a number where it
/// can't be known: one replicate, or a mean without groups. `variance` says more than groups do.
Eigen::ArrayXd within_point_variance(const Response& response);

/// As if only the groups' means were known; without one of them, if any is to be `left_out`.
Response from_groups(const Response& response, Eigen::Index left_out = -1);

/// The first points alone, or those at `rows`.
Response head(const Response& response, Eigen::Index points);
Response rows_of(const Response& response, const std::vector<Eigen::Index>& rows);

/// Throws Error(kInput) if there are not as many values as points, no replicate, or groups that
/// don't make up the replicates.
void check(const Response& response);

}  // namespace armistice
