#include "experiments/findings/boxes.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "experiments/report/printed.hpp"
#include "experiments/report/report_data.hpp"

namespace armistice {
namespace {

using Json = nlohmann::ordered_json;

constexpr double kTellingQuasiP = 0.05;  // of a restriction that is worth a line
constexpr double kSmallestQuasiP = 0.001;
constexpr std::size_t kBoxesShown = 2;

constexpr Interest kInterests[] = {Interest::kComes, Interest::kFails};

const std::optional<Discovery>& discovery(const OutcomeAnalysis& outcome, Interest interest) {
  return interest == Interest::kComes ? outcome.comes : outcome.fails;
}

/// The words that a restriction leaves out, with blanks between them.
std::string words_left_out(const Factor& factor, const Limits& limits) {
  std::string words;
  for (const double level : limits.left_out) {
    words += (words.empty() ? "" : " ") + factor.words[static_cast<std::size_t>(level)];
  }
  return words;
}

std::string words_allowed(const Factor& factor, const Limits& limits) {
  std::string words;
  for (std::size_t level = 0; level < factor.words.size(); ++level) {
    if (!limits.allows(static_cast<double>(level))) continue;
    words += (words.empty() ? "" : " or ") + factor.words[level];
  }
  return words;
}

/// "parameters.front.dead_zone from 0.31 to 0.4", "rule is quantal": a restriction in words.
Text restriction(const Factor& factor, const Limits& limits, const Digits& digits) {
  if (!factor.words.empty()) return say("{} is {}", factor.name, words_allowed(factor, limits));
  const Number low{limits.low, digits}, high{limits.high, digits};
  const bool from = std::isfinite(limits.low), to = std::isfinite(limits.high);
  if (from && to) return say("{} from {} to {}", factor.name, low, high);
  return from ? say("{} above {}", factor.name, low) : say("{} below {}", factor.name, high);
}

/// What an outcome's boxes are of: trials, or with a threshold points.
struct Wording {
  const char *all, *such;

  explicit Wording(const SweptOutcome& outcome)
      : all(outcome.threshold ? "all points" : "all trials"),
        such(outcome.threshold ? "all such points" : "all such trials") {}
};

Text quasi_p_words(double p) {
  return p < kSmallestQuasiP ? say("< {}", Number{kSmallestQuasiP, Digits::exact()})
                             : say("{}", Number{p, Digits::fixed(3)});
}

void add_box(Report& report, const FoundBox& box, const Reproducibility& again, std::size_t number,
             const Wording& words, const Design& design) {
  const BoxStatistics& s = box.among_all;
  report.item(
      say("box {}: {} in it (density; held out {}), with {} of {} (coverage) in {} of the "
          "points, where",
          number, percent(s.density, 1), Number{again.density_held_out, Digits::fixed_percent(1)},
          percent(s.coverage, 0), words.such, percent(s.support, 0)));
  constexpr int kIndent = 4;
  Table told{.columns = {label_column({"", ""}), figure_column({"", "quasi-p"}),
                         figure_column({"found again in", "half-samples"})}};
  std::size_t by_chance = 0;
  for (std::size_t f = 0; f < box.box.limits.size(); ++f) {
    if (!box.box.limits[f].restricts()) continue;
    if (!(box.quasi_p[f] < kTellingQuasiP)) {
      ++by_chance;
      continue;
    }
    told.rows.push_back(
        {printed(restriction(design.factors[f], box.box.limits[f], Digits::three())),
         printed(quasi_p_words(box.quasi_p[f])), percent(again.by_coverage[f], 0)});
  }
  const bool any = !told.rows.empty();
  if (any) report.table(std::move(told), kIndent, false);
  if (by_chance > 0) {
    report.item(say("{}{}, {} chance could explain", any ? "and " : "",
                    Counted{static_cast<std::int64_t>(by_chance), "restriction"},
                    by_chance == 1 ? "which" : "each of which"),
                kIndent);
  }
}

Text heading(const SweptOutcome& outcome, Interest interest) {
  const bool comes = interest == Interest::kComes;
  if (!outcome.threshold) return say("{}", comes ? "Where it comes" : "Where it fails to come");
  return say("Where it is {} {}", comes ? "at least" : "below",
             Number{*outcome.threshold, Digits::exact()});
}

/// An infinite side is no restriction, and an empty cell.
Cell side(double x) { return std::isfinite(x) ? Cell(x) : Cell(); }

/// The threshold of an outcome's cases; empty: shares count as they are.
Cell threshold(const SweptOutcome& outcome) {
  return outcome.threshold ? Cell(*outcome.threshold) : Cell();
}

std::vector<Column> columns_of_boxes() {
  return {file_column("outcome"),
          file_column("interest"),
          file_column("box"),
          column("factor"),
          column("low"),
          column("high"),
          column("left_out"),
          column("quasi_p"),
          column("found_again_by_coverage"),
          file_column("found_again_by_density"),
          file_column("coverage"),
          file_column("density"),
          file_column("support"),
          file_column("density_held_out"),
          file_column("coverage_so_far"),
          file_column("threshold")};
}

/// The rows of one box, from 0.
Table restrictions_of(const OutcomeAnalysis& outcome, Interest interest, std::size_t b,
                      const Design& design) {
  Table table{.name = "boxes", .columns = columns_of_boxes()};
  const Discovery& found = *discovery(outcome, interest);
  const FoundBox& box = found.boxes[b];
  const Reproducibility& again = found.again[b];
  for (std::size_t f = 0; f < design.factors.size(); ++f) {
    const Limits& limits = box.box.limits[f];
    if (!limits.restricts()) continue;
    table.rows.push_back({outcome.outcome.name, std::string(word_of(interest)), whole(b + 1),
                          design.factors[f].name, side(limits.low), side(limits.high),
                          words_left_out(design.factors[f], limits), box.quasi_p[f],
                          again.by_coverage[f], again.by_density[f], box.among_all.coverage,
                          box.among_all.density, box.among_all.support, again.density_held_out,
                          box.all_so_far.coverage, threshold(outcome.outcome)});
  }
  return table;
}

}  // namespace

void add_boxes(Report& report, const OutcomeAnalysis& outcome, Interest interest,
               const Design& design) {
  const Discovery& found = *discovery(outcome, interest);
  const Wording words(outcome.outcome);
  Text first =
      say("{}: {} of {}", heading(outcome.outcome, interest), percent(found.share, 1), words.all);
  if (found.left_out > 0) {
    first += say(" ({} that failed {} left out)",
                 Counted{static_cast<std::int64_t>(found.left_out), "point"},
                 found.left_out == 1 ? "is" : "are");
  }
  if (found.boxes.empty()) first += "; no box of points in which it is more frequent";
  report.paragraph(std::move(first), 2, true);
  const std::size_t shown = std::min(kBoxesShown, found.boxes.size());
  for (std::size_t b = 0; b < shown; ++b) {
    add_box(report, found.boxes[b], found.again[b], b + 1, words, design);
  }
  if (found.boxes.size() > shown) {
    report.item(say("... and {} more in boxes.csv (--out)", found.boxes.size() - shown));
  }
}

Table boxes_of(const OutcomeAnalysis& outcome, const Design& design) {
  Table table{.name = "boxes", .columns = columns_of_boxes()};
  for (const Interest interest : kInterests) {
    const std::optional<Discovery>& found = discovery(outcome, interest);
    if (!found) continue;
    for (std::size_t b = 0; b < found->boxes.size(); ++b) {
      append(table, restrictions_of(outcome, interest, b, design));
    }
  }
  return table;
}

Table peeling_of(const OutcomeAnalysis& outcome) {
  Table table{.name = "peeling",
              .columns = {file_column("outcome"), file_column("interest"), file_column("box"),
                          file_column("step"), file_column("chosen"), file_column("restricted"),
                          file_column("coverage"), file_column("density"), file_column("support"),
                          file_column("points"), file_column("threshold")}};
  for (const Interest interest : kInterests) {
    const std::optional<Discovery>& found = discovery(outcome, interest);
    if (!found) continue;
    for (std::size_t b = 0; b < found->boxes.size(); ++b) {
      const FoundBox& box = found->boxes[b];
      for (std::size_t step = 0; step < box.trajectory.size(); ++step) {
        const BoxStatistics& s = box.trajectory[step].statistics;
        table.rows.push_back({outcome.outcome.name, std::string(word_of(interest)), whole(b + 1),
                              whole(step), step == box.step,
                              whole(box.trajectory[step].box.restricted()), s.coverage, s.density,
                              s.support, whole(s.points), threshold(outcome.outcome)});
      }
    }
  }
  return table;
}

Table tree_of(const OutcomeAnalysis& outcome, const Design& design) {
  Table table{.name = "tree",
              .columns = {file_column("outcome"), file_column("leaf"), file_column("points"),
                          file_column("share"), file_column("coverage"), file_column("rule"),
                          file_column("threshold")}};
  if (!outcome.tree) return table;
  const Tree& tree = outcome.tree->tree;
  for (const std::size_t node : tree.leaves()) {
    const Box box = tree.rule(node);
    std::vector<Text> rule;
    for (std::size_t f = 0; f < design.factors.size(); ++f) {
      if (!box.limits[f].restricts()) continue;
      rule.push_back(restriction(design.factors[f], box.limits[f], Digits::exact()));
    }
    const TreeNode& n = tree.nodes[node];
    table.rows.push_back({outcome.outcome.name, whole(table.rows.size() + 1), whole(n.points),
                          n.share, n.coverage, printed(joined(rule, "; ")),
                          threshold(outcome.outcome)});
  }
  return table;
}

Json boxes_data(const OutcomeAnalysis& outcome, const Design& design) {
  Json data;
  for (const Interest interest : kInterests) {
    const std::optional<Discovery>& found = discovery(outcome, interest);
    if (!found) continue;
    Json& boxes = data[std::string(word_of(interest))] = Json::array();
    for (std::size_t b = 0; b < found->boxes.size(); ++b) {
      const BoxStatistics& s = found->boxes[b].among_all;
      boxes.push_back({{"coverage", data_of(s.coverage)},
                       {"density", data_of(s.density)},
                       {"support", data_of(s.support)},
                       {"restrictions", data_of(restrictions_of(outcome, interest, b, design))}});
    }
  }
  return data;
}

}  // namespace armistice
