// The tables of a search (docs/files.md), and the same as data.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "experiments/output/manifest.hpp"
#include "experiments/search/search.hpp"

namespace armistice {

std::string packages_csv(const Search& search);
std::string front_csv(const Search& search);
std::string search_manifest_json(const Search& search, const Environment& environment);

/// All of it but the packages that were no finalists, unrounded.
nlohmann::ordered_json search_data(const Search& search);

/// "total_cost", "ukrainian_casualties" ...: what a front sets the objective against.
std::string_view criterion_name(Measure criterion);

}  // namespace armistice
