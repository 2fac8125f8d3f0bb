#include "experiments/sensitivity/response.hpp"

#include <gtest/gtest.h>

#include "experiments/error.hpp"
#include "tests/support/grouped_response.hpp"
#include "tests/support/sensitivity_functions.hpp"
#include "tests/support/statistics.hpp"

namespace armistice {
namespace {

Eigen::ArrayXXd normal_values(Eigen::Index points, Eigen::Index replicates, std::uint64_t seed) {
  support::Numbers numbers(seed);
  Eigen::ArrayXXd values(points, replicates);
  for (double& x : values.reshaped()) x = 3 * numbers.normal();
  return values;
}

TEST(CrossProduct, IsTheMeanOverPairsOfDifferentGroups) {
  for (const int replicates : {2, 3, 8, 11}) {
    const Response response = support::response_of(normal_values(2, replicates, 1));
    double sum = 0, pairs = 0;
    for (Eigen::Index g = 0; g < response.groups.cols(); ++g) {
      for (Eigen::Index h = 0; h < response.groups.cols(); ++h) {
        if (g == h) continue;
        const double weight = response.group_sizes[static_cast<std::size_t>(g)] *
                              response.group_sizes[static_cast<std::size_t>(h)];
        sum += weight * response.groups(0, g) * response.groups(1, h);
        pairs += weight;
      }
    }
    const Eigen::MatrixXd parts = parts_of(response);
    EXPECT_NEAR(CrossProduct(response)(parts.col(0), parts.col(1)), sum / pairs, 1e-12);
  }
}

TEST(CrossProduct, HasNoNoiseInItsExpectation) {
  // 11 replicates of variance 9 about means of 2 and 5: groups of unequal sizes.
  std::vector<double> products, noises;
  for (std::uint64_t seed = 0; seed < 4000; ++seed) {
    Eigen::ArrayXXd values = normal_values(1, 11, seed).replicate(2, 1);  // the same chance
    values.row(0) += 2;
    values.row(1) += 5;
    const Response response = support::response_of(values);
    const Eigen::MatrixXd parts = parts_of(response);
    const CrossProduct product(response);
    products.push_back(product(parts.col(0), parts.col(1)));
    noises.push_back(product.noise(parts.col(0)));
  }
  EXPECT_TRUE(support::mean_is(products, 10));
  EXPECT_TRUE(support::mean_is(noises, 9.0 / 11));
}

TEST(CrossProduct, WithoutGroupsIsTheProduct) {
  Response response;
  response.mean = Eigen::ArrayXd::LinSpaced(2, 3, 4);
  const Eigen::MatrixXd parts = parts_of(response);
  const CrossProduct product(response);
  EXPECT_EQ(product(parts.col(0), parts.col(1)), 12);
  EXPECT_TRUE(std::isnan(product.noise(parts.col(0))));
}

TEST(Response, VarianceWithinAPointIsThatOfOneReplicate) {
  // 3 of 10: the sample variance of three ones and seven noughts.
  Response share;
  share.share = true;
  share.replicates = 10;
  share.mean = Eigen::ArrayXd::Constant(1, 0.3);
  EXPECT_NEAR(within_point_variance(share)[0], (3 * 0.49 + 7 * 0.09) / 9, 1e-12);
  for (const int replicates : {2, 5, 8, 11}) {  // unbiased, whatever the number
    const Response response = support::response_of(normal_values(2000, replicates, 2));
    const Eigen::ArrayXd variance = within_point_variance(response);
    EXPECT_TRUE(support::mean_is({variance.begin(), variance.end()}, 9)) << replicates;
  }
}

TEST(Response, VarianceOfOneReplicateCannotBeKnownButGiven) {
  Response one;
  one.share = true;
  one.mean = Eigen::ArrayXd::Constant(2, 1);
  EXPECT_TRUE(std::isnan(within_point_variance(one)[0]));
  one.variance = Eigen::ArrayXd::Constant(2, 7);
  EXPECT_EQ(within_point_variance(one)[1], 7);
  one.variance = Eigen::ArrayXd::Constant(3, 7);
  EXPECT_THROW(check(one), Error);
}

TEST(Response, WithoutAGroupIsThatOfTheOtherReplicates) {
  const Eigen::ArrayXXd values = normal_values(5, 11, 3);
  const Response response = support::response_of(values);
  const Response less = from_groups(response, 0);
  const int first = response.group_sizes[0];
  EXPECT_EQ(less.replicates, 11 - first);
  EXPECT_TRUE(less.mean.isApprox(values.rightCols(11 - first).rowwise().mean()));
  EXPECT_TRUE(from_groups(response).mean.isApprox(response.mean));
  check(less);
}

TEST(Response, GroupsMustMakeUpTheReplicates) {
  Response response = support::response_of(normal_values(5, 11, 4));
  check(response);
  response.replicates = 12;
  EXPECT_THROW(check(response), Error);
  response = support::response_of(normal_values(5, 11, 4));
  response.groups.conservativeResize(4, Eigen::NoChange);
  EXPECT_THROW(check(response), Error);
}

}  // namespace
}  // namespace armistice
