// The model, compiled for a device by NVRTC, NVIDIA's compiler as a library, and kept on the disk.
#pragma once

#include <functional>
#include <string>

#include "experiments/device/device_text.hpp"

namespace armistice {

/// Says what takes a while.
using DeviceNote = std::function<void(const std::string&)>;

/// Machine code for a device of compute capability `architecture` (90: 9.0), or, where NVRTC is
/// older than the device, intermediate code, which the driver translates. Read from the cache if it
/// is there, else compiled and put there; a cache that cannot be read or written changes nothing.
/// Throws Error(kInput) if there is no NVRTC or it cannot compile the text.
std::string device_code(int architecture, DeviceShape shape, const DeviceNote& note);

/// Compiles and keeps nothing.
std::string compile_for_device(int architecture, const DeviceShape& shape);

}  // namespace armistice
