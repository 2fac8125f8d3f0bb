#include "experiments/engine/memory_limit.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <string>

#include "experiments/engine/control_groups.hpp"
#include "experiments/error.hpp"

namespace armistice {
namespace {

constexpr double kNoLimit = std::numeric_limits<double>::infinity();

}  // namespace

double memory_limit_in(std::string_view text) {
  constexpr double kMeansNone = 4e18;  // version 1 says the largest number of whole pages
  double bytes = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), bytes);
  return error == std::errc() && bytes > 0 && bytes < kMeansNone ? bytes : kNoLimit;
}

double memory_limit(const std::filesystem::path& root) {
  double least = kNoLimit;
  for (const ControlGroup& group : control_groups_of_this_process("memory", root)) {
    const char* const file = group.version == 2 ? "memory.max" : "memory.limit_in_bytes";
    least = std::min(least, memory_limit_in(small_file_text(group.folder / file)));
  }
  return least;
}

int threads_within(double limit, int threads) {
  if (std::isinf(limit)) return threads;
  const double fit = std::floor((limit - kBytesOfProgram) / kBytesOfThread);
  return static_cast<int>(std::clamp<double>(fit, 1, threads));
}

std::string memory_words(double bytes) {
  return bytes < 1e9 ? fmt::format("{:.0f} MB", bytes / 1e6)
                     : fmt::format("{:.1f} GB", bytes / 1e9);
}

void require_memory(double bytes, std::string_view what, std::string_view lower, double limit) {
  if (bytes <= limit) return;
  throw Error(Fault::kInput,
              fmt::format("armistice: {} needs at least {} of memory, and the control group of "
                          "this process allows {}; {}",
                          what, memory_words(bytes), memory_words(limit), lower));
}

}  // namespace armistice
