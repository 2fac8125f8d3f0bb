// armistice backtest: forecasts from past months, scored against what was then observed.
#include <fmt/format.h>

#include <optional>
#include <string>
#include <vector>

#include "experiments/backtest/backtest.hpp"
#include "experiments/commands/command.hpp"
#include "experiments/commands/ensemble_options.hpp"
#include "experiments/commands/option_values.hpp"
#include "experiments/commands/stop_signal.hpp"
#include "experiments/commands/table_options.hpp"
#include "experiments/findings/backtest.hpp"
#include "experiments/input/scenario_files.hpp"
#include "experiments/output/output_folder.hpp"
#include "experiments/output/report_files.hpp"
#include "experiments/report/printed.hpp"
#include "experiments/report/report_data.hpp"
#include "experiments/validation/laboratory.hpp"

namespace armistice {
namespace {

struct BacktestOptions {
  std::string scenario;
  BacktestSettings of_backtest;
  std::optional<std::filesystem::path> out;
  CsvFormat csv;
  bool force = false, quiet = false, json = false;
};

void offer(CLI::App& command, BacktestOptions& o) {
  BacktestSettings& backtest = o.of_backtest;
  command
      .add_option("SCENARIO", o.scenario,
                  "what is forecast with; each origin replaces its start, and brings its state")
      ->type_name("");
  offer_settings(command, backtest.set);
  offer_text(command, "--observations", "FILE",
             "what was observed, month by month [the program's own: data/observed_monthly.csv]",
             [&backtest](const std::string& typed) { backtest.observations = typed; });
  offer_text(command, "--from", "MONTH", "the first origin, such as 2024-01 [2023-01]",
             [&backtest](const std::string& typed) {
               const auto month = calendar_month(typed);
               if (!month) {
                 refuse(fmt::format("--from {}: expected a month, such as 2024-01", typed));
               }
               backtest.from = *month;
             });
  offer_text(command, "--trials", "N", "number of trials of each origin [2000]",
             [&backtest](const std::string& typed) {
               backtest.trials = parse_whole<int>("--trials", typed, 100, 1'000'000);
             });
  offer_text(command, "--observation-error", "FACTOR",
             "the declared errors of what is measured, times this [1]",
             [&backtest](const std::string& typed) {
               backtest.observation_error =
                   parse_number("--observation-error", typed, 0, "a number of at least 0");
             });
  offer_seed(command, backtest.seed, "seed of the random numbers [1]");
  offer_threads(command, backtest.threads);
  offer_text(command, "--out", "DIR", "write scores.csv and forecasts.csv here",
             [&o](const std::string& typed) { o.out = typed; });
  offer_tables(command, o.csv, o.out);
  command.add_flag("--force", o.force, "replace a result of this command and scenario in --out");
  command.add_flag("--quiet", o.quiet, "show no progress");
  command.add_flag("--json", o.json, "print the result as JSON");
}

/// As give() does it, for a result that is of no ensemble.
int give_backtest(const Session& session, const BacktestOptions& options,
                  std::optional<OutputFolder>& folder, const Backtest& backtest,
                  const Environment& environment) {
  const Report report = report_of(backtest);
  if (session.report) session.report(report);
  if (folder) {
    write_report(*folder, report,
                 manifest_json(report.run, file_of(read_scenario(backtest.settings.scenario, {})),
                               environment, {{"threads", backtest.settings.threads}}));
  }
  return say_result(
      session, options, options.out, [&] { return data_of(report); },
      [&] { return printed(report); });
}

int run_command(const BacktestOptions& options, const Session& session) {
  if (options.scenario.empty()) refuse("backtest: expected a SCENARIO, such as status_quo");
  BacktestSettings settings = options.of_backtest;
  settings.scenario = find_scenario(options.scenario);
  settings.stop = &stop_requested();
  std::optional<OutputFolder> folder;
  if (options.out) {
    const std::string name = read_scenario(settings.scenario, settings.set).name;
    folder.emplace(*options.out, ResultOf{"backtest", {name}}, options.force);
    folder->use(options.csv);
  }
  Environment environment{session.words, utc_now(), "", options.csv};
  if (session.progress) {
    settings.progress = [&session](std::int64_t done, std::int64_t all) {
      session.progress(fmt::format("\r{} of {} origins", done, all));
    };
  }
  try {
    const Backtest backtest = run_backtest(settings);
    environment.finished = utc_now();
    if (session.progress) session.progress("\r\033[K");
    return give_backtest(session, options, folder, backtest, environment);
  } catch (const Stopped&) {
    session.note(
        fmt::format("armistice backtest: stopped by {}; nothing was written\n", stop_reason()));
    return stop_status();
  }
}

}  // namespace

const CommandEntry kBacktestCommand{
    .name = "backtest",
    .group = "Look",
    .summary = "forecast from past months, and score that against what came",
    .examples = R"(  armistice backtest status_quo
  armistice backtest status_quo --from 2024-01 --out results/backtest
  armistice backtest status_quo --observations mine.csv --from 2025-03)",
    .offer = [](CLI::App& command) { return action_of(command, offer, run_command); }};

}  // namespace armistice
