// Which factors of a sweep an outcome depends on: Sobol' indices, elementary effects, regression.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>

#include "experiments/exhibits/exhibit.hpp"

namespace armistice {
namespace {

constexpr std::size_t kFactors = 8;  // of each outcome; indices.csv has them all

std::string factor_of(const ResultRow& row) { return factor_name(row["factor"]); }

/// Estimates of single factors: second-order indices have another one.
std::vector<ResultRow> estimates(const ResultTable& table) {
  std::vector<ResultRow> rows;
  for (const ResultRow& row : rows_of(table)) {
    if (!row["value"].empty() && row["other"].empty() && !row["factor"].empty()) {
      rows.push_back(row);
    }
  }
  return rows;
}

std::vector<ResultRow> with(const std::vector<ResultRow>& rows, std::string_view column,
                            const std::vector<std::string>& any_of) {
  std::vector<ResultRow> some;
  std::copy_if(rows.begin(), rows.end(), std::back_inserter(some), [&](const ResultRow& row) {
    return std::find(any_of.begin(), any_of.end(), row[column]) != any_of.end();
  });
  return some;
}

/// The rows outcome by outcome; in each those of the factors that lead in `ranking`, in its order.
std::vector<ResultRow> leading_rows(const std::vector<ResultRow>& rows,
                                    const std::vector<ResultRow>& ranking, std::size_t factors) {
  std::vector<ResultRow> leading;
  for (auto& [outcome, ranked] : grouped(ranking, "outcome")) {
    std::stable_sort(ranked.begin(), ranked.end(), [](const ResultRow& a, const ResultRow& b) {
      return std::abs(a.number("value")) > std::abs(b.number("value"));
    });
    const std::vector<ResultRow> of_outcome = with(rows, "outcome", {outcome});
    for (std::size_t i = 0; i < std::min(factors, ranked.size()); ++i) {
      const std::vector<ResultRow> more = with(of_outcome, "factor", {ranked[i]["factor"]});
      leading.insert(leading.end(), more.begin(), more.end());
    }
  }
  return leading;
}

std::vector<ColumnStyle> measure_columns(const Digits& digits) {
  return {made_column("panel", "outcome",
                      [](const ResultRow& row) { return words_of(row["outcome"]); }),
          made_column("label", "factor", factor_of),
          text_column("measure", "measure"),
          number_column("value", "value", digits),
          number_column("low", "95 % interval, from", digits),
          number_column("high", "to", digits),
          text_column("verdict", "verdict")};
}

/// The interval stands beside it only if there is one.
std::string with_interval(const ResultRow& row, const Digits& digits) {
  const std::string value = digits.plain(row.number("value"));
  return row["low"].empty()
             ? value
             : fmt::format("{} ({})", value, digits.range(row.number("low"), row.number("high")));
}

std::string title_of(const std::vector<ResultRow>& rows, std::string_view leading,
                     std::string_view what) {
  const ResultRow* most = nullptr;
  for (const ResultRow& row : rows) {
    if (row["measure"] != leading || row["verdict"] == "undefined") continue;
    if (most == nullptr || std::abs(row.number("value")) > std::abs(most->number("value"))) {
      most = &row;
    }
  }
  if (most == nullptr) return "No value is defined for any factor";
  const std::string verdict = (*most)["verdict"];
  const std::string caution =
      verdict == "converged" || verdict.empty() ? "" : fmt::format(" (marked as {})", verdict);
  return fmt::format("{} depends most on {}: {} {}{}", capitalised(words_of((*most)["outcome"])),
                     factor_of(*most), what, with_interval(*most, Digits::three()), caution);
}

std::string reading(std::string_view words) {
  return fmt::format(
      "{} Lines are 95 % intervals. The first {} factors of each outcome; "
      "indices.csv has all of them. The verdict says whether an interval is too "
      "wide, or whether chance alone could give the value.",
      words, kFactors);
}

/// An exhibit of `measures`, of the factors for which the first of them is largest.
std::vector<Exhibit> of_measures(const ResultFolder& result, const char* chart,
                                 const std::vector<std::string>& measures, std::string_view what,
                                 std::string_view words) {
  const ResultTable table = result.table("indices.csv");
  const std::vector<ResultRow> all = with(estimates(table), "measure", measures);
  const std::string& leading = measures.front();
  const std::vector<ResultRow> rows = leading_rows(all, with(all, "measure", {leading}), kFactors);
  if (rows.empty()) return {};
  return {{chart, title_of(rows, leading, what), reading(words),
           shown(rows, measure_columns(Digits::three()))}};
}

}  // namespace

std::vector<Exhibit> sobol_indices(const ResultFolder& result) {
  return of_measures(result, "sobol", {"total", "first_order"}, "total index",
                     "A first-order index is the part of the variance between points that a factor "
                     "explains alone; the total index adds its interactions.");
}

std::vector<Exhibit> elementary_effects(const ResultFolder& result) {
  return of_measures(result, "morris", {"mu_star", "sigma"}, "mean absolute effect",
                     "mu star is the mean absolute elementary effect of a factor (Morris); sigma "
                     "is the spread of its effects: large where the effect depends on other "
                     "factors.");
}

std::vector<Exhibit> regression_coefficients(const ResultFolder& result) {
  return of_measures(result, "tornado", {"src"}, "coefficient",
                     "A bar is a standardised regression coefficient: by how many standard "
                     "deviations the outcome moves when the factor moves by one of its own.");
}

std::vector<Exhibit> sobol_convergence(const ResultFolder& result) {
  const ResultTable table = result.table("convergence.csv");
  const std::vector<ResultRow> all = with(estimates(table), "measure", {"total"});
  const ResultRow* whole = largest(all, "base_samples");
  if (whole == nullptr) return {};
  constexpr std::size_t kLines = 4;
  const std::string& samples = (*whole)["base_samples"];
  const std::vector<ResultRow> rows =
      leading_rows(all, with(all, "base_samples", {samples}), kLines);
  std::vector<ColumnStyle> columns = measure_columns(Digits::three());
  columns.insert(columns.begin() + 2,
                 number_column("base_samples", "base samples", Digits::exact()));
  return {{"convergence",
           fmt::format("Total indices as the sample grows to {} base samples: read an index where "
                       "its line has become level",
                       samples),
           "Each line is the total index of a factor from the first eighth, quarter, half and all "
           "of the base samples. Bands are 95 % intervals.",
           shown(rows, columns)}};
}

}  // namespace armistice
