// armistice analyse: which factors matter, by the measures that a sweep's design allows, and when
// an outcome comes or fails to come.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "experiments/analysis/sweep_table.hpp"
#include "experiments/discovery/cart.hpp"
#include "experiments/discovery/prim.hpp"
#include "experiments/discovery/reproducibility.hpp"
#include "experiments/sensitivity/moment_independent.hpp"
#include "experiments/sensitivity/morris_effects.hpp"
#include "experiments/sensitivity/regression_measures.hpp"
#include "experiments/sensitivity/sobol_indices.hpp"

namespace armistice {

struct AnalysisPlan {
  Bootstrap bootstrap;
  PrimOptions prim;
  int half_samples = 10;  // that boxes are sought in again
  /// The step of the first box, from 0, instead of the proposed one; of `comes` and of `fails`.
  std::optional<std::size_t> step;
  std::uint64_t seed = 1;
};

/// Where an outcome is frequent.
struct Discovery {
  std::size_t points = 0, left_out = 0;
  double share = 0;  // of interest, of all points
  std::vector<FoundBox> boxes;
  std::vector<Reproducibility> again;  // by box
};

/// What can be said of one outcome.
struct OutcomeAnalysis {
  SweptOutcome outcome;
  double mean = 0;                 // over the sample's points
  std::vector<SobolPrefix> sobol;  // from fewer base samples and, last, from all
  std::optional<MorrisEffects> morris;
  std::optional<RegressionMeasures> regression;
  std::optional<MomentIndependent> moment_independent;
  std::optional<Discovery> comes, fails;  // of a share: where it is frequent, and where rare
  std::optional<Cart> tree;               // on the same points
};

struct Analysis {
  SweepTable sweep;
  AnalysisPlan plan;
  std::vector<OutcomeAnalysis> outcomes;
};

/// One outcome after the other; memory for the points and one of them. Throws Error(kInput) if the
/// sweep holds too little for any measure.
Analysis analyse(SweepTable sweep, const std::vector<SweptOutcome>& outcomes,
                 const AnalysisPlan& plan);

}  // namespace armistice
