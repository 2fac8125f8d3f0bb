// armistice validate: the patterns that the model is judged by, then the Plan's claims.
#include <fmt/format.h>

#include <optional>

#include "experiments/commands/commands.hpp"
#include "experiments/commands/stop_signal.hpp"
#include "experiments/output/output_folder.hpp"
#include "experiments/output/validation_text.hpp"

namespace armistice {
namespace {

constexpr int kDone = 0;

void write_files(OutputFolder& folder, const Validation& v, const Environment& environment) {
  if (!v.patterns.empty()) folder.write("patterns.csv", patterns_csv(v));
  if (!v.definitions.empty()) folder.write("definitions.csv", definitions_csv(v));
  if (!v.mechanisms.empty()) folder.write("mechanisms.csv", mechanisms_csv(v));
  if (!v.claims.empty()) folder.write("claims.csv", claims_csv(v));
  folder.write("manifest.json", validation_manifest_json(v, environment));
  folder.commit();
}

std::string answer(const ValidateCommand& command, const Validation& v) {
  if (command.json) return json_text(validation_data(v));
  return command.markdown ? validation_markdown(v) : validation_text(v);
}

}  // namespace

int command_validate(const ValidateCommand& command, const std::vector<std::string>& words,
                     const RunOutput& output) {
  std::optional<OutputFolder> folder;
  if (command.out) folder.emplace(*command.out, command.force);
  Environment environment{words, utc_now(), ""};
  LaboratorySettings settings{.trials = command.trials,
                              .seed = command.seed,
                              .threads = command.threads,
                              .stop = &stop_requested()};
  if (output.progress) {
    settings.progress = [&output](int runs) {
      output.progress(fmt::format("\r{} variants run", runs));
    };
  }
  try {
    const Validation v = validate(settings, command.only);
    environment.finished = utc_now();
    if (output.progress) output.progress("\r\033[K");
    if (folder) write_files(*folder, v, environment);
    output.result(answer(command, v));
    if (folder && !command.json) {
      output.result(fmt::format("Files: {}\n", folder->path().string()));
    }
    return kDone;
  } catch (const Stopped&) {
    output.note(
        fmt::format("armistice validate: stopped by {}; nothing was written\n", stop_reason()));
    return stop_status();
  }
}

}  // namespace armistice
