// A report as Python takes it: text, JSON and, table by table, the CSV of its files. So a data
// frame holds what the file holds, by construction.
#pragma once

#include <pybind11/pybind11.h>

#include "experiments/report/report.hpp"

namespace armistice::python {

/// {"summary": text, "data": JSON, "run": JSON, "tables": {name: CSV}}
pybind11::dict told(const Report& report);

}  // namespace armistice::python
