// A sweep's files as other programs leave them: sorted, appended to, with columns more; and words
// in the order in which somebody listed them.
#include <gmock/gmock.h>

#include <algorithm>

#include "experiments/findings/analysis.hpp"
#include "tests/analysis/swept.hpp"
#include "tests/support/report.hpp"

namespace armistice {
namespace {

using testing::HasSubstr;
using testing::Not;

std::string table_of(const Analysis& analysis, std::string_view name) {
  return support::table_of(report_of(analysis), name);
}

class SweepRows : public AnalysisOfASweep {
 protected:
  std::string indices() const { return table_of(analysed(), "indices"); }
  /// Puts another text into one line of a file.
  void change(const std::string& name, std::size_t line, const std::string& text) const {
    std::vector<std::string> lines = rows_of_file(name);
    lines.at(line) = text;
    write_rows(name, lines);
  }
};

TEST_F(SweepRows, AreMatchedByPointWhateverTheirOrder) {
  write_sweep(of_three(DesignKind::kLatinHypercube, 100), ishigami, false);
  const std::string before = indices();
  for (const char* name : {"results.csv", "points.csv"}) {
    std::vector<std::string> lines = rows_of_file(name);
    std::reverse(lines.begin() + 1, lines.end());
    std::rotate(lines.begin() + 1, lines.begin() + 30, lines.end());
    write_rows(name, lines);
    EXPECT_EQ(indices(), before) << name;
  }
}

TEST_F(SweepRows, MayHaveColumnsMoreAndInAnotherOrder) {
  write_sweep(of_three(DesignKind::kLatinHypercube, 64), ishigami, false);
  const std::string before = indices();
  std::vector<std::string> points = rows_of_file("points.csv");
  for (std::size_t i = 0; i < points.size(); ++i) {
    points[i] = (i == 0 ? "remark," : "mine,") + points[i];
  }
  write_rows("points.csv", points);
  EXPECT_EQ(indices(), before);
}

TEST_F(SweepRows, ThatDoNotMatchOneToOneAreRefusedWithTheirLine) {
  write_sweep(of_three(DesignKind::kLatinHypercube, 64), ishigami, false);
  const std::vector<std::string> good = rows_of_file("results.csv");
  std::vector<std::string> lines = good;
  lines.push_back("64,1,3");
  write_rows("results.csv", lines);
  EXPECT_THAT(refusal(), HasSubstr("results.csv: line 66: there is no point 64; the sweep has the "
                                   "points 0 to 63"));
  lines.back() = "7,1,3";
  write_rows("results.csv", lines);
  EXPECT_THAT(refusal(), HasSubstr("results.csv:66: point 7: is given twice, first on line 9"));
  lines = good;
  lines.erase(lines.begin() + 5);
  write_rows("results.csv", lines);
  EXPECT_THAT(refusal(), HasSubstr("results.csv: has no row for point 4; expected a row for each "
                                   "of 64 points"));
  write_rows("results.csv", good);
  change("results.csv", 3, "2,1,inf");
  EXPECT_THAT(refusal(), HasSubstr("results.csv:4: point 2: \"inf\" is no finite number (y)"));
  change("results.csv", 3, "2.5,1,1");
  EXPECT_THAT(refusal(), HasSubstr("\"2.5\" is no number of a point"));
  write_rows("results.csv", good);
  change("points.csv", 1, "0,,1,1");
  EXPECT_THAT(refusal(), HasSubstr("points.csv:2: point 0: has no value of a"));
  std::vector<std::string> points = rows_of_file("points.csv");
  for (std::string& line : points) line = line.substr(0, line.rfind(','));
  write_rows("points.csv", points);
  EXPECT_THAT(refusal(), HasSubstr("points.csv: has no column c"));
}

TEST_F(SweepRows, OfAPickFreezeDesignMustBeItsPoints) {
  write_sweep(of_three(DesignKind::kSaltelli, 16), ishigami, false);
  EXPECT_EQ(refusal(), "");
  change("points.csv", 3, "2,1,2,3");
  EXPECT_THAT(refusal(), HasSubstr("point 2: a is not that of point 1"));
}

TEST_F(SweepRows, OfTrajectoriesMustMoveOneUnitAtATime) {
  write_sweep(of_three(DesignKind::kMorris, 4), ishigami, false);
  EXPECT_EQ(refusal(), "");
  change("points.csv", 2, "1,1,2,3");
  EXPECT_THAT(refusal(), HasSubstr("differs from point 0"));
}

TEST_F(SweepRows, SayTheSameInWhicheverOrderWordsWereListed) {
  Design design = of_three(DesignKind::kLatinHypercube, 200);
  design.factors.push_back({"rule", {}, {"quantal", "rational", "prospect", "equilibrium"}});
  const Function f = [](std::span<const double> x) {
    const double effect[] = {.9, .1, .7, .2};
    return std::min(1.0, effect[static_cast<std::size_t>(x[3])] * (x[0] > 0 ? 1 : .6));
  };
  write_sweep(design, f, true);
  const Analysis before = analysed();
  std::string manifest;
  for (const std::string& line : rows_of_file("manifest.json")) manifest += line;
  const std::string listed = R"("quantal","rational","prospect","equilibrium")";
  const std::size_t at = manifest.find(listed);
  ASSERT_NE(at, std::string::npos);
  manifest.replace(at, listed.size(), R"("rational","equilibrium","quantal","prospect")");
  write("manifest.json", manifest);
  const Analysis after = analysed();
  for (const char* table : {"indices", "boxes", "peeling", "tree"}) {
    EXPECT_EQ(table_of(before, table), table_of(after, table)) << table;
  }
  const std::string csv = table_of(before, "indices");
  EXPECT_THAT(csv, HasSubstr("y,prcc,rule,,,,,no_direction,included"));
  EXPECT_THAT(csv, HasSubstr("y,rank_partial_r_squared,rule,,0."));
  EXPECT_THAT(table_of(before, "boxes"), HasSubstr("y,comes,1,rule,,,equilibrium rational,"));
}

TEST_F(SweepRows, OfASwitchHaveADirectionHoweverItWasListed) {
  const auto mu_of = [&](std::vector<std::string> words, double off, double on) {
    Design design = of_three(DesignKind::kMorris, 12);
    const bool on_first = words.front() == "true";
    design.factors.push_back({"switches.s", {}, std::move(words)});
    write_sweep(
        design, [&](std::span<const double> x) { return (x[3] == 0) == on_first ? on : off; },
        false);
    return analysed().outcomes.front().morris->units[3].mu.value;
  };
  EXPECT_NEAR(mu_of({"false", "true"}, 1, 5), 4, 1e-12);
  EXPECT_NEAR(mu_of({"true", "false"}, 1, 5), 4, 1e-12);
}

TEST_F(SweepRows, OfDatesHaveTheirOrder) {
  Design design = of_three(DesignKind::kLatinHypercube, 120);
  design.factors.push_back({"events.e", {}, {"2027-01", "2026-02", "2029-01"}});
  write_sweep(
      design, [](std::span<const double> x) { return x[3] == 1 ? 0. : (x[3] == 0 ? 1 : 2); },
      false);
  EXPECT_NEAR(analysed().outcomes.front().regression->factors[3].prcc.value, 1, 1e-6);
}

TEST_F(SweepRows, OfASwitchMayBeWrittenAsOtherProgramsDo) {
  Design design = of_three(DesignKind::kLatinHypercube, 64);
  design.factors.push_back({"switches.s", {}, {"false", "true"}});
  write_sweep(
      design, [](std::span<const double> x) { return x[3]; }, false);
  const std::string before = indices();
  std::vector<std::string> lines = rows_of_file("points.csv");
  for (std::string& line : lines) {
    if (const std::size_t t = line.find("true"); t != std::string::npos) line.replace(t, 4, "True");
    if (const std::size_t t = line.find("false"); t != std::string::npos) line.replace(t, 5, "0.0");
  }
  write_rows("points.csv", lines);
  EXPECT_EQ(indices(), before);
}

}  // namespace
}  // namespace armistice
