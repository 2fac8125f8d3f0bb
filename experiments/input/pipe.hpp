// Text that comes once: standard input, a pipe, `<(...)` of a shell. One reader for scenarios and
// for designs.
#pragma once

#include <functional>
#include <string>
#include <string_view>

namespace armistice {

/// The name that stands for standard input, also in messages.
inline constexpr std::string_view kStandardInput = "-";

/// The text of `typed`, "-" or a path, to its end, but `most` bytes and one more at most. While
/// nothing comes it calls `waiting` again and again, and says whether a signal came: what that
/// throws ends the wait. Throws Error(kInput) if it can't be opened or read.
std::string read_pipe(const std::string& typed, std::size_t most,
                      const std::function<void(bool signalled)>& waiting);

}  // namespace armistice
