// A pattern that the model is judged by (docs/validation.md), and what it gave.
#pragma once

#include <limits>
#include <string>
#include <vector>

namespace armistice {

/// What a pattern is worth as evidence: parameters were set to meet it, the equations almost
/// contain it, or neither. Only the last kind is evidence.
enum class PatternKind { kFitted, kBuiltIn, kIndependent };
const char* name_of(PatternKind kind);

/// What the figure should be, inclusive; open ends are infinite.
struct Target {
  double low = -std::numeric_limits<double>::infinity();
  double high = std::numeric_limits<double>::infinity();
  bool holds(double figure) const { return figure >= low && figure <= high; }
};
inline Target between(double low, double high) { return {low, high}; }
inline Target at_least(double low) { return {.low = low}; }
inline Target at_most(double high) { return {.high = high}; }
/// "300 to 480", "at least 0.2".
std::string to_string(const Target& target);

/// A figure and the standard error that its trials leave; not a number where none can be told.
struct Figure {
  double value = std::numeric_limits<double>::quiet_NaN();
  double standard_error = std::numeric_limits<double>::quiet_NaN();
};

struct Pattern {
  int number;        // of the list in docs/validation.md; several rows may share one
  std::string name;  // with its unit
  PatternKind kind;
  Target target;
  Figure figure;
  bool holds() const { return target.holds(figure.value); }
};

using Patterns = std::vector<Pattern>;

}  // namespace armistice
