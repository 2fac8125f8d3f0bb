#include "experiments/discovery/reproducibility.hpp"

#include "experiments/error.hpp"

namespace armistice {
namespace {

struct Halves {
  PointSet first, second;
};

Halves halves_of(const PointSet& among, std::uint64_t seed, int number) {
  std::vector<std::size_t> members;
  for (std::size_t i = 0; i < among.size(); ++i) {
    if (among[i] != 0) members.push_back(i);
  }
  Halves halves{PointSet(among.size()), PointSet(among.size())};
  const std::vector<std::uint32_t> order =
      shuffled(members.size(), seed, "half-sample", static_cast<std::uint32_t>(number));
  for (std::size_t k = 0; k < order.size(); ++k) {
    (2 * k < order.size() ? halves.first : halves.second)[members[order[k]]] = 1;
  }
  return halves;
}

void count_restricted(const Box& box, std::vector<double>& counts) {
  for (std::size_t f = 0; f < counts.size(); ++f) {
    if (box.limits[f].restricts()) ++counts[f];
  }
}

}  // namespace

Reproducibility reproducibility(const SortedCases& cases, const PointSet& among,
                                const BoxStatistics& box, const PrimOptions& options,
                                std::uint64_t seed, int resamples) {
  if (resamples < 1) throw Error(Fault::kInput, "PRIM: the number of resamples must be 1 or more");
  if (mass_of(cases, among).points < 2) {
    throw Error(Fault::kInput, "PRIM: half-samples need two points or more");
  }
  const std::size_t factors = cases.cases().factor_count();
  Reproducibility result;
  result.resamples = resamples;
  result.by_coverage.assign(factors, 0);
  result.by_density.assign(factors, 0);
  for (int r = 0; r < resamples; ++r) {
    const Halves halves = halves_of(among, seed, r);
    const Trajectory trajectory = peel(cases, halves.first, options);
    const PeelStep& matched = trajectory[step_with_coverage(trajectory, box.coverage)];
    count_restricted(matched.box, result.by_coverage);
    count_restricted(trajectory[step_with_density(trajectory, box.density)].box, result.by_density);
    const BoxStatistics held_out = statistics_of(cases, matched.box, halves.second);
    result.density_found += matched.statistics.density;
    result.density_held_out += held_out.density;
    result.coverage_held_out += held_out.coverage;
  }
  for (std::vector<double>* counts : {&result.by_coverage, &result.by_density}) {
    for (double& count : *counts) count /= resamples;
  }
  for (double* sum : {&result.density_found, &result.density_held_out, &result.coverage_held_out}) {
    *sum /= resamples;
  }
  return result;
}

}  // namespace armistice
