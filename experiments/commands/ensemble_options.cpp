#include "experiments/commands/ensemble_options.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "experiments/commands/option_values.hpp"
#include "experiments/commands/stop_signal.hpp"
#include "experiments/commands/table_options.hpp"
#include "experiments/engine/asked_dates.hpp"
#include "experiments/input/scenario_files.hpp"
#include "experiments/input/shell_word.hpp"
#include "experiments/output/report_files.hpp"
#include "experiments/report/digits.hpp"
#include "experiments/report/printed.hpp"
#include "experiments/report/report_data.hpp"

namespace armistice {
namespace {

double parse_half_width(const std::string& typed) {
  double x = 0;
  const char* const end = typed.data() + typed.size();
  const auto [stopped, error] = std::from_chars(typed.data(), end, x);
  if (error != std::errc() || stopped != end || !std::isfinite(x) || !(x > 0)) {
    refuse(
        fmt::format("--precision \"{}\": expected a half-width above 0, such as 0.005 (half a "
                    "point of a share)",
                    typed));
  }
  return x;
}

Shard parse_shard(const std::string& typed) {
  const std::size_t slash = typed.find('/');
  if (slash == std::string::npos) {
    refuse(fmt::format("--shard \"{}\": expected I/N, such as 2/8", typed));
  }
  constexpr int kMost = 100'000;
  const int count = parse_whole<int>("--shard", typed.substr(slash + 1), 1, kMost);
  return {parse_whole<int>("--shard", typed.substr(0, slash), 1, count), count};
}

}  // namespace

void offer_ensemble(CLI::App& command, EnsembleOptions& o) {
  offer_text(command, "--trials", "N", "number of trials [10000]", [&o](const std::string& typed) {
    o.trials = parse_whole<std::uint32_t>("--trials", typed, 1, 0xffffffffu);
    o.trials_typed = true;
  });
  offer_common(command, o);
  offer_tables(command, o.csv, o.out);
}

void offer_common(CLI::App& command, EnsembleOptions& o) {
  offer_seed(command, o.seed, "seed of the random numbers [1]");
  offer_threads(command, o.threads);
  offer_horizon(command, o.horizon_months);
  offer_settings(command, o.settings);
  offer_text(command, "--out", "DIR",
             "write the files of the result here; without it no file is written",
             [&o](const std::string& typed) {
               if (typed.empty()) refuse("--out \"\": expected a folder");
               o.out = typed;
             });
  command.add_flag("--force", o.force, "replace a result of this command and scenario in --out");
  command.add_flag("--quiet", o.quiet, "show no progress on standard error");
  command.add_flag("--json", o.json, "print the summary as JSON");
}

double parse_time(const std::string& typed) {
  constexpr std::pair<char, double> kUnits[] = {{'s', 1}, {'m', 60}, {'h', 3600}};
  double number = 0;
  const char* const end = typed.data() + typed.size();
  const auto [stopped, error] = std::from_chars(typed.data(), end, number);
  for (const auto& [unit, seconds] : kUnits) {
    const bool whole = error == std::errc() && stopped + 1 == end && *stopped == unit;
    if (whole && std::isfinite(number) && number > 0) return number * seconds;
  }
  refuse(
      fmt::format("--time-limit \"{}\": expected a number with its unit: 90s, 55m or 2h", typed));
}

void offer_resume(CLI::App& command, ResumeOptions& resuming, const std::string& help) {
  command.add_flag("--resume", resuming.resume, help);
}

void offer_time_limit(CLI::App& command, ResumeOptions& resuming) {
  offer_text(
      command, "--time-limit", "TIME", "stop after 90s, 55m or 2h; --resume continues",
      [&resuming](const std::string& typed) { resuming.time_limit_seconds = parse_time(typed); });
}

void offer_resuming(CLI::App& command, ResumeOptions& resuming) {
  offer_resume(command, resuming,
               "continue the work in --out, also to more samples; begin if there is none");
  offer_text(command, "--shard", "I/N",
             "do only part I of N; armistice merge joins the parts [1/1]",
             [&resuming](const std::string& typed) { resuming.shard = parse_shard(typed); });
  offer_time_limit(command, resuming);
}

void offer_precision(CLI::App& command, EnsembleOptions& o, std::string_view whose) {
  const std::string help =
      fmt::format("stop when the 95 % intervals {} are that narrow; at most --trials [{}]", whose,
                  o.most_trials);
  command
      .add_option_function<std::string>(
          "--precision", [&o](const std::string& typed) { o.precision = parse_half_width(typed); },
          help)
      ->type_name("HALF_WIDTH");
}

void offer_device(CLI::App& command, EnsembleOptions& o) {
  static constexpr std::pair<const char*, DeviceChoice> kDevices[] = {
      {"cpu", DeviceChoice::kCpu}, {"gpu", DeviceChoice::kGpu}, {"auto", DeviceChoice::kAuto}};
  offer_text(command, "--device", "WHICH",
             "where trials run: cpu, gpu (an NVIDIA GPU) or auto; the results are the same [cpu]",
             [&o](const std::string& typed) {
               o.device = parse_word<DeviceChoice>("--device", typed, kDevices);
             });
}

void choose_device(EnsembleOptions& o, std::span<const Scenario> scenarios,
                   const Session& session) {
  const auto note = [&session](const std::string& words) {
    session.note("armistice: " + words + "\n");
  };
  o.processor = chosen_processor(o.device, note);
  if (o.processor == nullptr) return;
  std::string why;
  try {
    for (const Scenario& scenario : scenarios) {
      if (gives_same_trials(*o.processor, scenario, o.seed, o.horizon_months)) continue;
      why = fmt::format(
          "{} gives other results for {} than this machine's processor, and so none: "
          "please report it",
          o.processor->device(), scenario.name);
      break;
    }
  } catch (const Error& error) {  // no memory left on it, or it was lost
    if (o.device == DeviceChoice::kGpu) throw;
    why = error.what();
  }
  if (why.empty()) return;
  if (o.device == DeviceChoice::kGpu) refuse("--device gpu: " + why);
  note("trials run on the CPU: " + why);
  o.processor = nullptr;
}

void check_precision(double half_width, bool share) {
  if (!share || half_width < 0.5) return;
  double points = half_width;  // a share's interval lies within 0 and 1
  while (points >= 50) points /= 10;
  refuse(
      fmt::format("--precision {}: a share lies between 0 and 1, so its half-width is below 0.5; "
                  "for +-{:.3g} points write --precision {:.3g}",
                  half_width, points, points / 100));
}

void offer_dates(CLI::App& command, EnsembleOptions& o) {
  offer_each(
      command, "--by", "MONTH",
      "also give the outcomes by the end of a month, such as 2026-12; repeatable",
      [&o](const std::string& typed) {
        const auto date = calendar_month(typed);
        if (!date) {
          refuse(fmt::format("--by \"{}\": expected a year and a month, such as 2026-12", typed));
        }
        if (std::find(o.dates.begin(), o.dates.end(), *date) != o.dates.end()) {
          refuse(fmt::format("--by {} is given twice; expected each month once", typed));
        }
        o.dates.push_back(*date);
      });
}

void offer_objective(CLI::App& command, std::string& objective, std::string_view what) {
  const std::string help = fmt::format("{}: a row of outcomes.csv or a number of trials.csv [{}]",
                                       what, kDefaultObjective);
  offer_text(command, "--objective", "NAME", help.c_str(),
             [&objective](const std::string& typed) { objective = typed; });
}

namespace {

/// All that is said of two on the command line is said of both, so they would be the same twice.
void refuse_one_file_twice(const EnsembleOptions& options, const std::vector<Scenario>& read) {
  const std::size_t last = read.size() - 1;
  for (std::size_t i = 0; i < last; ++i) {
    std::error_code error;
    const bool same = read[i].file == read[last].file ||
                      std::filesystem::equivalent(read[i].file, read[last].file, error);
    if (!same || error) continue;
    const std::string &one = options.scenarios[i], &other = options.scenarios[last];
    refuse(
        fmt::format("{}; expected each scenario once, because --set and --with change all of "
                    "them; a file that extends {} holds a change of one",
                    one == other ? fmt::format("{} is given twice", one)
                                 : fmt::format("{} and {} are the same file", one, other),
                    one));
  }
}

}  // namespace

std::vector<Scenario> read_scenarios(const EnsembleOptions& options) {
  std::vector<Scenario> scenarios;
  for (const std::string& typed : options.scenarios) {
    scenarios.push_back(read_scenario(find_scenario(typed), options.settings));
    refuse_one_file_twice(options, scenarios);
    note_late_changes(scenarios.back(), options.horizon_months);
  }
  return scenarios;
}

RunSettings settings_of(const EnsembleOptions& options) {
  RunSettings settings;
  const bool to_precision = options.precision > 0 && !options.trials_typed;
  settings.trials = to_precision ? options.most_trials : options.trials;
  settings.precision = options.precision;
  settings.seed = options.seed;
  settings.threads = options.threads;
  settings.horizon_months = options.horizon_months;
  settings.by = options.dates;
  settings.processor = options.processor;
  settings.structures = options.structures;
  return settings;
}

nlohmann::ordered_json file_of(const Scenario& scenario) {
  return {{"scenario_file", scenario.file.string()}};
}

nlohmann::ordered_json files_of(std::span<const Scenario> scenarios) {
  nlohmann::ordered_json files = nlohmann::ordered_json::array();
  for (const Scenario& scenario : scenarios) files.push_back(scenario.file.string());
  return {{"scenario_files", std::move(files)}};
}

RunHooks hooks_for(Progress& progress) {
  RunHooks hooks;
  hooks.progress = [&progress](std::int64_t done, std::int64_t total) {
    progress.show(done, total);
  };
  hooks.stop = &stop_requested();
  return hooks;
}

Existing existing_of(const ResumeOptions& resuming, bool force) {
  if (resuming.resume && force)
    refuse("--force begins anew, and --resume continues; expected one of them");
  if (resuming.resume) return Existing::kResume;
  return force ? Existing::kReplace : Existing::kRefuse;
}

ResultOf result_for(std::string_view command, const std::vector<Scenario>& scenarios) {
  ResultOf result{std::string(command), {}};
  for (const Scenario& scenario : scenarios) result.scenarios.push_back(scenario.name);
  return result;
}

std::string shard_note(std::string_view what, const Shard& shard, const std::string& folder,
                       const Counted& done) {
  return printed(say(
      "{}: shard {} of {}, {}, is in {}\nNext, with all of them: armistice merge {} DIR ... --out "
      "DIR\n",
      what, whole(shard.index), whole(shard.count), done, folder, shell_path(folder)));
}

}  // namespace armistice
