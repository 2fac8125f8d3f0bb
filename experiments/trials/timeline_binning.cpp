#include "experiments/trials/timeline_binning.hpp"

#include <algorithm>
#include <cstring>

#include "experiments/input/counted.hpp"

namespace armistice {
namespace {

struct Scale {
  float low, bins_per_unit;
};
constexpr Scale kScales[] = {
#define QUANTITY(name, low, high, ...) \
  {static_cast<float>(low), static_cast<float>(kTimelineBins / (double{high} - double{low}))},
#include "agents/interface/timeline.def"
#undef QUANTITY
};

// The vectors that every x86-64 has. Left to itself g++ 12 needs three times as long.
using Floats = float __attribute__((vector_size(16)));
using Integers = std::int32_t __attribute__((vector_size(16)));

inline Integers bins_of_four(const float* values, const Scale& scale) {
  const Floats last = Floats{} + static_cast<float>(kTimelineBins - 1);
  Floats x;
  std::memcpy(&x, values, sizeof x);
  x = (x - scale.low) * scale.bins_per_unit;
  x = x > Floats{} ? x : Floats{};  // and whatever is not a number
  x = x < last ? x : last;
  return __builtin_convertvector(x, Integers);
}

/// The bins of a group, a byte each, in the order of trials 0 4 8 12 1 5 ...: counts need none.
inline void bins_of_group(const float* values, const Scale& scale, std::uint8_t* bins) {
  static_assert(kGroupTrials == 16 && kTimelineBins <= 128);
  const Integers packed = bins_of_four(values, scale) | (bins_of_four(values + 4, scale) << 8) |
                          (bins_of_four(values + 8, scale) << 16) |
                          (bins_of_four(values + 12, scale) << 24);
  std::memcpy(bins, &packed, sizeof packed);
}

/// Asks for a row of counts early. Without, a visit takes three times as long.
constexpr std::size_t kRowsAhead = 8;
inline void fetch_row(const std::uint32_t* counts) {
  constexpr int kCacheLine = 64 / sizeof(std::uint32_t);
  for (int i = 0; i < kTimelineBins; i += kCacheLine) __builtin_prefetch(counts + i, 1);
}

constexpr int place_in_group(int trial) { return trial % 4 * 4 + trial / 4; }

inline double tree_sum(const float* lanes) {
  double s[8];
  for (int i = 0; i < 8; ++i) s[i] = double{lanes[i]} + double{lanes[i + 8]};
  for (int i = 0; i < 4; ++i) s[i] += s[i + 4];
  return (s[0] + s[2]) + (s[1] + s[3]);
}

}  // namespace

double group_sum(const float* lanes) { return tree_sum(lanes); }

void add_to_sums(const float* timeline, std::vector<double>& sums) {
  for (double& sum : sums) {
    sum += tree_sum(timeline);
    timeline += kGroupTrials;
  }
}

TimelineBinning::TimelineBinning(int horizon_months)
    : months_(static_cast<std::size_t>(horizon_months)),
      pending_(kPendingGroups * months_ * kQuantities * kGroupTrials),
      histogram_(empty_timeline_histogram(horizon_months)) {}

void TimelineBinning::add(const float* timeline, int trials) {
  if (trials < kGroupTrials) {
    count_some(timeline, trials);
    return;
  }
  std::uint8_t* bins = &pending_[pending_groups_ * months_ * kQuantities * kGroupTrials];
  for (std::size_t month = 0; month < months_; ++month) {
    for (const Scale& scale : kScales) {
      bins_of_group(timeline, scale, bins);
      timeline += kGroupTrials;
      bins += kGroupTrials;
    }
  }
  if (++pending_groups_ == kPendingGroups) count_pending();
}

void TimelineBinning::count_some(const float* timeline, int trials) {
  std::uint32_t* counts = histogram_.counts.data();
  for (std::size_t month = 0; month < months_; ++month) {
    for (const Scale& scale : kScales) {
      std::uint8_t bins[kGroupTrials];
      bins_of_group(timeline, scale, bins);
      for (int i = 0; i < trials; ++i) ++counts[bins[place_in_group(i)]];
      timeline += kGroupTrials;
      counts += kTimelineBins;
    }
  }
}

void TimelineBinning::count_pending() {
  const std::size_t rows = months_ * kQuantities;
  for (std::size_t row = 0; row < rows; ++row) {
    std::uint32_t* const counts = histogram_.counts.data() + row * kTimelineBins;
    fetch_row(histogram_.counts.data() + std::min(row + kRowsAhead, rows - 1) * kTimelineBins);
    for (std::size_t group = 0; group < pending_groups_; ++group) {
      const std::uint8_t* const bins = &pending_[(group * rows + row) * kGroupTrials];
      for (int i = 0; i < kGroupTrials; ++i) ++counts[bins[i]];
    }
  }
  pending_groups_ = 0;
}

const TimelineHistogram& TimelineBinning::counted() {
  count_pending();
  return histogram_;
}

}  // namespace armistice
