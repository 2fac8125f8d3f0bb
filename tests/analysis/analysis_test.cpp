// Finished sweeps of known functions, read back from their files.
#include "experiments/analysis/analysis.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <numbers>

#include "experiments/designs/design_data.hpp"
#include "experiments/designs/points.hpp"
#include "experiments/output/analysis_files.hpp"
#include "experiments/output/analysis_text.hpp"
#include "tests/support/scratch_folder.hpp"

namespace armistice {
namespace {

using testing::HasSubstr;
using Function = std::function<double(std::span<const double>)>;

Distribution uniform(double low, double high) {
  return {.kind = DistributionKind::kUniform, .a = low, .b = high, .values = {}, .weights = {}};
}

class AnalysisOfASweep : public ScratchFolder {
 protected:
  /// Writes what a sweep of f with one replicate would have written.
  void write_sweep(Design design, const Function& f, bool share) const {
    design = checked(std::move(design));
    const DesignPoints points(design);
    std::string rows = "point", results = "point,trials,y\n";
    for (const Factor& factor : design.factors) rows += "," + factor.name;
    rows += "\n";
    std::vector<double> x(design.factors.size());
    for (std::int64_t id = 0; id < points.size(); ++id) {
      points.point(id, x);
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
        {{"points", points.size()},
         {"replicates", 1},
         {"chance", "common"},
         {"outcomes", {{{"name", "y"}, {"kind", share ? "share" : "mean"}}}}});
    write("points.csv", rows);
    write("results.csv", results);
    write("manifest.json", manifest.dump());
  }
  Analysis analysed() const {
    SweepTable sweep = read_sweep(folder_);
    const std::vector<SweptOutcome> outcomes = sweep.outcomes;
    AnalysisPlan plan;
    plan.bootstrap.replicates = 200;
    return analyse(std::move(sweep), outcomes, plan);
  }
  std::string refusal() const {
    return message_of([this] { analysed(); });
  }
};

Design of_three(DesignKind kind, std::int64_t samples) {
  const double pi = std::numbers::pi;
  Design design;
  design.kind = kind;
  design.samples = samples;
  for (const char* name : {"a", "b", "c"}) design.factors.push_back({name, uniform(-pi, pi), {}});
  return design;
}

/// Ishigami and Homma (1990) with 7 and 0.1: first order .314 .442 0, total .558 .442 .244.
double ishigami(std::span<const double> x) {
  return std::sin(x[0]) + 7 * std::pow(std::sin(x[1]), 2) + .1 * std::pow(x[2], 4) * std::sin(x[0]);
}

TEST_F(AnalysisOfASweep, FindsTheKnownIndices) {
  write_sweep(of_three(DesignKind::kSaltelli, 2048), ishigami, false);
  const Analysis analysis = analysed();
  const OutcomeAnalysis& y = analysis.outcomes.front();
  ASSERT_EQ(y.sobol.size(), 4u);
  const SobolIndices& s = y.sobol.back().indices;
  const double first[] = {.314, .442, 0}, total[] = {.558, .442, .244};
  for (std::size_t i = 0; i < 3; ++i) {
    EXPECT_NEAR(s.first[i].value, first[i], .02) << i;  // about two half-widths of the intervals
    EXPECT_NEAR(s.total[i].value, total[i], .02) << i;
  }
  EXPECT_EQ(y.regression->points, 2 * 2048) << "A and B alone are a sample";
  const std::string text = analysis_text(analysis, y);
  EXPECT_THAT(text, HasSubstr("Sobol' indices, 2048 base samples"));
  EXPECT_LT(text.find("\n  a "), text.find("\n  c ")) << "the largest first";
}

TEST_F(AnalysisOfASweep, MorrisEffectsAreOfTheWholeRange) {
  // Over the grid's levels, 1/8 to 7/8 of the range: 3/4 of 2 pi.
  write_sweep(
      of_three(DesignKind::kMorris, 30), [](std::span<const double> x) { return 2 * x[0] - x[1]; },
      false);
  const Analysis analysis = analysed();
  const MorrisEffects& m = *analysis.outcomes.front().morris;
  const double range = 1.5 * std::numbers::pi;
  EXPECT_NEAR(m.units[0].mu.value, 2 * range, 1e-9);
  EXPECT_NEAR(m.units[1].mu.value, -range, 1e-9);
  EXPECT_NEAR(m.units[1].mu_star.value, range, 1e-9);
  EXPECT_NEAR(m.units[0].sigma.value, 0, 1e-9);
  EXPECT_NEAR(m.units[2].mu_star.value, 0, 1e-9);
  EXPECT_FALSE(analysis.outcomes.front().comes) << "a grid is no sample";
}

TEST_F(AnalysisOfASweep, BoxesSayWhereAnOutcomeComesAndWhereItFails) {
  Design design = of_three(DesignKind::kLatinHypercube, 2000);
  design.factors.push_back({"rule", {}, {"one", "two", "three"}});
  write_sweep(
      design, [](std::span<const double> x) { return x[0] > 1 && x[3] != 1 ? 1. : 0.; }, true);
  const Analysis analysis = analysed();
  const OutcomeAnalysis& y = analysis.outcomes.front();
  ASSERT_FALSE(y.comes->boxes.empty());
  const FoundBox& box = y.comes->boxes.front();
  EXPECT_NEAR(box.box.limits[0].low, 1, .15);
  EXPECT_EQ(box.box.limits[3].left_out, std::vector<double>{1});
  EXPECT_GT(box.among_all.density, .95);
  EXPECT_GT(box.among_all.coverage, .9);
  EXPECT_THAT(analysis_text(analysis, y), HasSubstr("rule is one or three"));
  EXPECT_NEAR(y.comes->share + y.fails->share, 1, 1e-12);
  ASSERT_EQ(y.tree->tree.leaves().size(), 3u) << "a, then the rule";
  EXPECT_THAT(tree_csv(analysis), HasSubstr("rule is one or three"));
  EXPECT_THAT(boxes_csv(analysis), HasSubstr("y,comes,1,rule,,,two,"));
}

TEST_F(AnalysisOfASweep, PointsThatFailedAreLeftOut) {
  write_sweep(of_three(DesignKind::kLatinHypercube, 500), ishigami, false);
  std::string results = "point,trials,y\n";
  const SweepTable sweep = read_sweep(folder_);
  for (Eigen::Index i = 0; i < 500; ++i) {
    results +=
        i % 50 == 7 ? fmt::format("{},0,\n", i) : fmt::format("{},1,{}\n", i, sweep.points(i, 0));
  }
  write("results.csv", results);
  const Analysis analysis = analysed();
  EXPECT_EQ(analysis.outcomes.front().regression->left_out, 10);
  EXPECT_NEAR(analysis.outcomes.front().regression->factors[0].src.value, 1, 1e-9);
  EXPECT_FALSE(std::isnan(analysis.outcomes.front().mean));
}

TEST_F(AnalysisOfASweep, WhatIsNoFinishedSweepIsRefused) {
  EXPECT_THAT(refusal(), HasSubstr("manifest.json can't be read"));
  write("part/identity.json", "{}");
  EXPECT_THAT(refusal(), HasSubstr("unfinished work or a shard"));
  write("manifest.json", "{\"command\": \"run\"}");
  EXPECT_THAT(refusal(), HasSubstr("is not of a sweep"));
  write_sweep(of_three(DesignKind::kSobol, 64), ishigami, false);
  EXPECT_EQ(refusal(), "");
  write("results.csv", "point,trials,y\n0,1,2\n");
  EXPECT_THAT(refusal(), HasSubstr("results.csv: ends after 1 of 64 points"));
  write("results.csv", "point,trials,z\n0,1,2\n");
  EXPECT_THAT(refusal(), HasSubstr("has no column y"));
}

TEST_F(AnalysisOfASweep, TheDesignIsReadBackAsItWas) {
  Design design = of_three(DesignKind::kSaltelli, 8);
  design.second_order = true;
  design.seed = 7;
  design.factors.push_back({"rule", {}, {"one", "two"}});
  design.factors.push_back(
      {"d", {.kind = DistributionKind::kDiscrete, .values = {1, 2.5}, .weights = {1, 3}}, {}});
  design.units = {{"c", {2}, 0}, {"rule", {3}, 0}, {"d", {4}, 0}, {"both", {0, 1}, .25}};
  design = checked(std::move(design));
  EXPECT_EQ(design_from_data(design_data(design), "here"), design);
}

}  // namespace
}  // namespace armistice
