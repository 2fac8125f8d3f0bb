// The nested sample, run: parameter sets with some replicates each.
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
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

/// The context that a set runs in; it outlives the run.
using ContextOf = std::function<const BatchContext&(std::uint32_t set)>;
/// Gets, in the order of sets, how many replicates of a set had each share.
using SetShares = std::function<void(std::uint32_t set, const std::array<int, kShares>& had)>;

/// The same, where sets differ in more than their draws.
NestedSample run_nested(const ContextOf& context_of, int horizon_months, Processor& processor,
                        int sets, const std::function<void(const NestedSample&)>& done,
                        const std::atomic<bool>* stop, const NestedSample& earlier,
                        const SetShares& look);

}  // namespace armistice
