// What a design gave: one value a design point, with what is known of the chance in it.
#pragma once

#include <Eigen/Core>

namespace armistice {

/// A response over the points of a design, each run with the same number of replicates (trials).
/// Points keep their order; one that failed is not a number.
struct Response {
  Eigen::ArrayXd mean;        // by point, over its replicates
  Eigen::ArrayXd first_half;  // the same over the first floor(replicates / 2); size 0: not known
  int replicates = 1;
  bool share = false;  // `mean` is the share of the replicates that had an outcome
  /// By point, the unbiased variance of one replicate, where it is known from all of them; size 0:
  /// it is taken from shares or halves.
  Eigen::ArrayXd variance = {};

  Eigen::Index points() const { return mean.size(); }
  /// Without halves no estimate is corrected for the noise of finitely many replicates.
  bool has_halves() const { return first_half.size() > 0 && replicates > 1; }
  bool failed(Eigen::Index point) const;
};

/// Replicates of the first half and of the second.
int first_half_replicates(const Response& response);
int second_half_replicates(const Response& response);

/// By point, the mean over the second half of the replicates. Needs halves.
Eigen::ArrayXd second_half(const Response& response);

/// By point, the variance W of one replicate, unbiased: k (M - k) / (M (M - 1)) for k of M
/// replicates of a share, (a - b)^2 / (1 / n_a + 1 / n_b) from the halves of a mean. Not a number
/// where it can't be known: one replicate, or a mean without halves. Under chance that is common
/// to all points the halves of a mean share theirs too, so that its average over points rests on
/// one difference; `variance` then says more.
Eigen::ArrayXd within_point_variance(const Response& response);

/// The first points alone.
Response head(const Response& response, Eigen::Index points);

/// Throws Error(kInput) if there are not as many values as points, or no replicate.
void check(const Response& response);

}  // namespace armistice
