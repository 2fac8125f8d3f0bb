#include "experiments/input/text_file.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <fstream>
#include <map>
#include <mutex>
#include <system_error>

#include "experiments/error.hpp"
#include "experiments/input/pipe.hpp"

namespace armistice {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void fail(const fs::path& file, std::string_view why) {
  throw Error(Fault::kInput, fmt::format("{}: {}", file.string(), why));
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
    return kept[file.string()] = read_pipe(file.string(), most, [&file](bool signalled) {
             if (signalled) fail(file, "reading was interrupted");
           });
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
