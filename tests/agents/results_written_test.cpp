// Each declared result, donor's result and quantity is written, whatever was there before.
#include <gtest/gtest.h>

#include <cmath>

#include "agents/interface/declarations.hpp"
#include "tests/support/ensemble.hpp"

namespace armistice {
namespace {

// support::run hands over tables that are not numbers yet.
TEST(Results, EachOneIsWritten) {
  support::Experiment setup;
  setup.horizon_months = 3;
  for (const Kernel* kernel : available_kernels()) {
    const support::Ensemble all = support::run(setup, 2, *kernel);
    for (int r = 0; r < kResults; ++r) {
      EXPECT_TRUE(std::isfinite(all.result(1, static_cast<Result>(r))))
          << result_declarations()[static_cast<std::size_t>(r)].name;
    }
    for (int q = 0; q < kQuantities; ++q) {
      EXPECT_TRUE(std::isfinite(all.quantity(1, 2, static_cast<Quantity>(q))))
          << quantity_declarations()[static_cast<std::size_t>(q)].name;
    }
    for (int j = 0; j < setup.cast.donors; ++j) {
      for (int r = 0; r < kDonorResults; ++r) {
        EXPECT_TRUE(std::isfinite(all.donor(1, j, static_cast<DonorResult>(r))))
            << donor_result_declarations()[static_cast<std::size_t>(r)].name << " of " << j;
      }
    }
  }
}

}  // namespace
}  // namespace armistice
