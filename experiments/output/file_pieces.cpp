#include "experiments/output/file_pieces.hpp"

#include <fmt/format.h>

#include <fstream>
#include <vector>

#include "experiments/error.hpp"

namespace armistice {

void read_in_pieces(const std::filesystem::path& file,
                    const std::function<bool(std::string_view)>& take) {
  constexpr std::size_t kPiece = std::size_t{1} << 20;
  std::ifstream stream(file, std::ios::binary);
  std::vector<char> buffer(kPiece);
  while (stream.read(buffer.data(), static_cast<std::streamsize>(buffer.size())) ||
         stream.gcount() > 0) {
    if (!take({buffer.data(), static_cast<std::size_t>(stream.gcount())})) return;
  }
  if (!stream.eof()) throw Error(Fault::kInput, fmt::format("{}: can't be read", file.string()));
}

}  // namespace armistice
