#include "experiments/input/changed_settings.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "experiments/input/cast_columns.hpp"
#include "experiments/input/cast_edits.hpp"
#include "experiments/input/scenario_files.hpp"

namespace armistice {
namespace {

std::string set_by(const Provenance& provenance, const std::string& name) {
  // The switch of learning and its form are one thing.
  const std::string other = name == "learning" ? "switches.learning" : "learning";
  auto found = provenance.set_by.find(name);
  if (found == provenance.set_by.end() && (name == "learning" || name == "switches.learning")) {
    found = provenance.set_by.find(other);
  }
  return found == provenance.set_by.end() ? "" : found->second;
}

/// Cells in which the table is not as the one of the shipped scenarios; of what a scenario sets
/// itself the settings tell.
void add_cells(const Scenario& scenario, const Cast& usual, const Provenance& provenance,
               std::vector<ChangedSetting>& all) {
  const Cast& cast = scenario.cast;
  const auto has = [](const Cast& c, std::string_view kind, const std::string& code) {
    const auto& actors = actors_of(c, kind);
    return std::any_of(actors.begin(), actors.end(),
                       [&](const Actor& a) { return a.code == code; });
  };
  const auto row_of = [](const Cast& c, std::string_view kind, const std::string& code) {
    const auto& actors = actors_of(c, kind);
    std::size_t row = 0;
    while (actors[row].code != code) ++row;
    return row;
  };
  const std::string source = set_by(provenance, "actors");
  const std::string table = source.empty() ? cast.file : source;
  for (const std::string_view view : kinds_with_columns()) {
    const std::string kind(view);
    for (const Actor& actor : actors_of(usual, kind)) {
      if (has(cast, kind, actor.code)) continue;
      all.push_back(
          {{fmt::format("actors.{}", actor.code), "actor", "left out", "", "", ""}, kind, table});
    }
    for (const Actor& actor : actors_of(cast, kind)) {
      const bool known = has(usual, kind, actor.code);
      if (!known) {
        const std::string name = fmt::format("actors.{}", actor.code);
        const std::string by = set_by(provenance, name + ".kind");
        all.push_back({{name, "actor", kind, "", "", ""}, "left out", by.empty() ? table : by});
      }
      const std::size_t row = row_of(cast, kind, actor.code);
      for (const CastCells& cells : cells_of(kind)) {
        const std::string column(cells.name());
        const std::string here = cell_history(cast, kind, row, column);
        const std::string there =
            known ? cell_history(usual, kind, row_of(usual, kind, actor.code), column) : "";
        if (here == there) continue;
        const std::string name = cell_name(cast, kind, actor.code, column);
        const std::string by = set_by(provenance, name);
        all.push_back({{name, "actor", here, "", std::string(cells.declaration.unit), ""},
                       there,
                       by.empty() ? table : by});
      }
    }
  }
}

}  // namespace

std::string shown(const ResolvedSetting& setting) {
  return setting.distribution.empty() ? setting.value : setting.distribution;
}

std::vector<ChangedSetting> changed_settings(const Scenario& scenario,
                                             const Provenance& provenance) {
  const Scenario plain = default_scenario(find_cast(), scenario.mechanisms);
  // The mechanisms decide what the other defaults are; their own is the full ones.
  auto usual = resolved_settings(plain);
  for (ResolvedSetting& s : usual) {
    if (s.name == "mechanisms") s.value = name_of(Mechanisms::kFull);
  }
  const std::vector<ResolvedSetting> here = resolved_settings(scenario);
  std::vector<ChangedSetting> all;
  for (std::size_t i = 0; i < usual.size(); ++i) {
    if (here[i] == usual[i]) continue;
    all.push_back({here[i], shown(usual[i]), set_by(provenance, here[i].name)});
  }
  add_cells(scenario, plain.cast, provenance, all);
  return all;
}

}  // namespace armistice
