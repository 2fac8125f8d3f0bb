// What all designs have in common, and what is refused.
#include <gtest/gtest.h>

#include <thread>

#include "tests/designs/scenes.hpp"

namespace armistice {
namespace {

constexpr DesignKind kKinds[] = {DesignKind::kLatinHypercube, DesignKind::kSobol,
                                 DesignKind::kSaltelli,       DesignKind::kMorris,
                                 DesignKind::kFullFactorial,  DesignKind::kFractionalFactorial};

Design of_kind(DesignKind kind, std::uint64_t seed = 7) {
  Design design = design_of(kind, 4, 16, seed);
  design.factors[1].distribution = {DistributionKind::kNormal, 3, 2, 0, {}, {}};
  design.factors[2] = of_words("rule", {"majority", "unanimity"});
  if (kind != DesignKind::kFullFactorial && kind != DesignKind::kFractionalFactorial) {
    design.units = {{"joined", {0, 1}, 0.5}, {"rule", {2}}, {"x3", {3}}};
  }
  return design;
}

TEST(DesignPoints, DependOnTheirNumberAlone) {
  for (const DesignKind kind : kKinds) {
    const Table forwards = unit_points(of_kind(kind));
    const DesignPoints other(of_kind(kind));
    std::vector<double> u(4);
    for (std::int64_t id = other.size(); id-- > 0;) {
      other.unit_point(id, u);
      EXPECT_EQ(u, forwards[static_cast<std::size_t>(id)]) << name_of(kind) << ", point " << id;
    }
    ASSERT_EQ(static_cast<std::size_t>(other.size()), forwards.size());
  }
}

TEST(DesignPoints, AreTheSameForAnyThread) {
  for (const DesignKind kind : kKinds) {
    const DesignPoints points(of_kind(kind));
    const Table expected = unit_points(points);
    Table one, another;
    std::thread beside([&] { another = unit_points(points); });
    one = unit_points(points);
    beside.join();
    EXPECT_EQ(one, expected) << name_of(kind);
    EXPECT_EQ(another, expected) << name_of(kind);
  }
}

TEST(DesignPoints, AreTheQuantilesOfTheirProbabilities) {
  for (const DesignKind kind : kKinds) {
    const Design design = of_kind(kind);
    const Table u = unit_points(design), values = points_in(design);
    for (std::size_t id = 0; id < u.size(); ++id) {
      for (std::size_t i = 0; i < 4; ++i) {
        EXPECT_TRUE(u[id][i] >= 0 && u[id][i] < 1);
        EXPECT_EQ(values[id][i], quantile_of(design.factors[i])(u[id][i]));
      }
    }
  }
}

TEST(DesignPoints, DifferBySeedUnlessNothingIsRandom) {
  for (const DesignKind kind : kKinds) {
    const bool random =
        kind != DesignKind::kFullFactorial && kind != DesignKind::kFractionalFactorial;
    EXPECT_EQ(unit_points(of_kind(kind, 7)) != unit_points(of_kind(kind, 8)), random)
        << name_of(kind);
  }
}

TEST(DesignPoints, OfHugeDesignsAreThereAtOnce) {
  for (const DesignKind kind : {DesignKind::kLatinHypercube, DesignKind::kSobol,
                                DesignKind::kSaltelli, DesignKind::kMorris}) {
    Design design = of_kind(kind);
    design.samples = std::int64_t{1} << 36;
    const DesignPoints points(design);
    std::vector<double> last(4), before(4);
    points.unit_point(points.size() - 1, last);
    points.unit_point(points.size() - 2, before);
    EXPECT_NE(last, before) << name_of(kind);
  }
}

TEST(DesignPoints, AskedForWhatIsNotThereIsOurFault) {
  const DesignPoints points(of_kind(DesignKind::kSobol));
  std::vector<double> u(4), few(3);
  for (const auto& call : std::vector<std::function<void()>>{
           [&] { points.unit_point(16, u); }, [&] { points.point(-1, u); },
           [&] { points.unit_point(0, few); }, [&] { points.step(1); },
           [] { DesignPoints{of_kind(DesignKind::kTable)}; }}) {
    try {
      call();
      ADD_FAILURE() << "expected an error";
    } catch (const Error& e) {
      EXPECT_EQ(e.fault(), Fault::kOurs);
    }
  }
}

TEST(Design, CountsItsPoints) {
  const auto count = [](DesignKind kind, bool second_order = false) {
    Design design = design_of(kind, 5, 8);
    design.second_order = second_order;
    return points_of(checked(design));
  };
  EXPECT_EQ(count(DesignKind::kLatinHypercube), 8);
  EXPECT_EQ(count(DesignKind::kSobol), 8);
  EXPECT_EQ(count(DesignKind::kSaltelli), 8 * 7);
  EXPECT_EQ(count(DesignKind::kSaltelli, true), 8 * 12);
  EXPECT_EQ(count(DesignKind::kMorris), 8 * 6);
  EXPECT_EQ(count(DesignKind::kFullFactorial), 1024);
  EXPECT_EQ(count(DesignKind::kFractionalFactorial), 16);
  EXPECT_EQ(count(DesignKind::kTable), 8);
}

TEST(Design, NamesReadBack) {
  for (const DesignKind kind : kKinds) EXPECT_EQ(design_kind(name_of(kind)), kind);
  EXPECT_EQ(design_kind("table"), DesignKind::kTable);
  EXPECT_EQ(refusal_of([] { design_kind("saltely"); }),
            "no design \"saltely\"; did you mean \"saltelli\"?");
}

TEST(Design, RefusesWhatCannotBeRunAndSaysWhatCan) {
  const auto refused = [](DesignKind kind, const auto& change) {
    Design design = design_of(kind, 3, 8);
    change(design);
    return refusal_of([&] { checked(design); });
  };
  const auto sobol = DesignKind::kSobol, latin = DesignKind::kLatinHypercube,
             morris = DesignKind::kMorris, full = DesignKind::kFullFactorial,
             fractional = DesignKind::kFractionalFactorial, saltelli = DesignKind::kSaltelli;
  EXPECT_EQ(refused(sobol, [](Design&) {}), "");
  EXPECT_EQ(
      refused(sobol, [](Design& d) { d.samples = 1000; }),
      "design sobol: 1,000 samples: expected a power of two, without which the points are not "
      "balanced; the nearest are 512 and 1024");
  EXPECT_NE(refused(saltelli, [](Design& d) { d.samples = 3; }).find("2 and 4"), std::string::npos);
  EXPECT_EQ(refused(latin, [](Design& d) { d.samples = 0; }),
            "design lhs: 0 samples: expected 1 to 1099511627776");
  EXPECT_NE(
      refused(morris, [](Design& d) { d.samples = kMostPoints; }).find("expected fewer samples"),
      std::string::npos);
  EXPECT_EQ(refused(latin, [](Design& d) { d.factors.clear(); }),
            "design lhs: has no factors; expected at least one");
  EXPECT_EQ(refused(latin, [](Design& d) { d.factors[2].name = "x0"; }),
            "design lhs: factor x0 is named twice");
  EXPECT_NE(refused(latin, [](Design& d) { d.factors[2].distribution.a = 2; }).find("min <= max"),
            std::string::npos);
  for (const int levels : {2, 5, 0}) {
    EXPECT_NE(refused(morris, [&](Design& d) { d.levels = levels; }).find("an even number of 4"),
              std::string::npos);
  }
  EXPECT_NE(refused(full, [](Design& d) { d.levels = 1; }).find("2 or more"), std::string::npos);
  EXPECT_NE(
      refused(full, [](Design& d) { d = design_of(full, 21, 1); }).find("the design fractional"),
      std::string::npos);
  EXPECT_EQ(refused(fractional, [](Design& d) { d.resolution = 6; }),
            "design fractional: resolution 6: expected 3, 4 or 5");
  EXPECT_EQ(refused(fractional,
                    [](Design& d) {
                      d.factors[1] = of_words("rule", {"a", "b", "c"});
                    }),
            "design fractional: factor rule has 3 levels; expected two, "
            "or the design factorial");
  EXPECT_NE(refused(fractional, [](Design& d) { d.factors[1].distribution = fixed_value(1); })
                .find("leave it out"),
            std::string::npos);
  EXPECT_NE(refused(fractional,
                    [](Design& d) {
                      d = design_of(fractional, 1000, 1);
                      d.resolution = 5;
                    })
                .find("a lower resolution"),
            std::string::npos);
  EXPECT_NE(refused(saltelli, [](Design& d) { d = design_of(saltelli, 1834, 2); }).find("1833"),
            std::string::npos);
}

TEST(Design, RefusesUnitsThatDoNotHoldEachFactorOnce) {
  const auto refused = [](std::vector<FactorUnit> units, DesignKind kind = DesignKind::kSobol) {
    Design design = design_of(kind, 3, 8);
    design.units = std::move(units);
    return refusal_of([&] { checked(design); });
  };
  EXPECT_EQ(refused({{"a", {0, 1}}, {"b", {2}}}), "");
  EXPECT_EQ(refused({{"a", {0, 1}}, {"b", {1, 2}}}),
            "design sobol: factor x1 is in unit a and in unit b; expected one");
  EXPECT_EQ(refused({{"a", {0, 1}}}), "design sobol: factor x2 is in no unit; expected one");
  EXPECT_EQ(refused({{"a", {0, 1, 2}}, {"b", {}}}), "design sobol: unit b has no factors");
  EXPECT_EQ(
      refused({{"a", {0, 1, 2}, -0.5}}),
      "design sobol: unit a: correlation -0.5: expected more than -0.5 and less than 1, which "
      "3 factors can have with each other");
  EXPECT_EQ(refused({{"a", {0, 1, 2}, -0.49}}), "");
  EXPECT_NE(refused({{"a", {0, 1, 2}, 1}}), "");
  EXPECT_NE(refused({{"a", {0}, 0.2}, {"b", {1, 2}}}).find("one factor"), std::string::npos);
  EXPECT_NE(refused({{"a", {0, 1, 2}, 0.2}}, DesignKind::kFullFactorial).find("crossed"),
            std::string::npos);
}

}  // namespace
}  // namespace armistice
