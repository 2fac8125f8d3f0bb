// armistice calibrate: parameters fitted to what was observed.
#include <fmt/format.h>

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "experiments/calibration/calibration.hpp"
#include "experiments/commands/command.hpp"
#include "experiments/commands/ensemble_options.hpp"
#include "experiments/commands/kept_result.hpp"
#include "experiments/commands/option_values.hpp"
#include "experiments/commands/stop_signal.hpp"
#include "experiments/commands/table_options.hpp"
#include "experiments/engine/available_threads.hpp"
#include "experiments/findings/calibration.hpp"
#include "experiments/findings/run_facts.hpp"
#include "experiments/input/scenario_files.hpp"
#include "experiments/output/report_files.hpp"
#include "experiments/report/printed.hpp"
#include "experiments/report/report_data.hpp"
#include "experiments/resumable/identity.hpp"

namespace armistice {
namespace {

struct CalibrateOptions {
  std::string scenario;
  CalibrationSettings of_calibration;
  std::optional<std::filesystem::path> out;
  CsvFormat csv;
  ResumeOptions resuming;
  bool force = false, quiet = false, json = false;
};

CalendarMonth parse_month(const char* option, const std::string& typed) {
  const auto month = calendar_month(typed);
  if (!month) refuse(fmt::format("{} {}: expected a month, such as 2024-01", option, typed));
  return *month;
}

void offer_data(CLI::App& command, CalibrationSettings& c) {
  offer_text(command, "--observations", "FILE",
             "what was observed, month by month [the program's own: data/observed_monthly.csv]",
             [&c](const std::string& typed) { c.observations = typed; });
  offer_text(command, "--from", "MONTH", "start of the first window [2023-01]",
             [&c](const std::string& typed) { c.from = parse_month("--from", typed); });
  offer_text(command, "--until", "MONTH", "the first month that is not known [all are known]",
             [&c](const std::string& typed) { c.until = parse_month("--until", typed); });
  offer_text(command, "--window", "MONTHS", "length of a window; each has a start of its own [12]",
             [&c](const std::string& typed) {
               c.window_months = parse_whole<int>("--window", typed, 6, 24);
             });
  offer_each(command, "--parameter", "NAME",
             "fit this parameter; without it, those of experiments/calibration/fitted.def",
             [&c](const std::string& typed) { c.parameters.push_back(typed); });
  offer_each(command, "--without", "SERIES", "leave a series of the observations out",
             [&c](const std::string& typed) { c.without.push_back(typed); });
  offer_text(command, "--discrepancy", "FACTOR", "of the declared discrepancies [1]",
             [&c](const std::string& typed) {
               c.discrepancy = parse_number("--discrepancy", typed, 0, "a factor of at least 0");
             });
}

void offer(CLI::App& command, CalibrateOptions& o) {
  CalibrationSettings& c = o.of_calibration;
  command
      .add_option("SCENARIO", o.scenario,
                  "what is calibrated; each window replaces its start, and brings its state")
      ->type_name("");
  offer_settings(command, c.set);
  offer_data(command, c);
  offer_text(
      command, "--waves", "N", "waves of history matching [3]",
      [&c](const std::string& typed) { c.waves = parse_whole<int>("--waves", typed, 0, 9); });
  offer_text(command, "--points", "N", "points of a wave [1024]", [&c](const std::string& typed) {
    c.points = parse_whole<std::int64_t>("--points", typed, 16, 1 << 20);
  });
  offer_text(command, "--replicates", "N", "histories of a point, whole sixteens [128]",
             [&c](const std::string& typed) {
               c.replicates = parse_whole<int>("--replicates", typed, 32, 4096);
               if (c.replicates % kGroupTrials == 0) return;
               refuse(fmt::format("--replicates {}: expected whole sixteens, such as {}", typed,
                                  (c.replicates / kGroupTrials + 1) * kGroupTrials));
             });
  offer_text(command, "--draws", "N", "rows of the posterior [512]",
             [&c](const std::string& typed) {
               c.draws = parse_whole<int>("--draws", typed, 32, 1 << 16);
             });
  offer_text(
      command, "--moves", "N", "moves of a draw at a temperature [3]",
      [&c](const std::string& typed) { c.moves = parse_whole<int>("--moves", typed, 1, 99); });
  offer_text(command, "--truths", "N",
             "calibrate synthetic data of known parameters so many times instead",
             [&c](const std::string& typed) {
               c.truths = parse_whole<int>("--truths", typed, 1, 10'000);
             });
  offer_seed(command, c.seed, "seed of the random numbers [1]");
  offer_threads(command, c.threads);
  offer_text(command, "--out", "DIR", "write posterior.csv and the other tables here",
             [&o](const std::string& typed) { o.out = typed; });
  offer_tables(command, o.csv, o.out);
  offer_stages(command, o.resuming);
  command.add_flag("--force", o.force, "replace a result of this command and scenario in --out");
  command.add_flag("--quiet", o.quiet, "show no progress");
  command.add_flag("--json", o.json, "print the result as JSON");
}

Identity identity_of(const CalibrationPlan& plan, const CsvFormat& csv) {
  Identity identity = armistice::identity_of("calibrate");
  identity["scenario"] = scenario_identity(plan.scenario);
  add_settings(identity, plan.scenario);
  identity["seed"] = plan.settings.seed;
  identity["calibration"] = calibration_data(plan);
  // States of windows move with the table of starts.
  for (const Scenario& start : plan.starts) identity["starts"].push_back(start.digest);
  identity["csv"] = csv_data(csv);
  identity["settings"] = settings_data(plan.scenario);
  return identity;
}

Report report_for(CalibrationPlan plan, const nlohmann::ordered_json& run,
                  std::vector<double>& seconds) {
  if (plan.settings.truths > 0) return report_of(check_by_simulation(std::move(plan)), run);
  const Calibration calibration = calibrate(std::move(plan));
  for (const Wave& wave : calibration.waves) seconds.push_back(wave.seconds);
  seconds.push_back(calibration.likelihood.seconds);
  seconds.push_back(calibration.distance.seconds);
  return report_of(calibration, run);
}

CalibrationSettings settings_of(const CalibrateOptions& options, const Session& session) {
  CalibrationSettings settings = options.of_calibration;
  settings.scenario = find_scenario(options.scenario);
  settings.stop = &stop_requested();
  if (settings.threads == 0) settings.threads = available_threads();
  if (session.progress) {
    settings.progress = [&session](std::string_view stage, std::int64_t done, std::int64_t all) {
      session.progress(fmt::format("\r\033[K{}: {} of {}", stage, done, all));
    };
  }
  return settings;
}

int run_command(const CalibrateOptions& options, const Session& session) {
  if (options.scenario.empty()) refuse("calibrate: expected a SCENARIO, such as status_quo");
  CalibrationPlan plan = calibration_plan(settings_of(options, session));
  const Identity identity = identity_of(plan, options.csv);
  const std::filesystem::path scenario_file = plan.scenario.file;
  const int threads = plan.settings.threads;
  KeptResult kept({"calibrate",
                   options.out,
                   options.csv,
                   options.force,
                   options.resuming,
                   {"calibrate", {plan.scenario.name}},
                   identity});
  if (kept.done_already(session)) return 0;
  plan.settings.stages = kept.stages();
  Environment environment{session.words, utc_now(), "", options.csv};
  nlohmann::ordered_json run = bare(identity);
  run["status"] = status_of(true);
  try {
    std::vector<double> seconds;
    const Report report = report_for(std::move(plan), run, seconds);
    environment.finished = utc_now();
    if (session.progress) session.progress("\r\033[K");
    return give_report(session, options, kept, report,
                       manifest_json(run, {{"scenario_file", scenario_file.string()}}, environment,
                                     {{"threads", threads}, {"stage_seconds", seconds}}),
                       [&] { return printed(report); });
  } catch (const Stopped&) {
    session.note(
        fmt::format("armistice: calibrate: stopped by {}{}\n", stop_reason(), kept.hint()));
    return kept.stop();
  }
}

}  // namespace

const CommandEntry kCalibrateCommand{
    .name = "calibrate",
    .group = "Look",
    .summary = "fit parameters to what was observed",
    .examples = R"(  armistice calibrate status_quo --out results/calibration
  armistice calibrate status_quo --until 2024-01 --without us_military_aid_eur_bn
  armistice calibrate status_quo --parameter parameters.front.speed_pct --window 6
  armistice calibrate status_quo --truths 200 --points 512 --replicates 64 --draws 128 --out DIR
Then, in a scenario file: [posterior] with file = "results/calibration/posterior.csv")",
    .offer = [](CLI::App& command) { return action_of(command, offer, run_command); }};

}  // namespace armistice
