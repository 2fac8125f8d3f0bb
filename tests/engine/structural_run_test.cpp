// The structural sample: each structure has the same weight, sets keep their draws, and neither
// threads nor lanes change a digit.
#include "experiments/engine/structural_run.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <string>
#include <tuple>

#include "experiments/engine/ensemble.hpp"
#include "experiments/engine/instruction_set.hpp"

namespace armistice {
namespace {

Scenario status_quo() {
  return read_scenario(ARMISTICE_SOURCE_DIR "/scenarios/status_quo.toml", {});
}

auto form_of(const Structure& s) {
  return std::make_tuple(s.rule, s.war, s.attrition, s.commitment, s.relapse);
}

TEST(StructuralRun, EachStructureComesOnceInARound) {
  const Scenario scenario = status_quo();
  std::map<decltype(form_of(scenario.structure)), int> seen;
  for (int set = 0; set < 2 * structures(); ++set) {
    ++seen[form_of(with_structure_of(scenario, static_cast<std::uint32_t>(set)).structure)];
  }
  EXPECT_EQ(static_cast<int>(seen.size()), structures());
  for (const auto& [form, times] : seen) EXPECT_EQ(times, 2);
}

RunSettings small(int threads, const Kernel* kernel) {
  RunSettings settings;
  settings.trials = 64;
  settings.nested_sets = 40;
  settings.horizon_months = 24;
  settings.timeline = settings.donors = false;
  settings.structures = true;
  settings.threads = threads;
  settings.kernel = kernel;
  return settings;
}

TEST(StructuralRun, IsTheSameForAnyThreadsAndLanes) {
  const Scenario scenario = status_quo();
  const Ensemble one = run_ensemble(scenario, small(1, available_kernels().front()));
  const Ensemble two = run_ensemble(scenario, small(2, available_kernels().back()));
  EXPECT_EQ(one.structural, two.structural);
  EXPECT_EQ(one.structural.nested.sets, 40);
}

TEST(StructuralRun, CountsEveryTrialOncePerChoice) {
  const Ensemble e = run_ensemble(status_quo(), small(1, available_kernels().back()));
  std::map<std::string, std::int64_t> trials, ends;
  for (const StructuralOption& option : e.structural.options) {
    trials[std::string(option.choice)] += option.trials;
    for (const Share s :
         {Share::kNegotiatedAll, Share::kDeFactoAll, Share::kDefeatAll, Share::kContinuedWarAll}) {
      ends[std::string(option.choice)] += option.counts[static_cast<std::size_t>(s)];
    }
  }
  EXPECT_EQ(trials.size(), 5u);
  for (const auto& [choice, count] : trials) EXPECT_EQ(count, 40 * kReplicates) << choice;
  for (const auto& [choice, count] : ends) EXPECT_EQ(count, 40 * kReplicates) << choice;
}

TEST(StructuralRun, AFormThatNoTrialHadHasNoShare) {
  StructuralOption option{.choice = "rule", .option = "rational"};
  EXPECT_TRUE(std::isnan(option.part(Share::kDefeatAll)));
  option.trials = 8;
  option.counts[static_cast<std::size_t>(Share::kDefeatAll)] = 2;
  EXPECT_EQ(option.part(Share::kDefeatAll), .25);
}

TEST(StructuralRun, LeavesTheRunItselfAsItIs) {
  const Scenario scenario = status_quo();
  RunSettings without = small(1, available_kernels().back());
  without.structures = false;
  const Ensemble plain = run_ensemble(scenario, without);
  const Ensemble with = run_ensemble(scenario, small(1, available_kernels().back()));
  EXPECT_EQ(plain.nested, with.nested);
  EXPECT_EQ(plain.structural.nested.sets, 0);
  for (const Share s : {Share::kNegotiatedAll, Share::kDeFactoAll, Share::kContinuedWarAll}) {
    EXPECT_EQ(plain.tally.count(s), with.tally.count(s));
  }
}

TEST(StructuralRun, DrawsFormsThatMatter) {
  const Scenario scenario = status_quo();
  const Ensemble e = run_ensemble(scenario, small(1, available_kernels().back()));
  EXPECT_NE(e.structural.nested, e.nested);
}

}  // namespace
}  // namespace armistice
