// Which restrictions of a box chance could explain: quasi-p-values (Bryant and Lempert 2010).
#pragma once

#include <vector>

#include "experiments/discovery/box.hpp"
#include "experiments/discovery/cases.hpp"

namespace armistice {

/// P(X >= interest), in X binomial with mean p for each of `trials`, for numbers that need not be
/// whole: I_p(interest, trials - interest + 1), the tail where they are.
double binomial_tail(double interest, double trials, double p);

/// For each factor that the box restricts, the probability that as many points, drawn from the box
/// without that one restriction, hold as much interest. Not a number for other factors.
///
/// Bryant and Lempert: a point is of interest or not, so the interest in the box's T points is
/// binomial with the mean p of the box without the restriction. Here a point has a share. Points
/// are the independent units, whatever their replicates. So a point counts as k = p (1 - p) / v
/// trials, where v is the variance of shares between the points of the box without the restriction.
/// Then X / (k T) has the mean p and the variance v / T of a mean of T shares. The largest v is p
/// (1 - p), reached only with shares of 0 and 1; then k = 1 and the test is theirs. "Quasi", since
/// the box was chosen after a look at the same points: found in noise, restrictions look better
/// than they are.
std::vector<double> quasi_p_values(const SortedCases& cases, const Box& box, const PointSet& among);

}  // namespace armistice
