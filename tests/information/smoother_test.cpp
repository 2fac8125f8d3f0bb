#include "experiments/information/smoother.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/search/toy.hpp"

namespace armistice {
namespace {

std::vector<float> uniform_inputs(std::size_t n) {
  std::vector<float> inputs;
  for (std::size_t i = 0; i < n; ++i) {
    inputs.push_back(stand_in_uniform(11, static_cast<std::uint32_t>(i), 0, 0));
  }
  return inputs;
}

/// Fitted values.
template <class F>
std::vector<double> fit(const std::vector<float>& inputs, const F& response) {
  const SmoothBasis basis(inputs);
  Eigen::MatrixXd squares = Eigen::MatrixXd::Zero(basis.columns(), basis.columns());
  Eigen::VectorXd products = Eigen::VectorXd::Zero(basis.columns());
  double response_squares = 0;
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    basis.add_squares(i, squares);
    basis.add_product(i, response(i), products);
    response_squares += response(i) * response(i);
  }
  const Eigen::VectorXd coefficients =
      Smoother(basis, squares, static_cast<std::int64_t>(inputs.size()))
          .fit(products, response_squares);
  std::vector<double> fitted;
  for (std::size_t i = 0; i < inputs.size(); ++i) fitted.push_back(basis.at(coefficients, i));
  return fitted;
}

TEST(Smoother, FollowsACurveWithoutNoise) {
  std::vector<float> x;  // evenly spaced, since the curve is one over the ranks
  for (int i = 0; i < 4000; ++i) x.push_back((static_cast<float>(i * 1327 % 4000) + 0.5f) / 4000);
  const auto curve = [&](std::size_t i) { return std::sin(6 * double{x[i]}); };
  const std::vector<double> fitted = fit(x, curve);
  for (std::size_t i = 0; i < x.size(); ++i) EXPECT_NEAR(fitted[i], curve(i), 0.01);
}

TEST(Smoother, FindsACurveUnderNoiseMuchLargerThanItself) {
  // The error of 4000 trials with noise 1 and some 5 to 15 free numbers is about 0.05.
  const std::vector<float> x = uniform_inputs(4000);
  const std::vector<double> fitted = fit(x, [&](std::size_t i) {
    return 0.3 * double{x[i]} + toy_normal(static_cast<std::uint32_t>(i), 0, 5);
  });
  double squares = 0;
  for (std::size_t i = 0; i < x.size(); ++i) squares += std::pow(fitted[i] - 0.3 * double{x[i]}, 2);
  EXPECT_LT(std::sqrt(squares / 4000), 0.08);
}

TEST(Smoother, KeepsTheMeanOfTheResponse) {
  const std::vector<float> x = uniform_inputs(1000);
  const auto response = [&](std::size_t i) {
    return 2 + toy_normal(static_cast<std::uint32_t>(i), 0, 5);
  };
  const std::vector<double> fitted = fit(x, response);
  double difference = 0;
  for (std::size_t i = 0; i < x.size(); ++i) difference += fitted[i] - response(i);
  EXPECT_NEAR(difference / 1000, 0, 1e-6);
}

TEST(Smoother, OfFewValuesIsTheMeanOfEach) {
  std::vector<float> x;
  for (int i = 0; i < 900; ++i) x.push_back(static_cast<float>(i % 3));
  const auto response = [&](std::size_t i) { return static_cast<double>(i); };
  const std::vector<double> fitted = fit(x, response);
  EXPECT_NEAR(fitted[0], 448.5, 1e-4);  // of 0, 3 ... 897
  EXPECT_NEAR(fitted[1], 449.5, 1e-4);
  EXPECT_NEAR(fitted[2], 450.5, 1e-4);
}

}  // namespace
}  // namespace armistice
