// Sobol' points under Owen's nested uniform scrambling, any of them at once.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace armistice {

/// As many dimensions as Boost has direction numbers for (Joe & Kuo 2008).
inline constexpr std::size_t kMostSobolDimensions = 3667;

/// The sequence of Sobol' (1967) in the order of the Gray code (Antonov & Saleev 1979), its origin
/// included, scrambled digit by digit (Owen 1995). The i-th binary digit is flipped by a separate
/// random bit for each seed, dimension and choice of the i - 1 digits before it. So each coordinate
/// is uniform on [0, 1), and every block of 2^m points is a net.
class ScrambledSobol {
 public:
  /// For indices 0 .. points - 1 in 1 to kMostSobolDimensions dimensions.
  ScrambledSobol(std::size_t dimensions, std::int64_t points, std::uint64_t seed);

  /// In [0, 1), a multiple of 2^-53.
  double operator()(std::int64_t index, std::size_t dimension) const;

  /// The first 64 binary digits before they are scrambled.
  std::uint64_t digits(std::int64_t index, std::size_t dimension) const;

 private:
  std::uint64_t seed_;
  std::size_t bits_;                    // of an index
  std::vector<std::uint64_t> columns_;  // of the generator matrices: [dimension][bit]
};

}  // namespace armistice
