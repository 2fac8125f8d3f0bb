#include "experiments/device/cuda_driver.hpp"

#include <fmt/format.h>

#include "experiments/error.hpp"

namespace armistice {

CudaDriver::CudaDriver() : library({"libcuda.so.1"}, "NVIDIA's driver") {
  library.find(init, "cuInit");
  library.find(device_count, "cuDeviceGetCount");
  library.find(device, "cuDeviceGet");
  library.find(device_name, "cuDeviceGetName");
  library.find(device_attribute, "cuDeviceGetAttribute");
  library.find(error_name, "cuGetErrorName");
  library.find(error_string, "cuGetErrorString");
  library.find(retain_context, "cuDevicePrimaryCtxRetain");
  library.find(release_context, "cuDevicePrimaryCtxRelease_v2");
  library.find(set_context, "cuCtxSetCurrent");
  library.find(load_module, "cuModuleLoadData");
  library.find(unload_module, "cuModuleUnload");
  library.find(function, "cuModuleGetFunction");
  library.find(function_attribute, "cuFuncGetAttribute");
  library.find(prefer_cache, "cuFuncSetCacheConfig");
  library.find(memory_info, "cuMemGetInfo_v2");
  library.find(allocate, "cuMemAlloc_v2");
  library.find(release, "cuMemFree_v2");
  library.find(allocate_here, "cuMemAllocHost_v2");
  library.find(release_here, "cuMemFreeHost");
  library.find(create_stream, "cuStreamCreate");
  library.find(destroy_stream, "cuStreamDestroy_v2");
  library.find(create_event, "cuEventCreate");
  library.find(destroy_event, "cuEventDestroy_v2");
  library.find(record_event, "cuEventRecord");
  library.find(query_event, "cuEventQuery");
  library.find(copy_in, "cuMemcpyHtoDAsync_v2");
  library.find(copy_out, "cuMemcpyDtoHAsync_v2");
  library.find(launch, "cuLaunchKernel");
}

void CudaDriver::check(int result, const char* what) const {
  if (result == 0) return;
  const char *name = nullptr, *words = nullptr;
  error_name(result, &name);
  error_string(result, &words);
  throw Error(Fault::kOutput,
              fmt::format("the GPU failed: {}: {} ({})", what, words ? words : "unknown error",
                          name ? name : std::to_string(result)));
}

const CudaDriver& cuda_driver() {
  static const CudaDriver driver;
  return driver;
}

}  // namespace armistice
