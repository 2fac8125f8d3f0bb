// Our plain estimators beside those of OpenTURNS (Baudin, Dutfoy, Iooss and Popelin 2017), on the
// same input and output. It centres on the mean of all rows and takes the variance of A alone, with
// n - 1; we take A and B. What follows from that is put into the comparison, so that what is left
// is rounding.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <openturns/CorrelationAnalysis.hxx>
#include <openturns/JansenSensitivityAlgorithm.hxx>
#include <openturns/Log.hxx>
#include <openturns/MauntzKucherenkoSensitivityAlgorithm.hxx>
#include <openturns/SaltelliSensitivityAlgorithm.hxx>
#include <utility>

#include "experiments/sensitivity/regression_measures.hpp"
#include "experiments/sensitivity/sobol_indices.hpp"
#include "experiments/sweep/factor_choice.hpp"
#include "experiments/sweep/point_runner.hpp"
#include "tests/support/sensitivity_functions.hpp"

namespace armistice {
namespace {

constexpr double kRounding = 1e-9;

/// A design's rows as OpenTURNS has them, block by block: all A, all B, all A with unit 0 from B...
struct Blocks {
  Eigen::Index n, rows;
  Eigen::ArrayXXd points;
  Eigen::ArrayXd values;

  Eigen::ArrayXd block(Eigen::Index k) const {
    return values(Eigen::seqN(k, n, rows));  // interleaved, as we have them
  }
  double mean_of_all() const { return values.mean(); }
  double mean_of_a_and_b() const { return (block(0).mean() + block(1).mean()) / 2; }
  double variance_of_a() const {
    const Eigen::ArrayXd a = block(0);
    return (a - a.mean()).square().sum() / static_cast<double>(n - 1);
  }
  /// In the given order of blocks.
  OT::Sample sample(const Eigen::ArrayXXd& columns, const std::vector<Eigen::Index>& order) const {
    const auto width = static_cast<OT::UnsignedInteger>(columns.cols());
    OT::Sample sample(static_cast<OT::UnsignedInteger>(values.size()), width);
    OT::UnsignedInteger row = 0;
    for (const Eigen::Index k : order) {
      for (Eigen::Index j = 0; j < n; ++j, ++row) {
        for (OT::UnsignedInteger c = 0; c < width; ++c) {
          sample(row, c) = columns(j * rows + k, static_cast<Eigen::Index>(c));
        }
      }
    }
    return sample;
  }
};

struct Case {
  support::Function f;
  int units;
  std::uint64_t seed;
};

std::vector<Case> cases() {
  return {{support::Ishigami(), 3, 1}, {support::GFunction{{0, 1, 4.5, 9}}, 4, 2}};
}

Blocks blocks_of(const Case& c, bool second_order) {
  const Eigen::Index n = 500, rows = (second_order ? 2 : 1) * c.units + 2;
  const Eigen::ArrayXXd points = support::pick_freeze_points(n, c.units, c.seed, second_order);
  return {n, rows, points, support::values_at(c.f, points)};
}

/// A sweep of the model itself, as `armistice sweep` runs it: what the war costs Russia.
Blocks sweep_of_ours(int units, bool second_order) {
  const char* const names[] = {"parameters.front.dead_zone", "parameters.putin.audience_cost",
                               "levers.us_backup=0:1", "parameters.war_hazard.slope"};
  SweepPlan plan;
  plan.scenario = read_scenario(ARMISTICE_SOURCE_DIR "/scenarios/status_quo.toml", {});
  plan.design.kind = DesignKind::kSaltelli;
  plan.design.samples = 64;
  plan.design.second_order = second_order;
  plan.replicates = 8;
  for (int u = 0; u < units; ++u) add_factor(plan, names[u]);
  plan.design = checked(std::move(plan.design));
  plan.outcomes = {Result::russian_casualties_thousand};
  RunSettings settings;
  settings.horizon_months = 24;
  settings = checked_settings(settings);
  const int points = static_cast<int>(points_of(plan));
  const SweepBlock block = PointRunner(plan, settings).run(0, points);
  using RowMajor = Eigen::Array<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
  return {64, (second_order ? 2 : 1) * units + 2,
          Eigen::Map<const RowMajor>(block.values.data(), points, units),
          Eigen::Map<const Eigen::ArrayXd>(block.means.data(), points)};
}

struct Sample {
  Blocks blocks;
  int units;
};

std::vector<Sample> samples(bool second_order) {
  std::vector<Sample> all;
  for (const Case& c : cases()) all.push_back({blocks_of(c, second_order), c.units});
  all.push_back({sweep_of_ours(4, second_order), 4});
  return all;
}

/// What rounding leaves of numbers of this size.
double rounding_of(const Blocks& blocks) {
  return kRounding * std::max(1.0, blocks.values.square().mean());
}

SobolIndices ours(const Blocks& blocks, int units, bool second_order) {
  PickFreeze design{units, second_order, {}};
  design.response.mean = blocks.values;
  return sobol_indices(design, {.replicates = 2});
}

/// As they are; or A and B in each other's place.
std::vector<Eigen::Index> order_of_blocks(Eigen::Index rows, int units, bool exchanged) {
  std::vector<Eigen::Index> order;
  for (Eigen::Index k = 0; k < rows; ++k) order.push_back(k);
  if (exchanged) {
    std::swap(order[0], order[1]);
    std::rotate(order.begin() + 2, order.begin() + 2 + units, order.end());
  }
  return order;
}

template <class Algorithm>
Algorithm theirs(const Blocks& blocks, int units, bool exchanged = false) {
  OT::Log::Show(OT::Log::NONE);  // indices below 0 would be remarked on
  const std::vector<Eigen::Index> order = order_of_blocks(blocks.rows, units, exchanged);
  return Algorithm(blocks.sample(blocks.points, order), blocks.sample(blocks.values, order),
                   static_cast<OT::UnsignedInteger>(blocks.n));
}

TEST(OpenTurns, FirstOrderOfMauntzAndKucherenkoIsOurs) {
  for (const auto& [blocks, units] : samples(false)) {
    const SobolIndices s = ours(blocks, units, false);
    const OT::Point first =
        theirs<OT::MauntzKucherenkoSensitivityAlgorithm>(blocks, units).getFirstOrderIndices();
    const auto n = static_cast<double>(blocks.n);
    const double centre = blocks.mean_of_all() - blocks.mean_of_a_and_b();
    for (Eigen::Index i = 0; i < units; ++i) {
      const auto at = static_cast<std::size_t>(i);
      const double shift = centre * (blocks.block(2 + i) - blocks.block(0)).mean();
      const double expected =
          first[static_cast<OT::UnsignedInteger>(i)] * blocks.variance_of_a() * (n - 1) / n + shift;
      EXPECT_NEAR(s.first[at].value * s.variance_of_mean_response.value, expected,
                  rounding_of(blocks));
      EXPECT_NEAR(s.first[at].value, first[static_cast<OT::UnsignedInteger>(i)],
                  1 / std::sqrt(n));  // as is
    }
  }
}

TEST(OpenTurns, TotalOfJansenIsOurs) {
  for (const auto& [blocks, units] : samples(false)) {
    const SobolIndices s = ours(blocks, units, false);
    const OT::Point total =
        theirs<OT::JansenSensitivityAlgorithm>(blocks, units).getTotalOrderIndices();
    const auto n = static_cast<double>(blocks.n);
    for (std::size_t i = 0; i < s.total.size(); ++i) {  // it divides by 2 n - 1
      EXPECT_NEAR(s.total[i].value * s.variance_of_mean_response.value * 2 * n,
                  total[i] * blocks.variance_of_a() * (2 * n - 1), rounding_of(blocks) * n);
      EXPECT_NEAR(s.total[i].value, total[i], 2 / std::sqrt(n));  // as is
    }
  }
}

TEST(OpenTurns, ClosedIndicesOfSaltelliAreOurs) {
  // It takes one of the two products that estimate the closed index of a pair; with A and B
  // exchanged, the other.
  for (const auto& [blocks, units] : samples(true)) {
    const SobolIndices s = ours(blocks, units, true);
    const auto n = static_cast<double>(blocks.n);
    const double all = blocks.mean_of_all(), centre = all - blocks.mean_of_a_and_b();
    const double a_times_b = ((blocks.block(0) - all) * (blocks.block(1) - all)).mean();
    for (const PairIndex& pair : s.second) {
      double expected = 0;
      for (const bool exchanged : {false, true}) {
        const auto algorithm = theirs<OT::SaltelliSensitivityAlgorithm>(blocks, units, exchanged);
        const OT::Point first = algorithm.getFirstOrderIndices();
        const OT::SymmetricMatrix second = algorithm.getSecondOrderIndices();
        const auto i = static_cast<OT::UnsignedInteger>(pair.first_unit);
        const auto j = static_cast<OT::UnsignedInteger>(pair.second_unit);
        const Eigen::ArrayXd reference = blocks.block(exchanged ? 1 : 0);
        const double variance = (reference - reference.mean()).square().sum() / (n - 1);
        const double product =
            ((second(j, i) + first[i] + first[j]) * variance + a_times_b) * (n - 1) / n;
        const Eigen::Index left = 2 + pair.second_unit + (exchanged ? units : 0);
        const Eigen::Index right = 2 + pair.first_unit + (exchanged ? 0 : units);
        expected +=
            (product + centre * (blocks.block(left).mean() + blocks.block(right).mean() - 2 * all) +
             centre * centre) /
            2;
      }
      // It takes the product of A and B off with its own centre, and we with ours.
      expected -= ((blocks.block(0) - all + centre) * (blocks.block(1) - all + centre)).mean();
      const double closed = pair.index.value + s.first[std::size_t(pair.first_unit)].value +
                            s.first[std::size_t(pair.second_unit)].value;
      EXPECT_NEAR(closed * s.variance_of_mean_response.value, expected, rounding_of(blocks))
          << pair.first_unit << " " << pair.second_unit;
    }
  }
}

TEST(OpenTurns, RegressionMeasuresAreOurs) {
  for (const Case& c : cases()) {
    const Eigen::Index n = 400;
    const Eigen::ArrayXXd points = support::uniform_points(n, c.units, c.seed);
    Response response;
    response.mean = support::values_at(c.f, points);
    const Blocks blocks{n, 1, points, response.mean};
    const OT::CorrelationAnalysis analysis(blocks.sample(points, {0}),
                                           blocks.sample(response.mean, {0}));
    const OT::Point src = analysis.computeSRC(), srrc = analysis.computeSRRC(),
                    prcc = analysis.computePRCC();
    const RegressionMeasures m = regression_measures(points, response, {.replicates = 2});
    for (std::size_t i = 0; i < m.factors.size(); ++i) {
      EXPECT_NEAR(m.factors[i].src.value, src[i], kRounding);
      EXPECT_NEAR(m.factors[i].srrc.value, srrc[i], kRounding);
      EXPECT_NEAR(m.factors[i].prcc.value, prcc[i], kRounding);
    }
  }
}

}  // namespace
}  // namespace armistice
