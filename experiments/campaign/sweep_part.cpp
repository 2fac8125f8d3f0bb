#include "experiments/campaign/sweep_part.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <memory>
#include <mutex>

#include "experiments/campaign/ranks.hpp"
#include "experiments/error.hpp"
#include "experiments/input/resolved_settings.hpp"
#include "experiments/output/result_files.hpp"
#include "experiments/output/sweep_files.hpp"
#include "experiments/sweep/point_runner.hpp"

namespace armistice {
namespace {

constexpr const char* kParameters = "parameters.csv";

/// A block can be worked on by any thread: each has runners of its own, made when they are needed.
class Workers {
 public:
  Workers(const SweepPlan& plan, const RunSettings& settings) : plan_(plan), settings_(settings) {}

  BlockTexts texts_of(std::int64_t block) {
    std::unique_ptr<PointRunner> runner = taken();
    const std::int64_t first = block * block_points(plan_);
    const std::int64_t count =
        std::min<std::int64_t>(block_points(plan_), points_of(plan_) - first);
    BlockTexts texts = sweep_rows(plan_, runner->run(first, static_cast<int>(count)));
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

/// Of the bytes, wherever they came from: a stream that brings them again is the same design.
std::string digest_of(const CsvSource& source) {
  return source.text != nullptr ? text_digest(*source.text) : file_digest(source.file);
}

}  // namespace

Identity sweep_identity(const SweepPlan& plan, const RunSettings& settings, const Shard& shard) {
  const Scenario& scenario = plan.scenario;
  Identity identity = identity_of("sweep");
  identity["scenario"] = {
      {"name", scenario.name}, {"title", scenario.title}, {"digest", scenario.digest}};
  identity["rule"] = name_of(scenario.structure.rule);
  identity["mechanisms"] = name_of(scenario.mechanisms);
  identity["seed"] = settings.seed;
  identity["horizon_months"] = settings.horizon_months;
  identity["start"] = to_string(scenario.start);
  identity["design"] = sweep_design_data(plan);
  if (plan.table != nullptr) identity["design"]["table_digest"] = digest_of(plan.table->source());
  identity["shard"] = fmt::format("{}/{}", shard.index, shard.count);
  return identity;
}

std::vector<std::string> sweep_part_files() {
  std::vector<std::string> files = sweep_file_names();
  files.emplace_back(kParameters);
  return files;
}

BlockRange blocks_of_shard(const SweepPlan& plan, const Shard& shard) {
  const std::int64_t blocks = blocks_of(plan);
  if (shard.count > blocks) {
    throw Error(Fault::kInput,
                fmt::format("armistice: --shard: {} points are {} blocks of {}, and can't be cut "
                            "into {} shards",
                            points_of(plan), blocks, block_points(plan), shard.count));
  }
  return blocks_of_shard(shard, blocks);
}

bool run_part(const SweepPlan& plan, const RunSettings& settings, const Shard& shard,
              PartFolder* part, const RunHooks& hooks) {
  const BlockRange range = blocks_of_shard(plan, shard);
  Workers workers(plan, settings);
  CheckpointClock clock;
  const std::int64_t points =
      std::min(range.end * block_points(plan), points_of(plan)) - range.first * block_points(plan);
  BlockWork work{range.first, range.end, settings.threads, {}, {}, hooks.stop};
  work.work = [&workers](std::int64_t block) { return workers.texts_of(block); };
  work.sink = [&](std::int64_t block, const BlockTexts& texts) {
    for (std::size_t i = 0; i < texts.size(); ++i) part->append(i, texts[i]);
    const std::int64_t done = block + 1 - range.first;
    if (clock.due()) part->checkpoint(done, "");
    if (hooks.progress) {
      const std::int64_t points_done = std::min(done * block_points(plan), points);
      hooks.progress(points_done * plan.replicates, points * plan.replicates);
    }
  };
  if (part != nullptr) {
    work.first += part->progress().blocks;
    if (part->progress().blocks == 0 && shard.index == 1) {
      const std::vector<std::string> headers = sweep_headers(plan);
      for (std::size_t i = 0; i < headers.size(); ++i) part->append(i, headers[i]);
      part->append(headers.size(), parameters_csv(plan.scenario));
    }
  }
  const std::int64_t next = run_on_ranks(work);
  const bool complete = next == range.end;
  if (part != nullptr) part->checkpoint(next - range.first, "", complete);
  return complete;
}

nlohmann::ordered_json sweep_data(const Identity& identity, std::int64_t failed_points) {
  nlohmann::ordered_json data = identity;
  data.erase("shard");
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

std::string failed_note(std::int64_t failed, std::int64_t points) {
  if (failed == 0) return "";
  const std::string which = failed == points
                                ? fmt::format("none of the {} points could be run", points)
                                : fmt::format("{} of the {} points FAILED", failed, points);
  return which + "; failures.csv says why and how to see it\n";
}

std::int64_t rows_of(const std::filesystem::path& csv) {
  std::ifstream stream(csv, std::ios::binary);
  const auto lines = std::count(std::istreambuf_iterator<char>(stream), {}, '\n');
  return std::max<std::int64_t>(0, lines - 1);
}

}  // namespace armistice
