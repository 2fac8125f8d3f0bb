#include "experiments/engine/instruction_set.hpp"

#include <cstdlib>

#include "experiments/error.hpp"

namespace armistice {
namespace {

const Kernel* find(std::string_view name) {
  for (const Kernel* kernel : available_kernels()) {
    if (name == kernel->name) return kernel;
  }
  return nullptr;
}

[[noreturn]] void fail(const std::string& place, std::string_view name) {
  std::string names;
  for (const Kernel* kernel : available_kernels()) names += std::string(", ") + kernel->name;
  throw Error(Fault::kInput, place + ": no instruction set \"" + std::string(name) +
                                 "\" on this machine: expected auto" + names);
}

}  // namespace

std::vector<const Kernel*> available_kernels() {
  std::vector<const Kernel*> kernels{&kernel_scalar()};
#if defined(__x86_64__)
  kernels.push_back(&kernel_sse2());
  // What -march=x86-64-v3 and -v4 may use; clang 16 can't ask for these levels by name.
  __builtin_cpu_init();
  const bool v3 = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") &&
                  __builtin_cpu_supports("bmi") && __builtin_cpu_supports("bmi2");
  const bool v4 = v3 && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
                  __builtin_cpu_supports("avx512cd") && __builtin_cpu_supports("avx512dq") &&
                  __builtin_cpu_supports("avx512vl");
  if (v3) kernels.push_back(&kernel_avx2());
  if (v4) kernels.push_back(&kernel_avx512());
#endif
  return kernels;
}

const Kernel& kernel_named(std::string_view name) {
  if (name == "auto") {
    const char* const forced = std::getenv("ARMISTICE_LANES");
    if (forced == nullptr || std::string_view(forced) == "auto" || *forced == '\0') {
      return *available_kernels().back();
    }
    const Kernel* const kernel = find(forced);
    if (kernel == nullptr) fail("environment variable ARMISTICE_LANES", forced);
    return *kernel;
  }
  const Kernel* const kernel = find(name);
  if (kernel == nullptr) fail("lanes", name);
  return *kernel;
}

}  // namespace armistice
