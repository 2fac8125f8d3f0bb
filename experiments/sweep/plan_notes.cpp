#include "experiments/sweep/plan_notes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <set>

#include "experiments/designs/layout.hpp"
#include "experiments/designs/least_points.hpp"
#include "experiments/error.hpp"
#include "experiments/input/counted.hpp"
#include "experiments/sweep/setting_target.hpp"

namespace armistice {
namespace {

using Notes = std::vector<std::string>;

constexpr std::int64_t kMostLookedAt = 100'000;  // points: in more, what is missing is rare
constexpr std::size_t kMostNamed = 5;            // values of one factor

/// Base samples, trajectories or points.
std::int64_t samples_of(const SweepPlan& plan) {
  const Design& design = plan.design;
  if (is_trajectories(design)) return points_of(plan) / (std::ssize(design.units) + 1);
  if (is_pick_freeze(design)) {
    return points_of(plan) / rows_of_sample(design.units.size(), design.second_order);
  }
  return points_of(plan);
}

void note_layout(const SweepPlan& plan, Notes& notes) {
  if (plan.table == nullptr) return;
  const std::string file = plan.table_file.string();
  const std::int64_t samples = samples_of(plan);
  switch (plan.design.layout) {
    case Layout::kIndependent:
      notes.push_back(fmt::format("{}: its {} are taken as independent of each other", file,
                                  counted(samples, "point")));
      break;
    case Layout::kSaltelli:
    case Layout::kSalib:
      notes.push_back(fmt::format(
          "{}: its points are taken as {} of a pick-freeze design over {}, in the "
          "order of {}{}, for Sobol' indices (if they are not: --layout independent)",
          file, counted(samples, "base sample"),
          counted(std::ssize(plan.design.units),
                  plan.design.units.size() < plan.design.factors.size() ? "group" : "factor"),
          plan.design.layout == Layout::kSalib ? "SALib" : "this program",
          plan.design.second_order ? ", of second order" : ""));
      break;
    case Layout::kMorris:
      notes.push_back(
          fmt::format("{}: its points are taken as {}, for "
                      "elementary effects (if they are not: --layout independent)",
                      file, counted(samples, "Morris trajectory")));
      break;
  }
}

void note_chance(const SweepPlan& plan, Notes& notes) {
  if (plan.replicates > 1) return;
  notes.emplace_back(
      plan.independent
          ? "with --replicates 1 the analysis cannot separate the effects of factors from noise; "
            "take --replicates 2 or more"
          : "with --replicates 1 all points have the same random numbers, and the analysis cannot "
            "say how much depends on them; take --replicates 2 or more");
}

void note_size(const SweepPlan& plan, Notes& notes) {
  const std::int64_t samples = samples_of(plan);
  if (is_trajectories(plan.design)) {
    if (samples < 2) {
      notes.emplace_back(
          "with one trajectory the analysis has no intervals and no sigma; take --samples 10 or "
          "more");
    }
    return;
  }
  const bool pick_freeze = is_pick_freeze(plan.design);
  if (pick_freeze && samples < 2) {
    notes.emplace_back(
        "with one base sample the analysis has no Sobol' indices; take --samples 64 or more");
  }
  const std::int64_t sample = pick_freeze ? 2 * samples : samples;
  // A column for each factor; words without an order have one for each but the first.
  std::int64_t columns = 0;
  for (const Factor& f : plan.design.factors) {
    columns += f.unordered ? static_cast<std::int64_t>(f.words.size()) - 1 : 1;
  }
  if (sample < columns + 2) {
    notes.push_back(fmt::format(
        "{} to sample {}: its analysis will have no "
        "regression, which takes {} or more",
        counted(sample, "point"), counted(std::ssize(plan.design.factors), "factor"), columns + 2));
  }
  if (sample < kLeastForBoxes) {
    notes.push_back(
        fmt::format("{} to sample the factors: its analysis will have no "
                    "boxes and no tree, which take {} or more",
                    counted(sample, "point"), kLeastForBoxes));
  }
}

/// The values of a factor that can be listed, as text; none of a continuum.
std::vector<double> listed(const Factor& factor) {
  const Quantile quantile = quantile_of(factor);
  std::vector<double> values;
  for (std::size_t i = 0; i < quantile.levels(); ++i) {
    values.push_back(quantile(quantile.middle_of(i)));
  }
  return values;
}

void note_missing(const SweepPlan& plan, Notes& notes) {
  const std::size_t factors = plan.design.factors.size();
  const std::int64_t points = points_of(plan);
  if (points > kMostLookedAt) return;
  const auto design = plan.table == nullptr ? std::make_unique<DesignPoints>(plan.design) : nullptr;
  const std::vector<double> values = point_values(plan, design.get(), 0, static_cast<int>(points));
  for (std::size_t f = 0; f < factors; ++f) {
    const Factor& factor = plan.design.factors[f];
    std::set<double> seen;
    for (std::size_t i = f; i < values.size() && seen.size() < 1000; i += factors) {
      seen.insert(values[i]);
    }
    if (seen.size() == 1) {
      notes.push_back(fmt::format("{} is {} at {}, so the analysis says nothing of it", factor.name,
                                  value_text(factor, *seen.begin()),
                                  points == 1 ? "the only point" : "every point"));
      continue;
    }
    if (plan.table != nullptr) continue;
    std::vector<std::string> missing;
    for (const double value : listed(factor)) {
      if (!seen.contains(value)) missing.push_back(value_text(factor, value));
    }
    if (missing.empty()) continue;
    const bool more = missing.size() > kMostNamed;
    missing.resize(std::min(missing.size(), kMostNamed));
    notes.push_back(fmt::format("no point has {} = {}{}; more --samples, or a larger weight, would",
                                factor.name, fmt::join(missing, ", "), more ? ", ..." : ""));
  }
}

/// What a scenario with a value of a factor would note, such as a start that brings only a part of
/// its state, or a lever that nothing reads.
void note_values(const SweepPlan& plan, Notes& notes) {
  std::set<std::string> known(plan.scenario.notes.begin(), plan.scenario.notes.end());
  for (std::size_t i = 0; i < plan.design.factors.size(); ++i) {
    const Factor& factor = plan.design.factors[i];
    std::vector<std::string> values = factor.words;
    if (i < plan.targets.size() && plan.targets[i].target == FactorTarget::kLever) {
      const Support ends = support_of(factor.distribution);
      values = {fmt::format("{}", ends.high), fmt::format("{}", ends.low)};
    }
    for (const std::string& value : values) {
      try {
        for (const std::string& note : with_setting(plan, factor.name, value).notes) {
          if (!known.insert(note).second) continue;
          notes.push_back(fmt::format("{}={}: {}", factor.name, value, note));
        }
      } catch (const Error&) {  // it fits only with the values of other factors
      }
    }
  }
}

}  // namespace

std::vector<std::string> notes_on(const SweepPlan& plan) {
  Notes notes;
  note_layout(plan, notes);
  note_values(plan, notes);
  note_missing(plan, notes);
  note_chance(plan, notes);
  note_size(plan, notes);
  return notes;
}

}  // namespace armistice
