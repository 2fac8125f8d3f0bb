// What every report says of how its trials were run, as data and in sentences.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "experiments/comparison/trial_values.hpp"
#include "experiments/engine/run_settings.hpp"
#include "experiments/report/report.hpp"

namespace armistice {

/// The facts that stand first: the version and the command.
nlohmann::ordered_json begin_run(std::string_view command);
/// Name, title and digest: which scenario it is.
nlohmann::ordered_json scenario_identity(const Scenario& scenario);
/// The same with rule, mechanisms and start.
nlohmann::ordered_json scenario_facts(const Scenario& scenario);
/// What options are chosen by, and whether more of it is better.
nlohmann::ordered_json objective_facts(const Objective& objective);
/// What is compared, without saying which way is better; with a cast as its tables name it.
nlohmann::ordered_json objective_facts(const Compared& what, const Cast* cast = nullptr);
/// How many parameter sets are each run how often.
nlohmann::ordered_json nested_facts(std::int64_t sets);
/// The dates that were asked about.
nlohmann::ordered_json dates_facts(const RunSettings& settings);
/// Adds "precision", if one was asked for.
void add_precision(nlohmann::ordered_json& run, const RunSettings& settings,
                   const PrecisionReached& reached);
std::string_view status_of(bool complete);

/// For a title: "ranges from 512 parameter sets, each run 32 times", or why there are none.
Text ranges_sentence(std::int64_t sets);
/// Says whether a precision was reached; empty if none was asked for. `share`: in points.
Text precision_sentence(const RunSettings& settings, const PrecisionReached& reached,
                        std::int64_t trials, bool share);

/// Adds "set", the settings that --set laid on top, if there are any.
void add_settings(nlohmann::ordered_json& run, const Scenario& scenario);
/// "set here: levers.us_backup = 1", if anything was.
void add_settings_paragraph(Report& report, const Scenario& scenario);
void add_settings_paragraph(Report& report, const std::vector<std::string>& set_here);

void add_precision_paragraph(Report& report, const RunSettings& settings,
                             const PrecisionReached& reached, std::int64_t trials, bool share);

/// What a reader should know of a scenario, such as a setting without effect: the first few, since
/// `check` has them all. `whose`: " on A" in a comparison.
void add_notes(Report& report, const Scenario& scenario, std::string_view whose = "");

/// What a scenario is called in a table: A, B, ..., Z, 27, ...
std::string letter(std::size_t scenario);

/// The scenario as a command takes it again, as a word of a shell: its name, or "-" of standard
/// input. Empty for a pipe, which is gone.
std::string typed_name(const Scenario& scenario);

}  // namespace armistice
