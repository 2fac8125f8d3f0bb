// Draws at neighbouring addresses have nothing in common: trials, replicates, months, purposes,
// actors, seeds, and two of these at once. The same checks find faults that are planted into the
// address.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "core/chance.hpp"
#include "tests/support/correlation.hpp"

namespace armistice {
namespace {

using support::correlation_of;
using support::kPairs;
using support::Pairs;

struct Address {
  std::uint32_t seed = 1, high_seed = 0, set = 0, replicate = 2;
  int month = 5;
  std::uint32_t purpose = 3;
  int slot = 1;
};

/// One step along a part of the address.
struct Step {
  const char* name;
  void (*take)(Address& a);
};
const std::vector<Step> kSteps = {
    {"seed", [](Address& a) { ++a.seed; }},
    {"high half of the seed", [](Address& a) { ++a.high_seed; }},
    {"trial", [](Address& a) { ++a.set; }},
    {"replicate", [](Address& a) { ++a.replicate; }},
    {"month", [](Address& a) { ++a.month; }},
    {"purpose", [](Address& a) { ++a.purpose; }},
    {"slot", [](Address& a) { ++a.slot; }},
};

Address after(const Step& step, Address a) {
  step.take(a);
  return a;
}

using Generator = WordBlock (*)(const Address& a);

WordBlock as_drawn(const Address& a) {
  return draw_words({a.set, a.replicate, {a.seed, a.high_seed}}, a.month,
                    static_cast<Purpose>(a.purpose), a.slot);
}

using Values = std::function<void(const WordBlock& words, std::vector<double>& values)>;

void standard_uniforms(const WordBlock& words, std::vector<double>& values) {
  for (const Words w : words.word) {
    values.push_back((static_cast<double>(uniform_from(w).value) - .5) * std::sqrt(12.0));
  }
}
void standard_normals(const WordBlock& words, std::vector<double>& values) {
  for (const int k : {0, 2}) {
    const NormalPair pair = normals_from(words.word[k], words.word[k + 1]);
    values.push_back(static_cast<double>(pair.first.value));
    values.push_back(static_cast<double>(pair.second.value));
  }
}

using Move = std::function<Address(const Address& a)>;

/// What `one` and `other` lead to, from many trials.
Pairs pairs_of(Generator generator, const Values& values, const Move& one, const Move& other) {
  Pairs pairs;
  for (std::uint32_t i = 0; pairs.first.size() < kPairs; ++i) {
    Address a;
    a.set = i;
    values(generator(one(a)), pairs.first);
    values(generator(other(a)), pairs.second);
  }
  return pairs;
}

Move stay() {
  return [](const Address& a) { return a; };
}
Move along(const Step& step) {
  return [&step](const Address& a) { return after(step, a); };
}

/// All that neighbours have in common: each step from where it starts, and each two steps beside
/// each other, of which one would undo the other if an address were a sum. `only` these if named.
std::vector<std::string> found(Generator generator, const Values& values,
                               const std::string& only = "") {
  std::vector<std::string> all;
  const auto look = [&](const std::string& name, const Move& one, const Move& other) {
    if (!only.empty() && name != only) return;
    const std::string correlation = correlation_of(pairs_of(generator, values, one, other));
    if (!correlation.empty()) all.push_back(name + ", correlation " + correlation);
  };
  for (std::size_t i = 0; i < kSteps.size(); ++i) {
    look(kSteps[i].name, stay(), along(kSteps[i]));
    for (std::size_t j = 0; j < i; ++j) {
      look(std::string(kSteps[j].name) + " and " + kSteps[i].name, along(kSteps[j]),
           along(kSteps[i]));
    }
  }
  return all;
}

TEST(Neighbours, HaveUncorrelatedUniforms) {
  EXPECT_THAT(found(as_drawn, standard_uniforms), ::testing::IsEmpty());
}

TEST(Neighbours, HaveUncorrelatedNormals) {
  EXPECT_THAT(found(as_drawn, standard_normals), ::testing::IsEmpty());
}

/// Actors of a kind in their order, the last word of a slot beside the first of the next.
Pairs neighbouring_actors(const Values& values) {
  Pairs pairs;
  for (std::uint32_t i = 0; pairs.first.size() < kPairs; ++i) {
    std::vector<double> of_actors;
    for (int slot = 0; slot < kSlotAfterDonors; ++slot) {
      Address a;
      a.set = i;
      a.slot = slot;
      values(as_drawn(a), of_actors);
    }
    pairs.first.insert(pairs.first.end(), of_actors.begin(), of_actors.end() - 1);
    pairs.second.insert(pairs.second.end(), of_actors.begin() + 1, of_actors.end());
  }
  return pairs;
}

TEST(Neighbours, ActorsHaveUncorrelatedDraws) {
  EXPECT_EQ(correlation_of(neighbouring_actors(standard_uniforms)), "");
  EXPECT_EQ(correlation_of(neighbouring_actors(standard_normals)), "");
}

WordBlock at(std::uint32_t c0, std::uint32_t c1, std::uint32_t c2, std::uint32_t c3,
             const Address& a) {
  return philox(c0, c1, c2, c3, {a.seed, a.high_seed});
}
std::uint32_t where(const Address& a) {
  return (a.purpose << 16) | static_cast<std::uint32_t>(a.slot);
}
std::uint32_t month(const Address& a) { return static_cast<std::uint32_t>(a.month); }

struct Fault {
  const char* what;
  const char* seen_between;
  Generator generator;
};
const std::vector<Fault> kFaults = {
    {"the last bit of the trial is lost", "trial",
     [](const Address& a) { return at(a.set >> 1, a.replicate, month(a), where(a), a); }},
    {"the replicate is left out", "replicate",
     [](const Address& a) { return at(a.set, 0, month(a), where(a), a); }},
    {"the month is left out", "month",
     [](const Address& a) { return at(a.set, a.replicate, 0, where(a), a); }},
    {"the purpose is left out", "purpose",
     [](const Address& a) {
       return at(a.set, a.replicate, month(a), static_cast<std::uint32_t>(a.slot), a);
     }},
    {"the slot is left out", "slot",
     [](const Address& a) { return at(a.set, a.replicate, month(a), a.purpose << 16, a); }},
    {"the seed is left out", "seed",
     [](const Address& a) {
       return philox(a.set, a.replicate, month(a), where(a), {0, a.high_seed});
     }},
    {"the seed has 32 bits", "high half of the seed",
     [](const Address& a) {
       return philox(a.set, a.replicate, month(a), where(a), {a.seed, 0});
     }},
    {"the month is added to the trial", "trial and month",
     [](const Address& a) { return at(a.set + month(a), a.replicate, 0, where(a), a); }},
    {"the seed is added to the trial", "seed and trial",
     [](const Address& a) {
       return philox(a.set + a.seed, a.replicate, month(a), where(a), {0, a.high_seed});
     }},
    {"the slot is added to the purpose", "purpose and slot",
     [](const Address& a) {
       return at(a.set, a.replicate, month(a), a.purpose + static_cast<std::uint32_t>(a.slot), a);
     }},
    {"the words are the trial times a constant", "trial",
     [](const Address& a) {
       const std::uint32_t w = a.set * 0xD2511F53u + where(a) * 0xCD9E8D57u;
       return WordBlock{{w, w + 0x40000000u, w + 0x80000000u, w + 0xc0000000u}};
     }},
};

TEST(Neighbours, ShowAFaultOfTheAddress) {
  for (const Fault& fault : kFaults) {
    for (const Values& values : {Values(standard_uniforms), Values(standard_normals)}) {
      EXPECT_THAT(found(fault.generator, values, fault.seen_between), ::testing::SizeIs(1))
          << fault.what;
    }
  }
}

}  // namespace
}  // namespace armistice
