#include "experiments/trials/tally_archive.hpp"

#include <algorithm>

#include "experiments/error.hpp"
#include "experiments/trials/archive.hpp"

namespace armistice {

namespace {

/// What a whole text has at most, so that no number in a damaged one makes us read or reserve more.
constexpr int kMostMonths = 1200;

template <class Archive, class T, std::size_t N>
void serialize_each(Archive& archive, std::array<std::vector<T>, N>& all, std::size_t whole) {
  for (std::vector<T>& values : all) serialize_sized(archive, values, whole);
}

/// Vectors have the size that the months and donors before them give them.
template <class Archive>
void serialize_tally(Archive& archive, Tally& t) {
  archive(t.horizon_months, t.donors, t.trials);
  require_shape(t.horizon_months >= 1 && t.horizon_months <= kMostMonths);
  require_shape(t.donors >= 0 && t.donors <= kVetoingActors && t.trials >= 0);
  const Tally whole = empty_tally(t.horizon_months, t.donors, true, true);
  archive(t.details, t.shares, t.vetoes, t.vetoes_of);
  const std::size_t months = whole.relapses.size();
  serialize_each(archive, t.stops, months);
  serialize_sized(archive, t.relapses, months);
  serialize_each(archive, t.relapse_after, months);
  serialize_each(archive, t.peace_until_horizon, months);
  serialize_sized(archive, t.relapse_after_acceptable, months);
  serialize_sized(archive, t.acceptable_until_horizon, months);
  serialize_each(archive, t.relapse_after_landmark, months);
  serialize_each(archive, t.peace_after_landmark, months);
  for (std::size_t r = 0; r < t.results.size(); ++r) {
    archive(t.results[r].defined, t.results[r].sum);
    serialize_sized(archive, t.results[r].histogram, whole.results[r].histogram.size());
  }
  serialize_sized(archive, t.timeline_sum, whole.timeline_sum.size());
  serialize_sized(archive, t.timeline_histogram.counts,
                  empty_timeline_histogram(t.horizon_months).counts.size());
  serialize_sized(archive, t.donor_sum, whole.donor_sum.size());
  serialize_sized(archive, t.donor_trials, whole.donor_trials.size());
  serialize_sized(archive, t.cost_sum, whole.cost_sum.size());
  for (auto& row : t.leader_cannot_stop) {
    for (std::int64_t& count : row) archive(count);
  }
}

template <class Archive>
void serialize_nested(Archive& archive, NestedSample& n, int horizon_months) {
  archive(n.sets, n.histograms);
  require_shape(n.sets >= 0);
  serialize_each(archive, n.by_month, static_cast<std::size_t>(horizon_months));
}

template <class Archive>
void serialize_sums(Archive& archive, ArchivedSums& sums) {
  serialize_tally(archive, sums.tally);
  serialize_nested(archive, sums.nested, sums.tally.horizon_months);
}

}  // namespace

namespace {

// Written first, to distinguish other files from a result that was cut short.
constexpr std::string_view kMagic = "armistice sums 5";

/// Each of them, in one order.
template <class AnyTally, class Each>
void for_each_ordered_sum(AnyTally& t, const Each& each) {
  for (auto& result : t.results) each(result.sum);
  for (auto& sum : t.timeline_sum) each(sum);
  for (auto& sum : t.donor_sum) each(sum);
  for (auto& sum : t.cost_sum) each(sum);
}

}  // namespace

std::string to_bytes(const ArchivedSums& sums) {
  ArchivedSums written = sums;  // one function reads and writes, and reading changes them
  return std::string(kMagic) +
         written_archive([&written](auto& archive) { serialize_sums(archive, written); });
}

ArchivedSums sums_from_bytes(std::string_view bytes, std::string_view where) {
  ArchivedSums sums;
  const bool whole = bytes.starts_with(kMagic) &&
                     read_archive(bytes.substr(kMagic.size()),
                                  [&sums](auto& archive) { serialize_sums(archive, sums); });
  if (!whole) {
    throw Error(Fault::kInput,
                std::string(where) + ": these are not the whole sums of an armistice run");
  }
  return sums;
}

bool have_one_shape(const Tally& a, const Tally& b) {
  const auto alike = [](const auto& x, const auto& y) { return x.size() == y.size(); };
  return a.horizon_months == b.horizon_months && a.donors == b.donors &&
         alike(a.relapses, b.relapses) && alike(a.timeline_sum, b.timeline_sum) &&
         alike(a.donor_sum, b.donor_sum) && alike(a.donor_trials, b.donor_trials) &&
         alike(a.cost_sum, b.cost_sum) &&
         std::equal(a.results.begin(), a.results.end(), b.results.begin(),
                    [&](const ResultTally& x, const ResultTally& y) {
                      return alike(x.histogram, y.histogram);
                    }) &&
         std::equal(a.stops.begin(), a.stops.end(), b.stops.begin(), alike) &&
         std::equal(a.relapse_after.begin(), a.relapse_after.end(), b.relapse_after.begin(),
                    alike) &&
         std::equal(a.peace_until_horizon.begin(), a.peace_until_horizon.end(),
                    b.peace_until_horizon.begin(), alike) &&
         std::equal(a.relapse_after_landmark.begin(), a.relapse_after_landmark.end(),
                    b.relapse_after_landmark.begin(), alike) &&
         std::equal(a.peace_after_landmark.begin(), a.peace_after_landmark.end(),
                    b.peace_after_landmark.begin(), alike);
}

std::vector<double> ordered_sums(const Tally& tally) {
  std::vector<double> sums;
  for_each_ordered_sum(tally, [&sums](double x) { sums.push_back(x); });
  return sums;
}

void add_ordered_sums(Tally& sums, std::span<const double> block) {
  auto next = block.begin();
  for_each_ordered_sum(sums, [&next](double& sum) { sum += *next++; });
}

void clear_ordered_sums(Tally& tally) {
  for_each_ordered_sum(tally, [](double& sum) { sum = 0; });
}

}  // namespace armistice
