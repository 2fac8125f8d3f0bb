#include "experiments/device/device_choice.hpp"

#include <fmt/format.h>

#include <charconv>
#include <cstdlib>
#include <cstring>
#include <string_view>

#include "experiments/device/cuda_device.hpp"
#include "experiments/device/device_processor.hpp"
#include "experiments/engine/instruction_set.hpp"
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

bool gives_same_trials(Processor& device, const Scenario& scenario, std::uint64_t seed,
                       int horizon_months) {
  constexpr int kTrials = 512;
  const BatchContext context(scenario, seed, horizon_months);
  GroupRequest alike;
  alike.context = &context;
  alike.timeline = alike.donors = true;
  const auto values_of = [&](Processor& processor) {
    std::vector<float> values;
    const auto keep = [&](std::size_t, const TrialGroup& group) {
      const auto take = [&values](const float* table, std::size_t rows) {
        values.insert(values.end(), table, table + rows * kGroupTrials);
      };
      take(group.results, kResults);
      take(group.timeline, static_cast<std::size_t>(horizon_months) * kQuantities);
      take(group.donor_results, static_cast<std::size_t>(group.donors) * kDonorResults);
      take(group.costs, cost_rows_of(horizon_months, group.donors));
    };
    processor.take(groups_of_trials(alike, 0, kTrials))->redeem(keep, nullptr);
    return values;
  };
  try {
    const std::vector<float> expected = values_of(*lane_processor(kernel_named("auto")));
    const std::vector<float> found = values_of(device);
    return std::memcmp(expected.data(), found.data(), expected.size() * sizeof(float)) == 0;
  } catch (const TrialFault&) {
    return false;
  }
}

}  // namespace armistice
