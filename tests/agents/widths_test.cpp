// One text, any width: every instruction set gives the same bytes, and no trial knows its
// neighbours.
#include <gtest/gtest.h>

#include <cstring>
#include <random>

#include "tests/support/ensemble.hpp"

namespace armistice {
namespace {

using support::Ensemble;
using support::Experiment;

constexpr int kTrials = 300;

::testing::AssertionResult same_bytes(const Ensemble& a, const Ensemble& b) {
  const auto same = [](const std::vector<float>& x, const std::vector<float>& y) {
    return x.size() == y.size() && std::memcmp(x.data(), y.data(), x.size() * sizeof(float)) == 0;
  };
  if (!same(a.results, b.results)) return ::testing::AssertionFailure() << "results differ";
  if (!same(a.timeline, b.timeline)) return ::testing::AssertionFailure() << "timelines differ";
  if (!same(a.donors, b.donors)) return ::testing::AssertionFailure() << "donors differ";
  return ::testing::AssertionSuccess();
}

/// Parameters of each trial drawn between their ends, levers anywhere: every branch is taken.
Experiment mixed_experiment() {
  Experiment setup;
  std::mt19937_64 random(17);
  const auto between = [&](double low, double high) {
    return static_cast<float>(std::uniform_real_distribution<double>(low, high)(random));
  };
  setup.parameters.assign(kTrials, support::default_values());
  setup.levers.assign(kTrials, support::base_intensities());
  const auto declared = parameter_declarations();
  for (auto& row : setup.parameters) {
    for (std::size_t k = 0; k < row.size(); ++k) row[k] = between(declared[k].min, declared[k].max);
    row[support::parameter_index("talks.bargaining_power")] =
        random() % 2 ? .5f : between(.35, .65);
  }
  for (auto& row : setup.levers) {
    for (float& lever : row) lever = random() % 4 ? between(0, 1) : lever;
  }
  return setup;
}

TEST(Widths, EveryInstructionSetGivesTheSameBytes) {
  Experiment setup = mixed_experiment();
  for (const Structure& structure : {Structure{}, support::full_structure()}) {
    setup.structure = structure;
    const Ensemble plain = support::run(setup, kTrials, kernel_scalar());
    for (const Kernel* kernel : available_kernels()) {
      EXPECT_TRUE(same_bytes(plain, support::run(setup, kTrials, *kernel))) << kernel->name;
    }
  }
}

TEST(Widths, EveryRuleAndFormGivesTheSameBytes) {
  for (int form = 0; form < 4; ++form) {
    Experiment setup = mixed_experiment();
    setup.horizon_months = 60;
    setup.structure.rule = static_cast<Rule>(form);
    setup.structure.war = static_cast<WarForm>(form % 2);
    setup.structure.commitment = static_cast<CommitmentForm>(form / 2);
    setup.structure.relapse = static_cast<RelapseForm>((form + 1) / 2 % 2);
    if (form > 0) setup.structure.switches = support::full_structure().switches;
    setup.structure.switches.diminishing_sensitivity = setup.structure.switches.nuclear_tail = true;
    setup.structure.attrition = static_cast<AttritionLaw>(form);
    setup.structure.learning = static_cast<LearningForm>(form % 3);
    const Ensemble plain = support::run(setup, 64, kernel_scalar());
    for (const Kernel* kernel : available_kernels()) {
      EXPECT_TRUE(same_bytes(plain, support::run(setup, 64, *kernel))) << kernel->name << form;
    }
  }
}

void expect_no_trial_to_depend_on_its_neighbours(const Experiment& setup) {
  for (const Kernel* kernel : available_kernels()) {
    const Ensemble together = support::run(setup, kTrials, *kernel);
    for (const int k : {0, 1, 7, 100, kTrials - 1}) {
      Experiment alone = setup;
      const auto row = static_cast<std::size_t>(k);
      alone.first_trial = static_cast<std::uint32_t>(k);
      // The lanes beside it are filled with other trials of the same set.
      alone.parameters = {setup.parameters[row]};
      alone.levers = {setup.levers[row]};
      const Ensemble one = support::run(alone, 1, *kernel);
      for (std::size_t r = 0; r < one.results.size(); ++r) {
        ASSERT_EQ(
            std::memcmp(&one.results[r], &together.results[row * kResults + r], sizeof(float)), 0)
            << kernel->name << " trial " << k << " result " << r;
      }
      ASSERT_EQ(std::memcmp(one.timeline.data(), &together.timeline[row * one.timeline.size()],
                            one.timeline.size() * sizeof(float)),
                0)
          << kernel->name << " trial " << k;
    }
  }
}

TEST(Widths, ATrialDoesNotDependOnItsNeighbours) {
  Experiment setup = mixed_experiment();
  expect_no_trial_to_depend_on_its_neighbours(setup);
  setup.structure = support::full_structure();
  setup.set("presence.attack_rate", .2);  // what is rare, made frequent
  setup.set("violations.escalation", .2);
  expect_no_trial_to_depend_on_its_neighbours(setup);
  setup.structure.relapse = RelapseForm::kGame;
  expect_no_trial_to_depend_on_its_neighbours(setup);
}

TEST(Horizon, LongerKeepsTheEarlierMonths) {
  Experiment setup = mixed_experiment();
  setup.horizon_months = 60;
  const Ensemble shorter = support::run(setup, 64);
  setup.horizon_months = 150;
  const Ensemble longer = support::run(setup, 64);
  int ended = 0;
  for (int i = 0; i < 64; ++i) {
    for (int month = 0; month < 60; ++month) {
      for (int q = 0; q < kQuantities; ++q) {
        const auto quantity = static_cast<Quantity>(q);
        ASSERT_EQ(shorter.quantity(i, month, quantity), longer.quantity(i, month, quantity))
            << i << " " << month << " " << q;
      }
    }
    const float end = shorter.result(i, Result::end_month);
    if (end > 0) {
      ASSERT_EQ(end, longer.result(i, Result::end_month));
      ++ended;
    }
  }
  EXPECT_GT(ended, 0);
}

TEST(Seeds, GiveOtherTrialsAndTheSameOnesAgain) {
  Experiment setup;
  const Ensemble first = support::run(setup, 32);
  EXPECT_TRUE(same_bytes(first, support::run(setup, 32)));
  setup.seed = 0;
  EXPECT_FALSE(same_bytes(first, support::run(setup, 32)));
}

TEST(Kernels, ReadAsManyParametersAsAreDeclared) {
  for (const Kernel* kernel : available_kernels()) {
    EXPECT_EQ(static_cast<std::size_t>(kernel->parameters), parameter_declarations().size());
  }
}

}  // namespace
}  // namespace armistice
