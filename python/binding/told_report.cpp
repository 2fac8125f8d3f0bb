#include "python/binding/told_report.hpp"

#include "experiments/output/manifest.hpp"
#include "experiments/report/csv_table.hpp"
#include "experiments/report/printed.hpp"
#include "experiments/report/report_data.hpp"

namespace armistice::python {

pybind11::dict told(const Report& report) {
  pybind11::dict tables;
  for (const Table& table : report.tables) {
    if (!table.name.empty()) tables[pybind11::str(table.name)] = csv_of(table);
  }
  pybind11::dict all;
  all["summary"] = printed(report);
  all["data"] = json_text(data_of(report));
  all["run"] = json_text(report.run);
  all["tables"] = tables;
  return all;
}

}  // namespace armistice::python
