#include "experiments/output/survival_files.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "experiments/input/scenario_files.hpp"

namespace armistice {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

/// Months, with place for a horizon of 60.
Tally blank() {
  Tally t = empty_tally(60, 0, false, false);
  return t;
}

Ensemble of(const Tally& tally) {
  Ensemble ensemble;
  ensemble.tally = tally;
  return ensemble;
}

TEST(Incidence, IsTheShareOfTrialsThatHaveEndedByTheMonth) {
  Tally t = blank();
  t.trials = 10;
  t.stops[static_cast<std::size_t>(Outcome::kNegotiatedPeace)][3] = 2;
  t.stops[static_cast<std::size_t>(Outcome::kDeFactoCeasefire)][12] = 5;
  const std::string csv = incidence_csv(default_scenario(find_cast()), of(t));
  EXPECT_THAT(csv, StartsWith("month,date,outcome,count,share,sampling_low,sampling_high\n"));
  EXPECT_THAT(csv, HasSubstr("\n1,2025-04,negotiated_peace,0,0,0,"));
  EXPECT_THAT(csv, HasSubstr("\n2,2025-05,negotiated_peace,2,0.2,0.05668"));
  EXPECT_THAT(csv, HasSubstr("\n11,2026-02,de_facto_ceasefire,5,0.5,"));
  EXPECT_THAT(csv, HasSubstr("\n11,2026-02,continued_war,3,0.3,"));
}

TEST(Relapse, FromTheLandmarkIsKaplanMeierByTheStatusDelivered) {
  Tally t = blank();
  t.trials = 4;
  t.relapse_after_landmark[2][6] = 1;  // of four, one broken six months after the landmark
  t.peace_after_landmark[2][12] = 3;
  const std::string csv = relapse_csv(of(t));
  EXPECT_THAT(csv, HasSubstr("\nsince_month_24,status_2,5,4,0,"));
  EXPECT_THAT(csv, HasSubstr("\nsince_month_24,status_2,6,4,0.25,"));
  EXPECT_THAT(csv, HasSubstr("\nsince_month_24,status_2,12,3,0.25,"));
  EXPECT_THAT(csv, testing::Not(HasSubstr("status_2,13,"))) << "nobody is observed so long";
  EXPECT_THAT(csv, testing::Not(HasSubstr("status_1,")));
}

TEST(Leaders, ThoseWhoCanStopAndThoseWhoCannotAreTwoGroups) {
  Tally t = blank();
  t.leader_cannot_stop[0][static_cast<int>(Outcome::kNegotiatedPeace)] = 3;
  t.leader_cannot_stop[0][static_cast<int>(Outcome::kContinuedWar)] = 1;
  const std::string csv = leaders_csv(of(t));
  EXPECT_THAT(csv, HasSubstr("\ncan_stop,negotiated_peace,4,3,0.75,"));
  EXPECT_THAT(csv, HasSubstr("\ncannot_stop,continued_war,0,0,,0,1\n"));
}

}  // namespace
}  // namespace armistice
