#include "experiments/findings/analysis_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>
#include <optional>
#include <string_view>
#include <utility>

#include "experiments/designs/replicate_groups.hpp"
#include "experiments/findings/analysis_files.hpp"
#include "experiments/findings/figures.hpp"
#include "experiments/input/counted.hpp"
#include "experiments/report/digits.hpp"
#include "experiments/report/text_table.hpp"
#include "experiments/sensitivity/common_chance.hpp"

namespace armistice {
namespace {

constexpr double kTellingQuasiP = 0.05;  // of a restriction that is worth a line

std::string digits(double x, const char* pattern = "{:.3f}") {
  return std::isnan(x) ? "-" : fmt::format(fmt::runtime(pattern), x);
}

/// A share of a variance. An estimate below 0 stands as it is beside its interval, and without one
/// as what it says.
std::string share_digits(const IndexEstimate& e) {
  return e.value < 0 && std::isnan(e.low) ? "below 0" : digits(e.value);
}

std::string left_out(const OutcomeAnalysis& outcome, std::string_view table) {
  for (const TableNote& note : outcome.tables) {
    if (note.name != table || note.left_out == 0) continue;
    return fmt::format(", {} {} left out", with_thousands(note.left_out),
                       note.of == "points" ? "that failed" : "with a failed point");
  }
  return "";
}

/// The noise of one replicate in measures.
std::string one_replicate(const SweepTable& sweep) {
  if (sweep.replicates > 1) return "";
  return sweep.common_chance
             ? "  each point is one trial: this holds for the one draw of chance that all points "
               "share; --replicates 2 or more average over chance\n"
             : "  each point is one trial with chance of its own, and that chance is in these "
               "figures; --replicates 2 or more tell it apart\n";
}

std::string range(const IndexEstimate& e) {
  return std::isnan(e.low) ? "" : fmt::format("{} to {}", digits(e.low), digits(e.high));
}

std::string in_brackets(const IndexEstimate& e) {
  return std::isnan(e.low) ? "" : fmt::format(" ({})", range(e));
}

std::string mark(const IndexEstimate& e) {
  return convergence(e) == Convergence::kWide ? "wide" : "";
}

/// Why a table of measures has no intervals, if it has none.
std::string no_intervals(const SweepTable& sweep) {
  const bool few = replicate_groups(sweep.replicates) < kFewestGroups;
  if (!sweep.common_chance || sweep.replicates == 1 || !few) return "";
  return fmt::format(
      "  no intervals: chance is common to all points, and {} {} not show how far other "
      "chance would move this; {} or more do\n",
      counted(sweep.replicates, "replicate"), sweep.replicates == 1 ? "does" : "do", kFewestGroups);
}

/// The places of the largest values first; what is not a number last.
std::vector<std::size_t> largest_first(std::size_t n,
                                       const std::function<double(std::size_t)>& of) {
  std::vector<std::size_t> order(n);
  std::iota(order.begin(), order.end(), std::size_t{0});
  const auto key = [&of](std::size_t i) { return std::isnan(of(i)) ? -1 : std::abs(of(i)); };
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return key(a) > key(b); });
  return order;
}

std::string and_others(std::size_t shown, std::size_t all) {
  return all > shown ? fmt::format("  ... and {} more in indices.csv (--out)\n", all - shown) : "";
}

std::string sobol_text(const OutcomeAnalysis& outcome, const SweepTable& sweep, std::size_t most) {
  const SobolIndices& s = outcome.sobol.back().indices;
  std::string text = fmt::format(
      "\nShares of the variance between points that a factor explains (Sobol' indices, {} base "
      "samples{})\n",
      s.base_samples, left_out(outcome, "sobol"));
  if (!s.varies() && !std::isnan(s.variance_of_mean_response.low)) {
    return text + "  the points do not differ by more than chance: more replicates or samples\n";
  }
  TextTable table{{"factor", "alone", "95 %", "with interactions", "95 %", ""},
                  {Align::kLeft, Align::kRight, Align::kLeft, Align::kRight, Align::kLeft},
                  {}};
  const auto order = largest_first(s.total.size(), [&](std::size_t i) { return s.total[i].value; });
  const std::size_t shown = std::min(most, order.size());
  for (std::size_t i = 0; i < shown; ++i) {
    const std::size_t u = order[i];
    table.rows.push_back({sweep.unit_name(static_cast<int>(u)), share_digits(s.first[u]),
                          range(s.first[u]), share_digits(s.total[u]), range(s.total[u]),
                          mark(s.total[u])});
  }
  text += table.plain(2) + and_others(shown, order.size());
  text += fmt::format("  all first-order{} indices together: {}{}; 1 if nothing interacts\n",
                      s.second.empty() ? "" : " and second-order", digits(s.closed_sum.value),
                      in_brackets(s.closed_sum));
  if (!std::isnan(s.chance.value)) {
    const auto percent = [](double x) { return fmt::format("{:.0f}", 100 * x); };
    const IndexEstimate& e = s.chance;
    text += fmt::format(
        "  of a single trial's variance chance is {} %{}, the factors {} %\n", percent(e.value),
        std::isnan(e.low) ? "" : fmt::format(" ({} to {})", percent(e.low), percent(e.high)),
        percent(1 - e.value));
  }
  const auto wide = std::count_if(s.total.begin(), s.total.end(), [](const IndexEstimate& e) {
    return convergence(e) == Convergence::kWide;
  });
  if (wide > 0) {
    text += fmt::format(
        "  {} of {} total indices are wider than they are worth: more --samples{}\n", wide,
        s.total.size(), sweep.common_chance ? " or --replicates, or --independent" : "");
  }
  return text + one_replicate(sweep) + no_intervals(sweep);
}

std::string morris_text(const OutcomeAnalysis& outcome, const SweepTable& sweep, std::size_t most) {
  const MorrisEffects& m = *outcome.morris;
  std::string text = fmt::format(
      "\nHow far a factor moves the outcome over its whole range (Morris's elementary "
      "effects, {}{})\n",
      counted(m.trajectories, "trajectory"), left_out(outcome, "morris"));
  TextTable table{{"factor", "mu*", "95 %", "mu", "sigma", ""},
                  {Align::kLeft, Align::kRight, Align::kLeft, Align::kRight, Align::kRight},
                  {}};
  const auto order =
      largest_first(m.units.size(), [&](std::size_t i) { return m.units[i].mu_star.value; });
  const std::size_t shown = std::min(most, order.size());
  bool words = false;
  int still = 0;
  for (std::size_t i = 0; i < shown; ++i) {
    const UnitEffects& e = m.units[order[i]];
    const int unit = static_cast<int>(order[i]);
    const bool wide = m.convergence_of(unit) == Convergence::kWide;
    words = words || sweep.undirected(unit);
    table.rows.push_back({sweep.unit_name(unit), digits(e.mu_star.value, "{:.4g}"),
                          range(e.mu_star), digits(e.mu.value, "{:.4g}"),
                          digits(e.sigma.value, "{:.4g}"),
                          e.within_noise ? "no more than noise" : (wide ? "wide" : "")});
  }
  for (const UnitEffects& e : m.units) still += m.trajectories - e.effects;
  const auto noise = std::count_if(m.units.begin(), m.units.end(),
                                   [](const UnitEffects& e) { return e.within_noise; });
  text += table.plain(2) + and_others(shown, order.size());
  text +=
      "  mu*: mean size of an effect; mu: mean effect, with its direction; sigma: how much effects "
      "differ, by curvature or other factors\n";
  const bool steep = outcome.outcome.share &&
                     std::any_of(m.units.begin(), m.units.end(), [](const UnitEffects& e) {
                       return e.mu_star.value > 1 || e.mu_star.high > 1;
                     });
  if (steep) {
    text +=
        "  an effect is carried on from a step to the whole range, so that of a share can be "
        "above 1\n";
  }
  if (words) {
    text +=
        "  words have no order, so mu and sigma are not theirs; their mu* is the mean change "
        "from one word to another\n";
  }
  if (still > 0) {
    text += fmt::format("  {} changed no value and {} left out\n", counted(still, "move"),
                        still == 1 ? "is" : "are");
  }
  if (m.corrected && m.trajectories > 0) {
    text += fmt::format("  {} of {} {} no effect beyond the noise of {}\n", noise,
                        counted(std::ssize(m.units), "factor"), noise == 1 ? "has" : "have",
                        counted(sweep.replicates, "replicate"));
  }
  return text + one_replicate(sweep) + no_intervals(sweep);
}

/// How much of the variance of the means is no chance.
std::string reliability_text(double reliability, const SweepTable& sweep) {
  if (std::isnan(reliability)) return "";
  const char* const other = sweep.common_chance ? "chance" : "replicates";
  return reliability > 0
             ? fmt::format(
                   "; {:.0f} % of the variance between points would show again with other {}",
                   100 * std::min(reliability, 1.0), other)
             : fmt::format("; none of the variance between points would show again with other {}",
                           other);
}

std::string regression_text(const OutcomeAnalysis& outcome, const SweepTable& sweep,
                            std::size_t most) {
  const RegressionMeasures& r = *outcome.regression;
  const bool words = std::any_of(r.factors.begin(), r.factors.end(),
                                 [](const FactorRegression& f) { return f.unordered; });
  std::string text = fmt::format(
      "\nDirection, and any dependence at all (partial rank correlation; Borgonovo's delta), {} "
      "points{}\n",
      with_thousands(r.points), left_out(outcome, "regression"));
  TextTable table{
      {"factor", "PRCC", "95 %", "SRC", "delta", "95 %"},
      {Align::kLeft, Align::kRight, Align::kLeft, Align::kRight, Align::kRight, Align::kLeft},
      {}};
  if (words) {
    table.header.insert(table.header.end(), {"partial R^2", "95 %"});
    table.align.insert(table.align.end(), {Align::kRight, Align::kLeft});
  }
  table.header.emplace_back();
  // The partial R^2 of a factor with numbers is the square of its PRCC.
  const auto order = largest_first(r.factors.size(), [&](std::size_t i) {
    const double part = r.factors[i].rank_partial_r_squared.value;
    return std::isnan(part) ? outcome.moment_independent->factors[i].delta.value : 2 + part;
  });
  const std::size_t shown = std::min(most, order.size());
  for (std::size_t i = 0; i < shown; ++i) {
    const FactorRegression& f = r.factors[order[i]];
    const FactorDelta& d = outcome.moment_independent->factors[order[i]];
    std::vector<std::string> row{sweep.design.factors[order[i]].name,
                                 f.unordered ? "no order" : digits(f.prcc.value, "{:+.3f}"),
                                 range(f.prcc),
                                 f.unordered ? "" : digits(f.src.value, "{:+.3f}"),
                                 digits(d.delta.value),
                                 range(d.delta)};
    if (words) {
      row.push_back(digits(f.rank_partial_r_squared.value));
      row.push_back(range(f.rank_partial_r_squared));
    }
    row.emplace_back(f.state == FactorState::kConstant    ? "the same at all points"
                     : f.state == FactorState::kCollinear ? "moves with other factors"
                     : d.told_from_zero()                 ? ""
                                                          : "delta not told from 0");
    table.rows.push_back(std::move(row));
  }
  text += table.plain(2) + and_others(shown, order.size());
  if (words) {
    text +=
        "  words have no order, hence no direction; partial R^2 is the part of what the other "
        "factors leave of the variance (of ranks) that a factor explains\n";
  }
  if (!std::isnan(r.r_squared.value)) {
    text += fmt::format("  R^2 {} of the linear fit, {} of the ranks", digits(r.r_squared.value),
                        digits(r.rank_r_squared.value));
    text += reliability_text(r.reliability, sweep) + "\n";
  }
  return text + one_replicate(sweep) + no_intervals(sweep);
}

/// "82.1 % in it", of trials or, with a threshold, of points.
struct Wording {
  std::string of_all, such;

  explicit Wording(const SweptOutcome& outcome)
      : of_all(outcome.threshold ? "all points" : "all trials"),
        such(outcome.threshold ? "all such points" : "all such trials") {}
};

std::string box_text(const FoundBox& box, const Reproducibility& again, std::size_t number,
                     const Wording& words, const SweepTable& sweep) {
  const BoxStatistics& s = box.among_all;
  std::string text = fmt::format(
      "  box {}: {:.1f} % in it (density; held out {:.1f}), with {:.0f} % of {} (coverage) in "
      "{:.0f} % of the points, where\n",
      number, 100 * s.density, 100 * again.density_held_out, 100 * s.coverage, words.such,
      100 * s.support);
  std::size_t by_chance = 0, told = 0;
  for (std::size_t f = 0; f < box.box.limits.size(); ++f) {
    if (!box.box.limits[f].restricts()) continue;
    const double p = box.quasi_p[f];
    if (!(p < kTellingQuasiP)) {
      ++by_chance;
      continue;
    }
    ++told;
    text +=
        fmt::format("    {}  (quasi-p {}; found again in {:.0f} % of half-samples)\n",
                    restriction_text(sweep.design.factors[f], box.box.limits[f]),
                    p < .001 ? "< 0.001" : fmt::format("{:.3f}", p), 100 * again.by_coverage[f]);
  }
  if (by_chance > 0) {
    text += fmt::format("    {}{} restriction{}, {} chance could explain\n", told > 0 ? "and " : "",
                        by_chance, by_chance == 1 ? "" : "s",
                        by_chance == 1 ? "which" : "each of which");
  }
  return text;
}

std::string discovery_text(const OutcomeAnalysis& outcome, Interest interest,
                           const SweepTable& sweep) {
  const Discovery& found = interest == Interest::kComes ? *outcome.comes : *outcome.fails;
  const Wording words(outcome.outcome);
  std::string heading = interest == Interest::kComes ? "Where it comes" : "Where it fails to come";
  if (const std::optional<double>& threshold = outcome.outcome.threshold) {
    heading = fmt::format("Where it is {} {}", interest == Interest::kComes ? "at least" : "below",
                          *threshold);
  }
  std::string text = fmt::format("\n{}: {:.1f} % of {}", heading, 100 * found.share, words.of_all);
  if (found.left_out > 0) {
    text += fmt::format(" ({} that failed {} left out)",
                        counted(static_cast<std::int64_t>(found.left_out), "point"),
                        found.left_out == 1 ? "is" : "are");
  }
  if (found.boxes.empty()) return text + "; no box of points in which it is more frequent\n";
  text += "\n";
  const std::size_t shown = std::min<std::size_t>(2, found.boxes.size());
  for (std::size_t b = 0; b < shown; ++b) {
    text += box_text(found.boxes[b], found.again[b], b + 1, words, sweep);
  }
  if (found.boxes.size() > shown) {
    text += fmt::format("  ... and {} more in boxes.csv (--out)\n", found.boxes.size() - shown);
  }
  return text;
}

std::string_view words_for(std::string_view table) {
  constexpr std::pair<std::string_view, std::string_view> kWords[] = {
      {"sobol", "Sobol' indices"},  {"morris", "elementary effects"},
      {"regression", "directions"}, {"delta", "Borgonovo's delta"},
      {"boxes", "boxes"},           {"tree", "tree"}};
  for (const auto& [name, words] : kWords) {
    if (name == table) return words;
  }
  return table;
}

/// The tables that the design allows and that are not there all the same, those of one reason
/// together.
std::string missing_tables(const OutcomeAnalysis& outcome) {
  std::string text;
  std::vector<std::string> reasons;
  for (const TableNote& note : outcome.tables) {
    const bool said = std::find(reasons.begin(), reasons.end(), note.why_not) != reasons.end();
    if (note.why_not.empty() || !note.of_design || said) continue;
    reasons.push_back(note.why_not);
    std::string names;
    for (const TableNote& other : outcome.tables) {
      if (other.why_not != note.why_not || !other.of_design) continue;
      names += (names.empty() ? "" : ", ") + std::string(words_for(other.name));
    }
    text += fmt::format("\nNo {}: {}\n", names, note.why_not);
  }
  return text;
}

/// Is the table worth showing?
bool there(const OutcomeAnalysis& outcome, std::string_view table) {
  return std::any_of(outcome.tables.begin(), outcome.tables.end(), [&](const TableNote& note) {
    return note.name == table && note.why_not.empty();
  });
}

}  // namespace

std::string analysis_heading(const Analysis& analysis) {
  const SweepTable& sweep = analysis.sweep;
  return fmt::format("{}: {} of {} over {} ({}; chance {})\n", sweep.scenario,
                     counted(sweep.size(), "point"), counted(sweep.replicates, "trial"),
                     counted(std::ssize(sweep.design.factors), "factor"),
                     name_of(sweep.design.kind),
                     sweep.common_chance ? "common to all points" : "of its own at each point");
}

std::string analysis_text(const Analysis& analysis, const OutcomeAnalysis& outcome,
                          std::size_t most) {
  const SweepTable& sweep = analysis.sweep;
  std::string text =
      outcome.outcome.share
          ? fmt::format("\n== {}: {:.1f} % of trials", outcome.outcome.name, 100 * outcome.mean)
          : fmt::format("\n== {}: {} on average", outcome.outcome.name, three_digits(outcome.mean));
  if (outcome.failed == sweep.size()) {
    return fmt::format("\n== {}: no point has a value of it\n", outcome.outcome.name);
  }
  if (outcome.failed > 0) {
    text +=
        fmt::format(", over the {} of {} that ran; the others are left out",
                    with_thousands(sweep.size() - outcome.failed), counted(sweep.size(), "point"));
  }
  text += "\n";
  if (outcome.constant && sweep.size() - outcome.failed > 1) {
    return text +
           fmt::format("  It is the same at every point{}, so there is nothing to explain.\n",
                       outcome.failed > 0 ? " that ran" : "");
  }
  if (there(outcome, "sobol")) text += sobol_text(outcome, sweep, most);
  if (there(outcome, "morris")) text += morris_text(outcome, sweep, most);
  if (there(outcome, "delta")) text += regression_text(outcome, sweep, most);
  if (outcome.comes) {
    text += discovery_text(outcome, Interest::kComes, sweep);
    text += discovery_text(outcome, Interest::kFails, sweep);
  }
  return text + missing_tables(outcome);
}

}  // namespace armistice
