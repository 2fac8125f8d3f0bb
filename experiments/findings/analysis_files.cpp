#include "experiments/findings/analysis_files.hpp"

#include <fmt/format.h>

#include <cmath>
#include <string_view>

#include "experiments/findings/analysis_rows.hpp"
#include "experiments/findings/figures.hpp"
#include "experiments/report/csv.hpp"

namespace armistice {
namespace {

/// Calls f(outcome, "comes" or "fails", discovery) for each discovery.
template <class F>
void for_each_discovery(const Analysis& analysis, const F& f) {
  for (const OutcomeAnalysis& outcome : analysis.outcomes) {
    if (outcome.comes) f(outcome.outcome, word_of(Interest::kComes), *outcome.comes);
    if (outcome.fails) f(outcome.outcome, word_of(Interest::kFails), *outcome.fails);
  }
}

/// An infinite side is no restriction, and an empty cell.
void side(Csv& csv, double x) { std::isfinite(x) ? csv.cell(x) : csv.empty(); }

/// The threshold of an outcome's cases; empty: shares count as they are.
void threshold(Csv& csv, const SweptOutcome& outcome) {
  outcome.threshold ? csv.cell(*outcome.threshold) : csv.empty();
}

}  // namespace

std::string left_out_words(const Factor& factor, const Limits& limits) {
  std::string words;
  for (const double level : limits.left_out) {
    words += (words.empty() ? "" : " ") + factor.words[static_cast<std::size_t>(level)];
  }
  return words;
}

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
  csv.header("outcome,measure,factor,other,value,low,high,verdict,replicate_noise");
  for (const OutcomeAnalysis& outcome : analysis.outcomes) {
    for (const IndexRow& row : index_rows(outcome, analysis.sweep)) {
      csv.cell(outcome.outcome.name).cell(row.measure).cell(row.factor).cell(row.other);
      csv.cell(row.estimate.value).cell(row.estimate.low).cell(row.estimate.high);
      csv.cell(row.verdict).cell(row.replicate_noise).end_row();
    }
  }
  return csv.take();
}

std::string convergence_csv(const Analysis& analysis) {
  Csv csv;
  csv.header("outcome,base_samples,measure,factor,other,value,low,high,verdict,replicate_noise");
  for (const OutcomeAnalysis& outcome : analysis.outcomes) {
    for (const SobolPrefix& prefix : outcome.sobol) {
      for (const IndexRow& row : sobol_rows(prefix.indices, analysis.sweep)) {
        csv.cell(outcome.outcome.name).cell(prefix.base_samples).cell(row.measure);
        csv.cell(row.factor).cell(row.other).cell(row.estimate.value).cell(row.estimate.low);
        csv.cell(row.estimate.high).cell(outcome.constant ? "constant" : row.verdict);
        csv.cell(row.replicate_noise).end_row();
      }
    }
  }
  return csv.take();
}

std::string boxes_csv(const Analysis& analysis) {
  Csv csv;
  csv.header(
      "outcome,interest,box,factor,low,high,left_out,quasi_p,found_again_by_coverage,"
      "found_again_by_density,coverage,density,support,density_held_out,coverage_so_far,"
      "threshold");
  const Design& design = analysis.sweep.design;
  for_each_discovery(analysis, [&](const SweptOutcome& outcome, std::string_view interest,
                                   const Discovery& found) {
    for (std::size_t b = 0; b < found.boxes.size(); ++b) {
      const FoundBox& box = found.boxes[b];
      for (std::size_t f = 0; f < design.factors.size(); ++f) {
        const Limits& limits = box.box.limits[f];
        if (!limits.restricts()) continue;
        csv.cell(outcome.name).cell(interest).cell(b + 1).cell(design.factors[f].name);
        side(csv, limits.low);
        side(csv, limits.high);
        csv.cell(left_out_words(design.factors[f], limits)).cell(box.quasi_p[f]);
        csv.cell(found.again[b].by_coverage[f]).cell(found.again[b].by_density[f]);
        csv.cell(box.among_all.coverage).cell(box.among_all.density).cell(box.among_all.support);
        csv.cell(found.again[b].density_held_out).cell(box.all_so_far.coverage);
        threshold(csv, outcome);
        csv.end_row();
      }
    }
  });
  return csv.take();
}

std::string peeling_csv(const Analysis& analysis) {
  Csv csv;
  csv.header(
      "outcome,interest,box,step,chosen,restricted,coverage,density,support,points,threshold");
  for_each_discovery(analysis, [&](const SweptOutcome& outcome, std::string_view interest,
                                   const Discovery& found) {
    for (std::size_t b = 0; b < found.boxes.size(); ++b) {
      const FoundBox& box = found.boxes[b];
      for (std::size_t step = 0; step < box.trajectory.size(); ++step) {
        const BoxStatistics& s = box.trajectory[step].statistics;
        csv.cell(outcome.name).cell(interest).cell(b + 1).cell(step);
        csv.cell(step == box.step ? 1 : 0);
        csv.cell(box.trajectory[step].box.restricted()).cell(s.coverage).cell(s.density);
        csv.cell(s.support).cell(s.points);
        threshold(csv, outcome);
        csv.end_row();
      }
    }
  });
  return csv.take();
}

std::string tree_csv(const Analysis& analysis) {
  Csv csv;
  csv.header("outcome,leaf,points,share,coverage,rule,threshold");
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
      csv.cell(rule);
      threshold(csv, outcome.outcome);
      csv.end_row();
    }
  }
  return csv.take();
}

std::string tables_csv(const Analysis& analysis) {
  Csv csv;
  csv.header("outcome,table,of,used,left_out,why_not");
  for (const OutcomeAnalysis& outcome : analysis.outcomes) {
    for (const TableNote& note : outcome.tables) {
      csv.cell(outcome.outcome.name).cell(note.name).cell(note.of).cell(note.used);
      csv.cell(note.left_out).cell(note.why_not).end_row();
    }
  }
  return csv.take();
}

}  // namespace armistice
