#include "web/model/picture.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <string>

#include "agents/interface/declarations.hpp"
#include "core/outcome.hpp"
#include "experiments/comparison/paired_statistics.hpp"
#include "experiments/trials/labels.hpp"

namespace armistice::web {
namespace {

using Json = nlohmann::ordered_json;

std::size_t size(int n) { return static_cast<std::size_t>(n); }

struct PairCounts {
  std::int64_t trials = 0, gained = 0, lost = 0;
};

/// Over the trials that both have.
PairCounts paired(const Gathered& now, const Gathered& reference, Share share) {
  PairCounts pairs;
  const std::size_t beyond = std::min(now.beyond(), reference.beyond());
  for (std::size_t i = 0; i < beyond; ++i) {
    const KeptTrial *a = now.at(i), *b = reference.at(i);
    if (a == nullptr || b == nullptr) continue;
    ++pairs.trials;
    const bool here = counts_towards(a->shares, share), there = counts_towards(b->shares, share);
    pairs.gained += here && !there;
    pairs.lost += there && !here;
  }
  return pairs;
}

std::int64_t count(const Gathered& of, Share share) {
  std::int64_t count = 0;
  for (std::size_t i = 0; i < of.beyond(); ++i) {
    const KeptTrial* trial = of.at(i);
    if (trial != nullptr) count += counts_towards(trial->shares, share);
  }
  return count;
}

Json estimate(std::int64_t count, std::int64_t trials) {
  const Interval i = wilson_interval(count, trials);
  return Json::array(
      {static_cast<double>(count) / static_cast<double>(std::max<std::int64_t>(trials, 1)), i.low,
       i.high});
}

Json shares_of(const Gathered& now, const Gathered* reference) {
  LabelsUsed labels = labels_of(now.scenario());
  if (reference != nullptr) {
    const LabelsUsed more = labels_of(reference->scenario());
    labels = {labels.core || more.core, labels.full || more.full};
  }
  Json rows = Json::array();
  for (const Share share : reported_shares(labels)) {
    const ShareDeclaration& declared = share_declarations()[static_cast<std::size_t>(share)];
    Json row{{"outcome", declared.outcome}, {"detail", declared.detail},
             {"depth", declared.depth},     {"label", declared.label},
             {"words", declared.words},     {"now", estimate(count(now, share), now.trials())}};
    if (reference != nullptr) {
      row["reference"] = estimate(count(*reference, share), reference->trials());
      const PairCounts pairs = paired(now, *reference, share);
      const Interval i = paired_share_interval(pairs.gained, pairs.lost, pairs.trials);
      const double trials = static_cast<double>(std::max<std::int64_t>(pairs.trials, 1));
      row["difference"] =
          Json::array({static_cast<double>(pairs.gained - pairs.lost) / trials, i.low, i.high});
    }
    rows.push_back(std::move(row));
  }
  return rows;
}

/// A row for each headline outcome and month, as incidence.csv: trials that had first stopped so by
/// the month's end; of the war that goes on, those that had not stopped.
Json stops_of(const Gathered& of) {
  const int months = of.horizon_months();
  std::array<std::vector<std::int64_t>, kOutcomes> stopped;
  stopped.fill(std::vector<std::int64_t>(size(months) + 1));
  for (std::size_t i = 0; i < of.beyond(); ++i) {
    const KeptTrial* trial = of.at(i);
    if (trial != nullptr && trial->stop > 0) ++stopped[trial->outcome][size(trial->stop)];
  }
  Json rows = Json::array();
  const LabelsUsed labels = labels_of(of.scenario());
  for (const Outcome outcome : headlines_of(labels)) {
    const auto& declared = share_declarations()[static_cast<std::size_t>(share_of(outcome))];
    const bool war = outcome == Outcome::kContinuedWar;
    std::int64_t so_far = war ? of.trials() : 0;
    for (int month = 1; month <= months; ++month) {
      if (war) {
        for (const auto& each : stopped) so_far -= each[size(month)];
      } else {
        so_far += stopped[static_cast<std::size_t>(outcome)][size(month)];
      }
      rows.push_back(
          Json::array({declared.label, to_string(add_months(of.scenario().start, month - 1)),
                       estimate(so_far, of.trials())}));
    }
  }
  return rows;
}

/// A row for each month: the quantiles of timeline.csv.
Json fan_of(const Gathered& of) {
  constexpr double kQuantiles[] = {0.05, 0.25, 0.5, 0.75, 0.95};
  const Bins bins = bins_of(of.quantity());
  Json rows = Json::array();
  for (int month = 0; month < of.horizon_months(); ++month) {
    Json row = Json::array({to_string(add_months(of.scenario().start, month))});
    for (const double q : kQuantiles) row.push_back(quantile(of.counts(month), bins, q));
    rows.push_back(std::move(row));
  }
  return rows;
}

/// A row for each way in which a trial can end: words, how many did, and the first that did.
Json endings_of(const Gathered& of) {
  std::array<std::int64_t, kDetails> count{}, first{};
  for (std::size_t i = of.beyond(); i-- > 0;) {
    const KeptTrial* trial = of.at(i);
    if (trial == nullptr) continue;
    ++count[trial->detail];
    first[trial->detail] = static_cast<std::int64_t>(i);
  }
  Json rows = Json::array();
  for (const Detail detail : details_of(labels_of(of.scenario()))) {
    const auto d = static_cast<std::size_t>(detail);
    if (count[d] == 0) continue;
    rows.push_back(Json::array({codes_of(CodeList::detail)[d].words, count[d], first[d]}));
  }
  return rows;
}

}  // namespace

Gathered::Gathered(const PageSettings& page, Quantity quantity)
    : scenario_(scenario_of(page)),
      horizon_months_(page.horizon_months),
      quantity_(quantity),
      counts_(size(page.horizon_months) * kTimelineBins) {}

void Gathered::take(std::uint32_t first, int count, std::span<const std::uint8_t> piece) {
  const std::size_t trials = size(count), end = first + trials;
  if (there_.size() < end) {
    there_.resize(end);
    kept_.resize(end);
  }
  if (there_[first]) return;  // a piece that came twice
  std::memcpy(kept_.data() + first, piece.data(), trials * sizeof(KeptTrial));
  std::fill_n(there_.begin() + first, trials, true);
  const std::uint8_t* bin = piece.data() + trials * sizeof(KeptTrial);
  for (int month = 0; month < horizon_months_; ++month) {
    for (std::size_t i = 0; i < trials; ++i) ++counts_[size(month) * kTimelineBins + *bin++];
  }
  trials_ += count;
}

const KeptTrial* Gathered::at(std::size_t trial) const {
  return trial < there_.size() && there_[trial] ? &kept_[trial] : nullptr;
}

std::span<const std::uint32_t> Gathered::counts(int month) const {
  return std::span(counts_).subspan(size(month) * kTimelineBins, kTimelineBins);
}

Json picture(const Gathered& now, const Gathered* reference) {
  Json shown{{"trials", now.trials()},
             {"shares", shares_of(now, reference)},
             {"stops", stops_of(now)},
             {"fan", fan_of(now)},
             {"endings", endings_of(now)}};
  if (reference != nullptr) {
    shown["reference"] = {{"trials", reference->trials()},
                          {"stops", stops_of(*reference)},
                          {"fan", fan_of(*reference)}};
  }
  return shown;
}

}  // namespace armistice::web
