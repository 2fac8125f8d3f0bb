// The generator's words: published answers, the reference implementation, and their addresses.
#include <Random123/philox.h>
#include <gtest/gtest.h>

#include <array>
#include <cstdint>
#include <random>
#include <set>
#include <utility>

#include "core/chance.hpp"

namespace armistice {
namespace {

using Block = std::array<std::uint32_t, 4>;

Block block_of(const WordBlock& words) {
  Block block{};
  for (std::size_t i = 0; i < block.size(); ++i) block[i] = words.word[i].value;
  return block;
}

TEST(Philox, GivesThePublishedAnswers) {
  EXPECT_EQ(block_of(philox(0u, 0u, 0u, 0u, {0, 0})),
            (Block{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}));
  const std::uint32_t ones = 0xffffffff;
  EXPECT_EQ(block_of(philox(ones, ones, ones, ones, {ones, ones})),
            (Block{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}));
}

TEST(Philox, AgreesWithRandom123AtAnyAddress) {
  std::mt19937 random(3);
  const auto word = [&] { return static_cast<std::uint32_t>(random()); };
  for (int i = 0; i < 20'000; ++i) {
    const r123::Philox4x32::ctr_type counter{{word(), word(), word(), word()}};
    const r123::Philox4x32::key_type key{{word(), word()}};
    const auto expected = r123::Philox4x32()(counter, key);
    const Block got =
        block_of(philox(counter[0], counter[1], counter[2], counter[3], {key[0], key[1]}));
    ASSERT_EQ(got, (Block{expected[0], expected[1], expected[2], expected[3]}));
  }
}

TEST(Philox, EveryAddressHasWordsOfItsOwn) {
  std::set<std::pair<std::uint32_t, std::uint32_t>> seen;
  int addresses = 0;
  for (std::uint32_t seed = 0; seed < 3; ++seed) {
    for (std::uint32_t trial = 0; trial < 3; ++trial) {
      for (std::uint32_t replicate = 0; replicate < 3; ++replicate) {
        for (int month = 0; month < 24; ++month) {
          for (std::uint32_t purpose = 1; purpose <= 10; ++purpose) {
            for (int slot = 0; slot < 11; ++slot) {
              const Chance chance{trial, replicate, {seed, 0}};
              const WordBlock w = draw_words(chance, month, static_cast<Purpose>(purpose), slot);
              seen.insert({w.word[0].value, w.word[1].value});
              ++addresses;
            }
          }
        }
      }
    }
  }
  EXPECT_EQ(seen.size(), static_cast<std::size_t>(addresses));
}

}  // namespace
}  // namespace armistice
