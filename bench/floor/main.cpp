// How far is the full month from what it cannot avoid? One trial at a time is counted: its random
// words, normals, exponentials, divisions and the rest, step by step. Each kind of work is then
// timed by itself, in lanes and out of the first-level cache. The sum is the floor: the time of the
// same work without waiting, without a branch, and without a number that is moved for nothing.
// Before anything is timed, the counted trials are checked to be those of the model, bit for bit.
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <cstring>
#include <string>
#include <vector>

#include "bench/floor/counting.hpp"
#include "bench/floor/primitives.hpp"
#include "experiments/engine/instruction_set.hpp"
#include "experiments/input/scenario.hpp"
#include "experiments/trials/batch.hpp"

namespace {

using namespace armistice;

constexpr int kHorizonMonths = 120;
constexpr int kRepetitions = 9;
constexpr int kArithmeticOfOne = 17;  // primitives.cpp does so many for each load and store
constexpr double kNano = 1e9;

/// Least seconds of several repetitions: the others waited for somebody else.
template <class F>
double least_seconds(const F& f) {
  double least = 1e9;
  for (int i = 0; i < kRepetitions; ++i) {
    const auto begin = std::chrono::steady_clock::now();
    f();
    least = std::min(
        least, std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count());
  }
  return least;
}

const Primitives& primitives_of(std::string_view lane_set) {
#if defined(__x86_64__)
  if (lane_set == "avx512") return primitives_avx512();
  if (lane_set == "avx2") return primitives_avx2();
  if (lane_set == "sse2") return primitives_sse2();
#endif
  return primitives_scalar();
}

/// Nanoseconds of each kind of work for one trial, lanes side by side.
std::array<double, kWorks> costs_of(const Primitives& primitives) {
  LaneTable table(kPrimitiveTable);
  std::array<double, kWorks> costs{};
  for (int w = 0; w < kWorks; ++w) {
    for (std::size_t i = 0; i < table.size(); ++i) table[i] = 0.5f + 1e-4f * static_cast<float>(i);
    constexpr int kRounds = 200;
    const double seconds = least_seconds([&] { primitives.of_work[w](table.data(), kRounds); });
    const bool several =
        w == static_cast<int>(Work::kArithmetic) || w == static_cast<int>(Work::kChoice);
    costs[static_cast<std::size_t>(w)] =
        kNano * seconds / kRounds / kPrimitiveTable / (several ? kArithmeticOfOne : 1);
  }
  return costs;
}

/// Nanoseconds to read and write the state of a batch once, for one trial.
double cost_of_state(const Primitives& primitives) {
  const std::size_t floats =
      state_bytes() / sizeof(float) * static_cast<std::size_t>(primitives.lanes);
  LaneTable state(floats, 1.0f);
  constexpr int kRounds = 500;
  const double seconds =
      least_seconds([&] { primitives.touch(state.data(), static_cast<int>(floats), kRounds); });
  return kNano * seconds / kRounds / primitives.lanes;
}

std::vector<TrialAddress> addresses_of_group(int group) {
  std::vector<TrialAddress> addresses;
  for (int i = 0; i < kGroupTrials; ++i) {
    addresses.push_back({static_cast<std::uint32_t>(group * kGroupTrials + i), 0});
  }
  return addresses;
}

std::vector<float> results_of(const BatchContext& context, const Kernel& kernel, int groups) {
  GroupRunner runner(context, kernel, /*timeline=*/false, /*donors=*/false);
  std::vector<float> all;
  for (int group = 0; group < groups; ++group) {
    const TrialGroup trials = runner.run(addresses_of_group(group).data(), kGroupTrials);
    all.insert(all.end(), trials.results, trials.results + kResults * kGroupTrials);
  }
  return all;
}

/// Prints the floor of a scenario, and the model beside it. The exit status.
int measure(const std::string& name) {
  constexpr int kGroups = 16;
  const Scenario scenario =
      read_scenario(std::string(ARMISTICE_SOURCE_DIR "/scenarios/") + name + ".toml", {});
  const BatchContext context(scenario, /*seed=*/1, kHorizonMonths);
  const Kernel& kernel = kernel_named("auto");
  counted_steps();
  const std::vector<float> counted = results_of(context, counting_kernel(), kGroups);
  const auto steps = counted_steps();
  const std::vector<float> expected = results_of(context, kernel, kGroups);
  if (std::memcmp(counted.data(), expected.data(), counted.size() * sizeof(float)) != 0) {
    fmt::print(stderr, "{}: the counted trials are not those of {}\n", name, kernel.name);
    return EXIT_FAILURE;
  }
  const Primitives& primitives = primitives_of(kernel.name);
  const auto costs = costs_of(primitives);
  const double trials = kGroups * kGroupTrials;

  fmt::print("\n{}, {} trials of {} months, {} ({} lanes)\n\n", name, trials, kHorizonMonths,
             kernel.name, kernel.lanes);
  fmt::print("| work | of a trial | ns each | us |\n|---|---:|---:|---:|\n");
  double floor = 0;
  for (std::size_t w = 0; w < kWorks; ++w) {
    double count = 0;
    for (const WorkCounts& step : steps) count += step[w] / trials;
    fmt::print("| {} | {:.0f} | {:.3f} | {:.2f} |\n", kWorkNames[w], count, costs[w],
               count * costs[w] / 1000);
    floor += count * costs[w] / 1000;
  }
  const double state = kHorizonMonths * cost_of_state(primitives) / 1000;
  fmt::print("| the state, {} bytes, read and written each month | {} | {:.0f} | {:.2f} |\n",
             state_bytes(), kHorizonMonths, 1000 * state / kHorizonMonths, state);
  floor += state;
  const double model = 1e6 / trials * least_seconds([&] { results_of(context, kernel, kGroups); });
  fmt::print("| floor | | | {:.2f} |\n| the model | | | {:.2f}: {:.2f} times the floor |\n", floor,
             model, model / floor);

  fmt::print("\n| step | floor, us | share, % |\n|---|---:|---:|\n");
  for (std::size_t s = 0; s < kSteps; ++s) {
    double us = 0;
    for (std::size_t w = 0; w < kWorks; ++w) us += steps[s][w] / trials * costs[w] / 1000;
    fmt::print("| {} | {:.2f} | {:.0f} |\n", kStepNames[s], us, 100 * us / (floor - state));
  }
  return EXIT_SUCCESS;
}

}  // namespace

int main() {
  for (const char* name : {"status_quo", "peace_through_strength"}) {
    if (measure(name) != EXIT_SUCCESS) return EXIT_FAILURE;
  }
  return EXIT_SUCCESS;
}
