// What a claim's effects in many parameter sets say: the share of sets in which its sign holds,
// with the luck of the replicates taken off.
#pragma once

#include <span>
#include <vector>

namespace armistice {

enum class Verdict { kSupported, kContradicted, kNoEffect, kUndecided };
const char* name_of(Verdict verdict);

/// Sets that a verdict should have, and the shares of them at which a claim is decided.
inline constexpr int kVerdictSets = 512;
inline constexpr double kSupportedShare = 0.9, kContradictedShare = 0.1;

/// The effect in each parameter set: the mean difference of its replicates, and the variance of
/// that mean.
struct SetEffects {
  std::vector<double> effect, noise;
};
/// Values are [set][replicate]. Two replicates or more.
SetEffects effects_of_sets(std::span<const double> with, std::span<const double> without,
                           int replicates);

/// Effects without the luck of the replicates (a normal model of both, estimated from the sets).
struct Judgement {
  double share;                  // of the sets in which the effect has the claim's sign
  double median, p05, p95;       // of the effect, over sets
  std::vector<double> effect;    // by set, shrunk to the mean of all
  std::vector<double> has_sign;  // by set, the probability that its effect has that sign
  Verdict verdict;
};

/// A median below `least` is no effect, whatever the share. `sign` is +1 or -1.
Judgement judge(const SetEffects& effects, int sign, double least);

/// The parameter that goes most with the effect over the sets.
struct Hinge {
  int row = -1;            // among the parameters; -1: none does by more than chance
  double correlation = 0;  // of ranks
  double share_low = 0;    // of the sign, where the parameter is at most its median
  double share_high = 0;   // where it is above
};
/// `parameters` are [parameter][set]. Those that do not vary are left out. The bar for chance is
/// one that in twenty claims without any such parameter is passed once.
Hinge hinge_of(const Judgement& judgement, const std::vector<std::vector<double>>& parameters);

}  // namespace armistice
