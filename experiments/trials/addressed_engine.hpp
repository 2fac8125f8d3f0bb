// The engine under Boost.Random's distributions where parameters are drawn: Philox 4x64-10 at the
// address of a draw.
#pragma once

#include <Random123/philox.h>

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "experiments/fnv.hpp"

namespace armistice {

/// The second half of the key, the first eight letters of "parameters" in ASCII. No other use of a
/// seed has it.
inline constexpr std::uint64_t kParametersKey = 0x706172616d657465;

/// The draws of one address, one after another: a distribution takes as many as it needs.
class AddressedEngine {
 public:
  using result_type = std::uint64_t;
  static constexpr result_type min() { return 0; }
  static constexpr result_type max() { return ~result_type{0}; }

  AddressedEngine(std::uint64_t seed, std::uint32_t set, std::uint64_t name)
      : counter_{{set, name, 0, 0}}, key_{{seed, kParametersKey}} {}

  result_type operator()() {
    if (used_ == words_.size()) {
      words_ = philox4x64(counter_, key_);
      ++counter_[2];
      used_ = 0;
    }
    return words_[used_++];
  }

 private:
  philox4x64_ctr_t counter_, words_{};
  philox4x64_key_t key_;
  std::size_t used_ = 4;
};

/// The hash of "group.name". A test checks that all names have different hashes.
inline std::uint64_t hash_of(std::string_view group, std::string_view name) {
  return fnv1a(name, fnv1a(".", fnv1a(group)));
}

}  // namespace armistice
