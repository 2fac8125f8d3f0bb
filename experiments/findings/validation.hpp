// What a validation says: for people, as tables of the docs, and as files.
#pragma once

#include "experiments/report/report.hpp"
#include "experiments/validation/validation.hpp"

namespace armistice {

/// Tables `patterns`, `definitions`, `mechanisms` and `claims`, each if its part was run.
Report report_of(const Validation& validation);

/// The tables of docs/validation.md and docs/claims.md, for markdown_of().
Report pages_of(const Validation& validation);

}  // namespace armistice
