// A folder for what lies between, gone when its owner is.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <string>

#include "experiments/error.hpp"

namespace armistice {

class ScratchFolder {
 public:
  ScratchFolder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "armistice-XXXXXX").string();
    if (::mkdtemp(pattern.data()) == nullptr) {
      throw Error(Fault::kOutput, pattern + ": can't be made");
    }
    path_ = pattern;
  }
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;
  ~ScratchFolder() {
    std::error_code error;
    std::filesystem::remove_all(path_, error);
  }
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

}  // namespace armistice
