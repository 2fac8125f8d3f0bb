#include "experiments/designs/design_data.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "experiments/designs/layout.hpp"
#include "experiments/error.hpp"

namespace armistice {
namespace {

using Json = nlohmann::ordered_json;

Json distribution_data(const Distribution& d) {
  Json data{{"distribution", name_of(d.kind)}};
  if (d.kind == DistributionKind::kDiscrete) {
    data["values"] = d.values;
    data["weights"] = d.weights;
  } else {
    data["numbers"] = {d.a, d.b, d.c};
  }
  return data;
}

Distribution distribution_from(const Json& data) {
  constexpr DistributionKind kKinds[] = {
      DistributionKind::kFixed,  DistributionKind::kTriangular, DistributionKind::kUniform,
      DistributionKind::kNormal, DistributionKind::kBernoulli,  DistributionKind::kDiscrete};
  Distribution d;
  for (const DistributionKind kind : kKinds) {
    if (data.at("distribution") == name_of(kind)) d.kind = kind;
  }
  if (d.kind == DistributionKind::kDiscrete) {
    d.values = data.at("values").get<std::vector<double>>();
    d.weights = data.at("weights").get<std::vector<double>>();
  } else {
    const Json& numbers = data.at("numbers");
    d.a = numbers.at(0), d.b = numbers.at(1), d.c = numbers.at(2);
  }
  return d;
}

/// As the sweep has them, row by row.
void order_units(std::vector<FactorUnit>& units, const Json& names) {
  const auto place = [&names](const FactorUnit& unit) {
    return std::find(names.begin(), names.end(), Json(unit.name)) - names.begin();
  };
  std::stable_sort(units.begin(), units.end(), [&place](const FactorUnit& a, const FactorUnit& b) {
    return place(a) < place(b);
  });
}

}  // namespace

Json design_data(const Design& design) {
  Json data{{"kind", name_of(design.kind)}, {"samples", design.samples}};
  if (design.kind == DesignKind::kTable) data["layout"] = name_of(design.layout);
  if (is_pick_freeze(design)) data["second_order"] = design.second_order;
  if (design.kind == DesignKind::kMorris || design.kind == DesignKind::kFullFactorial) {
    data["levels"] = design.levels;
  }
  if (design.kind == DesignKind::kFractionalFactorial) data["resolution"] = design.resolution;
  data["seed"] = design.seed;
  data["factors"] = Json::array();
  for (const Factor& factor : design.factors) {
    Json entry{{"name", factor.name}};
    if (!factor.words.empty()) {
      entry["words"] = factor.words;
      if (factor.unordered) entry["unordered"] = true;
    } else if (design.kind != DesignKind::kTable) {
      entry.update(distribution_data(factor.distribution));
    }
    data["factors"].push_back(entry);
  }
  data["units"] = Json::array();
  Json order = Json::array();
  for (const FactorUnit& unit : design.units) {
    order.push_back(unit.name);
    if (unit.factors.size() == 1) continue;
    Json members = Json::array();
    for (const std::size_t f : unit.factors) members.push_back(design.factors[f].name);
    data["units"].push_back(
        {{"name", unit.name}, {"factors", members}, {"correlation", unit.correlation}});
  }
  if (!data["units"].empty()) data["unit_order"] = order;
  return data;
}

Design design_from_data(const Json& data, const std::string& where) {
  try {
    Design design;
    design.kind = design_kind(data.at("kind").get<std::string>());
    design.samples = data.at("samples");
    design.second_order = data.value("second_order", false);
    design.layout = layout_named(data.value("layout", "independent"));
    design.levels = data.value("levels", design.levels);
    design.resolution = data.value("resolution", design.resolution);
    design.seed = data.at("seed");
    for (const Json& entry : data.at("factors")) {
      Factor factor{.name = entry.at("name")};
      factor.unordered = entry.value("unordered", false);
      if (entry.contains("words")) {
        factor.words = entry["words"].get<std::vector<std::string>>();
      } else if (entry.contains("distribution")) {
        factor.distribution = distribution_from(entry);
      }
      design.factors.push_back(std::move(factor));
    }
    const auto index_of = [&design](const std::string& name) {
      std::size_t f = 0;
      while (f < design.factors.size() && design.factors[f].name != name) ++f;
      return f;
    };
    std::vector<bool> joined(design.factors.size());
    std::vector<FactorUnit> units;
    for (const Json& entry : data.at("units")) {
      FactorUnit unit{entry.at("name"), {}, entry.at("correlation")};
      for (const Json& name : entry.at("factors")) {
        unit.factors.push_back(index_of(name.get<std::string>()));
        joined.at(unit.factors.back()) = true;
      }
      units.push_back(std::move(unit));
    }
    // In the order of a sweep: single factors, then groups.
    for (std::size_t f = 0; f < design.factors.size(); ++f) {
      if (!joined[f]) design.units.push_back({design.factors[f].name, {f}, 0});
    }
    design.units.insert(design.units.end(), units.begin(), units.end());
    if (data.contains("unit_order")) order_units(design.units, data["unit_order"]);
    return design;
  } catch (const std::exception& error) {  // the JSON library's, or a factor that is not there
    throw Error(Fault::kInput, fmt::format("{}: says of no design: {}", where, error.what()));
  }
}

}  // namespace armistice
