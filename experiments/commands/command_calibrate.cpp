// armistice calibrate: parameters fitted to what was observed.
#include <fmt/format.h>

#include <charconv>
#include <chrono>
#include <fstream>
#include <optional>
#include <string>
#include <vector>

#include "experiments/calibration/calibration.hpp"
#include "experiments/commands/command.hpp"
#include "experiments/commands/ensemble_options.hpp"
#include "experiments/commands/option_values.hpp"
#include "experiments/commands/stop_signal.hpp"
#include "experiments/commands/table_options.hpp"
#include "experiments/engine/available_threads.hpp"
#include "experiments/findings/calibration.hpp"
#include "experiments/findings/run_facts.hpp"
#include "experiments/input/scenario_files.hpp"
#include "experiments/output/output_folder.hpp"
#include "experiments/output/report_files.hpp"
#include "experiments/report/printed.hpp"
#include "experiments/report/report_data.hpp"
#include "experiments/resumable/finished_result.hpp"
#include "experiments/resumable/identity.hpp"
#include "experiments/resumable/work_folder.hpp"

namespace armistice {
namespace {

constexpr const char* kGiven = "given.csv";  // what simulations gave, of unfinished work

struct CalibrateOptions {
  std::string scenario;
  CalibrationSettings of_calibration;
  std::optional<std::filesystem::path> out;
  CsvFormat csv;
  double time_limit_seconds = 0;
  bool resume = false, force = false, quiet = false, json = false;
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
  command.add_flag("--resume", o.resume, "continue the work in --out; begin if there is none");
  offer_text(command, "--time-limit", "TIME", "stop after 90s, 55m or 2h; --resume continues",
             [&o](const std::string& typed) { o.time_limit_seconds = parse_time(typed); });
  command.add_flag("--force", o.force, "replace a result of this command and scenario in --out");
  command.add_flag("--quiet", o.quiet, "show no progress");
  command.add_flag("--json", o.json, "print the result as JSON");
}

Identity identity_of(const CalibrationPlan& plan) {
  Identity identity = armistice::identity_of("calibrate");
  identity["scenario"] = scenario_identity(plan.scenario);
  add_settings(identity, plan.scenario);
  identity["seed"] = plan.settings.seed;
  identity["calibration"] = calibration_data(plan);
  // States of windows move with the table of starts.
  for (const Scenario& start : plan.starts) identity["starts"].push_back(start.digest);
  identity["settings"] = settings_data(plan.scenario);
  return identity;
}

std::string line_of(const Given& given) { return fmt::format("{}\n", fmt::join(given, ",")); }

/// Reads the first `rows` rows of a work folder, in their order.
std::vector<Given> given_in(const std::filesystem::path& file, std::int64_t rows) {
  std::vector<Given> all;
  std::ifstream in(file, std::ios::binary);
  std::string line;
  while (static_cast<std::int64_t>(all.size()) < rows && std::getline(in, line)) {
    Given& row = all.emplace_back();
    const char* at = line.data();
    const char* const end = line.data() + line.size();
    while (at < end) {
      double value = 0;
      at = std::from_chars(at, end, value).ptr;
      row.push_back(value);
      if (at < end && *at != ',') {
        throw Error(Fault::kInput,
                    fmt::format("{}: no row of numbers; --force begins anew", file.string()));
      }
      ++at;
    }
  }
  return all;
}

/// Keeps what simulations give in a work folder, so that --resume goes on from there.
class Journal {
 public:
  Journal(WorkFolder& work, CalibrationSettings& settings) : work_(work) {
    rows_ = work.progress().done;
    settings.earlier = given_in(work.file(kGiven), rows_);
    settings.keep = [this](const Given& given) {
      work_.append(0, line_of(given));
      ++rows_;
      if (clock_.due()) work_.checkpoint(rows_, "");
    };
  }
  void checkpoint() { work_.checkpoint(rows_, ""); }

 private:
  WorkFolder& work_;
  std::int64_t rows_ = 0;
  CheckpointClock clock_;
};

Report report_for(CalibrationPlan plan, const nlohmann::ordered_json& run,
                  std::vector<double>& seconds) {
  if (plan.settings.truths > 0) return report_of(check_by_simulation(std::move(plan)), run);
  const Calibration calibration = calibrate(std::move(plan));
  for (const Wave& wave : calibration.waves) seconds.push_back(wave.seconds);
  seconds.push_back(calibration.likelihood.seconds);
  seconds.push_back(calibration.distance.seconds);
  return report_of(calibration, run);
}

int run_command(const CalibrateOptions& options, const Session& session) {
  if (options.scenario.empty()) refuse("calibrate: expected a SCENARIO, such as status_quo");
  if (options.resume && !options.out) refuse("--resume: expected --out DIR with the work");
  if (options.resume && options.force) {
    refuse("--force begins anew, and --resume continues; expected one of them");
  }
  CalibrationSettings settings = options.of_calibration;
  settings.scenario = find_scenario(options.scenario);
  settings.stop = &stop_requested();
  if (settings.threads == 0) settings.threads = available_threads();
  if (session.progress) {
    settings.progress = [&session](std::string_view stage, std::int64_t done, std::int64_t all) {
      session.progress(fmt::format("\r\033[K{}: {} of {}", stage, done, all));
    };
  }
  CalibrationPlan plan = calibration_plan(settings);
  const Identity identity = identity_of(plan);
  const ResultOf result{"calibrate", {plan.scenario.name}};
  const std::filesystem::path scenario_file = plan.scenario.file;
  std::optional<WorkFolder> work;
  std::optional<Journal> journal;
  if (options.out) {
    if (options.resume && is_done_already(*options.out, identity)) {
      session.result(fmt::format("{}: done already; its files are in {}\n", plan.scenario.name,
                                 options.out->string()));
      return 0;
    }
    work.emplace(*options.out, identity, std::vector<std::string>{kGiven},
                 options.resume  ? Existing::kResume
                 : options.force ? Existing::kReplace
                                 : Existing::kRefuse);
    journal.emplace(*work, plan.settings);
  }
  const TimeLimit limit(options.time_limit_seconds);
  Environment environment{session.words, utc_now(), "", options.csv};
  nlohmann::ordered_json run = bare(identity);
  run["status"] = status_of(true);
  try {
    std::vector<double> seconds;
    const Report report = report_for(std::move(plan), run, seconds);
    environment.finished = utc_now();
    if (session.progress) session.progress("\r\033[K");
    if (session.report) session.report(report);
    std::optional<OutputFolder> folder;
    if (work) {
      folder.emplace(*options.out, result, true, Holder::kOwner);
      folder->use(options.csv);
      write_report(*folder, report,
                   manifest_json(run, {{"scenario_file", scenario_file.string()}}, environment,
                                 {{"threads", settings.threads}, {"stage_seconds", seconds}}));
      work->remove();
    }
    return say_result(
        session, options, options.out, [&] { return data_of(report); },
        [&] { return printed(report); });
  } catch (const CalibrationStopped&) {
    if (journal) journal->checkpoint();
    session.note(
        fmt::format("armistice calibrate: stopped by {}; {}\n", stop_reason(),
                    journal ? "the same command with --resume continues" : "nothing was written"));
    return stop_status();
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
