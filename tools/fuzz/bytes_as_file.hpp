// What every fuzzing target does with its bytes: gives them to a reader as a file, and takes the
// one refusal that a reader may make of an input.
#pragma once

#include <unistd.h>

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

#include "experiments/error.hpp"

namespace armistice::fuzz {

/// A folder of this process, in memory where the system has such a place.
inline const std::filesystem::path& folder() {
  static const std::filesystem::path made = [] {
    const std::filesystem::path memory = "/dev/shm";
    std::filesystem::path at =
        (std::filesystem::exists(memory) ? memory : std::filesystem::temp_directory_path()) /
        ("armistice_fuzz_" + std::to_string(::getpid()));
    std::filesystem::create_directories(at);
    std::atexit([] { std::filesystem::remove_all(folder()); });
    return at;
  }();
  return made;
}

inline std::filesystem::path write(const std::string& name, std::string_view bytes) {
  const std::filesystem::path file = folder() / name;
  std::filesystem::create_directories(file.parent_path());
  std::ofstream(file, std::ios::binary | std::ios::trunc) << bytes;
  return file;
}

/// Whatever else is thrown, or an input's refusal that does not say what it is about, is a finding.
template <class Read>
void expect_read_or_refused(const Read& read) {
  try {
    read();
  } catch (const Error& e) {
    const std::string_view message = e.what();
    if (e.fault() == Fault::kInput && message.size() > 1) return;
    std::fprintf(stderr, "not refused as an input is: %s\n", e.what());
    std::abort();
  }
}

}  // namespace armistice::fuzz

/// Defines a target: `bytes` is what it is given.
#define ARMISTICE_FUZZ(bytes)                                                      \
  static void fuzz_one(std::string_view bytes);                                    \
  extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t n);  \
  extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t n) { \
    fuzz_one(std::string_view(reinterpret_cast<const char*>(data), n));            \
    return 0;                                                                      \
  }                                                                                \
  static void fuzz_one(std::string_view bytes)
