// A file, standard input or a pipe as one text. What can be read only once is kept, for a scenario
// is read again and again.
#pragma once

#include <filesystem>
#include <string>

namespace armistice {

/// If `file` can't be read as a file, why not; else empty. A pipe is not opened for that.
std::string why_unreadable(const std::filesystem::path& file);

/// Whether it gives its text but once: standard input, a pipe, a terminal.
bool is_read_once(const std::filesystem::path& file);

/// The text, of `most` bytes and one more at most. A signal ends the wait for a pipe that nobody
/// writes to. Throws Error(kInput).
std::string text_in(const std::filesystem::path& file, std::size_t most);

}  // namespace armistice
