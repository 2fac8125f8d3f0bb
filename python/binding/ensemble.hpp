// An ensemble run from Python, its trials kept in memory.
#pragma once

#include <pybind11/pybind11.h>

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace armistice::python {

/// What is asked for, as the command line takes it.
struct EnsembleRequest {
  std::string scenario;
  std::vector<std::pair<std::string, std::string>> settings;  // name and value of each `--set`
  std::int64_t trials;
  std::uint64_t seed;
  int threads;  // 0: all
  int horizon;
  double precision;             // 0: none
  std::vector<std::string> by;  // "2026-12"
  std::string record;           // "summary", "trials" or "all"
  bool structures;
};

/// What told() returns of the report, with "manifest" (JSON), "trials" and "trial_donors" (lists of
/// columns, or None where they were not recorded), "notes" (what a reader should know of the
/// scenario).
/// Throws Error, and KeyboardInterrupt if it was stopped.
pybind11::dict run(const EnsembleRequest& request, const pybind11::object& listener);

}  // namespace armistice::python
