#include "experiments/validation/figures.hpp"

#include <algorithm>
#include <cmath>

namespace armistice {
namespace {

constexpr std::size_t kBatches = 20;

double mean(std::span<const double> values) {
  double sum = 0;
  for (const double x : values) sum += x;
  return sum / static_cast<double>(values.size());
}

/// Mean of the n-th power of the distances from the mean.
double central_moment(std::span<const double> values, int n) {
  const double centre = mean(values);
  double sum = 0;
  for (const double x : values) sum += std::pow(x - centre, n);
  return sum / static_cast<double>(values.size());
}

}  // namespace

Figure mean_of_values(std::span<const double> values) {
  if (values.size() < 2) return {};
  const auto n = static_cast<double>(values.size());
  return {mean(values), std::sqrt(central_moment(values, 2) / (n - 1))};
}

Figure mean_difference(std::span<const double> with, std::span<const double> without) {
  std::vector<double> differences(std::min(with.size(), without.size()));
  for (std::size_t i = 0; i < differences.size(); ++i) differences[i] = with[i] - without[i];
  return mean_of_values(differences);
}

std::vector<double> as_doubles(std::span<const float> column) {
  return {column.begin(), column.end()};
}

Figure by_batches(std::size_t trials, const Statistic& statistic) {
  std::vector<double> batches;
  for (std::size_t b = 0; b < kBatches; ++b) {
    const double x = statistic(trials * b / kBatches, trials * (b + 1) / kBatches);
    if (std::isfinite(x)) batches.push_back(x);
  }
  Figure figure = mean_of_values(batches);
  figure.value = statistic(0, trials);
  return figure;
}

double standard_deviation(std::span<const double> values) {
  const auto n = static_cast<double>(values.size());
  return std::sqrt(central_moment(values, 2) * n / (n - 1));
}

double skewness(std::span<const double> values) {
  return central_moment(values, 3) / std::pow(central_moment(values, 2), 1.5);
}

double median(std::vector<double> values) {
  if (values.empty()) return std::numeric_limits<double>::quiet_NaN();
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  if (values.size() % 2 == 1) return *middle;
  return (*middle + *std::max_element(values.begin(), middle)) / 2;
}

double correlation(std::span<const double> a, std::span<const double> b) {
  const double ma = mean(a), mb = mean(b);
  double both = 0, of_a = 0, of_b = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    both += (a[i] - ma) * (b[i] - mb);
    of_a += (a[i] - ma) * (a[i] - ma);
    of_b += (b[i] - mb) * (b[i] - mb);
  }
  const double spread = std::sqrt(of_a * of_b);
  return spread > 0 ? both / spread : 0;
}

}  // namespace armistice
