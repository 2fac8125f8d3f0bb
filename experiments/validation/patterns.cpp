#include "experiments/validation/patterns.hpp"

#include <algorithm>

#include "experiments/validation/kept_rows.hpp"

namespace armistice {

Patterns all_patterns(Laboratory& laboratory) {
  Patterns all;
  for (const auto& part :
       {patterns_of_the_war, patterns_of_learning, patterns_of_endings, patterns_of_peace,
        patterns_of_levers, patterns_of_votes, patterns_of_korea}) {
    Patterns rows;
    bring_in_a_stage(laboratory, rows, [&] { return part(laboratory); });
    all.insert(all.end(), rows.begin(), rows.end());
  }
  std::stable_sort(all.begin(), all.end(),
                   [](const Pattern& a, const Pattern& b) { return a.number < b.number; });
  return all;
}

std::vector<DefinitionRow> varied_definitions(Laboratory& laboratory) {
  std::vector<DefinitionRow> rows;
  const auto row_of = [&](const char* name, const char* value) -> DefinitionRow {
    const std::vector<Setting> settings =
        *name == '\0' ? std::vector<Setting>{} : std::vector<Setting>{{name, value}};
    const Sample& sample = laboratory.run(Laboratory::scenario("status_quo", settings));
    double relapsed = 0;
    for (const float x : sample.of(Result::relapsed)) relapsed += static_cast<double>(x);
    return {*name == '\0' ? "as defined" : std::string(name) + " = " + value,
            sample.share(Share::kNegotiatedAll),
            sample.share(Share::kDeFactoAll),
            sample.share(Share::kDefeatAll),
            sample.share(Share::kContinuedWarAll),
            relapsed / sample.trials};
  };
  const auto add = [&](const char* name, const char* value) {
    bring_in_a_stage(laboratory, rows.emplace_back(), [&] { return row_of(name, value); });
  };
  add("", "");
  add("parameters.wind_down.lull_intensity", "0.2");
  add("parameters.wind_down.lull_intensity", "0.3");
  add("parameters.wind_down.lull_months", "3");
  add("parameters.wind_down.lull_months", "12");
  add("parameters.peace.casualties", "0.01");
  add("parameters.peace.casualties", "0.05");
  return rows;
}

}  // namespace armistice
