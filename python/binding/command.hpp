// A command of the program, carried out within Python.
#pragma once

#include <pybind11/pybind11.h>

#include <string>
#include <vector>

namespace armistice::python {

/// Reads the words as the program reads a command line, and does what they ask for. Returns what
/// the program would print ("printed", "notes"), its exit status ("status"), and the report that
/// the command gives, if it gives one ("report": what told() returns, else None). Throws Error, and
/// KeyboardInterrupt if it was stopped.
pybind11::dict command(const std::vector<std::string>& words, const pybind11::object& listener);

/// The design of a sweep with these words, as JSON; nothing is run. Throws Error(kInput).
std::string design_of(const std::vector<std::string>& words);

}  // namespace armistice::python
