#include "experiments/findings/run_facts.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "experiments/comparison/compared_names.hpp"
#include "experiments/findings/hints.hpp"
#include "experiments/input/resolved_settings.hpp"
#include "experiments/input/scenario_files.hpp"
#include "experiments/input/shell_word.hpp"
#include "experiments/input/text_file.hpp"
#include "experiments/output/version.hpp"
#include "experiments/report/report_data.hpp"

namespace armistice {

using Json = nlohmann::ordered_json;

Json begin_run(std::string_view command) { return {{"version", kVersion}, {"command", command}}; }

Json scenario_identity(const Scenario& scenario) {
  return {{"name", scenario.name}, {"title", scenario.title}, {"digest", scenario.digest}};
}

Json scenario_facts(const Scenario& scenario) {
  Json facts = scenario_identity(scenario);
  facts["rule"] = name_of(scenario.structure.rule);
  facts["mechanisms"] = name_of(scenario.mechanisms);
  facts["start"] = to_string(scenario.start);
  return facts;
}

Json objective_facts(const Compared& what, const Cast* cast) {
  const ComparedName name = name_of(what, cast);
  return {{"quantity", name.quantity}, {"detail", name.detail}};
}

Json objective_facts(const Objective& objective) {
  Json facts = objective_facts(objective.what);
  facts["better"] = objective.sign < 0 ? "smaller" : "larger";
  return facts;
}

Json nested_facts(std::int64_t sets) {
  return {{"parameter_sets", sets}, {"replicates", kReplicates}};
}

Json dates_facts(const RunSettings& settings) {
  Json dates = Json::array();
  for (const CalendarMonth date : settings.by) dates.push_back(to_string(date));
  return dates;
}

void add_precision(Json& run, const RunSettings& settings, const PrecisionReached& reached) {
  if (!(settings.precision > 0)) return;
  run["precision"] = {{"half_width", settings.precision},
                      {"reached", reached.reached},
                      {"widest_half_width", data_of(reached.widest)},
                      {"most_trials", settings.trials},
                      {"intervals", "confidence sequences"}};
}

std::string_view status_of(bool complete) { return complete ? "complete" : "stopped"; }

Text ranges_sentence(std::int64_t sets) {
  if (sets >= kLeastSets) {
    return say("ranges from {} parameter sets, each run {} times", Whole{sets}, kReplicates);
  }
  return say("no ranges over parameter sets: {}",
             why_no_range(sets == 0 ? RangeBasis::kNoSets : RangeBasis::kTooFewSets, sets));
}

Text precision_sentence(const RunSettings& settings, const PrecisionReached& reached,
                        std::int64_t trials, bool share) {
  if (!(settings.precision > 0)) return {};
  const auto half_width = [share](double x) {
    return share ? say("{} points", Number{x, Digits::general_percent(3)})
                 : say("{}", Number{x, Digits::general(3)});
  };
  const Text asked = half_width(settings.precision), widest = half_width(reached.widest);
  return reached.reached
             ? say("precision reached: +-{} was asked for, the widest headline interval is +-{} "
                   "after {} (intervals hold whenever a run stops)",
                   asked, widest, Counted{trials, "trial"})
             : say("PRECISION NOT REACHED: +-{} was asked for, and the widest headline interval is "
                   "still +-{} after the most trials allowed, {} (--trials)",
                   asked, widest, trials);
}

void add_settings(Json& run, const Scenario& scenario) {
  if (!scenario.set_here.empty()) run["set"] = scenario.set_here;
}

void add_settings_paragraph(Report& report, const Scenario& scenario) {
  add_settings_paragraph(report, scenario.set_here);
}

void add_settings_paragraph(Report& report, const std::vector<std::string>& set_here) {
  if (set_here.empty()) return;
  report.paragraph(say("set here: {}", fmt::format("{}", fmt::join(set_here, "; "))), 4);
}

void add_precision_paragraph(Report& report, const RunSettings& settings,
                             const PrecisionReached& reached, std::int64_t trials, bool share) {
  Text text = precision_sentence(settings, reached, trials, share);
  if (!text.empty()) report.paragraph(std::move(text), 2);
}

void add_notes(Report& report, const Scenario& scenario, std::string_view whose) {
  constexpr std::size_t kMost = 3;
  const std::vector<std::string>& notes = scenario.notes;
  for (std::size_t i = 0; i < std::min(notes.size(), kMost); ++i) {
    report.paragraph(say("note{}: {}", whose, notes[i]), 6);
  }
  if (notes.size() <= kMost) return;
  const std::string name = typed_name(scenario);
  const auto settings = typed_settings(scenario);
  if (name.empty() || !settings) return;
  report.paragraph(say("{}{}: armistice check {}{}",
                       Counted{static_cast<std::int64_t>(notes.size() - kMost), "more note"}, whose,
                       name, *settings));
}

namespace {

/// Whether the bare name means this file.
bool names_file(const std::string& name, const std::filesystem::path& file) {
  const FoundFile found = look_up(NamedFile::kScenario, name, "");
  std::error_code error;
  return found.why.empty() &&
         (found.file == file || std::filesystem::equivalent(found.file, file, error));
}

}  // namespace

std::string typed_name(const Scenario& scenario) {
  if (scenario.file == "/dev/stdin") return "-";
  if (scenario.file == "-") return "-";
  if (is_read_once(scenario.file)) return {};
  const std::string own = scenario_name(scenario.file);
  return names_file(own, scenario.file) ? shell_path(own) : shell_path(scenario.file);
}

std::string letter(std::size_t scenario) {
  constexpr std::size_t kLetters = 26;
  return scenario < kLetters ? std::string(1, static_cast<char>('A' + scenario))
                             : fmt::format("{}", scenario + 1);
}

}  // namespace armistice
