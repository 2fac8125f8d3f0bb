#include "experiments/sensitivity/regression_measures.hpp"

#include <gtest/gtest.h>

#include "experiments/error.hpp"
#include "experiments/sensitivity/linear_fit.hpp"
#include "experiments/sensitivity/ranks.hpp"
#include "tests/sensitivity/close.hpp"
#include "tests/support/grouped_response.hpp"
#include "tests/support/sensitivity_functions.hpp"

namespace armistice {
namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

Response plain(const Eigen::ArrayXd& mean) {
  Response response;
  response.mean = mean;
  return response;
}

Eigen::ArrayXXd normal_points(Eigen::Index n, Eigen::Index factors, std::uint64_t seed) {
  support::Numbers numbers(seed);
  Eigen::ArrayXXd points(n, factors);
  for (double& x : points.reshaped()) x = numbers.normal();
  return points;
}

double deviation(const Eigen::ArrayXd& x) { return std::sqrt((x - x.mean()).square().mean()); }

TEST(Ranks, ShareTheirMeanIfValuesAreEqual) {
  Eigen::ArrayXd values(5);
  values << 3, 1, 3, 7, 3;
  const Ranking ranking(values);
  EXPECT_TRUE((ranking.ranks() == Eigen::ArrayXd{{3, 1, 3, 5, 3}}).all());
  // 1, 1, 3, 3, 3: value 7 isn't there.
  EXPECT_TRUE((ranking.ranks({1, 2, 0, 0, 2}).head(3) == Eigen::ArrayXd{{4, 1.5, 4}}).all());
  EXPECT_EQ(ranking.different(), 3u);
  EXPECT_TRUE((ranking.groups() == Eigen::ArrayXi{{1, 0, 1, 2, 1}}).all());
}

TEST(RegressionMeasures, OfALinearFunctionAreItsCoefficientsInStandardDeviations) {
  const Eigen::ArrayXXd x = support::uniform_points(200, 3, 1);
  const Eigen::ArrayXd y = 4 + 3 * x.col(0) - 2 * x.col(1);
  const RegressionMeasures m = regression_measures(x, plain(y));
  const double coefficients[] = {3, -2, 0};
  for (std::size_t i = 0; i < 3; ++i) {
    const auto column = static_cast<Eigen::Index>(i);
    EXPECT_NEAR(m.factors[i].src.value, coefficients[i] * deviation(x.col(column)) / deviation(y),
                1e-12);
    EXPECT_TRUE(is_near(m.factors[i].src, coefficients[i] / std::sqrt(13.0))) << i;
  }
  EXPECT_NEAR(m.r_squared.value, 1, 1e-12);
  EXPECT_LT(m.rank_r_squared.value, 1);
}

TEST(RegressionMeasures, RanksSeeThroughAMonotoneFunction) {
  const Eigen::ArrayXXd x = support::uniform_points(400, 2, 2);
  const RegressionMeasures m = regression_measures(x, plain((-20 * x.col(0)).exp()));
  EXPECT_NEAR(m.factors[0].srrc.value, -1, 1e-9);
  EXPECT_NEAR(m.factors[0].prcc.value, -1, 1e-6);
  EXPECT_NEAR(m.rank_r_squared.value, 1, 1e-9);
  EXPECT_LT(m.r_squared.high, 0.5);
  EXPECT_EQ(convergence(m.factors[0].prcc), Convergence::kConverged);
}

TEST(RegressionMeasures, PartialRankCorrelationOfNormalsIsKnown) {
  // y = 2 x1 + x2 + 2 e: correlations 2/3 and 1/3; Spearman's are 6 / pi asin(r / 2) (Pearson
  // 1907), and a cube root changes no rank.
  const Eigen::ArrayXXd x = normal_points(4000, 3, 3);
  const Eigen::ArrayXd y = 2 * x.col(0) + x.col(1) + 2 * x.col(2);
  const auto spearman = [](double r) { return 6 / support::kPi * std::asin(r / 2); };
  const double one = spearman(2.0 / 3), two = spearman(1.0 / 3);
  const RegressionMeasures m =
      regression_measures(x.leftCols(2), plain(y.unaryExpr([](double v) { return std::cbrt(v); })));
  EXPECT_TRUE(is_near(m.factors[0].srrc, one));
  EXPECT_TRUE(is_near(m.factors[1].srrc, two));
  EXPECT_TRUE(is_near(m.factors[0].prcc, one / std::sqrt(1 - two * two)));
  EXPECT_TRUE(is_near(m.factors[1].prcc, two / std::sqrt(1 - one * one)));
  EXPECT_TRUE(is_near(m.rank_r_squared, one * one + two * two));
}

TEST(RegressionMeasures, IntervalsCoverTheKnownCoefficient) {
  // 300 samples of 100 points: the share that covers has a standard error of 1.3 points.
  int src = 0, prcc = 0;
  const double expected = 6 / support::kPi * std::asin(0.5 / std::sqrt(2.0));
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    const Eigen::ArrayXXd x = normal_points(100, 2, 100 + seed);
    const RegressionMeasures m = regression_measures(x.leftCols(1), plain(x.col(0) + x.col(1)),
                                                     {.replicates = 200, .seed = seed});
    const auto covers = [](const IndexEstimate& e, double v) { return e.low <= v && v <= e.high; };
    src += covers(m.factors[0].src, 1 / std::sqrt(2.0));
    prcc += covers(m.factors[0].prcc, expected);
  }
  for (const int hits : {src, prcc}) {
    EXPECT_GT(hits, 0.89 * 300);
    EXPECT_LT(hits, 0.99 * 300);
  }
}

TEST(RegressionMeasures, ConstantAndCollinearFactorsAreNamedAndTheOthersEstimated) {
  Eigen::ArrayXXd x = normal_points(300, 5, 4);
  x.col(2) = x.col(0) - 2 * x.col(1) + 5;
  x.col(3) = 0.1;
  const Eigen::ArrayXd y = x.col(0) + x.col(4);
  const RegressionMeasures m = regression_measures(x, plain(y));
  for (const std::size_t i : {0u, 1u, 2u}) {
    EXPECT_EQ(m.factors[i].state, FactorState::kCollinear) << i;
    EXPECT_TRUE(std::isnan(m.factors[i].src.value)) << i;
    EXPECT_TRUE(std::isnan(m.factors[i].src.low)) << i;
    EXPECT_EQ(m.factors[i].rank_state, FactorState::kEstimated) << i;  // not of ranks
  }
  EXPECT_EQ(m.factors[3].state, FactorState::kConstant);
  EXPECT_EQ(m.factors[3].rank_state, FactorState::kConstant);
  EXPECT_TRUE(std::isnan(m.factors[3].prcc.value));
  EXPECT_EQ(m.factors[4].state, FactorState::kEstimated);
  EXPECT_NEAR(m.factors[4].src.value, deviation(x.col(4)) / deviation(y), 1e-9);
  EXPECT_LT(m.factors[4].src.low, m.factors[4].src.value);
  EXPECT_NEAR(m.r_squared.value, 1, 1e-9);
}

TEST(RegressionMeasures, FitOfAResampleIsTheFitByQr) {
  const Eigen::ArrayXXd x = normal_points(50, 4, 5);
  const Eigen::ArrayXd y = x.col(0) + 0.3 * x.col(1) * x.col(2) + 0.5 * x.col(3);
  std::vector<int> counts;
  Eigen::ArrayXXd repeated(0, 5);
  Eigen::MatrixXd table(5, 50);
  for (Eigen::Index j = 0; j < 50; ++j) {
    table.col(j) << x.row(j).transpose().matrix(), y[j];
    counts.push_back(j < 10 ? 0 : j < 20 ? 2 : 1);
    for (int k = 0; k < counts.back(); ++k) {
      repeated.conservativeResize(repeated.rows() + 1, Eigen::NoChange);
      repeated.bottomRows(1) = table.col(j).transpose().array();
    }
  }
  const LinearFit fit = linear_fit(terms_of(repeated.leftCols(4)), repeated.col(4));
  const Eigen::ArrayXd resampled = resampled_fit(table, counts, {0, 1, 2, 3});
  EXPECT_NEAR(resampled[0], fit.r_squared, 1e-12);
  for (Eigen::Index i = 0; i < 4; ++i) {
    EXPECT_NEAR(resampled[1 + i], fit.standardised[i], 1e-12);
    EXPECT_NEAR(resampled[5 + i], fit.partial[i], 1e-12);
    EXPECT_NEAR(resampled[9 + i], fit.partial_r_squared[i], 1e-12);
    EXPECT_NEAR(fit.partial_r_squared[i], fit.partial[i] * fit.partial[i], 1e-12);
  }
}

TEST(RegressionMeasures, ReplicatesSayHowFarAFitCanGo) {
  // Variance 1 of the function and of a replicate: of the mean of two, 2/3 is the function's.
  const Eigen::ArrayXXd x = normal_points(4000, 3, 6);
  const Response response = support::response_of(x.rightCols(2).colwise() + x.col(0).eval());
  const RegressionMeasures m = regression_measures(x.leftCols(1), response);
  EXPECT_NEAR(m.reliability, 2.0 / 3, 0.06);  // a standard error of 0.015
  EXPECT_TRUE(is_near(m.r_squared, 2.0 / 3));
}

TEST(RegressionMeasures, FailedPointsAreLeftOut) {
  const Eigen::ArrayXXd x = normal_points(40, 2, 7);
  Eigen::ArrayXd y = x.col(0) + x.col(1) * x.col(1);
  const RegressionMeasures shorter = regression_measures(x.topRows(38), plain(y.head(38)));
  y.tail(2) = kNone;
  const RegressionMeasures failed = regression_measures(x, plain(y));
  EXPECT_EQ(failed.points, 38);
  EXPECT_EQ(failed.left_out, 2);
  EXPECT_EQ(failed.factors[1].prcc.value, shorter.factors[1].prcc.value);
  EXPECT_EQ(failed.factors[1].prcc.high, shorter.factors[1].prcc.high);
}

TEST(RegressionMeasures, NothingIsSaidOfTooFewPointsOrAConstantResponse) {
  const Eigen::ArrayXXd x = normal_points(10, 2, 8);
  for (const Eigen::Index n : {0, 2, 3}) {
    const RegressionMeasures few = regression_measures(x.topRows(n), plain(x.col(0).head(n)));
    EXPECT_TRUE(std::isnan(few.factors[0].src.value)) << n;
    EXPECT_TRUE(std::isnan(few.r_squared.value)) << n;
  }
  EXPECT_FALSE(
      std::isnan(regression_measures(x.topRows(4), plain(x.col(0).head(4))).factors[0].src.value));
  const RegressionMeasures constant = regression_measures(x, plain(Eigen::ArrayXd::Ones(10)));
  EXPECT_TRUE(std::isnan(constant.factors[0].prcc.value));
  EXPECT_THROW(regression_measures(x, plain(Eigen::ArrayXd::Ones(9))), Error);
}

/// One factor with four words, each as often as the others, beside one with numbers.
struct Worded {
  Eigen::ArrayXXd factors;
  Response response;

  Worded(const std::vector<double>& number_of_word, double noise, std::uint64_t seed)
      : factors(support::uniform_points(400, 2, seed)) {
    const double effect[] = {0, 2, -1, 0.5};
    support::Numbers numbers(seed + 1);
    Eigen::ArrayXd y(400);
    for (Eigen::Index i = 0; i < 400; ++i) {
      const auto word = static_cast<std::size_t>(i % 4);
      factors(i, 0) = number_of_word[word];
      y[i] = effect[word] + factors(i, 1) + noise * numbers.normal();
    }
    response.mean = y;
  }
};

const std::vector<bool> kFirstIsWords{true, false};

TEST(RegressionMeasures, NumbersOfWordsChangeNothingAndSayNoDirection) {
  const Worded one({0, 1, 2, 3}, .5, 21), other({2, 0, 3, 1}, .5, 21);
  const auto measures = [](const Worded& w) {
    return regression_measures(w.factors, w.response, {.replicates = 200}, kFirstIsWords);
  };
  const RegressionMeasures a = measures(one), b = measures(other);
  EXPECT_NEAR(a.r_squared.value, b.r_squared.value, 1e-12);
  for (std::size_t i = 0; i < 2; ++i) {
    const FactorRegression &f = a.factors[i], &g = b.factors[i];
    EXPECT_NEAR(f.partial_r_squared.value, g.partial_r_squared.value, 1e-12);
    EXPECT_NEAR(f.partial_r_squared.low, g.partial_r_squared.low, 1e-9);
    EXPECT_NEAR(f.rank_partial_r_squared.high, g.rank_partial_r_squared.high, 1e-9);
  }
  EXPECT_TRUE(a.factors[0].unordered);
  EXPECT_TRUE(std::isnan(a.factors[0].prcc.value));
  EXPECT_TRUE(std::isnan(a.factors[0].src.value));
  EXPECT_TRUE(std::isnan(a.factors[0].srrc.value));
  // For numbers it is the square of the partial correlation.
  EXPECT_NEAR(a.factors[1].rank_partial_r_squared.value, std::pow(a.factors[1].prcc.value, 2),
              1e-12);
  EXPECT_NEAR(b.factors[1].prcc.value, a.factors[1].prcc.value, 1e-12);
}

TEST(RegressionMeasures, WordsExplainTheirVarianceOfMeans) {
  // The words' effects have variance 1.1719, the noise .25; u is taken out.
  const Worded w({0, 1, 2, 3}, .5, 22);
  const RegressionMeasures m =
      regression_measures(w.factors, w.response, {.replicates = 500}, kFirstIsWords);
  const double expected = 1.171875 / (1.171875 + .25);
  EXPECT_TRUE(is_near(m.factors[0].partial_r_squared, expected));
  EXPECT_LT(m.factors[0].p, 1e-6);
  // As if they were numbers, nearly nothing of it shows.
  const RegressionMeasures as_numbers = regression_measures(w.factors, w.response);
  EXPECT_LT(as_numbers.r_squared.value, m.r_squared.value / 2);
}

TEST(RegressionMeasures, WordsWithoutInfluenceAreTakenForMoreInOneOfTwentySamples) {
  int taken = 0;
  for (std::uint64_t seed = 0; seed < 400; ++seed) {
    Eigen::ArrayXXd factors = support::uniform_points(60, 2, 500 + seed);
    factors.col(0) = (4 * factors.col(0)).floor();
    Response response = plain(factors.col(1) + support::uniform_points(60, 1, 9000 + seed).col(0));
    taken +=
        regression_measures(factors, response, {.replicates = 2}, kFirstIsWords).factors[0].p < .05;
  }
  EXPECT_GT(taken, 5);  // of 20 expected: a standard error of 4
  EXPECT_LT(taken, 36);
}

TEST(RegressionMeasures, OneWordIsConstantAndTwoFactorsOfTheSameWordsAreCollinear) {
  Eigen::ArrayXXd factors(60, 3);
  for (Eigen::Index i = 0; i < 60; ++i) {
    factors(i, 0) = 5;
    factors(i, 1) = static_cast<double>(i % 3);
    factors(i, 2) = static_cast<double>((i + 1) % 3);
  }
  const RegressionMeasures m =
      regression_measures(factors, plain(support::uniform_points(60, 1, 3).col(0)),
                          {.replicates = 50}, {true, true, true});
  EXPECT_EQ(m.factors[0].state, FactorState::kConstant);
  EXPECT_EQ(m.factors[1].state, FactorState::kCollinear);
  EXPECT_EQ(m.factors[2].state, FactorState::kCollinear);
  EXPECT_TRUE(std::isnan(m.factors[1].partial_r_squared.value));
  EXPECT_FALSE(std::isnan(m.r_squared.value));
}

}  // namespace
}  // namespace armistice
