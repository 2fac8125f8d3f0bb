// The last line of a page or a chart. It shows whether somebody edited what stands above it.
#pragma once

#include <string>
#include <string_view>

namespace armistice {

/// The text, which ends with a line, and its seal.
std::string sealed(std::string text);

/// Whether a text has a seal, and nobody changed what stands above it.
bool is_sealed(std::string_view text);

}  // namespace armistice
