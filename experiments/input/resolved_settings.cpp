#include "experiments/input/resolved_settings.hpp"

#include <fmt/format.h>

#include <set>
#include <utility>

#include "experiments/input/cast_columns.hpp"
#include "experiments/input/cast_edits.hpp"
#include "experiments/input/correlations.hpp"
#include "experiments/input/form_words.hpp"

namespace armistice {
namespace {

std::string number(double x) { return fmt::format("{}", x); }

std::string statuses_on_offer(const Structure& structure) {
  std::string all;
  for (int s = 0; s < kSecurityLevels; ++s) {
    if (!structure.off_the_table[s]) all += fmt::format("{}{}", all.empty() ? "" : " ", s);
  }
  return all;
}

void add_rules(const Scenario& scenario, std::vector<ResolvedSetting>& all) {
  const auto rule = [&all](const char* name, std::string value, const char* source) {
    all.push_back({name, "rule", std::move(value), "", "", source});
  };
  rule("start", to_string(scenario.start), "scenario");
  rule("events.us_administration_change", to_string(scenario.us_change), "calendar");
  rule("events.patron_change",
       scenario.patron_change ? to_string(*scenario.patron_change) : "never", "calendar");
  rule("statuses_on_offer", statuses_on_offer(scenario.structure), "structural choice");
  rule("rule", std::string(name_of(scenario.structure.rule)), "structural choice");
  rule("mechanisms", std::string(name_of(scenario.mechanisms)), "structural choice");
  rule("attrition", std::string(word_of(kAttritionWords, scenario.structure.attrition)),
       "structural choice");
  rule("learning", std::string(word_of(kLearningWords, scenario.structure.learning)),
       "structural choice");
  rule("war", std::string(word_of(kWarWords, scenario.structure.war)), "structural choice");
  rule("commitment", std::string(word_of(kCommitmentWords, scenario.structure.commitment)),
       "structural choice");
  rule("relapse", std::string(word_of(kRelapseWords, scenario.structure.relapse)),
       "structural choice");
}

void add_switches(const Scenario& scenario, std::vector<ResolvedSetting>& all) {
  const auto declarations = switch_declarations();
  const Switches& switches = scenario.structure.switches;
  const bool on[] = {
#define SWITCH(name, ...) switches.name,
#include "agents/interface/switches.def"
#undef SWITCH
  };
  for (std::size_t i = 0; i < declarations.size(); ++i) {
    all.push_back({fmt::format("switches.{}", declarations[i].name), "switch",
                   on[i] ? "true" : "false", "", "",
                   fmt::format("off: {}", declarations[i].neutral)});
  }
}

void add_levers(const Scenario& scenario, std::vector<ResolvedSetting>& all) {
  const auto declarations = lever_declarations();
  for (std::size_t i = 0; i < declarations.size(); ++i) {
    const LeverSetting& lever = scenario.levers[i];
    const std::string name = fmt::format("levers.{}", declarations[i].name);
    all.push_back({name, "lever", number(central_value(lever.intensity)),
                   drawn_from(lever.intensity), "intensity",
                   fmt::format("status quo {}", declarations[i].base)});
    all.push_back({name + ".when", "lever", to_string(lever.when), "", "", "default always"});
    if (declarations[i].at_once) continue;
    all.push_back({name + ".start_month", "lever", number(lever.start_month), "", "month",
                   fmt::format("default {}", kLeverStartMonth)});
    all.push_back({name + ".ramp_months", "lever", number(lever.ramp_months), "", "months",
                   fmt::format("default {}", kLeverRampMonths)});
  }
  all.push_back({"implementation.share", "lever",
                 number(central_value(scenario.implementation.share)),
                 drawn_from(scenario.implementation.share), "share of the way from base to target",
                 "how much of each lever is carried out"});
  all.push_back({"implementation.common_variance", "lever",
                 number(scenario.implementation.common_variance), "", "share of variance",
                 "drawn once for all levers"});
}

void add_parameters(const Scenario& scenario, std::vector<ResolvedSetting>& all) {
  const auto declarations = parameter_declarations();
  for (std::size_t i = 0; i < declarations.size(); ++i) {
    const Distribution& d = scenario.parameters[i];
    all.push_back(
        {setting_name(declarations[i]), declarations[i].uncertain() ? "uncertainty" : "constant",
         number(central_value(d)),
         scenario.posterior.column_of(i) >= 0 ? scenario.posterior.words() : drawn_from(d),
         std::string(declarations[i].unit), std::string(declarations[i].source)});
  }
}

void add_correlations(const Scenario& scenario, std::vector<ResolvedSetting>& all) {
  for (std::size_t i = 0; i < scenario.correlations.size(); ++i) {
    const CorrelationDeclaration& declared = correlation_declarations()[i];
    all.push_back({correlation_setting(declared), "correlation", number(scenario.correlations[i]),
                   "", "of normals", std::string(declared.reason)});
  }
}

/// The cells of the table of actors that the scenario sets, each once.
void add_edits(const Scenario& scenario, std::vector<ResolvedSetting>& all) {
  const Cast& cast = scenario.cast;
  std::set<std::string> seen;
  for (const CastEdit& edit : cast.edits) {
    const std::string name = cell_name(cast, edit.kind, edit.code, edit.column);
    if (!seen.insert(name).second) continue;
    const std::vector<Actor>& actors = actors_of(cast, edit.kind);
    std::size_t row = 0;
    while (actors[row].code != edit.code) ++row;
    all.push_back({name, "actor", cell_history(cast, edit.kind, row, edit.column), "",
                   std::string(find_cells(edit.kind, edit.column)->declaration.unit), "scenario"});
  }
}

}  // namespace

std::string setting_name(const ParameterDeclaration& declaration) {
  const char* const table = declaration.group == "initial" ? "" : "parameters.";
  return fmt::format("{}{}.{}", table, declaration.group, declaration.name);
}

std::string drawn_from(const Distribution& d) {
  return d.kind == DistributionKind::kFixed ? std::string() : to_string(d);
}

Distribution default_distribution(const ParameterDeclaration& declaration, Mechanisms mechanisms) {
  if (mechanisms == Mechanisms::kCore && declaration.core_differs) {
    return fixed_value(declaration.core_value);
  }
  switch (declaration.draw) {
    case DefaultDraw::kUniform:
      return {DistributionKind::kUniform, declaration.min, declaration.max, 0, {}, {}};
    case DefaultDraw::kTriangular:
      return {DistributionKind::kTriangular,
              declaration.min,
              declaration.default_value,
              declaration.max,
              {},
              {}};
    case DefaultDraw::kBernoulli:
      return {DistributionKind::kBernoulli, declaration.probability, 0, 0, {}, {}};
    case DefaultDraw::kConstant:
      break;
  }
  return fixed_value(declaration.default_value);
}

std::span<const std::string_view> lever_conditions() {
  static constexpr std::string_view kWords[] = {"always", "no_agreement_by_month", "after_stop",
                                                "after_breach"};
  return kWords;
}

std::string to_string(const LeverWhen& when) {
  const auto word = lever_conditions()[static_cast<std::size_t>(when.condition)];
  if (when.condition != LeverCondition::kNoAgreementByMonth) return std::string(word);
  return fmt::format("{}:{}", word, when.month);
}

std::string_view name_of(Rule rule) { return word_of(kRuleWords, rule); }

std::string_view words_of(Rule rule) {
  switch (rule) {
    case Rule::kRational:
      return "each leader takes the better option for certain";
    case Rule::kProspect:
      return "losses weigh more than gains (prospect theory)";
    case Rule::kEquilibrium:
      return "each leader expects the other's choice";
    case Rule::kQuantal:
      break;
  }
  return "the better an option, the likelier a leader takes it, but never for certain";
}

std::string_view words_of(Mechanisms mechanisms) {
  return mechanisms == Mechanisms::kCore ? "the core of the mechanisms alone"
                                         : "all mechanisms of the model";
}

std::string_view name_of(Mechanisms mechanisms) { return word_of(kMechanismsWords, mechanisms); }

std::vector<ResolvedSetting> resolved_settings(const Scenario& scenario) {
  std::vector<ResolvedSetting> all;
  add_rules(scenario, all);
  add_switches(scenario, all);
  add_levers(scenario, all);
  add_parameters(scenario, all);
  add_correlations(scenario, all);
  add_edits(scenario, all);
  return all;
}

std::vector<ResolvedSetting> differing(const std::vector<ResolvedSetting>& settings,
                                       const std::vector<ResolvedSetting>& base) {
  std::vector<ResolvedSetting> different;
  for (std::size_t i = 0; i < settings.size(); ++i) {
    if (i >= base.size() || settings[i] != base[i]) different.push_back(settings[i]);
  }
  return different;
}

}  // namespace armistice
