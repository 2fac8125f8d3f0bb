#include "experiments/validation/laboratory.hpp"

#include <fmt/format.h>
#include <tbb/parallel_for.h>

#include <algorithm>
#include <thread>

#include "experiments/ensemble/batch.hpp"
#include "experiments/ensemble/instruction_set.hpp"
#include "experiments/ensemble/pipelines.hpp"
#include "experiments/ensemble/thread_local_runners.hpp"
#include "experiments/error.hpp"
#include "experiments/input/scenario_files.hpp"

namespace armistice {
namespace {

std::size_t size(int n) { return static_cast<std::size_t>(n); }

std::span<const float> column(const std::vector<float>& table, std::size_t row, int trials) {
  return {table.data() + row * size(trials), size(trials)};
}

/// Runs one group of trials and puts its columns in their places.
void run_group(GroupRunner& runner, int first, Sample& sample) {
  const int count = std::min(kGroupTrials, sample.trials - first);
  TrialAddress trials[kGroupTrials];
  for (int i = 0; i < count; ++i) trials[i] = {static_cast<std::uint32_t>(first + i), 0};
  const TrialGroup group = runner.run(trials, count);
  for (int r = 0; r < kResults; ++r) {
    std::copy_n(group.results + r * kGroupTrials, count,
                sample.results.data() + size(r) * size(sample.trials) + size(first));
  }
  for (std::size_t k = 0; k < sample.recorded.size(); ++k) {
    const MonthlyQuantity& q = sample.recorded[k];
    const float* from =
        group.timeline + (q.month * kQuantities + static_cast<int>(q.quantity)) * kGroupTrials;
    std::copy_n(from, count, sample.monthly.data() + k * size(sample.trials) + size(first));
  }
}

}  // namespace

std::span<const float> Sample::of(Result r) const {
  return column(results, static_cast<std::size_t>(r), trials);
}

std::span<const float> Sample::of(MonthlyQuantity q) const {
  const auto found = std::find(recorded.begin(), recorded.end(), q);
  if (found == recorded.end()) {
    throw Error(Fault::kOurs, "armistice validate: a month is read that was not recorded");
  }
  return column(monthly, static_cast<std::size_t>(found - recorded.begin()), trials);
}

std::vector<double> Sample::counts(Share share) const {
  std::vector<double> counts(size(trials));
  for (std::size_t i = 0; i < counts.size(); ++i) {
    const std::uint32_t shares = shares_of(ending_of([this, i](Result r) { return of(r)[i]; }));
    counts[i] = counts_towards(shares, share) ? 1 : 0;
  }
  return counts;
}

double Sample::share(Share share) const {
  double sum = 0;
  for (const double x : counts(share)) sum += x;
  return sum / trials;
}

Laboratory::Laboratory(LaboratorySettings settings) : settings_(std::move(settings)) {
  if (settings_.threads <= 0) {
    settings_.threads = std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
  }
}

Scenario Laboratory::scenario(const std::string& name, const std::vector<Setting>& settings) {
  return read_scenario(find_scenario(name), settings);
}

Sample Laboratory::run_once(const Scenario& scenario, int trials,
                            std::span<const MonthlyQuantity> record, int horizon_months) {
  if (settings_.stop != nullptr && settings_.stop->load()) throw Stopped{};
  Sample sample{trials, horizon_months, {}, {record.begin(), record.end()}, {}};
  sample.results.resize(size(kResults) * size(trials));
  sample.monthly.resize(record.size() * size(trials));
  const BatchContext context(scenario, settings_.seed, horizon_months);
  Runners runners(context, kernel_named("auto"), !record.empty(), false);
  with_threads(settings_.threads, [&] {
    const int groups = (trials + kGroupTrials - 1) / kGroupTrials;
    tbb::parallel_for(0, groups,
                      [&](int g) { run_group(runners.local(), g * kGroupTrials, sample); });
  });
  ++runs_;
  if (settings_.progress) settings_.progress(runs_);
  return sample;
}

const Sample& Laboratory::run(const Scenario& scenario, std::span<const MonthlyQuantity> record,
                              int horizon_months) {
  std::string key = fmt::format("{} {}", scenario.digest, horizon_months);
  for (const MonthlyQuantity& q : record) {
    key += fmt::format(" {}@{}", static_cast<int>(q.quantity), q.month);
  }
  std::unique_ptr<Sample>& kept = samples_[key];
  if (!kept) {
    kept = std::make_unique<Sample>(run_once(scenario, settings_.trials, record, horizon_months));
  }
  return *kept;
}

}  // namespace armistice
