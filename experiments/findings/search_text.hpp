// What a search found, in words and short tables.
#pragma once

#include <string>

#include "experiments/search/search.hpp"

namespace armistice {

/// At most 100 columns wide.
std::string search_text(const Search& search);

}  // namespace armistice
