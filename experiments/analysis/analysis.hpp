// armistice analyse: which factors matter, by the measures that the design of a sweep allows, and
// for which values an outcome occurs.
#pragma once

#include <optional>
#include <string>
#include <string_view>
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

/// Scenario discovery asks two questions: where an outcome is frequent, and where it is rare.
enum class Interest { kComes, kFails };
std::string_view word_of(Interest interest);  // "comes", "fails"

/// A step of a box's peeling, from 0, to be taken instead of the proposed one.
struct PickedStep {
  std::string outcome;
  Interest interest = Interest::kComes;
  std::size_t box = 1;  // from 1
  std::size_t step = 0;
};

struct AnalysisPlan {
  Bootstrap bootstrap;
  PrimOptions prim;
  int half_samples = 10;  // that boxes are sought in again
  std::vector<PickedStep> steps;
  std::uint64_t seed = 1;
};

/// Where an outcome is frequent.
struct Discovery {
  std::size_t points = 0, left_out = 0;
  double share = 0;  // of interest, of all points
  std::vector<FoundBox> boxes;
  std::vector<Reproducibility> again;  // by box
};

/// The data behind a table of an outcome, and the reason if the table is missing.
struct TableNote {
  std::string_view name;                // "sobol", "morris", "regression", "delta", "boxes", "tree"
  std::string_view of;                  // what is counted: "base samples", "trajectories", "points"
  std::int64_t used = 0, left_out = 0;  // since a point of theirs failed
  std::string why_not{};                // empty: it is there
  bool of_design = true;                // the design is for such tables
};

/// All measures of one outcome.
struct OutcomeAnalysis {
  SweptOutcome outcome;
  double mean = 0;                 // over the sample's points that ran
  std::int64_t failed = 0;         // points without a value
  bool constant = false;           // the same at all other points: there is nothing to explain
  std::vector<TableNote> tables;   // all six
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

/// Analyses one outcome after the other, with memory for the points and one outcome. Throws
/// Error(kInput) if the sweep is too small for any measure, if no point ran, or if a picked step
/// does not exist.
Analysis analyse(SweepTable sweep, const std::vector<SweptOutcome>& outcomes,
                 const AnalysisPlan& plan);

}  // namespace armistice
