// Where trials run: on this processor's lanes, or on a device.
#pragma once

#include <memory>
#include <string>

#include "experiments/device/device_compiler.hpp"
#include "experiments/engine/processor.hpp"

namespace armistice {

enum class DeviceChoice { kCpu, kGpu, kAuto };

/// The processor to run on; null: this machine's lanes. `kAuto` takes a device if one works, and
/// `note` says which, or why there is none. ARMISTICE_GPU_EMULATION=N puts N emulated devices in
/// the place of the real ones. Throws Error(kInput) if kGpu finds none that works.
std::shared_ptr<Processor> chosen_processor(DeviceChoice choice, const DeviceNote& note);

}  // namespace armistice
