// Which factors of a sweep an outcome depends on: Sobol' indices, elementary effects, regression.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "experiments/exhibits/exhibit.hpp"

namespace armistice {
namespace {

constexpr std::size_t kFactors = 8;  // of each outcome; indices.csv has them all

/// "front.dead_zone" of "parameters.front.dead_zone".
std::string factor_words(const ResultRow& row) {
  const std::string& factor = row["factor"];
  const std::string_view start = "parameters.";
  return words_of(factor.starts_with(start) ? factor.substr(start.size()) : factor);
}

bool is_defined(const ResultRow& row) { return !row["value"].empty() && row["other"].empty(); }

/// Rows of the `measures`, outcome by outcome; in each the factors with the largest `leading`
/// measure, the largest first.
std::vector<ResultRow> leading_rows(const ResultTable& table, std::string_view leading,
                                    const std::vector<std::string>& measures,
                                    std::size_t factors = kFactors) {
  std::vector<std::string> outcomes;
  std::map<std::string, std::vector<ResultRow>> ranked;
  const std::vector<ResultRow> all = rows_of(table);
  for (const ResultRow& row : all) {
    if (row["measure"] != leading || !is_defined(row) || row["factor"].empty()) continue;
    if (!ranked.contains(row["outcome"])) outcomes.push_back(row["outcome"]);
    ranked[row["outcome"]].push_back(row);
  }
  std::vector<ResultRow> rows;
  for (const std::string& outcome : outcomes) {
    std::vector<ResultRow>& of = ranked[outcome];
    std::stable_sort(of.begin(), of.end(), [](const ResultRow& a, const ResultRow& b) {
      return std::abs(a.number("value")) > std::abs(b.number("value"));
    });
    if (of.size() > factors) of.erase(of.begin() + static_cast<std::ptrdiff_t>(factors), of.end());
    for (const ResultRow& first : of) {
      for (const ResultRow& row : all) {
        if (row["outcome"] != outcome || row["factor"] != first["factor"] || !is_defined(row)) {
          continue;
        }
        if (std::find(measures.begin(), measures.end(), row["measure"]) != measures.end()) {
          rows.push_back(row);
        }
      }
    }
  }
  return rows;
}

std::vector<ColumnStyle> measure_columns(const Digits& digits) {
  return {made_column("panel", "outcome",
                      [](const ResultRow& row) { return words_of(row["outcome"]); }),
          made_column("label", "factor", factor_words),
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
    if (row["measure"] != leading) continue;
    if (most == nullptr || std::abs(row.number("value")) > std::abs(most->number("value"))) {
      most = &row;
    }
  }
  if (most == nullptr) return "";
  const std::string verdict = (*most)["verdict"];
  const std::string caution =
      verdict == "converged" || verdict.empty() ? "" : fmt::format(" (marked as {})", verdict);
  return fmt::format("{} depends most on {}: {} {}{}", words_of((*most)["outcome"]),
                     factor_words(*most), what, with_interval(*most, Digits::three()), caution);
}

std::string reading(std::string_view words) {
  return fmt::format(
      "{} Lines are 95 % intervals. The first {} factors of each outcome; "
      "indices.csv has all of them. The verdict says whether an interval is too "
      "wide, or whether chance alone could give the value.",
      words, kFactors);
}

}  // namespace

std::vector<Exhibit> sobol_indices(const ResultFolder& result) {
  const ResultTable table = result.table("indices.csv");
  const std::vector<ResultRow> rows = leading_rows(table, "total", {"first_order", "total"});
  return {{"sobol", title_of(rows, "total", "total index"),
           reading("A first-order index is the part of the variance between points that a factor "
                   "explains alone; the total index adds its interactions."),
           shown(rows, measure_columns(Digits::three()))}};
}

std::vector<Exhibit> sobol_convergence(const ResultFolder& result) {
  const ResultTable table = result.table("convergence.csv");
  constexpr std::size_t kLines = 4;
  const std::vector<ResultRow> rows = leading_rows(table, "total", {"total"}, 4 * kLines);
  if (rows.empty()) return {};
  // leading_rows() ranks rows of all sizes of the sample: a factor comes once for each.
  std::vector<ResultRow> once;
  std::map<std::string, std::vector<std::string>> factors;
  const auto known = [&](const ResultRow& row) {
    std::vector<std::string>& of = factors[row["outcome"]];
    if (std::find(of.begin(), of.end(), row["factor"]) != of.end()) return true;
    if (of.size() == kLines) return false;
    of.push_back(row["factor"]);
    return true;
  };
  const auto same = [](const ResultRow& a) {
    return [&a](const ResultRow& b) { return a.cells == b.cells; };
  };
  for (const ResultRow& row : rows) {
    if (known(row) && std::none_of(once.begin(), once.end(), same(row))) once.push_back(row);
  }
  const std::string& last = once.back()["base_samples"];
  std::vector<ColumnStyle> columns = measure_columns(Digits::three());
  columns.insert(columns.begin() + 2,
                 number_column("base_samples", "base samples", Digits::exact()));
  return {{"convergence",
           fmt::format("Total indices as the sample grows to {} base samples: read an index where "
                       "its line has become level",
                       last),
           "Each line is the total index of a factor from the first eighth, quarter, half and all "
           "of the base samples. Bands are 95 % intervals.",
           shown(once, columns)}};
}

std::vector<Exhibit> elementary_effects(const ResultFolder& result) {
  const ResultTable table = result.table("indices.csv");
  const std::vector<ResultRow> rows = leading_rows(table, "mu_star", {"mu_star", "sigma"});
  return {{"morris", title_of(rows, "mu_star", "mean absolute effect"),
           reading("mu star is the mean absolute elementary effect of a factor (Morris); sigma is "
                   "the spread of its effects: large where the effect depends on other factors."),
           shown(rows, measure_columns(Digits::three()))}};
}

std::vector<Exhibit> regression_coefficients(const ResultFolder& result) {
  const ResultTable table = result.table("indices.csv");
  const std::vector<ResultRow> rows = leading_rows(table, "src", {"src"});
  return {{"tornado", title_of(rows, "src", "coefficient"),
           reading("A bar is a standardised regression coefficient: by how many standard "
                   "deviations the outcome moves when the factor moves by one of its own."),
           shown(rows, measure_columns(Digits::three()))}};
}

}  // namespace armistice
