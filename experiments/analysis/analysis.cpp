#include "experiments/analysis/analysis.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "experiments/analysis/sweep_layout.hpp"
#include "experiments/designs/least_points.hpp"
#include "experiments/error.hpp"
#include "experiments/input/counted.hpp"

namespace armistice {
namespace {

constexpr std::string_view kNoPickFreeze = "the design is none for it (--design saltelli is)";
constexpr std::string_view kNoTrajectories = "the design is none for it (--design morris is)";
constexpr std::string_view kNoSample =
    "the design keeps to trajectories on a grid, which are no sample (--design lhs is)";
constexpr std::string_view kAllAlike = "the outcome is the same at every point of the sample";

/// A table of which no more is known than the design.
TableNote note_of(std::string_view name, std::string_view of, std::string_view why_not = {},
                  bool of_design = true) {
  return {.name = name, .of = of, .why_not = std::string(why_not), .of_design = of_design};
}

/// Its points counted, and why there are too few.
TableNote counted(TableNote note, std::int64_t used, std::int64_t left_out, std::int64_t least) {
  note.used = used;
  note.left_out = left_out;
  if (note.why_not.empty() && used < least) {
    const std::string least_of_all = fmt::format("expected {} or more", least);
    note.why_not = left_out == 0 ? fmt::format("too few {}: {}, {}", note.of, used, least_of_all)
                   : used == 0   ? fmt::format("none of {} {} ran whole", left_out, note.of)
                                 : fmt::format("only {} of {} {} ran; {}", used, used + left_out,
                                               note.of, least_of_all);
  }
  return note;
}

double mean_of_known(const Eigen::ArrayXd& values) {
  const auto count = static_cast<double>(values.size() - values.isNaN().count());
  return count > 0 ? values.isNaN().select(0, values).sum() / count
                   : std::numeric_limits<double>::quiet_NaN();
}

/// At points that ran.
bool all_alike(const Eigen::ArrayXd& values) {
  const double none = std::numeric_limits<double>::quiet_NaN();
  double first = none;
  for (const double x : values) {
    if (std::isnan(x)) continue;
    if (!std::isnan(first) && x != first) return false;
    first = x;
  }
  return !std::isnan(first);
}

/// Factors with numbers, and those whose words have no order among them.
Cases cases_of(const SweepTable& sweep, const Eigen::ArrayXXd& factors, const Response& response,
               const std::optional<double>& threshold) {
  Cases cases;
  cases.factors = factors;
  for (const Factor& factor : sweep.design.factors) cases.ordered.push_back(factor.words.empty());
  cases.share = response.mean;
  cases.replicates = response.replicates;
  if (threshold) {
    for (double& x : cases.share) x = std::isnan(x) ? x : (x >= *threshold ? 1 : 0);
    cases.replicates = 1;
  }
  return cases;
}

/// By box; as long as the last that is picked.
std::vector<std::optional<std::size_t>> picked_of(const AnalysisPlan& plan,
                                                  const std::string& outcome, Interest interest) {
  std::vector<std::optional<std::size_t>> picked;
  for (const PickedStep& step : plan.steps) {
    if (step.outcome != outcome || step.interest != interest) continue;
    if (picked.size() < step.box) picked.resize(step.box);
    picked[step.box - 1] = step.step;
  }
  return picked;
}

Discovery discover(const SortedCases& cases, const AnalysisPlan& plan, const std::string& outcome,
                   Interest interest) {
  Discovery found;
  const PointSet all = all_points(cases.cases());
  found.points = cases.cases().points();
  found.share = mass_of(cases, all).mean();
  const std::atomic<bool>* const stop = plan.bootstrap.stop;
  try {
    heed(stop);
    found.boxes = find_boxes(cases, plan.prim, picked_of(plan, outcome, interest));
  } catch (const Error& error) {
    throw Error(error.fault(), fmt::format("armistice: --step of where {} {}: {}", outcome,
                                           word_of(interest), error.what()));
  }
  PointSet left = all;
  for (const FoundBox& box : found.boxes) {
    heed(stop);
    found.again.push_back(
        reproducibility(cases, left, box.among_the_left, plan.prim, plan.seed, plan.half_samples));
    const PointSet taken = points_in(cases, box.box, left);
    for (std::size_t i = 0; i < left.size(); ++i) left[i] = left[i] && !taken[i];
  }
  return found;
}

std::string why_no_boxes(const OutcomeAnalysis& analysis, const Cases& cases) {
  if (!analysis.outcome.share && !analysis.outcome.threshold) {
    return fmt::format(
        "boxes and trees are of shares; a mean needs a threshold, such as "
        "--outcome '{}>={:.3g}'",
        analysis.outcome.name, analysis.mean);
  }
  if (cases.points() >= static_cast<std::size_t>(kLeastForBoxes) && all_alike(cases.share)) {
    return analysis.outcome.threshold
               ? fmt::format("{} point has {} or more", cases.share[0] > 0 ? "every" : "no",
                             *analysis.outcome.threshold)
               : std::string(kAllAlike);
  }
  return "";
}

void discover_all(const SweepTable& sweep, const Eigen::ArrayXXd& factors, const Response& response,
                  const AnalysisPlan& plan, OutcomeAnalysis& analysis) {
  const std::string& name = analysis.outcome.name;
  UsableCases usable =
      without_failures(cases_of(sweep, factors, response, analysis.outcome.threshold));
  for (const std::string_view table : {"boxes", "tree"}) {
    analysis.tables.push_back(
        counted(note_of(table, "points", why_no_boxes(analysis, usable.cases)),
                static_cast<std::int64_t>(usable.cases.points()),
                static_cast<std::int64_t>(usable.left_out), kLeastForBoxes));
  }
  if (!analysis.tables.back().why_not.empty()) return;
  {
    const SortedCases cases(usable.cases);
    analysis.comes = discover(cases, plan, name, Interest::kComes);
    analysis.comes->left_out = usable.left_out;
    heed(plan.bootstrap.stop);
    analysis.tree = cart(cases, {.seed = plan.seed});
  }
  usable.cases.share = 1 - usable.cases.share;
  const SortedCases cases(usable.cases);
  analysis.fails = discover(cases, plan, name, Interest::kFails);
  analysis.fails->left_out = usable.left_out;
}

void add_sobol(const SweepTable& sweep, const Response& response, const Bootstrap& bootstrap,
               OutcomeAnalysis& analysis) {
  const std::vector<Eigen::Index> rows = pick_freeze_rows(sweep);
  if (rows.empty()) {
    analysis.tables.push_back(note_of("sobol", "base samples", kNoPickFreeze, false));
    return;
  }
  const PickFreeze design{static_cast<int>(sweep.design.units.size()), sweep.design.second_order,
                          rows_of(response, rows)};
  analysis.sobol = sobol_convergence(design, bootstrap);
  const std::int64_t all = response.points() / design.rows_per_sample();
  std::int64_t used = all;
  if (!analysis.sobol.empty()) used -= analysis.sobol.back().indices.left_out;
  TableNote note = counted(note_of("sobol", "base samples"), used, all - used, 2);
  if (note.why_not.empty() && analysis.constant) note.why_not = kAllAlike;
  if (used < 2) analysis.sobol.clear();
  analysis.tables.push_back(std::move(note));
}

void add_morris(const SweepTable& sweep, const Response& response, const Bootstrap& bootstrap,
                OutcomeAnalysis& analysis) {
  if (!is_morris(sweep)) {
    analysis.tables.push_back(note_of("morris", "trajectories", kNoTrajectories, false));
    return;
  }
  MorrisDesign design = morris_steps(sweep);
  design.response = response;
  analysis.morris = morris_effects(design, bootstrap);
  TableNote note = counted(note_of("morris", "trajectories"), analysis.morris->trajectories,
                           analysis.morris->left_out, 1);
  if (note.why_not.empty() && analysis.constant) note.why_not = kAllAlike;
  if (analysis.morris->trajectories == 0) analysis.morris.reset();
  analysis.tables.push_back(std::move(note));
}

/// The measures that need only independent points.
void add_sampled(const SweepTable& sweep, const Response& sample, const Eigen::ArrayXXd& factors,
                 const AnalysisPlan& plan, OutcomeAnalysis& analysis) {
  const std::vector<bool> unordered = sweep.unordered();
  analysis.regression = regression_measures(factors, sample, plan.bootstrap, unordered);
  const RegressionMeasures& r = *analysis.regression;
  analysis.tables.push_back(
      counted(note_of("regression", "points"), r.points, r.left_out, r.columns + 2));
  analysis.moment_independent =
      moment_independent(factors, sample, plan.bootstrap, kPermutations, unordered);
  const MomentIndependent& m = *analysis.moment_independent;
  analysis.tables.push_back(counted(note_of("delta", "points"), m.points, m.left_out, 2));
  if (all_alike(sample.mean)) {
    for (TableNote* note : {&analysis.tables.back(), &analysis.tables.back() - 1}) {
      if (note->why_not.empty()) note->why_not = kAllAlike;
    }
  }
  discover_all(sweep, factors, sample, plan, analysis);
}

OutcomeAnalysis analysis_of(const SweepTable& sweep, const SweptOutcome& outcome,
                            const AnalysisPlan& plan) {
  OutcomeAnalysis analysis;
  analysis.outcome = outcome;
  const Response response = read_response(sweep, outcome);
  for (Eigen::Index i = 0; i < response.points(); ++i) analysis.failed += response.failed(i);
  analysis.constant = all_alike(response.mean);
  add_sobol(sweep, response, plan.bootstrap, analysis);
  add_morris(sweep, response, plan.bootstrap, analysis);
  const std::vector<Eigen::Index> rows = sample_rows(sweep);
  if (rows.empty()) {
    analysis.mean = mean_of_known(response.mean);
    for (const std::string_view table : {"regression", "delta", "boxes", "tree"}) {
      analysis.tables.push_back(note_of(table, "points", kNoSample, false));
    }
    return analysis;
  }
  const Response sample = rows_of(response, rows);
  const Eigen::ArrayXXd factors = sweep.points(rows, Eigen::all);
  analysis.mean = mean_of_known(sample.mean);
  add_sampled(sweep, sample, factors, plan, analysis);
  return analysis;
}

/// A step was picked of boxes that are not there.
void check_steps(const OutcomeAnalysis& analysis, const AnalysisPlan& plan) {
  for (const PickedStep& step : plan.steps) {
    if (step.outcome != analysis.outcome.name || analysis.comes) continue;
    const auto boxes = std::find_if(analysis.tables.begin(), analysis.tables.end(),
                                    [](const TableNote& note) { return note.name == "boxes"; });
    throw Error(Fault::kInput, fmt::format("armistice: --step: {} has no boxes: {}", step.outcome,
                                           boxes->why_not));
  }
}

}  // namespace

std::string_view word_of(Interest interest) {
  return interest == Interest::kComes ? "comes" : "fails";
}

Analysis analyse(SweepTable sweep, const std::vector<SweptOutcome>& outcomes,
                 const AnalysisPlan& plan) {
  Analysis all{std::move(sweep), plan, {}};
  if (all.sweep.size() < 2) {
    throw Error(Fault::kInput,
                fmt::format("{}: one point is nothing to compare with", all.sweep.folder.string()));
  }
  bool any = false;
  for (const SweptOutcome& outcome : outcomes) {
    all.outcomes.push_back(analysis_of(all.sweep, outcome, plan));
    check_steps(all.outcomes.back(), plan);
    any = any || all.outcomes.back().failed < all.sweep.size();
  }
  if (!any) {
    throw Error(Fault::kInput,
                fmt::format("{}: none of its {} ran, so there is nothing to "
                            "analyse; failures.csv there says why",
                            all.sweep.folder.string(), counted(all.sweep.size(), "point")));
  }
  return all;
}

}  // namespace armistice
