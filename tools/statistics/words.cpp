// Writes random words to standard output without end, in an order in which the model draws them,
// for a battery of tests (tools/statistics/battery): words ORDER [SEED]
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "agents/interface/declarations.hpp"
#include "core/chance.hpp"
#include "experiments/trials/addressed_engine.hpp"

namespace {

using namespace armistice;

constexpr std::uint32_t kMonths = 240;     // as long as a trial can be
constexpr std::uint32_t kReplicates = 32;  // of a parameter set
constexpr std::uint32_t kPurposes = 27;    // of core/chance.hpp
constexpr std::size_t kKept = 1 << 16;     // words, before they are written

class Stream {
 public:
  void word(std::uint32_t w) {
    words_.push_back(w);
    if (words_.size() == kKept) write();
  }
  void block(const WordBlock& b) {
    for (const Words w : b.word) word(w.value);
  }
  void wide(std::uint64_t w) {
    word(static_cast<std::uint32_t>(w));
    word(static_cast<std::uint32_t>(w >> 32));
  }

 private:
  /// Ends with the reader, which has had enough.
  void write() {
    if (std::fwrite(words_.data(), sizeof words_[0], words_.size(), stdout) < words_.size()) {
      std::exit(0);
    }
    words_.clear();
  }

  std::vector<std::uint32_t> words_;
};

/// What comes at one step, the k-th, of a run of this seed.
using Step = std::function<void(Stream& stream, std::uint64_t seed, std::uint32_t k)>;

Chance chance_of(std::uint64_t seed, std::uint32_t set, std::uint32_t replicate = 0) {
  return {
      set, replicate, {static_cast<std::uint32_t>(seed), static_cast<std::uint32_t>(seed >> 32)}};
}

/// Each varies one part of the address fastest.
const std::map<std::string, Step> kOrders = {
    {"trials",
     [](Stream& out, std::uint64_t seed, std::uint32_t k) {
       out.block(draw_words(chance_of(seed, k), 1, Purpose::kWorld));
     }},
    // One word of each trial: what a single draw is like over the trials of a run.
    {"trials_one_word",
     [](Stream& out, std::uint64_t seed, std::uint32_t k) {
       out.word(draw_words(chance_of(seed, k), 1, Purpose::kTalks).word[0].value);
     }},
    {"replicates",
     [](Stream& out, std::uint64_t seed, std::uint32_t k) {
       out.block(draw_words(chance_of(seed, k / kReplicates, k % kReplicates), 1, Purpose::kWorld));
     }},
    {"months",
     [](Stream& out, std::uint64_t seed, std::uint32_t k) {
       for (std::uint32_t month = 0; month <= kMonths; ++month) {
         out.block(draw_words(chance_of(seed, k), static_cast<int>(month), Purpose::kEvents));
       }
     }},
    {"actors",
     [](Stream& out, std::uint64_t seed, std::uint32_t k) {
       for (int slot = 0; slot <= kSlotAfterDonors; ++slot) {
         out.block(draw_words(chance_of(seed, k / kMonths), static_cast<int>(k % kMonths),
                              Purpose::kStance, slot));
       }
     }},
    {"purposes",
     [](Stream& out, std::uint64_t seed, std::uint32_t k) {
       for (std::uint32_t purpose = 1; purpose <= kPurposes; ++purpose) {
         out.block(draw_words(chance_of(seed, k / kMonths), static_cast<int>(k % kMonths),
                              static_cast<Purpose>(purpose)));
       }
     }},
    {"seeds",
     [](Stream& out, std::uint64_t seed, std::uint32_t k) {
       out.block(draw_words(chance_of(seed + k, 0), 1, Purpose::kWorld));
     }},
    {"parameter_sets",
     [](Stream& out, std::uint64_t seed, std::uint32_t k) {
       out.wide(AddressedEngine(seed, k, hash_of("putin", "audience_cost"))());
     }},
    {"parameter_names",
     [](Stream& out, std::uint64_t seed, std::uint32_t k) {
       for (const ParameterDeclaration& p : parameter_declarations()) {
         out.wide(AddressedEngine(seed, k, hash_of(p.group, p.name))());
       }
     }},
};

}  // namespace

int main(int count, char** words) {
  const auto order = kOrders.find(count > 1 ? words[1] : "");
  if (order == kOrders.end()) {
    std::fprintf(stderr, "usage: words ORDER [SEED], where ORDER is one of\n");
    for (const auto& [name, step] : kOrders) std::fprintf(stderr, "  %s\n", name.c_str());
    return 2;
  }
  const std::uint64_t seed = count > 2 ? std::strtoull(words[2], nullptr, 10) : 1;
  Stream stream;
  for (std::uint32_t k = 0;; ++k) order->second(stream, seed, k);
}
