#include "experiments/discovery/quasi_p.hpp"

#include <boost/math/special_functions/beta.hpp>
#include <limits>

namespace armistice {
namespace {

/// The sums of the box with one restriction, and without it.
double quasi_p(const SortedCases& cases, const PointSet& in_the_box, const PointSet& without) {
  const Mass box = mass_of(cases, in_the_box), wider = mass_of(cases, without);
  if (box.points == 0) return std::numeric_limits<double>::quiet_NaN();
  Units squares = 0;
  for (std::size_t i = 0; i < without.size(); ++i) {
    if (without[i] == 0) continue;
    const double share = points_of(cases.interest(i));
    squares += units_of(share * share);
  }
  const double p = wider.mean();
  // For shares of 0 and 1 squares and interest are the same number, and k is 1 to the last digit.
  const double spread = Mass{wider.points, squares}.mean() - p * p;
  if (spread <= 0) return 1;  // all points alike: nothing to explain
  const double trials = static_cast<double>(box.points) * ((p - p * p) / spread);
  return binomial_tail(trials * box.mean(), trials, p);
}

}  // namespace

double binomial_tail(double interest, double trials, double p) {
  if (interest <= 0 || p >= 1) return 1;
  if (p <= 0) return 0;
  return boost::math::ibeta(interest, trials - interest + 1, p);
}

std::vector<double> quasi_p_values(const SortedCases& cases, const Box& box,
                                   const PointSet& among) {
  std::vector<double> values(box.limits.size(), std::numeric_limits<double>::quiet_NaN());
  const PointSet in_the_box = points_in(cases, box, among);
  for (std::size_t f = 0; f < box.limits.size(); ++f) {
    if (!box.limits[f].restricts()) continue;
    Box without = box;
    without.limits[f] = {};
    values[f] = quasi_p(cases, in_the_box, points_in(cases, without, among));
  }
  return values;
}

}  // namespace armistice
