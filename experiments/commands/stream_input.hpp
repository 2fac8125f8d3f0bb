// Input that comes once: standard input, a pipe, `<(...)` of a shell. It is read to its end before
// anything is run, and waiting for it can be interrupted.
#pragma once

#include <string>

namespace armistice {

/// "-", or the path of something that can't be read twice.
bool is_stream(const std::string& typed);

/// A stop signal came before the end of the input.
struct InputStopped {};

/// All of it. Throws InputStopped, and Error(kInput) if it can't be read or never ends.
std::string read_stream(const std::string& typed);

}  // namespace armistice
