// armistice validate: the patterns that the model is judged by, then the Plan's claims.
#include <fmt/format.h>

#include <optional>

#include "experiments/commands/command.hpp"
#include "experiments/commands/option_values.hpp"
#include "experiments/commands/stop_signal.hpp"
#include "experiments/commands/table_options.hpp"
#include "experiments/findings/validation_text.hpp"
#include "experiments/output/output_folder.hpp"

namespace armistice {
namespace {

struct ValidateOptions {
  int trials = 20'000;
  std::uint64_t seed = 1;
  int threads = 0;                     // 0: all
  std::optional<ValidationPart> only;  // else patterns, definitions and claims
  std::optional<std::filesystem::path> out;
  CsvFormat csv;
  bool force = false, quiet = false, json = false, markdown = false;
};

constexpr std::pair<const char*, ValidationPart> kParts[] = {
    {"patterns", ValidationPart::kPatterns},
    {"definitions", ValidationPart::kDefinitions},
    {"mechanisms", ValidationPart::kMechanisms},
    {"claims", ValidationPart::kClaims}};

void offer(CLI::App& command, ValidateOptions& validate) {
  offer_text(command, "--trials", "N", "of each variant [20000]",
             [&validate](const std::string& typed) {
               validate.trials = parse_whole<int>("--trials", typed, 1000, 1'000'000);
             });
  offer_seed(command, validate.seed, "any whole number [1]");
  offer_threads(command, validate.threads);
  offer_text(command, "--only", "PART", "patterns, definitions, mechanisms or claims [all]",
             [&validate](const std::string& typed) {
               validate.only = parse_word<ValidationPart>("--only", typed, kParts);
             });
  offer_text(command, "--out", "DIR",
             "write patterns.csv, definitions.csv, mechanisms.csv, claims.csv",
             [&validate](const std::string& typed) { validate.out = typed; });
  offer_tables(command, validate.csv, validate.out);
  command.add_flag("--force", validate.force, "replace the result in DIR");
  command.add_flag("--quiet", validate.quiet, "no progress");
  command.add_flag("--json", validate.json, "print it as data");
  command.add_flag("--markdown", validate.markdown, "print the tables of the docs");
}

constexpr int kDone = 0;

void write_files(OutputFolder& folder, const Validation& v, const Environment& environment) {
  if (!v.patterns.empty()) folder.write("patterns.csv", patterns_csv(v));
  if (!v.definitions.empty()) folder.write("definitions.csv", definitions_csv(v));
  if (!v.mechanisms.empty()) folder.write("mechanisms.csv", mechanisms_csv(v));
  if (!v.claims.empty()) folder.write("claims.csv", claims_csv(v));
  folder.write("manifest.json", validation_manifest_json(v, environment));
  folder.commit();
}

std::string answer(const ValidateOptions& options, const Validation& v) {
  if (options.json) return json_text(validation_data(v));
  return options.markdown ? validation_markdown(v) : validation_text(v);
}

int run_command(const ValidateOptions& options, const Session& session) {
  std::optional<OutputFolder> folder;
  if (options.out) {
    folder.emplace(*options.out, ResultOf{"validate", {}}, options.force);
    folder->use(options.csv);
  }
  Environment environment{session.words, utc_now(), "", options.csv};
  LaboratorySettings settings{.trials = options.trials,
                              .seed = options.seed,
                              .threads = options.threads,
                              .stop = &stop_requested()};
  if (session.progress) {
    settings.progress = [&session](int runs) {
      session.progress(fmt::format("\r{} variants run", runs));
    };
  }
  try {
    const Validation v = validate(settings, options.only);
    environment.finished = utc_now();
    if (session.progress) session.progress("\r\033[K");
    if (folder) write_files(*folder, v, environment);
    session.result(answer(options, v));
    if (folder && !options.json) {
      session.result(fmt::format("Files: {}\n", folder->path().string()));
    }
    return kDone;
  } catch (const Stopped&) {
    session.note(
        fmt::format("armistice validate: stopped by {}; nothing was written\n", stop_reason()));
    return stop_status();
  }
}

}  // namespace

const CommandEntry kValidateCommand{
    .name = "validate",
    .group = "Look",
    .summary = "hold the model against its patterns and the Plan's claims",
    .examples = R"(  armistice validate
  armistice validate --only claims --out results/validation)",
    .offer = [](CLI::App& command) { return action_of(command, offer, run_command); }};

}  // namespace armistice
