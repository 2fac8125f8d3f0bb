#include "experiments/trials/tally_archive.hpp"

#include <cereal/archives/portable_binary.hpp>
#include <cereal/types/array.hpp>
#include <cereal/types/string.hpp>
#include <cereal/types/vector.hpp>
#include <sstream>

#include "experiments/error.hpp"

namespace armistice {

// cereal finds these by the type of their argument.
template <class Archive>
void serialize(Archive& archive, ResultTally& t) {
  archive(t.defined, t.sum, t.histogram);
}

template <class Archive>
void serialize(Archive& archive, TimelineHistogram& h) {
  archive(h.counts);
}

template <class Archive>
void serialize(Archive& archive, NestedSample& n) {
  archive(n.sets, n.histograms, n.by_month);
}

template <class Archive>
void serialize(Archive& archive, Tally& t) {
  archive(t.horizon_months, t.donors, t.trials, t.details, t.shares, t.vetoes, t.vetoes_of, t.stops,
          t.relapses, t.relapse_after, t.peace_until_horizon, t.relapse_after_landmark,
          t.peace_after_landmark, t.results, t.timeline_sum, t.timeline_histogram, t.donor_sum,
          t.donor_trials, t.cost_sum);
  for (auto& row : t.leader_cannot_stop) {
    for (std::int64_t& count : row) archive(count);
  }
}

namespace {

// Written first, to distinguish other files from a result that was cut short.
constexpr std::string_view kMagic = "armistice sums 3";

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
  std::ostringstream stream;
  {
    cereal::PortableBinaryOutputArchive archive(stream);
    archive(std::string(kMagic), sums.tally, sums.nested);
  }
  return stream.str();
}

ArchivedSums sums_from_bytes(std::string_view bytes, std::string_view where) {
  ArchivedSums sums;
  std::string magic;
  std::istringstream stream{std::string(bytes)};
  try {
    cereal::PortableBinaryInputArchive archive(stream);
    if (bytes.find(kMagic) != std::string_view::npos) archive(magic, sums.tally, sums.nested);
  } catch (const std::exception&) {  // cereal's own for a short text, the library's for a long one
    magic.clear();
  }
  if (magic != kMagic || stream.peek() != std::istringstream::traits_type::eof()) {
    throw Error(Fault::kInput,
                std::string(where) + ": these are not the whole sums of an armistice run");
  }
  return sums;
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
