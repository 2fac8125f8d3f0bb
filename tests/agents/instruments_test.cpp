// Guarantees add up: each instrument that is in force makes an answer more likely.
#include <gtest/gtest.h>

#include "tests/support/stage.hpp"

namespace armistice {
namespace {

using support::full_stage;
using support::Stage;

struct InForce {
  bool eu, parallel, force, nato;
};

Real credibility(const InForce& in, double ceiling = .85) {
  Stage stage = full_stage();
  stage.parameters.guarantors.ceiling = ceiling;
  Trial trial = stage.start();
  trial.institutions.eu = Mask(in.eu);
  trial.institutions.parallel = Mask(in.parallel);
  trial.institutions.force = Mask(in.force);
  trial.institutions.nato = Mask(in.nato);
  const Situation situation = stage.situation();
  return credibility_in_force(trial, situation, assess_guarantees(trial, situation),
                              status_in_force(trial, situation));
}

TEST(Instruments, EachAloneRaisesCredibilityAndAddsToTheOthers) {
  const InForce alone[] = {{true, false, false, false},
                           {false, true, false, false},
                           {false, false, true, false},
                           {false, false, false, true}};
  EXPECT_EQ(credibility({}).value, 0);
  for (const InForce& one : alone) {
    EXPECT_GT(credibility(one).value, 0);
    for (const InForce& other : alone) {
      const InForce both{one.eu || other.eu, one.parallel || other.parallel,
                         one.force || other.force, one.nato || other.nato};
      if (&one != &other) EXPECT_GT(credibility(both).value, credibility(one).value);
    }
  }
}

TEST(Instruments, TheCeilingIsOne) {
  const InForce all{true, true, true, true};
  EXPECT_LT(credibility(all, .7).value, credibility(all, .9).value);
  EXPECT_LT(credibility(all, .7).value, .7f);
}

TEST(Instruments, ACoalitionIsARungBetweenArmedAloneAndTheEu) {
  Stage stage = full_stage();
  Trial trial = stage.start();
  trial.institutions.parallel = Mask(true);
  EXPECT_EQ(status_in_force(trial, stage.situation()).value, kCoalition);
  EXPECT_GT(rank_of(kCoalition).value, rank_of(kArmedAlone).value);
  EXPECT_LT(rank_of(kCoalition).value, rank_of(kEu).value);
  EXPECT_TRUE(any(has_guarantee(Real(kCoalition))));
  EXPECT_FALSE(any(includes_eu(Real(kCoalition)) | includes_nato(Real(kCoalition))));
  trial.institutions.eu = Mask(true);
  EXPECT_EQ(status_in_force(trial, stage.situation()).value, kEuForce);
}

TEST(Instruments, ReassuranceKeepsNoEuropeanForceOut) {
  Stage stage = full_stage();
  Trial trial = stage.start();
  support::sign(trial, {kNato, 0, 0, 0});
  trial.institutions.nato = trial.institutions.force = Mask(true);
  EXPECT_EQ(delivered_status(trial, stage.situation()).value, kNatoForce);
}

TEST(Instruments, ADemilitarisedStateHasNoGuarantee) {
  Stage stage = full_stage();
  Trial trial = stage.start();
  trial.institutions.parallel = Mask(true);
  support::sign(trial, {kNeutral, 0, 0, 0});
  const Situation situation = stage.situation();
  EXPECT_EQ(credibility_in_force(trial, situation, assess_guarantees(trial, situation),
                                 delivered_status(trial, situation))
                .value,
            0);
}

}  // namespace
}  // namespace armistice
