#include "experiments/validation/laboratory.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "experiments/engine/available_threads.hpp"
#include "experiments/engine/instruction_set.hpp"
#include "experiments/engine/pieces.hpp"
#include "experiments/error.hpp"
#include "experiments/input/scenario_files.hpp"

namespace armistice {
namespace {

std::size_t size(int n) { return static_cast<std::size_t>(n); }

std::span<const float> column(const std::vector<float>& table, std::size_t row, int trials) {
  return {table.data() + row * size(trials), size(trials)};
}

/// Puts the columns of a group of trials in their places.
void keep_group(const TrialGroup& group, int first, Sample& sample) {
  for (int r = 0; r < kResults; ++r) {
    std::copy_n(group.results + r * kGroupTrials, group.trials,
                sample.results.data() + size(r) * size(sample.trials) + size(first));
  }
  for (std::size_t k = 0; k < sample.recorded.size(); ++k) {
    const MonthlyQuantity& q = sample.recorded[k];
    const float* from =
        group.timeline + (q.month * kQuantities + static_cast<int>(q.quantity)) * kGroupTrials;
    std::copy_n(from, group.trials, sample.monthly.data() + k * size(sample.trials) + size(first));
  }
}

/// Where a piece of the work begins; its trials go to places of their own.
struct FirstTrial {
  int number = 0;
};

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
    const ShareBits shares = shares_of(ending_of([this, i](Result r) { return of(r)[i]; }));
    counts[i] = counts_towards(shares, share) ? 1 : 0;
  }
  return counts;
}

double Sample::share(Share share) const {
  double sum = 0;
  for (const double x : counts(share)) sum += x;
  return sum / trials;
}

double kept_sample_bytes(int trials) {
  return double{kKeptVariants} * kResults * sizeof(float) * trials;
}

Laboratory::Laboratory(LaboratorySettings settings) : settings_(std::move(settings)) {
  if (settings_.threads <= 0) {
    settings_.threads = available_threads();
  }
}

Scenario Laboratory::scenario(const std::string& name, const std::vector<Setting>& settings) {
  return read_scenario(find_scenario(name), settings);
}

Sample Laboratory::run_once(const Scenario& scenario, int trials,
                            std::span<const MonthlyQuantity> record, int horizon_months) {
  return run_trials(scenario, trials, record, horizon_months, [](int i) {
    return TrialAddress{static_cast<std::uint32_t>(i), 0};
  });
}

Sample Laboratory::run_sets(const Scenario& scenario, int sets, int replicates,
                            std::span<const MonthlyQuantity> record, int horizon_months) {
  return run_trials(scenario, sets * replicates, record, horizon_months, [replicates](int i) {
    return TrialAddress{static_cast<std::uint32_t>(i / replicates),
                        static_cast<std::uint32_t>(i % replicates)};
  });
}

Sample Laboratory::run_trials(const Scenario& scenario, int trials,
                              std::span<const MonthlyQuantity> record, int horizon_months,
                              const std::function<TrialAddress(int)>& address_of) {
  if (settings_.stop != nullptr && settings_.stop->load()) throw Stopped{};
  Sample sample{trials, horizon_months, {}, {record.begin(), record.end()}, {}};
  sample.results.resize(size(kResults) * size(trials));
  sample.monthly.resize(record.size() * size(trials));
  const BatchContext context(scenario, settings_.seed, horizon_months);
  const auto processor = lane_processor(kernel_named("auto"));
  GroupRequest alike;
  alike.context = &context;
  alike.timeline = !record.empty();
  constexpr int kPiece = 16 * kGroupTrials;  // trials
  Work<FirstTrial> work{0, (trials + kPiece - 1) / kPiece};
  work.groups = [&](std::int64_t piece, FirstTrial& first) {
    first.number = static_cast<int>(piece) * kPiece;
    std::vector<TrialAddress> addresses;
    for (int i = first.number; i < std::min(first.number + kPiece, trials); ++i) {
      addresses.push_back(address_of(i));
    }
    return groups_of(alike, addresses);
  };
  work.look = [&sample](std::size_t i, const TrialGroup& group, const FirstTrial& first) {
    keep_group(group, first.number + static_cast<int>(i) * kGroupTrials, sample);
  };
  with_threads(settings_.threads, [&] {
    if (run_work(*processor, settings_.stop, work) < work.end) throw Stopped{};
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
