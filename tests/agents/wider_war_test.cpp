// A war of Russia and NATO can come while the first war lasts: Ukraine joined in wartime, lost
// ground, and those who guard it acted.
#include <gtest/gtest.h>

#include "core/outcome.hpp"
#include "tests/support/ensemble.hpp"

namespace armistice {
namespace {

using support::Experiment;

/// Ukraine joins while it fights; who acts is soon at war, and nobody shrinks from it.
Experiment joining_in_wartime() {
  Experiment e;
  e.structure = support::full_structure();
  e.parameters = {support::full_values()};
  e.structure.switches.talks = false;
  e.set(Lever::nato_fast_track, 1);
  e.set(Lever::nato_before_ceasefire, 1);
  e.set(Lever::us_backup, 1);
  e.set("initial.nato_progress", 1);
  e.set("accession.nato_vote_base", 2);
  e.set("guarantors.wider_war_log_rate", -1);
  e.set("guarantors.wider_war_loss", 0);
  e.set("guarantors.test_pct", .3);
  return e;
}

int wider_wars_before_a_stop(const support::Ensemble& e) {
  int wars = 0;
  for (int i = 0; i < e.trials; ++i) {
    if (e.result(i, Result::wider_war_month) < 0 || e.result(i, Result::end_month) >= 0) continue;
    EXPECT_GE(e.result(i, Result::guarantee_tests), 1) << i;
    EXPECT_GE(e.result(i, Result::guarantors_acted), 1) << i;
    EXPECT_EQ(e.result(i, Result::detail), static_cast<float>(Detail::kWiderWar)) << i;
    EXPECT_GT(e.result(i, Result::wider_war_month), e.result(i, Result::nato_accession_month) < 0
                                                        ? e.result(i, Result::eu_accession_month)
                                                        : 0)
        << i;
    ++wars;
  }
  return wars;
}

TEST(WiderWarBeforeAStop, ComesWhereAStateThatJoinedInWartimeLosesGround) {
  EXPECT_GT(wider_wars_before_a_stop(support::run(joining_in_wartime(), 512)), 5);
}

TEST(WiderWarBeforeAStop, DoesNotComeWhereNobodyJoinsBeforeIt) {
  Experiment e = joining_in_wartime();
  e.set(Lever::nato_before_ceasefire, 0);
  e.set(Lever::eu_fast_track, 0);
  e.set("accession.eu_pace", 0);
  EXPECT_EQ(wider_wars_before_a_stop(support::run(e, 512)), 0)
      << "a force alone is tested by a new attack, and that needs a stop before it";
}

}  // namespace
}  // namespace armistice
