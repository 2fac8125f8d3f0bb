// What there is to set: parameters, levers and switches, with unit, range and source. Read by the
// scenario reader, the command line and the docs; made from the same .def files as the model.
#pragma once

#include <span>
#include <string_view>

#include "agents/structure.hpp"

namespace armistice {

/// How a declared parameter is drawn when a scenario says nothing.
enum class DefaultDraw { kConstant, kTriangular, kBernoulli };

struct ParameterDeclaration {
  std::string_view group;  // table of the scenario file: [parameters.<group>], or [initial]
  std::string_view name;
  DefaultDraw draw;
  double default_value;  // the mode
  double core_value;     // where the core mechanisms hold another value, undrawn; else the default
  bool core_differs;
  double min, max;     // of the triangular; equal to the default for a constant
  double probability;  // of a Bernoulli parameter, else 0
  double low, high;    // what a scenario may set, inclusive; may be infinite
  bool positive;       // 0 itself is excluded
  std::string_view unit;
  std::string_view source;

  bool uncertain() const { return draw != DefaultDraw::kConstant; }
};

struct LeverDeclaration {
  std::string_view name;
  double base;   // intensity in the status quo
  bool at_once;  // 0 or 1, without a ramp
  bool core;     // read by the core mechanisms
  std::string_view group;
  std::string_view consent;
  std::string_view moves;
};

struct SwitchDeclaration {
  std::string_view name;
  SwitchDefault standing;
  std::string_view neutral;  // what stands in its place when it is off
};

enum class CastColumnKind { kBloc, kFlag, kNumber };

/// A column of the table of actors.
struct CastColumnDeclaration {
  std::string_view name;
  CastColumnKind kind;
  double low, high;  // of a number, inclusive; may be infinite
  bool positive;     // 0 itself is excluded
  bool part;         // of a whole: those of all actors of the kind sum to 1
  bool monthly;      // each month reads it anew, so it may change by date
  std::string_view unit;
  std::string_view words;  // what it is, for people
};

/// In the order in which a batch reads them.
std::span<const ParameterDeclaration> parameter_declarations();
/// In the order of `Lever`.
std::span<const LeverDeclaration> lever_declarations();
/// In the order of the members of `Switches`.
std::span<const SwitchDeclaration> switch_declarations();
/// In the order of the .def file of each kind.
std::span<const CastColumnDeclaration> donor_columns();
std::span<const CastColumnDeclaration> patron_columns();
std::span<const CastColumnDeclaration> buyer_columns();

/// Declared defaults of a lever's course (model.md, section 5).
inline constexpr double kLeverStartMonth = 3;
inline constexpr double kLeverRampMonths = 6;

}  // namespace armistice
