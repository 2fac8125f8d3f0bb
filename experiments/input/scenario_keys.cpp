#include "experiments/input/scenario_keys.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <regex>

#include "agents/interface/declarations.hpp"
#include "experiments/input/correlations.hpp"
#include "experiments/input/distribution_reader.hpp"
#include "experiments/input/form_words.hpp"
#include "experiments/input/nearest_name.hpp"
#include "experiments/input/plain_text.hpp"
#include "experiments/input/resolved_settings.hpp"
#include "experiments/input/slips.hpp"
#include "experiments/input/toml_reader.hpp"

namespace armistice {
namespace {

using Names = std::vector<std::string_view>;

constexpr std::string_view kKeys[] = {
    "extends",    "with",      "title",          "start",        "rule",
    "mechanisms", "attrition", "learning",       "war",          "commitment",
    "relapse",    "actors",    "switches",       "levers",       "parameters",
    "initial",    "events",    "implementation", "correlations", "statuses_on_offer",
    "posterior"};
constexpr std::string_view kInitial = "initial";  // a group of parameters with a table of its own
constexpr Range kStartMonths{.low = 0, .high = 240, .unit = "months"};
constexpr Range kRampMonths{.low = 1, .high = 240, .unit = "months"};

/// Where a name that was said in the wrong table belongs, if there is just one such place.
std::string home_of(std::string_view name) {
  std::vector<std::string> homes;
  for (const auto& p : parameter_declarations()) {
    if (p.name == name) homes.push_back(setting_name(p));
    const std::string group = fmt::format("parameters.{}", name);
    if (p.group == name && std::find(homes.begin(), homes.end(), group) == homes.end()) {
      homes.push_back(group);
    }
  }
  for (const auto& lever : lever_declarations()) {
    if (lever.name == name) homes.push_back(fmt::format("levers.{}", name));
  }
  for (const auto& each : switch_declarations()) {
    if (each.name == name) homes.push_back(fmt::format("switches.{}", name));
  }
  return homes.size() == 1 ? homes.front() : "";
}

/// "2026-01", or a date: a month of the calendar where a count of months was expected.
std::optional<CalendarMonth> calendar_month(const toml::node& node) {
  std::optional<toml::date> date = node.value_exact<toml::date>();
  if (const auto moment = node.value_exact<toml::date_time>()) date = moment->date;
  if (date) return CalendarMonth{date->year, date->month};
  static const std::regex kMonth(R"((\d{4})-(0[1-9]|1[0-2])(-\d{2})?)");
  const std::string text = node.value_exact<std::string>().value_or("");
  std::smatch match;
  constexpr std::size_t kLongest = 10;
  if (text.size() > kLongest || !std::regex_match(text, match, kMonth)) return std::nullopt;
  return CalendarMonth{std::stoi(match[1].str()), std::stoi(match[2].str())};
}

double read_start_month(const toml::node& node, const std::string& what,
                        const CalendarMonth& start) {
  const auto month = calendar_month(node);
  if (!month) return read_number_in(node, what, kStartMonths);
  std::string expected = "a number; start_month counts months from the start of the scenario";
  const int months = months_between(start, *month);
  // A file that will be laid over another does not know the start here.
  if (months >= 0) {
    expected +=
        fmt::format("; {} is {} months after {}", to_string(*month), months, to_string(start));
  }
  fail_type(node, what, expected);
}

/// As check_keys, but knows where else a name may belong, and which command lists the choice.
void check_names(const toml::table& table, std::span<const std::string_view> allowed,
                 std::string_view kind, std::string_view whole = "", std::string_view see = "") {
  const toml::key* unknown = first_unknown(table, allowed);
  if (unknown == nullptr) return;
  const bool inner =
      !std::equal(allowed.begin(), allowed.end(), std::begin(kKeys), std::end(kKeys));
  // A part of a lever's name comes before the key of a scenario: start of start_month.
  const bool part = kind == "key" && !nearest_name(unknown->str(), allowed).empty();
  if (inner && !part &&
      std::find(std::begin(kKeys), std::end(kKeys), unknown->str()) != std::end(kKeys)) {
    fail_at(unknown->source(),
            fmt::format("unknown {0} \"{1}\"{2}{3}; {1} is a key of the whole scenario; expected "
                        "it above the first [table] of the file",
                        kind, unknown->str(), whole.empty() ? "" : " of ", whole));
  }
  const std::string home = home_of(unknown->str());
  std::string hint = home.empty() ? suggestion(unknown->str(), allowed)
                                  : fmt::format("; did you mean \"{}\"?", home);
  if (const std::string meant = hint_for_key(unknown->str(), *table.get(unknown->str()));
      !meant.empty())
    hint = meant;
  if (hint.empty() && !inner) hint = "; expected " + listed(allowed);
  if (hint.empty() && !see.empty()) hint = fmt::format("; {} lists them", see);
  fail_at(unknown->source(), fmt::format("unknown {} \"{}\"{}{}{}", kind, unknown->str(),
                                         whole.empty() ? "" : " of ", whole, hint));
}

void lay_learning(const toml::node* form, Structure& structure) {
  if (form == nullptr) return;
  structure.learning = static_cast<LearningForm>(read_word(*form, "learning", kLearningWords));
  structure.switches.learning = structure.learning != LearningForm::kNone;
}

void lay_switches(const toml::node* node, const toml::node* learning, Structure& structure) {
  if (node == nullptr) return;
  const toml::table& table = read_table(*node, "switches");
  Names names;
  for (const auto& each : switch_declarations()) names.push_back(each.name);
  check_names(table, names, "switch");
  const auto lay = [&table](std::string_view name, bool& on) {
    const toml::node* value = table.get(name);
    if (value != nullptr) on = read_flag(*value, fmt::format("switches.{}", name));
  };
#define SWITCH(name, ...) lay(#name, structure.switches.name);
#include "agents/interface/switches.def"
#undef SWITCH
  // The switch and learning = "none" have the same meaning; the later setting counts.
  const bool silent = structure.learning == LearningForm::kNone;
  if (!structure.switches.learning) structure.learning = LearningForm::kNone;
  if (structure.switches.learning && silent) {
    if (learning != nullptr) {
      fail_at(table.get("learning")->source(),
              "switches.learning is true, but learning is \"none\"; expected one or the other");
    }
    structure.learning = LearningForm::kBetaForgetting;
  }
}

LeverWhen read_when(const toml::node& node, std::string_view what) {
  constexpr std::string_view kExpected =
      "\"always\", \"after_stop\", \"after_breach\" or \"no_agreement_by_month:12\"";
  const auto text = node.value_exact<std::string>();
  if (!text) fail_type(node, what, kExpected);
  const auto words = lever_conditions();
  const std::string word = text->substr(0, text->find(':'));
  const auto found = std::find(words.begin(), words.end(), word);
  if (found == words.end()) {
    fail_at(node.source(), fmt::format("{} is \"{}\"; expected {}{}", what, *text, kExpected,
                                       suggestion(word, words)));
  }
  LeverWhen when{static_cast<LeverCondition>(found - words.begin()), 0};
  const bool takes_month = when.condition == LeverCondition::kNoAgreementByMonth;
  const std::string digits = word.size() < text->size() ? text->substr(word.size() + 1) : "";
  const bool number = !digits.empty() && digits.size() <= 3 &&
                      digits.find_first_not_of("0123456789") == std::string::npos;
  if (number) when.month = std::stoi(digits);
  const bool in_range = when.month >= 1 && when.month <= kStartMonths.high;
  if (takes_month ? !(number && in_range) : word.size() < text->size()) {
    fail_at(node.source(), fmt::format("{} is \"{}\"; expected {}, with a month from 1 to {}", what,
                                       *text, kExpected, kStartMonths.high));
  }
  return when;
}

void lay_lever(const toml::node& node, const LeverDeclaration& lever, const CalendarMonth& begin,
               LeverSetting& setting) {
  const std::string name = fmt::format("levers.{}", lever.name);
  const Range range{.low = 0, .high = 1, .zero_or_one = lever.at_once};
  const toml::table* table = node.as_table();
  if (table == nullptr) {
    setting.intensity = read_distribution(node, name, range);
    return;
  }
  constexpr std::string_view kFields[] = {"intensity", "start_month", "ramp_months", "when"};
  if (table->contains("distribution")) {
    fail_at(node.source(), fmt::format("{} is a bare distribution; expected {{ intensity = {{ "
                                       "distribution = ... }} }}",
                                       name));
  }
  check_names(*table, kFields, "key", name);
  if (table->empty()) fail_at(node.source(), name + " says nothing; expected " + listed(kFields));
  if (const auto* intensity = table->get("intensity")) {
    setting.intensity = read_distribution(*intensity, name + ".intensity", range);
  }
  if (const auto* start = table->get("start_month")) {
    setting.start_month = read_start_month(*start, name + ".start_month", begin);
  }
  if (const auto* ramp = table->get("ramp_months")) {
    setting.ramp_months = read_number_in(*ramp, name + ".ramp_months", kRampMonths);
  }
  if (const auto* when = table->get("when")) setting.when = read_when(*when, name + ".when");
}

void lay_levers(const toml::node* node, Scenario& scenario) {
  if (node == nullptr) return;
  const toml::table& table = read_table(*node, "levers");
  Names names;
  for (const auto& lever : lever_declarations()) names.push_back(lever.name);
  check_names(table, names, "lever", "", "armistice levers");
  for (std::size_t i = 0; i < names.size(); ++i) {
    const toml::node* value = table.get(names[i]);
    if (value == nullptr) continue;
    lay_lever(*value, lever_declarations()[i], scenario.start, scenario.levers[i]);
  }
}

/// The parameters of one group, from [parameters.<group>] or [initial].
void lay_group(const toml::node* node, std::string_view group, Scenario& scenario) {
  if (node == nullptr) return;
  const bool initial = group == kInitial;
  const std::string where = fmt::format("{}{}", initial ? "" : "parameters.", group);
  const toml::table& table = read_table(*node, where);
  const auto declarations = parameter_declarations();
  Names names;
  for (const auto& p : declarations) {
    if (p.group == group) names.push_back(p.name);
  }
  check_names(table, names, "parameter", fmt::format("[{}]", where), "armistice parameters");
  for (std::size_t i = 0; i < declarations.size(); ++i) {
    const ParameterDeclaration& p = declarations[i];
    const toml::node* value = p.group == group ? table.get(p.name) : nullptr;
    if (value == nullptr) continue;
    const bool event = p.draw == DefaultDraw::kBernoulli;  // it happens or it does not
    const Range range{
        .low = p.low, .high = p.high, .zero_or_one = event, .unit = event ? "" : p.unit};
    scenario.parameters[i] = read_distribution(*value, setting_name(p), range);
    scenario.posterior.release(i);
  }
}

void lay_parameters(const toml::node* node, Scenario& scenario) {
  if (node == nullptr) return;
  const toml::table& table = read_table(*node, "parameters");
  Names groups;
  for (const auto& p : parameter_declarations()) {
    const bool seen = !groups.empty() && groups.back() == p.group;
    if (!seen && p.group != kInitial) groups.push_back(p.group);
  }
  if (const auto found = table.find(kInitial); found != table.end()) {
    fail_at(
        found->first.source(),
        "the initial state is a table of its own; expected [initial], not [parameters.initial]");
  }
  check_names(table, groups, "group", "[parameters]", "armistice parameters");
  for (const std::string_view group : groups) lay_group(table.get(group), group, scenario);
}

void lay_correlations(const toml::node* node, std::vector<double>& correlations) {
  if (node == nullptr) return;
  const toml::table& table = read_table(*node, "correlations");
  const auto declarations = correlation_declarations();
  Names names;
  for (const auto& each : declarations) names.push_back(each.name);
  check_names(table, names, "correlation", "[correlations]", "armistice parameters");
  for (std::size_t i = 0; i < declarations.size(); ++i) {
    const toml::node* value = table.get(declarations[i].name);
    if (value == nullptr) continue;
    constexpr Range kRange{.low = -1, .high = 1};
    correlations[i] = read_number_in(*value, correlation_setting(declarations[i]), kRange);
  }
}

void lay_implementation(const toml::node* node, Implementation& implementation) {
  if (node == nullptr) return;
  const toml::table& table = read_table(*node, "implementation");
  constexpr std::string_view kFields[] = {"share", "common_variance"};
  check_names(table, kFields, "key", "[implementation]");
  if (const auto* share = table.get("share")) {
    implementation.share = read_distribution(*share, "implementation.share", kShare);
  }
  if (const auto* common = table.get("common_variance")) {
    implementation.common_variance =
        read_number_in(*common, "implementation.common_variance", kShare);
  }
}

void lay_calendar(const toml::table& document, Scenario& scenario, toml::source_region& calendar) {
  if (const auto* start = document.get("start")) {
    scenario.start = read_month(*start, "start");
    calendar = start->source();
  }
  if (const auto* node = document.get("events")) {
    const toml::table& events = read_table(*node, "events");
    constexpr std::string_view kEvents[] = {"us_administration_change", "patron_change"};
    check_names(events, kEvents, "event");
    if (const auto* change = events.get(kEvents[0])) {
      scenario.us_change = read_month(*change, "events.us_administration_change");
      calendar = change->source();
    }
    if (const auto* change = events.get(kEvents[1])) {
      scenario.patron_change = read_month(*change, "events.patron_change");
    }
  }
}

/// Which statuses of the ladder a settlement may give, all others being off the table.
void lay_statuses(const toml::node& node, Structure& structure) {
  constexpr Range kStatus{.low = 0, .high = kSecurityLevels - 1, .unit = "of the security ladder"};
  std::fill(std::begin(structure.off_the_table), std::end(structure.off_the_table), true);
  for (const toml::node& element : read_list(node, "statuses_on_offer")) {
    const double status = read_number_in(element, "a status of statuses_on_offer", kStatus);
    if (status != std::floor(status)) {
      fail_type(element, "a status of statuses_on_offer", "a whole number from 0 to 6");
    }
    structure.off_the_table[static_cast<int>(status)] = false;
  }
}

/// Sets a structural choice that the document makes by a word.
template <class Form>
void lay_form(const toml::table& document, std::string_view name,
              std::span<const std::string_view> words, Form& form) {
  const auto* node = document.get(name);
  if (node != nullptr) form = static_cast<Form>(read_word(*node, name, words));
}

void lay_words(const toml::table& document, Scenario& scenario) {
  if (const auto* title = document.get("title")) {
    scenario.title = read_text(*title, "title");
    if (scenario.title.empty() || !is_plain_line(scenario.title)) {
      fail_type(*title, "title", kPlainLine);
    }
  }
  Structure& structure = scenario.structure;
  lay_form(document, "rule", kRuleWords, structure.rule);
  if (const auto* statuses = document.get("statuses_on_offer")) lay_statuses(*statuses, structure);
  lay_form(document, "attrition", kAttritionWords, structure.attrition);
  lay_form(document, "war", kWarWords, structure.war);
  lay_form(document, "commitment", kCommitmentWords, structure.commitment);
  lay_form(document, "relapse", kRelapseWords, structure.relapse);
}

}  // namespace

std::optional<Mechanisms> mechanisms_of(const toml::table& document) {
  const auto* mechanisms = document.get("mechanisms");
  if (mechanisms == nullptr) return std::nullopt;
  return static_cast<Mechanisms>(read_word(*mechanisms, "mechanisms", kMechanismsWords));
}

void lay_over(const toml::table& document, Scenario& scenario, toml::source_region& calendar) {
  check_names(document, kKeys, "key");
  lay_words(document, scenario);
  lay_calendar(document, scenario, calendar);
  const toml::node* learning = document.get("learning");
  lay_learning(learning, scenario.structure);
  lay_switches(document.get("switches"), learning, scenario.structure);
  lay_levers(document.get("levers"), scenario);
  lay_group(document.get(kInitial), kInitial, scenario);
  lay_parameters(document.get("parameters"), scenario);
  lay_correlations(document.get("correlations"), scenario.correlations);
  lay_implementation(document.get("implementation"), scenario.implementation);
}

}  // namespace armistice
