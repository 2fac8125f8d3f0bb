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

}  // namespace armistice
