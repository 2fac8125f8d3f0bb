// The early end of a run by Ctrl-C, SIGTERM or its time limit. A run stops between blocks of
// trials.
#pragma once

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <string_view>
#include <thread>

namespace armistice {

/// From now on SIGINT and SIGTERM raise `stop_requested()` instead of ending the program; and a
/// file that outgrows its limit fails to be written, like one on a full disk.
void catch_stop_signals();

const std::atomic<bool>& stop_requested();  // stays true once it is

/// For a program that embeds the commands: does what the signal would, and lets a later command
/// run.
void request_stop(int signal);
void forget_stop();

/// "Ctrl-C" and 130, or "SIGTERM" or "its time limit" and 75: of what came first.
std::string_view stop_reason();
int stop_status();

/// Raises `stop_requested()` after so many seconds, if it still exists; never for 0.
class TimeLimit {
 public:
  explicit TimeLimit(double seconds);

 private:
  std::mutex mutex_;
  std::condition_variable_any over_;
  std::jthread clock_;  // last: it ends before what it waits on
};

}  // namespace armistice
