#include "experiments/output/file_digest.hpp"

#include <fmt/format.h>

#include <boost/crc.hpp>
#include <fstream>
#include <vector>

#include "experiments/error.hpp"

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
  std::ifstream stream(file, std::ios::binary);
  Crc crc;
  std::vector<char> buffer(1 << 16);
  while (stream.read(buffer.data(), static_cast<std::streamsize>(buffer.size())) ||
         stream.gcount() > 0) {
    crc.process_bytes(buffer.data(), static_cast<std::size_t>(stream.gcount()));
  }
  if (!stream.eof()) {
    throw Error(Fault::kInput, fmt::format("{}: can't be read", file.string()));
  }
  return fmt::format("{:016x}", crc.checksum());
}

}  // namespace armistice
