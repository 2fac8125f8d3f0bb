// Estimates from a tally: shares, means, quantiles, survival.
#include <algorithm>
#include <limits>
#include <numeric>

#include "agents/interface/declarations.hpp"
#include "experiments/trials/tally.hpp"

namespace armistice {
namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

double ratio(double sum, std::int64_t n) { return n > 0 ? sum / static_cast<double>(n) : kNone; }

std::size_t row(int i, int columns) {
  return static_cast<std::size_t>(i) * static_cast<std::size_t>(columns);
}

std::int64_t sum_to(const std::vector<std::int64_t>& by_month, int month) {
  const auto end = std::min(by_month.size(), static_cast<std::size_t>(std::max(month + 1, 0)));
  return std::accumulate(by_month.begin(), by_month.begin() + static_cast<std::ptrdiff_t>(end),
                         std::int64_t{0});
}

}  // namespace

bool is_defined(Result r, float value) { return value != kNever || declaration_of(r).always(); }

std::optional<Bins> bins_of(Result r) {
  const ResultBins& bins = declaration_of(r).bins;
  if (bins.count == 0) return std::nullopt;
  return Bins{bins.low, bins.high, bins.count, bins.whole};
}

Bins bins_of(Quantity q) {
  const QuantityDeclaration& declared = quantity_declarations()[static_cast<std::size_t>(q)];
  return {declared.low, declared.high, kTimelineBins};
}

double Tally::share(Share s) const { return ratio(static_cast<double>(count(s)), trials); }

double Tally::mean(Result r) const { return ratio(result(r).sum, result(r).defined); }

double Tally::result_quantile(Result r, double q) const {
  const auto bins = bins_of(r);
  return bins ? quantile(result(r).histogram, *bins, q) : kNone;
}

std::int64_t Tally::stops_by(Outcome outcome, int month) const {
  return sum_to(stops[static_cast<std::size_t>(outcome)], month);
}

std::int64_t Tally::relapses_by(int month) const { return sum_to(relapses, month); }

Survival Tally::peace_survival(int months_since_stop) const {
  std::vector<std::int64_t> events(relapses.size()), censored(relapses.size());
  for (std::size_t o = 0; o < relapse_after.size(); ++o) {
    for (std::size_t d = 0; d < events.size(); ++d) {
      events[d] += relapse_after[o][d];
      censored[d] += peace_until_horizon[o][d];
    }
  }
  return kaplan_meier(events, censored, months_since_stop);
}

Survival Tally::acceptable_survival(int months_since_stop) const {
  return kaplan_meier(relapse_after_acceptable, acceptable_until_horizon, months_since_stop);
}

Survival Tally::peace_survival(Outcome outcome, int months_since_stop) const {
  const auto o = static_cast<std::size_t>(outcome);
  return kaplan_meier(relapse_after[o], peace_until_horizon[o], months_since_stop);
}

Survival Tally::survival_from_landmark(int status, int months_since_landmark) const {
  const auto s = static_cast<std::size_t>(status);
  return kaplan_meier(relapse_after_landmark[s], peace_after_landmark[s], months_since_landmark);
}

double Tally::timeline_mean(int month, Quantity q) const {
  if (timeline_sum.empty()) return kNone;
  return ratio(timeline_sum[row(month, kQuantities) + static_cast<std::size_t>(q)], trials);
}

double Tally::timeline_quantile(int month, Quantity quantity, double q) const {
  if (timeline_histogram.counts.empty()) return kNone;
  return quantile(timeline_histogram.at(month, quantity), bins_of(quantity), q);
}

double Tally::donor_mean(int donor, DonorResult r) const {
  if (donor_sum.empty()) return kNone;
  return ratio(donor_sum[row(donor, kDonorResults) + static_cast<std::size_t>(r)], trials);
}

std::int64_t Tally::donor_count(int donor, DonorResult r) const {
  if (donor_trials.empty()) return 0;
  return donor_trials[row(donor, kDonorResults) + static_cast<std::size_t>(r)];
}

std::int64_t Tally::count_above_zero(Result r) const {
  const std::vector<std::uint32_t>& bins = result(r).histogram;
  return result(r).defined - (bins.empty() ? 0 : std::int64_t{bins.front()});
}

double Tally::cost_mean(int year, int payer, Cost cost) const {
  if (cost_sum.empty()) return kNone;
  const auto until = [&](int end_of) {
    if (end_of < 0) return 0.0;
    const int place = end_of * (donors + kOtherPayers) + payer;
    return cost_sum[row(place, kCosts) + static_cast<std::size_t>(cost)];
  };
  return ratio(until(year) - until(year - 1), trials);
}

}  // namespace armistice
