// What is read from a tally: shares, means, quantiles, survival.
#include <algorithm>
#include <limits>
#include <numeric>

#include "experiments/ensemble/tally.hpp"

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

/// How a result is read. Bins are wide enough that a quantile beyond is a surprise; months have
/// a bin each.
struct Reading {
  bool may_be_undefined = false;  // kNever then stands for no value
  int bins = 0;
  double low = 0, high = 0;
  bool whole = false;
};

constexpr Reading kAlways{}, kSometimes{.may_be_undefined = true};
constexpr Reading kMonth{
    .may_be_undefined = true, .bins = 240, .low = 1, .high = 241, .whole = true};
constexpr Reading kOccupied{.bins = 512, .low = 0, .high = 64};

constexpr Reading reading_of(Result r) {
  switch (r) {
    case Result::end_month:
    case Result::relapse_month:
    case Result::eu_accession_month:
    case Result::nato_accession_month:
    case Result::force_month:
    case Result::nato_promise_void_month:
    case Result::direct_clash_month:
    case Result::reserve_exhausted_month:
    case Result::leader_change_month:
    case Result::kyiv_election_month:
    case Result::nuclear_use_month:
    case Result::sanctions_lapse_month:
      return kMonth;
    case Result::term_security:
    case Result::term_territory:
    case Result::term_status:
    case Result::term_economy:
    case Result::delivered_security:
    case Result::delivered_security_month_24:
    case Result::patron_1_support_mean:
    case Result::patron_2_support_mean:
    case Result::patron_3_support_mean:
    case Result::patron_4_support_mean:
    case Result::vetoing_actor:
    case Result::leader_pragmatist:
    case Result::resumed_by:
    case Result::renewal_vetoing_actor:
    case Result::us_months_backing_up:
    case Result::us_months_brokering:
    case Result::us_months_standing_aside:
    case Result::buyer_1_compliance_end:
    case Result::buyer_2_compliance_end:
    case Result::buyer_3_compliance_end:
    case Result::buyer_4_compliance_end:
    case Result::patron_1_challenges:
    case Result::patron_2_challenges:
    case Result::patron_3_challenges:
    case Result::patron_4_challenges:
      return kSometimes;
    case Result::occupied_share_end_pct:
    case Result::occupied_share_min_pct:
    case Result::occupied_share_max_pct:
      return kOccupied;
    case Result::russian_casualties_thousand:
      return {.bins = 1024, .low = 0, .high = 8192};
    case Result::ukrainian_casualties_thousand:
      return {.bins = 1024, .low = 0, .high = 4096};
    case Result::european_military_aid_eur_bn:
      return {.bins = 512, .low = 0, .high = 1024};
    case Result::us_military_aid_eur_bn:
    case Result::cost_other_europe_eur_bn:
    case Result::cost_other_donors_eur_bn:
    case Result::cost_united_states_eur_bn:
      return {.bins = 512, .low = 0, .high = 512};
    case Result::other_military_aid_eur_bn:
      return {.bins = 512, .low = 0, .high = 256};
    case Result::cost_eu_eur_bn:
    case Result::cost_europe_eur_bn:
    case Result::cost_total_eur_bn:
      return {.bins = 512, .low = 0, .high = 2048};
    case Result::russian_revenue_lost_usd_bn:
      return {.bins = 512, .low = 0, .high = 2048};
    default:
      return kAlways;
  }
}

constexpr Bins kTimeline[] = {
#define QUANTITY(name, low, high, unit) {low, high, kTimelineBins},
#include "agents/timeline.def"
#undef QUANTITY
};

}  // namespace

bool is_defined(Result r, float value) {
  return !reading_of(r).may_be_undefined || value != kNever;
}

std::optional<Bins> bins_of(Result r) {
  const Reading reading = reading_of(r);
  if (reading.bins == 0) return std::nullopt;
  return Bins{reading.low, reading.high, reading.bins, reading.whole};
}

Bins bins_of(Quantity q) { return kTimeline[static_cast<std::size_t>(q)]; }

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
