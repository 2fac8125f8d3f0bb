// The table of an attribution (docs/files.md), and the same as data.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "experiments/attribution/attributed_ensemble.hpp"
#include "experiments/output/manifest.hpp"

namespace armistice {

std::string attribution_csv(const Question& question, const Attribution& attribution);
std::string attribution_manifest_json(const Question& question, const Attribution& attribution,
                                      const Environment& environment);

/// All of it, unrounded.
nlohmann::ordered_json attribution_data(const Question& question, const Attribution& attribution);

/// "european_forces > secondary_sanctions > mediation, us_backup; not told apart: mediation,
/// us_backup": players by what each adds alone; a name may hold for the one after it as well.
std::string ranking_text(const Question& question, const Attribution& attribution);

/// "shapley": what a term is called in files.
std::string_view name_of(TermKind kind);

}  // namespace armistice
