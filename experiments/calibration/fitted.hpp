// The parameters that are fitted, with their priors: those that the scenario declares.
#pragma once

#include <string>
#include <vector>

#include "experiments/designs/factor.hpp"
#include "experiments/input/scenario.hpp"
#include "experiments/trials/batch.hpp"

namespace armistice {

/// A place in the cube of probabilities: by parameter, the probability under its prior.
using CubePoint = std::vector<double>;

struct FittedParameter {
  int row;             // of parameter_declarations()
  std::string name;    // as --set takes it
  std::string series;  // that should inform it
  Quantile quantile;
  double prior_mean, prior_sd;
};

/// The parameters of these names, as --set takes them; without names the declared ones, except
/// those that the scenario holds fixed, or draws from a [posterior]. `starts` are the same scenario
/// at the start of each window. Throws Error(kInput) for a name that can't be fitted.
std::vector<FittedParameter> fitted_parameters(const Scenario& scenario,
                                               const std::vector<Scenario>& starts,
                                               const std::vector<std::string>& names);

/// The values of a point, as trials take them.
std::vector<float> values_of(const std::vector<FittedParameter>& fitted, const CubePoint& point);
PointValues point_values(const std::vector<FittedParameter>& fitted, const CubePoint& point);

}  // namespace armistice
