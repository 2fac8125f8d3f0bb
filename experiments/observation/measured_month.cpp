#include "experiments/observation/measured_month.hpp"

#include <boost/math/distributions/normal.hpp>
#include <cmath>
#include <limits>

namespace armistice {
namespace {

constexpr std::size_t kBins = kTimelineBins;
constexpr int kPointsOfBin = 4;  // a bin's values are spread evenly over it

double edge_of(const SeriesDeclaration& series, std::size_t bin) {
  return series.low +
         (series.high - series.low) * static_cast<double>(bin) / static_cast<double>(kBins);
}

/// Probability that an error on the scale is at most this.
double error_up_to(const ObservationModel& model, double error) {
  const double sd = std::hypot(model.level_sd, model.month_sd);
  if (sd == 0) return error >= 0 ? 1 : 0;
  return boost::math::cdf(boost::math::normal(0, sd), error);
}

}  // namespace

double measured_up_to(const ObservationModel& model, double quantity, double value) {
  switch (model.scale) {
    case ErrorScale::kPlain:
      return error_up_to(model, value - quantity - model.offset);
    case ErrorScale::kFactor:
      if (value < 0) return 0;
      if (quantity <= 0) return 1;
      if (value == 0) return 0;
      return error_up_to(model, std::log(value / quantity) - model.offset);
    case ErrorScale::kOdds:
      if (value <= 0) return 0;
      if (value >= 1) return 1;
      return error_up_to(model, std::log(value / (1 - value)) - log_odds(quantity) - model.offset);
    case ErrorScale::kState:
      break;
  }
  return value >= 1 - quantity ? 1 : 0;
}

MeasuredMonths::MeasuredMonths(const SeriesDeclaration& series, const Tally& tally)
    : series_(series), tally_(tally), spread_(kBins) {
  if (tally.timeline_histogram.counts.empty()) return;
  for (int month = 0; month < tally.horizon_months; ++month) {
    const auto counts = tally.timeline_histogram.at(month, series.quantity);
    for (std::size_t bin = 0; bin < kBins; ++bin) {
      if (counts[bin] > 0 && spread_[bin].empty()) spread_bin(bin);
    }
  }
}

void MeasuredMonths::spread_bin(std::size_t bin) {
  const Bins of = bins_of(series_.quantity);
  std::vector<double>& row = spread_[bin];
  row.resize(kBins);
  for (int k = 0; k < kPointsOfBin; ++k) {
    // Most of what the first bin has is exactly at its end: a flow that has ended.
    const double inside = bin == 0 ? 0 : (k + 0.5) / kPointsOfBin;
    const double quantity =
        of.low + (of.high - of.low) * (static_cast<double>(bin) + inside) / of.count;
    double before = 0;
    for (std::size_t j = 0; j < kBins && before < 1; ++j) {
      const bool last = j + 1 == kBins;
      const double up_to =
          last ? 1 : measured_up_to(series_.model, quantity, edge_of(series_, j + 1));
      row[j] += (up_to - before) / kPointsOfBin;
      before = up_to;
    }
  }
}

std::vector<double> MeasuredMonths::weights_of(int month) const {
  std::vector<double> weights(kBins);
  if (tally_.timeline_histogram.counts.empty()) return weights;
  const auto counts = tally_.timeline_histogram.at(month, series_.quantity);
  for (std::size_t i = 0; i < kBins; ++i) {
    if (counts[i] == 0) continue;
    for (std::size_t j = 0; j < kBins; ++j) weights[j] += counts[i] * spread_[i][j];
  }
  return weights;
}

double MeasuredMonths::mean(int month) const {
  const ObservationModel& model = series_.model;
  const double of_quantity = tally_.timeline_mean(month, series_.quantity);
  const double variance = model.level_sd * model.level_sd + model.month_sd * model.month_sd;
  if (model.scale == ErrorScale::kPlain) return of_quantity + model.offset;
  if (model.scale == ErrorScale::kFactor) {
    return of_quantity * std::exp(model.offset + variance / 2);
  }
  // No closed form: from the bins.
  const std::vector<double> weights = weights_of(month);
  double sum = 0, all = 0;
  for (std::size_t j = 0; j < kBins; ++j) {
    sum += weights[j] * (edge_of(series_, j) + edge_of(series_, j + 1)) / 2;
    all += weights[j];
  }
  return all > 0 ? sum / all : std::numeric_limits<double>::quiet_NaN();
}

std::vector<double> MeasuredMonths::quantiles(int month,
                                              const std::vector<double>& probabilities) const {
  const std::vector<double> weights = weights_of(month);
  double all = 0;
  for (const double w : weights) all += w;
  std::vector<double> found;
  for (const double p : probabilities) {
    if (all == 0) {
      found.push_back(std::numeric_limits<double>::quiet_NaN());
      continue;
    }
    double before = 0;
    std::size_t j = 0;
    while (j + 1 < kBins && before + weights[j] < p * all) before += weights[j++];
    // The end bins answer with the bound itself, as those of the quantities do.
    const double inside = j == 0 ? 0 : j + 1 == kBins ? 1 : (p * all - before) / weights[j];
    found.push_back(edge_of(series_, j) + inside * (edge_of(series_, j + 1) - edge_of(series_, j)));
  }
  return found;
}

}  // namespace armistice
