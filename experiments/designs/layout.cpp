#include "experiments/designs/layout.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

#include "experiments/designs/points.hpp"
#include "experiments/error.hpp"
#include "experiments/input/counted.hpp"

namespace armistice {
namespace {

// A table of all combinations of values is not longer than this, each counted once.
constexpr std::size_t kMostCombinations = std::size_t{1} << 16;

std::size_t size(std::int64_t n) { return static_cast<std::size_t>(n); }

/// Measures, for each factor of a table, the distance from its least value to its greatest.
std::vector<double> ranges_of(std::size_t factors, std::span<const double> values) {
  std::vector<double> ranges;
  for (std::size_t f = 0; f < factors; ++f) {
    double low = values[f], high = values[f];
    for (std::size_t i = f; i < values.size(); i += factors) {
      low = std::min(low, values[i]);
      high = std::max(high, values[i]);
    }
    ranges.push_back(high - low);
  }
  return ranges;
}

std::vector<MorrisStep> steps_of_table(const Design& design, std::span<const double> values) {
  const std::size_t factors = design.factors.size();
  const std::vector<double> ranges = ranges_of(factors, values);
  std::vector<MorrisStep> steps;
  for (std::size_t id = 1; id * factors < values.size(); ++id) {
    if (id % (design.units.size() + 1) == 0) continue;
    const auto here = values.subspan(id * factors, factors);
    const auto before = values.subspan((id - 1) * factors, factors);
    for (std::size_t unit = 0; unit < design.units.size(); ++unit) {
      const std::size_t f = design.units[unit].factors.front();
      if (here[f] == before[f]) continue;
      steps.push_back(
          {unit, design.factors[f].unordered ? 1.0 : (here[f] - before[f]) / ranges[f]});
    }
  }
  return steps;
}

}  // namespace

bool is_pick_freeze(const Design& design) {
  return design.kind == DesignKind::kSaltelli || design.layout == Layout::kSaltelli ||
         design.layout == Layout::kSalib;
}

bool is_trajectories(const Design& design) {
  return design.kind == DesignKind::kMorris || design.layout == Layout::kMorris;
}

std::int64_t rows_of_sample(std::size_t units, bool second_order) {
  return static_cast<std::int64_t>(second_order ? 2 * units : units) + 2;
}

std::vector<MixedRow> mixed_rows(Layout layout, std::size_t units, bool second_order) {
  const bool salib = layout == Layout::kSalib;
  const std::int64_t a = 0, b = salib ? rows_of_sample(units, second_order) - 1 : 1;
  std::vector<MixedRow> rows;
  std::int64_t next = salib ? 1 : 2;
  for (std::size_t unit = 0; unit < units; ++unit) rows.push_back({next++, unit, a, b});
  for (std::size_t unit = 0; second_order && unit < units; ++unit) {
    rows.push_back({next++, unit, b, a});
  }
  return rows;
}

std::int64_t place_of(const Design& design, std::int64_t row) {
  if (design.layout != Layout::kSalib) return row;
  const std::int64_t rows = rows_of_sample(design.units.size(), design.second_order);
  const std::int64_t k = row % rows, first = row - k;
  if (k == 0) return row;
  return k == 1 ? first + rows - 1 : row - 1;
}

std::vector<MorrisStep> steps_of(const Design& design, std::span<const double> values) {
  if (design.kind == DesignKind::kTable) return steps_of_table(design, values);
  const DesignPoints points(design);
  std::vector<MorrisStep> steps;
  for (std::int64_t id = 0; id < points.size(); ++id) {
    if (const auto step = points.step(id)) steps.push_back(*step);
  }
  return steps;
}

LayoutSearch::LayoutSearch(std::vector<std::string> names, std::int64_t rows,
                           std::optional<Layout> only)
    : names_(std::move(names)), rows_(rows), only_(only) {
  if (only_ == Layout::kIndependent || (!only_ && factors() < 2)) return;
  for (std::size_t units = factors(); units > 0; --units) {
    // If all factors are in one group, the rows are A, B, B and show no units.
    if (units == 1 && factors() > 1) break;
    for (const Layout layout : {Layout::kSaltelli, Layout::kSalib}) {
      for (const bool second_order : {false, true}) add(layout, second_order, units);
    }
    if (units == factors()) add(Layout::kMorris, false, units);
  }
  for (const Candidate& candidate : candidates_) kept_ = std::max(kept_, candidate.rows);
  memory_.resize(size(kept_) * factors());
}

void LayoutSearch::add(Layout layout, bool second_order, std::size_t units) {
  const std::int64_t rows = layout == Layout::kMorris ? static_cast<std::int64_t>(units) + 1
                                                      : rows_of_sample(units, second_order);
  if (rows_ % rows != 0 || (only_ && *only_ != layout)) return;
  Candidate candidate{layout, second_order, units, rows, {}, {}};
  if (layout != Layout::kMorris) candidate.mixed = mixed_rows(layout, units, second_order);
  for (std::size_t f = 0; f < factors(); ++f) {
    candidate.unit_of.push_back(units == factors() ? f : kUnknown);
  }
  if (units < factors()) candidate.never.assign(units, std::vector<bool>(factors()));
  candidates_.push_back(std::move(candidate));
}

const double* LayoutSearch::row(std::int64_t id) const {
  return &memory_[size(id % kept_) * factors()];
}

void LayoutSearch::take(std::span<const double> row) {
  if (taken_ == 0) first_.assign(row.begin(), row.end());
  count(row);
  if (!candidates_.empty()) {
    std::copy(row.begin(), row.end(), memory_.begin() + (taken_ % kept_) * std::ssize(row));
  }
  ++taken_;
  for (Candidate& candidate : candidates_) {
    if (candidate.flaw < 0 && taken_ % candidate.rows == 0) {
      check(candidate, taken_ - candidate.rows);
    }
  }
  if (!only_) std::erase_if(candidates_, [](const Candidate& c) { return c.flaw >= 0; });
}

void LayoutSearch::count(std::span<const double> row) {
  if (!counted_) return;
  ++combinations_[{row.begin(), row.end()}];
  counted_ = combinations_.size() <= kMostCombinations;
  if (!counted_) combinations_.clear();
}

void LayoutSearch::check(Candidate& candidate, std::int64_t first) const {
  candidate.varied = candidate.varied || !std::equal(first_.begin(), first_.end(), row(first));
  if (candidate.layout == Layout::kMorris) {
    check_trajectory(candidate, first);
    return;
  }
  for (const MixedRow& mixed : candidate.mixed) check_mixed(candidate, first, mixed);
}

/// Which factors a unit has may have to be told from the rows themselves.
void LayoutSearch::check_mixed(Candidate& candidate, std::int64_t first,
                               const MixedRow& mixed) const {
  const std::int64_t id = first + mixed.row, mostly = first + mixed.mostly, one = first + mixed.one;
  const std::size_t unit = mixed.unit;
  for (std::size_t f = 0; f < factors() && candidate.flaw < 0; ++f) {
    const double x = row(id)[f], usual = row(mostly)[f], other = row(one)[f];
    bool good = x == usual || x == other;
    if (good && usual != other) {
      std::size_t& owner = candidate.unit_of[f];
      if (x == other) {
        if (owner == kUnknown && !candidate.never[unit][f]) owner = unit;
        good = owner == unit;
      } else {
        good = owner != unit;
        if (owner == kUnknown) candidate.never[unit][f] = true;
      }
    }
    if (good) continue;
    candidate.flaw = id;
    candidate.why = fmt::format("{} is {}; point {} has {} and point {} has {}", names_[f], x,
                                mostly, usual, one, other);
  }
}

void LayoutSearch::check_trajectory(Candidate& candidate, std::int64_t first) const {
  std::vector<bool> moved(factors());
  for (std::int64_t id = first + 1; id < first + candidate.rows; ++id) {
    std::vector<std::string> changed;
    bool again = false;
    for (std::size_t f = 0; f < factors(); ++f) {
      if (row(id)[f] == row(id - 1)[f]) continue;
      changed.push_back(names_[f]);
      again = again || moved[f];
      moved[f] = true;
    }
    if (changed.size() == 1 && !again) continue;
    candidate.flaw = id;
    candidate.why =
        changed.empty() ? fmt::format("is the same as point {}; expected one factor moved", id - 1)
        : again ? fmt::format("moves {} again within its trajectory", fmt::join(changed, " and "))
                : fmt::format("moves {} at once; expected one factor", fmt::join(changed, " and "));
    return;
  }
}

/// All combinations of the values of each factor, equally often: these can look like any layout.
bool LayoutSearch::is_crossed() const {
  if (!counted_ || combinations_.empty()) return false;
  std::size_t possible = 1;
  for (std::size_t f = 0; f < factors(); ++f) {
    std::set<double> values;
    for (const auto& [row, times] : combinations_) values.insert(row[f]);
    possible *= values.size();
    if (possible > combinations_.size()) return false;
  }
  const std::int64_t times = combinations_.begin()->second;
  return std::all_of(combinations_.begin(), combinations_.end(),
                     [times](const auto& entry) { return entry.second == times; });
}

/// The units of all factors. If a factor never differs between A and B, no row shows its unit, and
/// the choice has no effect. It goes to a unit that no other factor shows, otherwise to the last.
std::vector<std::size_t> LayoutSearch::completed(const Candidate& candidate) const {
  std::vector<std::size_t> unit_of = candidate.unit_of;
  for (std::size_t& own : unit_of) {
    if (own != kUnknown) continue;
    std::size_t unit = 0;
    while (unit + 1 < candidate.units &&
           std::find(unit_of.begin(), unit_of.end(), unit) != unit_of.end()) {
      ++unit;
    }
    own = unit;
  }
  return unit_of;
}

bool LayoutSearch::fits(const Candidate& candidate) const {
  if (candidate.flaw >= 0) return false;
  const std::vector<std::size_t> unit_of = completed(candidate);
  for (std::size_t unit = 0; unit < candidate.units; ++unit) {
    if (std::count(unit_of.begin(), unit_of.end(), unit) == 0) return false;
  }
  return only_ || (candidate.varied && rows_ / candidate.rows >= 2);
}

void LayoutSearch::refuse() const {
  std::string why =
      fmt::format("{} over {}", counted(rows_, "row"), counted(std::ssize(names_), "factor"));
  if (*only_ == Layout::kMorris) {
    why += fmt::format("; expected trajectories of {} rows", factors() + 1);
  } else {
    why += fmt::format("; expected a multiple of {} rows, or of {} with second order",
                       rows_of_sample(factors(), false), rows_of_sample(factors(), true));
  }
  std::int64_t furthest = -1;
  for (const Candidate& candidate : candidates_) {
    if (candidate.flaw <= furthest) continue;
    furthest = candidate.flaw;
    why = fmt::format("point {}: {}", candidate.flaw, candidate.why);
  }
  throw Error(Fault::kInput,
              fmt::format("--layout {}: the rows are not laid out so: {}", name_of(*only_), why));
}

TableLayout LayoutSearch::found() const {
  if (!only_ && is_crossed()) return {};
  for (const Candidate& candidate : candidates_) {
    if (!fits(candidate)) continue;
    TableLayout layout{candidate.layout, candidate.second_order, {}};
    layout.units.resize(candidate.units);
    const std::vector<std::size_t> unit_of = completed(candidate);
    for (std::size_t f = 0; f < factors(); ++f) layout.units[unit_of[f]].push_back(f);
    return layout;
  }
  if (only_ && *only_ != Layout::kIndependent) refuse();
  return {};
}

}  // namespace armistice
