#include "experiments/trials/confidence_sequence.hpp"

#include <boost/math/special_functions/beta.hpp>
#include <boost/math/special_functions/gamma.hpp>
#include <cmath>

namespace armistice {
namespace {

constexpr double kError = 0.05;
// -2 log e + log(1 - 2 log e) for this error: what n rho^2 is where the sequence is narrowest
// (Waudby-Smith et al. 2024, appendix on the choice of rho).
constexpr double kNarrowest = 7.936;
// The mixture's prior lies around the hypothetical share p with variance p (1 - p) / (kWeight + 1).
constexpr double kWeight = kTunedTrials / kNarrowest;
constexpr double kResolution = 1e-12;  // of a share

double log_beta(double a, double b) {
  return boost::math::lgamma(a) + boost::math::lgamma(b) - boost::math::lgamma(a + b);
}

/// Log of the martingale if the share is p: how much better shares drawn around p, with the prior
/// above, predict the count than p itself does.
double log_martingale(double count, double trials, double p) {
  const double q = 1 - p, others = trials - count;
  return log_beta(kWeight * p + count, kWeight * q + others) - log_beta(kWeight * p, kWeight * q) -
         count * std::log(p) - others * std::log1p(-p);
}

/// The last share on the way from `inside` to the bound that isn't refuted; outward by the
/// resolution.
double limit(double count, double trials, double inside, double bound) {
  const double refuted = -std::log(kError);
  double outside = bound;
  while (std::abs(outside - inside) > kResolution) {
    const double middle = inside + (outside - inside) / 2;
    if (middle == inside || middle == outside) break;
    (log_martingale(count, trials, middle) < refuted ? inside : outside) = middle;
  }
  return outside;
}

}  // namespace

Interval share_sequence(std::int64_t count, std::int64_t trials) {
  if (trials <= 0) return {0, 1};
  const double x = static_cast<double>(count), n = static_cast<double>(trials), share = x / n;
  return {count == 0 ? 0 : limit(x, n, share, 0), count == trials ? 1 : limit(x, n, share, 1)};
}

Interval mean_sequence(double mean, double variance, double observations, double tuned) {
  const double n = observations, t = n * (kNarrowest / tuned);  // n rho^2
  const double errors = std::sqrt(2 * (t + 1) / t * std::log(std::sqrt(t + 1) / kError));
  const double half = errors * std::sqrt(variance / n);
  return {mean - half, mean + half};
}

double half_width(const Interval& interval) { return (interval.high - interval.low) / 2; }

}  // namespace armistice
