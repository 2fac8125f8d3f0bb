#include "experiments/designs/points.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <utility>

#include "experiments/designs/addressed_words.hpp"
#include "experiments/designs/keyed_permutation.hpp"
#include "experiments/designs/scrambled_sobol.hpp"
#include "experiments/designs/walsh_indices.hpp"
#include "experiments/error.hpp"

namespace armistice {
namespace {

/// A continuous factor's two levels are at this probability and at its complement.
constexpr double kLowLevel = 0.05;

/// Each coordinate has one point in each of N strata (McKay, Beckman & Conover 1979).
struct LatinHypercube {
  std::uint64_t seed;
  std::int64_t samples;
  std::vector<KeyedPermutation> strata{};

  explicit LatinHypercube(const Design& design) : seed(design.seed), samples(design.samples) {
    for (std::size_t i = 0; i < design.factors.size(); ++i) strata.emplace_back(samples, seed, i);
  }

  void operator()(std::int64_t id, std::span<double> u) const {
    for (std::size_t i = 0; i < u.size(); ++i) {
      const auto stratum = static_cast<double>(strata[i](id));
      const auto words =
          words_at(seed, DesignChance::kJitter, i, static_cast<std::uint64_t>(id), 0);
      // A sum may be rounded up to the next stratum.
      const double within = std::min(stratum + unit_of(words[0]), std::nextafter(stratum + 1, 0.0));
      u[i] = within / static_cast<double>(samples);
    }
  }
};

struct SobolPoints {
  ScrambledSobol sobol;
  void operator()(std::int64_t id, std::span<double> u) const {
    for (std::size_t i = 0; i < u.size(); ++i) u[i] = sobol(id, i);
  }
};

struct PickFreeze {
  ScrambledSobol sobol;
  std::vector<std::size_t> unit_of;  // of each factor
  std::int64_t units;
  std::int64_t rows;  // of one base sample

  explicit PickFreeze(const Design& design)
      : sobol(2 * design.factors.size(), design.samples, design.seed),
        unit_of(design.factors.size()),
        units(static_cast<std::int64_t>(design.units.size())),
        rows(points_of(design) / design.samples) {
    for (std::size_t unit = 0; unit < design.units.size(); ++unit) {
      for (const std::size_t factor : design.units[unit].factors) unit_of[factor] = unit;
    }
  }

  void operator()(std::int64_t id, std::span<double> u) const {
    const std::int64_t row = id % rows;
    const bool mostly_b = row == 1 || row >= 2 + units;
    for (std::size_t i = 0; i < u.size(); ++i) {
      const bool swapped = row >= 2 && static_cast<std::int64_t>(unit_of[i]) == (row - 2) % units;
      u[i] = sobol(id / rows, i + (mostly_b != swapped ? u.size() : 0));
    }
  }
};

/// All combinations of the probabilities that each factor has.
struct Crossed {
  std::vector<std::vector<double>> levels{};

  explicit Crossed(const Design& design) {
    for (const Factor& factor : design.factors) {
      const Quantile quantile = quantile_of(factor);
      std::vector<double>& own = levels.emplace_back();
      for (std::size_t i = 0; i < quantile.levels(); ++i) own.push_back(quantile.middle_of(i));
      if (!own.empty()) continue;
      for (int i = 0; i < design.levels; ++i) own.push_back((i + 0.5) / design.levels);
    }
  }

  void operator()(std::int64_t id, std::span<double> u) const {
    auto rest = static_cast<std::size_t>(id);
    for (std::size_t i = levels.size(); i-- > 0;) {
      u[i] = levels[i][rest % levels[i].size()];
      rest /= levels[i].size();
    }
  }
};

struct TwoLevels {
  std::vector<std::uint64_t> indices;
  std::vector<std::pair<double, double>> levels{};  // low and high

  explicit TwoLevels(const Design& design)
      : indices(walsh_indices(design.factors.size(), design.resolution)) {
    for (const Factor& factor : design.factors) {
      const Quantile quantile = quantile_of(factor);
      levels.push_back(quantile.levels() == 0
                           ? std::pair(kLowLevel, 1 - kLowLevel)
                           : std::pair(quantile.middle_of(0), quantile.middle_of(1)));
    }
  }

  void operator()(std::int64_t id, std::span<double> u) const {
    for (std::size_t i = 0; i < u.size(); ++i) {
      const bool high = std::popcount(static_cast<std::uint64_t>(id) & indices[i]) % 2 != 0;
      u[i] = high ? levels[i].second : levels[i].first;
    }
  }
};

struct Trajectories {
  MorrisTrajectories trajectories;
  std::int64_t rows;
  void operator()(std::int64_t id, std::span<double> u) const {
    trajectories.unit_point(id / rows, static_cast<std::size_t>(id % rows), u);
  }
};

MorrisTrajectories trajectories_of(const Design& design) {
  std::vector<MorrisGrid> grids;
  for (const Factor& factor : design.factors) grids.push_back(morris_grid(factor, design.levels));
  return MorrisTrajectories(std::move(grids), design.units, design.seed);
}

std::function<void(std::int64_t, std::span<double>)> independent_points(const Design& design) {
  switch (design.kind) {
    case DesignKind::kLatinHypercube:
      return LatinHypercube(design);
    case DesignKind::kSobol:
      return SobolPoints{ScrambledSobol(design.factors.size(), design.samples, design.seed)};
    case DesignKind::kSaltelli:
      return PickFreeze(design);
    case DesignKind::kMorris:
      return Trajectories{trajectories_of(design), points_of(design) / design.samples};
    case DesignKind::kFullFactorial:
      return Crossed(design);
    case DesignKind::kFractionalFactorial:
      return TwoLevels(design);
    case DesignKind::kTable:
      break;
  }
  throw Error(Fault::kOurs, "the points of a table are in its file");
}

}  // namespace

DesignPoints::DesignPoints(Design design)
    : design_(checked(std::move(design))),
      size_(points_of(design_)),
      independent_(independent_points(design_)) {
  for (const Factor& factor : design_.factors) quantiles_.push_back(quantile_of(factor));
  if (design_.kind == DesignKind::kMorris) {
    trajectories_.emplace(trajectories_of(design_));
  }
  for (const FactorUnit& unit : design_.units) {
    if (unit.correlation == 0) continue;
    joined_.push_back({unit.factors, NormalCopula(unit.factors.size(), unit.correlation)});
  }
}

void DesignPoints::check(std::int64_t id) const {
  if (id >= 0 && id < size_) return;
  throw Error(Fault::kOurs, fmt::format("point {} of a design of {} points", id, size_));
}

void DesignPoints::unit_point(std::int64_t id, std::span<double> u) const {
  check(id);
  if (u.size() != design_.factors.size()) {
    throw Error(Fault::kOurs, fmt::format("a point of {} factors for a design of {}", u.size(),
                                          design_.factors.size()));
  }
  independent_(id, u);
  std::vector<double> own;
  for (const Joined& unit : joined_) {
    own.clear();
    for (const std::size_t factor : unit.factors) own.push_back(u[factor]);
    unit.copula(own);
    for (std::size_t i = 0; i < own.size(); ++i) u[unit.factors[i]] = own[i];
  }
}

void DesignPoints::point(std::int64_t id, std::span<double> values) const {
  unit_point(id, values);
  for (std::size_t i = 0; i < values.size(); ++i) values[i] = quantiles_[i](values[i]);
}

std::optional<MorrisStep> DesignPoints::step(std::int64_t id) const {
  check(id);
  if (!trajectories_) throw Error(Fault::kOurs, "only Morris's designs have steps");
  const auto rows = static_cast<std::int64_t>(design_.units.size()) + 1;
  if (id % rows == 0) return std::nullopt;
  return trajectories_->step(id / rows, static_cast<std::size_t>(id % rows));
}

}  // namespace armistice
