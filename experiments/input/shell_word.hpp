// Words of lines that a person may paste into a shell: "Next: armistice analyse 'my results'".
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace armistice {

/// As one word of a POSIX shell, in quotation marks only where it needs them.
std::string shell_word(std::string_view text);

/// A path as such a word, which no command takes for an option: "./-x" of "-x". "-" is
/// standard input and stays so.
std::string shell_path(const std::filesystem::path& path);

}  // namespace armistice
