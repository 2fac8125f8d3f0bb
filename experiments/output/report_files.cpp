#include "experiments/output/report_files.hpp"

#include "experiments/report/csv_table.hpp"

namespace armistice {

void write_report(OutputFolder& folder, const Report& report, std::string_view manifest) {
  for (const Table& table : report.tables) folder.write(table.name + ".csv", csv_of(table));
  folder.write("manifest.json", manifest);
  folder.commit();
}

}  // namespace armistice
