// What we use of the CUDA driver, as its manual declares it, found in libcuda at run time.
#pragma once

#include <cstddef>

#include "experiments/device/shared_library.hpp"

namespace armistice {

struct CudaDriver {
  using Address = unsigned long long;
  using Handle = void*;  // of a context, a module, a function, a stream, an event

  SharedLibrary library;
  int (*init)(unsigned);
  int (*device_count)(int*);
  int (*device)(int*, int);
  int (*device_name)(char*, int, int);
  int (*device_attribute)(int*, int, int);
  int (*error_name)(int, const char**);
  int (*error_string)(int, const char**);
  int (*retain_context)(Handle*, int);
  int (*release_context)(int);
  int (*set_context)(Handle);
  int (*load_module)(Handle*, const void*);
  int (*unload_module)(Handle);
  int (*function)(Handle*, Handle, const char*);
  int (*function_attribute)(int*, int, Handle);
  int (*prefer_cache)(Handle, int);
  int (*memory_info)(std::size_t*, std::size_t*);
  int (*allocate)(Address*, std::size_t);
  int (*release)(Address);
  int (*allocate_here)(void**, std::size_t);
  int (*release_here)(void*);
  int (*create_stream)(Handle*, unsigned);
  int (*destroy_stream)(Handle);
  int (*create_event)(Handle*, unsigned);
  int (*destroy_event)(Handle);
  int (*record_event)(Handle, Handle);
  int (*query_event)(Handle);
  int (*copy_in)(Address, const void*, std::size_t, Handle);
  int (*copy_out)(void*, Address, std::size_t, Handle);
  int (*launch)(Handle, unsigned, unsigned, unsigned, unsigned, unsigned, unsigned, unsigned,
                Handle, void**, void**);

  /// Throws Error(kInput) if there is no driver on this machine.
  CudaDriver();

  /// Throws Error(kOutput) that says what failed and, by the driver's words, why.
  void check(int result, const char* what) const;

  static constexpr int kNoDevice = 100, kNotReady = 600;  // results
  static constexpr int kMajor = 75, kMinor = 76;          // attributes of a device
  static constexpr int kLocalBytes = 3, kRegisters = 4;   // attributes of a function
  static constexpr int kPreferL1 = 2;
  static constexpr unsigned kNonBlocking = 1, kNoTiming = 2;  // of a stream, of an event
};

/// Loaded once.
const CudaDriver& cuda_driver();

}  // namespace armistice
