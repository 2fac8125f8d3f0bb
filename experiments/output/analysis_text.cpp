#include "experiments/output/analysis_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>

#include "experiments/designs/replicate_groups.hpp"
#include "experiments/output/analysis_files.hpp"
#include "experiments/output/figures.hpp"
#include "experiments/output/progress.hpp"
#include "experiments/output/text_table.hpp"
#include "experiments/sensitivity/common_chance.hpp"

namespace armistice {
namespace {

constexpr double kTellingQuasiP = 0.05;  // of a restriction that is worth a line

std::string digits(double x, const char* pattern = "{:.3f}") {
  return std::isnan(x) ? "-" : fmt::format(fmt::runtime(pattern), x);
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
      "  no intervals: chance is common to all points, and {} replicates do not show how far other "
      "chance would move this; {} or more do\n",
      sweep.replicates, kFewestGroups);
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

std::string sobol_text(const SobolIndices& s, const SweepTable& sweep, std::size_t most) {
  std::string text = fmt::format(
      "\nShares of the variance between points that a factor explains (Sobol' indices, {} base "
      "samples)\n",
      s.base_samples);
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
    table.rows.push_back({sweep.unit_name(static_cast<int>(u)), digits(s.first[u].value),
                          range(s.first[u]), digits(s.total[u].value), range(s.total[u]),
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
  return text + no_intervals(sweep);
}

std::string morris_text(const MorrisEffects& m, const SweepTable& sweep, std::size_t most) {
  std::string text =
      fmt::format("\nElementary effects (Morris), {} trajectories\n", m.trajectories);
  TextTable table{{"factor", "mu*", "95 %", "mu", "sigma", ""},
                  {Align::kLeft, Align::kRight, Align::kLeft, Align::kRight, Align::kRight},
                  {}};
  const auto order =
      largest_first(m.units.size(), [&](std::size_t i) { return m.units[i].mu_star.value; });
  const std::size_t shown = std::min(most, order.size());
  for (std::size_t i = 0; i < shown; ++i) {
    const UnitEffects& e = m.units[order[i]];
    const int unit = static_cast<int>(order[i]);
    const bool wide = m.convergence_of(unit) == Convergence::kWide;
    table.rows.push_back({sweep.unit_name(unit), digits(e.mu_star.value, "{:.4g}"),
                          range(e.mu_star), digits(e.mu.value, "{:.4g}"),
                          digits(e.sigma.value, "{:.4g}"),
                          e.within_noise ? "no more than noise" : (wide ? "wide" : "")});
  }
  const auto noise = std::count_if(m.units.begin(), m.units.end(),
                                   [](const UnitEffects& e) { return e.within_noise; });
  text += table.plain(2) + and_others(shown, order.size());
  if (m.corrected) {
    text += fmt::format("  {} of {} factors have no effect beyond the noise of {} replicates\n",
                        noise, m.units.size(), sweep.replicates);
  }
  return text + no_intervals(sweep);
}

std::string regression_text(const OutcomeAnalysis& outcome, const SweepTable& sweep,
                            std::size_t most) {
  const RegressionMeasures& r = *outcome.regression;
  std::string text = fmt::format(
      "\nDirection, and any dependence at all (partial rank correlation; Borgonovo's delta), {} "
      "points\n",
      with_thousands(r.points));
  if (std::isnan(r.r_squared.value)) {
    return text + fmt::format("  these points are too few to tell {} factors apart, or all alike\n",
                              r.factors.size());
  }
  TextTable table{
      {"factor", "PRCC", "95 %", "SRC", "delta", "95 %", ""},
      {Align::kLeft, Align::kRight, Align::kLeft, Align::kRight, Align::kRight, Align::kLeft},
      {}};
  const auto order =
      largest_first(r.factors.size(), [&](std::size_t i) { return r.factors[i].prcc.value; });
  const std::size_t shown = std::min(most, order.size());
  for (std::size_t i = 0; i < shown; ++i) {
    const FactorRegression& f = r.factors[order[i]];
    const FactorDelta& d = outcome.moment_independent->factors[order[i]];
    table.rows.push_back({sweep.design.factors[order[i]].name, digits(f.prcc.value, "{:+.3f}"),
                          range(f.prcc), digits(f.src.value, "{:+.3f}"), digits(d.delta.value),
                          range(d.delta), d.told_from_zero() ? "" : "delta not told from 0"});
  }
  text += table.plain(2) + and_others(shown, order.size());
  text += fmt::format("  R^2 {} of the linear fit, {} of the ranks", digits(r.r_squared.value),
                      digits(r.rank_r_squared.value));
  if (!std::isnan(r.reliability)) {
    text += fmt::format("; {:.0f} % of the variance between points would show again with other {}",
                        100 * r.reliability, sweep.common_chance ? "chance" : "replicates");
  }
  return text + "\n" + no_intervals(sweep);
}

std::string discovery_text(const char* heading, const Discovery& found, const SweepTable& sweep) {
  std::string text = fmt::format("\n{}: {:.1f} % of all trials", heading, 100 * found.share);
  if (found.boxes.empty()) return text + "; no box of points in which it is more frequent\n";
  text += "\n";
  const std::size_t shown = std::min<std::size_t>(2, found.boxes.size());
  for (std::size_t b = 0; b < shown; ++b) {
    const FoundBox& box = found.boxes[b];
    const BoxStatistics& s = box.among_all;
    text += fmt::format(
        "  box {}: {:.1f} % in it (density; held out {:.1f}), with {:.0f} % of all such trials "
        "(coverage) in {:.0f} % of the points, where\n",
        b + 1, 100 * s.density, 100 * found.again[b].density_held_out, 100 * s.coverage,
        100 * s.support);
    std::size_t by_chance = 0;
    for (std::size_t f = 0; f < box.box.limits.size(); ++f) {
      if (!box.box.limits[f].restricts()) continue;
      const double p = box.quasi_p[f];
      if (!(p < kTellingQuasiP)) {
        ++by_chance;
        continue;
      }
      text += fmt::format("    {}  (quasi-p {}; found again in {:.0f} % of half-samples)\n",
                          restriction_text(sweep.design.factors[f], box.box.limits[f]),
                          p < .001 ? "< 0.001" : fmt::format("{:.3f}", p),
                          100 * found.again[b].by_coverage[f]);
    }
    if (by_chance > 0) {
      text += fmt::format("    and {} more restrictions, each of which chance could explain\n",
                          by_chance);
    }
  }
  if (found.boxes.size() > shown) {
    text += fmt::format("  ... and {} more in boxes.csv (--out)\n", found.boxes.size() - shown);
  }
  return text;
}

}  // namespace

std::string analysis_heading(const Analysis& analysis) {
  const SweepTable& sweep = analysis.sweep;
  return fmt::format("{}: {} points of {} trials over {} factors ({}; chance {})\n", sweep.scenario,
                     with_thousands(sweep.size()), sweep.replicates, sweep.design.factors.size(),
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
  text += "\n";
  if (!outcome.sobol.empty()) text += sobol_text(outcome.sobol.back().indices, sweep, most);
  if (outcome.morris) text += morris_text(*outcome.morris, sweep, most);
  if (outcome.regression) text += regression_text(outcome, sweep, most);
  if (outcome.comes) {
    text += discovery_text("Where it comes", *outcome.comes, sweep);
    text += discovery_text("Where it fails to come", *outcome.fails, sweep);
  }
  return text;
}

}  // namespace armistice
