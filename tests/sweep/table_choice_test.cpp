#include "experiments/sweep/table_choice.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "experiments/sweep/plan_notes.hpp"
#include "tests/support/scratch_folder.hpp"

namespace armistice {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

class TableChoice : public ScratchFolder {
 protected:
  SweepPlan taken(const std::string& text, std::optional<Layout> layout = {}) const {
    SweepPlan plan;
    plan.scenario = read_scenario(shipped("status_quo.toml"), {});
    take_table(plan, CsvSource{write("design.csv", text)}, layout);
    return plan;
  }
  std::string refusal(const std::string& text) const {
    return message_of([&] { taken(text); });
  }
  /// [point][factor], as a sweep runs it.
  static std::vector<double> values_of(const SweepPlan& plan) {
    return point_values(plan, nullptr, 0, static_cast<int>(points_of(plan)));
  }
};

TEST_F(TableChoice, ValuesAreCheckedWhereTheyStand) {
  const std::string header = "parameters.front.dead_zone,rule\n";
  EXPECT_EQ(refusal(header + "0.3,quantal\n0.4,rational\n"), "");
  EXPECT_THAT(refusal(header + "0.3,quantal\n-9,rational\n"),
              AllOf(HasSubstr("design.csv: point 1"), HasSubstr("dead_zone")));
  EXPECT_THAT(refusal(header + "x,quantal\n"), HasSubstr("\"x\" is not a number"));
  EXPECT_THAT(refusal(header + "0.3,quantum\n"), HasSubstr("quantum"));
  EXPECT_THAT(refusal("parameters.front.dead_zon\n0.3\n"), HasSubstr("did you mean"));
  EXPECT_THAT(refusal("parameters.putin.cannot_stop\n0\n0.5\n1\n"),
              AllOf(HasSubstr("point 1"), HasSubstr("expected 0 or 1")));
}

// What pandas 3.1 writes of a points.csv that it has read: truth values as True and False.
TEST_F(TableChoice, CellsMayBeWhatOtherProgramsWriteOfThem) {
  const SweepPlan plan = taken(
      "switches.talks,switches.learning,levers.us_backup.start_month,levers.imposed_terms\r\n"
      "True,1,3.0,1.0\r\nFALSE,0.0,12,0\r\ntrue,1.0,0.5,0.0\r\n");
  EXPECT_THAT(values_of(plan), ElementsAre(1, 1, 3, 1, 0, 0, 12, 0, 1, 1, .5, 0));
  EXPECT_THAT(plan.design.factors[0].words, ElementsAre("false", "true"));
  EXPECT_EQ(value_text(plan.design.factors[1], 1), "true");
  EXPECT_THAT(refusal("switches.talks\nyes\n"), HasSubstr("yes"));
  EXPECT_THAT(refusal("switches.talks\n2\n"), HasSubstr("switches.talks"));
}

TEST_F(TableChoice, SemicolonsSeparateWhereTheHeaderHasNoCommas) {
  const SweepPlan plan = taken(
      "\xEF\xBB\xBF\"parameters.front.dead_zone\";\"rule\"\r\n0.3;\"quantal\"\r\n0.4;rational\r\n");
  EXPECT_THAT(values_of(plan), ElementsAre(.3, 0, .4, 1));
  EXPECT_THAT(refusal("parameters.front.dead_zone;rule\n0,3;quantal\n"),
              AllOf(HasSubstr("\"0,3\""), HasSubstr("decimal point")));
  EXPECT_THAT(refusal("parameters.front.dead_zone;rule,levers.us_backup\n1,2\n"),
              HasSubstr("commas and semicolons"));
  EXPECT_THAT(refusal("parameters.front.dead_zone\trule\n0.3\tquantal\n"), HasSubstr("tabs"));
  EXPECT_THAT(refusal(",rule\n0,quantal\n"), HasSubstr("index=False"));
}

TEST_F(TableChoice, TextOfAStreamIsADesignLikeAFile) {
  const std::string text = "parameters.front.dead_zone,rule\n0.3,quantal\n0.4,rational\n";
  SweepPlan plan;
  plan.scenario = read_scenario(shipped("status_quo.toml"), {});
  take_table(plan, {.file = "standard input", .text = std::make_shared<const std::string>(text)});
  EXPECT_EQ(values_of(plan), values_of(taken(text)));
  EXPECT_EQ(plan.design, taken(text).design);
}

const char* const kPickFreeze =  // two base samples in SALib's order
    "levers.us_backup,levers.mediation\n"
    "0.1,0.2\n0.3,0.2\n0.1,0.4\n0.3,0.4\n"
    "0.5,0.6\n0.7,0.6\n0.5,0.8\n0.7,0.8\n";

TEST_F(TableChoice, RowsOfAPickFreezeDesignAreRecognisedAndSaidToBe) {
  const SweepPlan plan = taken(kPickFreeze);
  EXPECT_EQ(plan.design.layout, Layout::kSalib);
  EXPECT_THAT(notes_on(plan), testing::Contains(AllOf(HasSubstr("2 base samples"),
                                                      HasSubstr("in the order of SALib"),
                                                      HasSubstr("--layout independent"))));
  const SweepPlan said = taken(kPickFreeze, Layout::kIndependent);
  EXPECT_EQ(said.design.layout, Layout::kIndependent);
  EXPECT_THAT(notes_on(said), testing::Contains(HasSubstr("independent of each other")));
  EXPECT_THAT(message_of([&] { taken(kPickFreeze, Layout::kSaltelli); }),
              HasSubstr("--layout saltelli"));
}

class PlanNotes : public testing::Test {
 protected:
  static SweepPlan plan_of(DesignKind kind, std::int64_t samples, int replicates = 16) {
    SweepPlan plan;
    plan.design.kind = kind;
    plan.design.samples = samples;
    plan.replicates = replicates;
    Factor event{.name = "event"};
    event.distribution = {
        .kind = DistributionKind::kBernoulli, .a = 1e-9, .values = {}, .weights = {}};
    Factor share{.name = "share"};
    share.distribution = {.kind = DistributionKind::kUniform, .b = 1, .values = {}, .weights = {}};
    plan.design.factors = {event, share};
    plan.design = checked(plan.design);
    return plan;
  }
};

TEST_F(PlanNotes, AFactorThatNeverMovesIsNamed) {
  EXPECT_THAT(notes_on(plan_of(DesignKind::kLatinHypercube, 64)),
              ElementsAre(HasSubstr("event is 0 at every point")));
  EXPECT_THAT(notes_on(plan_of(DesignKind::kMorris, 64)), IsEmpty()) << "it runs both values";
}

TEST_F(PlanNotes, ADesignTooSmallForATableIsSaidToBe) {
  const auto notes = [](DesignKind kind, std::int64_t samples) {
    return notes_on(plan_of(kind, samples));
  };
  EXPECT_THAT(notes(DesignKind::kSaltelli, 1), testing::Contains(HasSubstr("no Sobol' indices")));
  EXPECT_THAT(notes(DesignKind::kMorris, 1), testing::Contains(HasSubstr("no intervals")));
  EXPECT_THAT(notes(DesignKind::kLatinHypercube, 19),
              testing::Contains(HasSubstr("no boxes and no tree")));
  EXPECT_THAT(notes(DesignKind::kLatinHypercube, 3), testing::Contains(HasSubstr("no regression")));
}

TEST_F(PlanNotes, OneTrialAPointIsSaidToHideTheNoise) {
  SweepPlan plan = plan_of(DesignKind::kMorris, 64, 1);
  EXPECT_THAT(notes_on(plan), ElementsAre(HasSubstr("the same random numbers")));
  plan.independent = true;
  EXPECT_THAT(notes_on(plan), ElementsAre(HasSubstr("from noise")));
}

}  // namespace
}  // namespace armistice
