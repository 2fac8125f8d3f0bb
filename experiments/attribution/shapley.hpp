// Shapley values of a game: what each player contributes to the worth of all together, averaged
// over the orders in which they may join (Shapley 1953). Nothing here knows what a game is about.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace armistice {

/// The players of a coalition: bit i is player i.
using Coalition = std::uint32_t;
inline constexpr int kMostPlayers = 31;
inline constexpr int kMostExactPlayers = 12;  // whose every coalition is valued: 4,096

/// An order in which the players join.
using Permutation = std::vector<int>;

enum class TermKind {
  kNobody,       // worth of the empty coalition
  kEverybody,    // worth of all
  kTotal,        // the one less the other: the Shapley values sum to it (efficiency)
  kShapley,      // of a player
  kAlone,        // what a player adds to nobody
  kLast,         // what a player adds to all others
  kInteraction,  // of two players: Shapley interaction index
  kAloneOver,    // what a player adds to nobody, less what another does
};

/// Whether it is made of coalitions that every trial has, whatever its permutations.
constexpr bool has_own_coalitions(TermKind kind) {
  return kind != TermKind::kShapley && kind != TermKind::kInteraction;
}

struct Term {
  TermKind kind;
  int player = -1, other = -1;
  bool operator==(const Term&) const = default;
};

/// Which coalitions to value, and how each term is summed up from their worths: all terms are
/// linear in them.
struct GamePlan {
  struct Weight {
    int coalition;  // place in `coalitions`
    double weight;
  };
  std::vector<Coalition> coalitions;  // the empty one first, then everybody
  std::vector<Term> terms;
  std::vector<std::vector<Weight>> weights;  // of each term

  /// The term from the worths of `coalitions`.
  double value(std::size_t term, std::span<const double> worths) const;
};

/// Every coalition, and all terms, exactly. The interaction index of players i and j is the mean of
/// v(S+i+j) - v(S+i) - v(S+j) + v(S), with i and j joining as one (Grabisch and Roubens 1999):
/// above 0 if they add more together than apart. 1 to kMostExactPlayers players.
GamePlan exact_plan(int players);

/// The coalitions that these permutations pass through; the empty and the full coalition, the total
/// and the Shapley values, as means over the permutations (Castro, Gomez and Tejada 2009). The
/// values are unbiased if all permutations are equally likely, and they always sum to the total.
GamePlan permutation_plan(int players, std::span<const Permutation> permutations);

/// Adds to the plan, if it lacks them, the effect of each player alone and last, and the
/// differences between the players' effects alone, which a ranking needs.
void add_single_effects(GamePlan& plan, int players);

/// Permutations drawn at an address. Every second one is the reverse of the one before, so early
/// players become late ones, which removes part of the noise (antithetic draws).
std::vector<Permutation> draw_permutations(int players, int count, std::uint64_t seed,
                                           std::uint32_t set, std::uint32_t replicate);

}  // namespace armistice
