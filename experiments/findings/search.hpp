// What a search says: which packages reach most, what they cost, and how sure that is.
#pragma once

#include "experiments/report/report.hpp"
#include "experiments/search/search.hpp"

namespace armistice {

/// What is asked, as the manifest says it.
nlohmann::ordered_json asked_of(const PackageSpace& space, const SearchPlan& plan);

/// Tables `packages` and `front`. The data have the finalists alone.
Report report_of(const Search& search);

}  // namespace armistice
