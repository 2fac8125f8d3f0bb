#include "experiments/findings/dependence.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "experiments/designs/replicate_groups.hpp"
#include "experiments/sensitivity/common_chance.hpp"

namespace armistice {
namespace {

constexpr int kIndent = 2;         // of the lines below a heading
constexpr int kHeadingIndent = 4;  // of its own further lines

Number index(double x) { return {x, Digits::fixed(3)}; }
Number signed_index(double x) { return {x, Digits::fixed(3), NumberForm::kChange}; }
/// In units of the outcome.
Number effect(double x) { return {x, Digits::general(4)}; }
Ends interval(const IndexEstimate& e) { return {e.low, e.high, Digits::fixed(3)}; }

/// A share of a variance. An estimate below 0 stands as it is beside its interval, and without one
/// as what it says.
Cell share(const IndexEstimate& e) {
  if (e.value < 0 && std::isnan(e.low)) return "below 0";
  return index(e.value);
}

Text in_brackets(const Ends& interval) {
  return std::isnan(interval.low) ? Text{} : say(" ({})", interval);
}

/// For a heading: what the table does not rest on.
Text left_out(const OutcomeAnalysis& outcome, std::string_view table) {
  for (const TableNote& note : outcome.tables) {
    if (note.name != table || note.left_out == 0) continue;
    return say(", {} {} left out", note.left_out,
               note.of == "points" ? "that failed" : "with a failed point");
  }
  return {};
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

/// The table, and how many factors of all it has no room for.
void add_table(Report& report, Table table, std::size_t all) {
  const std::size_t shown = table.rows.size();
  report.table(std::move(table), kIndent, false);
  if (all > shown) report.item(say("... and {} more in indices.csv (--out)", all - shown));
}

/// What other chance would do to the measures, where they don't say it themselves.
void add_limits(Report& report, const SweepTable& sweep) {
  if (sweep.replicates == 1) {
    report.item(say(
        "each point is one trial{}",
        sweep.common_chance
            ? ": this holds for the one draw of chance that all points share; --replicates 2 or "
              "more average over chance"
            : " with chance of its own, and that chance is in these figures; --replicates 2 or "
              "more tell it apart"));
    return;
  }
  if (sweep.common_chance && replicate_groups(sweep.replicates) < kFewestGroups) {
    report.item(
        say("no intervals: chance is common to all points, and {} do not show how far "
            "other chance would move this; {} or more do",
            Counted{sweep.replicates, "replicate"}, kFewestGroups));
  }
}

void add_chance(Report& report, const IndexEstimate& chance) {
  if (std::isnan(chance.value)) return;
  report.item(say("of a single trial's variance chance is {}{}, the factors {}",
                  percent(chance.value, 0),
                  in_brackets({chance.low, chance.high, Digits::fixed_percent(0)}),
                  percent(1 - chance.value, 0)));
}

bool is_wide(const IndexEstimate& e) { return convergence(e) == Convergence::kWide; }

/// How much of the variance of the means is no chance.
Text reliability_of(double reliability, const SweepTable& sweep) {
  if (std::isnan(reliability)) return {};
  const Text part =
      reliability > 0 ? say("{}", percent(std::min(reliability, 1.0), 0)) : say("none");
  return say("; {} of the variance between points would show again with other {}", part,
             sweep.common_chance ? "chance" : "replicates");
}

std::string_view note_on(const FactorRegression& factor, const FactorDelta& delta) {
  if (factor.state == FactorState::kConstant) return "the same at all points";
  if (factor.state == FactorState::kCollinear) return "moves with other factors";
  return delta.told_from_zero() ? "" : "delta not told from 0";
}

}  // namespace

void add_sobol(Report& report, const OutcomeAnalysis& outcome, const SweepTable& sweep,
               std::size_t most) {
  const SobolIndices& s = outcome.sobol.back().indices;
  report.paragraph(say("Shares of the variance between points that a factor explains (Sobol' "
                       "indices, {} base samples{})",
                       whole(s.base_samples), left_out(outcome, "sobol")),
                   kHeadingIndent, true);
  if (!s.varies() && !std::isnan(s.variance_of_mean_response.low)) {
    report.item(say("the points do not differ by more than chance: more replicates or samples"));
    return;
  }
  Table table{.columns = {label_column({"factor"}), figure_column({"alone"}),
                          label_column({"95 %"}), figure_column({"total"}), label_column({"95 %"}),
                          label_column({})}};
  const auto order = largest_first(s.total.size(), [&](std::size_t i) { return s.total[i].value; });
  for (std::size_t i = 0; i < std::min(most, order.size()); ++i) {
    const std::size_t u = order[i];
    table.rows.push_back({sweep.unit_name(static_cast<int>(u)), share(s.first[u]),
                          interval(s.first[u]), share(s.total[u]), interval(s.total[u]),
                          is_wide(s.total[u]) ? "wide" : ""});
  }
  add_table(report, std::move(table), order.size());
  report.item(say("all first-order{} indices together: {}{}; 1 if nothing interacts",
                  s.second.empty() ? "" : " and second-order", index(s.closed_sum.value),
                  in_brackets(interval(s.closed_sum))));
  add_chance(report, s.chance);
  if (const auto wide = std::count_if(s.total.begin(), s.total.end(), is_wide); wide > 0) {
    report.item(say("{} of {} total indices are wider than they are worth: more --samples{}", wide,
                    s.total.size(),
                    sweep.common_chance ? " or --replicates, or --independent" : ""));
  }
  add_limits(report, sweep);
}

void add_morris(Report& report, const OutcomeAnalysis& outcome, const SweepTable& sweep,
                std::size_t most) {
  const MorrisEffects& m = *outcome.morris;
  report.paragraph(say("How far a factor moves the outcome over its whole range (Morris's "
                       "elementary effects, {}{})",
                       Counted{m.trajectories, "trajectory"}, left_out(outcome, "morris")),
                   kHeadingIndent, true);
  Table table{.columns = {label_column({"factor"}), figure_column({"mu*"}), label_column({"95 %"}),
                          figure_column({"mu"}), figure_column({"sigma"}), figure_column({})}};
  const auto order =
      largest_first(m.units.size(), [&](std::size_t i) { return m.units[i].mu_star.value; });
  bool words = false;
  for (std::size_t i = 0; i < std::min(most, order.size()); ++i) {
    const UnitEffects& e = m.units[order[i]];
    const int unit = static_cast<int>(order[i]);
    const bool wide = m.convergence_of(unit) == Convergence::kWide;
    words = words || sweep.undirected(unit);
    table.rows.push_back({sweep.unit_name(unit), effect(e.mu_star.value), interval(e.mu_star),
                          effect(e.mu.value), effect(e.sigma.value),
                          e.within_noise ? "no more than noise" : (wide ? "wide" : "")});
  }
  add_table(report, std::move(table), order.size());
  report.item(
      say("mu*: mean size of an effect; mu: mean effect, with its direction; sigma: how much "
          "effects differ, by curvature or other factors"));
  const bool steep = outcome.outcome.share &&
                     std::any_of(m.units.begin(), m.units.end(), [](const UnitEffects& e) {
                       return e.mu_star.value > 1 || e.mu_star.high > 1;
                     });
  if (steep) {
    report.item(
        say("an effect is carried on from a step to the whole range, so that of a share "
            "can be above 1"));
  }
  if (words) {
    report.item(
        say("words have no order, so mu and sigma are not theirs; their mu* is the mean "
            "change from one word to another"));
  }
  int still = 0;
  for (const UnitEffects& e : m.units) still += m.trajectories - e.effects;
  if (still > 0) {
    report.item(say("{} changed no value and {} left out", Counted{still, "move"},
                    still == 1 ? "is" : "are"));
  }
  if (m.corrected && m.trajectories > 0) {
    const auto noise = std::count_if(m.units.begin(), m.units.end(),
                                     [](const UnitEffects& e) { return e.within_noise; });
    report.item(say("{} of {} {} no effect beyond the noise of {}", noise,
                    Counted{std::ssize(m.units), "factor"}, noise == 1 ? "has" : "have",
                    Counted{sweep.replicates, "replicate"}));
  }
  add_limits(report, sweep);
}

void add_regression(Report& report, const OutcomeAnalysis& outcome, const SweepTable& sweep,
                    std::size_t most) {
  const RegressionMeasures& r = *outcome.regression;
  const std::vector<FactorDelta>& deltas = outcome.moment_independent->factors;
  const bool words = std::any_of(r.factors.begin(), r.factors.end(),
                                 [](const FactorRegression& f) { return f.unordered; });
  report.paragraph(say("Direction, and any dependence at all (partial rank correlation; "
                       "Borgonovo's delta), {} points{}",
                       r.points, left_out(outcome, "regression")),
                   kHeadingIndent, true);
  Table table{.columns = {label_column({"factor"}), figure_column({"PRCC"}), label_column({"95 %"}),
                          figure_column({"SRC"}), figure_column({"delta"}),
                          label_column({"95 %"})}};
  if (words) {
    table.columns.push_back(figure_column({"partial R^2"}));
    table.columns.push_back(label_column({"95 %"}));
  }
  table.columns.push_back(label_column({}));
  // The partial R^2 of a factor with numbers is the square of its PRCC.
  const auto order = largest_first(r.factors.size(), [&](std::size_t i) {
    const double part = r.factors[i].rank_partial_r_squared.value;
    return std::isnan(part) ? deltas[i].delta.value : 2 + part;
  });
  for (std::size_t i = 0; i < std::min(most, order.size()); ++i) {
    const FactorRegression& f = r.factors[order[i]];
    const FactorDelta& d = deltas[order[i]];
    Row row{sweep.design.factors[order[i]].name,
            f.unordered ? Cell("no order") : Cell(signed_index(f.prcc.value)),
            interval(f.prcc),
            f.unordered ? Cell() : Cell(signed_index(f.src.value)),
            index(d.delta.value),
            interval(d.delta)};
    if (words) {
      row.emplace_back(index(f.rank_partial_r_squared.value));
      row.emplace_back(interval(f.rank_partial_r_squared));
    }
    row.emplace_back(std::string(note_on(f, d)));
    table.rows.push_back(std::move(row));
  }
  add_table(report, std::move(table), order.size());
  if (words) {
    report.item(
        say("words have no order, hence no direction; partial R^2 is the part of what the "
            "other factors leave of the variance (of ranks) that a factor explains"));
  }
  // percentile_estimate and with_spread give none where many samples have no value.
  const bool without_interval =
      std::any_of(r.factors.begin(), r.factors.end(), [](const FactorRegression& f) {
        const IndexEstimate& e = f.unordered ? f.rank_partial_r_squared : f.prcc;
        return !std::isnan(e.value) && std::isnan(e.low);
      });
  const bool few = sweep.common_chance && replicate_groups(sweep.replicates) < kFewestGroups;
  if (without_interval && !few) {  // add_limits says so of few
    report.item(
        say("an interval is missing where many resamples of points or replicates have no value, "
            "because the outcome is the same at all their points, or another factor explains it "
            "wholly: more replicates or points"));
  }
  if (!std::isnan(r.r_squared.value)) {
    report.item(say("R^2 {} of the linear fit, {} of the ranks{}", index(r.r_squared.value),
                    index(r.rank_r_squared.value), reliability_of(r.reliability, sweep)));
  }
  add_limits(report, sweep);
}

}  // namespace armistice
