// Which build of the model runs: the widest that this machine can, unless the user says otherwise.
#pragma once

#include <string_view>
#include <vector>

#include "agents/interface/kernel.hpp"

namespace armistice {

/// The kernels that this machine can run, narrowest first.
std::vector<const Kernel*> available_kernels();

/// "auto", "scalar", "sse2", "avx2" or "avx512". `auto` is what the environment variable
/// ARMISTICE_LANES names, else the widest. Throws Error(kInput) for what this machine doesn't have.
const Kernel& kernel_named(std::string_view name);

}  // namespace armistice
