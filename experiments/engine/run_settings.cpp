#include "experiments/engine/run_settings.hpp"

#include <algorithm>
#include <limits>
#include <string>

#include "experiments/engine/available_threads.hpp"
#include "experiments/engine/instruction_set.hpp"
#include "experiments/error.hpp"
#include "experiments/trials/batch.hpp"

namespace armistice {
namespace {

constexpr std::int64_t kMostTrials = std::numeric_limits<std::uint32_t>::max();

void require(bool holds, const std::string& message) {
  if (!holds) throw Error(Fault::kInput, message);
}

}  // namespace

RunSettings checked_settings(RunSettings s) {
  require(s.trials >= 1 && s.trials <= kMostTrials,
          "trials: " + std::to_string(s.trials) + " is not 1 to " + std::to_string(kMostTrials));
  require(s.first_trial >= 0 && s.first_trial % kBlockTrials == 0 &&
              s.first_trial <= kMostTrials - s.trials,
          "first trial: " + std::to_string(s.first_trial) + " is not the start of a block of " +
              std::to_string(kBlockTrials) + " trials up to number " + std::to_string(kMostTrials));
  require(s.threads >= 0, "threads: " + std::to_string(s.threads) + " is negative");
  require(s.horizon_months >= kLeastHorizon && s.horizon_months <= kLargestHorizon,
          "horizon: " + std::to_string(s.horizon_months) + " months is not " +
              std::to_string(kLeastHorizon) + " to " + std::to_string(kLargestHorizon));
  require(s.precision >= 0, "precision: " + std::to_string(s.precision) + " is not above 0");
  s.threads = s.threads == 0 ? available_threads() : useful_threads(s.threads);
  if (s.kernel == nullptr) s.kernel = &kernel_named("auto");
  check_kernel(*s.kernel);
  // Shards share no set: the nested sample belongs to the one that starts at trial 0.
  const std::int64_t sets =
      s.first_trial == 0 ? std::clamp<std::int64_t>(s.nested_sets, 0, s.trials) : 0;
  s.nested_sets = static_cast<int>(sets);
  return s;
}

}  // namespace armistice
