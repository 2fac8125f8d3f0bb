// The module armistice._core: what the package calls. Everything that a user sees is in Python.
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <string>
#include <utility>
#include <vector>

#include "agents/interface/declarations.hpp"
#include "experiments/error.hpp"
#include "experiments/output/columns.hpp"
#include "experiments/output/version.hpp"
#include "python/binding/command.hpp"
#include "python/binding/ensemble.hpp"
#include "python/binding/waiting.hpp"

namespace armistice::python {
namespace {

namespace py = pybind11;

/// Errors of ours as the exceptions of armistice.errors.
void translate(std::exception_ptr pointer) {
  try {
    if (pointer) std::rethrow_exception(pointer);
  } catch (const Error& error) {
    const char* const name = error.fault() == Fault::kInput    ? "InputError"
                             : error.fault() == Fault::kOutput ? "OutputError"
                                                               : "FaultOfOurs";
    const py::object kind = py::module_::import("armistice.errors").attr(name);
    PyErr_SetString(kind.ptr(), error.what());
  }
}

/// Arrays of pybind11 before 2.12, such as Debian 12 has it, are nonsense under NumPy 2.
void check_numpy() {
  if (PYBIND11_VERSION_HEX >= 0x020C0000) return;
  const auto version = py::module_::import("numpy").attr("__version__").cast<std::string>();
  if (version.starts_with("0.") || version.starts_with("1.")) return;
  throw py::import_error("armistice: built with pybind11 " +
                         std::to_string(PYBIND11_VERSION_MAJOR) + "." +
                         std::to_string(PYBIND11_VERSION_MINOR) + ", which does not know NumPy " +
                         version + "; build it with pip install, or use NumPy 1");
}

py::dict meaning(const std::string& file, const std::string& column) {
  const ColumnMeaning m = meaning_of(file, column);
  py::dict all;
  all["kind"] = m.kind;
  all["unit"] = m.unit;
  all["meaning"] = m.words;
  all["codes"] = m.codes;
  all["empty"] = m.empty;
  return all;
}

/// {name: (unit, meaning)} of the quantities of a month.
py::dict quantities() {
  py::dict all;
  for (const QuantityDeclaration& q : quantity_declarations()) {
    all[py::str(std::string(q.name))] = py::make_tuple(std::string(q.unit), std::string(q.words));
  }
  return all;
}

}  // namespace
}  // namespace armistice::python

PYBIND11_MODULE(_core, module) {
  namespace py = pybind11;
  using namespace armistice::python;
  module.doc() = "The engine of armistice; use the package armistice.";
  check_numpy();
  py::register_exception_translator(&translate);
  heed_forks();
  module.attr("version") = armistice::kVersion;
  module.def(
      "run",
      [](std::string scenario, std::vector<std::pair<std::string, std::string>> settings,
         std::int64_t trials, std::uint64_t seed, int threads, int horizon, double precision,
         std::vector<std::string> by, std::string record, bool structures,
         const py::object& listener) {
        return run({std::move(scenario), std::move(settings), trials, seed, threads, horizon,
                    precision, std::move(by), std::move(record), structures},
                   listener);
      },
      py::arg("scenario"), py::arg("settings"), py::arg("trials"), py::arg("seed"),
      py::arg("threads"), py::arg("horizon"), py::arg("precision"), py::arg("by"),
      py::arg("record"), py::arg("structures"), py::arg("listener"));
  module.def("command", &command, py::arg("words"), py::arg("listener"));
  module.def("design_of", &design_of, py::arg("words"));
  module.def("meaning", &meaning, py::arg("file"), py::arg("column"));
  module.def("quantities", &quantities);
}
