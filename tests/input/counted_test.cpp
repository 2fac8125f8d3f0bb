#include "experiments/input/counted.hpp"

#include <gtest/gtest.h>

namespace armistice {
namespace {

TEST(Counted, OneOfAThingIsInTheSingular) {
  EXPECT_EQ(counted(1, "trial"), "1 trial");
  EXPECT_EQ(counted(0, "trial"), "0 trials");
  EXPECT_EQ(counted(4096, "trial"), "4,096 trials");
  EXPECT_EQ(counted(2, "Morris trajectory"), "2 Morris trajectories");
  EXPECT_EQ(counted(2, "box"), "2 boxes");
  EXPECT_EQ(counted(2, "day"), "2 days");
}

TEST(Counted, ThousandsAreSetApart) {
  EXPECT_EQ(with_thousands(999), "999");
  EXPECT_EQ(with_thousands(-1234567), "-1,234,567");
}

}  // namespace
}  // namespace armistice
