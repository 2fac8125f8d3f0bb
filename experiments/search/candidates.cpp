#include "experiments/search/candidates.hpp"

#include <algorithm>
#include <boost/random/uniform_int_distribution.hpp>
#include <map>

#include "experiments/trials/addressed_engine.hpp"

namespace armistice {
namespace {

/// Draws of one package, addressed by its generation and its number.
class Breeder {
 public:
  Breeder(std::uint64_t seed, int generation, std::size_t number)
      : engine_(seed, static_cast<std::uint32_t>(generation),
                hash_of("search", "package") + number) {}
  /// 0 .. n-1
  std::size_t below(std::size_t n) {
    return boost::random::uniform_int_distribution<std::size_t>(0, n - 1)(engine_);
  }

 private:
  AddressedEngine engine_;
};

int random_level(const PackageSpace& space, Breeder& draw) {
  return static_cast<int>(draw.below(space.levels.size()));
}

Package random_package(const PackageSpace& space, Breeder& draw) {
  Package package = empty_package(space);
  for (int& level : package) level = random_level(space, draw);
  return package;
}

Package child_of(const Package& a, const Package& b, const PackageSpace& space, Breeder& draw) {
  Package child = a;
  for (std::size_t part = 0; part < child.size(); ++part) {
    if (draw.below(2) == 1) child[part] = b[part];
    if (draw.below(child.size()) == 0) child[part] = random_level(space, draw);
  }
  return child;
}

}  // namespace

std::vector<Package> all_packages(const PackageSpace& space) {
  std::vector<Package> all{empty_package(space)};
  const int last = static_cast<int>(space.levels.size()) - 1;
  while (true) {
    Package next = all.back();
    std::size_t part = next.size();
    while (part > 0 && next[part - 1] == last) next[--part] = 0;
    if (part == 0) return all;
    next[part - 1] = space.is_all_or_nothing(part - 1) ? last : next[part - 1] + 1;
    all.push_back(std::move(next));
  }
}

std::vector<Package> first_population(const PackageSpace& space, const BreedingPlan& plan) {
  std::vector<Package> population{empty_package(space), full_package(space)};
  for (std::size_t part = 0; part < space.parts.size(); ++part) {
    Package alone = empty_package(space), without = full_package(space);
    std::swap(alone[part], without[part]);
    population.push_back(std::move(alone));
    population.push_back(std::move(without));
  }
  for (std::size_t i = population.size(); i < plan.population; ++i) {
    Breeder draw(plan.seed, 0, i);
    population.push_back(random_package(space, draw));
  }
  return population;
}

bool breed(const PackageSpace& space, const BreedingPlan& plan, const TrialValues& values,
           std::vector<Package>& packages, std::vector<Standing>& standings,
           const SearchHooks& hooks) {
  std::map<Package, std::size_t> known;
  const auto number_of = [&](const Package& package) {
    const Package plain = plain_form(space, package);
    const auto [place, is_new] = known.emplace(plain, packages.size());
    if (is_new) {
      packages.push_back(plain);
      standings.emplace_back();
    }
    return place->second;
  };
  std::vector<std::size_t> population;
  const auto admit = [&population](std::size_t number) {
    if (std::find(population.begin(), population.end(), number) == population.end()) {
      population.push_back(number);
    }
  };
  for (const Package& package : first_population(space, plan)) admit(number_of(package));
  for (int generation = 1;; ++generation) {
    if (!bring_to(plan.trials, population, values, standings, hooks)) return false;
    if (generation > plan.generations) return true;
    population = ranked(standings, population, plan.budget);
    population.resize(population.size() - population.size() / 2);
    const std::vector<std::size_t> parents = population;
    for (std::size_t i = parents.size(); i < plan.population; ++i) {
      Breeder draw(plan.seed, generation, i);
      const Package& a = packages[parents[draw.below(parents.size())]];
      const Package& b = packages[parents[draw.below(parents.size())]];
      admit(number_of(child_of(a, b, space, draw)));
    }
  }
}

std::int64_t breeding_trials(const BreedingPlan& plan) {
  const auto population = static_cast<std::int64_t>(plan.population);
  return plan.trials * (population + plan.generations * (population / 2));
}

}  // namespace armistice
