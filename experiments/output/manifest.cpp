#include "experiments/output/manifest.hpp"

#include <fmt/chrono.h>

#include <chrono>

#include "experiments/input/resolved_settings.hpp"
#include "experiments/output/by_date.hpp"
#include "experiments/output/precision_report.hpp"
#include "experiments/output/version.hpp"

namespace armistice {

std::string_view name_of(Record record) {
  constexpr std::string_view kNames[] = {"summary", "trials", "all"};
  return kNames[static_cast<int>(record)];
}

std::string utc_now() {
  const auto now =
      std::chrono::time_point_cast<std::chrono::seconds>(std::chrono::system_clock::now());
  return fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(now));
}

nlohmann::ordered_json run_data(const Scenario& scenario, const Ensemble& ensemble, Record record) {
  nlohmann::ordered_json run;
  run["command"] = "run";
  run["version"] = kVersion;
  run["program"] = source_digest();
  run["scenario"] = {
      {"name", scenario.name}, {"title", scenario.title}, {"digest", scenario.digest}};
  run["rule"] = name_of(scenario.structure.rule);
  run["mechanisms"] = name_of(scenario.mechanisms);
  run["seed"] = ensemble.settings.seed;
  run["first_trial"] = ensemble.settings.first_trial;
  run["trials"] = ensemble.tally.trials;
  add_precision(run, ensemble.settings, ensemble.precision);
  run["horizon_months"] = ensemble.tally.horizon_months;
  run["start"] = to_string(scenario.start);
  run["by"] = dates_data(ensemble.settings);
  run["nested"] = {{"parameter_sets", ensemble.nested.sets}, {"replicates", kReplicates}};
  run["record"] = name_of(record);
  run["status"] = ensemble.complete ? "complete" : "stopped";
  return run;
}

nlohmann::ordered_json csv_data(const CsvFormat& format) {
  return {{"delimiter", std::string(1, format.delimiter)},
          {"decimal", std::string(1, format.decimal)}};
}

nlohmann::ordered_json machine_data(const RunSettings& settings, double wall_seconds,
                                    const Environment& environment) {
  nlohmann::ordered_json data;
  if (settings.kernel != nullptr) {  // else nothing was run: parts were put together
    data = {{"threads", settings.threads},
            {"lanes", settings.kernel->lanes},
            {"instruction_set", settings.kernel->name},
            {"wall_seconds", wall_seconds}};
  }
  data["started"] = environment.started;
  data["finished"] = environment.finished;
  return data;
}

std::string json_text(const nlohmann::ordered_json& data) {
  return data.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

std::string manifest_json(const Scenario& scenario, const Ensemble& ensemble, Record record,
                          const Environment& environment) {
  nlohmann::ordered_json manifest = run_data(scenario, ensemble, record);
  manifest["csv"] = csv_data(environment.csv);
  manifest["environment"] = {{"command_line", environment.command_line},
                             {"scenario_file", scenario.file.string()}};
  manifest["environment"].update(
      machine_data(ensemble.settings, ensemble.wall_seconds, environment));
  return json_text(manifest);
}

}  // namespace armistice
