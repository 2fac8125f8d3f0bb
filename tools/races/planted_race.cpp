// A race on purpose: what the engine calls in parallel adds to a plain number. tools/races/look
// expects the thread sanitizer to report it, at its line.
#include <cstdint>
#include <cstdio>

#include "experiments/engine/ensemble.hpp"
#include "experiments/input/scenario_files.hpp"

int main() {
  using namespace armistice;
  std::int64_t trials = 0;
  const RunSettings settings{
      .trials = 16 * kBlockTrials, .threads = 4, .horizon_months = 12, .nested_sets = 0};
  run_ensemble(read_scenario(find_scenario("status_quo"), {}), settings,
               {.format = [&](const TrialBlock& block, std::vector<std::string>&) {
                 trials += block.trials;  // the race
               }});
  std::printf("%lld\n", static_cast<long long>(trials));
}
