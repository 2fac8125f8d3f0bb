#include "experiments/exhibits/explore_page.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <set>
#include <string_view>

#include "agents/interface/declarations.hpp"
#include "experiments/error.hpp"
#include "experiments/exhibits/page_parts.hpp"
#include "experiments/exhibits/sealed_page.hpp"
#include "experiments/input/resolved_settings.hpp"
#include "experiments/input/scenario_files.hpp"
#include "experiments/input/text_file.hpp"
#include "experiments/output/version.hpp"
#include "experiments/report/caveats.hpp"

namespace armistice {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

// In the order in which a script needs those before it.
constexpr std::string_view kScripts[] = {
    "charts/drawing.js",    "web/page/elements.js", "web/page/settings.js", "web/page/pool.js",
    "web/page/controls.js", "web/page/exhibits.js", "web/page/story.js",    "web/page/explore.js"};
constexpr std::size_t kMostBytes = 1 << 20;  // of a scenario file
constexpr std::string_view kCharts[] = {"pinned", "incidence", "fan"};

/// The texts of the scenario folders, by their path there; of two the first folder's.
Json scenario_texts() {
  Json files = Json::object();
  for (const fs::path& folder : scenario_folders()) {
    std::error_code error;
    fs::recursive_directory_iterator entry(folder, fs::directory_options::skip_permission_denied,
                                           error);
    std::set<fs::path> found;
    for (; !error && entry != fs::recursive_directory_iterator(); entry.increment(error)) {
      if (entry->is_regular_file(error) && entry->path().extension() == ".toml") {
        found.insert(entry->path());
      }
    }
    for (const fs::path& file : found) {
      const std::string name = file.lexically_relative(folder).generic_string();
      if (name != "claims.toml" && !files.contains(name)) files[name] = text_in(file, kMostBytes);
    }
  }
  return files;
}

Json scenarios() {
  Json list = Json::array();
  for (const fs::path& file : shipped_scenarios()) {
    try {
      const Scenario scenario = read_scenario(file, {});
      list.push_back({{"name", scenario.name},
                      {"title", scenario.title},
                      {"critic", file.parent_path().filename() == "critics"}});
    } catch (const Error&) {
      continue;  // a draft among them must not hide the rest
    }
  }
  return list;
}

Json levers() {
  Json list = Json::array();
  for (const LeverDeclaration& lever : lever_declarations()) {
    list.push_back({{"name", lever.name},
                    {"group", lever.group},
                    {"base", lever.base},
                    {"atOnce", lever.at_once},
                    {"core", lever.core},
                    {"consent", lever.consent},
                    {"moves", lever.moves}});
  }
  return list;
}

Json parameters() {
  Json list = Json::array();
  for (const ParameterDeclaration& p : parameter_declarations()) {
    list.push_back({{"name", setting_name(p)},
                    {"drawn", drawn_from(default_distribution(p, Mechanisms::kFull))},
                    {"low", p.low},
                    {"high", p.high},
                    {"unit", p.unit},
                    {"source", p.source}});
  }
  return list;
}

Json switches() {
  Json list = Json::array();
  for (const SwitchDeclaration& s : switch_declarations()) {
    list.push_back({{"name", fmt::format("switches.{}", s.name)}, {"neutral", s.neutral}});
  }
  return list;
}

Json quantities() {
  Json list = Json::array();
  for (const QuantityDeclaration& q : quantity_declarations()) {
    list.push_back({{"name", q.name}, {"unit", q.unit}, {"words", q.words}});
  }
  return list;
}

Json typed(const TypedScenario& scenario) {
  Json set = Json::array();
  for (const Setting& s : scenario.settings) set.push_back(Json::array({s.name, s.value}));
  return {{"scenario", scenario.name}, {"set", set}};
}

Json contents(const ExploreStart& start) {
  return {{"version", kVersion},
          {"sources", source_digest()},
          {"caveat", kNoForecast},
          {"start", typed(start.scenario)},
          {"reference", typed(start.reference)},
          {"seed", std::to_string(start.seed)},
          {"horizon", start.horizon_months},
          {"leverStartMonth", kLeverStartMonth},
          {"leverRampMonths", kLeverRampMonths},
          {"scenarios", scenarios()},
          {"levers", levers()},
          {"parameters", parameters()},
          {"switches", switches()},
          {"quantities", quantities()},
          {"files", scenario_texts()}};
}

std::string charts_json() {
  std::string json = "{";
  for (const std::string_view name : kCharts) {
    json += fmt::format("{}\"{}\": {}", json.size() > 1 ? ",\n" : "", name,
                        page_part(fmt::format("charts/compiled/{}.vg.json", name)));
  }
  return json + "}";
}

}  // namespace

std::string explore_page(const ExploreStart& start, const WebModel& model) {
  if (model.empty()) {
    throw Error(Fault::kInput,
                "armistice: explore: this program was built without the model for browsers; "
                "tools/setup --web installs Emscripten, and a build configured with "
                "-DARMISTICE_WEB=ON has it");
  }
  // Workers are made from texts of the page; nothing is asked of a network.
  std::string html = begin_page("The model in a page (armistice)",
                                page_part("web/page/explore.css"), "worker-src blob:");
  html += page_part("web/page/body.html");
  html += json_tag(charts_json(), "charts");
  html +=
      json_tag(contents(start).dump(-1, ' ', false, Json::error_handler_t::replace), "contents");
  html += "<script type=\"application/octet-stream\" id=\"module\">" + std::string(model.module) +
          "</script>\n";
  html += vega_tag();
  html += script_tag(model.script, "model");
  html += script_tag(page_part("web/page/model.js"), "calls");
  html += "<script type=\"text/plain\" id=\"worker\">\n" +
          std::string(page_part("web/page/worker.js")) + "</script>\n";
  std::string scripts;
  for (const std::string_view name : kScripts) scripts += page_part(name);
  return sealed_page(html + script_tag(scripts));
}

}  // namespace armistice
