// The program: reads the command line, has the command done, and is the only place that prints
// errors and exits.
#include <fmt/format.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <exception>
#include <new>
#include <string>
#include <string_view>
#include <system_error>
#include <thread>
#include <utility>
#include <vector>

#include "experiments/commands/command_line.hpp"
#include "experiments/commands/replay_line.hpp"
#include "experiments/commands/standard_streams.hpp"
#include "experiments/commands/stop_signal.hpp"
#include "experiments/error.hpp"
#include "experiments/input/plain_text.hpp"
#include "experiments/resumable/processes.hpp"
#include "experiments/trials/batch.hpp"

namespace armistice {
namespace {

void print_result(std::string_view text) {
  if (!is_first_rank()) return;
  const bool written = std::fwrite(text.data(), 1, text.size(), stdout) == text.size();
  if (!written || std::fflush(stdout) != 0) {
    throw Error(Fault::kOutput, "armistice: standard output can't be written");
  }
}

void print_progress(std::string_view text) { std::fwrite(text.data(), 1, text.size(), stderr); }

/// Notes and messages quote what was typed and read, which must not steer the terminal.
void print_note(std::string_view text) { print_progress(visible(text)); }

Session session_of(std::vector<std::string> words) {
  Session session{std::move(words), print_result, print_note, nullptr};
  if (is_first_rank() && ::isatty(STDERR_FILENO) != 0) session.progress = print_progress;
  return session;
}

/// A fault of the input is the same for all ranks, so only the first one reports it. But a file may
/// be missing for another rank alone. The first rank then waits for it in vain.
int failed(const std::string& message, int status) {
  if (ranks() == 1) {
    print_note(message);
    return status;
  }
  if (!is_first_rank()) std::this_thread::sleep_for(std::chrono::seconds(2));
  print_note(is_first_rank() ? message : fmt::format("rank {}: {}", rank(), message));
  abort_ranks(status);
}

int run(int argc, char** argv) {
  const Ranks all_ranks(&argc, &argv);
  try {
    const CommandLine line = parse_command_line(argc, argv);
    if (ranks() > 1 && !line.on_ranks) {
      throw Error(Fault::kInput, "armistice: only a sweep runs on several ranks");
    }
    catch_stop_signals();
    return line.action(session_of({argv, argv + argc}));
  } catch (const TrialFault& fault) {
    return failed(fmt::format("{}{}\n", fault.what(), settings_for_replay({argv, argv + argc})),
                  static_cast<int>(fault.fault()));
  } catch (const Error& error) {
    // A signal that came while a pipe was waited for is no wrong input.
    const bool stopped = error.fault() == Fault::kInput && stop_requested();
    return failed(fmt::format("{}\n", error.what()),
                  stopped ? stop_status() : static_cast<int>(error.fault()));
  } catch (const std::bad_alloc&) {
    return failed(
        "armistice: there is not enough memory; fewer --threads, --samples or scenarios at a time "
        "need less\n",
        static_cast<int>(Fault::kOutput));
  } catch (const std::system_error& error) {
    return failed(fmt::format("armistice: the system refuses: {}\n", error.what()),
                  static_cast<int>(Fault::kOutput));
  } catch (const std::exception& error) {
    return failed(fmt::format("armistice: a fault of ours: {}\n", error.what()),
                  static_cast<int>(Fault::kOurs));
  }
}

}  // namespace
}  // namespace armistice

int main(int argc, char** argv) {
  armistice::open_standard_streams();
  return armistice::run(argc, argv);
}
