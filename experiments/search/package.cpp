#include "experiments/search/package.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "agents/interface/declarations.hpp"
#include "experiments/error.hpp"
#include "experiments/input/nearest_name.hpp"

namespace armistice {
namespace {

std::size_t size(int n) { return static_cast<std::size_t>(n); }

/// Throws unless it names a lever or a group of levers.
void check_name(const std::string& typed) {
  std::vector<std::string> names;
  for (const LeverDeclaration& lever : lever_declarations()) {
    names.emplace_back(lever.name);
    if (std::find(names.begin(), names.end(), lever.group) == names.end()) {
      names.emplace_back(lever.group);
    }
  }
  if (std::find(names.begin(), names.end(), typed) != names.end()) return;
  const std::string nearest = nearest_name(typed, names);
  throw Error(Fault::kInput,
              fmt::format("armistice search: --without \"{}\": expected a lever or a group of "
                          "levers{}",
                          typed, nearest.empty() ? "" : "; did you mean " + nearest + "?"));
}

/// The levers that packages decide on.
std::vector<int> differing_levers(const Scenario& scenario, const Scenario& reference,
                                  const std::vector<std::string>& without) {
  std::vector<int> levers;
  for (int i = 0; i < kLevers; ++i) {
    const LeverDeclaration& lever = lever_declarations()[size(i)];
    const auto names = [&](const std::string& name) {
      return name == lever.name || name == lever.group;
    };
    if (std::any_of(without.begin(), without.end(), names)) continue;
    if (scenario.levers[size(i)].intensity != reference.levers[size(i)].intensity) {
      levers.push_back(i);
    }
  }
  return levers;
}

/// Whose levels in between would have no plain meaning.
bool is_drawn(const Distribution& d) { return d.kind != DistributionKind::kFixed; }

void refuse_levels_of_drawn(const PackageSpace& space) {
  if (space.levels.size() == 2) return;
  for (const Part& part : space.parts) {
    for (const int i : part.levers) {
      const LeverDeclaration& lever = lever_declarations()[size(i)];
      if (lever.at_once || (!is_drawn(space.scenario.levers[size(i)].intensity) &&
                            !is_drawn(space.reference.levers[size(i)].intensity))) {
        continue;
      }
      throw Error(Fault::kInput,
                  fmt::format("armistice search: lever {} is drawn from a distribution, so there "
                              "is no half of it; expected --levels 0,1 or --without {}",
                              lever.name, lever.name));
    }
  }
}

LeverSetting lever_at(const LeverSetting& reference, const LeverSetting& scenario, double level,
                      bool at_once) {
  if (level == 0) return reference;
  LeverSetting setting = scenario;
  if (level == 1 || at_once) return setting;
  const double from = reference.intensity.a, to = scenario.intensity.a;
  setting.intensity = fixed_value(from + level * (to - from));
  return setting;
}

}  // namespace

bool PackageSpace::is_all_or_nothing(std::size_t part) const {
  const std::vector<int>& all = parts[part].levers;
  return std::all_of(all.begin(), all.end(),
                     [](int i) { return lever_declarations()[size(i)].at_once; });
}

double PackageSpace::packages() const {
  double product = 1;
  for (std::size_t part = 0; part < parts.size(); ++part) {
    product *= is_all_or_nothing(part) ? 2 : static_cast<double>(levels.size());
  }
  return product;
}

Package plain_form(const PackageSpace& space, Package package) {
  for (std::size_t part = 0; part < package.size(); ++part) {
    if (package[part] > 0 && space.is_all_or_nothing(part)) {
      package[part] = static_cast<int>(space.levels.size()) - 1;
    }
  }
  return package;
}

PackageSpace package_space(const Scenario& scenario, const Scenario& reference, PackageBy by,
                           const std::vector<double>& levels,
                           const std::vector<std::string>& without) {
  for (const std::string& name : without) check_name(name);
  PackageSpace space{scenario, reference, {}, levels};
  space.levels.insert(space.levels.end(), {0.0, 1.0});
  std::sort(space.levels.begin(), space.levels.end());
  space.levels.erase(std::unique(space.levels.begin(), space.levels.end()), space.levels.end());
  for (const int i : differing_levers(scenario, reference, without)) {
    const LeverDeclaration& lever = lever_declarations()[size(i)];
    const std::string name(by == PackageBy::kGroup ? lever.group : lever.name);
    const auto same = [&name](const Part& part) { return part.name == name; };
    const auto part = std::find_if(space.parts.begin(), space.parts.end(), same);
    if (part == space.parts.end()) {
      space.parts.push_back({name, {i}});
    } else {
      part->levers.push_back(i);
    }
  }
  if (space.parts.empty()) {
    throw Error(Fault::kInput,
                fmt::format("armistice search: {} and the reference {} differ in no lever that is "
                            "left to decide on",
                            scenario.name, reference.name));
  }
  refuse_levels_of_drawn(space);
  return space;
}

Scenario scenario_of(const PackageSpace& space, const Package& package) {
  Scenario scenario = space.scenario;
  // Whatever is no part of a package stands as in the reference.
  scenario.levers = space.reference.levers;
  for (std::size_t part = 0; part < space.parts.size(); ++part) {
    for (const int i : space.parts[part].levers) {
      scenario.levers[size(i)] =
          lever_at(space.reference.levers[size(i)], space.scenario.levers[size(i)],
                   space.level(package, part), lever_declarations()[size(i)].at_once);
    }
  }
  return scenario;
}

std::string name_of(const PackageSpace& space, const Package& package) {
  std::string name;
  for (std::size_t part = 0; part < space.parts.size(); ++part) {
    if (package[part] == 0) continue;
    name += fmt::format("{}{}={}", name.empty() ? "" : " ", space.parts[part].name,
                        space.level(package, part));
  }
  return name.empty() ? "none" : name;
}

Package empty_package(const PackageSpace& space) { return Package(space.parts.size(), 0); }

Package full_package(const PackageSpace& space) {
  return Package(space.parts.size(), static_cast<int>(space.levels.size()) - 1);
}

}  // namespace armistice
