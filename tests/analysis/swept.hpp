// Finished sweeps of known functions, as files.
#pragma once

#include <fmt/format.h>

#include <cmath>
#include <fstream>
#include <functional>
#include <numbers>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "experiments/analysis/analysis.hpp"
#include "experiments/designs/design_data.hpp"
#include "experiments/designs/points.hpp"
#include "tests/support/scratch_folder.hpp"

namespace armistice {

using Function = std::function<double(std::span<const double>)>;

inline Distribution uniform(double low, double high) {
  return {.kind = DistributionKind::kUniform, .a = low, .b = high, .values = {}, .weights = {}};
}

class AnalysisOfASweep : public ScratchFolder {
 protected:
  /// Writes what a sweep of f with one replicate would have written. A table has the rows that are
  /// given.
  void write_sweep(Design design, const Function& f, bool share,
                   const std::vector<std::vector<double>>& table = {}) const {
    const bool of_table = design.kind == DesignKind::kTable;
    design = of_table ? design : checked(std::move(design));
    std::optional<DesignPoints> points;
    if (!of_table) points.emplace(design);
    const auto count = of_table ? static_cast<std::int64_t>(table.size()) : points->size();
    std::string rows = "point", results = "point,trials,y\n";
    for (const Factor& factor : design.factors) rows += "," + factor.name;
    rows += "\n";
    std::vector<double> x(design.factors.size());
    for (std::int64_t id = 0; id < count; ++id) {
      if (of_table) {
        x = table[static_cast<std::size_t>(id)];
      } else {
        points->point(id, x);
      }
      rows += fmt::format("{}", id);
      for (std::size_t i = 0; i < x.size(); ++i) {
        const Factor& factor = design.factors[i];
        rows += factor.words.empty() ? fmt::format(",{}", x[i])
                                     : "," + factor.words[static_cast<std::size_t>(x[i])];
      }
      rows += "\n";
      results += fmt::format("{},1,{}\n", id, f(x));
    }
    nlohmann::ordered_json manifest{{"command", "sweep"},
                                    {"program", "p"},
                                    {"scenario", {{"name", "known"}, {"digest", "d"}}},
                                    {"design", design_data(design)}};
    manifest["design"].update(
        {{"points", count},
         {"replicates", 1},
         {"chance", "common"},
         {"outcomes", {{{"name", "y"}, {"kind", share ? "share" : "mean"}}}}});
    write("points.csv", rows);
    write("results.csv", results);
    write("manifest.json", manifest.dump());
  }
  Analysis analysed(AnalysisPlan plan = {}, std::optional<double> threshold = {}) const {
    SweepTable sweep = read_sweep(folder_);
    std::vector<SweptOutcome> outcomes = sweep.outcomes;
    for (SweptOutcome& outcome : outcomes) outcome.threshold = threshold;
    plan.bootstrap.replicates = 200;
    return analyse(std::move(sweep), outcomes, plan);
  }
  /// Rows of a file but the header, as they are and in another order.
  std::vector<std::string> rows_of_file(const std::string& name) const {
    std::ifstream stream(folder_ / name);
    std::vector<std::string> lines;
    for (std::string line; std::getline(stream, line);) lines.push_back(line);
    return lines;
  }
  void write_rows(const std::string& name, const std::vector<std::string>& lines) const {
    std::string text;
    for (const std::string& line : lines) text += line + "\n";
    write(name, text);
  }
  std::string refusal() const {
    return message_of([this] { analysed(); });
  }
};

inline Design of_three(DesignKind kind, std::int64_t samples) {
  const double pi = std::numbers::pi;
  Design design;
  design.kind = kind;
  design.samples = samples;
  for (const char* name : {"a", "b", "c"}) design.factors.push_back({name, uniform(-pi, pi), {}});
  return design;
}

/// Ishigami and Homma (1990) with 7 and 0.1: first order .314 .442 0, total .558 .442 .244.
inline double ishigami(std::span<const double> x) {
  return std::sin(x[0]) + 7 * std::pow(std::sin(x[1]), 2) + .1 * std::pow(x[2], 4) * std::sin(x[0]);
}

}  // namespace armistice
