#include "python/binding/ensemble.hpp"

#include <fmt/format.h>
#include <pybind11/stl.h>

#include <atomic>
#include <memory>
#include <optional>

#include "experiments/commands/ensemble_options.hpp"
#include "experiments/commands/option_values.hpp"
#include "experiments/engine/asked_dates.hpp"
#include "experiments/engine/ensemble.hpp"
#include "experiments/error.hpp"
#include "experiments/findings/run.hpp"
#include "experiments/input/scenario_files.hpp"
#include "experiments/output/progress.hpp"
#include "python/binding/told_report.hpp"
#include "python/binding/trial_columns.hpp"
#include "python/binding/waiting.hpp"

namespace armistice::python {
namespace {

namespace py = pybind11;

Record record_named(const std::string& word) {
  for (const Record record : {Record::kSummary, Record::kTrials, Record::kAll}) {
    if (word == name_of(record)) return record;
  }
  throw Error(Fault::kInput,
              fmt::format("armistice: record \"{}\": expected summary, trials or all", word));
}

RunSettings settings_of(const EnsembleRequest& request) {
  RunSettings settings{.trials = request.trials,
                       .seed = request.seed,
                       .threads = request.threads,
                       .horizon_months = request.horizon,
                       .precision = request.precision,
                       .structures = request.structures};
  for (const std::string& typed : request.by) {
    const auto date = calendar_month(typed);
    if (!date) {
      throw Error(
          Fault::kInput,
          fmt::format("armistice: by \"{}\": expected a year and a month, such as 2026-12", typed));
    }
    settings.by.push_back(*date);
  }
  check_precision(request.precision, true);
  return checked_settings(settings);
}

Scenario scenario_of(const EnsembleRequest& request) {
  std::vector<Setting> settings;
  for (const auto& [name, value] : request.settings) settings.push_back({name, value});
  Scenario scenario = read_scenario(find_scenario(request.scenario), settings);
  note_late_changes(scenario, request.horizon);
  return scenario;
}

}  // namespace

py::dict run(const EnsembleRequest& request, const py::object& listener) {
  std::optional<Scenario> scenario;
  std::shared_ptr<TrialColumns> columns;
  Ensemble ensemble;
  Report report;
  Record record{};
  std::string manifest;
  std::atomic<bool> stop{false};
  const auto work = [&](const Tell& tell) {
    record = record_named(request.record);
    scenario = scenario_of(request);
    const RunSettings settings = settings_of(request);
    check_dates(*scenario, settings);
    // With a precision `trials` is only the most that there can be.
    columns = std::make_shared<TrialColumns>(
        record, settings.precision > 0 ? 0 : static_cast<std::size_t>(settings.trials));
    Progress progress(tell);
    RunHooks hooks = hooks_for(progress);
    hooks.stop = &stop;
    if (record != Record::kSummary) {
      hooks.sink = [&columns](const TrialBlock& block) { columns->add(block); };
    }
    const std::string started = utc_now();
    ensemble = run_ensemble(*scenario, settings, hooks);
    if (!ensemble.complete) return;
    report = report_of(*scenario, ensemble, record);
    manifest = manifest_json(report.run, file_of(*scenario), ensemble.settings,
                             ensemble.wall_seconds, {{}, started, utc_now()});
  };
  wait_for(
      work, [&stop] { stop = true; }, listener);
  if (!ensemble.complete) throw_interrupted();
  py::dict all = told(report);
  all["manifest"] = manifest;
  all["notes"] = scenario->notes;
  all["trials"] = record == Record::kSummary ? py::object(py::none())
                                             : py::object(trials_of(columns, *scenario));
  all["trial_donors"] = record == Record::kAll ? py::object(trial_donors_of(columns, *scenario))
                                               : py::object(py::none());
  return all;
}

}  // namespace armistice::python
