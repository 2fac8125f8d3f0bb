// armistice levers: what somebody can decide; also docs/levers.md.
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "agents/interface/declarations.hpp"
#include "experiments/commands/catalogue.hpp"
#include "experiments/report/text_table.hpp"

namespace armistice {
namespace {

constexpr std::string_view kLeversPage = R"(# Levers

What governments and institutions can decide, printed by `armistice levers --markdown`: the four
priorities of the Plan (`military`, `economic`, `eu`, `nato`), the American role, what follows a
stop, and the opposite course. An intensity is 0 to 1. Unless a scenario says otherwise, a lever
starts in month {} and takes {} months to reach its intensity. A lever that counts *at once* is 0 or
1.

)";

constexpr std::string_view kCourse = R"(
course: a gradual lever goes from its status quo to what a scenario sets, from month {} on (start_month)
  over {} months (ramp_months); one that counts at once is 0 or 1, from the start
mechanisms: a lever marked full has no effect with mechanisms = "core"
)";

std::string listed(const CatalogueOptions& options, CatalogueFilter& filter) {
  nlohmann::ordered_json data = nlohmann::ordered_json::array();
  TextTable table;
  table.header = {"name",       "status quo",       "group",        "course",
                  "mechanisms", "who must consent", "what it moves"};
  table.align = {Align::kLeft, Align::kRight};
  for (const LeverDeclaration& l : lever_declarations()) {
    const std::string full_name = fmt::format("levers.{}", l.name);
    if (!filter.passes({l.name, l.group, full_name})) continue;
    const char* const course = l.at_once ? "at once" : "gradual";
    const char* const mechanisms = l.core ? "core" : "full";
    data.push_back({{"name", full_name},
                    {"status_quo", l.base},
                    {"group", l.group},
                    {"course", course},
                    {"mechanisms", mechanisms},
                    {"consent", l.consent},
                    {"moves", l.moves}});
    table.rows.push_back({std::string(l.name), fmt::format("{}", l.base), std::string(l.group),
                          course, mechanisms, std::string(l.consent), std::string(l.moves)});
  }
  if (options.json) return data.dump(2) + "\n";
  if (!options.markdown) {
    return table.plain() + fmt::format(kCourse, kLeverStartMonth, kLeverRampMonths);
  }
  return fmt::format(kLeversPage, kLeverStartMonth, kLeverRampMonths) + table.markdown();
}

}  // namespace

const CommandEntry kLeversCommand{.name = "levers",
                                  .group = "Look",
                                  .summary = "what governments and institutions can decide",
                                  .examples = R"(  armistice levers economic
  armistice levers sanctions)",
                                  .offer = [](CLI::App& command) {
                                    return catalogue_action(command, "NAME-OR-GROUP", listed,
                                                            Markdown::kToo);
                                  }};

}  // namespace armistice
