// Trials on a device are the trials of this processor's lanes, to the last bit. The device is
// emulated: the same text, compiled for this machine, thread after thread.
#include "experiments/device/device_processor.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <vector>

#include "experiments/device/device_choice.hpp"
#include "experiments/engine/ensemble.hpp"
#include "experiments/engine/instruction_set.hpp"
#include "experiments/error.hpp"
#include "tests/support/plain_scenario.hpp"

namespace armistice {
namespace {

/// A block and a part: no multiple of blocks, groups or threads of a launch.
constexpr std::int64_t kTrials = kBlockTrials + 1003;

std::shared_ptr<Processor> emulated(int count) {
  std::vector<std::unique_ptr<Device>> devices;
  for (int i = 0; i < count; ++i) devices.push_back(emulated_device());
  return device_processor(std::move(devices));
}

Scenario shipped_scenario(const char* name, const std::vector<Setting>& settings = {}) {
  return read_scenario(std::string(ARMISTICE_SOURCE_DIR "/scenarios/") + name + ".toml", settings);
}

/// Everything that comes out of a run.
struct Outcome {
  std::vector<float> values;
  Ensemble ensemble;
};

Outcome outcome_of(const Scenario& scenario, const RunSettings& settings) {
  Outcome outcome;
  outcome.ensemble =
      run_ensemble(scenario, settings, {.sink = [&outcome](const TrialBlock& b) {
                     EXPECT_EQ(b.tally.trials, b.trials);
                     for (int i = 0; i < b.trials; ++i) {
                       for (int r = 0; r < kResults; ++r) {
                         outcome.values.push_back(b.result(static_cast<Result>(r), i));
                       }
                       for (int d = 0; d < b.donors * kDonorResults; ++d) {
                         outcome.values.push_back(b.donor_result(
                             d / kDonorResults, static_cast<DonorResult>(d % kDonorResults), i));
                       }
                     }
                   }});
  return outcome;
}

void expect_same(const Outcome& a, const Outcome& b) {
  ASSERT_FALSE(a.values.empty());
  EXPECT_EQ(a.values, b.values);
  const Tally &x = a.ensemble.tally, &y = b.ensemble.tally;
  EXPECT_EQ(x.trials, y.trials);
  EXPECT_EQ(x.results, y.results);
  EXPECT_EQ(x.timeline_sum, y.timeline_sum);
  EXPECT_EQ(x.timeline_histogram, y.timeline_histogram);
  EXPECT_EQ(x.donor_sum, y.donor_sum);
  EXPECT_EQ(x.cost_sum, y.cost_sum);
  EXPECT_EQ(a.ensemble.nested, b.ensemble.nested);
}

TEST(DeviceProcessor, GivesTheTrialsOfTheLanes) {
  for (const char* const name : {"status_quo", "peace_through_strength"}) {
    const Scenario scenario = shipped_scenario(name);
    RunSettings settings{.trials = kTrials, .threads = 2, .nested_sets = 40};
    const Outcome lanes = outcome_of(scenario, settings);
    settings.processor = emulated(1);
    expect_same(lanes, outcome_of(scenario, settings));
  }
}

TEST(DeviceProcessor, TwoDevicesAndOtherThreadsGiveTheSame) {
  const Scenario scenario = shipped_scenario("status_quo");
  RunSettings settings{.trials = 3 * kBlockTrials, .horizon_months = 36, .nested_sets = 9};
  const Outcome lanes = outcome_of(scenario, settings);
  for (const int threads : {1, 5}) {
    settings.threads = threads;
    settings.processor = emulated(2);
    expect_same(lanes, outcome_of(scenario, settings));
  }
}

/// Passes everything on to a queue of an emulated device.
class PassingQueue : public DeviceQueue {
 public:
  void reserve(std::size_t input, std::size_t output, std::size_t slice) override {
    queue_->reserve(input, output, slice);
  }
  std::byte* input() override { return queue_->input(); }
  std::uintptr_t input_address() const override { return queue_->input_address(); }
  std::uintptr_t output_address() const override { return queue_->output_address(); }
  void launch(std::size_t bytes, std::size_t offset, unsigned groups) override {
    queue_->launch(bytes, offset, groups);
  }
  void fetch(int place, std::size_t offset, std::size_t bytes) override {
    queue_->fetch(place, offset, bytes);
  }
  std::byte* wait(int place) override { return queue_->wait(place); }

 private:
  std::unique_ptr<Device> device_ = emulated_device();
  std::unique_ptr<DeviceQueue> queue_ = device_->queue();
};

/// Refuses memory, or a queue, as often as it is told.
class PoorDevice : public Device {
 public:
  PoorDevice(int queues, int memories) : queues_(queues), memories_(memories) {}
  std::string name() const override { return "poor device"; }
  std::size_t memory_bytes() const override { return emulated_device()->memory_bytes(); }
  std::unique_ptr<DeviceQueue> queue() override {
    if (queues_-- > 0) throw Error(Fault::kOutput, "no queue is left");
    return std::make_unique<Queue>(memories_);
  }

 private:
  class Queue : public PassingQueue {
   public:
    explicit Queue(int& refusals) : refusals_(refusals) {}
    void reserve(std::size_t input, std::size_t output, std::size_t slice) override {
      if (refusals_-- > 0) throw Error(Fault::kOutput, "no memory is left");
      PassingQueue::reserve(input, output, slice);
      reserved_ = true;
    }
    std::byte* input() override {
      EXPECT_TRUE(reserved_) << "written to without memory";
      return PassingQueue::input();
    }

   private:
    int& refusals_;
    bool reserved_ = false;
  };

  int queues_, memories_;
};

TEST(DeviceProcessor, WorksAgainAfterADeviceThatHadNoRoom) {
  const Scenario scenario = shipped_scenario("status_quo");
  const BatchContext context(scenario, 1, 12);
  GroupRequest alike;
  alike.context = &context;
  const auto first_result = [&](Processor& processor) {
    std::vector<float> values;
    processor.take(groups_of_trials(alike, 0, 40))
        ->redeem(
            [&](std::size_t, const TrialGroup& group) {
              values.push_back(group.result(Result::detail, 0));
            },
            nullptr);
    return values;
  };
  std::vector<std::unique_ptr<Device>> devices;
  devices.push_back(std::make_unique<PoorDevice>(1, 2));
  const auto poor = device_processor(std::move(devices));
  for (int refused = 0; refused < 3; ++refused) EXPECT_THROW(first_result(*poor), Error);
  EXPECT_EQ(first_result(*poor), first_result(*emulated(1)));
}

TEST(DeviceProcessor, StartsNoMoreLaunchesThanTheMemoryHasRoomFor) {
  const auto processor = emulated(1);
  EXPECT_EQ(processor->threads(8), 16);
  EXPECT_EQ(processor->threads(400), processor->threads(4000));
}

TEST(DeviceProcessor, AnAccountThatEndsEarlyStandsAsInTheLanes) {
  // Wider wars are rare: here one comes in some trials, because nobody fears it.
  const Scenario scenario =
      shipped_scenario("nato_only", {{"parameters.guarantors.wider_war_log_rate", "-1"},
                                     {"parameters.guarantors.wider_war_loss", "0"}});
  RunSettings settings{.trials = 2000, .nested_sets = 0};
  const Outcome lanes = outcome_of(scenario, settings);
  int wider = 0;
  const std::size_t values_of_trial = lanes.values.size() / 2000;
  for (std::size_t trial = 0; trial < 2000; ++trial) {
    const auto place = static_cast<std::size_t>(Result::wider_war_month);
    wider += lanes.values[trial * values_of_trial + place] > 0;
  }
  ASSERT_GT(wider, 20);
  settings.processor = emulated(1);
  expect_same(lanes, outcome_of(scenario, settings));
}

TEST(DeviceProcessor, TakesGroupsOfSeveralContextsInOneLaunch) {
  const Scenario one = shipped_scenario("status_quo"), two = shipped_scenario("korea_1953");
  const BatchContext first(one, 3, 60), second(two, 3, 48);
  std::vector<GroupRequest> groups;
  for (int i = 0; i < 12; ++i) {
    GroupRequest alike;
    alike.context = i % 2 == 0 ? &first : &second;
    if (i % 3 == 0) {
      alike.make_context = [&two] { return std::make_unique<const BatchContext>(two, 4, 24); };
      alike.context = nullptr;
    }
    alike.donors = i % 4 == 1;
    alike.timeline = i % 4 == 2;
    if (i == 5) alike.intervention = {Choice::kSupport, 0, 1};
    for (const GroupRequest& g : groups_of_trials(alike, 100 * i, 21)) groups.push_back(g);
  }
  const auto values_of = [&groups](Processor& processor) {
    std::vector<float> values;
    const auto keep = [&](std::size_t i, const TrialGroup& group) {
      ASSERT_EQ(group.trials, groups[i].count);
      for (int lane = 0; lane < group.trials; ++lane) {
        for (int r = 0; r < kResults; ++r) {
          values.push_back(group.result(static_cast<Result>(r), lane));
        }
        if (groups[i].timeline) values.push_back(group.timeline[lane + 5 * kGroupTrials]);
        if (groups[i].donors) values.push_back(group.costs[lane + 7 * kGroupTrials]);
      }
    };
    EXPECT_TRUE(processor.take(groups)->redeem(keep, nullptr));
    return values;
  };
  const auto lanes = lane_processor(kernel_scalar());
  const std::vector<float> expected = values_of(*lanes);
  const auto device = emulated(1);
  EXPECT_EQ(values_of(*device), expected);
  EXPECT_EQ(values_of(*device), expected) << "with what the first launch left behind";
}

TEST(DeviceProcessor, AStopEndsItBetweenGroups) {
  const Scenario scenario = shipped_scenario("status_quo");
  const BatchContext context(scenario, 1, 24);
  GroupRequest alike;
  alike.context = &context;
  const auto device = emulated(1);
  std::atomic<bool> stop = false;
  std::size_t seen = 0;
  const auto look = [&](std::size_t i, const TrialGroup&) {
    seen = i + 1;
    if (seen == 3) stop = true;
  };
  EXPECT_FALSE(device->take(groups_of_trials(alike, 0, 160))->redeem(look, &stop));
  EXPECT_EQ(seen, 3u);
}

/// Says that it ran, and writes what no trial can be.
class BrokenQueue : public DeviceQueue {
 public:
  void reserve(std::size_t input, std::size_t, std::size_t slice) override {
    input_.resize(input);
    slice_.assign(slice, std::byte{0xff});
  }
  std::byte* input() override { return input_.data(); }
  std::uintptr_t input_address() const override { return 0; }
  std::uintptr_t output_address() const override { return 4096; }
  void launch(std::size_t, std::size_t, unsigned) override {}
  void fetch(int, std::size_t, std::size_t) override {}
  std::byte* wait(int) override { return slice_.data(); }

 private:
  std::vector<std::byte> input_, slice_;
};

class BrokenDevice : public Device {
 public:
  std::string name() const override { return "broken"; }
  std::size_t memory_bytes() const override { return 1 << 20; }
  std::unique_ptr<DeviceQueue> queue() override { return std::make_unique<BrokenQueue>(); }
};

TEST(DeviceProcessor, WhatADeviceCannotHaveComputedIsRefusedWithTheTrial) {
  std::vector<std::unique_ptr<Device>> devices;
  devices.push_back(std::make_unique<BrokenDevice>());
  RunSettings settings{.trials = 100, .nested_sets = 0};
  settings.processor = device_processor(std::move(devices));
  try {
    run_ensemble(shipped_scenario("status_quo"), settings);
    FAIL() << "no fault";
  } catch (const TrialFault& fault) {
    EXPECT_EQ(fault.trial().parameter_set, 0u);
    EXPECT_NE(std::string(fault.what()).find("armistice trace"), std::string::npos);
  }
}

/// An emulated device that is off by one bit, in one result of one trial.
class DisturbedQueue : public PassingQueue {
 public:
  std::byte* wait(int place) override {
    std::byte* const tables = PassingQueue::wait(place);
    constexpr auto kRow = static_cast<std::size_t>(Result::occupied_share_max_pct);
    tables[(kRow * kGroupTrials + 3) * sizeof(float)] ^= std::byte{1};
    return tables;
  }
};

class DisturbedDevice : public Device {
 public:
  std::string name() const override { return "disturbed"; }
  std::size_t memory_bytes() const override { return 1 << 20; }
  std::unique_ptr<DeviceQueue> queue() override { return std::make_unique<DisturbedQueue>(); }
};

TEST(DeviceChoice, ABitThatDiffersIsFoundBeforeTheRun) {
  const Scenario scenario = shipped_scenario("status_quo");
  EXPECT_TRUE(gives_same_trials(*emulated(1), scenario, 5, 24));
  std::vector<std::unique_ptr<Device>> devices;
  devices.push_back(std::make_unique<DisturbedDevice>());
  EXPECT_FALSE(gives_same_trials(*device_processor(std::move(devices)), scenario, 5, 24));
  devices.push_back(std::make_unique<BrokenDevice>());
  EXPECT_FALSE(gives_same_trials(*device_processor(std::move(devices)), scenario, 5, 24));
}

}  // namespace
}  // namespace armistice
