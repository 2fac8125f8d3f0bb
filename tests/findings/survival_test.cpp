#include "experiments/findings/survival.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "experiments/findings/estimate.hpp"
#include "experiments/input/scenario_files.hpp"
#include "experiments/report/csv_table.hpp"
#include "experiments/trials/confidence_sequence.hpp"

namespace armistice {
namespace {

using testing::EndsWith;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

/// Months, with place for a horizon of 60.
Tally blank() {
  Tally t = empty_tally(60, 0, false, false);
  return t;
}

Scenario core() { return read_scenario(find_scenario("status_quo"), {{"mechanisms", "core"}}); }

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
  const std::string csv = csv_of(incidence_table(default_scenario(find_cast()), of(t)));
  EXPECT_THAT(csv, StartsWith("month,date,outcome,count,share,sampling_low,sampling_high,"
                              "parameter_p05,parameter_p95\n"
                              "1,2025-03,negotiated_peace,"));
  EXPECT_THAT(csv, HasSubstr("\n2,2025-04,negotiated_peace,0,0,0,"));
  EXPECT_THAT(csv, HasSubstr("\n3,2025-05,negotiated_peace,2,0.2,0.05668"));
  EXPECT_THAT(csv, HasSubstr("\n12,2026-02,de_facto_ceasefire,5,0.5,"));
  EXPECT_THAT(csv, HasSubstr("\n12,2026-02,continued_war,3,0.3,"));
  EXPECT_THAT(csv, HasSubstr("\n60,2030-02,continued_war,3,0.3,"));
  EXPECT_THAT(csv, Not(HasSubstr("\n0,")));
}

TEST(Leaders, ARunToAPrecisionHasConfidenceSequences) {
  Ensemble ensemble = of(blank());
  ensemble.tally.leader_cannot_stop[1][static_cast<int>(Outcome::kContinuedWar)] = 5000;
  ensemble.tally.leader_cannot_stop[1][static_cast<int>(Outcome::kDeFactoCeasefire)] = 3000;
  const auto low = [](const Ensemble& e) {
    const Table table = leaders_table(default_scenario(find_cast()), e);
    for (const Row& row : table.rows) {
      if (std::get<std::int64_t>(row[3]) == 5000) return std::get<Ends>(row[5]).low;
    }
    return -1.;
  };
  EXPECT_EQ(low(ensemble), wilson_interval(5000, 8000).low);
  ensemble.settings.precision = .01;
  EXPECT_EQ(low(ensemble), share_sequence(5000, 8000).low);
}

TEST(Incidence, CarriesTheRangeOverParameterSets) {
  Ensemble ensemble = of(blank());
  ensemble.tally.trials = 10;
  ensemble.nested.sets = 40;
  for (auto& months : ensemble.nested.by_month) months.resize(60);
  for (int month = 1; month <= 60; ++month) {
    auto& fighting = ensemble.nested.by_month[static_cast<std::size_t>(Outcome::kContinuedWar)]
                                             [static_cast<std::size_t>(month - 1)];
    fighting[kReplicates] = month < 12 ? 40 : 20;  // from the 12th month half of the sets stop
    fighting[0] = 40 - fighting[kReplicates];
  }
  const std::string csv = csv_of(incidence_table(default_scenario(find_cast()), ensemble));
  const auto row = [&csv](const std::string& start) {
    const std::size_t at = csv.find("\n" + start) + 1;
    return csv.substr(at, csv.find('\n', at) - at);
  };
  EXPECT_THAT(row("11,2026-01,continued_war,"), EndsWith(",,")) << "alike in all sets: no range";
  EXPECT_THAT(row("12,2026-02,continued_war,"), EndsWith(",0,1"));
  EXPECT_EQ(estimate_by(ensemble, Outcome::kContinuedWar, 11).ranges.basis, RangeBasis::kAlike);
}

TEST(Incidence, OfARunToAPrecisionHoldsWheneverTheRunStops) {
  Ensemble ensemble = of(blank());
  ensemble.tally.trials = 5000;
  ensemble.tally.stops[static_cast<std::size_t>(Outcome::kNegotiatedPeace)][3] = 1000;
  const Interval fixed = estimate_by(ensemble, Outcome::kNegotiatedPeace, 3).sampling;
  ensemble.settings.precision = .02;
  const Interval sequence = estimate_by(ensemble, Outcome::kNegotiatedPeace, 3).sampling;
  EXPECT_LT(sequence.low, fixed.low);
  EXPECT_GT(sequence.high, fixed.high);
}

TEST(Relapse, FromTheLandmarkIsKaplanMeierByTheStatusDelivered) {
  Tally t = blank();
  t.trials = 4;
  t.relapse_after_landmark[2][6] = 1;  // of four, one broken six months after the landmark
  t.peace_after_landmark[2][12] = 3;
  const std::string csv = csv_of(relapse_table(core(), of(t)));
  EXPECT_THAT(csv, HasSubstr("\nsince_month_24,status_2,5,4,0,0,0.6023"))
      << "none of four is an interval, not a certainty";
  EXPECT_THAT(csv, HasSubstr("\nsince_month_24,status_2,6,4,0.25,"));
  EXPECT_THAT(csv, HasSubstr("\nsince_month_24,status_2,12,3,0.25,"));
  EXPECT_THAT(csv, testing::Not(HasSubstr("status_2,13,"))) << "nobody is observed so long";
  EXPECT_THAT(csv, testing::Not(HasSubstr("status_1,")));
}

TEST(Relapse, OfAcceptableStopsIsACurveOfItsOwnUnderTheLabelsOfTheFullMechanisms) {
  Tally t = blank();
  t.trials = 4;
  t.relapse_after_acceptable[6] = 1;
  t.acceptable_until_horizon[12] = 3;
  Scenario full = core();
  full.structure.labels_of_core = false;
  EXPECT_THAT(csv_of(relapse_table(full, of(t))), HasSubstr("\nsince_stop,acceptable,6,4,0.25,"));
  EXPECT_THAT(csv_of(relapse_table(core(), of(t))), testing::Not(HasSubstr("acceptable")));
}

TEST(Leaders, ThoseWhoCanStopAndThoseWhoCannotAreTwoGroups) {
  Tally t = blank();
  t.leader_cannot_stop[0][static_cast<int>(Outcome::kNegotiatedPeace)] = 3;
  t.leader_cannot_stop[0][static_cast<int>(Outcome::kContinuedWar)] = 1;
  const std::string csv = csv_of(leaders_table(core(), of(t)));
  EXPECT_THAT(csv, HasSubstr("\ncan_stop,negotiated_peace,4,3,0.75,"));
  EXPECT_THAT(csv, HasSubstr("\ncannot_stop,continued_war,0,0,,0,1\n"));
}

}  // namespace
}  // namespace armistice
