// Patterns 9 to 12 and 19: the effect of beliefs and the commitment problem on the length of the
// war.
#include <algorithm>
#include <cmath>

#include "experiments/validation/figures.hpp"
#include "experiments/validation/patterns.hpp"

namespace armistice {
namespace {

const Sample& status_quo(Laboratory& laboratory, const std::vector<Setting>& settings = {}) {
  return laboratory.run(Laboratory::scenario("status_quo", settings));
}

/// Months of the first war: to the first stop, else to the horizon.
std::vector<double> months_of_war(const Sample& sample) {
  std::vector<double> months = as_doubles(sample.of(Result::end_month));
  for (double& m : months) m = m < 0 ? sample.horizon_months : m;
  return months;
}

Figure war_share_added(const Sample& with, const Sample& without) {
  return mean_difference(with.counts(Share::kContinuedWarAll),
                         without.counts(Share::kContinuedWarAll));
}

/// Share of the signed settlements whose peace was broken.
double relapse_of_signed(const Sample& sample, std::size_t first, std::size_t last) {
  const auto outcome = sample.of(Result::outcome), relapsed = sample.of(Result::relapsed);
  double signed_ones = 0, broken = 0;
  for (std::size_t i = first; i < last; ++i) {
    if (outcome[i] != static_cast<float>(Outcome::kNegotiatedPeace)) continue;
    ++signed_ones;
    broken += static_cast<double>(relapsed[i]);
  }
  return broken / signed_ones;
}

/// Monthly hazard of a first stop within 60 months where the gap of beliefs at the start is at most
/// the median, to that where it is larger.
double hazard_ratio_of_small_gaps(const Sample& sample, std::size_t first, std::size_t last) {
  constexpr double kWindow = 60;
  const auto gap = sample.of(Result::belief_gap_month_0);
  const std::vector<double> war = months_of_war(sample);
  std::vector<double> gaps;
  for (std::size_t i = first; i < last; ++i) {
    gaps.push_back(std::abs(static_cast<double>(gap[i])));
  }
  const double middle = median(gaps);
  double stops[2] = {}, exposure[2] = {};
  for (std::size_t i = first; i < last; ++i) {
    const int large = gaps[i - first] > middle ? 1 : 0;
    exposure[large] += std::min(war[i], kWindow);
    stops[large] += war[i] <= kWindow && war[i] < sample.horizon_months ? 1 : 0;
  }
  return (stops[0] / exposure[0]) / (stops[1] / exposure[1]);
}

Figure hazard_ratio(const Sample& sample) {
  return by_batches(static_cast<std::size_t>(sample.trials), [&](std::size_t a, std::size_t b) {
    return hazard_ratio_of_small_gaps(sample, a, b);
  });
}

}  // namespace

Patterns patterns_of_learning(Laboratory& laboratory) {
  const auto kIndependent = PatternKind::kIndependent;
  const Sample& base = status_quo(laboratory);
  const Sample& no_learning = status_quo(laboratory, {{"switches.learning", "false"}});
  const Setting off{"switches.commitment", "false"};
  const Sample& trusting = status_quo(laboratory, {off});
  const auto trials = static_cast<std::size_t>(base.trials);

  Patterns rows;
  const auto gap_0 = base.of(Result::belief_gap_month_0),
             gap_24 = base.of(Result::belief_gap_month_24);
  rows.push_back({9, "mean absolute gap of beliefs at 24 months to that at month 0",
                  PatternKind::kBuiltIn, at_most(.6),
                  by_batches(trials, [&](std::size_t a, std::size_t b) {
                    double then = 0, now = 0;
                    for (std::size_t i = a; i < b; ++i) {
                      then += std::abs(static_cast<double>(gap_0[i]));
                      now += std::abs(static_cast<double>(gap_24[i]));
                    }
                    return now / then;
                  })});
  rows.push_back({10, "continued war, learning off less on, share", kIndependent, at_least(.08),
                  war_share_added(no_learning, base)});
  rows.push_back({11, "continued war, commitment off less on, share", kIndependent, at_most(-.25),
                  war_share_added(trusting, base)});
  rows.push_back({11, "relapse of signed settlements, commitment off less on, share", kIndependent,
                  at_least(0), by_batches(trials, [&](std::size_t a, std::size_t b) {
                    return relapse_of_signed(trusting, a, b) - relapse_of_signed(base, a, b);
                  })});
  rows.push_back({12, "hazard of a stop, small to large gap of beliefs, commitment off",
                  kIndependent, at_least(1.2), hazard_ratio(trusting)});
  rows.push_back({12, "hazard of a stop, small to large gap of beliefs, commitment on",
                  kIndependent, between(.6, 1.3), hazard_ratio(base)});

  const auto optimism = [&](const char* value) {
    return months_of_war(
        status_quo(laboratory, {off, {"parameters.beliefs.invader_optimism", value}}));
  };
  const std::vector<double> sober = optimism("0"), hopeful = optimism("0.8");
  rows.push_back({19, "months of war, optimism 0.8 to 0, commitment off", kIndependent,
                  at_least(1.05), by_batches(trials, [&](std::size_t a, std::size_t b) {
                    const auto mean = [a, b](const std::vector<double>& x) {
                      return mean_of_values(std::span(x).subspan(a, b - a)).value;
                    };
                    return mean(hopeful) / mean(sober);
                  })});
  return rows;
}

}  // namespace armistice
