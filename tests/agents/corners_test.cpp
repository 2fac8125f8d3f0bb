// At whatever corner of the ranges a scenario stands, each number that is written is one that its
// column can hold.
#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <random>
#include <string>

#include "agents/interface/ranges.hpp"
#include "tests/support/ensemble.hpp"

namespace armistice {
namespace {

constexpr int kCorners = 96;  // of each structure
constexpr int kMonths = 48;

std::size_t size(int n) { return static_cast<std::size_t>(n); }

bool holds(const RelationDeclaration& r, const std::vector<float>& values) {
  const float first = values[size(r.first)], second = values[size(r.second)];
  if (r.together) return first + second <= static_cast<float>(r.most);
  return first + static_cast<float>(r.gap) <= second;
}

/// Each parameter at either end of its range, or where it stands by default; those that would
/// contradict each other where they stand by default.
std::vector<float> corner(std::mt19937& chance) {
  const auto all = parameter_declarations();
  const std::vector<float> standing = support::full_values();
  std::vector<float> values = standing;
  for (std::size_t k = 0; k < all.size(); ++k) {
    const auto drawn = chance() % 3;
    if (drawn == 0) values[k] = static_cast<float>(all[k].low);
    if (drawn == 1) values[k] = static_cast<float>(all[k].high);
    if (all[k].draw == DefaultDraw::kBernoulli) values[k] = static_cast<float>(drawn % 2);
  }
  for (bool changed = true; changed;) {
    changed = false;
    for (const RelationDeclaration& relation : relation_declarations()) {
      if (holds(relation, values)) continue;
      values[size(relation.first)] = standing[size(relation.first)];
      values[size(relation.second)] = standing[size(relation.second)];
      changed = true;
    }
  }
  return values;
}

support::Intensities some_levers(std::mt19937& chance) {
  support::Intensities levers = support::base_intensities();
  for (float& lever : levers) {
    const auto drawn = chance() % 3;
    if (drawn < 2) lever = static_cast<float>(drawn);
  }
  return levers;
}

template <class Declaration>
::testing::AssertionResult can_hold(const Declaration& d, float x, float none) {
  if (possible_range(d).admits(static_cast<double>(x)) || x == none) {
    return ::testing::AssertionSuccess();
  }
  return ::testing::AssertionFailure() << d.name << " is " << x;
}

/// The parameters that stand off their defaults in a trial, for whoever must find out why.
std::string account_of(const std::vector<float>& values) {
  std::string account;
  const std::vector<float> standing = support::full_values();
  for (std::size_t k = 0; k < values.size(); ++k) {
    if (values[k] == standing[k]) continue;
    account +=
        support::full_name(parameter_declarations()[k]) + "=" + std::to_string(values[k]) + " ";
  }
  return account;
}

void expect_possible(const support::Experiment& setup, const support::Ensemble& all) {
  for (int i = 0; i < all.trials; ++i) {
    for (int r = 0; r < kResults; ++r) {
      const ResultDeclaration& d = result_declarations()[size(r)];
      const float none = d.always() ? 0.0f : static_cast<float>(kNever);
      EXPECT_TRUE(can_hold(d, all.result(i, static_cast<Result>(r)), none));
    }
    for (int m = 0; m < all.horizon_months; ++m) {
      for (int q = 0; q < kQuantities; ++q) {
        const float x = all.quantity(i, m, static_cast<Quantity>(q));
        ASSERT_TRUE(can_hold(quantity_declarations()[size(q)], x, 0))
            << "in month " << m + 1 << " at " << account_of(setup.parameters[size(i)]);
      }
    }
    for (int j = 0; j < setup.cast.donors; ++j) {
      for (int r = 0; r < kDonorResults; ++r) {
        const float x = all.donor(i, j, static_cast<DonorResult>(r));
        EXPECT_TRUE(can_hold(donor_result_declarations()[size(r)], x, 0)) << "of donor " << j;
      }
    }
    if (::testing::Test::HasFailure()) {
      ADD_FAILURE() << "at " << account_of(setup.parameters[size(i)]);
      return;
    }
  }
}

support::Experiment some_corners(std::mt19937& chance) {
  support::Experiment setup;
  setup.structure = support::full_structure();
  setup.horizon_months = kMonths;
  setup.us_change_month = 24;
  setup.parameters.clear();
  setup.levers.clear();
  for (int i = 0; i < kCorners; ++i) {
    setup.parameters.push_back(corner(chance));
    setup.levers.push_back(some_levers(chance));
  }
  return setup;
}

/// How often more than usual: of a nightly run.
unsigned repetitions() {
  const char* const said = std::getenv("ARMISTICE_CORNERS");
  return said == nullptr ? 1u : static_cast<unsigned>(std::strtoul(said, nullptr, 10));
}

TEST(Corners, LeaveEachNumberFiniteAndWithinWhatItsColumnCanHold) {
  std::mt19937 chance(20250301);
  for (unsigned i = 0; i < repetitions() && !HasFailure(); ++i) {
    for (const Rule rule : {Rule::kQuantal, Rule::kRational, Rule::kProspect, Rule::kEquilibrium}) {
      support::Experiment setup = some_corners(chance);
      setup.structure.rule = rule;
      expect_possible(setup, support::run(setup, kCorners));
    }
  }
}

TEST(Corners, DoSoUnderEachFormOfTheMechanisms) {
  std::mt19937 chance(7);
  int form = 0;
  const auto check = [&](auto change) {
    SCOPED_TRACE("form " + std::to_string(++form));
    support::Experiment setup = some_corners(chance);
    change(setup.structure);
    if (HasFailure()) return;
    expect_possible(setup, support::run(setup, kCorners));
  };
  for (unsigned i = 0; i < repetitions() && !HasFailure(); ++i) {
    check([](Structure& s) { s = Structure{}; });  // the core
    check([](Structure& s) { s.war = WarForm::kWalk; });
    check([](Structure& s) { s.relapse = RelapseForm::kGame; });
    check([](Structure& s) { s.commitment = CommitmentForm::kThreshold; });
    check([](Structure& s) { s.learning = LearningForm::kBetaPure; });
    for (const AttritionLaw law :
         {AttritionLaw::kSquare, AttritionLaw::kLinear, AttritionLaw::kLogarithmic}) {
      check([law](Structure& s) { s.attrition = law; });
    }
    check(
        [](Structure& s) { s.switches.nuclear_tail = s.switches.diminishing_sensitivity = true; });
  }
}

TEST(Corners, RelationsHoldBetweenTheDefaults) {
  for (const RelationDeclaration& r : relation_declarations()) {
    EXPECT_TRUE(holds(r, support::full_values()) && holds(r, support::default_values()))
        << support::full_name(parameter_declarations()[size(r.first)]);
  }
}

}  // namespace
}  // namespace armistice
