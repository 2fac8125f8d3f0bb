#include "experiments/information/partial_information.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "experiments/engine/pieces.hpp"
#include "experiments/information/information.hpp"
#include "tests/search/toy.hpp"

namespace armistice {
namespace {

/// Option 0 is worth 0. Option 1 is worth mean + sd * x + noise, x standard normal. The worth of
/// knowing x is then sd * (phi(z) - z * Phi(-z)) with z = |mean| / sd.
struct Linear {
  double mean, sd, noise;
  std::size_t trials;
  std::uint32_t seed = 0;

  Choices choices() const {
    Choices c{2, std::vector<double>(2 * trials)};
    for (std::size_t k = 0; k < trials; ++k) {
      const auto set = static_cast<std::uint32_t>(k) + 100000 * seed;
      c.objective[trials + k] = mean + sd * toy_normal(set, 0, 1) + noise * toy_normal(set, 0, 2);
    }
    return c;
  }
  std::vector<float> input(std::uint32_t what) const {
    std::vector<float> x;
    for (std::size_t k = 0; k < trials; ++k) {
      const auto set = static_cast<std::uint32_t>(k) + 100000 * seed;
      x.push_back(static_cast<float>(toy_normal(set, 0, what)));
    }
    return x;
  }
  double evppi() const {
    const double z = std::abs(mean) / sd;
    const double density = std::exp(-z * z / 2) / std::sqrt(2 * M_PI);
    return sd * (density - z * std::erfc(z / std::sqrt(2.0)) / 2);
  }
  PartialInformation of(std::uint32_t what) const {
    const std::vector<float> x = input(what);
    return partial_information(choices(), SmoothBasis(x), x);
  }
};

/// Mean and its error over samples, of something about each.
template <class F>
std::pair<double, double> over_samples(Linear problem, int samples, const F& f) {
  double sum = 0, squares = 0;
  for (int i = 0; i < samples; ++i) {
    problem.seed = static_cast<std::uint32_t>(i);
    const double x = f(problem.of(1));
    sum += x;
    squares += x * x;
  }
  const double mean = sum / samples;
  return {mean, std::sqrt((squares / samples - mean * mean) / (samples - 1))};
}

TEST(PartialInformation, IsTheClosedFormOfALinearGaussianChoice) {
  for (const double mean : {0.0, 0.3, -0.8}) {
    const Linear problem{mean, 1, 0.5, 5000};
    const PartialInformation found = problem.of(1);
    const double half_width = (found.sampling.high - found.sampling.low) / 2;
    EXPECT_NEAR(found.evppi, problem.evppi(), 2 * half_width) << mean;
    EXPECT_LT(half_width, 0.03);
    EXPECT_NE(found.low_choice, found.high_choice);
    EXPECT_EQ(found.high_choice, 1u);
  }
}

TEST(PartialInformation, PlugInOverstatesCrossFittedUnderstatesAndTheirMeanDoesNeither) {
  // Much noise and few trials: where the errors of the fit would show.
  const Linear problem{0.1, 0.3, 2, 400};
  const double truth = problem.evppi();
  const auto plug_in = over_samples(problem, 300, [](const auto& p) { return p.plug_in; });
  const auto crossed = over_samples(problem, 300, [](const auto& p) { return p.cross_fitted; });
  const auto middle =
      over_samples(problem, 300, [](const auto& p) { return (p.plug_in + p.cross_fitted) / 2; });
  EXPECT_GT(plug_in.first, truth + 2 * plug_in.second);
  EXPECT_LT(crossed.first, truth - 2 * crossed.second);
  EXPECT_NEAR(middle.first, truth, 0.015);
}

TEST(PartialInformation, IntervalsHoldTheTruthAboutAsOftenAsTheySay) {
  const Linear problem{0.2, 1, 1, 1000};
  const auto covered = over_samples(problem, 200, [&](const PartialInformation& p) {
    return p.sampling.low <= problem.evppi() && problem.evppi() <= p.sampling.high ? 1.0 : 0.0;
  });
  EXPECT_GE(covered.first, 0.88);
}

TEST(PartialInformation, OfWhatHasNoInfluenceIsNoneWithinNoise) {
  const Linear problem{0.1, 1, 1, 5000};
  const PartialInformation found = problem.of(77);
  EXPECT_LE(found.sampling.low, 0);
  EXPECT_LT(found.evppi, 0.02);
}

TEST(PartialInformation, OfWhatNeverChangesTheChoiceIsZeroToTheLastDigit) {
  const PartialInformation found = Linear{20, 1, 1, 2000}.of(1);
  EXPECT_EQ(found.evppi, 0);
  EXPECT_EQ(found.plug_in, 0);
  EXPECT_EQ(found.switches, 0);
  EXPECT_EQ(found.low_choice, 1u);
}

TEST(PartialInformation, OfAYesOrNoIsThatOfItsTwoMeans) {
  // With probability 1/4 option 1 gains 2, else it loses 1: worth -1/4 now, 1/2 if it is known.
  constexpr std::size_t kTrials = 4000;
  Choices choices{2, std::vector<double>(2 * kTrials)};
  std::vector<float> input;
  for (std::size_t k = 0; k < kTrials; ++k) {
    input.push_back(k % 4 == 0 ? 1.0f : 0.0f);
    choices.objective[kTrials + k] =
        (k % 4 == 0 ? 2 : -1) + toy_normal(static_cast<std::uint32_t>(k), 0, 1);
  }
  const PartialInformation found = partial_information(choices, SmoothBasis(input), input);
  EXPECT_NEAR(found.evppi, 0.5, 4 * std::sqrt(1.0 / 4 / kTrials + 0.75 / kTrials));
  EXPECT_DOUBLE_EQ(found.switches, 0.25);
}

/// Ten inputs of which the first alone moves anything.
Information informed(std::uint32_t seed, double sd, int threads = 2) {
  const Linear problem{0.05, sd, 1, 600, seed};
  std::vector<InformationInput> inputs = {{"matters", problem.input(1)}};
  for (std::uint32_t i = 0; i < 9; ++i) inputs.push_back({"not", problem.input(50 + i)});
  Information information;
  with_threads(threads, [&] { inform(problem.choices(), inputs, seed, nullptr, information); });
  return information;
}

TEST(Inform, TellsWhatMattersFromNoise) {
  const Information information = informed(1, 1);
  EXPECT_EQ(information.parameters.front().name, "matters");
  EXPECT_TRUE(information.parameters.front().beyond_noise());
  EXPECT_LE(information.parameters.front().p_value, 0.005);
  EXPECT_GT(information.parameters.front().value.plug_in, information.noise_95);
}

TEST(Inform, CallsSomethingBeyondNoiseInAboutOneOfTwentySamplesOfPureNoise) {
  int found = 0;
  constexpr int kSamples = 60;
  for (std::uint32_t seed = 1; seed <= kSamples; ++seed) {
    const Information information = informed(seed, 0);
    found += std::any_of(information.parameters.begin(), information.parameters.end(),
                         [](const auto& p) { return p.beyond_noise(); });
  }
  EXPECT_LE(found, 9) << "expected 3; four standard errors are 7";
}

TEST(Inform, ThreadsChangeNoFigure) {
  const Information a = informed(3, 0.5, 1), b = informed(3, 0.5, 4);
  for (std::size_t i = 0; i < a.parameters.size(); ++i) {
    EXPECT_EQ(a.parameters[i].value.evppi, b.parameters[i].value.evppi);
    EXPECT_EQ(a.parameters[i].p_value, b.parameters[i].p_value);
  }
  EXPECT_EQ(a.noise_95, b.noise_95);
}

TEST(Permutation, HasEachTrialOnceAndDiffersByNumber) {
  std::vector<std::uint32_t> order = permutation(1000, 5, 0);
  EXPECT_NE(order, permutation(1000, 5, 1));
  EXPECT_EQ(order, permutation(1000, 5, 0));
  std::sort(order.begin(), order.end());
  for (std::uint32_t i = 0; i < 1000; ++i) EXPECT_EQ(order[i], i);
}

}  // namespace
}  // namespace armistice
