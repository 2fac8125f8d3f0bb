// The causal claims of the Plan, and what the model says of each: the difference between two
// variants of a scenario that the claim is about, over parameter sets, in the claim's direction or
// not.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "experiments/validation/laboratory.hpp"
#include "experiments/validation/pattern.hpp"
#include "experiments/validation/verdict.hpp"

namespace armistice {

/// What a claim is read from: a share of trials, a result of a trial, or a quantity in a month.
struct ClaimMeasure {
  std::string name;  // "negotiated_peace,settlement", "violations", "occupied_share_pct@24"
  int share = -1, result = -1;
  bool ever = false;          // "eu_accession_month?": whether that month came
  MonthlyQuantity monthly{};  // if neither

  std::vector<MonthlyQuantity> record() const;         // what a sample of it must record
  std::vector<double> of(const Sample& sample) const;  // by trial
};
/// Throws std::invalid_argument with what was expected.
ClaimMeasure measure_named(const std::string& name);

/// A row of scenarios/claims.toml.
struct Claim {
  std::string id;         // "C1"
  std::string text;       // what the Plan says
  std::string mechanism;  // how it works in the model, in words
  std::string file, function;
  std::vector<std::string> parameters, levers;  // names as a scenario file has them
  std::string test;                             // of the first link: "Suite.Name"
  std::string scenario;                         // on which it is tried
  std::vector<Setting> without, with;
  ClaimMeasure measure;
  int sign;      // +1: the claim says that the measure rises
  double least;  // a smaller difference settles nothing, in units of the measure
};

/// Throws Error(kInput) with file, line and column.
std::vector<Claim> read_claims(const std::filesystem::path& file);

struct ClaimResult {
  double without, with;
  Figure difference;  // over sets: its error is that of the mean of all
  double share, median, p05, p95;
  Verdict verdict;
  // The parameter that goes most with the effect, as settings have it; empty: none.
  std::string hinge;
  double hinge_correlation = 0, share_low = 0, share_high = 0;
};

/// A critic's scenario: what it sets, laid over whatever a claim is tried on.
struct Critic {
  std::string name, title;
  std::vector<Setting> settings;
};

/// All of scenarios/critics, by name.
std::vector<Critic> read_critics();

/// How many parameter sets the claims are tried on, and how often each.
struct ClaimSettings {
  int sets = kVerdictSets;
  int replicates = 16;
  int trials() const { return sets * replicates; }
};

/// Tries all claims with the critic's settings below their own: what a claim sets is what is asked.
/// Variants that several claims share are run once.
std::vector<ClaimResult> try_claims(Laboratory& laboratory, const std::vector<Claim>& claims,
                                    const std::vector<Setting>& critic,
                                    const ClaimSettings& settings);

}  // namespace armistice
