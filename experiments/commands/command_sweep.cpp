// armistice sweep: the points of a design, streamed to files, on threads or ranks.
#include <fmt/format.h>

#include <charconv>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

#include "experiments/commands/ensemble_options.hpp"
#include "experiments/commands/stop_signal.hpp"
#include "experiments/commands/stream_input.hpp"
#include "experiments/commands/sweep_options.hpp"
#include "experiments/error.hpp"
#include "experiments/findings/sweep.hpp"
#include "experiments/input/shell_word.hpp"
#include "experiments/output/file_digest.hpp"
#include "experiments/output/progress.hpp"
#include "experiments/report/printed.hpp"
#include "experiments/report/report_data.hpp"
#include "experiments/resumable/finished_result.hpp"
#include "experiments/resumable/growth.hpp"
#include "experiments/resumable/processes.hpp"
#include "experiments/resumable/resumable_sweep.hpp"
#include "experiments/sweep/plan_notes.hpp"

namespace armistice {
namespace {

constexpr int kDone = 0;

RunSettings settings_for(const SweepOptions& options) {
  RunSettings settings = settings_of(options);
  settings.timeline = settings.donors = false;
  settings = checked_settings(settings);
  // Ranks of one machine share its processors, unless the user said how many threads each has.
  if (options.threads == 0) settings.threads = threads_of_rank(settings.threads);
  return settings;
}

/// Machines may see different files by one name: their points would not be of one sweep.
void check_ranks_agree(const Identity& identity) {
  const std::string hex = text_digest(identity.dump());  // the same on machines of any kind
  std::uint64_t digest = 0;
  std::from_chars(hex.data(), hex.data() + hex.size(), digest, 16);
  const auto ours = static_cast<std::int64_t>(digest);
  if (from_first_rank(ours) != ours) {
    throw Error(Fault::kInput,
                "armistice: sweep: this rank sees another scenario, design or program than the "
                "first one");
  }
}

void finish(WorkFolder& work, const Identity& identity, const Environment& environment,
            const RunSettings& settings, const SweepPlan& plan, double seconds) {
  const std::int64_t failed = rows_of(work.file("failures.csv"));
  Identity machine{{"command_line", environment.command_line},
                   {"scenario_file", plan.scenario.file.string()},
                   {"ranks", ranks()},
                   {"mpi", mpi_library()}};
  machine.update(machine_data(settings, seconds, environment));
  OutputFolder folder(work.folder(), result_for("sweep", {plan.scenario}), true, Holder::kOwner);
  for (const std::string& name : sweep_work_files()) {
    folder.adopt(name, work.file(name), work.progress().files.at(name));
  }
  finish_sweep(folder, identity, failed, machine);
  work.remove();
}

Report report_of(const SweepPlan& plan, const Identity& identity, std::int64_t failed,
                 double seconds) {
  return sweep_report(sweep_data(identity, failed),
                      sweep_title(plan.scenario.name, points_of(plan), plan.replicates,
                                  std::ssize(plan.design.factors), seconds),
                      {points_of(plan), failed}, plan.scenario.set_here);
}

void say_files(const SweepPlan& plan, std::int64_t failed, const std::string& folder,
               const Session& session) {
  session.result(fmt::format("Files: {}\n", folder));
  if (failed == points_of(plan)) return;
  session.result(fmt::format("Next: armistice analyse {}\n", shell_path(folder)));
}

/// A sweep of which no point could be run asked for what can't be.
int status_of(const SweepPlan& plan, std::int64_t failed) {
  return failed == points_of(plan) ? static_cast<int>(Fault::kInput) : kDone;
}

int say_done_already(const SweepPlan& plan, const std::filesystem::path& folder,
                     const Session& session) {
  std::error_code error;
  const std::filesystem::path failures = folder / "failures.csv";
  const std::int64_t failed = std::filesystem::exists(failures, error) ? rows_of(failures) : 0;
  session.result(
      fmt::format("{}: done already; its files are in {}\n", plan.scenario.name, folder.string()));
  const Text note = failed_points({points_of(plan), failed});
  if (!note.empty()) session.result(printed(note) + "\n");
  return status_of(plan, failed);
}

int run_plan(const SweepPlan& plan, const SweepOptions& options, const Session& session) {
  const RunSettings settings = settings_for(options);
  const Shard& shard = options.resuming.shard;
  points_of_shard(plan, shard);  // refuses what can't be cut
  const Identity identity = sweep_identity(plan, settings, shard);
  const std::string name = options.out->string();
  check_ranks_agree(identity);

  std::optional<WorkFolder> work;  // the files are the first rank's alone
  bool done = false;
  if (is_first_rank()) {
    if (plan.table != nullptr) refuse_to_write_over({plan.table_file}, *options.out);
    const Existing existing = existing_of(options.resuming, options.force);
    const bool longer = options.resuming.resume && holds_a_beginning(*options.out, identity);
    done = options.resuming.resume && !longer && is_done_already(*options.out, identity);
    if (!done) {
      work.emplace(*options.out, identity, sweep_work_files(), longer ? Existing::kGrow : existing);
      if (longer && work->progress().done == 0) begin_with_result(*work, sweep_work_files());
    }
    // A shard that is complete waits for the merge; a whole sweep still has to be put in its place.
    done = done || (work->progress().complete && !shard.whole());
  }
  if (from_first_rank(done ? 1 : 0) == 1) {
    return say_done_already(plan, *options.out, session);
  }
  if (is_first_rank()) {
    for (const std::string& note : plan.scenario.notes) {
      session.note(fmt::format("armistice: sweep: {}\n", note));
    }
    for (const std::string& note : notes_on(plan)) {
      session.note(fmt::format("armistice: sweep: {}\n", note));
    }
  }

  const TimeLimit limit(options.resuming.time_limit_seconds);
  std::optional<Progress> progress(std::in_place, session.progress);
  const RunHooks hooks = hooks_for(*progress);
  Environment environment{session.words, utc_now(), ""};
  const auto begun = std::chrono::steady_clock::now();
  const bool complete = resume(plan, settings, shard, work ? &*work : nullptr, hooks);
  const double seconds =
      std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
  progress.reset();
  environment.finished = utc_now();

  const auto status = static_cast<int>(from_first_rank(complete ? kDone : stop_status()));
  if (status != kDone) {
    if (work) {
      const Text of_shard = say(" (shard {} of {})", whole(shard.index), whole(shard.count));
      session.note(printed(
          say("armistice: sweep: stopped by {} after {} of {}{}; the same command with --resume "
              "continues\n",
              stop_reason(), work->progress().done, Counted{points_of(plan), "point"},
              shard.whole() ? Text() : of_shard)));
    }
    return status;
  }
  if (!work) return kDone;
  if (!shard.whole()) {
    session.result(shard_note(plan.scenario.name, shard, name, {work->progress().done, "point"}));
    return kDone;
  }
  const std::int64_t failed = rows_of(work->file("failures.csv"));
  finish(*work, identity, environment, settings, plan, seconds);
  const Report report = report_of(plan, identity, failed, seconds);
  session.result(options.json ? json_text(data_of(report)) : printed(report));
  if (!options.json) say_files(plan, failed, name, session);
  return status_of(plan, failed);
}

int run_command(const SweepOptions& options, const Session& session) {
  try {
    return run_plan(plan_of(options), options, session);
  } catch (const InputStopped&) {
    session.note(
        fmt::format("armistice: sweep: stopped by {} while it waited for --design {}; "
                    "nothing was run\n",
                    stop_reason(), options.design));
    return stop_status();
  }
}

}  // namespace

const CommandEntry kSweepCommand{
    .name = "sweep",
    .group = "Sweep",
    .summary = "run a design of points over uncertain parameters and choices",
    .examples = R"(  armistice sweep status_quo --samples 256 --out results/sweep
  armistice sweep peace_through_strength --design morris --samples 20 --out results/screening
  armistice sweep status_quo --design lhs --samples 5000 --factor parameters.front \
      --factor levers.us_backup=0:1 --factor rule=quantal,rational --out results/lhs
  armistice sweep status_quo --design mine.csv --replicates 64 --out results/mine
  python3 points.py | armistice sweep status_quo --design - --out results/mine
  armistice sweep status_quo --shard 3/8 --resume --time-limit 55m --out results/shard_3
Then: armistice analyse results/sweep

--design FILE.csv reads the points from a file, and --design - from standard input. The default of
--samples is 1000 (lhs), 1024 (sobol), 256 (saltelli) or 20 (morris). --factor takes a parameter, a
group of parameters, a lever, a rule or a switch. Without it the sweep varies all that the scenario
draws.

All points share their random numbers: replicate r is the same trial at every point, except for what
the design sets. With --independent each point has its own. The same seed gives the same files, byte
for byte, for any number of threads, ranks, shards and interruptions.)",
    .on_ranks = true,
    .offer = [](CLI::App& command) { return action_of(command, offer_sweep, run_command); }};

}  // namespace armistice
