// How the fighting first stops: the headline outcomes of a result, whichever its mechanisms have.
#pragma once

#include <string_view>
#include <vector>

#include "core/outcome.hpp"
#include "experiments/exhibits/result_folder.hpp"

namespace armistice {

/// "continued_war", as files have it.
std::string_view headline_word(Outcome outcome);

/// Whether a row is all of a headline outcome. `column` has the outcome.
bool is_headline(const ResultRow& row, std::string_view column = "outcome");

/// The headline rows of outcomes.csv, scenario by scenario.
std::vector<RowGroup> headline_rows(const ResultFolder& result, const ResultTable& outcomes);

}  // namespace armistice
