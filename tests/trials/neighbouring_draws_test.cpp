// Draws of parameters at neighbouring addresses have nothing in common: sets, seeds, names, and
// what one draw takes after another. The same checks find faults that are planted into the address.
#include <gtest/gtest.h>

#include <boost/random/normal_distribution.hpp>
#include <boost/random/uniform_real_distribution.hpp>
#include <cmath>
#include <cstdint>
#include <functional>
#include <string>

#include "agents/interface/declarations.hpp"
#include "experiments/trials/addressed_engine.hpp"
#include "tests/support/correlation.hpp"

namespace armistice {
namespace {

using support::correlation_of;
using support::kPairs;
using support::Pairs;

/// The engine of the i-th of many draws, and that of its neighbour.
using Engine = std::function<AddressedEngine(std::uint32_t i)>;

std::uint64_t some_name() { return hash_of("putin", "audience_cost"); }

/// Standardised as Boost draws them.
double uniform(AddressedEngine& engine) {
  return (boost::random::uniform_real_distribution<double>(0, 1)(engine) - .5) * std::sqrt(12.0);
}
double normal(AddressedEngine& engine) {
  return boost::random::normal_distribution<double>(0, 1)(engine);
}

struct Draw {
  const char* name;
  double (*draw)(AddressedEngine& engine);
};
constexpr Draw kDraws[] = {{"uniforms", uniform}, {"normals", normal}};

/// What two engines have in common; empty if nothing.
std::string found(const Engine& one, const Engine& other) {
  std::string all;
  for (const auto& [name, draw] : kDraws) {
    Pairs pairs;
    for (std::uint32_t i = 0; i < kPairs; ++i) {
      AddressedEngine first = one(i), second = other(i);
      pairs.first.push_back(draw(first));
      pairs.second.push_back(draw(second));
    }
    const std::string correlation = correlation_of(pairs);
    if (!correlation.empty()) all += std::string(name) + ", correlation " + correlation + "; ";
  }
  return all;
}

AddressedEngine of_set(std::uint32_t set) { return {1, set, some_name()}; }

TEST(NeighbouringDraws, OfSetsAreUncorrelated) {
  EXPECT_EQ(found(of_set, [](std::uint32_t i) { return of_set(i + 1); }), "");
}

TEST(NeighbouringDraws, OfSeedsAreUncorrelated) {
  EXPECT_EQ(found(of_set, [](std::uint32_t i) { return AddressedEngine(2, i, some_name()); }), "");
  const std::uint64_t high = std::uint64_t{1} << 32;
  EXPECT_EQ(
      found(of_set, [=](std::uint32_t i) { return AddressedEngine(1 + high, i, some_name()); }),
      "");
}

TEST(NeighbouringDraws, OfSetsAndSeedsTogetherAreUncorrelated) {
  EXPECT_EQ(found([](std::uint32_t i) { return of_set(i + 1); },
                  [](std::uint32_t i) { return AddressedEngine(2, i, some_name()); }),
            "");
}

/// Each parameter beside the one that is declared after it.
AddressedEngine of_parameter(std::uint32_t i, std::size_t step) {
  const auto all = parameter_declarations();
  const ParameterDeclaration& p = all[(i + step) % all.size()];
  return {1, i / static_cast<std::uint32_t>(all.size()), hash_of(p.group, p.name)};
}

TEST(NeighbouringDraws, OfParametersAreUncorrelated) {
  EXPECT_EQ(found([](std::uint32_t i) { return of_parameter(i, 0); },
                  [](std::uint32_t i) { return of_parameter(i, 1); }),
            "");
}

TEST(NeighbouringDraws, OneAfterAnotherAreUncorrelated) {
  for (const auto& [name, draw] : kDraws) {
    Pairs pairs;
    for (std::uint32_t i = 0; i < kPairs; ++i) {
      AddressedEngine engine = of_set(i);  // a normal takes as many words as it needs
      pairs.first.push_back(draw(engine));
      pairs.second.push_back(draw(engine));
    }
    EXPECT_EQ(correlation_of(pairs), "") << name;
  }
}

TEST(NeighbouringDraws, ShowAFaultOfTheAddress) {
  EXPECT_NE(found([](std::uint32_t i) { return of_set(i >> 1); },
                  [](std::uint32_t i) { return of_set((i + 1) >> 1); }),
            "")
      << "the last bit of the set is lost";
  EXPECT_NE(found([](std::uint32_t i) { return of_set(i + 1 + 1); },
                  [](std::uint32_t i) { return of_set(i + 2); }),
            "")
      << "the seed is added to the set";
  EXPECT_NE(found(of_set, of_set), "") << "the name is left out";
}

}  // namespace
}  // namespace armistice
