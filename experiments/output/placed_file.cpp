#include "experiments/output/placed_file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <system_error>
#include <utility>

#include "experiments/error.hpp"
#include "experiments/output/output_folder.hpp"

namespace armistice {

namespace fs = std::filesystem;

PlacedFile::PlacedFile(fs::path place) : place_(std::move(place)) {
  constexpr mode_t kAsTheMaskAllows = 0666;
  for (int turn = 0;; ++turn) {
    path_ = fmt::format("{}.{}-{}.part", place_.string(), ::getpid(), turn);
    const int opened =
        ::open(path_.c_str(), O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, kAsTheMaskAllows);
    if (opened >= 0) {
      ::close(opened);
      return;
    }
    if (errno != EEXIST) fail(std::strerror(errno));
  }
}

PlacedFile::PlacedFile(PlacedFile&& other) noexcept
    : place_(std::move(other.place_)), path_(std::exchange(other.path_, {})) {}

PlacedFile::~PlacedFile() {
  std::error_code error;
  if (!path_.empty()) fs::remove(path_, error);
}

void PlacedFile::write(std::string_view text) {
  OutputFile file(path_);
  file.write(text);
  file.close();
}

void PlacedFile::put() {
  std::error_code error;
  fs::rename(path_, place_, error);
  if (error) fail(error.message());
  path_.clear();
}

void PlacedFile::put_if_free() {
  std::error_code error;
  fs::create_hard_link(path_, place_, error);
  const bool no_links =
      error == std::errc::operation_not_permitted || error == std::errc::operation_not_supported;
  if (no_links && !fs::exists(fs::symlink_status(place_))) return put();
  if (error) fail(error.message());
}

void PlacedFile::fail(const std::string& why) const {
  throw Error(Fault::kOutput, fmt::format("{}: can't be written: {}", place_.string(), why));
}

}  // namespace armistice
