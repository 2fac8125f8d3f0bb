// What an attribution says: what each group of levers, or each lever, contributes to the effect of
// a scenario.
#pragma once

#include <string_view>

#include "experiments/attribution/attributed_ensemble.hpp"
#include "experiments/report/report.hpp"

namespace armistice {

/// What is asked, as the manifest says it.
nlohmann::ordered_json asked_of(const Question& question);

/// Table `attribution`.
Report report_of(const Question& question, const Attribution& attribution);

/// "shapley": what a term is called in files.
std::string_view name_of(TermKind kind);

/// "european_forces > secondary_sanctions > mediation, us_backup; not told apart: mediation,
/// us_backup": players by what each adds alone; a name may hold for the one after it as well.
std::string ranking_words(const Question& question, const Attribution& attribution);

}  // namespace armistice
