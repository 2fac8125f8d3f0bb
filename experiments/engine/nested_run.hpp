// The nested sample, run: parameter sets with some replicates each.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>

#include "experiments/engine/processor.hpp"
#include "experiments/ensemble/nested.hpp"

namespace armistice {

/// Runs sets 0 .. sets-1 on the threads of the calling arena. `done` is called in the order of
/// sets, with the trials run so far. A raised `stop` ends it early with the sets finished by then.
NestedSample run_nested(const BatchContext& context, Processor& processor, int sets,
                        const std::function<void(std::int64_t)>& done,
                        const std::atomic<bool>* stop);

}  // namespace armistice
