#include "experiments/findings/parameters.hpp"

#include "experiments/input/resolved_settings.hpp"

namespace armistice {

Table parameters_table(const Scenario& scenario) {
  Table table{.name = "parameters",
              .columns = {column("name"), column("kind"), column("value"), column("distribution"),
                          column("unit"), column("source")}};
  for (const ResolvedSetting& s : resolved_settings(scenario)) {
    table.rows.push_back({s.name, s.kind, s.value, s.distribution, s.unit, s.source});
  }
  return table;
}

}  // namespace armistice
