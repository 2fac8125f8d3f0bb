// A validation as people and programs read it, from rows whose text is known.
#include "experiments/findings/validation.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "experiments/report/markdown.hpp"
#include "experiments/report/printed.hpp"
#include "experiments/report/report_data.hpp"
#include "tests/support/report.hpp"

namespace armistice {
namespace {

using testing::EndsWith;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

Claim claim() {
  return {.id = "C1",
          .text = "forces deter",
          .mechanism = "a tripwire",
          .file = "core/front.hpp",
          .function = "front",
          .parameters = {"a", "b"},
          .levers = {},
          .test = "Suite.Name",
          .scenario = "status_quo",
          .without = {},
          .with = {},
          .measure = {.name = "relapsed"},
          .sign = -1,
          .least = 0};
}

/// One row of each part, or of patterns and claims alone.
Validation validated(bool all = true) {
  Validation v;
  v.settings.trials = 1000;
  v.claim_trials = 1000;
  v.patterns = {{1, "gain, km2", PatternKind::kIndependent, at_least(3000), {2718.4, 78.4}},
                {2, "share", PatternKind::kFitted, between(0, 1), {.value = .5}}};
  if (all) {
    v.definitions = {{"lull = 0.2", .25, .125, .625, .0625}};
    const Figure f{.25, .005};
    v.mechanisms = {{"status_quo", "core", f, f, f, f, {-.25, .005}}};
  }
  v.critics = {{"sceptic", "nothing deters", {}}};
  v.claims = {{claim(),
               {.5, .25, {-.25, .0125}, Verdict::kSupported},
               {{.5, .5, {0, .0125}, Verdict::kUndecided}}}};
  return v;
}

TEST(ValidationReport, SaysPartByPartWhatHolds) {
  const std::string text = printed(report_of(validated()));
  EXPECT_THAT(text, StartsWith("1,000 trials a variant, 1,000 for the claims, seed 1\n\nPatterns"));
  EXPECT_THAT(text, HasSubstr("  1  gain, km2  independent  at least 3000    2718  78.4  NO\n"
                              "  2  share      fitted       0 to 1            0.5        yes\n"
                              "- independent: 0 of 1 hold\n"
                              "- built in: 0 of 0 hold\n"
                              "- fitted: 1 of 1 hold\n"));
  EXPECT_THAT(text, HasSubstr("  lull = 0.2           25.0           12.5    62.5          6.2\n"));
  EXPECT_THAT(text, HasSubstr("25.0 (0.5)  -25.0 (0.5)\n"));
  EXPECT_THAT(text, HasSubstr("-0.25 (0.0125)  supported  sceptic:\n"));  // the widest line
  EXPECT_THAT(text, HasSubstr(" undecided\n"
                              "\n- sceptic (nothing deters): no longer supported C1\n"));
  EXPECT_THAT(text, EndsWith("\nThese are consequences of assumptions, not findings about the "
                             "world.\n"));
  EXPECT_THAT(text, Not(HasSubstr("forecast")));
}

TEST(ValidationReport, HasATableForEachPartThatWasRun) {
  EXPECT_EQ(support::tables_of(report_of(validated())),
            "patterns\n"
            "number,pattern,kind,target,figure,standard_error,holds\n"
            "1,\"gain, km2\",independent,at least 3000,2718.4,78.4,false\n"
            "2,share,fitted,0 to 1,0.5,,true\n"
            "definitions\n"
            "definition,negotiated_peace,de_facto_ceasefire,continued_war,relapsed\n"
            "lull = 0.2,0.25,0.125,0.625,0.0625\n"
            "mechanisms\n"
            "scenario,change,negotiated_peace,negotiated_peace_error,de_facto_ceasefire,"
            "de_facto_ceasefire_error,continued_war,continued_war_error,durable_acceptable_peace,"
            "durable_acceptable_peace_error,relapsed,relapsed_error\n"
            "status_quo,core,0.25,0.005,0.25,0.005,0.25,0.005,0.25,0.005,-0.25,0.005\n"
            "claims\n"
            "claim,critic,verdict,scenario,measure,claims,without,with,difference,standard_error\n"
            "C1,none,supported,status_quo,relapsed,less,0.5,0.25,-0.25,0.0125\n"
            "C1,sceptic,undecided,status_quo,relapsed,less,0.5,0.5,0,0.0125\n");
  EXPECT_EQ(support::table_of(report_of(validated(false)), "definitions"), "");
}

TEST(ValidationReport, AsDataHasTheRunApartAndTheCriticsBelowEachClaim) {
  const nlohmann::ordered_json data = data_of(report_of(validated()));
  EXPECT_EQ(data.at("run").at("command"), "validate");
  EXPECT_EQ(data.at("patterns").dump(),
            R"([{"number":1,"pattern":"gain, km2","kind":"independent","target":"at least 3000",)"
            R"("figure":2718.4,"standard_error":78.4,"holds":false},)"
            R"({"number":2,"pattern":"share","kind":"fitted","target":"0 to 1",)"
            R"("figure":0.5,"standard_error":null,"holds":true}])");
  EXPECT_EQ(data.at("claims").dump(),
            R"([{"claim":"C1","text":"forces deter","by_default":{"verdict":"supported",)"
            R"("without":0.5,"with":0.25,"difference":-0.25,"standard_error":0.0125},)"
            R"("under":{"sceptic":{"verdict":"undecided","without":0.5,"with":0.5,)"
            R"("difference":0.0,"standard_error":0.0125}}}])");
  EXPECT_FALSE(data.contains("reading"));
}

TEST(ValidationPages, HaveThePlaceOfEachClaimInTheCodeAndNoTitles) {
  const std::string page = markdown_of(pages_of(validated(false)));
  EXPECT_THAT(page, StartsWith("| # | pattern |"));
  EXPECT_THAT(page, HasSubstr("| 2 | share | fitted | 0 to 1 | 0.5 | | yes |\n\n- independent"));
  EXPECT_THAT(page, EndsWith("| C1 | a tripwire | `front` in `core/front.hpp` | `a` `b` | | "
                             "`Suite.Name` |\n"));
}

}  // namespace
}  // namespace armistice
