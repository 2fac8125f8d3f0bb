// Which attrition law the losses follow: a structural choice, since the exponents are poorly known.
#pragma once

namespace armistice {

/// A side's losses grow as enemy^p own^q: (1/2, 1/2) mixed, (1, 0) square, (1, 1) linear,
/// (0, 1) logarithmic (Lanchester 1916, Deitchman 1962, Peterson, Helmbold 1965, Bracken 1995).
enum class AttritionLaw { kMixed = 0, kSquare = 1, kLinear = 2, kLogarithmic = 3 };

}  // namespace armistice
