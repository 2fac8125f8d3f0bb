#include "experiments/output/manifest.hpp"

#include <fmt/chrono.h>

#include <chrono>

namespace armistice {

std::string utc_now() {
  const auto now =
      std::chrono::time_point_cast<std::chrono::seconds>(std::chrono::system_clock::now());
  return fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(now));
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

std::string manifest_json(nlohmann::ordered_json run, nlohmann::ordered_json read,
                          const RunSettings& settings, double wall_seconds,
                          const Environment& environment) {
  run["csv"] = csv_data(environment.csv);
  run["environment"] = {{"command_line", environment.command_line}};
  run["environment"].update(read);
  run["environment"].update(machine_data(settings, wall_seconds, environment));
  return json_text(run);
}

}  // namespace armistice
