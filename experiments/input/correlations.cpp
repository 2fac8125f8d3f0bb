#include "experiments/input/correlations.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace armistice {
namespace {

constexpr double kLeastEigenvalue = 1e-6;  // below it two parameters would hardly differ

std::ptrdiff_t place_of(int row) {
  const std::vector<int>& rows = correlated_rows();
  return std::find(rows.begin(), rows.end(), row) - rows.begin();
}

bool fits(std::span<const double> correlations) {
  const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver(correlation_matrix(correlations),
                                                              Eigen::EigenvaluesOnly);
  return solver.eigenvalues().minCoeff() > kLeastEigenvalue;
}

bool fits_with(std::span<const double> correlations, std::size_t i, double value) {
  std::vector<double> changed(correlations.begin(), correlations.end());
  changed[i] = value;
  return fits(changed);
}

/// The furthest hundredth from a value that fits to an end of the range that does.
double furthest(std::span<const double> correlations, std::size_t i, double good, double step) {
  double value = good;
  while (std::abs(value + step) < 1 && fits_with(correlations, i, value + step)) value += step;
  return std::round(100 * value) / 100;
}

/// A hundredth that fits; not a number if none does.
std::optional<double> some_fit(std::span<const double> correlations, std::size_t i) {
  constexpr int kHundred = 100;
  for (int n = 0; n < kHundred; ++n) {
    for (const int sign : {1, -1}) {
      const double value = sign * n / 100.0;
      if (fits_with(correlations, i, value)) return value;
    }
  }
  return std::nullopt;
}

}  // namespace

std::string correlation_setting(const CorrelationDeclaration& declaration) {
  return fmt::format("correlations.{}", declaration.name);
}

const std::vector<int>& correlated_rows() {
  static const std::vector<int> rows = [] {
    std::vector<int> all;
    for (const CorrelationDeclaration& each : correlation_declarations()) {
      for (const int row : {each.first, each.second}) {
        if (std::find(all.begin(), all.end(), row) == all.end()) all.push_back(row);
      }
    }
    return all;
  }();
  return rows;
}

Eigen::MatrixXd correlation_matrix(std::span<const double> correlations) {
  const auto n = static_cast<Eigen::Index>(correlated_rows().size());
  Eigen::MatrixXd matrix = Eigen::MatrixXd::Identity(n, n);
  for (std::size_t i = 0; i < correlations.size(); ++i) {
    const CorrelationDeclaration& declared = correlation_declarations()[i];
    const Eigen::Index a = place_of(declared.first), b = place_of(declared.second);
    matrix(a, b) = matrix(b, a) = correlations[i];
  }
  return matrix;
}

std::optional<std::size_t> correlation_misfit(std::span<const double> correlations) {
  if (correlations.empty() || fits(correlations)) return std::nullopt;
  std::size_t worst = 0;
  double largest = -1;
  for (std::size_t i = 0; i < correlations.size(); ++i) {
    const double moved = std::abs(correlations[i] - correlation_declarations()[i].value);
    const bool better = moved > largest && some_fit(correlations, i).has_value();
    if (!better) continue;
    largest = moved;
    worst = i;
  }
  return worst;
}

std::string message_of_misfit(std::span<const double> correlations, std::size_t misfit) {
  const std::string name = correlation_setting(correlation_declarations()[misfit]);
  const std::string wrong = fmt::format(
      "{} is {}, which does not fit with the other correlations: together they are not positive "
      "definite",
      name, correlations[misfit]);
  const auto good = some_fit(correlations, misfit);
  if (!good) return wrong + "; expected smaller correlations";
  constexpr double kStep = 0.01;
  return fmt::format("{}; expected {} to {}", wrong, furthest(correlations, misfit, *good, -kStep),
                     furthest(correlations, misfit, *good, kStep));
}

}  // namespace armistice
