// The model as one function of a batch, compiled once for each instruction set.
#include "agents/interface/kernel.hpp"

#include "agents/kernel/batch.hpp"
#include "agents/kernel/observer.hpp"

namespace armistice {
inline namespace ARMISTICE_LANE_SET {
namespace {

void run_unwatched(const BatchInput& in, const BatchOutput& out) {
  NoObserver nobody;
  run_batch(in, out, nobody);
}

}  // namespace
}  // namespace ARMISTICE_LANE_SET

const Kernel& ARMISTICE_JOIN(kernel_, ARMISTICE_LANE_SET)() {
  static constexpr Kernel kernel{ARMISTICE_QUOTE(ARMISTICE_LANE_SET),
                                 kLanes,
                                 kParameters,
                                 &run_unwatched,
                                 kResults,
                                 kDonorResults,
                                 kQuantities};
  return kernel;
}

}  // namespace armistice
