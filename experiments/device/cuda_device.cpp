#include "experiments/device/cuda_device.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <charconv>
#include <chrono>
#include <cstdlib>
#include <thread>

#include "experiments/device/cuda_driver.hpp"
#include "experiments/error.hpp"

namespace armistice {
namespace {

using Address = CudaDriver::Address;
using Handle = CudaDriver::Handle;

/// What the queues of a device share.
struct CudaShared {
  Handle context = nullptr, function = nullptr;
  int block_threads = 0;
  std::string name;
  std::atomic<bool> lost{false};  // no call to it can be trusted to return
};

class CudaQueue : public DeviceQueue {
 public:
  explicit CudaQueue(CudaShared& shared) : shared_(shared) {
    use();
    cuda_.check(cuda_.create_stream(&stream_, CudaDriver::kNonBlocking), "making a stream");
    for (Handle& event : events_) {
      cuda_.check(cuda_.create_event(&event, CudaDriver::kNoTiming), "making an event");
    }
  }
  CudaQueue(const CudaQueue&) = delete;
  CudaQueue& operator=(const CudaQueue&) = delete;

  ~CudaQueue() override {
    // Memory of a device that hangs is left to the end of the process.
    if (shared_.lost || cuda_.set_context(shared_.context) != 0) return;
    release();
    for (const Handle event : events_) {
      if (event != nullptr) cuda_.destroy_event(event);
    }
    cuda_.destroy_stream(stream_);
  }

  void reserve(std::size_t input_bytes, std::size_t output_bytes,
               std::size_t slice_bytes) override {
    use();
    release();
    const auto there = [this](Address& address, std::size_t bytes) {
      cuda_.check(cuda_.allocate(&address, bytes),
                  fmt::format("taking {} MB of its memory", bytes >> 20).c_str());
    };
    const auto here = [this](void*& address, std::size_t bytes) {
      cuda_.check(cuda_.allocate_here(&address, bytes),
                  fmt::format("taking {} MB of this machine's memory", bytes >> 20).c_str());
    };
    there(input_, input_bytes);
    there(output_, output_bytes);
    here(here_, input_bytes);
    for (void*& slice : slices_) here(slice, slice_bytes);
  }

  std::byte* input() override { return static_cast<std::byte*>(here_); }
  std::uintptr_t input_address() const override { return input_; }
  std::uintptr_t output_address() const override { return output_; }

  void launch(std::size_t input_bytes, std::size_t groups_offset, unsigned groups) override {
    use();
    cuda_.check(cuda_.copy_in(input_, here_, input_bytes, stream_), "sending trials");
    Address first = input_ + groups_offset;
    void* arguments[] = {&first, &groups};
    const auto threads = static_cast<unsigned>(shared_.block_threads);
    const unsigned blocks = (groups * kLaunchTrials + threads - 1) / threads;
    cuda_.check(
        cuda_.launch(shared_.function, blocks, 1, 1, threads, 1, 1, 0, stream_, arguments, nullptr),
        "starting trials");
  }

  void fetch(int place, std::size_t offset, std::size_t bytes) override {
    use();
    cuda_.check(cuda_.copy_out(slices_[place], output_ + offset, bytes, stream_),
                "fetching results");
    cuda_.check(cuda_.record_event(events_[place], stream_), "fetching results");
  }

  std::byte* wait(int place) override {
    use();
    const auto begin = std::chrono::steady_clock::now();
    while (true) {
      const int result = cuda_.query_event(events_[place]);
      if (result == 0) return static_cast<std::byte*>(slices_[place]);
      if (result != CudaDriver::kNotReady) {
        shared_.lost = true;
        cuda_.check(result, "running trials");
      }
      if (std::chrono::steady_clock::now() - begin > kPatience) {
        shared_.lost = true;
        throw Error(Fault::kOutput, fmt::format("the GPU failed: {} has not answered for {} s",
                                                shared_.name, kPatience.count()));
      }
      std::this_thread::sleep_for(std::chrono::microseconds(100));
    }
  }

 private:
  static constexpr std::chrono::seconds kPatience{300};

  void use() const {
    if (shared_.lost) throw Error(Fault::kOutput, "the GPU failed: " + shared_.name + " is lost");
    cuda_.check(cuda_.set_context(shared_.context), "choosing the device");
  }

  void release() {
    for (Address* address : {&input_, &output_}) {
      if (*address != 0) cuda_.release(*address);
      *address = 0;
    }
    for (void** address : {&here_, &slices_[0], &slices_[1]}) {
      if (*address != nullptr) cuda_.release_here(*address);
      *address = nullptr;
    }
  }

  const CudaDriver& cuda_ = cuda_driver();
  CudaShared& shared_;
  Handle stream_ = nullptr, events_[2] = {};
  Address input_ = 0, output_ = 0;
  void *here_ = nullptr, *slices_[2] = {};
};

class CudaDevice : public Device {
 public:
  CudaDevice(int number, const DeviceShape& shape, const DeviceNote& note,
             DeviceKernelFacts& facts) {
    int major = 0, minor = 0;
    char name[256] = "";
    cuda_.check(cuda_.device(&device_, number), "finding the device");
    cuda_.check(cuda_.device_name(name, sizeof name - 1, device_), "asking for its name");
    shared_.name = name;
    const auto attribute = [this](int& value, int which) {
      cuda_.check(cuda_.device_attribute(&value, which, device_), "asking what it can do");
    };
    attribute(major, CudaDriver::kMajor);
    attribute(minor, CudaDriver::kMinor);
    facts.architecture = 10 * major + minor;
    const std::string code = device_code(facts.architecture, shape, note);
    facts.code_bytes = static_cast<int>(code.size());
    cuda_.check(cuda_.retain_context(&shared_.context, device_), "taking the device");
    cuda_.check(cuda_.set_context(shared_.context), "taking the device");
    cuda_.check(cuda_.load_module(&module_, code.data()),
                "loading the model, which a driver older than NVRTC may refuse");
    cuda_.check(cuda_.function(&shared_.function, module_, kLaunchEntry), "finding the model");
    cuda_.check(cuda_.prefer_cache(shared_.function, CudaDriver::kPreferL1), "choosing its cache");
    const auto fact = [this](int& value, int which) {
      cuda_.check(cuda_.function_attribute(&value, which, shared_.function), "asking of the model");
    };
    fact(facts.registers, CudaDriver::kRegisters);
    fact(facts.local_bytes, CudaDriver::kLocalBytes);
    shared_.block_threads = shape.block_threads;
  }

  CudaDevice(const CudaDevice&) = delete;
  CudaDevice& operator=(const CudaDevice&) = delete;
  ~CudaDevice() override {
    if (shared_.lost || cuda_.set_context(shared_.context) != 0) return;
    cuda_.unload_module(module_);
    cuda_.release_context(device_);
  }

  std::string name() const override { return shared_.name; }
  std::size_t memory_bytes() const override {
    std::size_t free = 0, all = 0;
    cuda_.check(cuda_.set_context(shared_.context), "choosing the device");
    cuda_.check(cuda_.memory_info(&free, &all), "asking for its memory");
    return free;
  }
  std::unique_ptr<DeviceQueue> queue() override { return std::make_unique<CudaQueue>(shared_); }

 private:
  const CudaDriver& cuda_ = cuda_driver();
  int device_ = 0;
  Handle module_ = nullptr;
  CudaShared shared_;
};

int device_count() {
  const CudaDriver& cuda = cuda_driver();
  int count = 0;
  const int result = cuda.init(0);
  if (result == CudaDriver::kNoDevice) return 0;
  cuda.check(result, "starting the driver");
  cuda.check(cuda.device_count(&count), "counting the devices");
  return count;
}

/// Numbers of devices, of `count` that there are.
std::vector<int> chosen_devices(int count) {
  std::vector<int> chosen;
  const char* const said = std::getenv("ARMISTICE_GPU_DEVICES");
  std::string_view rest = said == nullptr ? "" : said;
  if (rest.empty() || rest == "all") {
    for (int i = 0; i < count; ++i) chosen.push_back(i);
    return chosen;
  }
  while (!rest.empty()) {
    const std::string_view word = rest.substr(0, rest.find(','));
    rest.remove_prefix(std::min(rest.size(), word.size() + 1));
    int number = -1;
    const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), number);
    const bool twice = std::find(chosen.begin(), chosen.end(), number) != chosen.end();
    if (error != std::errc() || end != word.data() + word.size() || number < 0 || number >= count ||
        twice) {
      throw Error(
          Fault::kInput,
          fmt::format("environment variable ARMISTICE_GPU_DEVICES: \"{}\": expected all, or "
                      "numbers of GPUs from 0 to {}, each once, such as 0,1",
                      said, count - 1));
    }
    chosen.push_back(number);
  }
  return chosen;
}

}  // namespace

bool shows_gpu() {
  try {
    return device_count() > 0;
  } catch (const Error&) {
    return false;
  }
}

std::vector<std::unique_ptr<Device>> cuda_devices(const DeviceShape& shape, const DeviceNote& note,
                                                  std::vector<DeviceKernelFacts>* facts) {
  const int count = device_count();
  if (count == 0) throw Error(Fault::kInput, "NVIDIA's driver shows no GPU");
  std::vector<std::unique_ptr<Device>> devices;
  for (const int number : chosen_devices(count)) {
    DeviceKernelFacts found;
    devices.push_back(std::make_unique<CudaDevice>(number, shape, note, found));
    if (facts != nullptr) facts->push_back(found);
  }
  return devices;
}

}  // namespace armistice
