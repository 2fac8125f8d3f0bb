// Work in stages, in one process: stopped after any number of pieces, and gone on with.
#include "experiments/resumable/kept_stages.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "experiments/calibration/calibration.hpp"
#include "experiments/engine/stage_archive.hpp"
#include "experiments/findings/attribution.hpp"
#include "experiments/findings/calibration.hpp"
#include "experiments/findings/comparison.hpp"
#include "experiments/findings/information.hpp"
#include "experiments/findings/pivotal.hpp"
#include "experiments/findings/search.hpp"
#include "experiments/report/report_data.hpp"
#include "tests/support/scratch_folder.hpp"
#include "tests/support/small_calibration.hpp"

namespace armistice {
namespace {

using testing::HasSubstr;

const Scenario& shipped_scenario(const std::string& name) {
  static std::map<std::string, Scenario> read;
  const auto at = read.find(name);
  if (at != read.end()) return at->second;
  return read.emplace(name, read_scenario(ARMISTICE_SOURCE_DIR "/scenarios/" + name + ".toml", {}))
      .first->second;
}

Identity identity(int seed = 1) {
  return {{"command", "stages"}, {"version", "1"}, {"seed", seed}};
}

/// Raises `stop` after so many pieces.
class StopsAfter : public StageKeeper {
 public:
  StopsAfter(StageKeeper& keeper, std::atomic<bool>& stop, int pieces)
      : keeper_(keeper), stop_(stop), left_(pieces) {}
  std::optional<KeptStage> begin() override { return keeper_.begin(); }
  void keep(std::int64_t next, bool whole, const Save& save) override {
    if (--left_ <= 0) stop_ = true;
    keeper_.keep(next, whole, save);
  }
  void leave(std::int64_t next, const Save& save) override { keeper_.leave(next, save); }
  const std::atomic<bool>* stop() const override { return keeper_.stop(); }
  [[noreturn]] void refuse() const override {
    keeper_.refuse();
    std::abort();  // not reached
  }

 private:
  StageKeeper& keeper_;
  std::atomic<bool>& stop_;
  int left_;
};

std::string text_of(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

class KeptWork : public ScratchFolder {
 protected:
  /// One attempt, that is stopped after some pieces.
  template <class Run>
  auto attempt(const Run& run, int pieces) {
    WorkFolder work(folder_ / "out", identity(), {kStagesFile}, Existing::kResume);
    std::atomic<bool> stop = false;
    KeptStages stages(work, &stop);
    StopsAfter stopping(stages, stop, pieces);
    RunHooks hooks;
    hooks.stop = &stop;
    auto result = run(hooks, &stopping);
    stages.checkpoint();
    return result;
  }

  template <class Run>
  auto in_attempts(const Run& run, int pieces, int& attempts) {
    std::filesystem::remove_all(folder_ / "out");
    for (attempts = 1;; ++attempts) {
      auto result = attempt(run, pieces);
      if (result.complete || attempts == 2000) return result;
    }
  }

  /// Whatever number of pieces an attempt does, the report is that of one run.
  template <class Run, class ReportOf>
  void expect_the_same(const Run& run, const ReportOf& report_of_result,
                       std::initializer_list<int> pieces) {
    const auto whole = run(RunHooks{}, nullptr);
    ASSERT_TRUE(whole.complete);
    const std::string wanted = data_of(report_of_result(whole)).dump();
    for (const int n : pieces) {
      int attempts = 0;
      const auto result = in_attempts(run, n, attempts);
      ASSERT_TRUE(result.complete) << n;
      EXPECT_GT(attempts, 2) << "it was not stopped often enough to show anything";
      EXPECT_EQ(data_of(report_of_result(result)).dump(), wanted) << n;
    }
  }

  std::filesystem::path work(const std::string& name) const {
    return folder_ / "out/.armistice-work" / name;
  }
};

RunSettings small(std::int64_t trials) {
  RunSettings settings;
  settings.trials = trials;
  settings.horizon_months = 12;
  settings.threads = 2;
  settings.nested_sets = 24;
  return settings;
}

TEST_F(KeptWork, AComparisonIsThatOfOneRun) {
  const std::vector<Scenario> scenarios{shipped_scenario("status_quo"),
                                        shipped_scenario("peace_through_strength")};
  RunSettings settings = small(3 * kBlockTrials + 10);
  settings.by = {*calendar_month("2025-09")};
  expect_the_same(
      [&](const RunHooks& hooks, StageKeeper* stages) {
        return run_paired(scenarios, settings, hooks, {}, stages);
      },
      [&](const PairedEnsemble& e) {
        return report_of(Comparison{scenarios, e, Share::kDurableAcceptablePeace});
      },
      {3});
}

TEST_F(KeptWork, AnAttributionIsThatOfOneRunAndSoIsOneToAPrecision) {
  const Scenario &from = shipped_scenario("status_quo"),
                 &to = shipped_scenario("peace_through_strength");
  Question question{from, to, players_of(from, to, PlayersBy::kGroup), Share::kNegotiatedAll};
  question.permutations = 2;
  question.alone = true;
  const auto report = [&](const Attribution& a) { return report_of(question, a); };
  expect_the_same(
      [&](const RunHooks& hooks, StageKeeper* stages) {
        return run_attribution(question, small(330), hooks, stages);
      },
      report, {7});
  RunSettings settings = small(4 * kBlockTrials);
  settings.precision = 0.04;
  settings.nested_sets = 0;
  expect_the_same(
      [&](const RunHooks& hooks, StageKeeper* stages) {
        return run_attribution(question, settings, hooks, stages);
      },
      report, {100});
}

TEST_F(KeptWork, PivotalChoicesAreThoseOfOneRun) {
  const Scenario& scenario = shipped_scenario("status_quo");
  const PivotalQuestion question{scenario,
                                 interventions_of(scenario.cast, scenario.structure.switches)};
  expect_the_same(
      [&](const RunHooks& hooks, StageKeeper* stages) {
        return run_pivotal(question, small(100), hooks, stages);
      },
      [&](const PivotalAnalysis& a) { return report_of(question, a); }, {1, 5});
}

TEST_F(KeptWork, ASearchIsThatOfOneRunWhetherItLooksAtAllPackagesOrBreedsThem) {
  for (const PackageBy by : {PackageBy::kGroup, PackageBy::kLever}) {
    const auto space = [by] {
      return package_space(shipped_scenario("peace_through_strength"),
                           shipped_scenario("status_quo"), by, {0, 1}, {});
    };
    const SearchPlan plan{{Share::kNegotiatedAll, 1}, {}, 3};
    expect_the_same(
        [&](const RunHooks& hooks, StageKeeper* stages) {
          return run_search(space(), plan, small(1100), hooks, stages);
        },
        [](const Search& s) { return report_of(s); }, {by == PackageBy::kGroup ? 20 : 700});
  }
}

TEST_F(KeptWork, TheWorthOfInformationIsThatOfOneRun) {
  const std::vector<Scenario> scenarios{shipped_scenario("status_quo"),
                                        shipped_scenario("peace_through_strength")};
  expect_the_same(
      [&](const RunHooks& hooks, StageKeeper* stages) {
        return run_information(scenarios, {{Share::kNegotiatedAll, 1}, 0}, small(2100), hooks,
                               stages);
      },
      [&](const Information& i) { return report_of(scenarios, i); }, {9});
}

/// A calibration, or a check of one, which throws when it is stopped.
template <class Result>
struct Attempt {
  bool complete = false;
  std::optional<Result> result;
};

CalibrationSettings stoppable_calibration(const RunHooks& hooks, StageKeeper* stages) {
  CalibrationSettings s = support::small_calibration(
      {"parameters.front.momentum_pct", "parameters.front.white_noise_pct"});
  s.stop = hooks.stop;
  s.stages = stages;
  return s;
}

template <class Result, class Make>
Attempt<Result> attempted(const Make& make) {
  try {
    return {true, make()};
  } catch (const Stopped&) {
    return {};
  }
}

TEST_F(KeptWork, ACalibrationIsThatOfOneRun) {
  expect_the_same(
      [](const RunHooks& hooks, StageKeeper* stages) {
        return attempted<Calibration>(
            [&] { return calibrate(calibration_plan(stoppable_calibration(hooks, stages))); });
      },
      [](const Attempt<Calibration>& a) { return report_of(*a.result, {}); }, {17, 100});
}

TEST_F(KeptWork, ACheckOfACalibrationIsThatOfOneRun) {
  expect_the_same(
      [](const RunHooks& hooks, StageKeeper* stages) {
        return attempted<SimulationCheck>([&] {
          CalibrationSettings settings = stoppable_calibration(hooks, stages);
          settings.truths = 3;
          return check_by_simulation(calibration_plan(std::move(settings)));
        });
      },
      [](const Attempt<SimulationCheck>& a) { return report_of(*a.result, {}); }, {1, 16});
}

/// Two stages that add numbers up, the second from where the first got.
struct Added {
  bool complete = false;
  std::int64_t first = 0, second = 0;
};
Added add_up(const RunHooks& hooks, StageKeeper* stages) {
  Added sums;
  const auto stage_of = [&hooks, stages](std::int64_t& sum, std::int64_t start) {
    Stage stage(stages, hooks.stop, 0, 10, archived_sums([&sum](auto& a) { a(sum); }));
    for (std::int64_t i = stage.next(); i < 10 && !(stage.stop() && *stage.stop()); ++i) {
      sum += start + i;
      stage.keep(i);
    }
    return stage.leave();
  };
  sums.complete = stage_of(sums.first, 1) && stage_of(sums.second, sums.first);
  return sums;
}

TEST_F(KeptWork, GoesOnAfterAnyPiece) {
  for (const int pieces : {1, 3, 9, 10, 11, 20, 21}) {
    int attempts = 0;
    const Added sums = in_attempts(add_up, pieces, attempts);
    EXPECT_EQ(sums.first, 55) << pieces;
    EXPECT_EQ(sums.second, 595) << pieces;
    EXPECT_EQ(attempts, (20 + pieces - 1) / pieces) << pieces;
  }
}

TEST_F(KeptWork, IsNotLeftBeforeAFirstPieceHoweverSoonItIsStopped) {
  WorkFolder work(folder_ / "out", identity(), {kStagesFile}, Existing::kResume);
  const std::atomic<bool> stop = true;
  KeptStages stages(work, &stop);
  RunHooks hooks;
  hooks.stop = &stop;
  EXPECT_EQ(add_up(hooks, &stages).first, 1);
  EXPECT_EQ(stages.pieces(), 1);
}

TEST_F(KeptWork, StoppedBeforeAnythingWasKeptLeavesNothing) {
  {
    WorkFolder work(folder_ / "out", identity(), {kStagesFile}, Existing::kResume);
    KeptStages stages(work, nullptr);
    stages.checkpoint();
  }
  EXPECT_FALSE(std::filesystem::exists(folder_ / "out"));
}

TEST_F(KeptWork, AFlippedBitIsRefusedWhereverItIs) {
  for (const int pieces : {4, 13}) {  // a stage under way; a whole one, and one under way
    std::filesystem::remove_all(folder_ / "out");
    attempt(add_up, pieces);
    for (const auto& entry : std::filesystem::directory_iterator(work(""))) {
      const std::string bytes = text_of(entry.path());
      for (std::size_t at = 0; at < bytes.size(); at += 1 + bytes.size() / 40) {
        std::string flipped = bytes;
        flipped[at] = static_cast<char>(flipped[at] ^ 4);
        std::ofstream(entry.path(), std::ios::binary) << flipped;
        EXPECT_THROW(attempt(add_up, 100), Error) << entry.path() << " " << at;
      }
      std::ofstream(entry.path(), std::ios::binary) << bytes;
    }
    EXPECT_EQ(attempt(add_up, 100).second, 595) << "the bytes as they were go on";
  }
}

/// What is whole by its checksum, but no work of these stages, is read within its bounds.
TEST_F(KeptWork, OtherStagesAreRefusedAndReserveNoMemory) {
  attempt(add_up, 13);
  const auto of_lists = [](const RunHooks& hooks, StageKeeper* stages) {
    Added sums;
    std::vector<double> list;
    Stage stage(stages, hooks.stop, 0, 10,
                archived_sums([&list](auto& a) { serialize_list(a, list, 1000); }));
    return sums;
  };
  try {
    attempt(of_lists, 1);
    FAIL() << "the sums of another stage were taken";
  } catch (const Error& error) {
    EXPECT_EQ(error.fault(), Fault::kInput);
    EXPECT_THAT(error.what(), HasSubstr("stages.bin: is damaged"));
    EXPECT_THAT(error.what(), HasSubstr("--force begins it anew"));
  }
  std::vector<double> list;
  const auto read = [&list](auto& a) { serialize_list(a, list, 1000); };
  const std::int64_t huge = std::numeric_limits<std::int64_t>::max();
  EXPECT_FALSE(read_archive(written_archive([&](auto& a) { a(huge); }), read));
  EXPECT_EQ(list.capacity(), 0u);
}

TEST_F(KeptWork, OfAnotherSettingIsNamed) {
  attempt(add_up, 4);
  try {
    WorkFolder(folder_ / "out", identity(2), {kStagesFile}, Existing::kResume);
    FAIL();
  } catch (const Error& error) {
    EXPECT_THAT(error.what(), HasSubstr("seed: 1 there, 2 here"));
  }
}

}  // namespace
}  // namespace armistice
