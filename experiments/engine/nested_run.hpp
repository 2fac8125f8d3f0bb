// The nested sample, run: parameter sets with some replicates each.
#pragma once

#include <atomic>
#include <functional>

#include "experiments/engine/processor.hpp"
#include "experiments/trials/nested.hpp"

namespace armistice {

/// Runs the sets up to sets-1 that `earlier` has not, and adds them to it, on the threads of the
/// calling arena. `done` is called in the order of sets, with the sample so far. A raised `stop`
/// ends it early with the sets finished by then.
NestedSample run_nested(const BatchContext& context, Processor& processor, int sets,
                        const std::function<void(const NestedSample&)>& done,
                        const std::atomic<bool>* stop, const NestedSample& earlier = {});

}  // namespace armistice
