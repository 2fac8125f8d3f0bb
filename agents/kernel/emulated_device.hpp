// A launch on a device, emulated on this processor: the same text, thread after thread.
#pragma once

#include "agents/interface/launch.hpp"

namespace armistice {

/// Runs the function of agents/kernel/device_kernel.cpp for each thread of each block.
void emulate_launch(const LaunchGroup* groups, unsigned group_count, unsigned blocks,
                    unsigned block_threads);

}  // namespace armistice
