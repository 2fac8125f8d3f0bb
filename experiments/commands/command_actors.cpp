// armistice actors: who acts, with their attributes.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <nlohmann/json.hpp>
#include <string_view>
#include <utility>

#include "experiments/commands/catalogue.hpp"
#include "experiments/input/cast_columns.hpp"
#include "experiments/input/cast_rows.hpp"
#include "experiments/input/scenario_files.hpp"
#include "experiments/report/text_table.hpp"

namespace armistice {
namespace {

/// An attribute of an actor; those of other kinds do not have it.
struct Attribute {
  std::string name;
  nlohmann::ordered_json value;
};

nlohmann::ordered_json as_json(const Cast& cast, const CastCells& cells, std::size_t row) {
  const double value = cells.get(cast, row);
  switch (cells.declaration.kind) {
    case CastColumnKind::kBloc:
      return cell_text(cast, cells, value);
    case CastColumnKind::kFlag:
      return value != 0;
    case CastColumnKind::kNumber:
      break;
  }
  return value;
}

std::vector<Attribute> attributes_of(const Cast& cast, std::string_view kind, std::size_t row) {
  std::vector<Attribute> attributes;
  for (const CastCells& cells : cells_of(kind)) {
    attributes.push_back({std::string(cells.name()), as_json(cast, cells, row)});
  }
  return attributes;
}

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

const OtherNames& other_names(std::string_view code) {
  static constexpr OtherNames kNone{};
  const auto found = std::find_if(std::begin(kOtherNames), std::end(kOtherNames),
                                  [code](const OtherNames& other) { return other.code == code; });
  return found == std::end(kOtherNames) ? kNone : *found;
}

/// An actor in one of its roles.
struct Role {
  Actor actor;
  std::vector<Attribute> attributes;
};

/// All actors by kind; a buyer that is a patron too is there in both roles.
std::vector<Role> roles_of(const Cast& cast) {
  std::vector<Role> roles;
  const auto add_kind = [&](std::string_view kind) {
    const std::vector<Actor>& actors = actors_of(cast, kind);
    for (std::size_t row = 0; row < actors.size(); ++row) {
      roles.push_back({actors[row], attributes_of(cast, kind, row)});
    }
  };
  const auto add_others = [&](std::string_view kind) {
    for (const Actor& actor : cast.actors) {
      if (actor.kind == kind) roles.push_back({actor, {}});
    }
  };
  for (const ActorKind& each : actor_kinds()) {
    if (cells_of(each.kind).empty()) {
      add_others(each.kind);
    } else {
      add_kind(each.kind);
    }
  }
  return roles;
}

std::string shown(const nlohmann::ordered_json& value) {
  if (value.is_boolean()) return value.get<bool>() ? "yes" : "no";
  return value.is_string() ? value.get<std::string>() : fmt::format("{}", value.get<double>());
}

/// Actors of one kind have the same columns, and so a table.
void add_row(TextTable& table, const Actor& actor, const std::vector<Attribute>& attributes) {
  table.header = {"actor", "name"};
  table.align = {Align::kLeft, Align::kLeft};
  std::vector<std::string> row = {actor.code, actor.name};
  for (const Attribute& attribute : attributes) {
    table.header.push_back(attribute.name);
    table.align.push_back(attribute.value.is_number() ? Align::kRight : Align::kLeft);
    row.push_back(shown(attribute.value));
  }
  table.rows.push_back(std::move(row));
}

std::string listed(const CatalogueOptions& options, CatalogueFilter& filter) {
  const Cast cast = read_cast(find_cast());
  nlohmann::ordered_json data = nlohmann::ordered_json::array();
  std::vector<std::pair<std::string, TextTable>> kinds;  // in the order of the cast
  for (const auto& [actor, attributes] : roles_of(cast)) {
    const std::string bloc =
        attributes.empty() || attributes[0].name != "bloc" ? "" : shown(attributes[0].value);
    const auto& [code, other] = other_names(actor.code);
    if (!filter.passes({actor.code, actor.kind, actor.name, bloc, other[0], other[1], other[2]})) {
      continue;
    }
    nlohmann::ordered_json row = {
        {"actor", actor.code}, {"name", actor.name}, {"kind", actor.kind}};
    for (const Attribute& attribute : attributes) row[attribute.name] = attribute.value;
    data.push_back(std::move(row));
    if (kinds.empty() || kinds.back().first != actor.kind)
      kinds.emplace_back(actor.kind, TextTable());
    add_row(kinds.back().second, actor, attributes);
  }
  if (options.json) return data.dump(2) + "\n";
  std::string text;
  for (const auto& [kind, table] : kinds) {
    text += fmt::format("{}{}:\n{}", text.empty() ? "" : "\n", kind, table.plain(2));
  }
  return text;
}

}  // namespace

const CommandEntry kActorsCommand{
    .name = "actors",
    .group = "Look",
    .summary = "who acts, with their attributes",
    .examples = R"(  armistice actors
  armistice actors hungary
  armistice actors russia
  armistice actors donor)",
    .offer = [](CLI::App& command) { return catalogue_action(command, "NAME-OR-KIND", listed); }};

}  // namespace armistice
