// armistice analyse: what a finished sweep says.
#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <limits>
#include <optional>
#include <sstream>
#include <utility>

#include "experiments/commands/command.hpp"
#include "experiments/commands/option_values.hpp"
#include "experiments/commands/stop_signal.hpp"
#include "experiments/commands/table_options.hpp"
#include "experiments/engine/available_threads.hpp"
#include "experiments/engine/pieces.hpp"
#include "experiments/error.hpp"
#include "experiments/findings/analysis.hpp"
#include "experiments/input/shell_word.hpp"
#include "experiments/input/trimmed.hpp"
#include "experiments/output/changed_files.hpp"
#include "experiments/output/output_folder.hpp"
#include "experiments/output/report_files.hpp"
#include "experiments/output/written_files.hpp"
#include "experiments/report/printed.hpp"
#include "experiments/report/report_data.hpp"

namespace armistice {
namespace {

struct AnalyseOptions {
  std::filesystem::path folder;       // of a finished sweep
  std::vector<std::string> outcomes;  // columns of its results; empty: the usual ones
  std::optional<double> threshold;    // of shares
  int bootstrap = 1000;
  std::vector<std::string> steps;  // of boxes' peelings, as typed
  std::uint64_t seed = 1;
  int threads = 0;  // 0: all
  std::optional<std::filesystem::path> out;
  CsvFormat csv;
  bool force = false, json = false, quiet = false;
};

void offer(CLI::App& command, AnalyseOptions& analyse) {
  command
      .add_option_function<std::string>(
          "DIR", [&analyse](const std::string& typed) { analyse.folder = typed; },
          "the folder of a finished sweep")
      ->type_name("");
  offer_each(command, "--outcome", "NAME", "column of results.csv, NAME>=X, or all; repeatable",
             [&analyse](const std::string& typed) { analyse.outcomes.push_back(typed); });
  offer_text(command, "--threshold", "SHARE",
             "look for points with at least this share, in boxes and trees",
             [&analyse](const std::string& typed) {
               analyse.threshold = parse_number("--threshold", typed, 0, "a share from 0 to 1");
               if (*analyse.threshold > 1) {
                 refuse(fmt::format("--threshold {}: expected a share from 0 to 1", typed));
               }
             });
  offer_text(command, "--bootstrap", "B", "number of resamples behind the intervals [1000]",
             [&analyse](const std::string& typed) {
               analyse.bootstrap = parse_whole<int>("--bootstrap", typed, 100, 100'000);
             });
  offer_each(command, "--step", "OUTCOME:BOX:STEP",
             "take this box at this step of peeling.csv; repeatable",
             [&analyse](const std::string& typed) { analyse.steps.push_back(typed); });
  offer_seed(command, analyse.seed, "seed of the resampling [1]");
  offer_threads(command, analyse.threads);
  offer_text(command, "--out", "DIR", "write the tables here",
             [&analyse](const std::string& typed) { analyse.out = typed; });
  offer_tables(command, analyse.csv, analyse.out);
  command.add_flag("--force", analyse.force,
                   "replace a result of this command and scenario in --out");
  command.add_flag("--json", analyse.json, "print the result as JSON");
  command.add_flag("--quiet", analyse.quiet,
                   "accepted without effect: an analysis shows no progress");
}

constexpr std::string_view kUsual[] = {"durable_acceptable_peace", "negotiated_peace",
                                       "de_facto_ceasefire", "defeat", "continued_war"};

/// A column that was typed, with the threshold behind it: "NAME" or "NAME>=X".
SweptOutcome named(const std::string& typed, const SweepTable& sweep) {
  const std::size_t sign = std::min(typed.find(">="), typed.size());
  const std::string name = trimmed(typed.substr(0, sign));
  std::vector<std::string> names;
  for (SweptOutcome outcome : sweep.outcomes) {
    names.push_back(outcome.name);
    if (outcome.name != name) continue;
    if (sign < typed.size()) {
      outcome.threshold =
          parse_number(fmt::format("--outcome {}>=", name), trimmed(typed.substr(sign + 2)),
                       std::numeric_limits<double>::lowest(), "a number, such as 0.5");
      if (outcome.share && !(*outcome.threshold >= 0 && *outcome.threshold <= 1)) {
        refuse(fmt::format("--outcome \"{}\": {} is a share, expected a threshold from 0 to 1",
                           typed, name));
      }
    }
    return outcome;
  }
  refuse(fmt::format("--outcome \"{}\": the sweep has no such column{}\n  it has {}", typed,
                     did_you_mean(name, names), fmt::join(names, " ")));
}

std::vector<SweptOutcome> chosen(const AnalyseOptions& options, const SweepTable& sweep) {
  std::vector<SweptOutcome> outcomes;
  for (const std::string& typed : options.outcomes) {
    if (typed == "all") {
      if (options.outcomes.size() > 1) {
        refuse("--outcome all has every column already; expected it alone");
      }
      outcomes = sweep.outcomes;
      break;
    }
    SweptOutcome outcome = named(typed, sweep);
    for (const SweptOutcome& before : outcomes) {
      if (before.name == outcome.name) {
        refuse(
            fmt::format("--outcome {} is given twice; expected each outcome once", outcome.name));
      }
    }
    outcomes.push_back(std::move(outcome));
  }
  for (const SweptOutcome& outcome : sweep.outcomes) {
    const bool usual =
        std::find(std::begin(kUsual), std::end(kUsual), outcome.name) != std::end(kUsual);
    if (options.outcomes.empty() && usual) outcomes.push_back(outcome);
  }
  if (outcomes.empty()) outcomes = sweep.outcomes;
  bool shares = false;
  for (SweptOutcome& outcome : outcomes) {
    if (outcome.share && !outcome.threshold) outcome.threshold = options.threshold;
    shares = shares || outcome.share;
  }
  if (options.threshold && !shares) {
    refuse(
        "--threshold: none of the outcomes is a share; give a mean its own, as in --outcome "
        "'NAME>=X'");
  }
  return outcomes;
}

/// "OUTCOME:BOX:STEP", "OUTCOME:fails:BOX:STEP"; the outcome may be left out if there is one, and
/// the box, the first being meant.
PickedStep picked_step(const std::string& typed, const std::vector<SweptOutcome>& outcomes) {
  std::vector<std::string> parts;
  std::stringstream stream(typed);
  for (std::string part; std::getline(stream, part, ':');) parts.push_back(part);
  const auto fail = [&typed](const std::string& message) {
    refuse(fmt::format("--step \"{}\": {}", typed, message));
  };
  const auto whole = [&typed](const std::string& part, std::size_t least) {
    return parse_whole<std::size_t>(fmt::format("--step {}:", typed), part, least, 100'000);
  };
  std::vector<std::string> names;
  for (const SweptOutcome& outcome : outcomes) names.push_back(outcome.name);
  const std::string these = fmt::format("{}", fmt::join(names, " "));
  if (parts.empty()) fail("expected OUTCOME:BOX:STEP");
  PickedStep picked;
  picked.step = whole(parts.back(), 0);
  parts.pop_back();
  if (!parts.empty() && parts.back().find_first_not_of("0123456789") == std::string::npos) {
    picked.box = whole(parts.back(), 1);
    parts.pop_back();
  }
  if (!parts.empty() && (parts.back() == "comes" || parts.back() == "fails")) {
    picked.interest = parts.back() == "fails" ? Interest::kFails : Interest::kComes;
    parts.pop_back();
  }
  if (parts.size() > 1) {
    fail("expected OUTCOME:BOX:STEP or OUTCOME:fails:BOX:STEP; of one outcome BOX:STEP or STEP");
  }
  if (parts.empty() && outcomes.size() > 1) {
    fail(fmt::format("of which outcome? Expected OUTCOME:BOX:STEP with one of {}", these));
  }
  picked.outcome = parts.empty() ? names.front() : parts.front();
  if (std::find(names.begin(), names.end(), picked.outcome) == names.end()) {
    fail(fmt::format("{} is no outcome of this analysis{}\n  it has {}", picked.outcome,
                     did_you_mean(picked.outcome, names), these));
  }
  return picked;
}

std::vector<PickedStep> picked_steps(const AnalyseOptions& options,
                                     const std::vector<SweptOutcome>& outcomes) {
  std::vector<PickedStep> picked;
  for (const std::string& typed : options.steps) {
    PickedStep step = picked_step(typed, outcomes);
    for (const PickedStep& other : picked) {
      if (other.outcome == step.outcome && other.interest == step.interest &&
          other.box == step.box) {
        refuse(fmt::format("--step \"{}\": this box has a step already", typed));
      }
    }
    picked.push_back(std::move(step));
  }
  return picked;
}

/// A sweep that was edited is analysed, since its rows say which point each is of; but nobody
/// should take it for what armistice wrote.
nlohmann::ordered_json changes_in(const AnalyseOptions& options, const Session& session) {
  nlohmann::ordered_json changes = nlohmann::ordered_json::object();
  const auto heed = [] {
    if (stop_requested()) throw ResamplingStopped{};
  };
  const std::vector<ChangedFile> all = changed_files(options.folder, heed);
  for (const ChangedFile& changed : all) {
    const std::filesystem::path file = options.folder / changed.name;
    const bool read = changed.name == "results.csv" || changed.name == "replicates.csv";
    std::error_code error;
    if (!read || std::filesystem::exists(file, error)) continue;
    throw Error(Fault::kInput,
                fmt::format("{}: {}, and the analysis needs it; expected the file that armistice "
                            "sweep wrote",
                            file.string(), changed.how));
  }
  for (const ChangedFile& changed : all) {
    session.note(
        fmt::format("armistice: analyse: {}: {}; the analysis goes on with what is there\n",
                    (options.folder / changed.name).string(), changed.how));
    changes[changed.name] = changed.how;
  }
  return changes;
}

int analyse_sweep(const AnalyseOptions& options, const Session& session) {
  std::optional<OutputFolder> folder;
  Environment environment{session.words, utc_now(), "", options.csv};
  SweepTable sweep = read_sweep(options.folder, &stop_requested());
  refuse_later_format(manifest_in(options.folder / kManifestName), options.folder);
  const std::vector<SweptOutcome> outcomes = chosen(options, sweep);
  AnalysisPlan plan;
  plan.seed = plan.bootstrap.seed = options.seed;
  plan.bootstrap.replicates = options.bootstrap;
  plan.bootstrap.stop = &stop_requested();
  plan.steps = picked_steps(options, outcomes);
  if (options.out) {
    refuse_to_write_over({options.folder}, *options.out);
    folder.emplace(*options.out, ResultOf{"analyse", {sweep.scenario}}, options.force);
    folder->use(options.csv);
  }
  std::optional<Analysis> analysed;
  const int threads = options.threads == 0 ? available_threads() : options.threads;
  const nlohmann::ordered_json changes = changes_in(options, session);
  with_threads(threads, [&] { analysed = analyse(std::move(sweep), outcomes, plan); });
  Report report = report_of(*analysed);
  if (!changes.empty()) report.run["sweep"]["changed_files"] = changes;
  environment.finished = utc_now();
  if (session.report) session.report(report);
  if (folder) write_report(*folder, report, analysis_manifest_json(*analysed, report, environment));
  if (options.json) {
    session.result(json_text(data_of(report)));
    return 0;
  }
  session.result(printed(report));
  session.result(folder ? fmt::format("\nFiles: {}\n", folder->path().string())
                        : fmt::format("\nNext: armistice analyse {} --out DIR   (all of it, as "
                                      "tables)\n",
                                      shell_path(options.folder)));
  return 0;
}

int run_command(const AnalyseOptions& options, const Session& session) {
  if (options.folder.empty()) refuse("analyse: expected the folder of a finished sweep");
  try {
    return analyse_sweep(options, session);
  } catch (const ResamplingStopped&) {
    session.note(
        fmt::format("armistice: analyse: stopped by {}; nothing was written\n", stop_reason()));
    return stop_status();
  }
}

}  // namespace

const CommandEntry kAnalyseCommand{
    .name = "analyse",
    .group = "Sweep",
    .summary = "which factors of a sweep matter, and where an outcome occurs",
    .examples = R"(  armistice analyse results/sweep
  armistice analyse results/sweep --outcome continued_war --out results/sweep/analysis
  armistice analyse results/sweep --threshold 0.5 --step durable_acceptable_peace:1:20

Without --outcome it analyses durable_acceptable_peace and the four headline outcomes. With
NAME>=X the boxes and trees look for points where NAME is at least X. Without --threshold a point
counts as much as its share. --step OUTCOME:fails:BOX:STEP is for the boxes where the outcome fails.
With one outcome BOX:STEP is enough, or STEP for its first box.)",
    .offer = [](CLI::App& command) { return action_of(command, offer, run_command); }};

}  // namespace armistice
