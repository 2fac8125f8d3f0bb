// One trial told month by month: the account of `armistice trace`.
#pragma once

#include <nlohmann/json.hpp>

#include "web/model/settings.hpp"

namespace armistice::web {

/// A list of months: {"title": ..., "lines": [[label, text], ...]}; the first says how it ends.
nlohmann::ordered_json story(const PageSettings& page, std::uint32_t trial);

}  // namespace armistice::web
