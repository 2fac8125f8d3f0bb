#include "experiments/device/device_processor.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <map>
#include <mutex>
#include <utility>

#include "experiments/trials/batch.hpp"

namespace armistice {
namespace {

static_assert(kLaunchTrials == kGroupTrials);

std::size_t size(int n) { return static_cast<std::size_t>(n); }

/// Rows of a group's tables, one after the other in the output.
struct OutputRows {
  std::size_t results = 0, donors = 0, costs = 0, timeline = 0;

  OutputRows(const BatchContext& context, const GroupRequest& group) : results(size(kResults)) {
    const int horizon = context.input.horizon_months;
    if (group.donors) {
      donors = size(context.cast.donors) * size(kDonorResults);
      costs = cost_rows_of(horizon, context.cast.donors);
    }
    if (group.timeline) timeline = size(horizon) * size(kQuantities);
  }
  std::size_t bytes() const {
    return (results + donors + costs + timeline) * kGroupTrials * sizeof(float);
  }
};

/// Where each table of a group begins; null: not wanted.
BatchOutput tables_at(float* begin, const OutputRows& rows) {
  const auto next = [&begin](std::size_t count) {
    float* const table = count == 0 ? nullptr : begin;
    begin += count * kGroupTrials;
    return table;
  };
  BatchOutput out{};
  out.results = next(rows.results);
  out.donors = next(rows.donors);
  out.costs = next(rows.costs);
  out.timeline = next(rows.timeline);
  return out;
}

/// A queue, how much it has room for, and what its input still holds of an earlier launch.
struct Place {
  std::unique_ptr<DeviceQueue> queue;
  std::size_t device = 0;
  std::size_t input_bytes = 0, output_bytes = 0, slice_bytes = 0;
  /// By record: the number of the context whose fixed parameters are in it.
  std::vector<std::uint64_t> filled{};
};
constexpr std::uint64_t kNotFilled = ~std::uint64_t{0};

/// What a trial reads: a row for each parameter and lever, then its address.
constexpr std::size_t kRecordLanes = kGroupTrials;
std::size_t record_bytes(int parameters) {
  return (size(parameters) + size(kLevers) + 2) * kRecordLanes * sizeof(float);
}

std::size_t aligned(std::size_t bytes) { return (bytes + 255) / 256 * 256; }

class DeviceProcessor : public Processor {
 public:
  explicit DeviceProcessor(std::vector<std::unique_ptr<Device>> devices)
      : devices_(std::move(devices)), busy_(devices_.size()) {
    least_memory_ = devices_.front()->memory_bytes();
    for (const auto& device : devices_) {
      least_memory_ = std::min(least_memory_, device->memory_bytes());
    }
  }

  std::unique_ptr<Ticket> take(std::vector<GroupRequest> groups) override;
  int groups_at_once() const override { return kGroups; }
  /// Each has one launch under way, of which the memory has room for so many.
  int threads(int asked) const override {
    constexpr int kFewest = 6;
    return std::clamp(asked * 2, kFewest, kLaunches);
  }
  std::string device() const override {
    const std::string name = devices_.front()->name();
    return devices_.size() == 1 ? name : fmt::format("{} x {}", devices_.size(), name);
  }

  /// A place on the device that has least to do.
  Place borrow() {
    const std::lock_guard lock(mutex_);
    std::size_t device = 0;
    for (std::size_t d = 1; d < busy_.size(); ++d) {
      if (busy_[d] < busy_[device]) device = d;
    }
    ++busy_[device];
    const auto free = std::find_if(places_.begin(), places_.end(),
                                   [device](const Place& p) { return p.device == device; });
    if (free == places_.end()) {
      try {
        return {devices_[device]->queue(), device};
      } catch (...) {
        --busy_[device];
        throw;
      }
    }
    Place place = std::move(*free);
    places_.erase(free);
    return place;
  }

  void give_back(Place place) {
    const std::lock_guard lock(mutex_);
    --busy_[place.device];
    if (place.queue == nullptr) return;
    places_.push_back(std::move(place));
  }

  /// What one launch may take of a device's memory, if many are under way.
  std::size_t launch_bytes() const { return std::max(least_memory_ / kLaunches, kLeastLaunch); }

 private:
  static constexpr int kGroups = 1024;
  static constexpr int kLaunches = 96;
  static constexpr std::size_t kLeastLaunch = std::size_t{8} << 20;

  std::vector<std::unique_ptr<Device>> devices_;
  std::size_t least_memory_ = 0;
  std::mutex mutex_;
  std::vector<int> busy_;      // launches of each device
  std::vector<Place> places_;  // that nobody has
};

class DeviceTicket : public Ticket {
 public:
  DeviceTicket(DeviceProcessor& processor, std::vector<GroupRequest> groups)
      : processor_(processor), groups_(std::move(groups)), place_(processor.borrow()) {
    contexts_.resize(groups_.size());
    if (groups_.empty()) return;
    try {
      launch(0);
    } catch (...) {
      end();
      throw;
    }
  }
  DeviceTicket(const DeviceTicket&) = delete;
  DeviceTicket& operator=(const DeviceTicket&) = delete;
  ~DeviceTicket() override { end(); }

  bool redeem(const Answer& answer, const std::atomic<bool>* stop) override {
    while (begin_ < groups_.size()) {
      const bool all = read_launch(answer, stop);
      under_way_ = false;
      if (!all) return false;
      if (end_ == groups_.size()) break;
      launch(end_);
    }
    return true;
  }

 private:
  void end() {
    // Nobody else may write where a launch may still read.
    if (under_way_) place_.queue.reset();
    processor_.give_back(std::move(place_));
  }

  /// Groups whose results come here together.
  static constexpr std::size_t kSliceBytes = std::size_t{4} << 20;

  const BatchContext& context_of(std::size_t i) {
    if (groups_[i].context != nullptr) return *groups_[i].context;
    if (contexts_[i] == nullptr) contexts_[i] = groups_[i].make_context();
    return *contexts_[i];
  }

  /// Starts as many groups from `begin` on as one launch may hold.
  void launch(std::size_t begin) {
    for (std::size_t i = begin_; i < begin; ++i) contexts_[i].reset();
    begin_ = begin;
    lay_out();
    reserve();
    write_input();
    under_way_ = true;
    place_.queue->launch(input_bytes_, groups_offset_, static_cast<unsigned>(end_ - begin_));
  }

  /// Where everything of the launch will stand.
  void lay_out() {
    outputs_.clear();
    blobs_.clear();
    record_ = aligned(record_bytes(context_of(begin_).draw.parameters()));
    std::size_t output = 0, blobs = 0;
    slice_ = kSliceBytes;
    for (end_ = begin_; end_ < groups_.size(); ++end_) {
      const BatchContext& context = context_of(end_);
      const std::size_t bytes = OutputRows(context, groups_[end_]).bytes();
      const std::size_t records = (end_ - begin_ + 1) * (record_ + sizeof(LaunchGroup));
      if (end_ > begin_ && output + bytes + records > processor_.launch_bytes()) break;
      slice_ = std::max(slice_, bytes);
      outputs_.push_back(output);
      output += bytes;
      if (blobs_.contains(context.number)) continue;
      blobs_[context.number] = blobs;
      blobs += aligned(sizeof(CastTable)) + aligned(sizeof(LeverSchedule)) +
               aligned(context.casts.size() * sizeof(CastChange));
    }
    outputs_.push_back(output);
    const std::size_t groups = end_ - begin_;
    blobs_offset_ = groups * record_;
    groups_offset_ = blobs_offset_ + blobs;
    input_bytes_ = groups_offset_ + groups * sizeof(LaunchGroup);
  }

  void reserve() {
    const std::size_t output = outputs_.back();
    if (place_.input_bytes >= input_bytes_ && place_.output_bytes >= output &&
        place_.slice_bytes >= slice_) {
      return;
    }
    const std::size_t input = std::max(place_.input_bytes, input_bytes_),
                      most = std::max(place_.output_bytes, output),
                      slice = std::max(place_.slice_bytes, slice_);
    // What was there is gone, whether or not there is room for more.
    place_.input_bytes = place_.output_bytes = place_.slice_bytes = 0;
    place_.filled.clear();
    place_.queue->reserve(input, most, slice);
    place_.input_bytes = input;
    place_.output_bytes = most;
    place_.slice_bytes = slice;
  }

  void write_input() {
    std::byte* const input = place_.queue->input();
    const std::uintptr_t there = place_.queue->input_address();
    std::vector<std::uint64_t> written;
    // What stands behind the records overwrites those of a larger launch before.
    place_.filled.resize(std::min(place_.filled.size(), end_ - begin_));
    place_.filled.resize(end_ - begin_, kNotFilled);
    for (std::size_t i = begin_; i < end_; ++i) {
      const BatchContext& context = context_of(i);
      const std::size_t record = (i - begin_) * record_;
      write_record(context, groups_[i], input + record, place_.filled[i - begin_]);
      const std::size_t blob = blobs_offset_ + blobs_[context.number];
      if (written.empty() || written.back() != context.number) {
        write_context(context, input + blob);
        written.push_back(context.number);
      }
      const LaunchGroup group = group_at(i, there + record, there + blob);
      std::memcpy(input + groups_offset_ + (i - begin_) * sizeof group, &group, sizeof group);
    }
  }

  /// Draws the trials of a group; what no set changes is there already if `filled` says so.
  static void write_record(const BatchContext& context, const GroupRequest& group,
                           std::byte* record, std::uint64_t& filled) {
    const ParameterDraw& draw = context.draw;
    auto* const parameters = reinterpret_cast<float*>(record);
    float* const targets = parameters + size(draw.parameters()) * kRecordLanes;
    auto* const sets = reinterpret_cast<std::uint32_t*>(targets + kLevers * kRecordLanes);
    std::uint32_t* const replicates = sets + kRecordLanes;
    if (filled != context.number) draw.fill(parameters, targets, kGroupTrials);
    filled = context.number;
    for (int lane = 0; lane < group.count; ++lane) {
      const TrialAddress& trial = group.trials[size(lane)];
      if (lane > 0 && trial.parameter_set == sets[lane - 1]) {
        draw.copy(lane - 1, lane, parameters, targets, kGroupTrials);
      } else {
        draw.draw(trial.parameter_set, parameters, targets, lane, kGroupTrials);
      }
      sets[lane] = trial.parameter_set;
      replicates[lane] = trial.replicate;
    }
    for (int lane = 0; lane < group.count; ++lane) {
      const PointValues* const point = group.points[size(lane)];
      if (point == nullptr) continue;
      filled = kNotFilled;
      for (const PointValues::Parameter& p : point->parameters) {
        parameters[size(p.row) * kRecordLanes + size(lane)] = p.value;
      }
      for (const PointValues::Lever& lever : point->levers) {
        targets[size(lever.row) * kRecordLanes + size(lane)] =
            draw.target(sets[lane], lever.row, lever.intensity);
      }
    }
  }

  static void write_context(const BatchContext& context, std::byte* blob) {
    std::memcpy(blob, &context.cast, sizeof(CastTable));
    blob += aligned(sizeof(CastTable));
    std::memcpy(blob, &context.schedule, sizeof(LeverSchedule));
    blob += aligned(sizeof(LeverSchedule));
    std::memcpy(blob, context.casts.data(), context.casts.size() * sizeof(CastChange));
  }

  /// With the addresses that the device knows.
  LaunchGroup group_at(std::size_t i, std::uintptr_t record, std::uintptr_t blob) {
    const BatchContext& context = context_of(i);
    const auto floats = [](std::uintptr_t address) {
      return reinterpret_cast<const float*>(address);
    };
    const auto words = [](std::uintptr_t address) {
      return reinterpret_cast<const std::uint32_t*>(address);
    };
    const auto row = [](std::size_t n) { return n * kRecordLanes * sizeof(float); };
    LaunchGroup group{};
    BatchInput& in = group.input;
    in = context.input;
    in.cast = reinterpret_cast<const CastTable*>(blob);
    blob += aligned(sizeof(CastTable));
    in.schedule = reinterpret_cast<const LeverSchedule*>(blob);
    blob += aligned(sizeof(LeverSchedule));
    in.cast_changes = reinterpret_cast<const CastChange*>(blob) + 1;  // the first is the start's
    in.parameters = floats(record);
    record += row(size(context.draw.parameters()));
    in.lever_targets = floats(record);
    record += row(size(kLevers));
    in.parameter_set = words(record);
    in.replicate = words(record + row(1));
    in.intervention = groups_[i].intervention;
    const std::uintptr_t output = place_.queue->output_address() + outputs_[i - begin_];
    group.output = tables_at(reinterpret_cast<float*>(output), OutputRows(context, groups_[i]));
    group.trials = groups_[i].count;
    return group;
  }

  /// One past the last group of the slice that begins with group `i` of the launch.
  std::size_t slice_end(std::size_t i) const {
    std::size_t end = i + 1;
    while (end < end_ - begin_ && outputs_[end + 1] - outputs_[i] <= slice_) ++end;
    return end;
  }

  void fetch(int place, std::size_t from, std::size_t to) {
    place_.queue->fetch(place, outputs_[from], outputs_[to] - outputs_[from]);
  }

  /// While one slice is looked at, the next one comes.
  bool read_launch(const Answer& answer, const std::atomic<bool>* stop) {
    const std::size_t groups = end_ - begin_;
    std::size_t from = 0, to = slice_end(0);
    int place = 0;
    fetch(place, from, to);
    while (from < groups) {
      std::byte* const slice = place_.queue->wait(place);
      const std::size_t next = to < groups ? slice_end(to) : to;
      if (to < groups) fetch(1 - place, to, next);
      for (std::size_t i = from; i < to; ++i) {
        if (stop != nullptr && stop->load()) {
          if (to < groups) place_.queue->wait(1 - place);
          return false;
        }
        give(answer, begin_ + i, slice + (outputs_[i] - outputs_[from]));
      }
      from = to;
      to = next;
      place = 1 - place;
    }
    return true;
  }

  void give(const Answer& answer, std::size_t i, std::byte* tables) {
    const BatchContext& context = context_of(i);
    const GroupRequest& request = groups_[i];
    const BatchOutput out =
        tables_at(reinterpret_cast<float*>(tables), OutputRows(context, request));
    const TrialGroup group{.trials = request.count,
                           .donors = request.donors ? context.cast.donors : 0,
                           .results = out.results,
                           .timeline = out.timeline,
                           .donor_results = out.donors,
                           .costs = out.costs};
    check_group(context, group, request.trials.data(), request.intervention);
    answer(i, group);
  }

  DeviceProcessor& processor_;
  std::vector<GroupRequest> groups_;
  std::vector<std::unique_ptr<const BatchContext>> contexts_;  // that were made for a group
  Place place_;
  bool under_way_ = false;
  // The launch that is under way: groups begin_ to before end_.
  std::size_t begin_ = 0, end_ = 0;
  std::size_t record_ = 0, slice_ = 0;
  std::size_t blobs_offset_ = 0, groups_offset_ = 0, input_bytes_ = 0;
  std::vector<std::size_t> outputs_;            // offsets of groups, and the end
  std::map<std::uint64_t, std::size_t> blobs_;  // of contexts, by number
};

std::unique_ptr<Ticket> DeviceProcessor::take(std::vector<GroupRequest> groups) {
  return std::make_unique<DeviceTicket>(*this, std::move(groups));
}

}  // namespace

std::shared_ptr<Processor> device_processor(std::vector<std::unique_ptr<Device>> devices) {
  return std::make_shared<DeviceProcessor>(std::move(devices));
}

}  // namespace armistice
