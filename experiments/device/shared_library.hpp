// A library that this machine may have or not, opened at run time.
#pragma once

#include <string>
#include <vector>

namespace armistice {

/// Stays open for the life of the process: drivers do not like to be unloaded.
class SharedLibrary {
 public:
  /// The first of the names that opens. Throws Error(kInput) with `what` it is if none does.
  SharedLibrary(const std::vector<std::string>& names, const std::string& what);

  /// Throws Error(kInput) if it has no such function.
  template <class F>
  void find(F*& function, const char* name) const {
    function = reinterpret_cast<F*>(address_of(name));
  }

 private:
  void* address_of(const char* name) const;

  void* handle_ = nullptr;
  std::string name_;
};

}  // namespace armistice
