#include "experiments/findings/validation_text.hpp"

#include <fmt/format.h>

#include <cmath>

#include "experiments/input/counted.hpp"
#include "experiments/report/text_table.hpp"

namespace armistice {
namespace {

/// Three significant digits; nothing for what is not a number.
std::string shown(double x) {
  if (!std::isfinite(x)) return "";
  if (std::abs(x) >= 1000) return fmt::format("{:.0f}", x);
  return fmt::format("{:.3g}", x);
}

TextTable pattern_table(const Validation& v) {
  TextTable table;
  table.header = {"#", "pattern", "kind", "target", "figure", "s.e.", "holds"};
  table.align = {Align::kRight, Align::kLeft,  Align::kLeft, Align::kLeft,
                 Align::kRight, Align::kRight, Align::kLeft};
  for (const Pattern& p : v.patterns) {
    table.rows.push_back({fmt::format("{}", p.number), p.name, name_of(p.kind), to_string(p.target),
                          shown(p.figure.value), shown(p.figure.standard_error),
                          p.holds() ? "yes" : "NO"});
  }
  return table;
}

/// "independent: 12 of 15 hold", for each kind.
std::string counted_by_kind(const Validation& v) {
  std::string text;
  for (const PatternKind kind :
       {PatternKind::kIndependent, PatternKind::kBuiltIn, PatternKind::kFitted}) {
    int all = 0, hold = 0;
    for (const Pattern& p : v.patterns) {
      all += p.kind == kind;
      hold += p.kind == kind && p.holds();
    }
    text += fmt::format("- {}: {} of {} hold\n", name_of(kind), hold, all);
  }
  return text;
}

TextTable definition_table(const Validation& v) {
  TextTable table;
  table.header = {"definition", "negotiated, %", "cease-fire, %", "war, %", "relapsed, %"};
  table.align = {Align::kLeft, Align::kRight, Align::kRight, Align::kRight, Align::kRight};
  const auto percent = [](double share) { return fmt::format("{:.1f}", 100 * share); };
  for (const DefinitionRow& d : v.definitions) {
    table.rows.push_back({d.definition, percent(d.negotiated), percent(d.ceasefire), percent(d.war),
                          percent(d.relapsed)});
  }
  return table;
}

TextTable mechanism_table(const Validation& v) {
  TextTable table;
  table.header = {"scenario", "", "negotiated", "cease-fire", "war", "durable peace", "relapsed"};
  table.align = {Align::kLeft,  Align::kLeft,  Align::kRight, Align::kRight,
                 Align::kRight, Align::kRight, Align::kRight};
  const auto points = [](const Figure& f) {
    return fmt::format("{:.1f} ({:.1f})", 100 * f.value, 100 * f.standard_error);
  };
  for (const MechanismRow& m : v.mechanisms) {
    table.rows.push_back({m.scenario, m.change, points(m.negotiated), points(m.ceasefire),
                          points(m.war), points(m.durable), points(m.relapsed)});
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

std::string difference_of(const ClaimResult& r) {
  return fmt::format("{} ({})", shown(r.difference.value), shown(r.difference.standard_error));
}

TextTable claim_table(const Validation& v) {
  TextTable table;
  table.header = {"claim", "what the Plan says", "measure",   "without",
                  "with",  "difference (s.e.)",  "the model", "under critics"};
  table.align = {Align::kLeft,  Align::kLeft,  Align::kLeft, Align::kRight,
                 Align::kRight, Align::kRight, Align::kLeft, Align::kLeft};
  for (const ClaimRow& row : v.claims) {
    const ClaimResult& r = row.by_default;
    table.rows.push_back({row.claim.id, row.claim.text,
                          fmt::format("{} of {}", row.claim.measure.name, row.claim.scenario),
                          shown(r.without), shown(r.with), difference_of(r), name_of(r.verdict),
                          overturned_by(v, row)});
  }
  return table;
}

std::string listed(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names)
    text += fmt::format("{}`{}`", text.empty() ? "" : " ", name);
  return text;
}

/// The place of each claim in the code, for readers; a test checks it.
TextTable trace_table(const Validation& v) {
  TextTable table;
  table.header = {"claim", "mechanism", "code", "parameters", "levers", "test of its first link"};
  for (const ClaimRow& row : v.claims) {
    const Claim& c = row.claim;
    table.rows.push_back({c.id, c.mechanism, fmt::format("`{}` in `{}`", c.function, c.file),
                          listed(c.parameters), listed(c.levers), fmt::format("`{}`", c.test)});
  }
  return table;
}

std::string overturned_by_critic(const Validation& v) {
  std::string text;
  for (std::size_t c = 0; c < v.critics.size(); ++c) {
    std::string ids;
    for (const ClaimRow& row : v.claims) {
      const bool turned = row.by_default.verdict == Verdict::kSupported &&
                          row.under[c].verdict != Verdict::kSupported;
      if (turned) ids += " " + row.claim.id;
    }
    text += fmt::format("- {} ({}): {}\n", v.critics[c].name, v.critics[c].title,
                        ids.empty() ? "no supported claim falls" : "no longer supported" + ids);
  }
  return text;
}

}  // namespace

std::string validation_text(const Validation& v) {
  std::string text =
      fmt::format("{} a variant, {} for the claims, seed {}\n", counted(v.settings.trials, "trial"),
                  with_thousands(v.claim_trials), v.settings.seed);
  if (!v.patterns.empty()) {
    text += "\nPatterns (a failed one is a result: docs/validation.md)\n" +
            pattern_table(v).plain(2) + counted_by_kind(v);
  }
  if (!v.definitions.empty()) {
    text += "\nDefinitions of the cease-fire and of peace, varied\n" + definition_table(v).plain(2);
  }
  if (!v.mechanisms.empty()) {
    text += "\nMechanisms, one switched at a time: share of trials, then changes, points (s.e.)\n" +
            mechanism_table(v).plain(2);
  }
  if (!v.claims.empty()) {
    text += "\nClaims of the Plan\n" + claim_table(v).plain(2) + "\n" + overturned_by_critic(v);
  }
  return text + "\nThese are consequences of assumptions, not findings about the world.\n";
}

std::string validation_markdown(const Validation& v) {
  std::string text;
  if (!v.patterns.empty()) text += pattern_table(v).markdown() + "\n" + counted_by_kind(v);
  if (!v.definitions.empty()) text += definition_table(v).markdown();
  if (!v.mechanisms.empty()) text += mechanism_table(v).markdown();
  if (!v.claims.empty()) {
    text += claim_table(v).markdown() + "\n" + overturned_by_critic(v) + "\n" +
            trace_table(v).markdown();
  }
  return text;
}

}  // namespace armistice
