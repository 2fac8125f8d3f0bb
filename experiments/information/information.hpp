// armistice information: which parameter, if it were known, would change which option is chosen.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "experiments/comparison/trial_values.hpp"
#include "experiments/engine/stages.hpp"
#include "experiments/information/partial_information.hpp"
#include "experiments/information/perfect_information.hpp"

namespace armistice {

/// Permutations of the trials, which show the estimates of parameters without influence.
inline constexpr int kPermutations = 199;

struct InformationPlan {
  Objective objective;
  /// What a point of the objective, 0.01 of a share or 1 of a mean, is worth: options are then
  /// judged net of their cost. 0: cost does not count.
  double eur_bn_per_point = 0;
};

struct ParameterInformation {
  std::string name;  // as `--set` takes it
  PartialInformation value;
  /// The share of permutations in which some parameter has as large a plug-in estimate (Westfall
  /// and Young 1993): of all parameters together, so that looking at many finds no more.
  double p_value;
  bool beyond_noise() const { return p_value <= 0.05; }
};

/// An option, in units of the objective, net of cost if that counts.
struct OptionValue {
  double mean;
  Interval sampling;       // 95 %, normal
  DifferenceRange ranges;  // over parameter sets
};

struct Information : CourseRecord {
  InformationPlan plan;
  std::vector<OptionValue> options;  // in the order of the scenarios
  std::size_t best = 0;              // what would be chosen now
  PerfectInformation perfect{};
  std::vector<ParameterInformation> parameters;  // the most valuable first
  std::vector<std::string> differing;            // drawn otherwise in different options: left out
  double noise_95 = 0;  // what the largest plug-in estimate stays below in 95 % of permutations

  double share_of_evpi(const ParameterInformation& p) const;  // not a number if EVPI is 0
};

/// Between two scenarios or more. Trial k of each has parameter set k. Uses the hooks progress
/// and stop; with `stages` it goes on from what is kept, and keeps its own. Throws Error(kInput)
/// for settings out of range.
Information run_information(std::span<const Scenario> scenarios, const InformationPlan& plan,
                            const RunSettings& settings, const RunHooks& hooks = {},
                            StageKeeper* stages = nullptr);

/// What it keeps in memory at least; bytes.
double information_bytes(std::span<const Scenario> scenarios, std::int64_t trials);

/// One input of all trials: a parameter that is drawn.
struct InformationInput {
  std::string name;
  std::vector<float> values;  // by trial
};

/// The estimates of each input, the most valuable first, and the noise they are told from; on the
/// threads of the calling arena, input by input. False if it was stopped.
bool inform(const Choices& choices, const std::vector<InformationInput>& inputs, std::uint64_t seed,
            const std::atomic<bool>* stop, Information& information, StageKeeper* stages = nullptr);

}  // namespace armistice
