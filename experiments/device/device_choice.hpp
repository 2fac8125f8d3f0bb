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

/// Whether the device gives the first trials of a scenario as the lanes do, bit for bit. A compiler
/// that changes a rounding is found here, before any result is made of it.
bool gives_same_trials(Processor& device, const Scenario& scenario, std::uint64_t seed,
                       int horizon_months);

}  // namespace armistice
