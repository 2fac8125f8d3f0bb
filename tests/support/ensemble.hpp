// Runs trials through a kernel, with parameters, levers and switches of the test's choice.
#pragma once

#include <algorithm>
#include <cstdint>
#include <limits>
#include <vector>

#include "agents/interface/kernel.hpp"
#include "experiments/engine/instruction_set.hpp"
#include "tests/support/cast_table.hpp"
#include "tests/support/defaults.hpp"

namespace armistice::support {

/// What is run; the defaults are the status quo.
struct Experiment {
  CastTable cast = reference_cast();
  LeverSchedule schedule = base_schedule();
  Structure structure;
  int horizon_months = 120;
  int us_change_month = 46;
  int patron_change_month = kNoMonth;
  bool muted = false;
  std::uint32_t seed = 1;
  std::vector<std::vector<float>> parameters{default_values()};  // one row, or one for each trial
  std::vector<Intensities> levers{base_intensities()};           // likewise
  std::uint32_t first_trial = 0;

  void set(std::string_view parameter, double value) {
    for (auto& row : parameters) row[parameter_index(parameter)] = static_cast<float>(value);
  }
  void set(Lever lever, double intensity) {
    for (auto& row : levers) at(row, lever) = static_cast<float>(intensity);
  }
};

/// Where an entry of a table lies that is kept row by row.
inline std::size_t place(int row, int columns, int column) {
  return static_cast<std::size_t>(row) * static_cast<std::size_t>(columns) +
         static_cast<std::size_t>(column);
}

/// What came out, trial by trial.
struct Ensemble {
  int trials, horizon_months;
  std::vector<float> results, timeline, donors, costs;  // [trial][...]
  bool operator==(const Ensemble&) const = default;

  float result(int trial, Result r) const {
    return results[place(trial, kResults, static_cast<int>(r))];
  }
  float quantity(int trial, int month, Quantity q) const {
    return timeline[place(trial * horizon_months + month, kQuantities, static_cast<int>(q))];
  }
  float donor(int trial, int j, DonorResult r) const {
    constexpr int kEach = static_cast<int>(DonorResult::count);
    return donors[place(trial * kDonors + j, kEach, static_cast<int>(r))];
  }
  /// Paid from the start to the end of the year, counted from 0; the donors' rows come first.
  float paid(int trial, int year, int payer, Cost cost) const {
    const int row = trial * ((horizon_months + 11) / 12) + year;
    return costs[place(row * (kDonors + kOtherPayers) + payer, kCosts, static_cast<int>(cost))];
  }
  std::vector<double> all(Result r) const {
    std::vector<double> values;
    for (int i = 0; i < trials; ++i) values.push_back(static_cast<double>(result(i, r)));
    return values;
  }
};

/// The widest kernel of this machine.
inline const Kernel& fastest_kernel() { return *available_kernels().back(); }

/// Copies column `lane` of a table [row][lane] to the end of `to`.
inline void append_lane(const std::vector<float>& table, int lanes, int lane,
                        std::vector<float>& to) {
  for (std::size_t i = static_cast<std::size_t>(lane); i < table.size();
       i += static_cast<std::size_t>(lanes)) {
    to.push_back(table[i]);
  }
}

/// Lanes beyond the last trial are filled with trials that nobody asked for.
inline Ensemble run(const Experiment& setup, int trials, const Kernel& kernel = fastest_kernel()) {
  const int lanes = kernel.lanes;
  const auto size = [lanes](int rows) { return place(rows, lanes, 0); };
  // What the kernel does not write stays no number.
  const float nothing = std::numeric_limits<float>::quiet_NaN();
  std::vector<float> parameters(size(kernel.parameters)), targets(size(kLevers)),
      results(size(kResults), nothing), timeline(size(setup.horizon_months * kQuantities), nothing),
      donors(size(kDonors * static_cast<int>(DonorResult::count)), nothing),
      costs(size((setup.horizon_months + 11) / 12 * (kDonors + kOtherPayers) * kCosts), nothing);
  std::vector<std::uint32_t> sets(size(1)), replicates(size(1));
  const BatchInput in{&setup.cast,          &setup.schedule,       setup.structure,
                      setup.horizon_months, setup.us_change_month, setup.muted,
                      {setup.seed, 0},      parameters.data(),     targets.data(),
                      sets.data(),          replicates.data(),     setup.patron_change_month};
  const BatchOutput out{results.data(), timeline.data(), donors.data(), costs.data()};
  const auto row = [](std::size_t rows, int trial) {
    return std::min(rows - 1, static_cast<std::size_t>(trial));
  };
  Ensemble all{trials, setup.horizon_months, {}, {}, {}, {}};
  for (int first = 0; first < trials; first += lanes) {
    for (int lane = 0; lane < lanes; ++lane) {
      const int trial = first + lane;
      sets[static_cast<std::size_t>(lane)] = setup.first_trial + static_cast<std::uint32_t>(trial);
      const auto& values = setup.parameters[row(setup.parameters.size(), trial)];
      const auto& levers = setup.levers[row(setup.levers.size(), trial)];
      for (std::size_t k = 0; k < values.size(); ++k) {
        parameters[k * size(1) + static_cast<std::size_t>(lane)] = values[k];
      }
      for (std::size_t k = 0; k < levers.size(); ++k) {
        targets[k * size(1) + static_cast<std::size_t>(lane)] = levers[k];
      }
    }
    kernel.run(in, out);
    for (int lane = 0; lane < lanes && first + lane < trials; ++lane) {
      append_lane(results, lanes, lane, all.results);
      append_lane(timeline, lanes, lane, all.timeline);
      append_lane(donors, lanes, lane, all.donors);
      append_lane(costs, lanes, lane, all.costs);
    }
  }
  return all;
}

}  // namespace armistice::support
