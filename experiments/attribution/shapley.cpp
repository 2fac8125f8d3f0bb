#include "experiments/attribution/shapley.hpp"

#include <algorithm>
#include <bit>
#include <boost/random/uniform_int_distribution.hpp>
#include <map>
#include <string>

#include "experiments/error.hpp"
#include "experiments/trials/addressed_engine.hpp"

namespace armistice {
namespace {

constexpr Coalition kNobody = 0;
Coalition everybody(int players) { return (Coalition{1} << players) - 1; }
Coalition just(int player) { return Coalition{1} << player; }

void require_players(int players, int most) {
  if (players >= 1 && players <= most) return;
  throw Error(Fault::kOurs, "a game of " + std::to_string(players) + " players, and not of 1 to " +
                                std::to_string(most));
}

double binomial(int n, int k) {
  double c = 1;
  for (int i = 1; i <= k; ++i) c = c * (n - k + i) / i;
  return c;
}

/// Coalitions, each with its place, after those that the plan has.
class Places {
 public:
  Places(GamePlan& plan, int players) : plan_(plan) {
    for (std::size_t c = 0; c < plan.coalitions.size(); ++c) {
      places_.try_emplace(plan.coalitions[c], static_cast<int>(c));
    }
    (*this)(kNobody);
    (*this)(everybody(players));
  }
  int operator()(Coalition c) {
    const auto [place, added] = places_.try_emplace(c, static_cast<int>(plan_.coalitions.size()));
    if (added) plan_.coalitions.push_back(c);
    return place->second;
  }

 private:
  GamePlan& plan_;
  std::map<Coalition, int> places_;
};

/// The terms without a player.
void add_whole(GamePlan& plan) {
  plan.terms = {{TermKind::kNobody}, {TermKind::kEverybody}, {TermKind::kTotal}};
  plan.weights = {{{0, 1}}, {{1, 1}}, {{0, -1}, {1, 1}}};
}

/// v(S+i) - v(S), each S with the weight of the orders in which exactly S comes before i.
std::vector<GamePlan::Weight> exact_shapley(int i, int players, Places& place) {
  std::vector<GamePlan::Weight> weights;
  for (Coalition s = 0; s <= everybody(players); ++s) {
    if (s & just(i)) continue;
    const double w = 1 / (players * binomial(players - 1, std::popcount(s)));
    weights.push_back({place(s), -w});
    weights.push_back({place(s | just(i)), w});
  }
  return weights;
}

std::vector<GamePlan::Weight> exact_interaction(int i, int j, int players, Places& place) {
  std::vector<GamePlan::Weight> weights;
  for (Coalition s = 0; s <= everybody(players); ++s) {
    if (s & (just(i) | just(j))) continue;
    const double w = 1 / ((players - 1) * binomial(players - 2, std::popcount(s)));
    weights.push_back({place(s), w});
    weights.push_back({place(s | just(i)), -w});
    weights.push_back({place(s | just(j)), -w});
    weights.push_back({place(s | just(i) | just(j)), w});
  }
  return weights;
}

}  // namespace

double GamePlan::value(std::size_t term, std::span<const double> worths) const {
  double sum = 0;
  for (const Weight& w : weights[term])
    sum += w.weight * worths[static_cast<std::size_t>(w.coalition)];
  return sum;
}

GamePlan exact_plan(int players) {
  require_players(players, kMostExactPlayers);
  GamePlan plan;
  Places place(plan, players);
  add_whole(plan);
  const auto add = [&plan](Term term, std::vector<GamePlan::Weight> weights) {
    plan.terms.push_back(term);
    plan.weights.push_back(std::move(weights));
  };
  const Coalition all = everybody(players);
  for (int i = 0; i < players; ++i) {
    add({TermKind::kShapley, i}, exact_shapley(i, players, place));
  }
  for (int i = 0; i < players; ++i) {
    add({TermKind::kAlone, i}, {{place(kNobody), -1}, {place(just(i)), 1}});
  }
  for (int i = 0; i < players; ++i) {
    add({TermKind::kLast, i}, {{place(all & ~just(i)), -1}, {place(all), 1}});
  }
  for (int i = 0; i < players; ++i) {
    for (int j = i + 1; j < players; ++j) {
      add({TermKind::kInteraction, i, j}, exact_interaction(i, j, players, place));
    }
  }
  return plan;
}

GamePlan permutation_plan(int players, std::span<const Permutation> permutations) {
  require_players(players, kMostPlayers);
  GamePlan plan;
  Places place(plan, players);
  add_whole(plan);
  const std::size_t first = plan.terms.size();
  for (int i = 0; i < players; ++i) plan.terms.push_back({TermKind::kShapley, i});
  plan.weights.resize(plan.terms.size());
  const double w = 1 / static_cast<double>(permutations.size());
  for (const Permutation& order : permutations) {
    Coalition joined = kNobody;
    for (const int i : order) {
      auto& weights = plan.weights[first + static_cast<std::size_t>(i)];
      weights.push_back({place(joined), -w});
      joined |= just(i);
      weights.push_back({place(joined), w});
    }
  }
  return plan;
}

void add_single_effects(GamePlan& plan, int players) {
  require_players(players, kMostPlayers);
  Places place(plan, players);
  const auto add = [&plan](Term term, std::vector<GamePlan::Weight> weights) {
    if (std::find(plan.terms.begin(), plan.terms.end(), term) != plan.terms.end()) return;
    plan.terms.push_back(term);
    plan.weights.push_back(std::move(weights));
  };
  const Coalition all = everybody(players);
  for (int i = 0; i < players; ++i)
    add({TermKind::kAlone, i}, {{place(kNobody), -1}, {place(just(i)), 1}});
  for (int i = 0; i < players; ++i)
    add({TermKind::kLast, i}, {{place(all & ~just(i)), -1}, {place(all), 1}});
  for (int i = 0; i < players; ++i) {
    for (int j = i + 1; j < players; ++j) {
      add({TermKind::kAloneOver, i, j}, {{place(just(j)), -1}, {place(just(i)), 1}});
    }
  }
}

std::vector<Permutation> draw_permutations(int players, int count, std::uint64_t seed,
                                           std::uint32_t set, std::uint32_t replicate) {
  AddressedEngine engine(seed, set,
                         hash_of("attribution", "permutations " + std::to_string(replicate)));
  std::vector<Permutation> all;
  for (int k = 0; k < count; ++k) {
    Permutation order(static_cast<std::size_t>(players));
    if (k % 2 == 1) {
      std::reverse_copy(all.back().begin(), all.back().end(), order.begin());
    } else {
      for (int i = 0; i < players; ++i) order[static_cast<std::size_t>(i)] = i;
      for (int i = players - 1; i > 0; --i) {  // Fisher and Yates 1938
        const int j = boost::random::uniform_int_distribution<int>(0, i)(engine);
        std::swap(order[static_cast<std::size_t>(i)], order[static_cast<std::size_t>(j)]);
      }
    }
    all.push_back(std::move(order));
  }
  return all;
}

}  // namespace armistice
