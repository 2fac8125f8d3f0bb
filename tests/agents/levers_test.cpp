// Each lever's target in a scenario moves the member of its own name, and no other.
#include "agents/decision/levers.hpp"

#include <gtest/gtest.h>

#include "tests/support/defaults.hpp"

namespace armistice {
namespace {

using support::base_intensities;
using support::Intensities;
using support::levers_standing_at;

constexpr int kRealsOfLevers = sizeof(Levers) / sizeof(Real);

/// How many members differ.
int differences(const Levers& a, const Levers& b) {
  const Real* const first = reinterpret_cast<const Real*>(&a);
  const Real* const second = reinterpret_cast<const Real*>(&b);
  int count = 0;
  for (int k = 0; k < kRealsOfLevers; ++k) count += first[k].value != second[k].value;
  return count;
}

TEST(LeversOfAMonth, AreTheDeclaredOnesAndNothingElse) {
  EXPECT_EQ(static_cast<std::size_t>(kRealsOfLevers), lever_declarations().size());
}

TEST(LeversOfAMonth, EachStandsWhereTheTargetOfItsOwnNamePutsIt) {
  constexpr float kElsewhere = .625f;
  const Levers base = levers_standing_at(base_intensities());
#define LEVER(lever, ...)                                  \
  {                                                        \
    Intensities targets = base_intensities();              \
    support::at(targets, Lever::lever) = kElsewhere;       \
    const Levers moved = levers_standing_at(targets);      \
    EXPECT_EQ(moved.lever.value, kElsewhere) << #lever;    \
    EXPECT_EQ(differences(moved, base), 1) << #lever;      \
    const auto k = static_cast<std::size_t>(Lever::lever); \
    EXPECT_EQ(lever_declarations()[k].name, #lever);       \
  }
#include "agents/interface/levers.def"
#undef LEVER
}

}  // namespace
}  // namespace armistice
