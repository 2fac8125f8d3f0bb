// A file of any size, piece by piece.
#pragma once

#include <filesystem>
#include <functional>
#include <string_view>

namespace armistice {

/// Calls `take` with each piece in order, until it returns false. Throws Error(kInput) if the file
/// can't be read.
void read_in_pieces(const std::filesystem::path& file,
                    const std::function<bool(std::string_view)>& take);

}  // namespace armistice
