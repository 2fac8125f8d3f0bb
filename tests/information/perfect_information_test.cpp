#include "experiments/information/perfect_information.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/search/toy.hpp"

namespace armistice {
namespace {

/// Option 0 is worth 0; option 1 is worth a standard normal over sets, seen through 32 replicates
/// with noise. What it would be worth to know it: 1 / sqrt(2 pi).
PerfectInformation normal_choice(int sets, double noise) {
  std::vector<SetGain> gains;
  for (int set = 0; set < sets; ++set) {
    std::vector<double> objective(64);
    for (std::uint32_t r = 0; r < 32; ++r) {
      objective[32 + r] = toy_normal(static_cast<std::uint32_t>(set), 0, 1) +
                          noise * toy_normal(static_cast<std::uint32_t>(set), r, 2);
    }
    gains.push_back(gain_in_set(objective, 2, 0));
  }
  return perfect_information(gains);
}
const double kTruth = 1 / std::sqrt(2 * M_PI);

TEST(PerfectInformation, IsTheClosedFormOfAGaussianChoice) {
  const PerfectInformation found = normal_choice(4000, 0);
  EXPECT_DOUBLE_EQ(found.plug_in, found.split_sample) << "without chance there is no bias";
  EXPECT_LE(found.sampling.low, kTruth);
  EXPECT_GE(found.sampling.high, kTruth);
}

TEST(PerfectInformation, BoundsLieOnBothSidesAndTheExtrapolationBetween) {
  // Noise 4 in 32 replicates: the standard error of a set's mean is 0.7, so the plug-in is about
  // sqrt(1.5) times the truth.
  const PerfectInformation found = normal_choice(20000, 4);
  EXPECT_NEAR(found.plug_in, std::sqrt(1.5) * kTruth, 0.02);
  EXPECT_GT(found.plug_in, kTruth + 0.05);
  // A half chooses with twice the variance: the gain is the truth times the correlation.
  EXPECT_NEAR(found.split_sample, kTruth / std::sqrt(2.0), 0.02);
  EXPECT_NEAR(found.evpi, kTruth, 0.04);
}

TEST(PerfectInformation, OfWhatIsAlwaysBetterIsNone) {
  std::vector<double> objective(64);
  for (std::size_t r = 0; r < 32; ++r) objective[32 + r] = 1;
  const std::vector<SetGain> gains(10, gain_in_set(objective, 2, 1));
  EXPECT_EQ(perfect_information(gains).evpi, 0);
  EXPECT_TRUE(std::isnan(perfect_information({}).evpi));
}

}  // namespace
}  // namespace armistice
