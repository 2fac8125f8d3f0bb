#include "experiments/engine/precision.hpp"

#include <cmath>

namespace armistice {

std::int64_t expected_trials(const RunSettings& settings, const PrecisionReached& reached,
                             std::int64_t trials) {
  if (!(settings.precision > 0)) return settings.trials;
  if (reached.reached) return trials;
  const std::int64_t least = next_look(trials, settings.trials);
  const double wider = reached.widest / settings.precision;
  const double needed = static_cast<double>(trials) * wider * wider;
  if (!(needed < static_cast<double>(settings.trials))) return trials > 0 ? settings.trials : least;
  return std::max(least, static_cast<std::int64_t>(std::ceil(needed)));
}

}  // namespace armistice
