// The map of Europe that pages draw: whose land is whose, and that each state with a vote is on it.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

#include "experiments/exhibits/page_parts.hpp"
#include "experiments/input/scenario.hpp"
#include "experiments/input/scenario_files.hpp"

namespace armistice {
namespace {

std::filesystem::path map_file() {
  return std::filesystem::path(ARMISTICE_SOURCE_DIR) / "charts" / "europe.json";
}

const nlohmann::json& map() {
  static const nlohmann::json read = [] {
    std::ifstream stream(map_file());
    return nlohmann::json::parse(stream);
  }();
  return read;
}

/// By how often a ray crosses the ring.
bool is_inside(const nlohmann::json& ring, double longitude, double latitude) {
  bool inside = false;
  for (std::size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++) {
    const double x = ring[i][0], y = ring[i][1], u = ring[j][0], v = ring[j][1];
    if ((y > latitude) != (v > latitude) && longitude < (u - x) * (latitude - y) / (v - y) + x) {
      inside = !inside;
    }
  }
  return inside;
}

/// The codes of all countries that a place lies in.
std::vector<std::string> countries_at(double latitude, double longitude) {
  std::vector<std::string> countries;
  for (const nlohmann::json& country : map().at("features")) {
    for (const nlohmann::json& polygon : country["geometry"]["coordinates"]) {
      bool inside = is_inside(polygon[0], longitude, latitude);
      for (std::size_t hole = 1; hole < polygon.size(); ++hole) {
        inside = inside && !is_inside(polygon[hole], longitude, latitude);
      }
      if (inside) countries.push_back(country["properties"]["code"]);
    }
  }
  return countries;
}

using Codes = std::vector<std::string>;

TEST(Map, CrimeaAndAllOccupiedLandAreUkraineAndOfNoOtherCountry) {
  EXPECT_EQ(countries_at(45.3, 34.4), Codes{"UA"});    // Crimea
  EXPECT_EQ(countries_at(44.62, 33.6), Codes{"UA"});   // Sevastopol
  EXPECT_EQ(countries_at(45.3, 36.3), Codes{"UA"});    // Kerch
  EXPECT_EQ(countries_at(48.0, 37.8), Codes{"UA"});    // Donetsk
  EXPECT_EQ(countries_at(48.57, 39.3), Codes{"UA"});   // Luhansk
  EXPECT_EQ(countries_at(46.85, 35.37), Codes{"UA"});  // Melitopol, Zaporizhzhia
  EXPECT_EQ(countries_at(46.5, 33.4), Codes{"UA"});    // Kherson
  EXPECT_EQ(countries_at(50.45, 30.5), Codes{"UA"});   // Kyiv
  EXPECT_EQ(countries_at(55.75, 37.6), Codes{"RU"});   // Moscow
  EXPECT_EQ(countries_at(45.05, 39.0), Codes{"RU"});   // Krasnodar
  EXPECT_EQ(countries_at(35.3, 33.4), Codes{"CY"});    // Cyprus is whole
}

TEST(Map, HasUkraineInOnePieceWithoutABorderThroughIt) {
  for (const nlohmann::json& country : map().at("features")) {
    if (country["properties"]["code"] == "UA") {
      EXPECT_EQ(country["geometry"]["coordinates"].size(), 1u);
    }
  }
}

TEST(Map, HasEachEuropeanStateOfTheCastOnce) {
  std::multiset<std::string> codes;
  for (const nlohmann::json& country : map().at("features")) {
    codes.insert(country["properties"]["code"].get<std::string>());
  }
  const Scenario scenario = read_scenario(find_scenario("status_quo"), {});
  int states = 0;
  for (const auto& donor : scenario.cast.donors) {
    if (donor.code == "CA") continue;
    EXPECT_EQ(codes.count(donor.code), 1u) << donor.code;
    ++states;
  }
  EXPECT_GE(states, 29);
  EXPECT_EQ(codes.count("RU"), 1u);
}

TEST(Map, IsSmallAndTheOneThatTheChartWasCompiledWith) {
  EXPECT_LT(std::filesystem::file_size(map_file()), 60'000u);
  const auto chart = nlohmann::json::parse(page_part("charts/compiled/map.vg.json"));
  const nlohmann::json* drawn = nullptr;
  for (const nlohmann::json& data : chart["data"]) {
    if (data.contains("values") && data["values"].is_object()) drawn = &data["values"];
  }
  ASSERT_NE(drawn, nullptr);
  EXPECT_EQ(*drawn, map());
}

}  // namespace
}  // namespace armistice
