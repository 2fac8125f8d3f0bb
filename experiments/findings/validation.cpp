#include "experiments/findings/validation.hpp"

#include <fmt/format.h>

#include <cmath>
#include <string>
#include <vector>

#include "experiments/findings/run_facts.hpp"
#include "experiments/report/report_data.hpp"

namespace armistice {
namespace {

using Json = nlohmann::ordered_json;

const Digits kThreeDigits = Digits::general(3);
const Digits kTenths = Digits::fixed_percent(1);

/// Nothing for what is not a number.
Cell shown(double x) { return std::isfinite(x) ? Cell(Number{x, kThreeDigits}) : Cell(); }

WithError with_error(const Figure& f, const Digits& digits = kTenths) {
  return {f.value, f.standard_error, digits};
}

Table printed_patterns(const Validation& v) {
  Table table{.columns = {figure_column({"#"}), label_column({"pattern"}), label_column({"kind"}),
                          label_column({"target"}), figure_column({"figure"}),
                          figure_column({"s.e."}), label_column({"holds"})}};
  for (const Pattern& p : v.patterns) {
    table.rows.push_back({whole(p.number), p.name, name_of(p.kind), to_string(p.target),
                          shown(p.figure.value), shown(p.figure.standard_error),
                          p.holds() ? "yes" : "NO"});
  }
  return table;
}

/// "- independent: 12 of 15 hold", for each kind.
void add_kinds(Report& report, const Validation& v, bool apart) {
  for (const PatternKind kind :
       {PatternKind::kIndependent, PatternKind::kBuiltIn, PatternKind::kFitted}) {
    int all = 0, hold = 0;
    for (const Pattern& p : v.patterns) {
      all += p.kind == kind;
      hold += p.kind == kind && p.holds();
    }
    report.paragraph(say("- {}: {} of {} hold", name_of(kind), hold, all), 2,
                     apart && kind == PatternKind::kIndependent);
  }
}

Table printed_definitions(const Validation& v) {
  Table table{.columns = {label_column({"definition"}), figure_column({"negotiated, %"}),
                          figure_column({"cease-fire, %"}), figure_column({"defeat, %"}),
                          figure_column({"war, %"}), figure_column({"relapsed, %"})}};
  for (const DefinitionRow& d : v.definitions) {
    table.rows.push_back({d.definition, Number{d.negotiated, kTenths}, Number{d.ceasefire, kTenths},
                          Number{d.defeat, kTenths}, Number{d.war, kTenths},
                          Number{d.relapsed, kTenths}});
  }
  return table;
}

Table printed_mechanisms(const Validation& v) {
  Table table{.columns = {label_column({"scenario"}), label_column({}),
                          figure_column({"negotiated"}), figure_column({"cease-fire"}),
                          figure_column({"defeat"}), figure_column({"war"}),
                          figure_column({"durable peace"}), figure_column({"relapsed"})}};
  for (const MechanismRow& m : v.mechanisms) {
    table.rows.push_back({m.scenario, m.change, with_error(m.negotiated), with_error(m.ceasefire),
                          with_error(m.defeat), with_error(m.war), with_error(m.durable),
                          with_error(m.relapsed)});
  }
  return table;
}

/// Critics under whom the verdict is another one.
std::string overturned_by(const Validation& v, const ClaimRow& row) {
  std::string names;
  for (std::size_t c = 0; c < v.critics.size(); ++c) {
    if (row.under[c].verdict == row.by_default.verdict) continue;
    names += fmt::format("{}{}: {}", names.empty() ? "" : ", ", v.critics[c].name,
                         name_of(row.under[c].verdict));
  }
  return names;
}

/// "`putin.cannot_stop` -0.41: 0.97 low, 0.55 high": what would change the verdict.
std::string hinge_of(const ClaimResult& r) {
  if (r.hinge.empty()) return "";
  constexpr std::string_view kPrefix = "parameters.";
  const std::string name = r.hinge.starts_with(kPrefix) ? r.hinge.substr(kPrefix.size()) : r.hinge;
  return fmt::format("`{}` {:+.2f}: {:.2f} low, {:.2f} high", name, r.hinge_correlation,
                     r.share_low, r.share_high);
}

/// Over sets; a single number is no range.
std::string range_of(const ClaimResult& r) {
  if (r.p05 == r.p95) return "no more than chance";
  return fmt::format("{:.2g} to {:.2g}", r.p05, r.p95);
}

Table printed_claims(const Validation& v) {
  Table table{.columns = {label_column({"claim"}), label_column({"what the Plan says"}),
                          label_column({"measure"}), figure_column({"without"}),
                          figure_column({"with"}), figure_column({"share of sets"}),
                          figure_column({"median effect"}), figure_column({"5 to 95 %"}),
                          label_column({"the model"}), label_column({"goes most with"}),
                          label_column({"under critics"})}};
  for (const ClaimRow& row : v.claims) {
    const ClaimResult& r = row.by_default;
    table.rows.push_back({row.claim.id, row.claim.text,
                          fmt::format("{} of {}", row.claim.measure.name, row.claim.scenario),
                          shown(r.without), shown(r.with), Number{r.share, Digits::fixed(2)},
                          shown(r.median), range_of(r), name_of(r.verdict), hinge_of(r),
                          overturned_by(v, row)});
  }
  return table;
}

/// The claims whose verdict a critic's assumptions turn, critic by critic.
void add_critics(Report& report, const Validation& v) {
  for (std::size_t c = 0; c < v.critics.size(); ++c) {
    std::string fallen, raised;
    for (const ClaimRow& row : v.claims) {
      const bool was = row.by_default.verdict == Verdict::kSupported;
      const bool is = row.under[c].verdict == Verdict::kSupported;
      if (was && !is) fallen += " " + row.claim.id;
      if (is && !was) raised += " " + row.claim.id;
    }
    const std::string also = raised.empty() ? "" : "; supported only here" + raised;
    report.paragraph(
        say("- {} ({}): {}{}", v.critics[c].name, v.critics[c].title,
            fallen.empty() ? "no supported claim falls" : "no longer supported" + fallen, also),
        2, c == 0);
  }
}

std::string listed(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names) {
    text += fmt::format("{}`{}`", text.empty() ? "" : " ", name);
  }
  return text;
}

/// The place of each claim in the code, for readers; a test checks it.
Table places_of_claims(const Validation& v) {
  Table table{.columns = {label_column({"claim"}), label_column({"mechanism"}),
                          label_column({"code"}), label_column({"parameters"}),
                          label_column({"levers"}), label_column({"test of its first link"})}};
  for (const ClaimRow& row : v.claims) {
    const Claim& c = row.claim;
    table.rows.push_back({c.id, c.mechanism, fmt::format("`{}` in `{}`", c.function, c.file),
                          listed(c.parameters), listed(c.levers), fmt::format("`{}`", c.test)});
  }
  return table;
}

/// A table of print under its heading.
void add_part(Report& report, std::string_view heading, Table table) {
  report.paragraph(say("{}", heading), 0, true);
  report.table(std::move(table), 2, false);
}

void add_parts(Report& report, const Validation& v) {
  report.paragraph(say("{} a variant, {} of {} each for the claims, seed {}",
                       Counted{v.settings.trials, "trial"},
                       Counted{v.of_claims.sets, "parameter set"},
                       Counted{v.of_claims.replicates, "trial"}, whole(v.settings.seed)));
  if (!v.patterns.empty()) {
    add_part(report, "Patterns (a failed one is a result: docs/validation.md)",
             printed_patterns(v));
    add_kinds(report, v, false);
  }
  if (!v.definitions.empty()) {
    add_part(report, "Definitions of the cease-fire and of peace, varied", printed_definitions(v));
  }
  if (!v.mechanisms.empty()) {
    add_part(report,
             "Mechanisms, one switched at a time: share of trials, then changes, points (s.e.)",
             printed_mechanisms(v));
  }
  if (!v.claims.empty()) {
    add_part(report, "Claims of the Plan", printed_claims(v));
    add_critics(report, v);
  }
}

Json run_of(const Validation& v) {
  Json run = begin_run("validate");
  run.update(asked_of(v.settings, v.of_claims, v.only));
  run["status"] = status_of(true);
  return run;
}

/// `holds` is a word in files.
Table patterns_of(const Validation& v) {
  Table table{.name = "patterns",
              .columns = {column("number"), column("pattern"), column("kind"), column("target"),
                          column("figure"), column("standard_error"), file_column("holds"),
                          data_column("holds")}};
  for (const Pattern& p : v.patterns) {
    table.rows.push_back({whole(p.number), p.name, name_of(p.kind), to_string(p.target),
                          p.figure.value, p.figure.standard_error, p.holds() ? "true" : "false",
                          p.holds()});
  }
  return table;
}

Table definitions_of(const Validation& v) {
  Table table{
      .name = "definitions",
      .columns = {column("definition"), column("negotiated_peace"), column("de_facto_ceasefire"),
                  column("defeat"), column("continued_war"), column("relapsed")}};
  for (const DefinitionRow& d : v.definitions) {
    table.rows.push_back({d.definition, d.negotiated, d.ceasefire, d.defeat, d.war, d.relapsed});
  }
  return table;
}

Table mechanisms_of(const Validation& v) {
  Table table{.name = "mechanisms", .columns = {file_column("scenario"), file_column("change")}};
  for (const char* share : {"negotiated_peace", "de_facto_ceasefire", "defeat", "continued_war",
                            "durable_acceptable_peace", "relapsed"}) {
    table.columns.push_back({.name = share, .high = fmt::format("{}_error", share)});
  }
  for (const MechanismRow& m : v.mechanisms) {
    table.rows.push_back({m.scenario, m.change, with_error(m.negotiated), with_error(m.ceasefire),
                          with_error(m.defeat), with_error(m.war), with_error(m.durable),
                          with_error(m.relapsed)});
  }
  return table;
}

/// Nothing where no parameter goes with the effect.
Cell hinge_number(const ClaimResult& r, double x) { return r.hinge.empty() ? Cell() : Cell(x); }

Row claim_row(const Claim& claim, const std::string& critic, const ClaimResult& r) {
  return {claim.id,
          critic,
          name_of(r.verdict),
          claim.scenario,
          claim.measure.name,
          claim.sign > 0 ? "more" : "less",
          r.without,
          r.with,
          r.difference.value,
          r.difference.standard_error,
          r.share,
          r.median,
          r.p05,
          r.p95,
          r.hinge,
          hinge_number(r, r.hinge_correlation),
          hinge_number(r, r.share_low),
          hinge_number(r, r.share_high)};
}

/// The table, and the same as data, nested by claim.
void add_claims(Report& report, const Validation& v) {
  Table table{
      .name = "claims",
      .columns = {file_column("claim"), file_column("critic"), column("verdict"),
                  file_column("scenario"), file_column("measure"), file_column("claims"),
                  column("without"), column("with"), column("difference"), column("standard_error"),
                  column("share_of_sets"), column("median_effect"), column("effect_p05"),
                  column("effect_p95"), column("hinge"), column("hinge_correlation"),
                  column("share_where_low"), column("share_where_high")}};
  for (const ClaimRow& row : v.claims) {
    Json claim{{"claim", row.claim.id}, {"text", row.claim.text}};
    table.rows.push_back(claim_row(row.claim, "none", row.by_default));
    claim["by_default"] = data_of_row(table, table.rows.back());
    for (std::size_t c = 0; c < v.critics.size(); ++c) {
      table.rows.push_back(claim_row(row.claim, v.critics[c].name, row.under[c]));
      claim["under"][v.critics[c].name] = data_of_row(table, table.rows.back());
    }
    report.findings["claims"].push_back(std::move(claim));
  }
  report.tables.push_back(std::move(table));
}

void add_tables(Report& report, const Validation& v) {
  if (!v.patterns.empty()) {
    report.tables.push_back(patterns_of(v));
    report.findings["patterns"] = data_of(report.tables.back());
  }
  if (!v.definitions.empty()) {
    report.tables.push_back(definitions_of(v));
    report.findings["definitions"] = data_of(report.tables.back());
  }
  if (!v.mechanisms.empty()) report.tables.push_back(mechanisms_of(v));
  if (!v.claims.empty()) add_claims(report, v);
}

}  // namespace

Json asked_of(const LaboratorySettings& settings, const ClaimSettings& of_claims,
              std::optional<ValidationPart> only) {
  return {{"seed", settings.seed},
          {"trials", settings.trials},
          {"claim_sets", of_claims.sets},
          {"claim_replicates", of_claims.replicates},
          {"part", only ? name_of(*only) : "all"}};
}

Report report_of(const Validation& validation) {
  Report report;
  report.of_trials = false;
  report.of_the_model = true;
  report.run_apart = true;
  report.run = run_of(validation);
  add_parts(report, validation);
  add_tables(report, validation);
  return report;
}

Report pages_of(const Validation& v) {
  Report report;
  if (!v.patterns.empty()) {
    report.table(printed_patterns(v));
    add_kinds(report, v, true);
  }
  if (!v.definitions.empty()) report.table(printed_definitions(v));
  if (!v.mechanisms.empty()) report.table(printed_mechanisms(v));
  if (!v.claims.empty()) {
    report.table(printed_claims(v));
    add_critics(report, v);
    report.table(places_of_claims(v));
  }
  return report;
}

}  // namespace armistice
