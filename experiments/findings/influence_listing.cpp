// Every number of the model, those that move the headline shares most first.
#include <fmt/format.h>

#include <set>
#include <string>
#include <utility>
#include <vector>

#include "experiments/findings/listed_parameter.hpp"
#include "experiments/findings/listings.hpp"
#include "experiments/influence/influence.hpp"
#include "experiments/input/resolved_settings.hpp"

namespace armistice {
namespace {

constexpr double kPoints = 100;   // of a share
constexpr double kMentioned = 3;  // points, in the page of the docs

constexpr std::string_view kIntroduction = R"(# Which numbers of the model matter

`armistice parameters --by-influence --markdown` prints this page. It has the numbers that move a
headline share by 3 points or more in one of three scenarios; without `--markdown` the command lists
all of them. `armistice parameters judgement --by-influence` lists those that rest on judgement
alone.

A figure is a mean absolute elementary effect (Morris's μ*) on the share of a headline outcome that
the number moves most, in points. A drawn number moves from its 12.5 % to its 87.5 % quantile, an
event from 0 to 1, a constant by 15 % either way or as far as another number lets it. All other
numbers move too, each independently. In brackets the effect is no more than the noise of the
replicates. `tools/influence` measured it.
[sensitivity.md](sensitivity.md#which-numbers-of-this-model-matter) has the design and how to read
it.)";

std::string points(const Effect& effect) {
  const std::string figure = fmt::format("{:.1f}", kPoints * effect.mu_star);
  return effect.beyond_noise ? figure : "(" + figure + ")";
}

Table printed_table(Room room) {
  Table table{.columns = {figure_column({"rank"}), label_column({"number"})}};
  if (room == Room::kTerminal) {
    table.columns.push_back(figure_column({"points"}));
    table.columns.push_back(label_column({"class"}));
    return table;
  }
  for (const std::string& scenario : screened_scenarios()) {
    table.columns.push_back(figure_column({scenario}));
  }
  for (const char* head : {"share", "drawn", "class", "it rests on"}) {
    table.columns.push_back(label_column({head}));
  }
  return table;
}

Table listed_table() {
  Table table{.columns = {column("name"), column("rank")}};
  for (const std::string& scenario : screened_scenarios()) {
    table.columns.push_back(column(scenario + "_mu_star"));
    table.columns.push_back(column(scenario + "_beyond_noise"));
  }
  for (const char* name : {"outcome", "drawn", "class", "source"}) {
    table.columns.push_back(column(name));
  }
  return table;
}

Row printed_row(int rank, const Influence& influence, Room room) {
  const ParameterDeclaration& p = *influence.parameter;
  Row row{std::int64_t{rank}, fmt::format("{}.{}", p.group, p.name)};
  if (room == Room::kTerminal) {
    row.emplace_back(points(influence.largest()));
    row.emplace_back(std::string(p.source_class()));
    return row;
  }
  for (const Effect& effect : influence.effects) row.emplace_back(points(effect));
  row.emplace_back(influence.largest().share);
  row.emplace_back(std::string(p.uncertain() ? "yes" : ""));
  row.emplace_back(std::string(p.source_class()));
  row.emplace_back(std::string(p.rests_on()));
  return row;
}

Row listed_row(int rank, const Influence& influence) {
  const ParameterDeclaration& p = *influence.parameter;
  Row row{setting_name(p), std::int64_t{rank}};
  for (const Effect& effect : influence.effects) {
    row.emplace_back(Number{effect.mu_star, Digits::exact()});
    row.emplace_back(effect.beyond_noise);
  }
  row.emplace_back(influence.largest().share);
  row.emplace_back(p.uncertain());
  row.emplace_back(std::string(p.source_class()));
  row.emplace_back(std::string(p.source));
  return row;
}

/// Those that move a share by so many points at least.
Table ranked(const Passes& passes, double least_points, Room room) {
  Table table = printed_table(room);
  int rank = 0;
  for (const Influence& influence : influences()) {
    ++rank;
    if (!is_wanted(*influence.parameter, passes)) continue;
    if (kPoints * influence.largest().mu_star < least_points) continue;
    table.rows.push_back(printed_row(rank, influence, room));
  }
  return table;
}

/// The names of those that were not moved.
std::vector<std::string> unmoved(const Passes& passes) {
  std::set<const ParameterDeclaration*> moved;
  for (const Influence& influence : influences()) moved.insert(influence.parameter);
  std::vector<std::string> names;
  for (const ParameterDeclaration& p : parameter_declarations()) {
    if (!moved.contains(&p) && is_wanted(p, passes)) names.push_back(setting_name(p));
  }
  return names;
}

}  // namespace

Report parameters_by_influence(const Passes& passes) {
  Report report;
  report.of_trials = false;
  if (Table table = ranked(passes, 0, Room::kTerminal); !table.rows.empty()) {
    report.paragraph(
        say("Points by which a number moves the headline share that it moves most, in one of three "
            "scenarios (Morris's mu star). A drawn number moves from its 12.5 % to its 87.5 % "
            "quantile, a constant by 15 % either way. In brackets: no more than noise. "
            "docs/influence.md has each scenario, the share and what the number rests on."));
    report.table(std::move(table));
  }
  if (const auto names = unmoved(passes); !names.empty()) {
    report.paragraph(say("Not moved, since they are 0, have no room or are new: {}.",
                         joined(std::span<const std::string>(names))),
                     2, true);
  }
  Table listed = listed_table();
  int rank = 0;
  for (const Influence& influence : influences()) {
    ++rank;
    if (is_wanted(*influence.parameter, passes)) listed.rows.push_back(listed_row(rank, influence));
  }
  report.tables = {std::move(listed)};
  return report;
}

Report page_by_influence(const Passes& passes) {
  Report report;
  report.of_trials = false;
  report.paragraph(say(kIntroduction));
  report.table(ranked(passes, kMentioned, Room::kPage));
  return report;
}

}  // namespace armistice
