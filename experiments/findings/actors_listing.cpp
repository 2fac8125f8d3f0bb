#include <algorithm>
#include <array>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include "experiments/findings/listings.hpp"
#include "experiments/input/cast_columns.hpp"
#include "experiments/input/cast_rows.hpp"
#include "experiments/input/scenario_files.hpp"

namespace armistice {
namespace {

/// What else people call an actor that the table names otherwise: a leader by the country.
struct OtherNames {
  std::string_view code;
  std::array<std::string_view, 3> names;
};
constexpr OtherNames kOtherNames[] = {{"RU", {"Russia", "Moscow", "Kremlin"}},
                                      {"UA", {"Ukraine", "Kyiv", "Zelenskyy"}},
                                      {"US", {"America", "USA", "Washington"}},
                                      {"UK", {"Britain", "GB", "London"}},
                                      {"TR", {"Turkiye", "Ankara", "Erdogan"}}};

std::array<std::string_view, 3> other_names(std::string_view code) {
  const auto* found = std::find_if(std::begin(kOtherNames), std::end(kOtherNames),
                                   [code](const OtherNames& other) { return other.code == code; });
  return found == std::end(kOtherNames) ? std::array<std::string_view, 3>{} : found->names;
}

Cell cell_of(const Cast& cast, const CastCells& cells, std::size_t row) {
  const double value = cells.get(cast, row);
  switch (cells.declaration.kind) {
    case CastColumnKind::kBloc:
      return cell_text(cast, cells, value);
    case CastColumnKind::kFlag:
      return value != 0;
    case CastColumnKind::kNumber:
      break;
  }
  return Number{value, Digits::exact()};
}

std::string bloc_of(const Cast& cast, std::string_view kind, std::size_t row) {
  for (const CastCells& cells : cells_of(kind)) {
    if (cells.declaration.kind == CastColumnKind::kBloc) {
      return cell_text(cast, cells, cells.get(cast, row));
    }
  }
  return "";
}

/// The actors of a kind, in the order of their rows, or of the cast if they have no attributes.
std::vector<Actor> all_of_kind(const Cast& cast, std::string_view kind) {
  if (!cells_of(kind).empty()) return actors_of(cast, kind);
  std::vector<Actor> actors;
  for (const Actor& actor : cast.actors) {
    if (actor.kind == kind) actors.push_back(actor);
  }
  return actors;
}

/// A kind's actors: one table for print, the same for data.
struct KindTables {
  Table print, data;
};

KindTables tables_of(const Cast& cast, std::string_view kind, const Passes& passes) {
  KindTables tables{{.columns = {label_column({"actor"}), label_column({"name"})}},
                    {.columns = {column("actor"), column("name"), column("kind")}}};
  for (const CastCells& cells : cells_of(kind)) {
    const std::string name(cells.name());
    tables.print.columns.push_back(cells.declaration.kind == CastColumnKind::kNumber
                                       ? figure_column({name})
                                       : label_column({name}));
    tables.data.columns.push_back(column(name));
  }
  const std::vector<Actor> actors = all_of_kind(cast, kind);
  for (std::size_t row = 0; row < actors.size(); ++row) {
    const Actor& actor = actors[row];
    const auto other = other_names(actor.code);
    if (!passes({actor.code, actor.kind, actor.name, bloc_of(cast, kind, row), other[0], other[1],
                 other[2]},
                "")) {
      continue;
    }
    Row print{actor.code, actor.name}, data{actor.code, actor.name, actor.kind};
    for (const CastCells& cells : cells_of(kind)) {
      print.push_back(cell_of(cast, cells, row));
      data.push_back(cell_of(cast, cells, row));
    }
    tables.print.rows.push_back(std::move(print));
    tables.data.rows.push_back(std::move(data));
  }
  return tables;
}

}  // namespace

Report list_of_actors(const Passes& passes) {
  const Cast cast = read_cast(find_cast());
  Report report;
  report.of_trials = false;
  for (const ActorKind& each : actor_kinds()) {
    KindTables tables = tables_of(cast, each.kind, passes);
    if (tables.data.rows.empty()) continue;
    report.paragraph(say("{}:", each.kind), 0, !report.blocks.empty());
    report.table(std::move(tables.print), 2, false);
    report.tables.push_back(std::move(tables.data));
  }
  return report;
}

}  // namespace armistice
