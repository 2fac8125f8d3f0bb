#include "experiments/resumable/resumable_run.hpp"

#include <fmt/format.h>

#include <atomic>
#include <cstring>
#include <fstream>

#include "experiments/error.hpp"
#include "experiments/findings/run_facts.hpp"
#include "experiments/findings/stories.hpp"
#include "experiments/findings/typical_trials.hpp"
#include "experiments/input/counted.hpp"
#include "experiments/output/report_files.hpp"
#include "experiments/output/trial_file.hpp"
#include "experiments/report/csv_table.hpp"
#include "experiments/trials/batch.hpp"

namespace armistice {
namespace {

constexpr const char* kBlockSums = "block_sums.bin";
constexpr const char* kTrialsName = "trials.csv";

std::int64_t blocks_of(std::int64_t trials) { return (trials + kBlockTrials - 1) / kBlockTrials; }

std::string bytes_of(const std::vector<double>& sums) {
  std::string bytes(sums.size() * sizeof(double), '\0');
  std::memcpy(bytes.data(), sums.data(), bytes.size());
  return bytes;
}

/// Adds the sums of the blocks of the work, one after the other.
void add_block_sums(const std::filesystem::path& file, Tally& sums, const Heed& heed) {
  std::ifstream stream(file, std::ios::binary);
  std::vector<double> block(ordered_sums(sums).size());
  const auto bytes = static_cast<std::streamsize>(block.size() * sizeof(double));
  while (stream.read(reinterpret_cast<char*>(block.data()), bytes)) {
    if (heed) heed();
    add_ordered_sums(sums, block);
  }
  if (!stream.eof() || stream.gcount() != 0) {
    throw Error(Fault::kInput, fmt::format("{}: is damaged", file.string()));
  }
}

}  // namespace

void check_shape(const Tally& sums, const Scenario& scenario, const RunSettings& settings,
                 const std::filesystem::path& folder) {
  const BatchContext context(scenario, settings.seed, settings.horizon_months);
  const int donors = settings.donors ? context.cast.donors : 0;
  const Tally wanted =
      empty_tally(settings.horizon_months, donors, settings.timeline, settings.donors);
  const std::size_t binned =
      empty_timeline_histogram(settings.timeline ? settings.horizon_months : 0).counts.size();
  if (have_one_shape(sums, wanted) && sums.timeline_histogram.counts.size() == binned) return;
  throw Error(Fault::kInput,
              fmt::format("{}: the sums there are of other months or donors than those of {}",
                          folder.string(), scenario.name));
}

Identity run_identity(const RunRequest& request) {
  const Scenario& scenario = request.scenario;
  Identity identity = identity_of("run");
  identity["scenario"] = scenario_identity(scenario);
  identity["seed"] = request.settings.seed;
  identity["trials"] = request.settings.trials;
  identity["precision_asked"] = request.settings.precision;
  identity["horizon_months"] = request.settings.horizon_months;
  identity["by"] = dates_facts(request.settings);
  if (request.settings.structures) identity["structures"] = structures();
  identity["record"] = name_of(request.record);
  identity["csv"] = csv_data(request.csv);
  identity["shard"] = fmt::format("{}/{}", request.shard.index, request.shard.count);
  identity["typed"] = request.typed;
  identity["settings"] = settings_data(scenario);
  return identity;
}

std::vector<std::string> run_work_files(const RunRequest& request) {
  std::vector<std::string> files = trial_file_names(request.record);
  if (!request.shard.whole()) files.emplace_back(kBlockSums);
  return files;
}

RunSettings settings_of_shard(const RunSettings& whole, const Shard& shard) {
  if (shard.whole()) return whole;
  const std::int64_t blocks = blocks_of(whole.trials);
  const auto require = [](bool holds, const std::string& message) {
    if (!holds) throw Error(Fault::kInput, "armistice: --shard: " + message);
  };
  require(!(whole.precision > 0), "a run to a precision can't be cut, since it ends when it will");
  require(shard.count <= blocks,
          fmt::format("{} are {} of {}, and can't be cut into {}", counted(whole.trials, "trial"),
                      counted(blocks, "block"), with_thousands(kBlockTrials),
                      counted(shard.count, "shard")));
  const BlockRange range = blocks_of_shard(shard, blocks);
  RunSettings work = whole;
  work.first_trial = range.first * kBlockTrials;
  work.trials = std::min(range.end * kBlockTrials, whole.trials) - work.first_trial;
  return work;
}

Ensemble resume(const RunRequest& request, WorkFolder& work, RunHooks hooks) {
  const RunSettings settings = settings_of_shard(request.settings, request.shard);
  const bool shard = !request.shard.whole();
  ArchivedSums earlier;
  const bool resumed = !work.progress().state.empty();
  if (resumed) {
    earlier = sums_from_bytes(work.progress().state, work.folder().string());
    check_shape(earlier.tally, request.scenario, settings, work.folder());
  } else if (request.shard.index == 1) {
    const std::vector<std::string> headers =
        trial_file_headers(request.record, request.scenario.cast, request.csv);
    for (std::size_t i = 0; i < headers.size(); ++i) work.append(i, headers[i]);
  }
  const std::size_t sums_file = trial_file_names(request.record).size();
  if (shard) {
    hooks.sink = [&](const TrialBlock& block) {
      work.append(sums_file, bytes_of(ordered_sums(block.tally)));
    };
  }
  TrialFiles trials(
      request.record, request.scenario,
      [&work](std::size_t i, std::string_view rows) { work.append(i, rows); }, request.csv);
  trials.listen(hooks);
  hooks.checkpoint = [&work](const Tally& tally, const NestedSample& nested) {
    work.checkpoint(tally.trials, to_bytes({tally, nested}));
  };
  // Each attempt does at least one block, however soon it is stopped. Otherwise repeated attempts
  // would never finish.
  std::atomic<bool> stop = false;
  const auto progress = hooks.progress;
  const std::atomic<bool>* const asked = hooks.stop;
  hooks.progress = [&](std::int64_t done, std::int64_t total) {
    if (progress) progress(done, total);
    if (asked != nullptr && asked->load()) stop = true;
  };
  hooks.stop = &stop;
  Ensemble ensemble = run_ensemble(request.scenario, settings, hooks,
                                   resumed ? &earlier.tally : nullptr, earlier.nested);
  // A whole run too: what is put in its place must be on the disk before a manifest vouches for it,
  // and a finish that fails is then gone on with, without a trial more.
  if (ensemble.complete) {
    work.checkpoint(ensemble.tally.trials, to_bytes({ensemble.tally, ensemble.nested}), true);
  }
  return ensemble;
}

ArchivedSums merged_shards(const std::vector<std::filesystem::path>& folders, const Heed& heed) {
  ArchivedSums sums;
  for (const auto& folder : folders) {
    if (heed) heed();
    ArchivedSums more = sums_from_bytes(work_progress(folder).state, folder.string());
    clear_ordered_sums(more.tally);
    if (folder != folders.front() && !have_one_shape(sums.tally, more.tally)) {
      throw Error(Fault::kInput, fmt::format("{} and {}: their sums are of other months or donors",
                                             folders.front().string(), folder.string()));
    }
    if (folder == folders.front()) {
      sums = std::move(more);
    } else {
      add(sums.tally, more.tally);
    }
  }
  for (const auto& folder : folders) {
    add_block_sums(work_path(folder) / kBlockSums, sums.tally, heed);
  }
  return sums;
}

void finish_run(OutputFolder& folder, const Report& report, const Scenario& scenario,
                const CourseRecord& course, const Environment& environment) {
  folder.use(environment.csv);
  if (const auto trials = folder.file(kTrialsName); std::filesystem::exists(trials)) {
    const Table stories = stories_of(scenario, course.settings.seed, course.settings.horizon_months,
                                     typical_trials(trials, environment.csv));
    folder.write(stories.name + ".csv", csv_of(stories));
  }
  write_report(folder, report,
               manifest_json(report.run, {{"scenario_file", scenario.file.string()}},
                             course.settings, course.wall_seconds, environment));
}

}  // namespace armistice
