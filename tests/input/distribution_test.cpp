// What a number of a scenario may be: a value or a distribution.
#include "experiments/input/distribution.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "agents/interface/declarations.hpp"
#include "experiments/error.hpp"
#include "experiments/input/distribution_reader.hpp"
#include "experiments/input/resolved_settings.hpp"

namespace armistice {
namespace {

using testing::HasSubstr;

Distribution parsed(std::string_view value, const Range& range = {}) {
  const std::string text = "x = " + std::string(value);
  const toml::table table = toml::parse(std::string_view(text), std::string_view("file"));
  return read_distribution(*table.get("x"), "x", range);
}

std::string error_of(std::string_view value, const Range& range = {}) {
  try {
    parsed(value, range);
  } catch (const Error& e) {
    return e.what();
  }
  return "";
}

TEST(Distribution, EachFormIsRead) {
  EXPECT_EQ(parsed("3"), fixed_value(3));
  EXPECT_EQ(to_string(parsed("0.25")), "0.25");
  const std::pair<const char*, const char*> forms[] = {
      {R"({ distribution = "triangular", min = 0.2, mode = 0.3, max = 1 })",
       "triangular(min=0.2, mode=0.3, max=1)"},
      {R"({ distribution = "uniform", min = -1, max = 1 })", "uniform(min=-1, max=1)"},
      {R"({ distribution = "normal", mean = 2, sd = 0.5 })", "normal(mean=2, sd=0.5)"},
      {R"({ distribution = "bernoulli", probability = 0.22 })", "bernoulli(probability=0.22)"},
      {R"({ distribution = "discrete", values = [1, 2], weights = [3, 1] })",
       "discrete(values=[1, 2], weights=[3, 1])"},
  };
  for (const auto& [text, read_as] : forms) EXPECT_EQ(to_string(parsed(text)), read_as);
}

TEST(Distribution, CentralValueIsTheModeTheMiddleOrTheLikeliest) {
  EXPECT_EQ(central_value(fixed_value(0.4)), 0.4);
  EXPECT_EQ(central_value({DistributionKind::kTriangular, 0, 0.2, 1, {}, {}}), 0.2);
  EXPECT_EQ(central_value({DistributionKind::kUniform, 1, 3, 0, {}, {}}), 2);
  EXPECT_EQ(central_value({DistributionKind::kNormal, -1, 5, 0, {}, {}}), -1);
  EXPECT_EQ(central_value({DistributionKind::kBernoulli, 0.22, 0, 0, {}, {}}), 0);
  EXPECT_EQ(central_value({DistributionKind::kBernoulli, 0.78, 0, 0, {}, {}}), 1);
  EXPECT_EQ(central_value({DistributionKind::kDiscrete, 0, 0, 0, {5, 6, 7}, {1, 3, 1}}), 6);
}

TEST(Distribution, SupportLeavesOutWhatIsNeverDrawn) {
  const Support discrete =
      support_of({DistributionKind::kDiscrete, 0, 0, 0, {-9, 2, 5, 9}, {0, 1, 1, 0}});
  EXPECT_EQ(discrete.low, 2);
  EXPECT_EQ(discrete.high, 5);
  EXPECT_EQ(support_of({DistributionKind::kBernoulli, 1, 0, 0, {}, {}}).low, 1);
  EXPECT_EQ(support_of({DistributionKind::kBernoulli, 0, 0, 0, {}, {}}).high, 0);
  EXPECT_EQ(support_of({DistributionKind::kNormal, 0, 1, 0, {}, {}}).high, 9);
}

TEST(Distribution, WholeSupportMustLieInTheRange) {
  EXPECT_THAT(error_of("1.5", kShare), HasSubstr("file:1:5: x is 1.5; expected 0 to 1"));
  EXPECT_THAT(error_of(R"({ distribution = "uniform", min = 0.5, max = 1.5 })", kShare),
              HasSubstr("x can be drawn as 1.5; expected 0 to 1"));
  EXPECT_THAT(error_of(R"({ distribution = "discrete", values = [0, 2], weights = [1, 1] })",
                       Range{.zero_or_one = true}),
              HasSubstr("x can be drawn as 2; expected 0 or 1"));
  EXPECT_THAT(
      error_of(R"({ distribution = "discrete", values = [0, 0.5, 1], weights = [1, 1, 1] })",
               Range{.zero_or_one = true}),
      HasSubstr("x can be drawn as 0.5"));
  EXPECT_NO_THROW(
      parsed(R"({ distribution = "bernoulli", probability = 0.3 })", Range{.zero_or_one = true}));
  EXPECT_THAT(
      error_of(R"({ distribution = "uniform", min = 0, max = 1 })", Range{.zero_or_one = true}),
      HasSubstr("use \"bernoulli\""));
}

TEST(Distribution, ZeroIsNotPositiveAndNeitherIsWhatSinglePrecisionTakesForIt) {
  const Range positive{.low = 0, .positive = true};
  EXPECT_THAT(error_of("0", positive), HasSubstr("x is 0; expected more than 0"));
  EXPECT_THAT(error_of("1e-60", positive), HasSubstr("expected more than 0"));
  EXPECT_THAT(error_of("1e39"), HasSubstr("x is 1e+39; expected 3.4e+38 at most"));
  EXPECT_NO_THROW(parsed("1e-6", positive));
}

TEST(Distribution, NormalIsWithinBoundsThatAreNineDeviationsAway) {
  constexpr std::string_view kNormal = R"({ distribution = "normal", mean = 0.5, sd = 0.1 })";
  EXPECT_NO_THROW(parsed(kNormal));
  EXPECT_THAT(error_of(kNormal, kShare), HasSubstr("x can be drawn as -0.4"));
  EXPECT_NO_THROW(parsed(kNormal, Range{.low = -0.41, .high = 1.41}));
}

TEST(Distribution, MistakeIsReportedAtItsPlace) {
  const std::pair<const char*, const char*> mistakes[] = {
      {R"("much")", "file:1:5: x is the text \"much\"; expected a number, any number"},
      {"true", "x is true; expected a number"},
      {"[1]", "x is a list"},
      {"nan", "x is nan; expected a finite number"},
      {"-inf", "x is -inf; expected a finite number"},
      {"{ min = 1, max = 2 }", "file:1:5: x is a table without \"distribution\""},
      {R"({ distribution = 3 })", "the distribution of x is the number 3; expected \"triangular\""},
      {R"({ distribution = "trianglar", min = 1 })", "did you mean \"triangular\"?"},
      {R"({ distribution = "uniform", min = 1 })", "lacks \"max\"; expected min, max"},
      {R"({ distribution = "uniform", min = 1, max = 2, mode = 1 })",
       "file:1:51: unknown field \"mode\" of the uniform distribution"},
      {R"({ distribution = "uniform", min = 2, max = 1 })", "file:1:39: x: min 2 is above max 1"},
      {R"({ distribution = "uniform", min = 2, max = 2 })", "or the number 2"},
      {R"({ distribution = "triangular", min = 1, mode = 0, max = 2 })",
       "x.mode is 0; expected 1 to 2 (from min to max)"},
      {R"({ distribution = "normal", mean = 1, sd = 0 })", "x.sd is 0; expected more than 0"},
      {R"({ distribution = "bernoulli", probability = 1.2 })",
       "x.probability is 1.2; expected 0 to 1"},
      {R"({ distribution = "discrete", values = [], weights = [] })", "x.values is empty"},
      {R"({ distribution = "discrete", values = [1, 2], weights = [1] })",
       "x has 1 weights for 2 values"},
      {R"({ distribution = "discrete", values = [1, 2], weights = [1, -1] })",
       "file:1:65: x.weights[2] is -1; expected 0 or more"},
      {R"({ distribution = "discrete", values = [1, 2], weights = [0, 0.0] })", "sum to 0"},
      {R"({ distribution = "discrete", values = [1, "a"], weights = [1, 1] })",
       "x.values[2] is the text \"a\"; expected a number"},
      {R"({ distribution = "discrete", values = 1, weights = [1] })",
       "x.values is the number 1; expected a list"},
  };
  for (const auto& [value, message] : mistakes) EXPECT_THAT(error_of(value), HasSubstr(message));
}

TEST(Distribution, DeclaredDefaultsLieInTheirDeclaredRanges) {
  for (const ParameterDeclaration& p : parameter_declarations()) {
    const Range range{.low = p.low, .high = p.high};
    const Support support = support_of(default_distribution(p, Mechanisms::kFull));
    EXPECT_TRUE(range.admits(support.low)) << setting_name(p) << " " << support.low;
    EXPECT_TRUE(range.admits(support.high)) << setting_name(p) << " " << support.high;
  }
}

}  // namespace
}  // namespace armistice
