#include "experiments/output/manifest.hpp"

#include <fmt/chrono.h>

#include <chrono>
#include <utility>

#include "experiments/engine/processor.hpp"

namespace armistice {
namespace {

nlohmann::ordered_json times_data(const Environment& environment) {
  return {{"started", environment.started}, {"finished", environment.finished}};
}

std::string with_environment(nlohmann::ordered_json run, const Environment& environment,
                             const nlohmann::ordered_json& read,
                             const nlohmann::ordered_json& machine) {
  run["csv"] = csv_data(environment.csv);
  run["environment"] = {{"command_line", environment.command_line}};
  run["environment"].update(read);
  run["environment"].update(machine);
  return json_text(run);
}

}  // namespace

std::string utc_now() {
  const auto now =
      std::chrono::time_point_cast<std::chrono::seconds>(std::chrono::system_clock::now());
  return fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(now));
}

nlohmann::ordered_json csv_data(const CsvFormat& format) {
  return {{"delimiter", std::string(1, format.delimiter)},
          {"decimal", std::string(1, format.decimal)}};
}

CsvFormat csv_format_of(const nlohmann::ordered_json& manifest) {
  CsvFormat format;
  const auto csv = manifest.value("csv", nlohmann::ordered_json());
  if (!csv.is_object()) return format;
  const std::string delimiter = csv.value("delimiter", ""), decimal = csv.value("decimal", "");
  if (delimiter.size() == 1) format.delimiter = delimiter.front();
  if (decimal.size() == 1) format.decimal = decimal.front();
  return format;
}

nlohmann::ordered_json machine_data(const RunSettings& settings, double wall_seconds,
                                    const Environment& environment) {
  nlohmann::ordered_json data;
  if (settings.kernel != nullptr) {  // else nothing was run: parts were put together
    data = {{"threads", settings.threads},
            {"lanes", settings.kernel->lanes},
            {"instruction_set", settings.kernel->name},
            {"wall_seconds", wall_seconds}};
    if (settings.processor) data["device"] = settings.processor->device();
  }
  data.update(times_data(environment));
  return data;
}

std::string json_text(const nlohmann::ordered_json& data) {
  return data.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

std::string manifest_json(nlohmann::ordered_json run, nlohmann::ordered_json read,
                          const RunSettings& settings, double wall_seconds,
                          const Environment& environment) {
  return with_environment(std::move(run), environment, read,
                          machine_data(settings, wall_seconds, environment));
}

std::string manifest_json(nlohmann::ordered_json run, nlohmann::ordered_json read,
                          const Environment& environment, nlohmann::ordered_json machine) {
  nlohmann::ordered_json data = times_data(environment);
  data.update(machine);
  return with_environment(std::move(run), environment, read, data);
}

}  // namespace armistice
