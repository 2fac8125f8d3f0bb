#include "experiments/output/analysis_files.hpp"

#include <fmt/format.h>

#include <cmath>
#include <utility>

#include "experiments/output/analysis_rows.hpp"
#include "experiments/output/csv.hpp"
#include "experiments/output/figures.hpp"
#include "experiments/output/version.hpp"

namespace armistice {
namespace {

using Json = nlohmann::ordered_json;

/// Calls f(outcome, "comes" or "fails", discovery) for each discovery.
template <class F>
void for_each_discovery(const Analysis& analysis, const F& f) {
  for (const OutcomeAnalysis& outcome : analysis.outcomes) {
    if (outcome.comes) f(outcome.outcome.name, "comes", *outcome.comes);
    if (outcome.fails) f(outcome.outcome.name, "fails", *outcome.fails);
  }
}

std::string left_out_words(const Factor& factor, const Limits& limits) {
  std::string words;
  for (const double level : limits.left_out) {
    words += (words.empty() ? "" : " ") + factor.words[static_cast<std::size_t>(level)];
  }
  return words;
}

/// An infinite side is no restriction, and an empty cell.
void side(Csv& csv, double x) { std::isfinite(x) ? csv.cell(x) : csv.empty(); }

Json number(double x) { return std::isfinite(x) ? Json(x) : Json(nullptr); }

Json box_data(const FoundBox& box, const Reproducibility& again, const Design& design) {
  Json data{{"coverage", number(box.among_all.coverage)},
            {"density", number(box.among_all.density)},
            {"support", number(box.among_all.support)},
            {"restrictions", Json::array()}};
  for (std::size_t f = 0; f < design.factors.size(); ++f) {
    const Limits& limits = box.box.limits[f];
    if (!limits.restricts()) continue;
    data["restrictions"].push_back({{"factor", design.factors[f].name},
                                    {"low", number(limits.low)},
                                    {"high", number(limits.high)},
                                    {"left_out", left_out_words(design.factors[f], limits)},
                                    {"quasi_p", number(box.quasi_p[f])},
                                    {"found_again_by_coverage", number(again.by_coverage[f])}});
  }
  return data;
}

}  // namespace

std::string restriction_text(const Factor& factor, const Limits& limits, bool exact) {
  const auto text = [exact](double x) { return exact ? fmt::format("{}", x) : three_digits(x); };
  if (!factor.words.empty()) {
    std::string words;
    for (std::size_t level = 0; level < factor.words.size(); ++level) {
      if (!limits.allows(static_cast<double>(level))) continue;
      words += (words.empty() ? "" : " or ") + factor.words[level];
    }
    return fmt::format("{} is {}", factor.name, words);
  }
  const bool from = std::isfinite(limits.low), to = std::isfinite(limits.high);
  if (from && to) {
    return fmt::format("{} from {} to {}", factor.name, text(limits.low), text(limits.high));
  }
  return from ? fmt::format("{} above {}", factor.name, text(limits.low))
              : fmt::format("{} below {}", factor.name, text(limits.high));
}

std::string indices_csv(const Analysis& analysis) {
  Csv csv;
  csv.header("outcome,measure,factor,other,value,low,high,verdict");
  for (const OutcomeAnalysis& outcome : analysis.outcomes) {
    for (const IndexRow& row : index_rows(outcome, analysis.sweep)) {
      csv.cell(outcome.outcome.name).cell(row.measure).cell(row.factor).cell(row.other);
      csv.cell(row.estimate.value).cell(row.estimate.low).cell(row.estimate.high);
      csv.cell(row.verdict).end_row();
    }
  }
  return csv.take();
}

std::string convergence_csv(const Analysis& analysis) {
  Csv csv;
  csv.header("outcome,base_samples,measure,factor,other,value,low,high,verdict");
  for (const OutcomeAnalysis& outcome : analysis.outcomes) {
    for (const SobolPrefix& prefix : outcome.sobol) {
      for (const IndexRow& row : sobol_rows(prefix.indices, analysis.sweep)) {
        csv.cell(outcome.outcome.name).cell(prefix.base_samples).cell(row.measure);
        csv.cell(row.factor).cell(row.other).cell(row.estimate.value).cell(row.estimate.low);
        csv.cell(row.estimate.high).cell(row.verdict).end_row();
      }
    }
  }
  return csv.take();
}

std::string boxes_csv(const Analysis& analysis) {
  Csv csv;
  csv.header(
      "outcome,interest,box,factor,low,high,left_out,quasi_p,found_again_by_coverage,"
      "found_again_by_density,coverage,density,support,density_held_out,coverage_so_far");
  const Design& design = analysis.sweep.design;
  for_each_discovery(analysis, [&](const std::string& outcome, const char* interest,
                                   const Discovery& found) {
    for (std::size_t b = 0; b < found.boxes.size(); ++b) {
      const FoundBox& box = found.boxes[b];
      for (std::size_t f = 0; f < design.factors.size(); ++f) {
        const Limits& limits = box.box.limits[f];
        if (!limits.restricts()) continue;
        csv.cell(outcome).cell(interest).cell(b + 1).cell(design.factors[f].name);
        side(csv, limits.low);
        side(csv, limits.high);
        csv.cell(left_out_words(design.factors[f], limits)).cell(box.quasi_p[f]);
        csv.cell(found.again[b].by_coverage[f]).cell(found.again[b].by_density[f]);
        csv.cell(box.among_all.coverage).cell(box.among_all.density).cell(box.among_all.support);
        csv.cell(found.again[b].density_held_out).cell(box.all_so_far.coverage).end_row();
      }
    }
  });
  return csv.take();
}

std::string peeling_csv(const Analysis& analysis) {
  Csv csv;
  csv.header("outcome,interest,box,step,chosen,restricted,coverage,density,support,points");
  for_each_discovery(
      analysis, [&](const std::string& outcome, const char* interest, const Discovery& found) {
        for (std::size_t b = 0; b < found.boxes.size(); ++b) {
          const FoundBox& box = found.boxes[b];
          for (std::size_t step = 0; step < box.trajectory.size(); ++step) {
            const BoxStatistics& s = box.trajectory[step].statistics;
            csv.cell(outcome).cell(interest).cell(b + 1).cell(step).cell(step == box.step ? 1 : 0);
            csv.cell(box.trajectory[step].box.restricted()).cell(s.coverage).cell(s.density);
            csv.cell(s.support).cell(s.points).end_row();
          }
        }
      });
  return csv.take();
}

std::string tree_csv(const Analysis& analysis) {
  Csv csv;
  csv.header("outcome,leaf,points,share,coverage,rule");
  const Design& design = analysis.sweep.design;
  for (const OutcomeAnalysis& outcome : analysis.outcomes) {
    if (!outcome.tree) continue;
    const Tree& tree = outcome.tree->tree;
    int leaf = 0;
    for (const std::size_t node : tree.leaves()) {
      const Box box = tree.rule(node);
      std::string rule;
      for (std::size_t f = 0; f < design.factors.size(); ++f) {
        if (!box.limits[f].restricts()) continue;
        rule +=
            (rule.empty() ? "" : "; ") + restriction_text(design.factors[f], box.limits[f], true);
      }
      const TreeNode& n = tree.nodes[node];
      csv.cell(outcome.outcome.name).cell(++leaf).cell(n.points).cell(n.share).cell(n.coverage);
      csv.cell(rule).end_row();
    }
  }
  return csv.take();
}

Json analysis_data(const Analysis& analysis) {
  Json data{{"version", kVersion},
            {"program", source_digest()},
            {"command", "analyse"},
            {"sweep",
             {{"scenario", analysis.sweep.scenario},
              {"digest", analysis.sweep.scenario_digest},
              {"program", analysis.sweep.program},
              {"design", name_of(analysis.sweep.design.kind)},
              {"points", analysis.sweep.size()},
              {"replicates", analysis.sweep.replicates}}},
            {"seed", analysis.plan.seed},
            {"bootstrap_replicates", analysis.plan.bootstrap.replicates},
            {"outcomes", Json::array()}};
  for (const OutcomeAnalysis& outcome : analysis.outcomes) {
    Json entry{{"outcome", outcome.outcome.name},
               {"kind", outcome.outcome.share ? "share" : "mean"},
               {"mean", number(outcome.mean)},
               {"measures", Json::array()}};
    for (const IndexRow& row : index_rows(outcome, analysis.sweep)) {
      entry["measures"].push_back({{"measure", row.measure},
                                   {"factor", row.factor},
                                   {"other", row.other},
                                   {"value", number(row.estimate.value)},
                                   {"low", number(row.estimate.low)},
                                   {"high", number(row.estimate.high)},
                                   {"verdict", row.verdict}});
    }
    for (const auto& [interest, found] :
         {std::pair{"comes", &outcome.comes}, std::pair{"fails", &outcome.fails}}) {
      if (!*found) continue;
      entry["boxes"][interest] = Json::array();
      for (std::size_t b = 0; b < (*found)->boxes.size(); ++b) {
        entry["boxes"][interest].push_back(
            box_data((*found)->boxes[b], (*found)->again[b], analysis.sweep.design));
      }
    }
    data["outcomes"].push_back(std::move(entry));
  }
  return data;
}

std::string analysis_manifest_json(const Analysis& analysis, const Environment& environment) {
  Json manifest = analysis_data(analysis);
  manifest["outcomes"] = Json::array();
  for (const OutcomeAnalysis& outcome : analysis.outcomes) {
    manifest["outcomes"].push_back(outcome.outcome.name);
  }
  manifest["status"] = "complete";
  manifest["csv"] = csv_data(environment.csv);
  manifest["environment"] = {{"command_line", environment.command_line},
                             {"sweep", analysis.sweep.folder.string()},
                             {"started", environment.started},
                             {"finished", environment.finished}};
  return json_text(manifest);
}

}  // namespace armistice
