#include "experiments/discovery/prim.hpp"

#include <fmt/format.h>

#include <cmath>
#include <utility>

#include "experiments/discovery/prim_options.hpp"
#include "experiments/discovery/quasi_p.hpp"

namespace armistice {
namespace {

template <class Value>
std::size_t first_of_the_largest(const Trajectory& trajectory, const Value& value) {
  std::size_t best = 0;
  for (std::size_t i = 1; i < trajectory.size(); ++i) {
    if (value(trajectory[i].statistics) > value(trajectory[best].statistics)) best = i;
  }
  return best;
}

}  // namespace

std::size_t proposed_step(const Trajectory& trajectory, StepRule rule) {
  return first_of_the_largest(trajectory, [&](const BoxStatistics& box) {
    return rule == StepRule::kExcess ? box.excess() : box.f1();
  });
}

std::size_t step_with_coverage(const Trajectory& trajectory, double coverage) {
  return first_of_the_largest(
      trajectory, [&](const BoxStatistics& box) { return -std::abs(box.coverage - coverage); });
}

std::size_t step_with_density(const Trajectory& trajectory, double density) {
  return first_of_the_largest(
      trajectory, [&](const BoxStatistics& box) { return -std::abs(box.density - density); });
}

FoundBox box_at(const SortedCases& cases, const PointSet& left, Trajectory trajectory,
                std::size_t step, const PrimOptions& options) {
  FoundBox found;
  found.trajectory = std::move(trajectory);
  found.step = step;
  found.box = paste(cases, found.trajectory.at(step).box, left, options);
  found.among_the_left = statistics_of(cases, found.box, left);
  const PointSet all = all_points(cases.cases());
  found.among_all = statistics_of(cases, found.box, all);
  PointSet so_far = points_in(cases, found.box, all);
  for (std::size_t i = 0; i < left.size(); ++i) {
    if (left[i] == 0) so_far[i] = 1;
  }
  found.all_so_far = statistics_of(mass_of(cases, so_far), mass_of(cases, all));
  found.quasi_p = quasi_p_values(cases, found.box, left);
  return found;
}

std::vector<FoundBox> find_boxes(const SortedCases& cases, const PrimOptions& options,
                                 const std::vector<std::optional<std::size_t>>& picked_steps) {
  check(options);
  std::vector<FoundBox> boxes;
  PointSet left = all_points(cases.cases());
  const double mean = mass_of(cases, left).mean();
  while (boxes.size() < options.boxes) {
    if (mass_of(cases, left).points < 2 * options.least_points) break;
    Trajectory trajectory = peel(cases, left, options);
    const bool picked =
        boxes.size() < picked_steps.size() && picked_steps[boxes.size()].has_value();
    const std::size_t step =
        picked ? *picked_steps[boxes.size()] : proposed_step(trajectory, options.rule);
    if (step >= trajectory.size()) {
      throw Error(Fault::kInput,
                  fmt::format("there is no step {} of box {}, which has the steps 0 to {}", step,
                              boxes.size() + 1, trajectory.size() - 1));
    }
    FoundBox found = box_at(cases, left, std::move(trajectory), step, options);
    if (!picked && found.among_the_left.density <= mean * (1 + kEqualMeans)) break;
    const PointSet taken = points_in(cases, found.box, left);
    for (std::size_t i = 0; i < left.size(); ++i) {
      if (taken[i] != 0) left[i] = 0;
    }
    boxes.push_back(std::move(found));
  }
  if (picked_steps.size() > boxes.size()) {
    throw Error(Fault::kInput, boxes.empty()
                                   ? "there is no box: none is denser than all points are"
                                   : fmt::format("there is no box {}; the search ends with box {}",
                                                 picked_steps.size(), boxes.size()));
  }
  return boxes;
}

}  // namespace armistice
