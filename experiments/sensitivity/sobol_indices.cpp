#include "experiments/sensitivity/sobol_indices.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "experiments/error.hpp"

namespace armistice {
namespace {

using Table = Eigen::Array<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

/// The response over one base sample: both halves, centred; without halves, the mean twice.
struct Sample {
  Eigen::ArrayXd a, b, within;
};

/// Where the products of a base sample stand in their row, and the statistics in theirs.
struct Places {
  int units;
  bool second_order;

  int pairs() const { return second_order ? units * (units - 1) / 2 : 0; }
  // Of products.
  static constexpr int kSumA = 0, kSumB = 1, kSquare = 2, kWithin = 3, kUnits = 4;
  int first(int unit) const { return kUnits + unit; }
  int total(int unit) const { return kUnits + units + unit; }
  int closed(int pair) const { return kUnits + 2 * units + pair; }
  int products() const { return closed(pairs()); }
  // Of statistics: two shares of each unit, in V_x and in V_x + W.
  static constexpr int kVariance = 0, kChance = 1, kClosedSum = 2, kShares = 3;
  int first_share(int unit) const { return kShares + unit; }
  int total_share(int unit) const { return kShares + units + unit; }
  int first_of_replicate(int unit) const { return kShares + 2 * units + unit; }
  int total_of_replicate(int unit) const { return kShares + 3 * units + unit; }
  int second_share(int pair) const { return kShares + 4 * units + pair; }
  int statistics() const { return second_share(pairs()); }
};

/// The mean of a product across halves, both ways round.
double across(const Sample& s, Eigen::Index i, Eigen::Index j) {
  return (s.a[i] * s.b[j] + s.b[i] * s.a[j]) / 2;
}

/// The same of f(left) and f(right) - f(base).
double across(const Sample& s, Eigen::Index left, Eigen::Index right, Eigen::Index base) {
  return across(s, left, right) - across(s, left, base);
}

/// Half of the squared difference, likewise (Jansen 1999).
double half_square(const Sample& s, Eigen::Index i, Eigen::Index j) {
  return (s.a[i] - s.a[j]) * (s.b[i] - s.b[j]) / 2;
}

Eigen::ArrayXd products_of(const Sample& s, const Places& places) {
  const Eigen::Index a = 0, b = 1;
  const auto ab = [](int unit) { return 2 + Eigen::Index{unit}; };
  const auto ba = [&places](int unit) { return 2 + Eigen::Index{places.units} + unit; };
  Eigen::ArrayXd row(places.products());
  row[Places::kSumA] = s.a[a] + s.a[b];
  row[Places::kSumB] = s.b[a] + s.b[b];
  row[Places::kSquare] = s.a[a] * s.b[a] + s.a[b] * s.b[b];
  row[Places::kWithin] = s.within.mean();
  for (int i = 0; i < places.units; ++i) {
    // Saltelli et al. 2010, table 2 (b); Jansen's total is (f) there.
    row[places.first(i)] = across(s, b, ab(i), a);
    row[places.total(i)] = half_square(s, a, ab(i));
    if (places.second_order) {  // A and B change places: a second estimate from the same runs
      row[places.first(i)] = (row[places.first(i)] + across(s, a, ba(i), b)) / 2;
      row[places.total(i)] = (row[places.total(i)] + half_square(s, b, ba(i))) / 2;
    }
  }
  for (int i = 0, pair = 0; places.second_order && i < places.units; ++i) {
    for (int j = i + 1; j < places.units; ++j, ++pair) {
      // These have units i and j in common and nothing else (Saltelli 2002, theorem 2).
      row[places.closed(pair)] = (across(s, ab(i), ba(j)) + across(s, ab(j), ba(i))) / 2;
    }
  }
  return row;
}

/// From sums of rows over n base samples.
Eigen::ArrayXd statistics_of(const Eigen::ArrayXd& sums, double n, const Places& places) {
  Eigen::ArrayXd s = Eigen::ArrayXd::Constant(places.statistics(), kNone);
  const double variance =
      (sums[Places::kSquare] - sums[Places::kSumA] * sums[Places::kSumB] / (2 * n)) / (2 * n - 1);
  const double within = sums[Places::kWithin] / n;
  s[Places::kVariance] = variance;
  const double of_replicate = std::max(variance, 0.0) + within;
  if (of_replicate > 0) {
    s[Places::kChance] = within / of_replicate;
    for (int i = 0; i < places.units; ++i) {
      s[places.first_of_replicate(i)] = sums[places.first(i)] / n / of_replicate;
      s[places.total_of_replicate(i)] = sums[places.total(i)] / n / of_replicate;
    }
  }
  if (!(variance > 0)) return s;
  double closed_sum = 0;
  for (int i = 0; i < places.units; ++i) {
    s[places.first_share(i)] = sums[places.first(i)] / n / variance;
    s[places.total_share(i)] = sums[places.total(i)] / n / variance;
    closed_sum += s[places.first_share(i)];
  }
  for (int i = 0, pair = 0; places.second_order && i < places.units; ++i) {
    for (int j = i + 1; j < places.units; ++j, ++pair) {
      const double share = sums[places.closed(pair)] / n / variance - s[places.first_share(i)] -
                           s[places.first_share(j)];
      s[places.second_share(pair)] = share;
      closed_sum += share;
    }
  }
  s[Places::kClosedSum] = closed_sum;
  return s;
}

/// Rows of products, of complete base samples. Each half is centred on its mean over A and B: the
/// products have less variance, and what chance adds to all points alike is gone.
Table products_of(const PickFreeze& design, const Places& places) {
  const Response& response = design.response;
  const Eigen::Index rows = design.rows_per_sample(), samples = response.points() / rows;
  Eigen::ArrayXd a = response.has_halves() ? response.first_half : response.mean;
  Eigen::ArrayXd b = response.has_halves() ? second_half(response) : response.mean;
  const Eigen::ArrayXd within = within_point_variance(response);

  std::vector<Eigen::Index> complete;
  double sum_a = 0, sum_b = 0;
  for (Eigen::Index j = 0; j < samples; ++j) {
    bool failed = false;
    for (Eigen::Index k = 0; k < rows; ++k) failed = failed || response.failed(j * rows + k);
    if (failed) continue;
    complete.push_back(j * rows);
    sum_a += a[j * rows] + a[j * rows + 1];
    sum_b += b[j * rows] + b[j * rows + 1];
  }
  const auto n = static_cast<double>(complete.size());
  a -= sum_a / (2 * n);
  b -= sum_b / (2 * n);
  Table table(complete.size(), places.products());
  for (std::size_t j = 0; j < complete.size(); ++j) {
    const Sample sample{a.segment(complete[j], rows), b.segment(complete[j], rows),
                        within.segment(complete[j], rows)};
    table.row(static_cast<Eigen::Index>(j)) = products_of(sample, places).transpose();
  }
  return table;
}

/// Row by row, so that the order of each sum is fixed.
Eigen::ArrayXd weighted_sums(const Table& table, const std::vector<int>& counts) {
  Eigen::ArrayXd sums = Eigen::ArrayXd::Zero(table.cols());
  for (Eigen::Index j = 0; j < table.rows(); ++j) {
    const int count = counts[static_cast<std::size_t>(j)];
    if (count > 0) sums += double(count) * table.row(j).transpose();
  }
  return sums;
}

void check(const PickFreeze& design) {
  check(design.response);
  if (design.units < 1) throw Error(Fault::kInput, "a pick-freeze design needs at least one unit");
  if (design.response.points() % design.rows_per_sample() != 0) {
    throw Error(
        Fault::kInput,
        fmt::format("{} points are no pick-freeze design of {} units{}: expected a multiple "
                    "of {}",
                    design.response.points(), design.units,
                    design.second_order ? " for second order" : "", design.rows_per_sample()));
  }
}

}  // namespace

SobolIndices sobol_indices(const PickFreeze& design, const Bootstrap& bootstrap) {
  check(design);
  const Places places{design.units, design.second_order};
  const Table table = products_of(design, places);
  const auto complete = static_cast<std::size_t>(table.rows());

  SobolIndices indices;
  indices.base_samples = static_cast<int>(complete);
  indices.left_out =
      static_cast<int>(design.response.points() / design.rows_per_sample()) - indices.base_samples;
  indices.corrected = design.response.has_halves();
  const bool enough = complete >= 2;
  const Statistic statistic = [&](const std::vector<int>& counts) {
    return statistics_of(weighted_sums(table, counts), static_cast<double>(complete), places);
  };
  const Eigen::ArrayXd values =
      enough ? statistic(std::vector<int>(complete, 1))
             : Eigen::ArrayXd(Eigen::ArrayXd::Constant(places.statistics(), kNone));
  const Eigen::ArrayXXd resamples =
      bootstrap_table(enough ? complete : 0, places.statistics(), bootstrap, statistic);
  const auto estimate = [&](int place) {
    return percentile_estimate(values[place], resamples.col(place));
  };

  indices.variance_of_mean_response = estimate(Places::kVariance);
  indices.chance = estimate(Places::kChance);
  indices.closed_sum = estimate(Places::kClosedSum);
  for (int i = 0; i < design.units; ++i) {
    indices.first.push_back(estimate(places.first_share(i)));
    indices.total.push_back(estimate(places.total_share(i)));
    indices.first_of_replicate.push_back(estimate(places.first_of_replicate(i)));
    indices.total_of_replicate.push_back(estimate(places.total_of_replicate(i)));
  }
  for (int i = 0, pair = 0; design.second_order && i < design.units; ++i) {
    for (int j = i + 1; j < design.units; ++j, ++pair) {
      indices.second.push_back({i, j, estimate(places.second_share(pair))});
    }
  }
  return indices;
}

std::vector<SobolPrefix> sobol_convergence(const PickFreeze& design, const Bootstrap& bootstrap) {
  check(design);
  const Eigen::Index rows = design.rows_per_sample(), samples = design.response.points() / rows;
  std::vector<SobolPrefix> prefixes;
  for (const int part : {8, 4, 2, 1}) {
    const Eigen::Index n = samples / part;
    if (n < 2) continue;
    const PickFreeze first{design.units, design.second_order, head(design.response, n * rows)};
    prefixes.push_back({static_cast<int>(n), sobol_indices(first, bootstrap)});
  }
  return prefixes;
}

}  // namespace armistice
