// The file of a page: where it may be written, and how.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace armistice {

/// The folder that it lies in.
std::filesystem::path folder_of_page(const std::filesystem::path& out);

/// Refuses, in the name of a command, a place that can't be written to or that holds what is not
/// ours; a page of the program only with `force`, and only if nobody edited it. Throws
/// Error(kInput).
void check_page_place(std::string_view command, const std::filesystem::path& out, bool force);

/// Whole or not at all. Throws Error(kOutput).
void write_page(const std::filesystem::path& out, const std::string& page);

}  // namespace armistice
