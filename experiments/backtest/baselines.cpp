#include "experiments/backtest/baselines.hpp"

#include <algorithm>
#include <boost/math/distributions/normal.hpp>
#include <boost/random/uniform_int_distribution.hpp>
#include <cmath>
#include <numeric>

#include "experiments/trials/addressed_engine.hpp"

namespace armistice {
namespace {

using Ensemble = std::optional<std::vector<double>>;

constexpr int kMembers = 999;
constexpr std::size_t kLeastChanges = 6;  // fewer say nothing of how a series moves
constexpr std::size_t kHalfYear = 6, kYear = 12, kTwoYears = 24;

double mean(std::span<const double> x) {
  return std::accumulate(x.begin(), x.end(), 0.0) / static_cast<double>(x.size());
}

/// Around `centre`; the sum of squares over one less than their number.
double variance(std::span<const double> x, double centre) {
  double sum = 0;
  for (const double value : x) sum += (value - centre) * (value - centre);
  return sum / static_cast<double>(x.size() - 1);
}

std::span<const double> last(std::span<const double> x, std::size_t count) {
  return x.last(std::min(count, x.size()));
}

std::vector<double> changes(std::span<const double> levels) {
  std::vector<double> moves;
  for (std::size_t i = 1; i < levels.size(); ++i) moves.push_back(levels[i] - levels[i - 1]);
  return moves;
}

/// Members at equal steps of probability.
std::vector<double> normal_members(double centre, double variance) {
  const boost::math::normal unit;
  std::vector<double> members;
  for (int i = 0; i < kMembers; ++i) {
    const double z = boost::math::quantile(unit, (i + 0.5) / kMembers);
    members.push_back(centre + std::sqrt(variance) * z);
  }
  return members;
}

/// A random walk with the drift of the last `months` changes, and the spread of all of them.
Ensemble walk(std::span<const double> levels, int ahead, std::size_t months) {
  const std::vector<double> moves = changes(levels);
  if (moves.size() < kLeastChanges) return std::nullopt;
  const double drift = months == 0 ? 0 : mean(last(moves, months));
  const double spread = variance(moves, months == 0 ? 0 : mean(moves));
  return normal_members(levels.back() + ahead * drift, ahead * spread);
}

Ensemble no_change(std::span<const double> levels, int ahead, std::uint64_t) {
  return walk(levels, ahead, 0);
}
Ensemble drift_of_half_a_year(std::span<const double> levels, int ahead, std::uint64_t) {
  return walk(levels, ahead, kHalfYear);
}
Ensemble drift_of_a_year(std::span<const double> levels, int ahead, std::uint64_t) {
  return walk(levels, ahead, kYear);
}

/// Changes of the first order, by least squares, summed over the months ahead.
Ensemble autoregression(std::span<const double> levels, int ahead, std::uint64_t) {
  const std::vector<double> moves = changes(levels);
  if (moves.size() < kLeastChanges) return std::nullopt;
  const double centre = mean(moves);
  double product = 0, square = 0;
  for (std::size_t i = 1; i < moves.size(); ++i) {
    product += (moves[i] - centre) * (moves[i - 1] - centre);
    square += (moves[i - 1] - centre) * (moves[i - 1] - centre);
  }
  // Few months can give an explosive one, which nobody would forecast with.
  constexpr double kLargest = 0.95;
  const double phi = square > 0 ? std::clamp(product / square, -kLargest, kLargest) : 0;
  double shocks = 0;
  for (std::size_t i = 1; i < moves.size(); ++i) {
    const double shock = moves[i] - centre - phi * (moves[i - 1] - centre);
    shocks += shock * shock;
  }
  shocks /= static_cast<double>(moves.size() - 1);
  double level = levels.back(), move = moves.back() - centre, weight = 0, spread = 0, power = 1;
  for (int k = 0; k < ahead; ++k) {
    move *= phi;
    level += centre + move;
    weight += power;  // of the shock that comes k months before the end
    spread += shocks * weight * weight;
    power *= phi;
  }
  return normal_members(level, spread);
}

/// Changes of the past, drawn in blocks of three months.
Ensemble bootstrap(std::span<const double> levels, int ahead, std::uint64_t seed) {
  constexpr int kBlock = 3;
  const std::vector<double> moves = changes(levels);
  if (moves.size() < kLeastChanges) return std::nullopt;
  const int starts = static_cast<int>(moves.size()) - kBlock + 1;
  AddressedEngine engine(seed, static_cast<std::uint32_t>(moves.size()),
                         hash_of("backtest", "bootstrap"));
  boost::random::uniform_int_distribution<int> first(0, starts - 1);
  std::vector<double> members;
  for (int k = 0; k < kMembers; ++k) {
    double level = levels.back();
    for (int done = 0; done < ahead;) {
      auto move = static_cast<std::size_t>(first(engine));
      for (int i = 0; i < kBlock && done < ahead; ++i, ++done) level += moves[move++];
    }
    members.push_back(level);
  }
  return members;
}

/// A random walk of logarithms with the spread that they had.
Ensemble walk_of_logarithms(std::span<const double> values, int ahead, std::uint64_t seed) {
  std::vector<double> logs;
  for (const double x : values) {
    if (x <= 0) return std::nullopt;
    logs.push_back(std::log(x));
  }
  Ensemble members = no_change(logs, ahead, seed);
  if (members) {
    for (double& x : *members) x = std::exp(x);
  }
  return members;
}

/// What came in the last months comes again, each as likely.
Ensemble as_in(std::span<const double> values, std::size_t months) {
  if (values.size() < kLeastChanges) return std::nullopt;
  const auto recent = last(values, months);
  return std::vector<double>(recent.begin(), recent.end());
}
Ensemble last_year(std::span<const double> values, int, std::uint64_t) {
  return as_in(values, kYear);
}
Ensemble last_two_years(std::span<const double> values, int, std::uint64_t) {
  return as_in(values, kTwoYears);
}

constexpr Baseline kOfLevels[] = {
    {"no_change", "the last level, with the spread of past changes", &no_change},
    {"drift_6", "the drift of the last 6 months", &drift_of_half_a_year},
    {"drift_12", "the drift of the last 12 months", &drift_of_a_year},
    {"autoregression", "changes follow the one before (AR(1))", &autoregression},
    {"bootstrap", "past changes again, in blocks of 3 months", &bootstrap},
};
constexpr Baseline kOfReports[] = {
    {"random_walk", "the last value, a random walk in logarithms", &walk_of_logarithms,
     /*of_positive=*/true},
    {"last_12", "the values of the last 12 months again", &last_year},
};
constexpr Baseline kOfFlows[] = {
    {"last_12", "the values of the last 12 months again", &last_year},
    {"last_24", "the values of the last 24 months again", &last_two_years},
};

}  // namespace

std::span<const Baseline> baselines_of(SeriesKind kind) {
  switch (kind) {
    case SeriesKind::kLevel:
      return kOfLevels;
    case SeriesKind::kReported:
      return kOfReports;
    case SeriesKind::kFlow:
    case SeriesKind::kShare:
      return kOfFlows;
    case SeriesKind::kState:  // has hazards instead
      break;
  }
  return {};
}

double survival(double stops, double exposure, int months) {
  return std::pow(exposure / (exposure + months), stops + 0.5);
}

}  // namespace armistice
