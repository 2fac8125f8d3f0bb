#include "experiments/device/device_choice.hpp"

#include <fmt/format.h>

#include <charconv>
#include <cstdlib>
#include <string_view>

#include "experiments/device/cuda_device.hpp"
#include "experiments/device/device_processor.hpp"
#include "experiments/error.hpp"

namespace armistice {
namespace {

/// As many as the environment asks for; 0: real devices.
int emulated_devices() {
  const char* const said = std::getenv("ARMISTICE_GPU_EMULATION");
  if (said == nullptr || *said == '\0') return 0;
  const std::string_view text = said;
  int count = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), count);
  if (error != std::errc() || end != text.data() + text.size() || count < 0 || count > 8) {
    throw Error(Fault::kInput,
                fmt::format("environment variable ARMISTICE_GPU_EMULATION: \"{}\": expected 1 to 8 "
                            "devices, or 0 for none",
                            text));
  }
  return count;
}

std::shared_ptr<Processor> found_processor(const DeviceNote& note) {
  std::vector<std::unique_ptr<Device>> devices;
  for (int i = emulated_devices(); i > 0; --i) devices.push_back(emulated_device());
  if (devices.empty()) devices = cuda_devices(device_shape(), note);
  return device_processor(std::move(devices));
}

}  // namespace

std::shared_ptr<Processor> chosen_processor(DeviceChoice choice, const DeviceNote& note) {
  if (choice == DeviceChoice::kCpu) return nullptr;
  try {
    std::shared_ptr<Processor> processor = found_processor(note);
    if (choice == DeviceChoice::kAuto && note) note("trials run on " + processor->device());
    return processor;
  } catch (const Error& error) {
    if (choice == DeviceChoice::kGpu) {
      throw Error(error.fault(), fmt::format("--device gpu: {}; --device cpu runs without, and "
                                             "--device auto where there is none",
                                             error.what()));
    }
    if (note) note(fmt::format("trials run on the CPU: {}", error.what()));
    return nullptr;
  }
}

}  // namespace armistice
