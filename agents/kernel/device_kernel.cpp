// The model as a device's function. NVRTC compiles this text at run time for the device that is
// found. The compiler of the program compiles it too, as an emulation of the launch: so tests can
// compare its bytes without a device.
#include "agents/kernel/device_kernel.hpp"

#if defined(__CUDACC_RTC__)

static_assert(sizeof(armistice::LaunchGroup) == ARMISTICE_LAUNCH_GROUP_BYTES,
              "the device lays a group of trials out as the program does");

#ifndef ARMISTICE_BLOCK_THREADS
#define ARMISTICE_BLOCK_THREADS 128
#endif
#ifndef ARMISTICE_PROCESSOR_BLOCKS
#define ARMISTICE_PROCESSOR_BLOCKS 1  // side by side on one processor of the device, at least
#endif

extern "C" __global__ void __launch_bounds__(ARMISTICE_BLOCK_THREADS, ARMISTICE_PROCESSOR_BLOCKS)
    armistice_run_trials(const armistice::LaunchGroup* groups, unsigned group_count) {
  armistice::run_thread(groups, group_count, blockIdx.x * blockDim.x + threadIdx.x);
}

#else

#include "agents/kernel/emulated_device.hpp"

namespace armistice {

void emulate_launch(const LaunchGroup* groups, unsigned group_count, unsigned blocks,
                    unsigned block_threads) {
  for (unsigned block = 0; block < blocks; ++block) {
    for (unsigned thread = 0; thread < block_threads; ++thread) {
      run_thread(groups, group_count, block * block_threads + thread);
    }
  }
}

}  // namespace armistice

#endif
