// The parameters and lever targets of a parameter set: what is uncertain about the world, drawn
// once a trial and apart from the chance within it.
//
// A draw is addressed by seed, parameter set and its own full name ("front.dead_zone",
// "levers.us_backup", "implementation.common"), and by nothing else. Correlated parameters also
// read the addresses of those that they are correlated with, whether these are drawn or not. So
// adding, fixing or freeing a parameter changes no other draw, and scenarios share the draws of set
// k. The generator is Philox 4x64-10, keyed apart from the model's.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "experiments/input/scenario.hpp"
#include "experiments/trials/normal_copula.hpp"

namespace armistice {

/// One set, alone.
struct ParameterSet {
  std::vector<float> parameters;  // in the order of parameter_declarations()
  std::array<float, kLevers> lever_targets;
};

double mean_of(const Distribution& d);  // the value itself if it is fixed

/// Draws sets for one scenario and seed.
class ParameterDraw {
 public:
  ParameterDraw(const Scenario& scenario, std::uint64_t seed);
  ~ParameterDraw();
  ParameterDraw(const ParameterDraw&) = delete;
  ParameterDraw& operator=(const ParameterDraw&) = delete;

  int parameters() const { return static_cast<int>(central_.parameters.size()); }

  /// Writes what no set changes into all lanes, and central values elsewhere: once for each pair of
  /// tables, before any `draw`. Tables are [parameter][lane] and [lever][lane].
  void fill(float* parameters, float* lever_targets, int lanes) const;

  /// Writes set number `set` into one lane of tables that were filled.
  void draw(std::uint32_t set, float* parameters, float* lever_targets, int lane, int lanes) const;

  /// Copies a drawn set from a lane to another.
  void copy(int from, int to, float* parameters, float* lever_targets, int lanes) const;

  /// The target of a lever in a set if `intensity` is what somebody meant it to be.
  float target(std::uint32_t set, int lever, double intensity) const;

  ParameterSet set(std::uint32_t number) const;

 private:
  struct Sampler;
  struct DrawnParameter;
  struct DrawnTarget;
  struct CorrelatedParameter;

  void correlate(const Scenario& scenario);
  void draw_correlated(std::uint32_t set, float* parameters, int lane, int lanes) const;
  double common_shortfall(std::uint32_t set) const;
  double implemented(std::uint32_t set, std::uint64_t name, double common) const;

  std::uint64_t seed_;
  ParameterSet central_;                    // nothing drawn: modes, means and most likely values
  std::vector<DrawnParameter> parameters_;  // each by itself
  std::vector<CorrelatedParameter> correlated_;  // jointly
  std::vector<std::uint64_t> correlated_names_;  // of the rows of the matrix
  std::optional<NormalCopula> copula_;           // if there is a correlation
  std::vector<DrawnTarget> targets_;
  std::shared_ptr<const JointRows> joint_;  // null: none
  std::vector<std::size_t> joint_columns_;  // of those that come from it
  std::vector<Sampler> share_;              // of implementation, common to all levers; empty: fixed
  double central_share_, share_mean_, common_weight_, own_weight_;
};

}  // namespace armistice
