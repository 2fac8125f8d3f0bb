// Trials on devices: many groups in one launch, their parameters drawn on this side by the thread
// that hands them over, while other threads wait for theirs.
#pragma once

#include <memory>
#include <vector>

#include "experiments/device/device.hpp"
#include "experiments/engine/processor.hpp"

namespace armistice {

/// Launches take turns on the devices, of which there is at least one.
std::shared_ptr<Processor> device_processor(std::vector<std::unique_ptr<Device>> devices);

}  // namespace armistice
