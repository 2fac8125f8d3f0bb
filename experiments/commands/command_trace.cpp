// armistice trace: one trial of an ensemble, month by month.
#include "experiments/commands/command.hpp"
#include "experiments/commands/option_values.hpp"
#include "experiments/engine/asked_dates.hpp"
#include "experiments/findings/trace.hpp"
#include "experiments/input/scenario_files.hpp"
#include "experiments/output/manifest.hpp"
#include "experiments/report/csv_table.hpp"
#include "experiments/report/printed.hpp"
#include "experiments/report/report_data.hpp"
#include "experiments/trials/trial_trace.hpp"

namespace armistice {
namespace {

enum class TraceFormat { kText, kCsv, kJsonLines };

struct TraceOptions {
  std::string scenario;
  std::vector<Setting> settings;
  std::uint32_t trial = 0;
  std::uint32_t replicate = 0;
  std::uint64_t seed = 1;
  int horizon_months = 120;
  TraceFormat format = TraceFormat::kText;
  bool json = false;
};

constexpr std::pair<const char*, TraceFormat> kFormats[] = {
    {"text", TraceFormat::kText}, {"csv", TraceFormat::kCsv}, {"jsonl", TraceFormat::kJsonLines}};

void offer(CLI::App& command, TraceOptions& trace) {
  command
      .add_option("SCENARIO", trace.scenario,
                  "a file, or the name of a scenario that comes with the program")
      ->type_name("");
  offer_text(command, "--trial", "K", "number of the trial in the ensemble, from 0 [0]",
             [&trace](const std::string& typed) {
               trace.trial = parse_whole<std::uint32_t>("--trial", typed, 0, 0xfffffffeu);
             });
  offer_text(command, "--replicate", "R", "the same parameters with other random numbers [0]",
             [&trace](const std::string& typed) {
               trace.replicate = parse_whole<std::uint32_t>("--replicate", typed, 0, 0xffffffffu);
             });
  offer_seed(command, trace.seed, "seed of the ensemble [1]");
  offer_horizon(command, trace.horizon_months);
  offer_settings(command, trace.settings);
  command.add_flag("--json", trace.json, "print the trace as one JSON document");
  offer_text(command, "--format", "HOW", "format of the trace: text, csv or jsonl [text]",
             [&trace](const std::string& typed) {
               trace.format = parse_word<TraceFormat>("--format", typed, kFormats);
             });
}

std::string told(const TraceOptions& options, const Session& session) {
  Scenario scenario = read_scenario(find_scenario(options.scenario), options.settings);
  note_late_changes(scenario, options.horizon_months);
  const TrialAddress address{options.trial, options.replicate};
  const TrialTrace trace = trace_one(scenario, options.seed, options.horizon_months, address);
  const TracedTrial trial{scenario, trace, address, options.seed, options.horizon_months};
  if (session.report) session.report(report_of(trial));
  if (options.json) return json_text(data_of(report_of(trial)));
  switch (options.format) {
    case TraceFormat::kCsv:
      return csv_of(figures_of(trial));
    case TraceFormat::kJsonLines:
      return json_lines_of(figures_of(trial));
    case TraceFormat::kText:
      break;
  }
  return printed(account_of(trial));
}

int run_command(const TraceOptions& options, const Session& session) {
  if (options.scenario.empty()) refuse("trace: expected a SCENARIO, such as status_quo");
  if (options.json && options.format != TraceFormat::kText) {
    refuse("trace: --json and --format both choose the format; expected one of them");
  }
  session.result(told(options, session));
  return 0;
}

}  // namespace

const CommandEntry kTraceCommand{
    .name = "trace",
    .group = "Explain",
    .summary = "tell the story of one trial, month by month",
    .examples = R"(  armistice trace status_quo --trial 7
  armistice trace status_quo --trial 7 --format csv > trial_7.csv)",
    .offer = [](CLI::App& command) { return action_of(command, offer, run_command); }};

}  // namespace armistice
