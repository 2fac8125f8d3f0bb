#include "experiments/analysis/analysis.hpp"

#include <fmt/format.h>

#include <utility>

#include "experiments/designs/points.hpp"
#include "experiments/error.hpp"

namespace armistice {
namespace {

constexpr Eigen::Index kLeastPoints = 20;  // for a box or a tree

std::vector<SobolPrefix> sobol_of(const SweepTable& sweep, const Response& response,
                                  const Bootstrap& bootstrap) {
  return sobol_convergence({.units = static_cast<int>(sweep.design.units.size()),
                            .second_order = sweep.design.second_order,
                            .response = response},
                           bootstrap);
}

MorrisEffects morris_of(const SweepTable& sweep, const Response& response,
                        const Bootstrap& bootstrap) {
  const DesignPoints points(sweep.design);
  MorrisDesign design;
  design.units = static_cast<int>(sweep.design.units.size());
  const Eigen::Index steps = sweep.design.samples * design.units;
  design.moved.resize(steps);
  design.step.resize(steps);
  Eigen::Index at = 0;
  for (std::int64_t id = 0; id < points.size(); ++id) {
    const auto step = points.step(id);
    if (!step) continue;
    design.moved(at) = static_cast<int>(step->unit);
    design.step(at++) = step->by;
  }
  design.response = response;
  return morris_effects(design, bootstrap);
}

/// Factors with numbers, and those whose words have no order among them.
Cases cases_of(const SweepTable& sweep, const Eigen::ArrayXXd& factors, const Response& response) {
  Cases cases;
  cases.factors = factors;
  for (const Factor& factor : sweep.design.factors) cases.ordered.push_back(factor.words.empty());
  cases.share = response.mean;
  cases.replicates = response.replicates;
  return cases;
}

Discovery discover(const SortedCases& cases, const AnalysisPlan& plan) {
  Discovery found;
  const PointSet all = all_points(cases.cases());
  found.points = cases.cases().points();
  found.share = mass_of(cases, all).mean();
  std::vector<std::size_t> picked;
  if (plan.step) picked.push_back(*plan.step);
  found.boxes = find_boxes(cases, plan.prim, picked);
  PointSet left = all;
  for (const FoundBox& box : found.boxes) {
    found.again.push_back(
        reproducibility(cases, left, box.among_the_left, plan.prim, plan.seed, plan.half_samples));
    const PointSet taken = points_in(cases, box.box, left);
    for (std::size_t i = 0; i < left.size(); ++i) left[i] = left[i] && !taken[i];
  }
  return found;
}

void discover_all(const SweepTable& sweep, const Eigen::ArrayXXd& factors, const Response& response,
                  const AnalysisPlan& plan, OutcomeAnalysis& analysis) {
  UsableCases usable = without_failures(cases_of(sweep, factors, response));
  if (usable.cases.factors.rows() < kLeastPoints) return;
  {
    const SortedCases cases(usable.cases);
    analysis.comes = discover(cases, plan);
    analysis.comes->left_out = usable.left_out;
    analysis.tree = cart(cases, {.seed = plan.seed});
  }
  usable.cases.share = 1 - usable.cases.share;
  const SortedCases cases(usable.cases);
  analysis.fails = discover(cases, plan);
  analysis.fails->left_out = usable.left_out;
}

OutcomeAnalysis analysis_of(const SweepTable& sweep, const SweptOutcome& outcome,
                            const AnalysisPlan& plan) {
  OutcomeAnalysis analysis;
  analysis.outcome = outcome;
  const Response response = read_response(sweep, outcome);
  if (sweep.design.kind == DesignKind::kSaltelli) {
    analysis.sobol = sobol_of(sweep, response, plan.bootstrap);
  }
  if (sweep.design.kind == DesignKind::kMorris) {
    analysis.morris = morris_of(sweep, response, plan.bootstrap);
  }
  const std::vector<Eigen::Index> rows = sample_rows(sweep);
  if (rows.empty()) {
    analysis.mean = response.mean.mean();
    return analysis;
  }
  const Response sample = rows_of(response, rows);
  const Eigen::ArrayXXd factors = sweep.points(rows, Eigen::all);
  const auto known = sample.mean.isNaN().select(0, sample.mean);
  const auto count = static_cast<double>(sample.mean.size() - sample.mean.isNaN().count());
  analysis.mean = known.sum() / count;
  analysis.regression = regression_measures(factors, sample, plan.bootstrap);
  analysis.moment_independent = moment_independent(factors, sample, plan.bootstrap);
  if (outcome.share) discover_all(sweep, factors, sample, plan, analysis);
  return analysis;
}

}  // namespace

Analysis analyse(SweepTable sweep, const std::vector<SweptOutcome>& outcomes,
                 const AnalysisPlan& plan) {
  Analysis all{std::move(sweep), plan, {}};
  if (all.sweep.size() < 2) {
    throw Error(Fault::kInput,
                fmt::format("{}: one point is nothing to compare with", all.sweep.folder.string()));
  }
  for (const SweptOutcome& outcome : outcomes) {
    all.outcomes.push_back(analysis_of(all.sweep, outcome, plan));
  }
  return all;
}

}  // namespace armistice
