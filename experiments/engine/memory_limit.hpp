// The memory that the control group of this process allows (containers, batch systems): the kernel
// ends a process that needs more, without a word.
#pragma once

#include <filesystem>
#include <string_view>

namespace armistice {

/// Bytes, by the text of memory.max ("max", "2147483648") or memory.limit_in_bytes, which says a
/// number of about 2^63 where there is no limit. Infinite if there is none or the text is another.
double memory_limit_in(std::string_view text);

/// The least limit of the control groups of this process; infinite without. `root` is where the
/// file system begins.
double memory_limit(const std::filesystem::path& root = "/");

/// What each thread takes up while it works, and the program without any: measured, and rounded up.
inline constexpr double kBytesOfThread = 6e6, kBytesOfProgram = 60e6;

/// As many threads as fit into `limit`, at least one and at most `threads`.
int threads_within(double limit, int threads);

/// Throws Error(kInput) if `bytes` are more than `limit`. They are what `what` needs at least;
/// `lower` says what to change: "lower --trials".
void require_memory(double bytes, std::string_view what, std::string_view lower, double limit);

/// "2.1 GB"
std::string memory_words(double bytes);

}  // namespace armistice
