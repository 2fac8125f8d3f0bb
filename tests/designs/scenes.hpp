// Small designs, and their points as tables.
#pragma once

#include <string>
#include <vector>

#include "experiments/designs/points.hpp"
#include "experiments/error.hpp"

namespace armistice {

inline Factor uniform_factor(const std::string& name) {
  return {
      .name = name,
      .distribution = {.kind = DistributionKind::kUniform, .b = 1, .values = {}, .weights = {}}};
}

inline Factor of_words(const std::string& name, std::vector<std::string> words) {
  return {.name = name, .words = std::move(words)};
}

/// Uniform factors "x0", "x1", ...
inline Design design_of(DesignKind kind, std::size_t factors, std::int64_t samples,
                        std::uint64_t seed = 1) {
  Design design{.kind = kind, .samples = samples, .seed = seed};
  for (std::size_t i = 0; i < factors; ++i) {
    design.factors.push_back(uniform_factor("x" + std::to_string(i)));
  }
  return design;
}

using Table = std::vector<std::vector<double>>;  // [point][factor]

inline Table unit_points(const DesignPoints& points) {
  Table table;
  for (std::int64_t id = 0; id < points.size(); ++id) {
    points.unit_point(id, table.emplace_back(points.design().factors.size()));
  }
  return table;
}
inline Table unit_points(const Design& design) { return unit_points(DesignPoints(design)); }

inline Table points_in(const Design& design) {
  const DesignPoints points(design);
  Table table;
  for (std::int64_t id = 0; id < points.size(); ++id) {
    points.point(id, table.emplace_back(design.factors.size()));
  }
  return table;
}

inline std::vector<double> column(const Table& table, std::size_t factor) {
  std::vector<double> values;
  for (const auto& row : table) values.push_back(row[factor]);
  return values;
}

/// One value in each interval [i/N, (i + 1)/N) of N values.
inline bool is_stratified(const std::vector<double>& values) {
  std::vector<bool> taken(values.size());
  for (const double x : values) {
    if (!(x >= 0 && x < 1)) return false;
    const auto interval = static_cast<std::size_t>(x * static_cast<double>(values.size()));
    if (taken[interval]) return false;
    taken[interval] = true;
  }
  return true;
}

/// The message that a call is refused with as input; empty if it is not.
template <class Call>
std::string refusal_of(const Call& call) {
  try {
    call();
  } catch (const Error& e) {
    return e.fault() == Fault::kInput ? e.what() : "";
  }
  return "";
}

}  // namespace armistice
