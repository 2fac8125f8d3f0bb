// How quantities go from month to month, as fans: the line of contact, and what the war costs in
// lives.
#include <fmt/format.h>

#include <algorithm>

#include "agents/interface/declarations.hpp"
#include "agents/interface/kernel.hpp"
#include "experiments/exhibits/exhibit.hpp"

namespace armistice {
namespace {

struct Fan {
  Quantity quantity;
  const char* noun;  // for the title
};
constexpr Fan kFans[] = {
    {Quantity::occupied_share_pct, "Territory under Russian control, %"},
    {Quantity::russian_casualties_thousand, "Russian casualties, thousand a month"},
    {Quantity::ukrainian_casualties_thousand, "Ukrainian casualties, thousand a month"}};

}  // namespace

std::vector<Exhibit> fans(const ResultFolder& result) {
  const ResultTable table = result.table("timeline.csv");
  const std::vector<ResultRow> all = rows_of(table);
  std::vector<Exhibit> exhibits;
  for (const auto& [quantity, noun] : kFans) {
    const std::string name(quantity_declarations()[static_cast<std::size_t>(quantity)].name);
    std::vector<ResultRow> rows;
    double largest_value = 0;
    for (const ResultRow& row : all) {
      if (row["quantity"] != name) continue;
      rows.push_back(row);
      largest_value = std::max(largest_value, row.number("p95"));
    }
    if (rows.empty()) continue;
    const Digits digits = Digits::of_mean(largest_value);
    std::string title = fmt::format("{}: ", noun);
    for (const auto& [scenario, months] :
         grouped(rows, [&](const ResultRow& row) { return result.scenario_of(row); })) {
      const ResultRow& last = months.back();
      title +=
          fmt::format("{}median {} in {} ({} in nine of ten trials) under {}",
                      title.ends_with(": ") ? "" : "; ", digits.plain(last.number("p50")),
                      last["date"], digits.range(last.number("p05"), last.number("p95")), scenario);
    }
    exhibits.push_back(
        {"fan", title,
         "The line is the median over trials. Half of the trials lie in the dark band, nine of ten "
         "in the light one. A fan shows trials with all of their chance and all that we do not "
         "know together.",
         shown(rows,
               {scenario_column(result), text_column("date", "end of"),
                number_column("p05", "5 %", digits), number_column("p25", "25 %", digits),
                number_column("p50", "median", digits), number_column("p75", "75 %", digits),
                number_column("p95", "95 %", digits), number_column("mean", "mean", digits)})});
  }
  return exhibits;
}

}  // namespace armistice
