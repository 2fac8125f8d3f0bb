#include <fmt/format.h>

#include <string>

#include "agents/interface/declarations.hpp"
#include "experiments/findings/listings.hpp"

namespace armistice {
namespace {

constexpr std::string_view kPage = R"(# Levers

What governments and institutions can decide, printed by `armistice levers --markdown`: the four
priorities of the Plan (`military`, `economic`, `eu`, `nato`), the American role, what follows a
stop, and the opposite course. An intensity is 0 to 1. Unless a scenario says otherwise, a lever
starts in month {} and takes {} months to reach its intensity. A lever that counts *at once* is 0 or
1.)";

std::string full_name(const LeverDeclaration& lever) {
  return fmt::format("levers.{}", lever.name);
}

const char* course_of(const LeverDeclaration& lever) {
  return lever.at_once ? "at once" : "gradual";
}
const char* mechanisms_of(const LeverDeclaration& lever) { return lever.core ? "core" : "full"; }

std::vector<LeverDeclaration> wanted(const Passes& passes) {
  std::vector<LeverDeclaration> levers;
  for (const LeverDeclaration& l : lever_declarations()) {
    if (passes({l.name, l.group, full_name(l)}, "")) levers.push_back(l);
  }
  return levers;
}

Table printed_levers(const std::vector<LeverDeclaration>& levers) {
  Table table{.columns = {label_column({"name"}), figure_column({"status", "quo"}),
                          label_column({"group"}), label_column({"course"}),
                          label_column({"mechanisms"}), label_column({"who must consent"}),
                          label_column({"what it moves"})}};
  for (const LeverDeclaration& l : levers) {
    table.rows.push_back({std::string(l.name), Number{l.base, Digits::exact()},
                          std::string(l.group), course_of(l), mechanisms_of(l),
                          std::string(l.consent), std::string(l.moves)});
  }
  return table;
}

Table levers_table(const std::vector<LeverDeclaration>& levers) {
  Table table{.columns = {column("name"), column("status_quo"), column("group"), column("course"),
                          column("mechanisms"), column("consent"), column("moves")}};
  for (const LeverDeclaration& l : levers) {
    table.rows.push_back({full_name(l), l.base, std::string(l.group), course_of(l),
                          mechanisms_of(l), std::string(l.consent), std::string(l.moves)});
  }
  return table;
}

}  // namespace

Report list_of_levers(const Passes& passes) {
  const std::vector<LeverDeclaration> levers = wanted(passes);
  Report report;
  report.of_trials = false;
  report.table(printed_levers(levers), 0, false);
  report.paragraph(
      say("course: a gradual lever goes from its status quo to what a scenario sets, from month {} "
          "on (start_month) over {} months (ramp_months); one that counts at once is 0 or 1, from "
          "the start",
          Number{kLeverStartMonth, Digits::exact()}, Number{kLeverRampMonths, Digits::exact()}),
      2, true);
  report.paragraph(say("mechanisms: a lever marked full has no effect with mechanisms = \"core\""),
                   2);
  report.tables = {levers_table(levers)};
  return report;
}

Report page_of_levers(const Passes& passes) {
  Report report;
  report.of_trials = false;
  report.paragraph(say(kPage, Number{kLeverStartMonth, Digits::exact()},
                       Number{kLeverRampMonths, Digits::exact()}));
  report.table(printed_levers(wanted(passes)));
  return report;
}

}  // namespace armistice
