#include "experiments/campaign/identity.hpp"

#include <fmt/format.h>

#include <boost/crc.hpp>
#include <fstream>
#include <vector>

#include "experiments/error.hpp"
#include "experiments/output/version.hpp"

namespace armistice {

Identity identity_of(std::string_view command) {
  return {{"command", command}, {"version", kVersion}, {"program", source_digest()}};
}

std::string first_difference(const Identity& there, const Identity& wanted,
                             std::string_view ignored) {
  const auto said = [](const Identity& json, const std::string& name) {
    return json.contains(name) ? json[name] : Identity();
  };
  Identity all = wanted;
  for (const auto& [name, value] : there.items()) {
    if (!all.contains(name)) all[name] = nullptr;
  }
  for (const auto& [name, unused] : all.items()) {
    const Identity ours = said(wanted, name), theirs = said(there, name);
    if (ours == theirs || name == ignored) continue;
    if (ours.is_object() && theirs.is_object()) {
      return fmt::format("{}.{}", name, first_difference(theirs, ours));
    }
    return fmt::format("{}: {}, not {}", name, theirs.dump(), ours.dump());
  }
  return "";
}

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
