#include "experiments/discovery/cases.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/random/uniform_int_distribution.hpp>
#include <cmath>
#include <numeric>
#include <utility>

#include "experiments/error.hpp"
#include "experiments/trials/addressed_engine.hpp"

namespace armistice {

UsableCases without_failures(const Cases& cases) {
  std::vector<Eigen::Index> kept;
  for (Eigen::Index i = 0; i < cases.share.size(); ++i) {
    if (!std::isnan(cases.share[i])) kept.push_back(i);
  }
  UsableCases usable{
      {cases.factors(kept, Eigen::all), cases.ordered, cases.share(kept), cases.replicates},
      static_cast<std::size_t>(cases.share.size()) - kept.size()};
  return usable;
}

void check(const Cases& cases) {
  if (cases.points() == 0 || cases.factor_count() == 0) {
    throw Error(Fault::kInput, "scenario discovery needs a point and a factor at least");
  }
  if (cases.share.size() != cases.factors.rows() || cases.ordered.size() != cases.factor_count()) {
    throw Error(Fault::kInput,
                fmt::format("scenario discovery: {} points and {} factors, but {} shares and {} "
                            "kinds of factor",
                            cases.points(), cases.factor_count(), cases.share.size(),
                            cases.ordered.size()));
  }
  for (Eigen::Index i = 0; i < cases.share.size(); ++i) {
    if (!(cases.share[i] >= 0 && cases.share[i] <= 1)) {
      throw Error(Fault::kInput, fmt::format("scenario discovery: point {} has the share {}, "
                                             "expected 0 to 1",
                                             i, cases.share[i]));
    }
  }
  if (cases.replicates < 1) {
    throw Error(Fault::kInput, "scenario discovery: a point has one replicate or more");
  }
  if (!cases.factors.isFinite().all()) {
    throw Error(Fault::kInput, "scenario discovery: a factor is not a finite number");
  }
}

PointSet all_points(const Cases& cases) { return PointSet(cases.points(), 1); }

Units units_of(double share) { return std::llround(share * kUnitsPerPoint); }

SortedCases::SortedCases(const Cases& cases) : cases_(&cases) {
  check(cases);
  const std::size_t points = cases.points();
  for (std::size_t i = 0; i < points; ++i) {
    interest_.push_back(units_of(cases.share[static_cast<Eigen::Index>(i)]));
  }
  std::vector<std::pair<double, std::uint32_t>> pairs(points);
  for (std::size_t f = 0; f < cases.factor_count(); ++f) {
    for (std::size_t i = 0; i < points; ++i) {
      pairs[i] = {cases.value(i, f), static_cast<std::uint32_t>(i)};
    }
    std::sort(pairs.begin(), pairs.end());
    std::vector<std::uint32_t>& order = order_.emplace_back(points);
    std::transform(pairs.begin(), pairs.end(), order.begin(), [](auto& p) { return p.second; });
  }
}

double cut_between(double below, double above) {
  const double middle = below / 2 + above / 2;
  return middle > below && middle <= above ? middle : above;
}

std::vector<std::uint32_t> shuffled(std::size_t points, std::uint64_t seed, const char* purpose,
                                    std::uint32_t number) {
  std::vector<std::uint32_t> order(points);
  std::iota(order.begin(), order.end(), 0u);
  AddressedEngine engine(seed, number, hash_of("discovery", purpose));
  for (std::size_t i = points; i > 1; --i) {  // Fisher and Yates
    const std::size_t j = boost::random::uniform_int_distribution<std::size_t>(0, i - 1)(engine);
    std::swap(order[i - 1], order[j]);
  }
  return order;
}

}  // namespace armistice
