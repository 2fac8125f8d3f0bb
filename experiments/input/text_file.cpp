#include "experiments/input/text_file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <unistd.h>

#include <cerrno>
#include <fstream>
#include <map>
#include <mutex>
#include <system_error>

#include "experiments/error.hpp"
#include "experiments/input/descriptor.hpp"

namespace armistice {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void fail(const fs::path& file, std::string_view why) {
  throw Error(Fault::kInput, fmt::format("{}: {}", file.string(), why));
}

// Does not wait for a writer: a pipe may have none.
Descriptor opened(const fs::path& file) {
  return Descriptor(file == kStandardInput
                        ? ::dup(STDIN_FILENO)
                        : ::open(file.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC));
}

std::string read_once(const fs::path& file, std::size_t most) {
  const Descriptor in = opened(file);
  if (!in.open()) fail(file, "can't be opened for reading");
  std::string text(most + 1, '\0');
  std::size_t size = 0;
  while (size < text.size()) {
    pollfd ready{in.get(), POLLIN, 0};
    if (::poll(&ready, 1, -1) < 0) fail(file, "reading was interrupted");
    const ssize_t read = ::read(in.get(), text.data() + size, text.size() - size);
    if (read == 0) break;
    if (read < 0 && errno != EAGAIN && errno != EINTR) fail(file, "can't be read");
    if (read > 0) size += static_cast<std::size_t>(read);
  }
  text.resize(size);
  return text;
}

}  // namespace

std::string why_unreadable(const fs::path& file) {
  if (file == kStandardInput) return "";
  std::error_code error;
  const auto status = fs::status(file, error);
  if (status.type() == fs::file_type::not_found) return "no such file";
  if (error) return "can't be read: " + error.message();
  if (fs::is_directory(status)) return "a directory; expected a file";
  if (fs::is_socket(status)) return "a socket; expected a file";
  if (::access(file.c_str(), R_OK) != 0) return "can't be opened for reading";
  return "";
}

bool is_read_once(const fs::path& file) {
  std::error_code error;
  return file == kStandardInput || !fs::is_regular_file(file, error);
}

std::string text_in(const fs::path& file, std::size_t most) {
  if (const std::string why = why_unreadable(file); !why.empty()) fail(file, why);
  if (is_read_once(file)) {
    static std::mutex mutex;
    static std::map<std::string, std::string> kept;
    const std::lock_guard lock(mutex);
    const auto known = kept.find(file.string());
    if (known != kept.end()) return known->second;
    return kept[file.string()] = read_once(file, most);
  }
  std::ifstream in(file, std::ios::binary);
  if (!in) fail(file, "can't be opened for reading");
  std::string text(most + 1, '\0');
  in.read(text.data(), static_cast<std::streamsize>(text.size()));
  if (in.bad() || (!in.eof() && in.fail())) fail(file, "can't be read");
  text.resize(static_cast<std::size_t>(in.gcount()));
  return text;
}

}  // namespace armistice
