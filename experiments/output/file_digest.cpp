#include "experiments/output/file_digest.hpp"

#include <fmt/format.h>

#include <boost/crc.hpp>

#include "experiments/output/file_pieces.hpp"

namespace armistice {
namespace {

using Crc = boost::crc_optimal<64, 0x42f0e1eba9ea3693, ~0ULL, ~0ULL, true, true>;  // ECMA-182, XZ

}  // namespace

std::string text_digest(std::string_view text) {
  Crc crc;
  crc.process_bytes(text.data(), text.size());
  return fmt::format("{:016x}", crc.checksum());
}

std::string file_digest(const std::filesystem::path& file) {
  Crc crc;
  read_in_pieces(file,
                 [&crc](std::string_view piece) { crc.process_bytes(piece.data(), piece.size()); });
  return fmt::format("{:016x}", crc.checksum());
}

}  // namespace armistice
