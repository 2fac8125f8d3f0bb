// How many trials of the reference scenario (38 actors, 120 months) does one core run in a second,
// one at a time and in lanes? The answers are checked to be equal, bit for bit, before they are
// timed.
#include <benchmark/benchmark.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <vector>

#include "experiments/engine/ensemble.hpp"
#include "experiments/engine/instruction_set.hpp"
#include "experiments/input/scenario.hpp"
#include "experiments/trials/batch.hpp"

namespace {

using namespace armistice;

constexpr int kHorizonMonths = 120;
constexpr int kGroups = 32;

std::vector<TrialAddress> addresses_of_group(int group) {
  std::vector<TrialAddress> addresses;
  for (int i = 0; i < kGroupTrials; ++i) {
    addresses.push_back({static_cast<std::uint32_t>(group * kGroupTrials + i), 0});
  }
  return addresses;
}

/// All results and the whole timeline of some trials, run by one kernel.
std::vector<float> everything(const BatchContext& context, const Kernel& kernel) {
  GroupRunner runner(context, kernel, /*timeline=*/true, /*donors=*/true);
  std::vector<float> all;
  for (int group = 0; group < 4; ++group) {
    const TrialGroup trials = runner.run(addresses_of_group(group).data(), kGroupTrials);
    all.insert(all.end(), trials.results, trials.results + kResults * kGroupTrials);
    all.insert(all.end(), trials.timeline,
               trials.timeline + kHorizonMonths * kQuantities * kGroupTrials);
  }
  return all;
}

void run_trials(benchmark::State& state, const BatchContext* context, const Kernel* kernel,
                bool timeline) {
  GroupRunner runner(*context, *kernel, timeline, /*donors=*/false);
  int group = 0;
  for (auto _ : state) {
    const TrialGroup trials =
        runner.run(addresses_of_group(group++ % kGroups).data(), kGroupTrials);
    benchmark::DoNotOptimize(trials.results[0]);
  }
  state.counters["trials_per_second"] = benchmark::Counter(
      static_cast<double>(state.iterations() * kGroupTrials), benchmark::Counter::kIsRate);
}

}  // namespace

int main(int argc, char** argv) {
  benchmark::Initialize(&argc, argv);
  const std::string folder = ARMISTICE_SOURCE_DIR "/scenarios/";
  std::vector<std::unique_ptr<BatchContext>> contexts;
  for (const char* name : {"status_quo", "peace_through_strength"}) {
    const Scenario scenario = read_scenario(folder + name + ".toml", {{"mechanisms", "core"}});
    contexts.push_back(std::make_unique<BatchContext>(scenario, /*seed=*/1, kHorizonMonths));
    const BatchContext* context = contexts.back().get();
    const std::vector<float> expected = everything(*context, kernel_named("scalar"));
    for (const Kernel* kernel : available_kernels()) {
      const std::vector<float> got = everything(*context, *kernel);
      if (std::memcmp(got.data(), expected.data(), expected.size() * sizeof(float)) != 0) {
        std::fprintf(stderr, "%s: %s and scalar disagree\n", name, kernel->name);
        return EXIT_FAILURE;
      }
      for (const bool timeline : {false, true}) {
        const std::string label = std::string(name) + "/" + kernel->name +
                                  "/lanes:" + std::to_string(kernel->lanes) +
                                  (timeline ? "/timeline" : "");
        benchmark::RegisterBenchmark(label.c_str(), run_trials, context, kernel, timeline)
            ->Unit(benchmark::kMicrosecond);
      }
    }
  }
  std::puts("all instruction sets agree bit for bit");
  benchmark::RunSpecifiedBenchmarks();
  return EXIT_SUCCESS;
}
