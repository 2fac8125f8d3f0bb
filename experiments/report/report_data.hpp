// A report as data: the same figures, unrounded, as JSON.
#pragma once

#include <nlohmann/json.hpp>

#include "experiments/report/report.hpp"

namespace armistice {

/// Null for what is not a finite number; an interval is a list of two.
nlohmann::ordered_json data_of(double x);
nlohmann::ordered_json data_of(const Cell& cell);

/// An object for each row, by the names that columns have in data.
nlohmann::ordered_json data_of(const Table& table);
/// One row of the table.
nlohmann::ordered_json data_of_row(const Table& table, const Row& row);

/// The same rows, an object on each line.
std::string json_lines_of(const Table& table);

/// The rows of all its tables, in one list: what a listing is as data.
nlohmann::ordered_json rows_data(const Report& report);

/// What was run, what came out, and how to read it.
nlohmann::ordered_json data_of(const Report& report);

}  // namespace armistice
