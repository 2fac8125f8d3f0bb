#include "experiments/output/file_digest.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "experiments/output/file_pieces.hpp"

namespace armistice {

std::string Digest::text() const { return fmt::format("{:016x}", crc_.checksum()); }

Digest digest_of_beginning(const std::filesystem::path& file, std::uintmax_t bytes,
                           const Heed& heed) {
  Digest digest;
  std::uintmax_t left = bytes;
  read_in_pieces(file, [&](std::string_view piece) {
    if (heed) heed();
    const auto part = static_cast<std::size_t>(std::min<std::uintmax_t>(left, piece.size()));
    digest.add(piece.substr(0, part));
    left -= part;
    return left > 0;
  });
  return digest;
}

FileMark mark_of(const std::filesystem::path& file, const Heed& heed) {
  FileMark mark;
  Digest digest;
  read_in_pieces(file, [&](std::string_view piece) {
    if (heed) heed();
    digest.add(piece);
    mark.bytes += piece.size();
    return true;
  });
  mark.digest = digest.text();
  return mark;
}

FileMark mark_of_text(std::string_view text) { return {text.size(), text_digest(text)}; }

std::string file_digest(const std::filesystem::path& file) {
  return digest_of_beginning(file, kWholeFile).text();
}

std::string text_digest(std::string_view text) {
  Digest digest;
  digest.add(text);
  return digest.text();
}

std::string change_of(const FileMark& then, const FileMark& now) {
  if (now == then) return "";
  if (now.bytes != then.bytes) {
    return fmt::format("has {} bytes, where {} were written", now.bytes, then.bytes);
  }
  return fmt::format("has other bytes than were written: their crc64 is {}, it was {}", now.digest,
                     then.digest);
}

}  // namespace armistice
