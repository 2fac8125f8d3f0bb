#include "experiments/findings/timeline.hpp"

#include <fmt/format.h>

#include <string>
#include <vector>

#include "agents/interface/declarations.hpp"
#include "experiments/findings/estimate.hpp"
#include "experiments/observation/measured_month.hpp"

namespace armistice {
namespace {

std::string name_of(Quantity q) {
  return std::string(quantity_declarations()[static_cast<std::size_t>(q)].name);
}

std::string observed_name(const SeriesDeclaration& series) {
  return fmt::format("observed_{}", series.name);
}

const std::vector<double> kQuantiles = {.05, .25, .50, .75, .95};

/// Shares of trials by how the fighting had first stopped.
struct SoFar {
  const char* name;
  Outcome outcome;
};
constexpr SoFar kSoFar[] = {{"share_negotiated_peace", Outcome::kNegotiatedPeace},
                            {"share_de_facto_ceasefire", Outcome::kDeFactoCeasefire},
                            {"share_defeat", Outcome::kDefeat},
                            {"share_continued_war", Outcome::kContinuedWar}};

/// The rows of one month.
struct Month {
  Table& table;
  const Tally& tally;
  int month;
  std::string date;

  /// Quantiles of a share of trials say nothing.
  void add_share(std::string name, double share) const {
    Row row{Whole{month}, date, std::move(name), share};
    row.resize(table.columns.size());
    table.rows.push_back(std::move(row));
  }
  /// What a reader would measure, its error included.
  void add(const SeriesDeclaration& series, const MeasuredMonths& measured) const {
    Row row{Whole{month}, date, observed_name(series), measured.mean(month - 1)};
    for (const double x : measured.quantiles(month - 1, kQuantiles)) row.emplace_back(x);
    table.rows.push_back(std::move(row));
  }
  void add(Quantity q) const {
    Row row{Whole{month}, date, name_of(q), tally.timeline_mean(month - 1, q)};
    for (const double p : kQuantiles) {
      row.emplace_back(tally.timeline_quantile(month - 1, q, p));
    }
    table.rows.push_back(std::move(row));
  }
};

}  // namespace

Table timeline_table(const Scenario& scenario, const Ensemble& ensemble) {
  const Tally& tally = ensemble.tally;
  Table table{
      .name = "timeline",
      .columns = {column("month"), column("date"), column("quantity"), column("mean"),
                  column("p05"), column("p25"), column("p50"), column("p75"), column("p95")}};
  std::vector<MeasuredMonths> measured;
  for (const SeriesDeclaration& series : series_declarations()) {
    if (series.kind != SeriesKind::kState) measured.emplace_back(series, tally);
  }
  for (int month = 1; month <= tally.horizon_months; ++month) {  // values are at its end
    const Month at{table, tally, month, to_string(add_months(scenario.start, month - 1))};
    for (const SoFar& share : kSoFar) {
      if (!is_reported(share_of(share.outcome), labels_of(scenario))) continue;
      at.add_share(share.name, share_by(tally, share.outcome, month));
    }
    at.add_share(name_of(Quantity::share_fighting),
                 tally.timeline_mean(month - 1, Quantity::share_fighting));
    at.add_share("share_relapsed",
                 static_cast<double>(tally.relapses_by(month)) / static_cast<double>(tally.trials));
    for (int q = 0; q < kQuantities; ++q) {
      const auto quantity = static_cast<Quantity>(q);
      if (quantity != Quantity::share_fighting) at.add(quantity);
    }
    auto next = measured.begin();
    for (const SeriesDeclaration& series : series_declarations()) {
      if (series.kind == SeriesKind::kState) {
        at.add_share(observed_name(series), 1 - tally.timeline_mean(month - 1, series.quantity));
      } else {
        at.add(series, *next++);
      }
    }
  }
  return table;
}

}  // namespace armistice
