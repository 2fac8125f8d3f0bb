// Where the patterns and claims are tried out: variants of shipped scenarios, run once each, with
// what every trial gave kept as columns.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "agents/interface/kernel.hpp"
#include "experiments/engine/stages.hpp"
#include "experiments/input/scenario.hpp"
#include "experiments/trials/batch.hpp"
#include "experiments/trials/shares.hpp"

namespace armistice {

/// Variants whose samples a whole validation keeps, at least; and what they take up, in bytes.
inline constexpr int kKeptVariants = 24;
double kept_sample_bytes(int trials);

/// A quantity of the timeline in one month.
struct MonthlyQuantity {
  Quantity quantity;
  int month;  // from 0
  bool operator==(const MonthlyQuantity&) const = default;
};

/// Trials 0 .. trials - 1 of a scenario.
struct Sample {
  int trials = 0;
  int horizon_months = 0;
  std::vector<float> results;  // [result][trial]
  std::vector<MonthlyQuantity> recorded;
  std::vector<float> monthly;  // [recorded][trial]

  std::span<const float> of(Result r) const;  // by trial
  /// Throws Error(kOurs) if it was not asked for.
  std::span<const float> of(MonthlyQuantity q) const;
  /// 1 in the trials that count towards a share, else 0.
  std::vector<double> counts(Share share) const;
  double share(Share share) const;  // 0 to 1
};

struct LaboratorySettings {
  int trials = 20'000;
  std::uint64_t seed = 1;
  int threads = 0;  // 0: all
  const std::atomic<bool>* stop = nullptr;
  std::function<void(int runs)> progress{};  // runs so far; may be empty
  StageKeeper* stages = nullptr;             // where finished rows are kept; may be null
};

class Laboratory {
 public:
  explicit Laboratory(LaboratorySettings settings);

  /// The scenario of that name with settings on top, as `--set` has them.
  static Scenario scenario(const std::string& name, const std::vector<Setting>& settings = {});

  /// The trials of a scenario. All of the variants share their chance. Results are the same for any
  /// number of threads. Samples are kept for as long as the laboratory, by digest, horizon and what
  /// was recorded.
  const Sample& run(const Scenario& scenario, std::span<const MonthlyQuantity> record = {},
                    int horizon_months = kHorizon);
  /// The same, but not kept.
  Sample run_once(const Scenario& scenario, int trials, std::span<const MonthlyQuantity> record,
                  int horizon_months = kHorizon);

  /// Replicates of parameter sets 0 .. sets - 1, [set][replicate], not kept.
  Sample run_sets(const Scenario& scenario, int sets, int replicates,
                  std::span<const MonthlyQuantity> record, int horizon_months = kHorizon);

  const LaboratorySettings& settings() const { return settings_; }

  static constexpr int kHorizon = 120;

 private:
  /// `address_of` gives the trial at a place of the sample.
  Sample run_trials(const Scenario& scenario, int trials, std::span<const MonthlyQuantity> record,
                    int horizon_months, const std::function<TrialAddress(int)>& address_of);

  LaboratorySettings settings_;
  std::map<std::string, std::unique_ptr<Sample>> samples_;
  int runs_ = 0;
};

}  // namespace armistice
