#include "experiments/commands/stream_input.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <filesystem>
#include <string_view>

#include "experiments/commands/option_values.hpp"
#include "experiments/commands/stop_signal.hpp"
#include "experiments/input/descriptor.hpp"

namespace armistice {
namespace {

constexpr std::size_t kMostBytes = std::size_t{1} << 30;
constexpr int kLookAround = 100;  // milliseconds between looks for a stop signal

/// Returns the number of the open descriptor that a path names, else -1. To open such a pipe anew
/// would lose sight of a writer that has gone.
int descriptor_named(std::string_view path) {
  if (path == "-" || path == "/dev/stdin") return STDIN_FILENO;
  for (const std::string_view folder : {"/dev/fd/", "/proc/self/fd/"}) {
    if (!path.starts_with(folder)) continue;
    const std::string_view digits = path.substr(folder.size());
    int number = -1;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (error == std::errc() && end == digits.data() + digits.size()) return number;
  }
  return -1;
}

Descriptor opened(const std::string& typed) {
  const int there = descriptor_named(typed);
  // Without waiting for a writer: the wait below can be interrupted.
  return Descriptor(there >= 0 ? ::dup(there)
                               : ::open(typed.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC));
}

void wait_for_bytes(int descriptor) {
  pollfd waiting{descriptor, POLLIN, 0};
  while (::poll(&waiting, 1, kLookAround) <= 0) {
    if (stop_requested()) throw InputStopped{};
  }
}

}  // namespace

bool is_stream(const std::string& typed) {
  if (typed == "-") return true;
  std::error_code error;
  const auto type = std::filesystem::status(typed, error).type();
  using std::filesystem::file_type;
  return type == file_type::fifo || type == file_type::character || type == file_type::socket;
}

std::string read_stream(const std::string& typed) {
  const auto fail = [&typed](const std::string& message) {
    refuse(fmt::format("{}: {}", typed == "-" ? "standard input" : typed, message));
  };
  const Descriptor input = opened(typed);
  if (!input.open()) fail(fmt::format("can't be read: {}", std::strerror(errno)));
  std::string text;
  std::array<char, 1 << 16> buffer;
  for (;;) {
    wait_for_bytes(input.get());
    const ssize_t got = ::read(input.get(), buffer.data(), buffer.size());
    if (got == 0) return text;
    if (got < 0 && (errno == EAGAIN || errno == EINTR)) continue;
    if (got < 0) fail(fmt::format("can't be read: {}", std::strerror(errno)));
    text.append(buffer.data(), static_cast<std::size_t>(got));
    if (text.size() > kMostBytes) fail("longer than 1 GiB; save it as a file");
  }
}

}  // namespace armistice
