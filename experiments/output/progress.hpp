// The progress of a run, on one line of a terminal that is overwritten.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace armistice {

/// "  45 % of 26,384 trials, 12 s left"
std::string progress_line(std::int64_t done, std::int64_t total, double seconds);

class Progress {
 public:
  /// `write` puts text on the terminal as it is; empty: nobody is looking.
  explicit Progress(std::function<void(std::string_view)> write);
  ~Progress();  // clears the line

  void show(std::int64_t done, std::int64_t total);  // of the same unit

 private:
  using Clock = std::chrono::steady_clock;
  std::function<void(std::string_view)> write_;
  Clock::time_point begun_, shown_;
  bool on_screen_ = false;
};

}  // namespace armistice
