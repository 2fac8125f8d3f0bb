#include "experiments/search/pareto.hpp"

#include <algorithm>
#include <limits>
#include <numeric>

namespace armistice {

std::vector<int> pareto_layers(std::span<const Tradeoff> tradeoffs) {
  std::vector<std::size_t> left(tradeoffs.size());
  std::iota(left.begin(), left.end(), std::size_t{0});
  std::stable_sort(left.begin(), left.end(), [&](std::size_t a, std::size_t b) {
    const Tradeoff &x = tradeoffs[a], &y = tradeoffs[b];
    return x.cost != y.cost ? x.cost < y.cost : x.objective > y.objective;
  });
  std::vector<int> layers(tradeoffs.size(), 0);
  for (int layer = 1; !left.empty(); ++layer) {
    // From the cheapest on: whatever is not better than all that cost less is dominated.
    double best = -std::numeric_limits<double>::infinity();
    std::vector<std::size_t> later;
    for (const std::size_t i : left) {
      if (tradeoffs[i].objective > best) {
        best = tradeoffs[i].objective;
        layers[i] = layer;
      } else {
        later.push_back(i);
      }
    }
    left.swap(later);
  }
  return layers;
}

std::vector<double> crowding(std::span<const Tradeoff> tradeoffs, std::span<const int> layers) {
  std::vector<std::size_t> order(tradeoffs.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  // Along a layer the objective rises with the cost.
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return layers[a] != layers[b] ? layers[a] < layers[b] : tradeoffs[a].cost < tradeoffs[b].cost;
  });
  std::vector<double> distance(tradeoffs.size(), std::numeric_limits<double>::infinity());
  for (std::size_t begin = 0, end = 0; begin < order.size(); begin = end) {
    while (end < order.size() && layers[order[end]] == layers[order[begin]]) ++end;
    const Tradeoff &first = tradeoffs[order[begin]], &last = tradeoffs[order[end - 1]];
    for (std::size_t i = begin + 1; i + 1 < end; ++i) {
      const Tradeoff &before = tradeoffs[order[i - 1]], &after = tradeoffs[order[i + 1]];
      distance[order[i]] =
          (after.cost - before.cost) / (last.cost - first.cost) +
          (after.objective - before.objective) / (last.objective - first.objective);
    }
  }
  return distance;
}

}  // namespace armistice
