#include "experiments/commands/stop_signal.hpp"

#include <csignal>

namespace armistice {
namespace {

constexpr int kStoppedByUser = 130, kStoppedByScheduler = 75;  // of the contract

// The only state of the program that is shared by all: a signal has no argument to carry it in.
std::atomic<bool> g_stop{false};
std::atomic<int> g_signal{0};
static_assert(std::atomic<bool>::is_always_lock_free && std::atomic<int>::is_always_lock_free);

constexpr int kTimeLimit = -1;  // no signal has this number

extern "C" void remember_signal(int signal) {
  int none = 0;
  g_signal.compare_exchange_strong(none, signal);
  g_stop = true;
}

}  // namespace

void catch_stop_signals() {
  struct sigaction action = {};
  action.sa_handler = remember_signal;
  action.sa_flags = SA_RESTART;  // a write under way is finished
  sigemptyset(&action.sa_mask);
  sigaction(SIGINT, &action, nullptr);
  sigaction(SIGTERM, &action, nullptr);
  std::signal(SIGXFSZ, SIG_IGN);
}

const std::atomic<bool>& stop_requested() { return g_stop; }

void request_stop(int signal) { remember_signal(signal); }

void forget_stop() {
  g_stop = false;
  g_signal = 0;
}

std::string_view stop_reason() {
  if (g_signal == kTimeLimit) return "its time limit";
  return g_signal == SIGTERM ? "SIGTERM" : "Ctrl-C";
}

int stop_status() { return g_signal == SIGINT ? kStoppedByUser : kStoppedByScheduler; }

TimeLimit::TimeLimit(double seconds) {
  if (!(seconds > 0)) return;
  clock_ = std::jthread([this, seconds](const std::stop_token& end) {
    std::unique_lock lock(mutex_);
    over_.wait_for(lock, end, std::chrono::duration<double>(seconds), [] { return false; });
    if (!end.stop_requested()) remember_signal(kTimeLimit);
  });
}

}  // namespace armistice
