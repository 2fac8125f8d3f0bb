// A run in pieces, in one process: stopped after any number of blocks, and gone on with.
#include "experiments/resumable/resumable_run.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <cstring>
#include <optional>

#include "experiments/resumable/shards_together.hpp"
#include "tests/support/scratch_folder.hpp"

namespace armistice {
namespace {

const Scenario& status_quo() {
  static const Scenario scenario =
      read_scenario(ARMISTICE_SOURCE_DIR "/scenarios/status_quo.toml", {});
  return scenario;
}

RunRequest request(double precision = 0) {
  RunSettings settings;
  settings.trials = 5 * kBlockTrials + 100;
  settings.horizon_months = 12;
  settings.threads = 2;
  settings.nested_sets = 8;
  settings.precision = precision;
  return {status_quo(), checked_settings(settings), Record::kTrials, {}, {}};
}

/// Stops after every `blocks` blocks, and goes on in a new folder object.
Ensemble in_pieces(const RunRequest& r, const std::filesystem::path& folder, int blocks) {
  std::optional<Ensemble> ensemble;
  for (int pieces = 0; pieces < 100 && (!ensemble || !ensemble->complete); ++pieces) {
    WorkFolder work(folder, run_identity(r), run_work_files(r), Existing::kResume);
    std::atomic<bool> stop = false;
    int seen = 0;
    RunHooks hooks;
    hooks.stop = &stop;
    hooks.progress = [&](std::int64_t, std::int64_t) { stop = ++seen >= blocks; };
    ensemble = resume(r, work, hooks);
  }
  return *ensemble;
}

class ResumableRun : public ScratchFolder {};

TEST_F(ResumableRun, StoppedAndGoneOnWithHasTheSumsOfOneRun) {
  const RunRequest r = request();
  const Ensemble whole = run_ensemble(r.scenario, r.settings);
  for (const int blocks : {1, 2}) {
    const Ensemble pieces = in_pieces(r, folder_ / std::to_string(blocks), blocks);
    EXPECT_TRUE(pieces.complete);
    EXPECT_TRUE(pieces.tally == whole.tally) << blocks;
    EXPECT_TRUE(pieces.nested == whole.nested) << blocks;
  }
}

TEST_F(ResumableRun, SetsOfTheNestedSampleAreKeptToo) {
  RunRequest r = request();
  r.settings.trials = 100;
  r.settings.nested_sets = 40;
  const Ensemble whole = run_ensemble(r.scenario, r.settings);
  const auto folder = folder_ / "out";
  int pieces = 0, sets = 0;
  for (bool complete = false; !complete && pieces < 200; ++pieces) {
    WorkFolder work(folder, run_identity(r), run_work_files(r), Existing::kResume);
    const std::atomic<bool> stop = true;  // from the start
    RunHooks hooks;
    hooks.stop = &stop;
    const Ensemble ensemble = resume(r, work, hooks);
    EXPECT_GT(ensemble.nested.sets + ensemble.tally.trials, sets) << "each time some more";
    sets = ensemble.nested.sets + static_cast<int>(ensemble.tally.trials);
    complete = ensemble.complete;
    if (complete) EXPECT_TRUE(ensemble.nested == whole.nested);
  }
  EXPECT_EQ(sets, 140);
  EXPECT_GT(pieces, 1) << "it was never stopped, so this shows nothing";
}

TEST_F(ResumableRun, AnUnfinishedRunGrowsFromWholeBlocks) {
  RunRequest r = request();
  const auto folder = folder_ / "out";
  {
    WorkFolder work(folder, run_identity(r), run_work_files(r), Existing::kResume);
    std::atomic<bool> stop = false;
    RunHooks hooks;
    hooks.stop = &stop;
    hooks.progress = [&](std::int64_t, std::int64_t) { stop = true; };
    ASSERT_FALSE(resume(r, work, hooks).complete);
  }
  r.settings.trials += 3000;
  WorkFolder work(folder, run_identity(r), run_work_files(r), Existing::kResume);
  EXPECT_GT(work.progress().done, 0);
  const Ensemble ensemble = resume(r, work, {});
  const Ensemble whole = run_ensemble(r.scenario, r.settings);
  EXPECT_TRUE(ensemble.tally == whole.tally);
  EXPECT_TRUE(ensemble.nested == whole.nested);
}

TEST_F(ResumableRun, APrecisionStopsAtTheSameTrialWhateverTheInterruptions) {
  RunRequest r = request(.02);
  const Ensemble whole = run_ensemble(r.scenario, r.settings);
  ASSERT_TRUE(whole.precision.reached) << "after " << whole.tally.trials;
  const Ensemble pieces = in_pieces(r, folder_ / "out", 1);
  EXPECT_TRUE(pieces.precision.reached);
  EXPECT_TRUE(pieces.tally == whole.tally);
}

TEST_F(ResumableRun, ShardsAddUpToTheRun) {
  RunRequest r = request();
  const Ensemble whole = run_ensemble(r.scenario, r.settings);
  std::vector<std::filesystem::path> folders;
  for (int i = 1; i <= 3; ++i) {
    r.shard = {i, 3};
    folders.push_back(folder_ / std::to_string(i));
    WorkFolder work(folders.back(), run_identity(r), run_work_files(r), Existing::kRefuse);
    EXPECT_TRUE(resume(r, work, {}).complete);
    EXPECT_TRUE(work.progress().complete);
  }
  const ArchivedSums sums = merged_shards(folders);
  EXPECT_TRUE(sums.tally == whole.tally) << "to the last digit";
  EXPECT_TRUE(sums.nested == whole.nested);
  // A signal ends the reading of shards, which may have more bytes than an hour has seconds.
  struct Ended {};
  const Heed ends = [] { throw Ended(); };
  EXPECT_THROW(merged_shards(folders, ends), Ended);
  EXPECT_THROW(shards_together(folders, ends), Ended);
}

TEST(TallyArchive, SumsSurviveTheDisk) {
  const RunRequest r = request();
  const Ensemble whole = run_ensemble(r.scenario, r.settings);
  const ArchivedSums sums{whole.tally, whole.nested};
  const std::string bytes = to_bytes(sums);
  EXPECT_TRUE(sums_from_bytes(bytes, "here") == sums);
  for (const std::size_t size :
       {std::size_t{0}, std::size_t{20}, bytes.size() / 2, bytes.size() - 1}) {
    EXPECT_THROW(sums_from_bytes(bytes.substr(0, size), "here"), Error) << size;
  }
  EXPECT_THROW(sums_from_bytes(bytes + "x", "here"), Error);
}

TEST(TallyArchive, ReservesNoMoreThanItsShapeWhateverTheSizesInIt) {
  const RunRequest r = request();
  const Ensemble whole = run_ensemble(r.scenario, r.settings);
  const std::string bytes = to_bytes({whole.tally, whole.nested});
  int refused = 0, read = 0;
  // Each place where a size may stand says 20,000,000 once; what is still read has its shape.
  for (std::size_t at = 16; at + 8 < std::min<std::size_t>(bytes.size(), 12'000); ++at) {
    std::string wrong = bytes;
    const std::uint64_t size = 20'000'000;
    std::memcpy(wrong.data() + at, &size, sizeof size);
    try {
      const ArchivedSums sums = sums_from_bytes(wrong, "here");
      EXPECT_EQ(sums.tally.relapses.size(),
                static_cast<std::size_t>(sums.tally.horizon_months) + 1);
      ++read;
    } catch (const Error&) {
      ++refused;
    }
  }
  EXPECT_GT(refused, 50);
  EXPECT_GT(read, 50);
}

TEST_F(ResumableRun, SumsOfOtherMonthsAreNotGoneOnWith) {
  const RunRequest r = request();
  const Ensemble whole = run_ensemble(r.scenario, r.settings);
  EXPECT_NO_THROW(check_shape(whole.tally, r.scenario, r.settings, "here"));
  RunSettings longer = r.settings;
  longer.horizon_months += 12;
  EXPECT_THROW(check_shape(whole.tally, r.scenario, longer, "here"), Error);
  RunSettings summary = r.settings;
  summary.timeline = false;
  EXPECT_THROW(check_shape(whole.tally, r.scenario, summary, "here"), Error);
}

TEST_F(ResumableRun, ThatIsCompleteIsOnTheDiskBeforeItIsPutInItsPlace) {
  const RunRequest r = request();
  const auto folder = folder_ / "out";
  {
    WorkFolder work(folder, run_identity(r), run_work_files(r), Existing::kRefuse);
    EXPECT_TRUE(resume(r, work, {}).complete);
  }
  EXPECT_TRUE(work_progress(folder).complete);
  EXPECT_EQ(work_progress(folder).done, r.settings.trials);
  // A finish that failed is gone on with: no trial is run again.
  WorkFolder work(folder, run_identity(r), run_work_files(r), Existing::kResume);
  RunHooks hooks;
  int blocks = 0;
  hooks.progress = [&blocks](std::int64_t, std::int64_t) { ++blocks; };
  const Ensemble again = resume(r, work, hooks);
  const Ensemble whole = run_ensemble(r.scenario, r.settings);
  EXPECT_EQ(blocks, 0);
  EXPECT_TRUE(again.tally == whole.tally);
  EXPECT_TRUE(again.nested == whole.nested);
}

}  // namespace
}  // namespace armistice
