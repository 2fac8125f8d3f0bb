// What every reader is told of results, whatever the format.
#pragma once

#include <string_view>

namespace armistice {

inline constexpr std::string_view kNoForecast =
    "These are shares of trials under stated assumptions, not a forecast.";
inline constexpr std::string_view kNotTheWorld =
    "These are consequences of assumptions, not findings about the world.";

}  // namespace armistice
