#include "experiments/device/shared_library.hpp"

#include <dlfcn.h>
#include <fmt/format.h>

#include "experiments/error.hpp"

namespace armistice {

SharedLibrary::SharedLibrary(const std::vector<std::string>& names, const std::string& what) {
  std::string tried;
  for (const std::string& name : names) {
    handle_ = dlopen(name.c_str(), RTLD_NOW | RTLD_LOCAL);
    name_ = name;
    if (handle_ != nullptr) return;
    tried += (tried.empty() ? "" : " or ") + name;
  }
  throw Error(Fault::kInput, fmt::format("{} cannot be loaded: expected {}", what, tried));
}

void* SharedLibrary::address_of(const char* name) const {
  void* const address = dlsym(handle_, name);
  if (address == nullptr) {
    throw Error(Fault::kInput,
                fmt::format("{} has no function {}: expected a newer version of it", name_, name));
  }
  return address;
}

}  // namespace armistice
