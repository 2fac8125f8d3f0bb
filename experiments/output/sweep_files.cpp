#include "experiments/output/sweep_files.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "experiments/comparison/compared_names.hpp"
#include "experiments/designs/design_data.hpp"
#include "experiments/designs/replicate_groups.hpp"
#include "experiments/report/csv.hpp"

namespace armistice {
namespace {

using Json = nlohmann::ordered_json;

bool is_share(const Compared& outcome) { return std::holds_alternative<Share>(outcome); }

// A cause may be a message of several lines; a row is one.
std::string one_line(std::string text) {
  std::replace(text.begin(), text.end(), '\n', ' ');
  return text;
}

/// Cells of replicates.csv for a point, in the order of its columns.
void replicate_cells(const SweepPlan& plan, const SweepBlock& block, std::size_t row, bool failed,
                     Csv& csv) {
  const std::size_t shares =
      static_cast<std::size_t>(std::count_if(plan.outcomes.begin(), plan.outcomes.end(), is_share));
  const std::size_t means = plan.outcomes.size() - shares;
  const auto digits = static_cast<std::size_t>(plan.replicates + 3) / 4;
  const auto groups = static_cast<std::size_t>(replicate_groups(plan.replicates));
  std::size_t hits = row * shares * digits, mean = row * means;
  std::string mask;
  for (const Compared& outcome : plan.outcomes) {
    if (is_share(outcome)) {
      mask = failed ? "" : "x";
      for (std::size_t d = 0; d < digits && !failed; ++d) {
        mask += "0123456789abcdef"[block.hits[hits + d]];
      }
      csv.cell(mask);
      hits += digits;
    } else {
      for (std::size_t g = 0; g < groups; ++g) {
        csv.cell(static_cast<float>(block.groups[mean * groups + g]));
      }
      csv.cell(block.variances[mean++]);
    }
  }
}

}  // namespace

const std::vector<std::string>& sweep_file_names() {
  static const std::vector<std::string> names{"points.csv", "results.csv", "replicates.csv",
                                              "failures.csv"};
  return names;
}

std::string sweep_column(const Compared& outcome, const Cast* cast) {
  const ComparedName name = name_of(outcome, cast);
  const bool whole = name.detail == "all" || name.detail == "mean";
  return whole ? std::string(name.quantity) : fmt::format("{}.{}", name.quantity, name.detail);
}

std::vector<std::string> sweep_headers(const SweepPlan& plan) {
  std::string points = "point", results = "point,trials", replicates = "point";
  for (const Factor& factor : plan.design.factors) points += "," + factor.name;
  for (const Compared& outcome : plan.outcomes) {
    const std::string column = "," + sweep_column(outcome, &plan.scenario.cast);
    results += column;
    if (is_share(outcome)) {
      replicates += column + ".replicates";
      continue;
    }
    for (int g = 1; g <= replicate_groups(plan.replicates); ++g) {
      replicates += fmt::format("{}.group_{}", column, g);
    }
    replicates += column + ".variance";
  }
  return {points + "\n", results + "\n", replicates + "\n", "point,cause,replay\n"};
}

std::vector<std::string> sweep_rows(const SweepPlan& plan, const SweepBlock& block) {
  Csv points, results, replicates, failures;
  const std::size_t factors = plan.design.factors.size(), outcomes = plan.outcomes.size();
  std::size_t failed = 0;
  for (int i = 0; i < block.points; ++i) {
    const auto row = static_cast<std::size_t>(i);
    const std::int64_t point = block.first_point + i;
    points.cell(point);
    for (std::size_t f = 0; f < factors; ++f) {
      const Factor& factor = plan.design.factors[f];
      const double value = block.values[row * factors + f];
      factor.words.empty() ? points.cell(value) : points.cell(value_text(factor, value));
    }
    points.end_row();
    const bool here = failed < block.failures.size() && block.failures[failed].point == point;
    results.cell(point).cell(here ? 0 : plan.replicates);
    for (std::size_t o = 0; o < outcomes; ++o) results.cell(block.means[row * outcomes + o]);
    results.end_row();
    if (plan.replicates > 1) {
      replicates.cell(point);
      replicate_cells(plan, block, row, here, replicates);
      replicates.end_row();
    }
    if (!here) continue;
    const FailedPoint& failure = block.failures[failed++];
    failures.cell(failure.point).cell(one_line(failure.cause)).cell(failure.replay).end_row();
  }
  return {points.take(), results.take(), replicates.take(), failures.take()};
}

Json sweep_design_data(const SweepPlan& plan) {
  Json data = design_data(plan.design);
  data["points"] = points_of(plan);
  data["replicates"] = plan.replicates;
  data["chance"] = plan.independent ? "independent" : "common";
  data["others"] = plan.hold_others ? "held" : "drawn";
  data["outcomes"] = Json::array();
  for (const Compared& outcome : plan.outcomes) {
    data["outcomes"].push_back({{"name", sweep_column(outcome, &plan.scenario.cast)},
                                {"kind", is_share(outcome) ? "share" : "mean"}});
  }
  return data;
}

}  // namespace armistice
