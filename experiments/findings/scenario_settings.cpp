#include "experiments/findings/scenario_settings.hpp"

#include "experiments/input/resolved_settings.hpp"

namespace armistice {
namespace {

Column left_column(const char* name) {
  return {.name = name, .data = name, .head = {name}, .align = Align::kLeft};
}

}  // namespace

Table scenario_settings(const Scenario& scenario, const Provenance& provenance) {
  Table table{.columns = {left_column("name"), left_column("value"), left_column("unit"),
                          left_column("set_by")}};
  table.columns.back().head = {"set by"};
  for (const ResolvedSetting& s : resolved_settings(scenario)) {
    const auto said = provenance.set_by.find(s.name);
    if (said == provenance.set_by.end()) continue;
    table.rows.push_back(
        {s.name, s.distribution.empty() ? s.value : s.distribution, s.unit, said->second});
  }
  return table;
}

}  // namespace armistice
