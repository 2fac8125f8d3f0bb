// armistice validate: the patterns that the model is judged by, then the Plan's claims.
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <optional>

#include "experiments/commands/command.hpp"
#include "experiments/commands/ensemble_options.hpp"
#include "experiments/commands/kept_result.hpp"
#include "experiments/commands/option_values.hpp"
#include "experiments/commands/stop_signal.hpp"
#include "experiments/commands/table_options.hpp"
#include "experiments/findings/validation.hpp"
#include "experiments/input/scenario_files.hpp"
#include "experiments/output/file_digest.hpp"
#include "experiments/output/report_files.hpp"
#include "experiments/report/markdown.hpp"
#include "experiments/report/printed.hpp"
#include "experiments/report/report_data.hpp"

namespace armistice {
namespace {

struct ValidateOptions {
  int trials = 20'000;
  ClaimSettings of_claims;
  std::uint64_t seed = 1;
  int threads = 0;                     // 0: all
  std::optional<ValidationPart> only;  // else patterns, definitions and claims
  std::optional<std::filesystem::path> out;
  CsvFormat csv;
  ResumeOptions resuming;
  bool force = false, quiet = false, json = false, markdown = false;
};

constexpr std::pair<const char*, ValidationPart> kParts[] = {
    {"patterns", ValidationPart::kPatterns},
    {"definitions", ValidationPart::kDefinitions},
    {"mechanisms", ValidationPart::kMechanisms},
    {"claims", ValidationPart::kClaims}};

void offer(CLI::App& command, ValidateOptions& validate) {
  offer_text(command, "--trials", "N", "number of trials of each variant of the model [20000]",
             [&validate](const std::string& typed) {
               validate.trials = parse_whole<int>("--trials", typed, 1000, 1'000'000);
             });
  offer_text(command, "--sets", "N", "number of parameter sets that each claim is tried on [512]",
             [&validate](const std::string& typed) {
               validate.of_claims.sets = parse_whole<int>("--sets", typed, 32, 65'536);
             });
  offer_text(command, "--replicates", "N", "number of trials of each of them [16]",
             [&validate](const std::string& typed) {
               validate.of_claims.replicates = parse_whole<int>("--replicates", typed, 2, 1024);
             });
  offer_seed(command, validate.seed, "seed of the random numbers [1]");
  offer_threads(command, validate.threads);
  offer_text(command, "--only", "PART",
             "test only patterns, definitions, mechanisms or claims [all]",
             [&validate](const std::string& typed) {
               validate.only = parse_word<ValidationPart>("--only", typed, kParts);
             });
  offer_text(command, "--out", "DIR",
             "write patterns.csv, definitions.csv, mechanisms.csv and claims.csv here",
             [&validate](const std::string& typed) { validate.out = typed; });
  offer_tables(command, validate.csv, validate.out);
  command.add_flag("--force", validate.force, "replace a result of this command in --out");
  command.add_flag("--quiet", validate.quiet, "show no progress");
  command.add_flag("--json", validate.json, "print the result as JSON");
  command.add_flag("--markdown", validate.markdown, "print the tables of the docs");
  offer_stages(command, validate.resuming);
}

/// The digest of all scenarios, claims and critics: what is tried out.
std::string digest_of_scenarios() {
  const std::filesystem::path folder = find_claims().parent_path();
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file() && entry.path().extension() == ".toml") {
      files.push_back(entry.path());
    }
  }
  std::sort(files.begin(), files.end());
  std::string digests;
  for (const auto& file : files) {
    digests += file.lexically_relative(folder).string() + " " + file_digest(file) + "\n";
  }
  return text_digest(digests);
}

ResultRequest request_of(const ValidateOptions& options, const LaboratorySettings& settings) {
  Identity identity = identity_of("validate");
  identity.update(asked_of(settings, options.of_claims, options.only));
  identity["scenario_files"] = options.out ? digest_of_scenarios() : "";
  identity["csv"] = csv_data(options.csv);
  return {"validate",       options.out,      options.csv, options.force,
          options.resuming, {"validate", {}}, identity};
}

int run_command(const ValidateOptions& options, const Session& session) {
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
  KeptResult kept(request_of(options, settings));
  if (kept.done_already(session)) return 0;
  settings.stages = kept.stages();
  try {
    const Validation v = validate(settings, options.of_claims, options.only);
    environment.finished = utc_now();
    if (session.progress) session.progress("\r\033[K");
    const Report report = report_of(v);
    // No kernel and no scenario of its own are in the manifest.
    return give_report(
        session, options, kept, report,
        manifest_json(report.run, nlohmann::ordered_json::object(), environment,
                      {{"threads", v.settings.threads}}),
        [&] { return options.markdown ? markdown_of(pages_of(v)) : printed(report); });
  } catch (const Stopped&) {
    session.note(fmt::format("armistice: validate: stopped by {}{}\n", stop_reason(), kept.hint()));
    return kept.stop();
  }
}

}  // namespace

const CommandEntry kValidateCommand{
    .name = "validate",
    .group = "Look",
    .summary = "test the model: known patterns, and the Plan's claims",
    .examples = R"(  armistice validate
  armistice validate --only claims --out results/validation)",
    .offer = [](CLI::App& command) { return action_of(command, offer, run_command); }};

}  // namespace armistice
