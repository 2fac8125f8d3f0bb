#include "experiments/designs/design.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <bit>
#include <set>
#include <string>

#include "experiments/designs/layout.hpp"
#include "experiments/designs/scrambled_sobol.hpp"
#include "experiments/designs/walsh_indices.hpp"
#include "experiments/error.hpp"
#include "experiments/input/counted.hpp"
#include "experiments/input/nearest_name.hpp"

namespace armistice {
namespace {

// In the order of DesignKind.
constexpr std::array<std::string_view, 7> kNames{
    "latin_hypercube",      "sobol", "saltelli", "morris", "full_factorial",
    "fractional_factorial", "table"};

constexpr std::array<std::string_view, 7> kOptions{"lhs",       "sobol",      "saltelli", "morris",
                                                   "factorial", "fractional", "CSV"};

constexpr std::array<std::string_view, 4> kLayouts{"independent", "saltelli", "salib", "morris"};

[[noreturn]] void refuse(const Design& design, const std::string& message) {
  throw Error(Fault::kInput, fmt::format("design {}: {}", option_of(design.kind), message));
}

bool is_factorial(DesignKind kind) {
  return kind == DesignKind::kFullFactorial || kind == DesignKind::kFractionalFactorial;
}

void check_factors(const Design& design) {
  if (design.factors.empty()) refuse(design, "has no factors; expected at least one");
  std::set<std::string> names;
  for (const Factor& factor : design.factors) {
    if (!names.insert(factor.name).second) {
      refuse(design, fmt::format("factor {} is named twice", factor.name));
    }
    if (design.kind != DesignKind::kTable) quantile_of(factor);  // throws if it has none
  }
}

void check_unit(const Design& design, const FactorUnit& unit) {
  const std::size_t size = unit.factors.size();
  if (size == 0) refuse(design, fmt::format("unit {} has no factors", unit.name));
  if (unit.correlation == 0) return;
  const double rho = unit.correlation;
  if (size == 1) {
    refuse(design, fmt::format("unit {} has one factor and a correlation of {}; expected 0, or "
                               "further factors",
                               unit.name, rho));
  }
  const double least = -1 / static_cast<double>(size - 1);
  if (!(rho > least && rho < 1)) {
    refuse(design, fmt::format("unit {}: correlation {}: expected more than {:.4g} and less than "
                               "1, which {} factors can have with each other",
                               unit.name, rho, least, size));
  }
  if (is_factorial(design.kind)) {
    refuse(design, fmt::format("unit {}: factors that are crossed can't be correlated; expected "
                               "lhs, sobol, saltelli or morris",
                               unit.name));
  }
  for (const std::size_t i : unit.factors) {
    if (i >= design.factors.size() || !design.factors[i].unordered) continue;
    refuse(design,
           fmt::format("unit {}: the words of factor {} have no order, so nothing can be "
                       "correlated with them; expected no correlation, or a unit without it",
                       unit.name, design.factors[i].name));
  }
  if (design.kind != DesignKind::kMorris) return;
  for (const std::size_t i : unit.factors) {
    if (i >= design.factors.size() || quantile_of(design.factors[i]).levels() == 0) continue;
    refuse(design, fmt::format("unit {}: factor {} jumps between values, which can't be correlated "
                               "with a walk; expected no correlation, or a unit without it",
                               unit.name, design.factors[i].name));
  }
}

void check_units(Design& design) {
  if (design.units.empty()) {
    for (std::size_t i = 0; i < design.factors.size(); ++i) {
      design.units.push_back({.name = design.factors[i].name, .factors = {i}});
    }
  }
  std::vector<const FactorUnit*> unit_of(design.factors.size());
  std::set<std::string> names;
  for (const FactorUnit& unit : design.units) {
    if (!names.insert(unit.name).second) {
      refuse(design, fmt::format("two units are named {}", unit.name));
    }
    check_unit(design, unit);
    for (const std::size_t i : unit.factors) {
      if (i >= design.factors.size()) {
        throw Error(Fault::kOurs, fmt::format("unit {} has a factor {} of {}", unit.name, i,
                                              design.factors.size()));
      }
      if (unit_of[i] != nullptr) {
        refuse(design, fmt::format("factor {} is in unit {} and in unit {}; expected one",
                                   design.factors[i].name, unit_of[i]->name, unit.name));
      }
      unit_of[i] = &unit;
    }
  }
  for (std::size_t i = 0; i < unit_of.size(); ++i) {
    if (unit_of[i] != nullptr) continue;
    refuse(design, fmt::format("factor {} is in no unit; expected one", design.factors[i].name));
  }
}

void check_sobol(const Design& design) {
  const std::size_t blocks = design.kind == DesignKind::kSaltelli ? 2 : 1;
  const std::size_t most = kMostSobolDimensions / blocks;
  if (design.factors.size() > most) {
    refuse(design, fmt::format("has {} factors; expected at most {}", design.factors.size(), most));
  }
  const auto samples = static_cast<std::uint64_t>(design.samples);
  if (!std::has_single_bit(samples)) {
    refuse(design, fmt::format("{}: expected a power of two, without which the points are "
                               "not balanced; the nearest are {} and {}",
                               counted(design.samples, "sample"), std::bit_floor(samples),
                               std::bit_ceil(samples)));
  }
}

void check_fractional(const Design& design) {
  if (design.resolution < 3 || design.resolution > 5) {
    refuse(design, fmt::format("resolution {}: expected 3, 4 or 5", design.resolution));
  }
  for (const Factor& factor : design.factors) {
    const std::size_t levels = quantile_of(factor).levels();
    if (levels == 0 || levels == 2) continue;
    refuse(design, levels == 1
                       ? fmt::format("factor {} has one value only; leave it out", factor.name)
                       : fmt::format("factor {} has {} levels; expected two, or the design "
                                     "factorial",
                                     factor.name, levels));
  }
  const std::size_t room = walsh_indices(design.factors.size(), design.resolution).size();
  if (room < design.factors.size()) {
    refuse(design, fmt::format("{} at resolution {} take more than {} runs; expected at "
                               "most {}, or a lower resolution",
                               counted(std::ssize(design.factors), "factor"), design.resolution,
                               kMostRuns, counted(static_cast<std::int64_t>(room), "factor")));
  }
}

void check_trajectories(const Design& design) {
  if (design.levels < 4 || design.levels % 2 != 0) {
    refuse(design, fmt::format("{} levels: expected an even number of 4 or more", design.levels));
  }
  for (const Factor& factor : design.factors) {
    if (quantile_of(factor).levels() != 1) continue;
    refuse(design, fmt::format("factor {} has one value only; leave it out", factor.name));
  }
}

void check_kind(const Design& design) {
  switch (design.kind) {
    case DesignKind::kSobol:
    case DesignKind::kSaltelli:
      check_sobol(design);
      break;
    case DesignKind::kMorris:
      check_trajectories(design);
      break;
    case DesignKind::kFullFactorial:
      if (design.levels < 2) {
        refuse(design, fmt::format("{} levels: expected 2 or more", design.levels));
      }
      break;
    case DesignKind::kFractionalFactorial:
      check_fractional(design);
      break;
    case DesignKind::kLatinHypercube:
    case DesignKind::kTable:
      break;
  }
}

/// The product of the factors' levels; kMostPoints + 1 if it is more than kMostPoints.
std::int64_t crossed_points(const Design& design) {
  std::int64_t points = 1;
  for (const Factor& factor : design.factors) {
    const std::size_t own = quantile_of(factor).levels();
    const auto levels = own == 0 ? design.levels : static_cast<std::int64_t>(own);
    if (points > kMostPoints / levels) return kMostPoints + 1;
    points *= levels;
  }
  return points;
}

}  // namespace

std::string_view option_of(DesignKind kind) { return kOptions[static_cast<std::size_t>(kind)]; }

std::string_view name_of(DesignKind kind) { return kNames[static_cast<std::size_t>(kind)]; }

std::string_view name_of(Layout layout) { return kLayouts[static_cast<std::size_t>(layout)]; }

Layout layout_named(std::string_view name) {
  const auto found = std::find(kLayouts.begin(), kLayouts.end(), name);
  if (found == kLayouts.end()) {
    throw Error(Fault::kInput, fmt::format("no layout \"{}\"{}", name, suggestion(name, kLayouts)));
  }
  return static_cast<Layout>(found - kLayouts.begin());
}

DesignKind design_kind(std::string_view name) {
  const auto found = std::find(kNames.begin(), kNames.end(), name);
  if (found == kNames.end()) {
    throw Error(Fault::kInput, fmt::format("no design \"{}\"{}", name, suggestion(name, kNames)));
  }
  return static_cast<DesignKind>(found - kNames.begin());
}

Design checked(Design design) {
  check_factors(design);
  check_units(design);
  if (!is_factorial(design.kind) && (design.samples < 1 || design.samples > kMostPoints)) {
    refuse(design,
           fmt::format("{}: expected 1 to {}", counted(design.samples, "sample"), kMostPoints));
  }
  check_kind(design);
  if (points_of(design) > kMostPoints) {
    refuse(design, fmt::format("has more than {} points; expected fewer {}", kMostPoints,
                               is_factorial(design.kind) ? "factors or levels, or the "
                                                           "design fractional"
                                                         : "samples"));
  }
  return design;
}

std::int64_t points_of(const Design& design) {
  const auto units = static_cast<std::int64_t>(design.units.size());
  switch (design.kind) {
    case DesignKind::kSaltelli:
      return design.samples * rows_of_sample(design.units.size(), design.second_order);
    case DesignKind::kMorris:
      return design.samples * (units + 1);
    case DesignKind::kFullFactorial:
      return crossed_points(design);
    case DesignKind::kFractionalFactorial:
      return runs_of(walsh_indices(design.factors.size(), design.resolution));
    case DesignKind::kLatinHypercube:
    case DesignKind::kSobol:
    case DesignKind::kTable:
      break;
  }
  return design.samples;
}

}  // namespace armistice
