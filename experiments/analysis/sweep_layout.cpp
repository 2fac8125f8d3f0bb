#include "experiments/analysis/sweep_layout.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>
#include <string>

#include "experiments/designs/layout.hpp"
#include "experiments/error.hpp"

namespace armistice {
namespace {

constexpr double kSameValue = 1e-9;  // relatively: what other programs' digits leave

using RowMajor = Eigen::Array<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

bool same(double a, double b) {
  return a == b || std::abs(a - b) <= kSameValue * std::max(std::abs(a), std::abs(b));
}

[[noreturn]] void refuse(const SweepTable& sweep, Eigen::Index point, const std::string& what) {
  throw Error(Fault::kInput,
              fmt::format("{}: point {}: {}; expected the points of the design as they were swept "
                          "(another program may have changed or renumbered them)",
                          (sweep.folder / "points.csv").string(), point, what));
}

Eigen::Index units_of(const SweepTable& sweep) {
  return static_cast<Eigen::Index>(sweep.design.units.size());
}

Eigen::Index sample_size(const SweepTable& sweep) {
  return rows_of_sample(sweep.design.units.size(), sweep.design.second_order);
}

void require_whole(const SweepTable& sweep, Eigen::Index rows) {
  if (rows > 0 && sweep.size() % rows == 0) return;
  throw Error(
      Fault::kInput,
      fmt::format("{}: {} points are no design of {} units; expected a multiple of {}",
                  (sweep.folder / "manifest.json").string(), sweep.size(), units_of(sweep), rows));
}

/// Point `id` is `mostly` with one unit from `other`.
void check_mixed(const SweepTable& sweep, Eigen::Index id, std::size_t unit, Eigen::Index mostly,
                 Eigen::Index other) {
  for (std::size_t u = 0; u < sweep.design.units.size(); ++u) {
    const Eigen::Index from = u == unit ? other : mostly;
    for (const std::size_t f : sweep.design.units[u].factors) {
      const auto column = static_cast<Eigen::Index>(f);
      if (same(sweep.points(id, column), sweep.points(from, column))) continue;
      refuse(sweep, id,
             fmt::format("{} is not that of point {}", sweep.design.factors[f].name, from));
    }
  }
}

void check_pick_freeze(const SweepTable& sweep) {
  const Design& design = sweep.design;
  const std::vector<MixedRow> rows =
      mixed_rows(design.layout, design.units.size(), design.second_order);
  for (Eigen::Index first = 0; first < sweep.size(); first += sample_size(sweep)) {
    for (const MixedRow& mixed : rows) {
      check_mixed(sweep, first + mixed.row, mixed.unit, first + mixed.mostly, first + mixed.one);
    }
  }
}

/// Did any factor of the unit change on the way to this point?
bool moved(const SweepTable& sweep, Eigen::Index id, std::size_t unit) {
  for (const std::size_t f : sweep.design.units[unit].factors) {
    const auto column = static_cast<Eigen::Index>(f);
    if (!same(sweep.points(id, column), sweep.points(id - 1, column))) return true;
  }
  return false;
}

/// The values that a factor can take, ascending; empty: a continuum.
std::vector<double> values_of(const Factor& factor) {
  std::vector<double> values;
  if (!factor.words.empty() || factor.distribution.kind == DistributionKind::kBernoulli) {
    const std::size_t count = factor.words.empty() ? 2 : factor.words.size();
    for (std::size_t i = 0; i < count; ++i) values.push_back(static_cast<double>(i));
  } else if (factor.distribution.kind == DistributionKind::kDiscrete) {
    const std::set<double> different(factor.distribution.values.begin(),
                                     factor.distribution.values.end());
    values.assign(different.begin(), different.end());
  }
  return values;
}

/// The way of one factor's step, of 1 from its first value to its last; of a continuum that of the
/// design. Told from the points, since a switch may have been listed from on to off, and older
/// versions moved factors with few values otherwise.
double way_of(const SweepTable& sweep, Eigen::Index id, std::size_t factor, double by) {
  const auto f = static_cast<Eigen::Index>(factor);
  const double from = sweep.points(id - 1, f), to = sweep.points(id, f);
  const std::vector<double> values = values_of(sweep.design.factors[factor]);
  if (values.size() < 2) return std::copysign(by, to - from);
  const auto place = [&values](double x) {
    std::size_t i = 0;
    while (i + 1 < values.size() && !same(values[i], x)) ++i;
    return static_cast<double>(i);
  };
  return (place(to) - place(from)) / static_cast<double>(values.size() - 1);
}

void check_trajectories(const SweepTable& sweep) {
  const MorrisDesign design = morris_steps(sweep);
  for (Eigen::Index step = 0; step < design.moved.size(); ++step) {
    const Eigen::Index id = step / design.units * (design.units + 1) + step % design.units + 1;
    for (std::size_t u = 0; u < sweep.design.units.size(); ++u) {
      if (static_cast<int>(u) == design.moved[step] || !moved(sweep, id, u)) continue;
      refuse(sweep, id,
             fmt::format("{} differs from point {}, where {} moves",
                         sweep.unit_name(static_cast<int>(u)), id - 1,
                         sweep.unit_name(design.moved[step])));
    }
  }
}

}  // namespace

bool is_morris(const SweepTable& sweep) { return is_trajectories(sweep.design); }

std::vector<Eigen::Index> pick_freeze_rows(const SweepTable& sweep) {
  std::vector<Eigen::Index> rows;
  if (!is_pick_freeze(sweep.design)) return rows;
  for (std::int64_t i = 0; i < sweep.size(); ++i) rows.push_back(place_of(sweep.design, i));
  return rows;
}

MorrisDesign morris_steps(const SweepTable& sweep) {
  const RowMajor values = sweep.points;
  const std::vector<MorrisStep> steps =
      steps_of(sweep.design, {values.data(), static_cast<std::size_t>(values.size())});
  MorrisDesign design;
  design.units = static_cast<int>(units_of(sweep));
  for (int u = 0; u < design.units; ++u) design.undirected.push_back(sweep.undirected(u));
  design.moved.resize(static_cast<Eigen::Index>(steps.size()));
  design.step.resize(design.moved.size());
  for (Eigen::Index i = 0; i < design.moved.size(); ++i) {
    const MorrisStep& step = steps[static_cast<std::size_t>(i)];
    const std::vector<std::size_t>& factors = sweep.design.units[step.unit].factors;
    const Eigen::Index id = i / design.units * (design.units + 1) + i % design.units + 1;
    design.moved[i] = static_cast<int>(step.unit);
    design.step[i] = step.by;
    if (!moved(sweep, id, step.unit)) {
      design.step[i] = 0;
    } else if (design.undirected[step.unit]) {
      design.step[i] = 1;
    } else if (factors.size() == 1) {
      design.step[i] = way_of(sweep, id, factors.front(), step.by);
    }
  }
  return design;
}

void check_layout(const SweepTable& sweep) {
  if (is_pick_freeze(sweep.design)) {
    require_whole(sweep, sample_size(sweep));
    check_pick_freeze(sweep);
  }
  if (is_morris(sweep)) {
    require_whole(sweep, units_of(sweep) + 1);
    check_trajectories(sweep);
  }
}

std::vector<Eigen::Index> sample_rows(const SweepTable& sweep) {
  std::vector<Eigen::Index> rows;
  if (is_morris(sweep)) return rows;
  const std::vector<Eigen::Index> pick_freeze = pick_freeze_rows(sweep);
  const Eigen::Index stride = sample_size(sweep);
  for (Eigen::Index i = 0; i < sweep.size(); ++i) {
    if (pick_freeze.empty()) {
      rows.push_back(i);
    } else if (i % stride < 2) {
      rows.push_back(pick_freeze[static_cast<std::size_t>(i)]);
    }
  }
  return rows;
}

}  // namespace armistice
