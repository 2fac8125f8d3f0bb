// Chance within a trial: a draw is addressed by seed, parameter set, replicate, month, purpose and
// actor, and by nothing else. There is no state to carry and no order to keep, so a mechanism that
// is switched off shifts no other draw, and two scenarios share the chance of trial k.
//
// The generator is Philox 4x32-10 (Salmon et al. 2011, SC11): the address is its counter and the
// seed its key, so neighbouring trials, seed 0 and trial 0 are as good as any others.
#pragma once

#include <cstdint>

#include "core/lane_math.hpp"
#include "core/sizes.hpp"

namespace armistice::inline ARMISTICE_LANE_SET {

/// What a draw is for. The values are part of every address: append, never renumber.
enum class Purpose : std::uint32_t {
  kWorld = 1,         // normals: oil price, US stance, front, invader's execution noise
  kEvents = 2,        // uniforms: breakthrough, its depth, collapses
  kTalks = 3,         // uniforms: talks meet, signature
  kInstitutions = 4,  // uniforms: force, guarantees, deliveries
  kPeace = 5,         // uniforms: re-invasion, delivery of a force
  kStance = 6,        // normals, one for each donor
  kElection = 7,      // uniforms, one for each donor
  kCommonCause = 8,   // normals of a change of US administration
  kInitial = 9,       // month 0: initial stances
  kPrivateCost = 10,  // month 0: persistent costs of a yes vote
  kLeadership = 11,   // uniforms: Putin leaves office, his successor's kind, an election in Kyiv
  kSuccession = 12,   // uniforms: what the election in Kyiv brings
  kAmerican = 13,     // uniforms: the American choice, its answer to an attack
  kRenewalCost = 14,  // month 0: persistent costs of renewing sanctions, one for each donor
  kRenewal = 15,      // uniforms: by-pass of a failed renewal
  kChallenge = 16,    // uniforms, one for each patron: a challenge elsewhere
  kSending = 17,      // uniforms, one for each donor: a state sends forces
  kAttack = 18,       // uniforms: attacks on personnel, a direct clash, a nuclear weapon
  kViolation = 19,    // uniforms: how many violations, how they are answered
  kBreach = 20,       // uniforms: the defender breaks a peace, a promised vote is taken
  kReservation = 21,  // uniforms: reservations of the two leaders, drawn with each new one
  kTruce = 22,        // uniforms: a halt in place is put to both
  kGuarantee = 23,    // uniforms: which instruments act when tested, a wider war
  kIncident = 24,     // uniforms: an incident begins, calms down; absorption
  kMomentum = 25,     // normals: what the front's luck adds this month
  kAllocation = 26,   // uniforms, one for each donor: how much it allocates this month, if anything
  kAppropriation = 27,  // uniforms: Congress appropriates; what America allocates this month
};

inline constexpr int kDrawsPerSlot = 4;

/// The slot after those of the donors, however many there are: the United States' draws, and others
/// that a larger cast must not shift.
inline constexpr int kSlotAfterDonors = kMaxDonors / kDrawsPerSlot;

/// Four words for each lane, from one address.
struct WordBlock {
  Words word[4];
};

/// Where the draws of a batch belong.
struct Chance {
  Words parameter_set;   // the set of parameters that the trial runs under
  Words replicate;       // its repetition under that set
  std::uint32_t key[2];  // the seed
  bool muted = false;    // every normal 0 and every uniform 1/2: the path without luck
};

inline WordBlock philox(Words c0, Words c1, Words c2, Words c3, const std::uint32_t (&key)[2]) {
  WideWords a = widen(c0), b = widen(c1), c = widen(c2), d = widen(c3);
  std::uint32_t k0 = key[0], k1 = key[1];
  for (int round = 0; round < 10; ++round) {
    const WideWords p = multiply(a, 0xD2511F53u), q = multiply(c, 0xCD9E8D57u);
    a = xor3(high_half(q), b, k0);
    c = xor3(high_half(p), d, k1);
    b = q;
    d = p;
    k0 += 0x9E3779B9u;
    k1 += 0xBB67AE85u;
  }
  return {{narrow(a), narrow(b), narrow(c), narrow(d)}};
}

/// The four words at (purpose, slot) of a month; actor j of a purpose has word j % 4 of slot j / 4.
inline WordBlock draw_words(const Chance& chance, int month, Purpose purpose, int slot = 0) {
  const std::uint32_t where =
      (static_cast<std::uint32_t>(purpose) << 16) | static_cast<std::uint32_t>(slot);
  return philox(chance.parameter_set, chance.replicate, Words(static_cast<std::uint32_t>(month)),
                Words(where), chance.key);
}

inline constexpr double kLeastUniform = 0x1p-32;  // keeps a logarithm finite

/// Uniform on [0, 1) from 31 bits, finest near 0.
inline Real uniform_from(Words w) {
  return min(real_from_int(shift_right<1>(w)) * Real(0x1p-31), Real(0x1.fffffep-1));
}

/// Two independent standard normals (Box and Muller 1958): the radius from one word, the angle from
/// the other.
struct NormalPair {
  Real first, second;
};
inline NormalPair normals_from(Words radius_word, Words angle_word) {
  const Real u = max(uniform_from(radius_word), kLeastUniform);
  const Real radius = sqrt(Real(-2) * log(u));
  // The top two bits choose the quadrant, the rest the angle within it.
  const Real f = real_from_int(angle_word & Words(0x3fffffffu)) * Real(0x1p-30) - Real(0.5);
  const SineCosine t = sine_cosine_of_quarter(f);
  const Words quadrant = shift_right<30>(angle_word);
  const Mask swap = real_from_int(quadrant & Words(1)) > Real(0.5);
  const Words sign = shift_left<31>(shift_right<1>(quadrant));
  const Real x = select(swap, t.sine, t.cosine), y = select(swap, t.cosine, t.sine);
  return {radius * real_from_bits(bits_of(x) ^ sign), radius * real_from_bits(bits_of(y) ^ sign)};
}

struct FourReals {
  Real value[4];
};

/// Four uniforms on [0, 1).
inline FourReals draw_uniforms(const Chance& chance, int month, Purpose purpose, int slot = 0) {
  if (chance.muted) return {{0.5, 0.5, 0.5, 0.5}};
  const WordBlock w = draw_words(chance, month, purpose, slot);
  return {{uniform_from(w.word[0]), uniform_from(w.word[1]), uniform_from(w.word[2]),
           uniform_from(w.word[3])}};
}

/// Four standard normals.
inline FourReals draw_normals(const Chance& chance, int month, Purpose purpose, int slot = 0) {
  if (chance.muted) return {{0, 0, 0, 0}};
  const WordBlock w = draw_words(chance, month, purpose, slot);
  const NormalPair a = normals_from(w.word[0], w.word[1]), b = normals_from(w.word[2], w.word[3]);
  return {{a.first, a.second, b.first, b.second}};
}

}  // namespace armistice::inline ARMISTICE_LANE_SET
