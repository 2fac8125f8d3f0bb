#include "experiments/discovery/box.hpp"

#include <algorithm>
#include <cmath>

namespace armistice {

bool Limits::restricts() const {
  return !std::isinf(low) || !std::isinf(high) || !left_out.empty();
}

bool Limits::allows(double value) const {
  return value >= low && value <= high &&
         !std::binary_search(left_out.begin(), left_out.end(), value);
}

void Limits::leave_out(double level) {
  const auto at = std::lower_bound(left_out.begin(), left_out.end(), level);
  if (at == left_out.end() || *at != level) left_out.insert(at, level);
}

std::size_t Box::restricted() const {
  return static_cast<std::size_t>(std::count_if(
      limits.begin(), limits.end(), [](const Limits& limit) { return limit.restricts(); }));
}

Box whole_box(std::size_t factors) { return {std::vector<Limits>(factors)}; }

double BoxStatistics::f1() const {
  const double sum = coverage + density;
  return sum > 0 ? 2 * coverage * density / sum : 0;
}

Mass mass_of(const SortedCases& cases, const PointSet& points) {
  Mass mass;
  for (std::size_t i = 0; i < points.size(); ++i) {
    if (points[i] == 0) continue;
    ++mass.points;
    mass.interest += cases.interest(i);
  }
  return mass;
}

BoxStatistics statistics_of(const Mass& box, const Mass& all) {
  const auto ratio = [](double a, double b) { return b > 0 ? a / b : 0; };
  const double interest = points_of(box.interest);
  const auto points = static_cast<double>(box.points);
  return {box.points, interest, ratio(interest, points_of(all.interest)), ratio(interest, points),
          ratio(points, static_cast<double>(all.points))};
}

PointSet points_in(const SortedCases& cases, const Box& box, const PointSet& among) {
  PointSet in = among;
  for (std::size_t f = 0; f < box.limits.size(); ++f) {
    if (!box.limits[f].restricts()) continue;
    for (std::size_t i = 0; i < in.size(); ++i) {
      if (in[i] != 0 && !box.limits[f].allows(cases.cases().value(i, f))) in[i] = 0;
    }
  }
  return in;
}

BoxStatistics statistics_of(const SortedCases& cases, const Box& box, const PointSet& among) {
  return statistics_of(mass_of(cases, points_in(cases, box, among)), mass_of(cases, among));
}

}  // namespace armistice
