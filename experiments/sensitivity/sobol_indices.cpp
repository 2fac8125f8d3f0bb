#include "experiments/sensitivity/sobol_indices.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "experiments/error.hpp"
#include "experiments/input/counted.hpp"
#include "experiments/sensitivity/common_chance.hpp"

namespace armistice {
namespace {

using Table = Eigen::Array<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

/// The response over one base sample, centred; a column each for its rows.
struct Sample {
  const CrossProduct& product;
  Eigen::MatrixXd values;
  double within;
};

/// Where the products of a base sample stand in their row, and the statistics in theirs.
struct Places {
  int units;
  bool second_order;
  int parts;  // of a value of the response

  int pairs() const { return second_order ? units * (units - 1) / 2 : 0; }
  // For products.
  static constexpr int kSquare = 0, kWithin = 1, kSum = 2;
  int first(int unit) const { return kSum + parts + unit; }
  int total(int unit) const { return kSum + parts + units + unit; }
  int closed(int pair) const { return kSum + parts + 2 * units + pair; }
  int products() const { return closed(pairs()); }
  // For statistics: two shares of each unit, in V_x and in V_x + W.
  static constexpr int kVariance = 0, kChance = 1, kClosedSum = 2, kShares = 3;
  int first_share(int unit) const { return kShares + unit; }
  int total_share(int unit) const { return kShares + units + unit; }
  int first_of_replicate(int unit) const { return kShares + 2 * units + unit; }
  int total_of_replicate(int unit) const { return kShares + 3 * units + unit; }
  int second_share(int pair) const { return kShares + 4 * units + pair; }
  int statistics() const { return second_share(pairs()); }
};

Eigen::ArrayXd products_of(const Sample& s, const Places& places) {
  const auto a = s.values.col(0), b = s.values.col(1);
  const auto ab = [&s](int unit) { return s.values.col(2 + unit); };
  const auto ba = [&](int unit) { return s.values.col(2 + places.units + unit); };
  const auto half_square = [&s](const auto& x, const auto& y) {  // of the difference: Jansen 1999
    return s.product(x - y, x - y) / 2;
  };
  Eigen::ArrayXd row(places.products());
  row[Places::kSquare] = s.product(a, a) + s.product(b, b);
  row[Places::kWithin] = s.within;
  row.segment(Places::kSum, places.parts) = (a + b).array();
  for (int i = 0; i < places.units; ++i) {
    // Saltelli et al. 2010, table 2 (b); Jansen's total is (f) there.
    row[places.first(i)] = s.product(b, ab(i) - a);
    row[places.total(i)] = half_square(a, ab(i));
    if (places.second_order) {  // A and B change places: a second estimate from the same runs
      row[places.first(i)] = (row[places.first(i)] + s.product(a, ba(i) - b)) / 2;
      row[places.total(i)] = (row[places.total(i)] + half_square(b, ba(i))) / 2;
    }
  }
  for (int i = 0, pair = 0; places.second_order && i < places.units; ++i) {
    for (int j = i + 1; j < places.units; ++j, ++pair) {
      // These have units i and j in common and nothing else (Saltelli 2002, theorem 2). A and B
      // have nothing in common: their product is what the mean squared leaves in the others, and
      // varies with them (Saltelli et al. 2010, eq. 16).
      row[places.closed(pair)] =
          (s.product(ab(i), ba(j)) + s.product(ab(j), ba(i))) / 2 - s.product(a, b);
    }
  }
  return row;
}

/// From sums of rows over n base samples.
Eigen::ArrayXd statistics_of(const Eigen::ArrayXd& sums, double n, const Places& places,
                             const CrossProduct& product) {
  Eigen::ArrayXd s = Eigen::ArrayXd::Constant(places.statistics(), kNone);
  const auto sum = sums.segment(Places::kSum, places.parts);
  const double variance = (sums[Places::kSquare] - product(sum, sum) / (2 * n)) / (2 * n - 1);
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

std::vector<Eigen::Index> complete_samples(const PickFreeze& design) {
  const Eigen::Index rows = design.rows_per_sample();
  std::vector<Eigen::Index> complete;  // the first row of each
  for (Eigen::Index j = 0; j < design.response.points(); j += rows) {
    bool failed = false;
    for (Eigen::Index k = 0; k < rows; ++k) failed = failed || design.response.failed(j + k);
    if (!failed) complete.push_back(j);
  }
  return complete;
}

/// Rows of products, of complete base samples. Each group is centred on its mean over A and B: the
/// products have less variance, and what chance adds to all points alike is gone.
Table products_of(const Response& response, const CrossProduct& product,
                  const std::vector<Eigen::Index>& complete, Eigen::Index rows,
                  const Places& places) {
  const Eigen::MatrixXd parts = parts_of(response);
  const Eigen::ArrayXd within = within_point_variance(response);
  Eigen::VectorXd centre = Eigen::VectorXd::Zero(parts.rows());
  for (const Eigen::Index j : complete) centre += parts.col(j) + parts.col(j + 1);
  centre /= 2 * static_cast<double>(complete.size());
  Table table(complete.size(), places.products());
  for (std::size_t j = 0; j < complete.size(); ++j) {
    const Sample sample{product, parts.middleCols(complete[j], rows).colwise() - centre,
                        within.segment(complete[j], rows).mean()};
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
        fmt::format("{} are no pick-freeze design of {}{}: expected a multiple "
                    "of {}",
                    counted(design.response.points(), "point"), counted(design.units, "unit"),
                    design.second_order ? " for second order" : "", design.rows_per_sample()));
  }
}

}  // namespace

SobolIndices sobol_indices(const PickFreeze& design, const Bootstrap& bootstrap) {
  check(design);
  const std::vector<Eigen::Index> complete = complete_samples(design);
  const Places sizes{design.units, design.second_order, 0};
  const StatisticOf statistic_of = [&](const Response& response) -> Statistic {
    const CrossProduct product(response);
    Places places = sizes;
    places.parts = static_cast<int>(product.parts());
    Table table = products_of(response, product, complete, design.rows_per_sample(), places);
    return [places, product, table = std::move(table)](const std::vector<int>& counts) {
      return statistics_of(weighted_sums(table, counts), static_cast<double>(counts.size()), places,
                           product);
    };
  };

  SobolIndices indices;
  indices.base_samples = static_cast<int>(complete.size());
  indices.left_out =
      static_cast<int>(design.response.points() / design.rows_per_sample()) - indices.base_samples;
  indices.corrected = design.response.has_groups();
  const std::size_t enough = complete.size() >= 2 ? complete.size() : 0;
  const Statistic statistic = statistic_of(design.response);
  const Eigen::ArrayXd values =
      enough > 0 ? statistic(std::vector<int>(enough, 1))
                 : Eigen::ArrayXd(Eigen::ArrayXd::Constant(sizes.statistics(), kNone));
  const Eigen::ArrayXXd resamples =
      bootstrap_table(enough, sizes.statistics(), bootstrap, statistic);
  const Eigen::ArrayXd spread =
      spread_of_common_chance(design.response, enough, sizes.statistics(), bootstrap, statistic_of);
  const auto estimate = [&](int place) {
    return with_spread(percentile_estimate(values[place], resamples.col(place)), spread[place]);
  };

  indices.variance_of_mean_response = estimate(Places::kVariance);
  indices.chance = estimate(Places::kChance);
  indices.chance.low = std::max(indices.chance.low, 0.0);  // the spread may go beyond
  indices.chance.high = std::min(indices.chance.high, 1.0);
  indices.closed_sum = estimate(Places::kClosedSum);
  for (int i = 0; i < design.units; ++i) {
    indices.first.push_back(estimate(sizes.first_share(i)));
    indices.total.push_back(estimate(sizes.total_share(i)));
    indices.first_of_replicate.push_back(estimate(sizes.first_of_replicate(i)));
    indices.total_of_replicate.push_back(estimate(sizes.total_of_replicate(i)));
  }
  for (int i = 0, pair = 0; design.second_order && i < design.units; ++i) {
    for (int j = i + 1; j < design.units; ++j, ++pair) {
      indices.second.push_back({i, j, estimate(sizes.second_share(pair))});
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
