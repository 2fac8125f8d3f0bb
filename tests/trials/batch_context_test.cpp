// The casts that the kernel gets, month by month.
#include <gtest/gtest.h>

#include "experiments/trials/batch.hpp"

namespace armistice {
namespace {

/// A cast that changes on the way, with mechanisms of the core or all.
Scenario dated(const std::string& mechanisms) {
  return read_scenario(
      ARMISTICE_SOURCE_DIR "/scenarios/status_quo.toml",
      {{"mechanisms", mechanisms}, {"actors.CA.threat", "{ value = 0.9, from = \"2026-05\" }"}});
}

TEST(BatchContext, AidOfDonorsOutsideEuropeIsReportedAsEuropeanByTheCoreAlone) {
  for (const bool core : {true, false}) {
    const Scenario scenario = dated(core ? "core" : "full");
    const BatchContext context(scenario, 1, 24);
    ASSERT_EQ(context.casts.size(), 2u);
    for (const CastTable* cast : {&context.cast, &context.casts[1].cast}) {
      for (int j = 0; j < cast->donors; ++j) {
        const bool european = scenario.cast.european[static_cast<std::size_t>(j)];
        EXPECT_EQ(cast->european[j], european);
        EXPECT_EQ(cast->reported_as_european[j], core || european) << j;
      }
    }
  }
}

}  // namespace
}  // namespace armistice
