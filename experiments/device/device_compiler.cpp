#include "experiments/device/device_compiler.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>

#include "agents/interface/launch.hpp"
#include "experiments/device/shared_library.hpp"
#include "experiments/error.hpp"
#include "experiments/fnv.hpp"

namespace armistice {
namespace {

namespace fs = std::filesystem;

// The device's compiler has no library. These are all that the model asks of it.
constexpr const char* kCstdint = R"(#pragma once
using int8_t = signed char;
using uint8_t = unsigned char;
using int16_t = short;
using uint16_t = unsigned short;
using int32_t = int;
using uint32_t = unsigned;
using int64_t = long long;
using uint64_t = unsigned long long;
namespace std {
using ::int8_t, ::uint8_t, ::int16_t, ::uint16_t, ::int32_t, ::uint32_t, ::int64_t, ::uint64_t;
}
)";
constexpr const char* kCstring = R"(#pragma once
namespace std {
inline void memcpy(void* to, const void* from, unsigned long long bytes) {
  ::memcpy(to, from, bytes);
}
}
)";

struct NvrtcProgram;

/// What we use of NVRTC, as its manual declares it.
struct Nvrtc {
  SharedLibrary library;
  int (*version)(int*, int*);
  const char* (*error)(int);
  int (*create)(NvrtcProgram**, const char*, const char*, int, const char* const*,
                const char* const*);
  int (*destroy)(NvrtcProgram**);
  int (*compile)(NvrtcProgram*, int, const char* const*);
  int (*log_size)(NvrtcProgram*, std::size_t*);
  int (*log)(NvrtcProgram*, char*);
  int (*code_size)(NvrtcProgram*, std::size_t*);
  int (*code)(NvrtcProgram*, char*);
  int (*ptx_size)(NvrtcProgram*, std::size_t*);
  int (*ptx)(NvrtcProgram*, char*);
  int (*architectures)(int*);
  int (*list_architectures)(int*);
  int major = 0, minor = 0;

  Nvrtc() : library(names(), "NVRTC, which compiles the model for a GPU,") {
    library.find(version, "nvrtcVersion");
    library.find(error, "nvrtcGetErrorString");
    library.find(create, "nvrtcCreateProgram");
    library.find(destroy, "nvrtcDestroyProgram");
    library.find(compile, "nvrtcCompileProgram");
    library.find(log_size, "nvrtcGetProgramLogSize");
    library.find(log, "nvrtcGetProgramLog");
    library.find(code_size, "nvrtcGetCUBINSize");
    library.find(code, "nvrtcGetCUBIN");
    library.find(ptx_size, "nvrtcGetPTXSize");
    library.find(ptx, "nvrtcGetPTX");
    library.find(architectures, "nvrtcGetNumSupportedArchs");
    library.find(list_architectures, "nvrtcGetSupportedArchs");
    check(version(&major, &minor), "nvrtcVersion");
  }

  void check(int result, const char* what) const {
    if (result == 0) return;
    throw Error(Fault::kInput,
                fmt::format("NVRTC {}.{}: {}: {}", major, minor, what, error(result)));
  }

  /// The file that the environment names, and no other; else what the loader may find.
  static std::vector<std::string> names() {
    if (const char* const path = std::getenv("ARMISTICE_NVRTC")) return {path};
    return {"libnvrtc.so.13", "libnvrtc.so.12", "libnvrtc.so"};
  }
};

const Nvrtc& nvrtc() {
  static const Nvrtc library;
  return library;
}

/// The code that this NVRTC makes for a device: "sm_90" or, for one that it does not know yet,
/// "compute_" with the latest that it does.
std::string target(const Nvrtc& compiler, int architecture) {
  int count = 0;
  compiler.check(compiler.architectures(&count), "nvrtcGetNumSupportedArchs");
  std::vector<int> known(static_cast<std::size_t>(count));
  compiler.check(compiler.list_architectures(known.data()), "nvrtcGetSupportedArchs");
  std::sort(known.begin(), known.end());
  const auto above = std::upper_bound(known.begin(), known.end(), architecture);
  if (above == known.begin()) {
    throw Error(Fault::kInput,
                fmt::format("NVRTC {}.{} makes no code for compute capability {}.{}: expected an "
                            "older NVRTC; ARMISTICE_NVRTC names its file",
                            compiler.major, compiler.minor, architecture / 10, architecture % 10));
  }
  const int nearest = *std::prev(above);
  return fmt::format("{}_{}", nearest == architecture ? "sm" : "compute", nearest);
}

/// With these a device rounds as the processor does.
std::vector<std::string> options_for(const std::string& target, const DeviceShape& shape) {
  std::vector<std::string> options{
      "-std=c++20",
      "-default-device",
      "-fmad=false",
      "-ftz=false",
      "-prec-div=true",
      "-prec-sqrt=true",
      "-arch=" + target,
      "-DARMISTICE_LANE_SET=device",
      "-D__builtin_sqrtf=sqrtf",
      fmt::format("-DARMISTICE_LAUNCH_GROUP_BYTES={}", sizeof(LaunchGroup)),
      fmt::format("-DARMISTICE_BLOCK_THREADS={}", shape.block_threads)};
  if (shape.registers > 0) {  // what so many blocks side by side leave to each thread
    constexpr int kRegistersOfProcessor = 65536;
    const int blocks = kRegistersOfProcessor / (shape.registers * shape.block_threads);
    options.push_back(fmt::format("-DARMISTICE_PROCESSOR_BLOCKS={}", std::max(1, blocks)));
  }
  if (shape.copied) options.emplace_back("-DARMISTICE_COPIED_PARAMETERS");
  return options;
}

std::vector<const char*> pointers(const std::vector<std::string>& all, std::size_t first) {
  std::vector<const char*> list;
  for (std::size_t i = first; i < all.size(); ++i) list.push_back(all[i].c_str());
  return list;
}

std::string compile(const Nvrtc& compiler, const ShapedText& text,
                    const std::vector<std::string>& options, bool machine_code) {
  std::vector<const char*> names = pointers(text.names, 1), texts = pointers(text.texts, 1);
  names.insert(names.end(), {"cstdint", "cstring"});
  texts.insert(texts.end(), {kCstdint, kCstring});
  NvrtcProgram* program = nullptr;
  compiler.check(compiler.create(&program, text.texts.front().c_str(), text.names.front().c_str(),
                                 static_cast<int>(names.size()), texts.data(), names.data()),
                 "nvrtcCreateProgram");
  const std::unique_ptr<NvrtcProgram, std::function<void(NvrtcProgram*)>> owner(
      program, [&compiler](NvrtcProgram* p) { compiler.destroy(&p); });
  const std::vector<const char*> list = pointers(options, 0);
  const auto read = [program](auto size_of, auto read_into) {
    std::size_t size = 0;
    if (size_of(program, &size) != 0) return std::string();
    std::string bytes(size, '\0');
    return read_into(program, bytes.data()) == 0 ? bytes : std::string();
  };
  if (compiler.compile(program, static_cast<int>(list.size()), list.data()) != 0) {
    constexpr std::size_t kMost = 1500;
    throw Error(
        Fault::kInput,
        fmt::format("NVRTC {}.{} cannot compile the model for a GPU:\n{:.{}}", compiler.major,
                    compiler.minor, read(compiler.log_size, compiler.log).c_str(), kMost));
  }
  std::string code = machine_code ? read(compiler.code_size, compiler.code)
                                  : read(compiler.ptx_size, compiler.ptx);
  if (code.empty()) throw Error(Fault::kInput, "NVRTC made no code for the GPU");
  return code;
}

std::optional<fs::path> cache_folder() {
  const char* const cache = std::getenv("XDG_CACHE_HOME");
  if (cache != nullptr && *cache == '/') return fs::path(cache) / "armistice" / "gpu";
  const char* const home = std::getenv("HOME");
  if (home != nullptr && *home == '/') return fs::path(home) / ".cache" / "armistice" / "gpu";
  return std::nullopt;
}

constexpr std::size_t kSeal = 16;  // hexadecimal digits before the code: its digest

std::string from_cache(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(stream), {}};
  if (bytes.size() <= kSeal) return "";
  std::string code = bytes.substr(kSeal);
  return fmt::format("{:016x}", fnv1a(code)) == bytes.substr(0, kSeal) ? code : "";
}

/// Under a name of its own first: whoever else compiles the same now never reads a part of it.
void to_cache(const fs::path& file, const std::string& code) {
  std::error_code error;
  fs::create_directories(file.parent_path(), error);
  std::string scratch = file.string() + ".XXXXXX";
  const int opened = mkstemp(scratch.data());
  if (opened < 0) return;
  close(opened);
  std::ofstream stream(scratch, std::ios::binary);
  stream << fmt::format("{:016x}", fnv1a(code)) << code;
  stream.close();
  if (stream) fs::rename(scratch, file, error);
  if (!stream || error) fs::remove(scratch, error);
}

}  // namespace

std::string compile_for_device(int architecture, const DeviceShape& shape) {
  const Nvrtc& compiler = nvrtc();
  const std::string code = target(compiler, architecture);
  return compile(compiler, shaped_text(shape), options_for(code, shape), code.starts_with("sm"));
}

std::string device_code(int architecture, DeviceShape shape, const DeviceNote& note) {
  // Older devices wait for threads that have ended.
  constexpr int kEndedThreadsDoNotCount = 70;
  if (architecture < kEndedThreadsDoNotCount) shape.in_step = false;
  const Nvrtc& compiler = nvrtc();
  const std::string code = target(compiler, architecture);
  const std::vector<std::string> options = options_for(code, shape);
  const ShapedText text = shaped_text(shape);
  std::uint64_t key = fnv1a(fmt::format("{}.{}", compiler.major, compiler.minor));
  for (const std::string& option : options) key = fnv1a(option, key);
  for (const std::string& part : text.texts) key = fnv1a(part, key);
  const std::optional<fs::path> folder = cache_folder();
  fs::path file;
  if (folder) {
    file = *folder / fmt::format("{}-{:016x}", code, key);
    std::string kept = from_cache(file);
    if (!kept.empty()) return kept;
  }
  if (note) note("compiling the model for the GPU, once for this machine (some 10 to 30 seconds)");
  std::string made = compile(compiler, text, options, code.starts_with("sm"));
  if (folder) to_cache(file, made);
  return made;
}

}  // namespace armistice
