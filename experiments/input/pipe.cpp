#include "experiments/input/pipe.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <cstring>

#include "experiments/error.hpp"
#include "experiments/input/descriptor.hpp"

namespace armistice {
namespace {

constexpr int kLookAround = 100;  // milliseconds between looks for a stop signal

/// Returns the number of the open descriptor that a path names, else -1. To open such a pipe anew
/// would lose sight of a writer that has gone.
int descriptor_named(std::string_view path) {
  if (path == kStandardInput || path == "/dev/stdin") return STDIN_FILENO;
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
  // Without waiting for a writer: the wait for bytes can be interrupted.
  return Descriptor(there >= 0 ? ::dup(there)
                               : ::open(typed.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC));
}

[[noreturn]] void cannot_read(const std::string& typed) {
  throw Error(Fault::kInput, fmt::format("{}: can't be read: {}",
                                         typed == kStandardInput ? "standard input" : typed,
                                         std::strerror(errno)));
}

}  // namespace

std::string read_pipe(const std::string& typed, std::size_t most,
                      const std::function<void(bool signalled)>& waiting) {
  const Descriptor input = opened(typed);
  if (!input.open()) cannot_read(typed);
  std::string text;
  std::array<char, 1 << 16> buffer;
  while (text.size() <= most) {
    pollfd ready{input.get(), POLLIN, 0};
    for (int n = 0; (n = ::poll(&ready, 1, kLookAround)) <= 0;) waiting(n < 0 && errno == EINTR);
    const ssize_t got =
        ::read(input.get(), buffer.data(), std::min(buffer.size(), most + 1 - text.size()));
    if (got == 0) break;
    if (got < 0 && (errno == EAGAIN || errno == EINTR)) continue;
    if (got < 0) cannot_read(typed);
    text.append(buffer.data(), static_cast<std::size_t>(got));
  }
  return text;
}

}  // namespace armistice
