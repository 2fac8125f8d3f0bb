// What it would be worth to know a parameter before choosing.
#include <fmt/format.h>

#include <algorithm>

#include "experiments/exhibits/exhibit.hpp"
#include "experiments/exhibits/objective.hpp"
#include "experiments/input/counted.hpp"

namespace armistice {

std::vector<Exhibit> worth_of_knowing(const ResultFolder& result) {
  const ResultTable table = result.table("information.csv");
  const ToldObjective objective = objective_of(result);
  // A worth is a difference of shares: in points.
  const Digits digits = objective.share() ? Digits::points() : Digits::three();
  std::vector<ResultRow> rows;
  std::int64_t parameters = 0, beyond = 0;
  const ResultRow* most = nullptr;
  const std::vector<ResultRow> all = rows_of(table);
  for (const ResultRow& row : all) {
    const bool whole = row["parameter"] == "all";
    if (!whole) ++parameters;
    if (!whole && row["beyond_noise"] == "1") {
      ++beyond;
      if (most == nullptr || row.number("evppi") > most->number("evppi")) most = &row;
    }
    if (whole || row.number("evppi") > 0) rows.push_back(row);
  }
  const auto whole = std::find_if(rows.begin(), rows.end(),
                                  [](const ResultRow& row) { return row["parameter"] == "all"; });
  if (whole == rows.end()) return {};
  const std::string of_all = digits.with_unit(whole->number("evppi"));
  std::rotate(rows.begin(), whole, whole + 1);
  const std::string title =
      most == nullptr
          ? fmt::format(
                "Knowing everything before choosing is worth {} of {}; none of {} is worth "
                "knowing alone",
                of_all, objective.words(), counted(parameters, "parameter"))
          : fmt::format("{} is the parameter most worth knowing: {} of {}, of {} for everything",
                        factor_name((*most)["parameter"]), digits.with_unit(most->number("evppi")),
                        objective.words(), of_all);
  return {
      {"worth", title,
       fmt::format(
           "Each bar is what the choice between {} would gain, as a mean, if the parameter were "
           "known before it. The line is the sampling error (95 %). The first bar is all "
           "parameters "
           "together: none can be worth more. {} of {} would change the choice beyond noise. The "
           "chart has the first twelve bars; the table leaves out what is worth nothing.",
           counted(std::ssize(result.scenarios()), "scenario"), beyond,
           counted(parameters, "parameter")),
       shown(rows, {made_column("label", "parameter",
                                [](const ResultRow& row) {
                                  return row["parameter"] == "all" ? "all parameters"
                                                                   : factor_name(row["parameter"]);
                                }),
                    number_column("evppi", objective.share() ? "worth, points" : "worth", digits),
                    number_column("sampling_low", "sampling error, from", digits),
                    number_column("sampling_high", "to", digits),
                    number_column("share_of_evpi", "share of all, %", Digits::fixed_percent(0)),
                    made_column("beyond", "beyond noise",
                                [](const ResultRow& row) -> std::string {
                                  const std::string& flag = row["beyond_noise"];
                                  return flag.empty() ? "" : flag == "1" ? "yes" : "no";
                                }),
                    text_column("choice_if_low", "choice if it is low"),
                    text_column("choice_if_high", "choice if it is high")})}};
}

}  // namespace armistice
