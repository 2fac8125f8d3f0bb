#include "experiments/resumable/kept_stages.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "experiments/error.hpp"

namespace armistice {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t kNumberBytes = 8;

/// A number in front of bytes, the least of its own bytes first.
std::string number_bytes(std::uint64_t n) {
  std::string bytes;
  for (std::size_t i = 0; i < kNumberBytes; ++i) bytes += static_cast<char>(n >> (8 * i) & 0xff);
  return bytes;
}

std::uint64_t number_of(std::string_view bytes) {
  std::uint64_t n = 0;
  for (std::size_t i = kNumberBytes; i-- > 0;) {
    n = n << 8 | static_cast<unsigned char>(bytes[i]);
  }
  return n;
}

/// As it is written: where it got, and the sums.
std::string bytes_of(std::int64_t next, const std::string& sums) {
  return number_bytes(static_cast<std::uint64_t>(next)) + sums;
}

}  // namespace

KeptStages::KeptStages(WorkFolder& work, const std::atomic<bool>* asked)
    : work_(work),
      asked_(asked),
      state_(work.progress().state),
      pieces_(work.progress().done),
      last_(Clock::now()) {
  const auto& files = work.progress().files;
  const auto file = files.find(kStagesFile);
  if (file == files.end() || file->second.bytes == 0) return;
  left_ = file->second.bytes;
  read_.open(work.file(kStagesFile), std::ios::binary);
}

std::optional<KeptStage> KeptStages::begin() {
  std::string bytes;
  if (left_ > 0) {
    std::array<char, kNumberBytes> head{};
    if (left_ < head.size() || !read_.read(head.data(), head.size())) refuse();
    left_ -= head.size();
    const std::uint64_t size = number_of({head.data(), head.size()});
    if (size > left_) refuse();
    bytes.resize(size);
    if (!read_.read(bytes.data(), static_cast<std::streamsize>(size))) refuse();
    left_ -= size;
  } else if (new_ == 0) {
    bytes = state_;  // of the stage that was under way
  }
  if (bytes.empty()) return std::nullopt;
  if (bytes.size() < kNumberBytes) refuse();
  return KeptStage{static_cast<std::int64_t>(number_of(bytes)), bytes.substr(kNumberBytes)};
}

bool KeptStages::due() const {
  // At most a twentieth of the time goes into checkpoints.
  constexpr auto kEvery = std::chrono::seconds(2);
  constexpr int kShare = 20;
  return Clock::now() - last_ >= std::max<Clock::duration>(kEvery, kShare * took_);
}

void KeptStages::keep(std::int64_t next, bool whole, const Save& save) {
  ++new_;
  ++pieces_;
  if (asked_ != nullptr && asked_->load()) stop_ = true;
  if (whole) {
    const std::string bytes = bytes_of(next, save());
    work_.append(0, number_bytes(bytes.size()));
    work_.append(0, bytes);
    state_.clear();
    if (due()) checkpoint();
  } else if (due()) {
    state_ = bytes_of(next, save());
    checkpoint();
  }
}

void KeptStages::leave(std::int64_t next, const Save& save) {
  state_ = save ? bytes_of(next, save()) : std::string();
  checkpoint();
}

const std::atomic<bool>* KeptStages::stop() const { return new_ > 0 ? asked_ : &stop_; }

void KeptStages::refuse() const {
  throw Error(Fault::kInput,
              fmt::format("{}: is damaged, so the work there can't be gone on with; the same "
                          "command with --force begins it anew",
                          work_.file(kStagesFile).string()));
}

void KeptStages::checkpoint(bool complete) {
  if (pieces_ == 0 && !complete) return;  // there is nothing to go on from
  const Clock::time_point start = Clock::now();
  work_.checkpoint(pieces_, state_, complete);
  last_ = Clock::now();
  took_ = last_ - start;
}

}  // namespace armistice
