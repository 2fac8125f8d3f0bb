// Correlations between drawn parameters: the matrix that a scenario's settings make
// (agents/parameters/correlations.def).
#pragma once

#include <Eigen/Dense>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "agents/interface/declarations.hpp"

namespace armistice {

/// "correlations.losses_of_both": what a scenario file and --set call it.
std::string correlation_setting(const CorrelationDeclaration& declaration);

/// Rows of parameter_declarations() that a declared correlation names, each once, in the order in
/// which they are named first.
const std::vector<int>& correlated_rows();

/// The matrix of the normals, in the order of correlated_rows(). `correlations` are in the order of
/// correlation_declarations(); pairs without one have 0.
Eigen::MatrixXd correlation_matrix(std::span<const double> correlations);

/// The correlation that makes the matrix no correlation matrix of anything, as it isn't positive
/// definite: the one that was moved furthest from its default of those without which it would be.
std::optional<std::size_t> correlation_misfit(std::span<const double> correlations);

/// What is wrong with it, and which values of it would do.
std::string message_of_misfit(std::span<const double> correlations, std::size_t misfit);

}  // namespace armistice
