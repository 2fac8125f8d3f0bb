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
  v.of_claims = {.sets = 64, .replicates = 16};
  v.patterns = {{1, "gain, km2", PatternKind::kIndependent, at_least(3000), {2718.4, 78.4}},
                {2, "share", PatternKind::kFitted, between(0, 1), {.value = .5}}};
  if (all) {
    v.definitions = {{"lull = 0.2", .25, .125, .5, .125, .0625}};
    const Figure f{.25, .005};
    v.mechanisms = {{"status_quo", "core", f, f, f, f, f, {-.25, .005}}};
  }
  v.critics = {{"sceptic", "nothing deters", {}}};
  v.claims = {{claim(),
               {.without = .5,
                .with = .25,
                .difference = {-.25, .0125},
                .share = .96875,
                .median = -.25,
                .p05 = -.5,
                .p95 = -.125,
                .verdict = Verdict::kSupported,
                .hinge = "parameters.putin.cannot_stop",
                .hinge_correlation = .5,
                .share_low = 1,
                .share_high = .875},
               {{.without = .5,
                 .with = .5,
                 .difference = {0, .0125},
                 .share = .5,
                 .median = 0,
                 .p05 = 0,
                 .p95 = 0,
                 .verdict = Verdict::kNoEffect,
                 .hinge = {}}}}};
  return v;
}

TEST(ValidationReport, SaysPartByPartWhatHolds) {
  const std::string text = printed(report_of(validated()));
  EXPECT_THAT(
      text,
      StartsWith("1,000 trials a variant, 64 parameter sets of 16 trials each for the claims, "
                 "seed 1\n\nPatterns"));
  EXPECT_THAT(text, HasSubstr("  1  gain, km2  independent  at least 3000    2718  78.4  NO\n"
                              "  2  share      fitted       0 to 1            0.5        yes\n"
                              "- independent: 0 of 1 hold\n"
                              "- built in: 0 of 0 hold\n"
                              "- fitted: 1 of 1 hold\n"));
  EXPECT_THAT(
      text,
      HasSubstr("  lull = 0.2           25.0           12.5       50.0    12.5          6.2\n"));
  EXPECT_THAT(text, HasSubstr("25.0 (0.5)  -25.0 (0.5)\n"));
  EXPECT_THAT(text, HasSubstr("0.97"));
  EXPECT_THAT(text, HasSubstr("`putin.cannot_stop` +0.50:"));
  EXPECT_THAT(text, HasSubstr("\n- sceptic (nothing deters): no longer supported C1\n"));
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
            "definition,negotiated_peace,de_facto_ceasefire,defeat,continued_war,relapsed\n"
            "lull = 0.2,0.25,0.125,0.5,0.125,0.0625\n"
            "mechanisms\n"
            "scenario,change,negotiated_peace,negotiated_peace_error,de_facto_ceasefire,"
            "de_facto_ceasefire_error,defeat,defeat_error,continued_war,continued_war_error,"
            "durable_acceptable_peace,"
            "durable_acceptable_peace_error,relapsed,relapsed_error\n"
            "status_quo,core,0.25,0.005,0.25,0.005,0.25,0.005,0.25,0.005,0.25,0.005,-0.25,0.005\n"
            "claims\n"
            "claim,critic,verdict,scenario,measure,claims,without,with,difference,standard_error,"
            "share_of_sets,median_effect,effect_p05,effect_p95,hinge,hinge_correlation,"
            "share_where_low,share_where_high\n"
            "C1,none,supported,status_quo,relapsed,less,0.5,0.25,-0.25,0.0125,0.96875,-0.25,-0.5,"
            "-0.125,parameters.putin.cannot_stop,0.5,1,0.875\n"
            "C1,sceptic,no effect,status_quo,relapsed,less,0.5,0.5,0,0.0125,0.5,0,0,0,,,,\n");
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
            R"("without":0.5,"with":0.25,"difference":-0.25,"standard_error":0.0125,)"
            R"("share_of_sets":0.96875,"median_effect":-0.25,"effect_p05":-0.5,)"
            R"("effect_p95":-0.125,"hinge":"parameters.putin.cannot_stop",)"
            R"("hinge_correlation":0.5,"share_where_low":1.0,"share_where_high":0.875},)"
            R"("under":{"sceptic":{"verdict":"no effect","without":0.5,"with":0.5,)"
            R"("difference":0.0,"standard_error":0.0125,"share_of_sets":0.5,"median_effect":0.0,)"
            R"("effect_p05":0.0,"effect_p95":0.0,"hinge":"","hinge_correlation":null,)"
            R"("share_where_low":null,"share_where_high":null}}}])");
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
