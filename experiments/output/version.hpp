// Which armistice this is.
#pragma once

#include <string_view>

namespace armistice {

inline constexpr std::string_view kVersion =
#ifdef ARMISTICE_VERSION
    ARMISTICE_VERSION;  // the build's project(VERSION)
#else
    "0.1.0";
#endif

/// The digest of the sources of the model and the experiments that this program was built from, in
/// hexadecimal. Programs with the same digest write the same bytes.
std::string_view source_digest();

}  // namespace armistice
