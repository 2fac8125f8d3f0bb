// Finished sweeps of known functions, read back from their files.
#include "experiments/analysis/analysis.hpp"

#include <gmock/gmock.h>

#include "experiments/findings/analysis.hpp"
#include "experiments/report/printed.hpp"
#include "tests/analysis/swept.hpp"
#include "tests/support/report.hpp"

namespace armistice {
namespace {

using testing::HasSubstr;

std::string text_of(const Analysis& analysis) {
  return support::unbroken(printed(report_of(analysis)));
}

std::string table_of(const Analysis& analysis, std::string_view name) {
  return support::table_of(report_of(analysis), name);
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
  const std::string text = printed(report_of(analysis));
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

TEST_F(AnalysisOfASweep, EffectOnAShareAboveOneIsExplained) {
  const auto text_with = [this](double slope) {
    write_sweep(
        of_three(DesignKind::kMorris, 20),
        [slope](std::span<const double> x) { return std::clamp(.5 + slope * x[0], 0., 1.); }, true);
    const Analysis analysis = analysed();
    return text_of(analysis);
  };
  // All of it on one side of the middle: a step of 2/3 of the range changes it by 1.
  EXPECT_THAT(text_with(100), HasSubstr("that of a share can be above 1"));
  EXPECT_THAT(text_with(.01), testing::Not(HasSubstr("above 1")));
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
  EXPECT_EQ(box.box.limits[3].left_out, std::vector<double>{2}) << "two, in the alphabet";
  EXPECT_GT(box.among_all.density, .95);
  EXPECT_GT(box.among_all.coverage, .9);
  EXPECT_THAT(text_of(analysis), HasSubstr("rule is one or three"));
  EXPECT_NEAR(y.comes->share + y.fails->share, 1, 1e-12);
  ASSERT_EQ(y.tree->tree.leaves().size(), 3u) << "a, then the rule";
  EXPECT_THAT(table_of(analysis, "tree"), HasSubstr("rule is one or three"));
  EXPECT_THAT(table_of(analysis, "boxes"), HasSubstr("y,comes,1,rule,,,two,"));
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
  write(".armistice-work/identity.json", "{}");
  EXPECT_THAT(refusal(), HasSubstr("unfinished work or a shard"));
  write("manifest.json", "{\"command\": \"run\"}");
  EXPECT_THAT(refusal(), HasSubstr("is not of a sweep"));
  write_sweep(of_three(DesignKind::kSobol, 64), ishigami, false);
  EXPECT_EQ(refusal(), "");
  write("results.csv", "point,trials,y\n0,1,2\n");
  EXPECT_THAT(refusal(), HasSubstr("results.csv: has no row for point 1 and 62 others"));
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

TEST_F(AnalysisOfASweep, FailedPointsAreCountedInEachTable) {
  write_sweep(of_three(DesignKind::kSaltelli, 64), ishigami, false);
  std::vector<std::string> lines = rows_of_file("results.csv");
  lines[1] = "0,0,";        // A of base sample 0
  lines[2 + 5] = "6,0,";    // B of base sample 1
  lines[3 + 10] = "12,0,";  // a mixed row of 2
  write_rows("results.csv", lines);
  const Analysis analysis = analysed();
  const OutcomeAnalysis& y = analysis.outcomes.front();
  EXPECT_EQ(y.failed, 3);
  EXPECT_FALSE(std::isnan(y.mean));
  const std::string text = text_of(analysis);
  EXPECT_THAT(text, HasSubstr("over the 317 of 320 points that ran; the others are left out"));
  EXPECT_THAT(text, HasSubstr("61 base samples, 3 with a failed point left out"));
  EXPECT_THAT(text, HasSubstr("126 points, 2 that failed left out"));
  const std::string tables = table_of(analysis, "tables");
  EXPECT_THAT(tables, HasSubstr("y,sobol,base samples,61,3,\n"));
  EXPECT_THAT(tables, HasSubstr("y,regression,points,126,2,\n"));
  EXPECT_THAT(tables, HasSubstr("y,morris,trajectories,0,0,the design is none for it"));
}

TEST_F(AnalysisOfASweep, MeansOfAMorrisDesignAreOverWhatRan) {
  write_sweep(of_three(DesignKind::kMorris, 5), ishigami, false);
  std::vector<std::string> lines = rows_of_file("results.csv");
  lines[1] = "0,0,";
  write_rows("results.csv", lines);
  const Analysis analysis = analysed();
  const std::string text = text_of(analysis);
  EXPECT_THAT(text, HasSubstr("4 trajectories, 1 with a failed point left out"));
  EXPECT_THAT(text, testing::Not(HasSubstr("nan")));
}

TEST_F(AnalysisOfASweep, OfNothingThatRanIsRefused) {
  for (const DesignKind kind : {DesignKind::kMorris, DesignKind::kLatinHypercube}) {
    write_sweep(of_three(kind, 30), ishigami, false);
    std::vector<std::string> lines = rows_of_file("results.csv");
    for (std::size_t i = 1; i < lines.size(); ++i) lines[i] = fmt::format("{},0,", i - 1);
    write_rows("results.csv", lines);
    EXPECT_THAT(refusal(), HasSubstr("points ran, so there is nothing to analyse; failures.csv"));
  }
}

TEST_F(AnalysisOfASweep, AConstantOutcomeIsCalledThat) {
  for (const DesignKind kind :
       {DesignKind::kSaltelli, DesignKind::kMorris, DesignKind::kLatinHypercube}) {
    write_sweep(
        of_three(kind, 32), [](std::span<const double>) { return .25; }, true);
    const Analysis analysis = analysed();
    const std::string text = text_of(analysis);
    EXPECT_THAT(text, HasSubstr("the same at every point, so there is nothing to explain"));
    EXPECT_THAT(text, testing::Not(HasSubstr("more replicates or samples")));
    EXPECT_THAT(table_of(analysis, "indices"), HasSubstr(",constant,"));
    EXPECT_THAT(table_of(analysis, "indices"), testing::Not(HasSubstr("converged")));
  }
}

TEST_F(AnalysisOfASweep, TablesThatAreLeftOutSayWhy) {
  write_sweep(of_three(DesignKind::kSaltelli, 1), ishigami, false);
  Analysis analysis = analysed();
  std::string text = text_of(analysis);
  EXPECT_THAT(text, HasSubstr("No Sobol' indices: too few base samples: 1, expected 2 or more"));
  EXPECT_THAT(text, HasSubstr("No directions: too few points: 2, expected 5 or more"));
  write_sweep(
      of_three(DesignKind::kLatinHypercube, 19),
      [](std::span<const double> x) { return x[0] > 0 ? 1. : 0.; }, true);
  analysis = analysed();
  text = text_of(analysis);
  EXPECT_THAT(text, HasSubstr("No boxes, tree: too few points: 19, expected 20 or more"));
  EXPECT_THAT(table_of(analysis, "tables"),
              HasSubstr("y,tree,points,19,0,\"too few points: 19, expected"));
}

TEST_F(AnalysisOfASweep, OneReplicateOfChanceOfItsOwnIsWarnedOf) {
  write_sweep(of_three(DesignKind::kSaltelli, 64), ishigami, false);
  std::string manifest;
  for (const std::string& line : rows_of_file("manifest.json")) manifest += line;
  manifest.replace(manifest.find("\"common\""), 8, "\"independent\"");
  write("manifest.json", manifest);
  const Analysis analysis = analysed();
  EXPECT_THAT(text_of(analysis),
              HasSubstr("chance of its own, and that chance is in these figures"));
  EXPECT_THAT(table_of(analysis, "indices"), HasSubstr("y,total,a,,"));
  EXPECT_THAT(table_of(analysis, "indices"), testing::Not(HasSubstr("removed")));
}

TEST_F(AnalysisOfASweep, AThresholdMakesPointsCases) {
  // The share is 1 - a third of a rising plane: at least .5 where the first two are small.
  Design design = of_three(DesignKind::kLatinHypercube, 400);
  for (Factor& factor : design.factors) factor.distribution = uniform(0, 1);
  write_sweep(
      design, [](std::span<const double> x) { return x[0] > .6 ? .3 + .1 * x[1] : .5 + .1 * x[2]; },
      true);
  const Analysis plain = analysed(), cases = analysed({}, .5);
  const OutcomeAnalysis& y = cases.outcomes.front();
  EXPECT_NEAR(y.comes->share, .6, .01);
  EXPECT_GT(plain.outcomes.front().comes->boxes.front().among_all.density, .5);
  EXPECT_LT(plain.outcomes.front().comes->boxes.front().among_all.density, .61);
  EXPECT_GT(y.comes->boxes.front().among_all.density, .99);
  EXPECT_GT(y.comes->boxes.front().among_all.coverage, .95);
  EXPECT_LT(y.comes->boxes.front().quasi_p[0], 1e-6);
  EXPECT_EQ(y.regression->r_squared.value, plain.outcomes.front().regression->r_squared.value)
      << "indices are of shares";
  const std::string text = text_of(cases);
  EXPECT_THAT(text, HasSubstr("Where it is at least 0.5: 60.0 % of all points"));
  EXPECT_THAT(text, HasSubstr("of all such points (coverage)"));
  EXPECT_THAT(table_of(cases, "boxes"), HasSubstr(",0.5\n"));
  const Analysis never = analysed({}, .99);
  EXPECT_THAT(text_of(never), HasSubstr("No boxes, tree: no point has 0.99 or more"));
}

TEST_F(AnalysisOfASweep, AMeanHasBoxesIfItHasAThreshold) {
  write_sweep(
      of_three(DesignKind::kLatinHypercube, 300),
      [](std::span<const double> x) { return 100 * x[1]; }, false);
  EXPECT_FALSE(analysed().outcomes.front().comes);
  const Analysis analysis = analysed({}, 100.);
  ASSERT_TRUE(analysis.outcomes.front().comes);
  EXPECT_NEAR(analysis.outcomes.front().comes->boxes.front().box.limits[1].low, 1, .2);
}

TEST_F(AnalysisOfASweep, APickedStepIsOfOneBoxOfOneOutcome) {
  const Function f = [](std::span<const double> x) { return 1 / (1 + std::exp(-2 * x[0] - x[1])); };
  write_sweep(of_three(DesignKind::kLatinHypercube, 400), f, true);
  const Analysis proposed = analysed();
  const OutcomeAnalysis& before = proposed.outcomes.front();
  AnalysisPlan plan;
  plan.steps = {{"y", Interest::kFails, 1, 12}};
  const Analysis picked = analysed(plan);
  const OutcomeAnalysis& after = picked.outcomes.front();
  EXPECT_EQ(after.fails->boxes.front().step, 12u);
  EXPECT_NE(before.fails->boxes.front().step, 12u);
  EXPECT_EQ(after.comes->boxes.front().step, before.comes->boxes.front().step);
  plan.steps = {{"y", Interest::kComes, 1, 3000}};
  EXPECT_THAT(
      message_of([&] { analysed(plan); }),
      HasSubstr("of where y comes: there is no step 3000 of box 1, which has the steps 0 to"));
  plan.steps = {{"y", Interest::kComes, 40, 3}};
  EXPECT_THAT(message_of([&] { analysed(plan); }), HasSubstr("there is no box 40"));
}

TEST_F(AnalysisOfASweep, ATableInTheOrderOfSalibHasTheIndicesOfItsDesign) {
  Design design = of_three(DesignKind::kSaltelli, 256);
  design = checked(design);
  const DesignPoints points(design);
  // Ours has B second, SALib's last.
  std::vector<std::vector<double>> rows(static_cast<std::size_t>(points.size()));
  for (std::int64_t id = 0; id < points.size(); ++id) {
    const std::int64_t k = id % 5, place = id - k + (k == 0 ? 0 : (k == 1 ? 4 : k - 1));
    std::vector<double> x(3);
    points.point(id, x);
    rows[static_cast<std::size_t>(place)] = x;
  }
  write_sweep(design, ishigami, false);
  const Analysis ours = analysed();
  Design table = design;
  table.kind = DesignKind::kTable;
  table.samples = points.size();
  table.layout = Layout::kSalib;
  write_sweep(table, ishigami, false, rows);
  const Analysis theirs = analysed();
  EXPECT_EQ(table_of(theirs, "indices"), table_of(ours, "indices"));
  EXPECT_EQ(theirs.outcomes.front().regression->points, 512);
}

TEST_F(AnalysisOfASweep, EffectsOfFewValuesAreOfTheWholeRange) {
  Design design = of_three(DesignKind::kMorris, 20);
  design.factors[0].distribution = {
      .kind = DistributionKind::kDiscrete, .values = {0, 1, 10}, .weights = {1, 1, 1}};
  design.factors[1].distribution = {
      .kind = DistributionKind::kBernoulli, .a = .1, .values = {}, .weights = {}};
  const Function f = [](std::span<const double> x) {
    return (x[0] == 0 ? 0 : (x[0] == 1 ? 2 : 4)) + 3 * x[1];
  };
  write_sweep(design, f, false);
  const Analysis analysis = analysed();
  const MorrisEffects& m = *analysis.outcomes.front().morris;
  EXPECT_NEAR(m.units[0].mu.value, 4, 1e-12) << "two steps of 2";
  EXPECT_NEAR(m.units[0].sigma.value, 0, 1e-9);
  EXPECT_NEAR(m.units[1].mu.value, 3, 1e-12);
  EXPECT_EQ(m.units[1].effects, 20) << "each moves";
}

TEST_F(AnalysisOfASweep, FactorsThatCannotBeToldApartAreNamed) {
  Design design = of_three(DesignKind::kTable, 40);
  design.units = {{"a", {0}, 0}, {"b", {1}, 0}, {"c", {2}, 0}};
  std::vector<std::vector<double>> rows;
  for (int i = 0; i < 40; ++i) rows.push_back({double(i * 7 % 40), 2 * double(i * 7 % 40), 5});
  write_sweep(
      design, [](std::span<const double> x) { return x[0] * x[0]; }, false, rows);
  const Analysis analysis = analysed();
  const std::string text = text_of(analysis);
  EXPECT_THAT(text, HasSubstr("moves with other factors"));
  EXPECT_THAT(text, HasSubstr("the same at all points"));
}

TEST_F(AnalysisOfASweep, ReportHasTheSameMeasuresAndBoxesAsDataAndAsTables) {
  write_sweep(
      of_three(DesignKind::kLatinHypercube, 300),
      [](std::span<const double> x) { return x[0] > 1 ? .9 : .1; }, true);
  const Report report = report_of(analysed());
  const auto rows = [&](std::string_view name) {
    const auto found = std::find_if(report.tables.begin(), report.tables.end(),
                                    [&](const Table& table) { return table.name == name; });
    return found == report.tables.end() ? 0 : found->rows.size();
  };
  const nlohmann::ordered_json& y = report.findings["outcomes"][0];
  EXPECT_EQ(y["outcome"], "y");
  EXPECT_EQ(y["measures"].size(), rows("indices"));
  EXPECT_EQ(y["tables"].size(), rows("tables"));
  std::size_t restrictions = 0;
  for (const auto& boxes : y["boxes"]) {
    for (const auto& box : boxes) restrictions += box["restrictions"].size();
  }
  EXPECT_GT(restrictions, 1u);
  EXPECT_EQ(restrictions, rows("boxes"));
  EXPECT_TRUE(y["boxes"]["comes"][0]["restrictions"][0]["high"].is_null()) << "no upper side";
}

TEST_F(AnalysisOfASweep, ManifestNamesTheSweepAndTheOutcomesAndHasNoFindings) {
  write_sweep(
      of_three(DesignKind::kLatinHypercube, 100),
      [](std::span<const double> x) { return x[0] > 1 ? .9 : .1; }, true);
  const Analysis analysis = analysed({}, .5);
  const auto manifest = nlohmann::ordered_json::parse(
      analysis_manifest_json(analysis, report_of(analysis), {{"armistice"}, "now", "then"}));
  EXPECT_EQ(manifest["outcomes"], nlohmann::ordered_json({"y>=0.5"}));
  EXPECT_EQ(manifest["status"], "complete");
  EXPECT_EQ(manifest["environment"]["sweep"], analysis.sweep.folder.string());
  EXPECT_FALSE(manifest["environment"].contains("threads")) << "it ran no trial";
}

}  // namespace
}  // namespace armistice
