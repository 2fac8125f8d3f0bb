// A digest of a file's bytes, which shows whether a file was changed after it was written.
#pragma once

#include <boost/crc.hpp>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <limits>
#include <string>
#include <string_view>

namespace armistice {

/// CRC-64 (ECMA-182, as in XZ) of bytes that come one piece after the other.
class Digest {
 public:
  void add(std::string_view piece) { crc_.process_bytes(piece.data(), piece.size()); }
  /// The digest of what came so far, as 16 hexadecimal digits.
  std::string text() const;

 private:
  boost::crc_optimal<64, 0x42f0e1eba9ea3693, ~0ULL, ~0ULL, true, true> crc_;
};

/// Size and digest: enough to tell whether a file is as it was.
struct FileMark {
  std::uintmax_t bytes = 0;
  std::string digest;
  bool operator==(const FileMark&) const = default;
};

/// Called now and then during long reading; throws what ends it. May be empty.
using Heed = std::function<void()>;

inline constexpr std::uintmax_t kWholeFile = std::numeric_limits<std::uintmax_t>::max();

/// The digest of the first `bytes` of a file, or of all of it if it is shorter. Throws
/// Error(kInput) if it can't be read.
Digest digest_of_beginning(const std::filesystem::path& file, std::uintmax_t bytes,
                           const Heed& heed = {});

FileMark mark_of(const std::filesystem::path& file, const Heed& heed = {});
FileMark mark_of_text(std::string_view text);

/// The digest alone. Throws Error(kInput) if the file can't be read.
std::string file_digest(const std::filesystem::path& file);
/// The same of bytes that were read already.
std::string text_digest(std::string_view text);

/// How a file that has the mark `now` differs from one that was written with `then`:
/// "has 120 bytes, where 123 were written". Empty if it does not.
std::string change_of(const FileMark& then, const FileMark& now);

}  // namespace armistice
