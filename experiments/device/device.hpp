// A device that runs launches of trials: an NVIDIA GPU, or its emulation on this processor.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

#include "agents/interface/launch.hpp"

namespace armistice {

/// Memory on both sides and one launch at a time. Addresses of the device are numbers here.
class DeviceQueue {
 public:
  virtual ~DeviceQueue() = default;
  /// Makes room; whatever was there is lost. Throws Error if there is not as much memory.
  virtual void reserve(std::size_t input_bytes, std::size_t output_bytes,
                       std::size_t slice_bytes) = 0;
  virtual std::byte* input() = 0;  // on this side
  virtual std::uintptr_t input_address() const = 0;
  virtual std::uintptr_t output_address() const = 0;
  /// Copies the input and starts the trials of its groups, whose table begins at `groups_offset`.
  virtual void launch(std::size_t input_bytes, std::size_t groups_offset, unsigned groups) = 0;
  /// Starts to bring a slice of the output here, into one of two places.
  virtual void fetch(int place, std::size_t offset, std::size_t bytes) = 0;
  /// Waits for it. It may be written to, and holds until the place is used again.
  virtual std::byte* wait(int place) = 0;
};

class Device {
 public:
  virtual ~Device() = default;
  virtual std::string name() const = 0;
  virtual std::size_t memory_bytes() const = 0;  // of which we may use a part
  virtual std::unique_ptr<DeviceQueue> queue() = 0;
};

/// The launch on this processor, thread after thread: for tests where there is no device.
std::unique_ptr<Device> emulated_device();

}  // namespace armistice
