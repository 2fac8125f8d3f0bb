// armistice actors: who acts, with their attributes.
#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "experiments/commands/catalogue.hpp"
#include "experiments/input/cast.hpp"
#include "experiments/input/scenario_files.hpp"
#include "experiments/output/text_table.hpp"

namespace armistice {
namespace {

/// An attribute of an actor; those of other kinds do not have it.
struct Attribute {
  std::string name;
  nlohmann::ordered_json value;
};

std::vector<Attribute> donor_attributes(const Cast& cast, std::size_t place) {
  const auto row = static_cast<Eigen::Index>(place);
  return {{"bloc", cast.blocs[static_cast<std::size_t>(cast.bloc[row])]},
          {"eu", bool(cast.eu_member[place])},
          {"nato", bool(cast.nato_member[place])},
          {"parallel_guarantor", bool(cast.parallel_guarantor[place])},
          {"european", bool(cast.european[place])},
          {"gdp_eur_bn", cast.gdp_eur_bn[row]},
          {"base_aid_eur_bn", cast.base_aid_eur_bn[row]},
          {"initial_stance", cast.initial_stance[row]},
          {"threat", cast.threat[row]},
          {"tie", cast.tie[row]},
          {"troop_willingness", cast.troop_willingness[row]}};
}

std::vector<Attribute> patron_attributes(const Cast& cast, std::size_t place) {
  const auto row = static_cast<Eigen::Index>(place);
  return {{"initial_support", cast.patron_initial_support[row]},
          {"reference_support", cast.patron_reference_support[row]},
          {"supply_weight", cast.patron_supply_weight[row]},
          {"intercept", cast.patron_intercept[row]},
          {"sanctions_response", cast.patron_sanctions_response[row]},
          {"resolve_response", cast.patron_resolve_response[row]}};
}

std::vector<Attribute> attributes_of(const Actor& actor, const Cast& cast) {
  const auto same = [&actor](const Actor& other) { return other.code == actor.code; };
  const auto donor = std::find_if(cast.donors.begin(), cast.donors.end(), same);
  if (donor != cast.donors.end()) {
    return donor_attributes(cast, static_cast<std::size_t>(donor - cast.donors.begin()));
  }
  const auto patron = std::find_if(cast.patrons.begin(), cast.patrons.end(), same);
  if (patron != cast.patrons.end()) {
    return patron_attributes(cast, static_cast<std::size_t>(patron - cast.patrons.begin()));
  }
  return {};
}

std::vector<Attribute> buyer_attributes(const Cast& cast, std::size_t place) {
  const auto row = static_cast<Eigen::Index>(place);
  return {{"weight", cast.buyer_weight[row]},
          {"intercept", cast.buyer_intercept[row]},
          {"sanctions_response", cast.buyer_sanctions_response[row]}};
}

/// An actor in one of its roles.
struct Role {
  Actor actor;
  std::vector<Attribute> attributes;
};

/// All actors by kind; a buyer that is a patron too is there in both roles.
std::vector<Role> roles_of(const Cast& cast) {
  std::vector<Role> roles;
  for (const Actor& actor : cast.actors) {
    if (actor.kind != "buyer") roles.push_back({actor, attributes_of(actor, cast)});
  }
  for (std::size_t b = 0; b < cast.buyers.size(); ++b) {
    roles.push_back({cast.buyers[b], buyer_attributes(cast, b)});
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

std::string listed(const CatalogueOptions& options) {
  const Cast cast = read_cast(find_cast());
  CatalogueFilter filter(options.filter);
  nlohmann::ordered_json data = nlohmann::ordered_json::array();
  std::vector<std::pair<std::string, TextTable>> kinds;  // in the order of the cast
  for (const auto& [actor, attributes] : roles_of(cast)) {
    const std::string bloc =
        attributes.empty() || attributes[0].name != "bloc" ? "" : shown(attributes[0].value);
    if (!filter.passes({actor.code, actor.kind, actor.name, bloc})) continue;
    nlohmann::ordered_json row = {
        {"actor", actor.code}, {"name", actor.name}, {"kind", actor.kind}};
    for (const Attribute& attribute : attributes) row[attribute.name] = attribute.value;
    data.push_back(std::move(row));
    if (kinds.empty() || kinds.back().first != actor.kind)
      kinds.emplace_back(actor.kind, TextTable());
    add_row(kinds.back().second, actor, attributes);
  }
  filter.check("actors");
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
  armistice actors PL)",
    .offer = [](CLI::App& command) { return catalogue_action(command, "CODE-OR-KIND", listed); }};

}  // namespace armistice
