// Figures from columns of trials, with standard errors: plain means, shares and paired differences
// in closed form, everything else by batches of trials.
#pragma once

#include <cstddef>
#include <functional>
#include <span>
#include <vector>

#include "experiments/validation/pattern.hpp"

namespace armistice {

Figure mean_of_values(std::span<const double> values);
/// The figure of `with` less `without`, trial by trial.
Figure mean_difference(std::span<const double> with, std::span<const double> without);
std::vector<double> as_doubles(std::span<const float> column);

/// A statistic of the trials from `first` to before `last`.
using Statistic = std::function<double(std::size_t first, std::size_t last)>;

/// The statistic of all trials. Its standard error is that of the mean of 20 batches of successive
/// trials, which are independent of each other (batch means).
Figure by_batches(std::size_t trials, const Statistic& statistic);

double standard_deviation(std::span<const double> values);  // with n - 1; of two or more
double skewness(std::span<const double> values);
double median(std::vector<double> values);  // not a number of none
/// 0 where one of them does not vary.
double correlation(std::span<const double> a, std::span<const double> b);

}  // namespace armistice
