#include "experiments/output/progress.hpp"

#include <fmt/format.h>

#include <cmath>
#include <utility>

#include "experiments/input/counted.hpp"

namespace armistice {
namespace {

constexpr std::string_view kClearLine = "\r\033[K";
constexpr std::chrono::milliseconds kBetween{200};  // often enough to look alive

std::string duration(double seconds) {
  const auto whole = static_cast<std::int64_t>(std::ceil(seconds));
  if (whole < 60) return fmt::format("{} s", whole);
  if (whole < 3600) return fmt::format("{} min {:02} s", whole / 60, whole % 60);
  return fmt::format("{} h {:02} min", whole / 3600, whole / 60 % 60);
}

}  // namespace

std::string progress_line(std::int64_t done, std::int64_t total, double seconds) {
  const double share = total > 0 ? static_cast<double>(done) / static_cast<double>(total) : 0;
  std::string line =
      fmt::format("{:3.0f} % of {}", std::floor(100 * share), counted(total, "trial"));
  if (done > 0 && done < total) {
    line += fmt::format(", {} left", duration(seconds * (1 - share) / share));
  }
  return line;
}

Progress::Progress(std::function<void(std::string_view)> write)
    : write_(std::move(write)), begun_(Clock::now()), shown_(begun_) {}

Progress::~Progress() {
  if (on_screen_) write_(kClearLine);
}

void Progress::show(std::int64_t done, std::int64_t total) {
  const auto now = Clock::now();
  if (!write_ || now - shown_ < kBetween) return;
  shown_ = now;
  on_screen_ = true;
  const double seconds = std::chrono::duration<double>(now - begun_).count();
  write_(fmt::format("{}{}", kClearLine, progress_line(done, total, seconds)));
}

}  // namespace armistice
