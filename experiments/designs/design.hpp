// A design: which points of a space of factors are run.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "experiments/designs/factor.hpp"

namespace armistice {

enum class DesignKind {
  kLatinHypercube,
  kSobol,
  kSaltelli,
  kMorris,
  kFullFactorial,
  kFractionalFactorial,
  kTable,
};

/// How the rows of a table hang together (layout.hpp).
enum class Layout { kIndependent, kSaltelli, kSalib, kMorris };

struct Design {
  DesignKind kind = DesignKind::kLatinHypercube;
  std::vector<Factor> factors{};
  std::vector<FactorUnit> units{};  // empty: one for each factor, of its name
  std::int64_t samples = 1;   // points; of Saltelli base samples, of Morris trajectories, of a
                              // table rows; factorials have as many points as they have
  bool second_order = false;  // Saltelli: also what pairs of units do together
  Layout layout = Layout::kIndependent;  // of a table
  int levels = 4;                        // Morris, full factorial: of a continuous factor's grid
  int resolution = 4;                    // fractional factorial: 3, 4 or 5
  std::uint64_t seed = 1;
  bool operator==(const Design&) const = default;
};

/// No design has more.
inline constexpr std::int64_t kMostPoints = std::int64_t{1} << 40;

/// "latin_hypercube", "sobol", "saltelli", "morris", "full_factorial", "fractional_factorial",
/// "table", and the reverse, which throws Error(Fault::kInput) with the nearest.
std::string_view name_of(DesignKind kind);
DesignKind design_kind(std::string_view name);

/// As --design takes it: "lhs", "sobol", "saltelli", "morris", "factorial", "fractional", "CSV".
std::string_view option_of(DesignKind kind);

/// "independent", "saltelli", "salib", "morris", and the reverse, likewise.
std::string_view name_of(Layout layout);
Layout layout_named(std::string_view name);

/// The design with its units filled in. Throws Error(Fault::kInput) if it can't be run as it is:
/// what is wrong, and what would do.
Design checked(Design design);

/// How many points a checked design has. Saltelli: samples (units + 2), of second order samples
/// (2 units + 2); Morris: samples (units + 1); full factorial: the product of the factors' levels;
/// fractional factorial: a power of two.
std::int64_t points_of(const Design& design);

}  // namespace armistice
