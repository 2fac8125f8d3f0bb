#include "web/model/settings.hpp"

#include <fmt/format.h>

#include <charconv>
#include <fstream>

#include "experiments/engine/run_settings.hpp"
#include "experiments/error.hpp"
#include "experiments/input/resolved_settings.hpp"
#include "experiments/input/scenario_files.hpp"
#include "experiments/input/typed_scenario.hpp"

namespace armistice::web {
namespace {

using Json = nlohmann::ordered_json;

/// Where a pasted text stands while it is read; messages name it.
constexpr const char* kPasted = "pasted.toml";

[[noreturn]] void refuse(const std::string& message) { throw Error(Fault::kInput, message); }

std::uint64_t seed_of(const std::string& typed) {
  std::uint64_t seed = 0;
  const char* const end = typed.data() + typed.size();
  const auto [stopped, error] = std::from_chars(typed.data(), end, seed);
  if (error != std::errc() || stopped != end) {
    refuse(
        fmt::format("seed \"{}\": expected a whole number from 0 to 18446744073709551615", typed));
  }
  return seed;
}

}  // namespace

PageSettings page_settings(std::string_view json) {
  const Json typed = Json::parse(json, nullptr, false);
  if (!typed.is_object()) refuse("the settings of the page are damaged: reset them");
  try {
    PageSettings page;
    page.scenario = typed.at("scenario").get<std::string>();
    for (const Json& set : typed.at("set")) {
      page.settings.push_back({set.at(0).get<std::string>(), set.at(1).get<std::string>()});
    }
    page.seed = seed_of(typed.at("seed").get<std::string>());
    page.horizon_months = typed.at("horizon").get<int>();
    if (page.horizon_months < kLeastHorizon || page.horizon_months > kLargestHorizon) {
      refuse(fmt::format("horizon: {} months is not {} to {}", page.horizon_months, kLeastHorizon,
                         kLargestHorizon));
    }
    return page;
  } catch (const Json::exception&) {
    refuse("the settings of the page are damaged: reset them");
  }
}

// A page asks for the same settings again and again: to resolve them, to gather trials, to tell
// one.
Scenario scenario_of(const PageSettings& page) {
  static std::string last;
  static Scenario scenario;
  std::string asked = page.scenario;
  for (const Setting& s : page.settings) asked += '\n' + s.name + '=' + s.value;
  if (asked != last) {
    last.clear();
    scenario = read_scenario(find_scenario(page.scenario), page.settings);
    last = asked;
  }
  return scenario;
}

Json resolved(const PageSettings& page) {
  const Scenario scenario = scenario_of(page);
  Json facts{{"name", scenario.name},
             {"title", scenario.title},
             {"digest", scenario.digest},
             {"start", to_string(scenario.start)},
             {"notes", scenario.notes}};
  Json& settings = facts["settings"];
  for (const ResolvedSetting& s : resolved_settings(scenario)) {
    settings[s.name] =
        s.distribution.empty() ? Json::array({s.value}) : Json::array({s.value, s.distribution});
  }
  return facts;
}

Json pasted(std::string_view text) {
  {
    std::ofstream file(kPasted, std::ios::binary);
    file << text;
  }
  const TypedScenario typed = typed_scenario(kPasted);
  Json page{{"scenario", typed.name}, {"set", Json::array()}};
  for (const Setting& s : typed.settings) page["set"].push_back(Json::array({s.name, s.value}));
  return page;
}

}  // namespace armistice::web
