#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "experiments/comparison/difference.hpp"
#include "experiments/comparison/paired_ensemble.hpp"
#include "experiments/engine/instruction_set.hpp"
#include "experiments/findings/comparison.hpp"
#include "experiments/trials/addressed_engine.hpp"
#include "experiments/trials/confidence_sequence.hpp"
#include "tests/support/report.hpp"

namespace armistice {
namespace {

struct Changes {
  double gained, lost;  // chances of a pair of trials
};

/// The number of ensembles that are covered after each of their blocks.
template <class Sequence>
int always_covered(const Changes& chance, int ensembles, const Sequence& sequence) {
  constexpr int kBlocks = 8;
  int covered = 0;
  for (int k = 0; k < ensembles; ++k) {
    AddressedEngine engine(1, static_cast<std::uint32_t>(k), 11);
    std::int64_t gained = 0, lost = 0;
    bool all = true;
    for (std::int64_t block = 1; block <= kBlocks && all; ++block) {
      for (int i = 0; i < kBlockTrials; ++i) {
        const double u = static_cast<double>(engine() >> 11) * 0x1p-53;
        gained += u < chance.gained;
        lost += u >= 1 - chance.lost;
      }
      const Interval i = sequence(gained, lost, block * kBlockTrials);
      all = i.low <= chance.gained - chance.lost && chance.gained - chance.lost <= i.high;
    }
    covered += all;
  }
  return covered;
}

TEST(PairedSequence, CoversAfterEveryBlockAtOnceEvenIfHardlyAnythingChanges) {
  constexpr int kEnsembles = 60;
  for (const Changes chance : {Changes{0.1, 0.04}, Changes{1e-4, 0}}) {
    const double covered = always_covered(chance, kEnsembles, paired_share_sequence);
    EXPECT_GE(covered / kEnsembles, 0.95 - 3 * std::sqrt(0.95 * 0.05 / kEnsembles))
        << chance.gained;
  }
}

TEST(PairedSequence, IsWiderThanTheIntervalOfAFixedNumber) {
  const Interval sequence = paired_share_sequence(400, 100, 4096);
  const Interval fixed = paired_share_interval(400, 100, 4096);
  EXPECT_LT(sequence.low, fixed.low);
  EXPECT_GT(sequence.high, fixed.high);
  EXPECT_LT(half_width(sequence), 2 * half_width(fixed));
}

TEST(PairedSequence, NothingSeenToChangeIsNotNothing) {
  EXPECT_GT(half_width(paired_share_sequence(0, 0, 4096)), 1.0 / 4096);
  EXPECT_EQ(paired_share_sequence(0, 0, 0).low, -1);
}

TEST(PairedPrecision, EndsItAtTheSameBlockForAnyThreadsAndKernel) {
  const auto shipped = [](const std::string& name) {
    return read_scenario(ARMISTICE_SOURCE_DIR "/scenarios/" + name + ".toml", {});
  };
  const std::vector<Scenario> both = {shipped("status_quo"), shipped("europe_only")};
  const auto widest = [](const PairedEnsemble& e) {
    return widest_interval(e, Share::kDurableAcceptablePeace);
  };
  RunSettings settings{.trials = 10 * kBlockTrials,
                       .threads = 2,
                       .horizon_months = 12,
                       .nested_sets = 2,
                       .precision = 0.02};
  const PairedEnsemble one = run_paired(both, settings, {}, widest);
  EXPECT_TRUE(one.complete && one.precision.reached);
  EXPECT_LT(one.trials(), settings.trials);
  EXPECT_LE(half_width(difference(one, 0, Share::kDurableAcceptablePeace).sampling), 0.02);
  settings.threads = 5;
  settings.kernel = available_kernels()[1 % available_kernels().size()];
  const PairedEnsemble other = run_paired(both, settings, {}, widest);
  EXPECT_EQ(support::tables_of(report_of({both, other})),
            support::tables_of(report_of({both, one})));
  settings.precision = 0;
  settings.trials = one.trials();
  EXPECT_EQ(run_paired(both, settings).pairs, one.pairs) << "as a run of so many trials";
}

}  // namespace
}  // namespace armistice
