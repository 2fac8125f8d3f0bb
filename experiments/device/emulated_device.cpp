#include "agents/kernel/emulated_device.hpp"

#include <algorithm>
#include <cstring>
#include <limits>
#include <vector>

#include "experiments/device/device.hpp"

namespace armistice {
namespace {

constexpr unsigned kBlockThreads = 128;

class EmulatedQueue : public DeviceQueue {
 public:
  void reserve(std::size_t input_bytes, std::size_t output_bytes,
               std::size_t slice_bytes) override {
    here_.assign(words(input_bytes), 0);
    input_.assign(words(input_bytes), 0);
    // What the trials do not write stays no number.
    output_.assign(words(output_bytes), std::numeric_limits<std::uint64_t>::max());
    for (auto& slice : slices_) slice.assign(words(slice_bytes), 0);
  }
  std::byte* input() override { return bytes(here_); }
  std::uintptr_t input_address() const override {
    return reinterpret_cast<std::uintptr_t>(input_.data());
  }
  std::uintptr_t output_address() const override {
    return reinterpret_cast<std::uintptr_t>(output_.data());
  }
  void launch(std::size_t input_bytes, std::size_t groups_offset, unsigned groups) override {
    std::memcpy(input_.data(), here_.data(), input_bytes);
    std::fill(output_.begin(), output_.end(), std::numeric_limits<std::uint64_t>::max());
    const auto* const first = reinterpret_cast<const LaunchGroup*>(bytes(input_) + groups_offset);
    const unsigned blocks = (groups * kLaunchTrials + kBlockThreads - 1) / kBlockThreads;
    emulate_launch(first, groups, blocks, kBlockThreads);
  }
  void fetch(int place, std::size_t offset, std::size_t size) override {
    std::memcpy(slices_[place].data(), bytes(output_) + offset, size);
  }
  std::byte* wait(int place) override { return bytes(slices_[place]); }

 private:
  using Words = std::vector<std::uint64_t>;
  static std::size_t words(std::size_t bytes) { return (bytes + 7) / 8; }
  static std::byte* bytes(Words& words) { return reinterpret_cast<std::byte*>(words.data()); }

  Words here_, input_, output_, slices_[2];
};

class EmulatedDevice : public Device {
 public:
  std::string name() const override { return "emulated device"; }
  std::size_t memory_bytes() const override { return std::size_t{1} << 28; }
  std::unique_ptr<DeviceQueue> queue() override { return std::make_unique<EmulatedQueue>(); }
};

}  // namespace

std::unique_ptr<Device> emulated_device() { return std::make_unique<EmulatedDevice>(); }

}  // namespace armistice
