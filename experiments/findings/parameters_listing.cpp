#include <fmt/format.h>

#include <string>
#include <utility>

#include "experiments/findings/listed_parameter.hpp"
#include "experiments/findings/listings.hpp"
#include "experiments/input/resolved_settings.hpp"
#include "experiments/report/printed.hpp"

namespace armistice {
namespace {

constexpr std::string_view kIntroduction = R"(# Parameters

Every number of the model, as `armistice parameters --markdown` prints it. A parameter with a
distribution is *uncertain*: it is drawn once for each trial. The others are constants: they can be
set, and are not drawn unless a scenario says so. *May be* is what makes sense in the equation, not
what is likely. A scenario file sets them in the table that is the heading, the command line with
`--set NAME=VALUE`. The *class* says where a number comes from. A `datum` was observed, `literature`
is a published estimate, and what is `calibrated` was fitted to data. A `definition` says what the
model or its unit is, `numerical` is the accuracy of a computation, and `judgement` is what we
think. [influence.md](influence.md) ranks the numbers by how much they matter.)";

/// Without what adding two ends of a range left in its last digits: 0.65, not 0.6499999999999999.
double decimal(double x) {
  constexpr int kSureDigits = 14;
  return std::stod(fmt::format("{:.{}g}", x, kSureDigits));
}

Number exact(double x) { return {decimal(x), Digits::exact()}; }

Text bounds_of(const ParameterDeclaration& p) {
  if (p.draw == DefaultDraw::kBernoulli) return say("0 or 1");
  return say("{} to {}", exact(p.low), exact(p.high));
}

std::string distribution_of(const ParameterDeclaration& p) {
  return drawn_from(default_distribution(p, Mechanisms::kFull));
}

Table printed_table(Room room) {
  Table table{.columns = {label_column({"name"}), figure_column({"default"}),
                          label_column({"drawn from"}), label_column({"may be"}),
                          label_column({"unit"})}};
  if (room == Room::kPage) table.columns.push_back(label_column({"class"}));
  table.columns.push_back(label_column({room == Room::kPage ? "it rests on" : "source"}));
  return table;
}

void add_printed(Table& table, const ParameterDeclaration& p, std::string name, Room room) {
  Row& row =
      table.rows.emplace_back(Row{std::move(name), exact(p.default_value), distribution_of(p),
                                  printed(bounds_of(p)), std::string(p.unit)});
  if (room == Room::kPage) row.emplace_back(std::string(p.source_class()));
  row.emplace_back(std::string(room == Room::kPage ? p.rests_on() : p.source));
}

/// The correlations of a parameter that passes.
Table correlations_table(const Passes& passes) {
  Table table{.columns = {label_column({"name"}), label_column({"between"}), label_column({"and"}),
                          figure_column({"correlation"}), label_column({"reason"})}};
  const auto declarations = parameter_declarations();
  for (const CorrelationDeclaration& c : correlation_declarations()) {
    const ParameterDeclaration& one = declarations[static_cast<std::size_t>(c.first)];
    const ParameterDeclaration& other = declarations[static_cast<std::size_t>(c.second)];
    if (!is_wanted(one, passes) && !is_wanted(other, passes)) continue;
    table.rows.push_back({std::string(c.name), setting_name(one), setting_name(other),
                          exact(c.value), std::string(c.reason)});
  }
  return table;
}

constexpr std::string_view kCorrelations =
    R"(Most parameters are drawn independently of each other. These pairs are not. A correlation is
that of the normals of a Gaussian copula, so the distributions stay as above, and the rank
correlation is 6/pi asin(correlation / 2). A scenario sets another in its table `[correlations]`,
the command line with `--set correlations.NAME=VALUE`; the core model has none. Together they must
be positive definite. The factors of a sweep are correlated by `--group` alone.)";

}  // namespace

Report list_of_parameters(const Passes& passes) {
  Table print = printed_table(Room::kTerminal);
  Table table{.columns = {column("name"), column("group"), column("kind"), column("default"),
                          column("distribution"), column("low"), column("high"), column("unit"),
                          column("class"), column("source")}};
  for (const ParameterDeclaration& p : parameter_declarations()) {
    if (!is_wanted(p, passes)) continue;
    add_printed(print, p, setting_name(p), Room::kTerminal);
    table.rows.push_back({setting_name(p), std::string(p.group),
                          p.uncertain() ? "uncertainty" : "constant", decimal(p.default_value),
                          distribution_of(p), p.low, p.high, std::string(p.unit),
                          std::string(p.source_class()), std::string(p.source)});
  }
  Report report;
  report.of_trials = false;
  report.table(std::move(print), 0, false);
  if (Table correlations = correlations_table(passes); !correlations.rows.empty()) {
    report.paragraph(say("correlated, by the normals of a Gaussian copula:"), 0, true);
    report.table(std::move(correlations), 0, false);
  }
  report.tables = {std::move(table)};
  return report;
}

Report page_of_parameters(const Passes& passes) {
  Report report;
  report.of_trials = false;
  report.paragraph(say(kIntroduction));
  std::string_view group;
  Table table = printed_table(Room::kPage);
  const auto end_group = [&] {
    if (table.rows.empty()) return;
    report.paragraph(say("## `[{}{}]`", group == "initial" ? "" : "parameters.", group), 0, true);
    report.table(std::exchange(table, printed_table(Room::kPage)));
  };
  for (const ParameterDeclaration& p : parameter_declarations()) {
    if (p.group != group) end_group();
    group = p.group;
    if (is_wanted(p, passes)) add_printed(table, p, std::string(p.name), Room::kPage);
  }
  end_group();
  Table correlations = correlations_table(passes);
  if (correlations.rows.empty()) return report;
  report.paragraph(say("## `[correlations]`"), 0, true);
  report.paragraph(say(kCorrelations), 0, true);
  report.table(std::move(correlations));
  return report;
}

}  // namespace armistice
