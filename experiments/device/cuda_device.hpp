// NVIDIA GPUs, through their driver.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "experiments/device/device.hpp"
#include "experiments/device/device_compiler.hpp"

namespace armistice {

/// What the compiler made of the model for a device.
struct DeviceKernelFacts {
  int architecture = 0;  // 90: compute capability 9.0
  int registers = 0, local_bytes = 0, code_bytes = 0;
};

/// Whether this machine has the driver and a device. ARMISTICE_GPU_DEVICES has no say.
bool shows_gpu();

/// The devices that the driver shows, each ready to run: all of them, or those that
/// ARMISTICE_GPU_DEVICES names, such as "0,2". Throws Error(kInput) if there is no driver, no
/// device, or the model cannot be compiled for it.
std::vector<std::unique_ptr<Device>> cuda_devices(const DeviceShape& shape, const DeviceNote& note,
                                                  std::vector<DeviceKernelFacts>* facts = nullptr);

}  // namespace armistice
