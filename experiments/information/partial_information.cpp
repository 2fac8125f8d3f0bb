#include "experiments/information/partial_information.hpp"

#include <algorithm>
#include <boost/random/uniform_int_distribution.hpp>
#include <cmath>
#include <numeric>
#include <utility>

#include "experiments/comparison/pair_tally.hpp"
#include "experiments/trials/addressed_engine.hpp"

namespace armistice {
namespace {

constexpr std::size_t kFolds = 10;  // trial k is in fold k modulo kFolds

/// The sums of some trials that a fit needs: B'B, and B'y and y'y of each option less the first.
struct Sums {
  Sums(int columns, std::size_t options)
      : squares(Eigen::MatrixXd::Zero(columns, columns)),
        products(options - 1, Eigen::VectorXd::Zero(columns)),
        response_squares(options - 1) {}

  std::int64_t trials = 0;
  Eigen::MatrixXd squares;
  std::vector<Eigen::VectorXd> products;
  std::vector<double> response_squares;

  Sums& operator+=(const Sums& more) {
    trials += more.trials;
    squares += more.squares;
    for (std::size_t i = 0; i < products.size(); ++i) {
      products[i] += more.products[i];
      response_squares[i] += more.response_squares[i];
    }
    return *this;
  }
};

/// Fitted means of the options, each less the first one's, which is 0.
class FittedMeans {
 public:
  FittedMeans(const SmoothBasis& basis, const Smoother& smoother,
              const std::vector<Eigen::VectorXd>& products, std::span<const double> squares)
      : basis_(basis) {
    for (std::size_t i = 0; i < products.size(); ++i) {
      coefficients_.push_back(smoother.fit(products[i], squares[i]));
    }
  }
  /// The best option at a trial's input, and its mean; the first of equals.
  std::pair<std::size_t, double> best(std::size_t trial) const {
    std::pair<std::size_t, double> best{0, 0};
    for (std::size_t i = 0; i < coefficients_.size(); ++i) {
      const double mean = basis_.at(coefficients_[i], trial);
      if (mean > best.second) best = {i + 1, mean};
    }
    return best;
  }

 private:
  const SmoothBasis& basis_;
  std::vector<Eigen::VectorXd> coefficients_;
};

FittedMeans fitted(const SmoothBasis& basis, const Sums& sums) {
  return {basis, Smoother(basis, sums.squares, sums.trials), sums.products, sums.response_squares};
}

std::vector<Sums> sums_by_fold(const Choices& choices, const SmoothBasis& basis) {
  std::vector<Sums> folds(kFolds, Sums(basis.columns(), choices.options));
  for (std::size_t k = 0; k < choices.trials(); ++k) {
    Sums& sums = folds[k % kFolds];
    ++sums.trials;
    basis.add_squares(k, sums.squares);
    for (std::size_t i = 1; i < choices.options; ++i) {
      const double y = choices.value(i, k) - choices.value(0, k);
      basis.add_product(k, y, sums.products[i - 1]);
      sums.response_squares[i - 1] += y * y;
    }
  }
  return folds;
}

Sums all_but(const std::vector<Sums>& folds, std::size_t left_out) {
  Sums sums = folds[left_out == 0 ? 1 : 0];
  for (std::size_t fold = left_out == 0 ? 2 : 1; fold < folds.size(); ++fold) {
    if (fold != left_out) sums += folds[fold];
  }
  return sums;
}

/// The gain in a trial of choosing by the other folds, over the choice made now.
Moments gains_of_choosing(const Choices& choices, const SmoothBasis& basis,
                          const std::vector<Sums>& folds, std::size_t now) {
  std::vector<double> gains(choices.trials());
  for (std::size_t fold = 0; fold < kFolds; ++fold) {
    const FittedMeans means = fitted(basis, all_but(folds, fold));
    for (std::size_t k = fold; k < choices.trials(); k += kFolds) {
      gains[k] = choices.value(means.best(k).first, k) - choices.value(now, k);
    }
  }
  return moments_of(gains.data(), static_cast<int>(gains.size()));
}

/// The trial whose input has that share of all below it.
std::size_t trial_at(std::span<const float> input, double share) {
  std::vector<std::size_t> order(input.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return input[a] < input[b]; });
  return order[static_cast<std::size_t>(share * static_cast<double>(order.size() - 1))];
}

}  // namespace

double Choices::mean(std::size_t option) const {
  double sum = 0;
  for (std::size_t k = 0; k < trials(); ++k) sum += value(option, k);
  return sum / static_cast<double>(trials());
}

std::size_t Choices::best() const {
  std::size_t best = 0;
  for (std::size_t i = 1; i < options; ++i) {
    if (mean(i) > mean(best)) best = i;
  }
  return best;
}

PartialInformation partial_information(const Choices& choices, const SmoothBasis& basis,
                                       std::span<const float> input) {
  const std::size_t trials = choices.trials(), now = choices.best();
  const double n = static_cast<double>(trials);
  const std::vector<Sums> folds = sums_by_fold(choices, basis);
  Sums all = folds[0];
  for (std::size_t fold = 1; fold < kFolds; ++fold) all += folds[fold];
  const FittedMeans means = fitted(basis, all);
  double sum = 0;
  std::size_t switches = 0;
  for (std::size_t k = 0; k < trials; ++k) {
    const auto [choice, mean] = means.best(k);
    sum += mean;
    switches += choice == now ? 0 : 1;
  }
  const Moments gains = gains_of_choosing(choices, basis, folds, now);
  PartialInformation found{};
  // Fitted means average to the means. So without a switch of option the gain is exactly 0.
  found.plug_in = switches == 0 ? 0 : sum / n - (choices.mean(now) - choices.mean(0));
  found.cross_fitted = gains.mean;
  const double estimate = (found.plug_in + found.cross_fitted) / 2;
  const double half = kNormalQuantile975 * std::sqrt(gains.variance() / n);
  found.evppi = std::max(0.0, estimate);
  found.sampling = {std::max(0.0, estimate - half), std::max(0.0, estimate + half)};
  found.switches = static_cast<double>(switches) / n;
  found.low_choice = means.best(trial_at(input, 0.05)).first;
  found.high_choice = means.best(trial_at(input, 0.95)).first;
  return found;
}

Smoother smoother_of(const SmoothBasis& basis) {
  Eigen::MatrixXd squares = Eigen::MatrixXd::Zero(basis.columns(), basis.columns());
  for (std::size_t k = 0; k < basis.trials(); ++k) basis.add_squares(k, squares);
  return {basis, squares, static_cast<std::int64_t>(basis.trials())};
}

double plug_in_of_permuted(const Choices& choices, const SmoothBasis& basis,
                           const Smoother& smoother, std::span<const std::uint32_t> order) {
  const std::size_t trials = choices.trials();
  std::vector<Eigen::VectorXd> products(choices.options - 1,
                                        Eigen::VectorXd::Zero(basis.columns()));
  std::vector<double> squares(choices.options - 1), sums(choices.options);
  for (std::size_t i = 1; i < choices.options; ++i) {
    for (std::size_t k = 0; k < trials; ++k) {
      const double y = choices.value(i, order[k]) - choices.value(0, order[k]);
      basis.add_product(k, y, products[i - 1]);
      squares[i - 1] += y * y;
      sums[i] += y;
    }
  }
  const FittedMeans means(basis, smoother, products, squares);
  const double n = static_cast<double>(trials);
  double sum = 0;
  bool switches = false;
  const std::size_t first = means.best(0).first;
  for (std::size_t k = 0; k < trials; ++k) {
    const auto [choice, mean] = means.best(k);
    sum += mean;
    switches = switches || choice != first;
  }
  return switches ? sum / n - *std::max_element(sums.begin(), sums.end()) / n : 0;
}

std::vector<std::uint32_t> permutation(std::size_t trials, std::uint64_t seed,
                                       std::uint32_t number) {
  std::vector<std::uint32_t> order(trials);
  std::iota(order.begin(), order.end(), 0u);
  AddressedEngine engine(seed, number, hash_of("information", "permutation"));
  for (std::size_t i = trials; i > 1; --i) {  // Fisher and Yates
    const std::size_t j = boost::random::uniform_int_distribution<std::size_t>(0, i - 1)(engine);
    std::swap(order[i - 1], order[j]);
  }
  return order;
}

}  // namespace armistice
