// Correlations of a scenario: read, overridden, and refused where they do not fit together.
#include "experiments/input/correlations.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "experiments/error.hpp"
#include "experiments/input/resolved_settings.hpp"
#include "experiments/input/scenario.hpp"
#include "tests/support/scratch_folder.hpp"

namespace armistice {
namespace {

using testing::AllOf;
using testing::EndsWith;
using testing::HasSubstr;
using testing::StartsWith;

class Correlations : public ScratchFolder {};

const char* const kStatusQuo = ARMISTICE_SOURCE_DIR "/scenarios/status_quo.toml";

std::size_t place_of(std::string_view name) {
  std::size_t place = 0;
  while (correlation_declarations()[place].name != name) ++place;
  return place;
}

TEST_F(Correlations, AreThoseDeclaredUnlessAScenarioSetsAnother) {
  const Scenario plain = read_scenario(kStatusQuo, {});
  for (std::size_t i = 0; i < plain.correlations.size(); ++i) {
    EXPECT_EQ(plain.correlations[i], correlation_declarations()[i].value);
    EXPECT_FALSE(correlation_declarations()[i].reason.empty());
  }
  ASSERT_EQ(plain.correlations.size(), correlation_declarations().size());
  const Scenario set = read_scenario(kStatusQuo, {{"correlations.losses_of_both", "-0.2"}});
  const std::size_t place = place_of("losses_of_both");
  EXPECT_EQ(set.correlations[place], -0.2);
  EXPECT_NE(set.digest, plain.digest);
  int found = 0;
  for (const ResolvedSetting& s : resolved_settings(set)) {
    if (s.name != "correlations.losses_of_both") continue;
    EXPECT_EQ(s.value, "-0.2");
    ++found;
  }
  EXPECT_EQ(found, 1);
}

TEST_F(Correlations, OfTheCoreAreNoneUnlessAsked) {
  const Scenario core = read_scenario(kStatusQuo, {{"mechanisms", "core"}});
  for (const double rho : core.correlations) EXPECT_EQ(rho, 0);
  const Scenario asked =
      read_scenario(kStatusQuo, {{"mechanisms", "core"}, {"correlations.losses_of_both", "0.4"}});
  EXPECT_EQ(asked.correlations[place_of("losses_of_both")], 0.4);
}

TEST_F(Correlations, ThatDoNotFitTogetherAreRefusedWithWhatWouldDo) {
  const std::string message =
      error_of("title = \"x\"\n[correlations]\nadvantage_and_dead_zone = 0.9\n");
  EXPECT_THAT(message,
              AllOf(StartsWith("scenario.toml:3:27: correlations.advantage_and_dead_zone is 0.9"),
                    HasSubstr("not positive definite"), EndsWith("; expected -0.79 to 0.79")));
  EXPECT_THAT(error_of("title = \"x\"\n[correlations]\nbudget_of_moscow = 1\n"),
              HasSubstr("expected -0.99 to 0.99"));
  std::vector<double> all;
  for (const CorrelationDeclaration& each : correlation_declarations()) all.push_back(each.value);
  EXPECT_FALSE(correlation_misfit(all));
  all[place_of("advantage_and_dead_zone")] = 0.79;
  EXPECT_FALSE(correlation_misfit(all)) << "what the message says would do does";
  all[place_of("advantage_and_dead_zone")] = 0.81;
  EXPECT_EQ(correlation_misfit(all), place_of("advantage_and_dead_zone"));
}

TEST_F(Correlations, AreNamedAsDeclaredAndNumbers) {
  EXPECT_THAT(error_of("[correlations]\nlosses_of_booth = 0.1\n"),
              AllOf(HasSubstr("unknown correlation \"losses_of_booth\" of [correlations]"),
                    EndsWith("did you mean \"losses_of_both\"?")));
  EXPECT_THAT(error_of("[correlations]\nlosses_of_both = 2\n"), HasSubstr("expected -1 to 1"));
  EXPECT_THAT(error_of("[correlations]\nlosses_of_both = \"much\"\n"), HasSubstr("number"));
  EXPECT_THAT(error_of("correlations = 0.3\n"), HasSubstr("expected a table"));
}

}  // namespace
}  // namespace armistice
