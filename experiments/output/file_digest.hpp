// A fingerprint of a file's bytes: tells a file that was written from one that was changed since.
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
