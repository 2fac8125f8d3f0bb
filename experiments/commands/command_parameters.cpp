// armistice parameters: every number of the model; also docs/parameters.md.
#include <fmt/format.h>

#include <limits>
#include <nlohmann/json.hpp>

#include "experiments/commands/catalogue.hpp"
#include "experiments/input/resolved_settings.hpp"
#include "experiments/report/text_table.hpp"

namespace armistice {
namespace {

std::string bounds_of(const ParameterDeclaration& p) {
  if (p.draw == DefaultDraw::kBernoulli) return "0 or 1";
  const bool least = p.low > -std::numeric_limits<double>::infinity();
  const bool most = p.high < std::numeric_limits<double>::infinity();
  if (p.positive) return most ? fmt::format("above 0 to {}", p.high) : "above 0";
  if (least && most) return fmt::format("{} to {}", p.low, p.high);
  if (least) return fmt::format("from {}", p.low);
  return most ? fmt::format("up to {}", p.high) : "any";
}

nlohmann::ordered_json as_data(const ParameterDeclaration& p) {
  nlohmann::ordered_json row = {
      {"name", setting_name(p)},
      {"group", p.group},
      {"kind", p.uncertain() ? "uncertainty" : "constant"},
      {"default", p.default_value},
      {"distribution", drawn_from(default_distribution(p, Mechanisms::kFull))},
      {"low", p.low},  // JSON has no infinity: null
      {"high", p.high},
      {"zero_excluded", p.positive},
      {"unit", p.unit},
      {"source", p.source}};
  return row;
}

std::vector<std::string> as_row(const ParameterDeclaration& p, const std::string& name) {
  return {name,
          fmt::format("{}", p.default_value),
          drawn_from(default_distribution(p, Mechanisms::kFull)),
          bounds_of(p),
          std::string(p.unit),
          std::string(p.source)};
}

constexpr std::string_view kParametersPage = R"(# Parameters

Every number of the model, as `armistice parameters --markdown` prints it. A parameter with a
distribution is *uncertain*: it is drawn once for each trial. The others are constants: they can be
set, and are not drawn unless a scenario says so. *May be* is what makes sense in the equation, not
what is likely. A scenario file sets them in the table that is the heading, the command line with
`--set NAME=VALUE`.
)";

std::string listed(const CatalogueOptions& options, CatalogueFilter& filter) {
  nlohmann::ordered_json data = nlohmann::ordered_json::array();
  std::string text(options.markdown ? kParametersPage : "");
  TextTable table;
  table.header = {"name", "default", "drawn from", "may be", "unit", "source"};
  table.align = {Align::kLeft, Align::kRight};
  std::string_view group;
  const auto end_group = [&] {
    if (!table.rows.empty() && options.markdown) {
      const char* const prefix = group == "initial" ? "" : "parameters.";
      text += fmt::format("\n## `[{}{}]`\n\n{}", prefix, group, table.markdown());
      table.rows.clear();
    }
  };
  for (const ParameterDeclaration& p : parameter_declarations()) {
    if (p.group != group) end_group();
    group = p.group;
    if (!filter.passes({p.name, p.group, fmt::format("{}.{}", p.group, p.name), setting_name(p)}))
      continue;
    data.push_back(as_data(p));
    table.rows.push_back(as_row(p, options.markdown ? std::string(p.name) : setting_name(p)));
  }
  end_group();
  if (options.json) return data.dump(2) + "\n";
  return options.markdown ? text : table.plain();
}

}  // namespace

const CommandEntry kParametersCommand{.name = "parameters",
                                      .group = "Look",
                                      .summary = "every number of the model, with unit and source",
                                      .examples = R"(  armistice parameters front
  armistice parameters putin.cannot_stop)",
                                      .offer = [](CLI::App& command) {
                                        return catalogue_action(command, "NAME-OR-GROUP", listed,
                                                                Markdown::kToo);
                                      }};

}  // namespace armistice
