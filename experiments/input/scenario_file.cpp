// From a scenario file, whatever it extends and the settings on top to one checked scenario.
#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <ranges>
#include <system_error>

#include "agents/declarations.hpp"
#include "experiments/error.hpp"
#include "experiments/input/resolved_settings.hpp"
#include "experiments/input/scenario.hpp"
#include "experiments/input/scenario_keys.hpp"
#include "experiments/input/toml_reader.hpp"

namespace armistice {
namespace {

namespace fs = std::filesystem;

struct Document {
  fs::path file;
  toml::table table;
};

/// `; did you mean "status_quo.toml"?`, from the files that lie where a missing one was looked for.
std::string near_files(const fs::path& missing) {
  std::vector<std::string> stems;
  std::error_code error;
  if (fs::exists(missing, error)) return "";
  const fs::path folder = missing.has_parent_path() ? missing.parent_path() : fs::path(".");
  for (const auto& entry : fs::directory_iterator(folder, error)) {
    if (entry.path().extension() == ".toml") stems.push_back(entry.path().stem().string());
  }
  std::sort(stems.begin(), stems.end());
  const std::string nearest = nearest_name(missing.stem().string(), stems);
  return nearest.empty() ? "" : fmt::format("; did you mean \"{}.toml\"?", nearest);
}

/// A file that a key of another file names, relative to that file.
fs::path named_file(const toml::table& document, std::string_view key, const fs::path& base) {
  const auto entry = document.find(key);
  fs::path file = base / read_text(entry->second, key);
  if (const std::string why = why_unreadable(file); !why.empty()) {
    fail_at(entry->first.source(),
            fmt::format("{} {}: {}{}", key, file.string(), why, near_files(file)));
  }
  return file;
}

/// The file itself, then what it extends, and so on.
std::vector<Document> read_chain(const fs::path& file) {
  constexpr std::string_view kExpected =
      "at least a title = \"...\", or extends = \"status_quo.toml\" and what differs from it";
  if (const std::string why = why_unreadable(file); !why.empty()) {
    fail_in(file, why + near_files(file));
  }
  std::vector<Document> chain;
  chain.push_back({file, read_toml_file(file, kExpected)});
  while (chain.back().table.contains("extends")) {
    const toml::table& extending = chain.back().table;
    const fs::path base = named_file(extending, "extends", chain.back().file.parent_path());
    for (const Document& earlier : chain) {
      std::error_code error;
      if (!fs::equivalent(base, earlier.file, error)) continue;
      std::string circle;
      for (const Document& each : chain) circle += each.file.string() + " -> ";
      fail_at(extending.find("extends")->first.source(),
              fmt::format("extends goes round in a circle: {}{}", circle, base.string()));
    }
    chain.push_back({base, read_toml_file(base, kExpected)});
  }
  return chain;
}

/// The word on the mechanisms that counts: the last setting's, else the outermost file's.
Mechanisms mechanisms_said(const std::vector<Document>& chain,
                           const std::vector<toml::table>& on_top) {
  for (const toml::table& document : on_top | std::views::reverse) {
    if (const auto said = mechanisms_of(document)) return *said;
  }
  for (const Document& document : chain) {
    if (const auto said = mechanisms_of(document.table)) return *said;
  }
  return Mechanisms::kFull;
}

/// The table of actors: what a file of the chain says, the outermost first; else `actors.toml`
/// beside one of them.
fs::path find_actors(const std::vector<Document>& chain) {
  for (const Document& each : chain) {
    if (each.table.contains("actors")) {
      return named_file(each.table, "actors", each.file.parent_path());
    }
  }
  std::string looked_for;
  for (const Document& each : chain) {
    fs::path file = each.file.parent_path() / "actors.toml";
    if (why_unreadable(file).empty()) return file;
    looked_for += (looked_for.empty() ? "" : ", ") + file.string();
  }
  fail_in(
      chain.front().file,
      fmt::format("no table of actors (looked for {}); expected actors = \"FILE\"", looked_for));
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
      notes.push_back(fmt::format("lever {} is {}, but only the full mechanisms read it: no effect",
                                  declaration.name, value));
    }
    const bool has_course =
        lever.start_month != kLeverStartMonth || lever.ramp_months != kLeverRampMonths;
    if (lever.when != LeverWhen{} && !scenario.structure.switches.contingent_levers) {
      notes.push_back(
          fmt::format("lever {} waits ({}), but the switch contingent_levers is off: it waits for "
                      "nothing",
                      declaration.name, to_string(lever.when)));
    }
    if (declaration.at_once && has_course) {
      notes.push_back(fmt::format(
          "lever {} is 0 or 1 and counts from the start: its start_month and ramp_months have no "
          "effect",
          declaration.name));
    }
  }
  return notes;
}

}  // namespace

Scenario read_scenario(const fs::path& file, const std::vector<Setting>& settings) {
  const std::vector<Document> chain = read_chain(file);
  std::vector<toml::table> on_top;
  for (const Setting& setting : settings) {
    on_top.push_back(read_toml_setting(setting.name, setting.value));
  }
  Scenario scenario = default_settings(mechanisms_said(chain, on_top));
  scenario.name = file.stem().string();
  scenario.file = file;

  // From the innermost file outwards, so that what a file says wins over what it extends.
  toml::source_region calendar;
  for (const Document& document : chain | std::views::reverse) {
    scenario.title = scenario.name;  // a title is not inherited: it would be another scenario's
    lay_over(document.table, scenario, calendar);
  }
  std::optional<fs::path> actors;
  for (const toml::table& document : on_top) {
    if (const auto extends = document.find("extends"); extends != document.end()) {
      fail_at(extends->first.source(), "only a file can extend another");
    }
    lay_over(document, scenario, calendar);
    if (document.contains("actors")) actors = named_file(document, "actors", "");
  }
  check_calendar(scenario, calendar);
  scenario.cast = read_cast(actors ? *actors : find_actors(chain));
  scenario.notes = notes_on(scenario);
  scenario.digest = digest_of(scenario);
  return scenario;
}

}  // namespace armistice
