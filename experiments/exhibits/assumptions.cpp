// Which numbers of the model an answer hangs on, and what each rests on.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <optional>
#include <vector>

#include "agents/interface/declarations.hpp"
#include "experiments/exhibits/exhibit.hpp"
#include "experiments/influence/influence.hpp"
#include "experiments/input/counted.hpp"
#include "experiments/input/resolved_settings.hpp"

namespace armistice {
namespace {

constexpr std::size_t kShown = 20;  // the chart has the first twelve

/// The scenarios of a result that were screened; if none was, all that were.
std::vector<std::string> screened_of(const ResultFolder& result) {
  const std::vector<std::string> screened = screened_scenarios();
  std::vector<std::string> names;
  for (const ResultScenario& scenario : result.scenarios()) {
    if (std::find(screened.begin(), screened.end(), scenario.name) != screened.end()) {
      names.push_back(scenario.name);
    }
  }
  return names.empty() ? screened : names;
}

struct Assumption {
  const ParameterDeclaration* parameter;
  const Effect* effect;  // the largest
};

std::vector<Assumption> assumptions_in(const std::vector<std::string>& scenarios) {
  std::vector<Assumption> all;
  for (const Influence& influence : influences()) {
    const Effect* most = nullptr;
    for (const Effect& effect : influence.effects) {
      const bool asked =
          std::find(scenarios.begin(), scenarios.end(), effect.scenario) != scenarios.end();
      if (asked && effect.beyond_noise && (most == nullptr || effect.mu_star > most->mu_star)) {
        most = &effect;
      }
    }
    if (most != nullptr) all.push_back({influence.parameter, most});
  }
  std::stable_sort(all.begin(), all.end(), [](const Assumption& a, const Assumption& b) {
    return a.effect->mu_star > b.effect->mu_star;
  });
  all.resize(std::min(all.size(), kShown));
  return all;
}

ShownCell text(std::string_view words) { return {std::string(words), std::string(words)}; }

ShownTable table_of(const std::vector<Assumption>& all) {
  const Digits digits = Digits::fixed_percent(1);
  ShownTable table{.columns = {{"label", "number"},
                               {"class", "class"},
                               {"rests_on", "it rests on"},
                               {"mu_star", "moves a share by, points"},
                               {"outcome", "which share"},
                               {"scenario", "in"},
                               {"drawn", "drawn"}}};
  for (const Assumption& a : all) {
    const ParameterDeclaration& p = *a.parameter;
    const std::string label =
        fmt::format("{} ({})", factor_name(setting_name(p)), p.source_class());
    table.rows.push_back(
        {text(label),
         text(p.source_class()),
         text(p.rests_on()),
         {fmt::format("{}", a.effect->mu_star), digits.plain(a.effect->mu_star), true},
         {a.effect->share, words_of(a.effect->share)},
         text(a.effect->scenario),
         text(p.uncertain() ? "yes" : "no")});
  }
  return table;
}

}  // namespace

std::vector<Exhibit> assumptions(const ResultFolder& result) {
  if (result.manifest().value("mechanisms", "full") != "full") return {};  // other numbers
  const std::vector<std::string> scenarios = screened_of(result);
  const std::vector<Assumption> all = assumptions_in(scenarios);
  if (all.empty()) return {};
  const auto judged = std::count_if(all.begin(), all.end(), [](const Assumption& a) {
    return a.parameter->source_class() == "judgement";
  });
  const Assumption& first = all.front();
  const Digits points = Digits::points();
  return {{"assumptions",
           fmt::format("{} of the {} that matter most rest on judgement; in {}, {} alone moves {} "
                       "by {}",
                       judged, counted(std::ssize(all), "number"), first.effect->scenario,
                       factor_name(setting_name(*first.parameter)), words_of(first.effect->share),
                       points.with_unit(first.effect->mu_star)),
           fmt::format(
               "A bar is the mean absolute effect of a number (Morris's mu star) on the headline "
               "share that it moves most. A drawn number moves from its 12.5 % to its 87.5 % "
               "quantile, an event from 0 to 1, a constant by 15 % either way. Orange bars rest on "
               "judgement. This was measured in {}, not in this result, while all other numbers "
               "moved too. \"armistice parameters --by-influence\" has all of them.",
               fmt::join(scenarios, " and ")),
           table_of(all)}};
}

}  // namespace armistice
