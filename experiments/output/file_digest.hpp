// A digest of a file's bytes, which shows whether a file was changed after it was written.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace armistice {

/// CRC-64 as 16 hexadecimal digits. Throws Error(kInput) if the file can't be read.
std::string file_digest(const std::filesystem::path& file);
/// The same of bytes that were read already.
std::string text_digest(std::string_view text);

}  // namespace armistice
