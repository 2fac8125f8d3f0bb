#include "experiments/resumable/resumable_sweep.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <fstream>
#include <iterator>
#include <memory>
#include <mutex>

#include "experiments/error.hpp"
#include "experiments/findings/parameters.hpp"
#include "experiments/findings/run_facts.hpp"
#include "experiments/input/counted.hpp"
#include "experiments/input/resolved_settings.hpp"
#include "experiments/output/file_digest.hpp"
#include "experiments/output/sweep_files.hpp"
#include "experiments/report/csv_table.hpp"
#include "experiments/resumable/processes.hpp"
#include "experiments/sweep/point_runner.hpp"

namespace armistice {
namespace {

constexpr const char* kParameters = "parameters.csv";

/// A block can be worked on by any thread: each has runners of its own, made when they are needed.
class Workers {
 public:
  Workers(const SweepPlan& plan, const RunSettings& settings) : plan_(plan), settings_(settings) {}

  BlockTexts texts_of(std::int64_t first, std::int64_t end) {
    std::unique_ptr<PointRunner> runner = taken();
    BlockTexts texts = sweep_rows(plan_, runner->run(first, static_cast<int>(end - first)));
    const std::lock_guard lock(mutex_);
    idle_.push_back(std::move(runner));
    return texts;
  }

 private:
  std::unique_ptr<PointRunner> taken() {
    const std::lock_guard lock(mutex_);
    if (idle_.empty()) return std::make_unique<PointRunner>(plan_, settings_);
    std::unique_ptr<PointRunner> runner = std::move(idle_.back());
    idle_.pop_back();
    return runner;
  }

  const SweepPlan& plan_;
  const RunSettings& settings_;
  std::mutex mutex_;
  std::vector<std::unique_ptr<PointRunner>> idle_;
};

/// Digests the bytes, wherever they came from: a stream that brings them again is the same design.
std::string digest_of(const CsvSource& source) {
  return source.text != nullptr ? text_digest(*source.text) : file_digest(source.file);
}

}  // namespace

Identity sweep_identity(const SweepPlan& plan, const RunSettings& settings, const Shard& shard) {
  const Scenario& scenario = plan.scenario;
  Identity identity = identity_of("sweep");
  identity["scenario"] = scenario_identity(scenario);
  add_settings(identity, scenario);
  identity["rule"] = name_of(scenario.structure.rule);
  identity["mechanisms"] = name_of(scenario.mechanisms);
  identity["seed"] = settings.seed;
  identity["horizon_months"] = settings.horizon_months;
  identity["start"] = to_string(scenario.start);
  identity["design"] = sweep_design_data(plan);
  if (plan.table != nullptr) identity["design"]["table_digest"] = digest_of(plan.table->source());
  identity["shard"] = fmt::format("{}/{}", shard.index, shard.count);
  identity["settings"] = settings_data(scenario);
  return identity;
}

std::vector<std::string> sweep_work_files() {
  std::vector<std::string> files = sweep_file_names();
  files.emplace_back(kParameters);
  return files;
}

BlockRange points_of_shard(const SweepPlan& plan, const Shard& shard) {
  const std::int64_t points = points_of(plan);
  if (shard.count > points) {
    throw Error(Fault::kInput,
                fmt::format("armistice: --shard: {} can't be cut into {}; expected at most {}",
                            counted(points, "point"), counted(shard.count, "shard"), points));
  }
  return blocks_of_shard(shard, points);
}

bool resume(const SweepPlan& plan, const RunSettings& settings, const Shard& shard,
            WorkFolder* kept, const RunHooks& hooks) {
  const BlockRange points = points_of_shard(plan, shard);
  // All ranks must know how much the first rank has on its disk, because blocks are counted from
  // there.
  const std::int64_t done_before = from_first_rank(kept != nullptr ? kept->progress().done : 0);
  const std::int64_t first = points.first + done_before, left = points.end - first;
  const std::int64_t each = block_points(plan, points.size());
  const auto end_of = [&](std::int64_t block) {
    return std::min(first + (block + 1) * each, points.end);
  };
  Workers workers(plan, settings);
  CheckpointClock clock;
  // Each attempt does at least one block, however soon it is stopped. Otherwise repeated attempts
  // would never finish.
  std::atomic<bool> stop = false;
  BlockWork work{
      0, (left + each - 1) / each, settings.threads, {}, {}, kept != nullptr ? &stop : hooks.stop};
  work.work = [&](std::int64_t block) {
    return workers.texts_of(first + block * each, end_of(block));
  };
  work.sink = [&](std::int64_t block, const BlockTexts& texts) {
    for (std::size_t i = 0; i < texts.size(); ++i) kept->append(i, texts[i]);
    const std::int64_t done = end_of(block) - points.first;
    if (clock.due()) kept->checkpoint(done, "");
    if (hooks.stop != nullptr && hooks.stop->load()) stop = true;
    if (hooks.progress) hooks.progress(done * plan.replicates, points.size() * plan.replicates);
  };
  if (kept != nullptr && done_before == 0 && shard.index == 1) {
    const std::vector<std::string> headers = sweep_headers(plan);
    for (std::size_t i = 0; i < headers.size(); ++i) kept->append(i, headers[i]);
    kept->append(headers.size(), csv_of(parameters_table(plan.scenario)));
  }
  const std::int64_t next = run_on_ranks(work);
  const bool complete = next == work.end;
  if (kept != nullptr) {
    const std::int64_t done = next == 0 ? done_before : end_of(next - 1) - points.first;
    kept->checkpoint(done, "", complete);
  }
  return complete;
}

nlohmann::ordered_json sweep_data(const Identity& identity, std::int64_t failed_points) {
  nlohmann::ordered_json data = bare(identity);
  data.erase("shard");
  if (identity.contains("set")) data["set"] = identity["set"];
  data["failed_points"] = failed_points;
  data["status"] = "complete";
  return data;
}

void finish_sweep(OutputFolder& folder, const Identity& identity, std::int64_t failed_points,
                  const nlohmann::ordered_json& environment) {
  nlohmann::ordered_json manifest = sweep_data(identity, failed_points);
  manifest["environment"] = environment;
  folder.write("manifest.json", json_text(manifest));
  folder.commit();
}

std::int64_t rows_of(const std::filesystem::path& csv) {
  std::ifstream stream(csv, std::ios::binary);
  const auto lines = std::count(std::istreambuf_iterator<char>(stream), {}, '\n');
  return std::max<std::int64_t>(0, lines - 1);
}

}  // namespace armistice
