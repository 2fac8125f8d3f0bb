// From a scenario file, whatever it extends and the settings on top to one checked scenario.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <ranges>
#include <set>
#include <sstream>
#include <utility>

#include "agents/interface/declarations.hpp"
#include "experiments/error.hpp"
#include "experiments/input/cast_edits.hpp"
#include "experiments/input/correlations.hpp"
#include "experiments/input/posterior_reader.hpp"
#include "experiments/input/relations.hpp"
#include "experiments/input/resolved_settings.hpp"
#include "experiments/input/scenario.hpp"
#include "experiments/input/scenario_files.hpp"
#include "experiments/input/scenario_keys.hpp"
#include "experiments/input/scenario_layers.hpp"
#include "experiments/input/starts.hpp"
#include "experiments/input/text_file.hpp"
#include "experiments/input/toml_reader.hpp"

namespace armistice {
namespace {

namespace fs = std::filesystem;

/// What counts is what the last layer says. (LLVM 14, which compiles the model for browsers, has no
/// std::views::reverse.)
std::ranges::subrange<std::vector<Layer>::const_reverse_iterator> last_first(
    const std::vector<Layer>& layers) {
  return {layers.rbegin(), layers.rend()};
}

/// The word on the mechanisms that counts: the last.
Mechanisms mechanisms_said(const std::vector<Layer>& layers) {
  for (const Layer& layer : last_first(layers)) {
    if (const auto said = mechanisms_of(layer.document)) return *said;
  }
  return Mechanisms::kFull;
}

/// The table of actors that a layer names, if it does.
std::optional<fs::path> actors_named(const Layer& layer) {
  const auto actors = layer.document.find("actors");
  if (actors == layer.document.end()) return std::nullopt;
  const toml::node* name = &actors->second;
  if (const toml::table* table = name->as_table()) name = table->get("file");
  if (name == nullptr) return std::nullopt;
  if (!name->is_string()) fail_type(*name, "actors", "a file, or a table [actors.CODE] for each");
  const std::string typed = read_text(*name, "actors");
  const FoundFile found = look_up(NamedFile::kActors, typed, folder_of(layer.file), layer.file);
  if (!found.why.empty()) {
    fail_at(actors->first.source(), fmt::format("actors {}: {}", typed, found.why));
  }
  return found.file;
}

/// The table of actors: what the last layer says that says something; else `actors.toml` beside the
/// scenario or beside a file that it extends; else the one of the shipped scenarios.
fs::path find_actors(const std::vector<Layer>& layers) {
  for (const Layer& layer : last_first(layers)) {
    if (const auto file = actors_named(layer)) return *file;
  }
  std::set<fs::path> looked_in;
  for (const Layer& layer : last_first(layers)) {
    if (layer.setting || layer.of_start || layer.scenario > 0) continue;
    const fs::path folder = folder_of(layer.file);
    fs::path file = folder / "actors.toml";
    if (looked_in.insert(folder).second && why_unreadable(file).empty()) return file;
  }
  return find_cast();
}

/// The donors of a start are those of the shipped table: in a table of a user's own, what stands
/// there is meant. Returns a note on what is left out.
std::string leave_out_donors_of_start(std::vector<Layer>& layers, const fs::path& actors) {
  std::error_code error;
  if (fs::equivalent(actors, find_cast(), error)) return "";
  for (Layer& layer : layers) {
    if (!layer.of_start || layer.document.erase("actors") == 0) continue;
    std::erase_if(layer.says, [](const std::string& name) { return name.starts_with("actors."); });
    return fmt::format("the donors are those of {}, whatever the start", actors.string());
  }
  return "";
}

Cast cast_of(const std::vector<Layer>& layers, const fs::path& file) {
  Cast cast = read_cast(file);
  toml::source_region place;
  for (const Layer& layer : layers) {
    const toml::node* node = layer.document.get("actors");
    const toml::table* actors = node == nullptr ? nullptr : node->as_table();
    if (actors == nullptr) continue;
    lay_actors(*actors, cast);
    place = node->source();
  }
  finish_edits(cast, place);
  return cast;
}

void check_calendar(const Scenario& scenario, const toml::source_region& said_last) {
  // With the switch off nobody reads the month; the defaults fit.
  if (!scenario.structure.switches.us_change || !said_last.path) return;
  if (months_between(scenario.start, scenario.us_change) >= 0) return;
  fail_at(said_last, fmt::format("the administration in Washington changes in {}, before the start "
                                 "in {}; expected events.us_administration_change later, or "
                                 "switches.us_change = false",
                                 to_string(scenario.us_change), to_string(scenario.start)));
}

/// The last word that a document says on a parameter, if it does.
const toml::node* said_of(const ParameterDeclaration& p, const toml::table& document) {
  return document.at_path(setting_name(p)).node();
}

void check_relations(const Scenario& scenario, const std::vector<Layer>& layers) {
  std::vector<Distribution> drawn = scenario.parameters;
  for (std::size_t i = 0; i < drawn.size(); ++i) {
    const int column = scenario.posterior.column_of(i);
    if (column < 0) continue;
    const auto& rows = scenario.posterior.table().rows;
    const auto less = [c = static_cast<std::size_t>(column)](const auto& a, const auto& b) {
      return a[c] < b[c];
    };
    const auto [low, high] = std::minmax_element(rows.begin(), rows.end(), less);
    const auto c = static_cast<std::size_t>(column);
    drawn[i] = {DistributionKind::kUniform, double{(*low)[c]}, double{(*high)[c]}, 0, {}, {}};
  }
  const auto broken = broken_relation(drawn);
  if (!broken) return;
  const auto declarations = parameter_declarations();
  for (const Layer& layer : last_first(layers)) {
    // The second of the two is the one that the message begins with.
    for (const int row : {broken->second, broken->first}) {
      const auto& p = declarations[static_cast<std::size_t>(row)];
      if (const toml::node* node = said_of(p, layer.document)) {
        fail_at(node->source(), broken->message);
      }
    }
  }
  if (!scenario.posterior.empty()) {
    throw Error(Fault::kInput,
                fmt::format("{}: {}", scenario.posterior.table().file.string(), broken->message));
  }
  throw Error(Fault::kOurs, "the defaults of two parameters do not fit: " + broken->message);
}

void check_correlations(const Scenario& scenario, const std::vector<Layer>& layers) {
  const auto misfit = correlation_misfit(scenario.correlations);
  if (!misfit) return;
  const toml::node* last = nullptr;
  for (const Layer& layer : layers) {
    const toml::node* table = layer.document.get("correlations");
    const toml::node* said = table == nullptr
                                 ? nullptr
                                 : table->as_table()->get(correlation_declarations()[*misfit].name);
    if (said != nullptr) last = said;
  }
  const std::string message = message_of_misfit(scenario.correlations, *misfit);
  if (last != nullptr) fail_at(last->source(), message);
  throw Error(Fault::kOurs, "the default correlations do not fit: " + message);
}

std::vector<std::string> notes_on(const Scenario& scenario) {
  std::vector<std::string> notes;
  for (std::size_t i = 0; i < scenario.levers.size(); ++i) {
    const LeverDeclaration& declaration = lever_declarations()[i];
    const LeverSetting& lever = scenario.levers[i];
    const bool read = declaration.core || scenario.mechanisms == Mechanisms::kFull;
    if (!read && lever.intensity != fixed_value(declaration.base)) {
      const std::string value = lever.intensity.kind == DistributionKind::kFixed
                                    ? fmt::format("set to {}", lever.intensity.a)
                                    : "drawn";
      notes.push_back(fmt::format(
          "lever {} is {}, but it has no effect, because only the full mechanisms read it",
          declaration.name, value));
    }
    const bool has_course =
        lever.start_month != kLeverStartMonth || lever.ramp_months != kLeverRampMonths;
    if (lever.when != LeverWhen{} && !scenario.structure.switches.contingent_levers) {
      notes.push_back(
          fmt::format("lever {} waits ({}), but it waits for nothing, because the switch "
                      "contingent_levers is off",
                      declaration.name, to_string(lever.when)));
    }
    if (declaration.at_once && has_course) {
      notes.push_back(fmt::format(
          "lever {} is 0 or 1 and counts from the start: its start_month and ramp_months have no "
          "effect",
          declaration.name));
    }
  }
  for (const CastEdit& edit : scenario.cast.edits) {
    if (!edit.from || months_between(scenario.start, *edit.from) >= 0) continue;
    notes.push_back(fmt::format(
        "{} changes from {}, before the start in {}, so it has its new value from the start",
        cell_name(scenario.cast, edit.kind, edit.code, edit.column), to_string(*edit.from),
        to_string(scenario.start)));
  }
  return notes;
}

/// Each quantity of the initial state is that of one month: a start that was moved alone only
/// renames the months.
/// "2023-01 to 2025-02, 2025-04": months that follow one another as one.
std::string months_with_a_state() {
  const std::vector<CalendarMonth> months = starts_with_a_state();
  std::string text;
  for (std::size_t first = 0, last = 0; first < months.size(); first = ++last) {
    while (last + 1 < months.size() && add_months(months[last], 1) == months[last + 1]) ++last;
    if (!text.empty()) text += ", ";
    text += to_string(months[first]);
    if (last > first) text += " to " + to_string(months[last]);
  }
  return text;
}

class StateOfStart {
 public:
  StateOfStart() {
    for (const ParameterDeclaration& p : parameter_declarations()) {
      if (p.group == kInitial) state_.push_back({p.name, CalendarMonth{}});
    }
  }

  /// All settings of the command line are one word.
  void hear(const Layer& layer, const Scenario& scenario, const CalendarMonth& before) {
    if (scenario.start != before) place_ = layer.document.get("start")->source();
    if (const toml::node* initial = layer.document.get(kInitial)) {
      for (const auto& [name, value] : *initial->as_table()) said_.insert(std::string(name.str()));
    }
    if (!layer.setting) settle(scenario.start);
  }

  /// What stays of another month although the start has moved, for a note; empty if nothing does.
  std::string check(const Scenario& scenario) {
    settle(scenario.start);
    std::map<std::string, std::vector<std::string_view>> old;  // by month
    std::size_t left = 0;
    for (const Quantity& q : state_) {
      if (q.of == scenario.start) continue;
      old[to_string(q.of)].push_back(q.name);
      ++left;
    }
    if (left == 0) return "";
    if (left == state_.size() && place_) {
      fail_at(*place_,
              fmt::format("start is {}, but the initial state is that of {}: front, forces and "
                          "stances would not move with it; expected [initial] with the state "
                          "of that month too, or a month that has a state: {}",
                          to_string(scenario.start), to_string(settled_), months_with_a_state()));
    }
    std::string note =
        fmt::format("start is {}, but the initial state has", to_string(scenario.start));
    const char* between = " ";
    for (const auto& [month, names] : old) {
      note += fmt::format("{}the {} of {}", between, fmt::join(names, ", "), month);
      between = "; ";
    }
    return note;
  }

 private:
  struct Quantity {
    std::string_view name;
    CalendarMonth of;
  };
  void settle(const CalendarMonth& start) {
    if (!said_.empty()) settled_ = start;
    for (Quantity& q : state_) {
      if (said_.contains(std::string(q.name))) q.of = start;
    }
    said_.clear();
  }

  static constexpr std::string_view kInitial = "initial";
  std::vector<Quantity> state_;
  CalendarMonth settled_;  // of which the state was said last
  std::set<std::string> said_;
  std::optional<toml::source_region> place_;
};

std::string shown(const ResolvedSetting& s) {
  return s.distribution.empty() ? s.value : s.distribution;
}

/// Notes, layer by layer, who sets what, and where two scenarios contradict each other.
class Notary {
 public:
  explicit Notary(Provenance& provenance) : provenance_(provenance) {}

  void hear(const Layer& layer, const Scenario& scenario) {
    if (layer.scenario > 0 && layer.says.empty()) return;  // it only repeats the defaults
    if (provenance_.layers.empty() || provenance_.layers.back() != layer.who) {
      provenance_.layers.push_back(layer.who);
    }
    if (layer.says.empty()) return;
    std::map<std::string, std::string> values;
    for (const ResolvedSetting& s : resolved_settings(scenario)) values[s.name] = shown(s);
    for (const std::string& name : layer.says) {
      // The mechanisms are settled before all layers, and the actors after them.
      const auto known = values.find(name);
      const bool laid = known != values.end() && name != "mechanisms";
      hear(name,
           {layer.scenario, layer.setting, layer.who, laid ? known->second : written(layer, name)});
      provenance_.set_by[name] = layer.who;
    }
  }

  /// Two scenarios that set one thing to different values, each by its last word on it. Against
  /// each that lost stands the value that the scenario has in the end, with the layer that set it.
  void compare(const Scenario& scenario) {
    std::map<std::string, std::string> values;
    for (const ResolvedSetting& s : resolved_settings(scenario)) values[s.name] = shown(s);
    for (const std::string& name : names_) {
      const std::vector<Said>& words = said_[name];
      std::set<std::string> of_scenarios;
      for (const Said& word : words) {
        if (!word.setting) of_scenarios.insert(word.value);
      }
      if (of_scenarios.size() < 2) continue;  // a setting over what they agree on is meant
      const Said& last = words.back();
      const auto known = values.find(name);
      const std::string& value = known == values.end() ? last.value : known->second;
      std::set<std::string> told = {last.value};  // two that say the same are one side
      for (const Said& word : words) {
        if (!told.insert(word.value).second) continue;
        provenance_.conflicts.push_back({name, word.who, word.value, last.who, value});
      }
    }
  }

 private:
  struct Said {
    int scenario;
    bool setting;  // of the command line
    std::string who, value;
  };

  /// A later setting of a scenario replaces an earlier one.
  void hear(const std::string& name, Said word) {
    std::vector<Said>& words = said_[name];
    if (words.empty()) names_.push_back(name);
    std::erase_if(words, [&word](const Said& before) {
      return before.scenario == word.scenario && before.setting == word.setting;
    });
    words.push_back(std::move(word));
  }

  /// A cell of the actors, or another value that no layer lays by itself, as the document has it.
  static std::string written(const Layer& layer, const std::string& name) {
    const auto node = layer.document.at_path(name);
    if (!node) return "";
    if (const auto* word = node.as_string()) return word->get();
    if (const auto* number = node.as_floating_point()) return fmt::format("{}", number->get());
    std::ostringstream text;
    node.visit([&text](const auto& value) { text << toml::toml_formatter{value}; });
    return text.str();
  }

  Provenance& provenance_;
  std::vector<std::string> names_;  // in the order in which they were said first
  std::map<std::string, std::vector<Said>> said_;
};

Scenario read_layers(const fs::path& file, const std::vector<Setting>& settings,
                     Provenance* provenance, bool related) {
  LayeredScenario layered = layers_of(file, settings);
  lay_state_of_start(layered.layers);
  const fs::path actors = find_actors(layered.layers);
  const std::string other_donors = leave_out_donors_of_start(layered.layers, actors);
  Scenario scenario = default_settings(mechanisms_said(layered.layers));
  scenario.name = layered.name;
  scenario.file = file;
  scenario.title = layered.title;
  for (const Setting& setting : settings) {
    if (setting.name == "with") continue;  // the name of the scenario has it
    scenario.set_here.push_back(fmt::format("{} = {}", setting.name, setting.value));
  }
  std::optional<Notary> notary;
  if (provenance != nullptr) notary.emplace(*provenance);

  // A later layer overrides an earlier one.
  toml::source_region calendar;
  StateOfStart state;
  for (const Layer& layer : layered.layers) {
    const CalendarMonth start = scenario.start;
    const std::string title = scenario.title;
    // What the same document says of a parameter is more than a row of a table.
    lay_posterior(layer.document, folder_of(layer.file), scenario);
    lay_over(layer.document, scenario, calendar);
    if (!layer.setting) scenario.title = title;  // not inherited: it would be another scenario's
    state.hear(layer, scenario, start);
    if (notary) notary->hear(layer, scenario);
  }
  check_calendar(scenario, calendar);
  if (related) check_relations(scenario, layered.layers);
  if (related) check_correlations(scenario, layered.layers);
  const std::string old_state = state.check(scenario);
  scenario.cast = cast_of(layered.layers, actors);
  scenario.notes = notes_on(scenario);
  if (!other_donors.empty()) scenario.notes.insert(scenario.notes.begin(), other_donors);
  if (!old_state.empty()) scenario.notes.insert(scenario.notes.begin(), old_state);
  scenario.digest = digest_of(scenario);
  if (notary) notary->compare(scenario);
  return scenario;
}

}  // namespace

Scenario read_scenario(const fs::path& file, const std::vector<Setting>& settings,
                       Provenance* provenance) {
  return read_layers(file, settings, provenance, true);
}

Scenario read_unrelated(const fs::path& file, const std::vector<Setting>& settings) {
  return read_layers(file, settings, nullptr, false);
}

}  // namespace armistice
