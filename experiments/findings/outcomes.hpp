// The table outcomes: how the trials of a run end, with both uncertainties. The same as data.
#pragma once

#include "experiments/engine/ensemble.hpp"
#include "experiments/report/table.hpp"

namespace armistice {

Table outcomes_table(const Scenario& scenario, const Ensemble& ensemble);

/// The table structures: shares where the forms of the model are drawn too, of all and by form.
Table structures_table(const Scenario& scenario, const Ensemble& ensemble);

}  // namespace armistice
