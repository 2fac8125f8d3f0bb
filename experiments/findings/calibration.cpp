#include "experiments/findings/calibration.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "experiments/findings/run_facts.hpp"

namespace armistice {
namespace {

const Digits kThreeDigits = Digits::general(3);
const Digits kOneDecimal = Digits::fixed(1);
const Digits kTwoDecimals = Digits::fixed(2);
const Digits kPercent = Digits::fixed_percent(1);

Cell shown(double x) { return Number{x, kThreeDigits}; }
Cell shown_away(double x) { return Number{x, kOneDecimal}; }
Cell shown_ratio(double x) { return Number{x, kTwoDecimals}; }

constexpr std::string_view kMethods[] = {"likelihood", "distance"};
constexpr double kMissed = 2;  // standard deviations

std::string short_name(const std::string& parameter) {
  constexpr std::string_view kTable = "parameters.";
  return parameter.starts_with(kTable) ? parameter.substr(kTable.size()) : parameter;
}

Table draws_table(const std::string& name, const CalibrationPlan& plan,
                  const PosteriorDraws& draws) {
  Table table{.name = name};
  for (const FittedParameter& p : plan.fitted) table.columns.push_back(column(p.name));
  for (const CubePoint& point : draws.points) {
    Row& row = table.rows.emplace_back();
    for (const float x : values_of(plan.fitted, point)) row.emplace_back(double{x});
  }
  return table;
}

Table waves_table(const Calibration& c) {
  Table table{.name = "waves",
              .columns = {column("wave"), column("points"), column("kept"), column("trials"),
                          column("prior_share"), column("box_share")}};
  for (std::size_t w = 0; w < c.waves.size(); ++w) {
    const Wave& wave = c.waves[w];
    table.rows.push_back({whole(static_cast<int>(w) + 1), whole(wave.points), whole(wave.kept),
                          whole(wave.trials), wave.prior_share, wave.box.volume()});
  }
  return table;
}

Table parameters_table(const Calibration& c) {
  Table table{.name = "fitted",
              .columns = {column("parameter"), column("series"), column("prior_mean"),
                          column("prior_sd"), column("likelihood_mean"), column("likelihood_sd"),
                          column("likelihood_ratio"), column("distance_mean"),
                          column("distance_sd"), column("distance_ratio"), column("identified")}};
  for (std::size_t i = 0; i < c.parameters.size(); ++i) {
    const FittedParameter& p = c.plan.fitted[i];
    const FittedMoments& m = c.parameters[i];
    table.rows.push_back({p.name, p.series, p.prior_mean, p.prior_sd, m.mean_likelihood,
                          m.sd_likelihood, m.sd_likelihood / p.prior_sd, m.mean_distance,
                          m.sd_distance, m.sd_distance / p.prior_sd, m.identified ? "yes" : "no"});
  }
  return table;
}

Table statistics_table(const Calibration& c) {
  Table table{.name = "fit",
              .columns = {column("statistic"), column("observed"), column("within_sd"),
                          column("observation_sd"), column("discrepancy_sd"), column("prior_mean"),
                          column("prior_sd"), column("prior_away"), column("likelihood_mean"),
                          column("likelihood_sd"), column("likelihood_away"),
                          column("distance_mean"), column("distance_sd"), column("distance_away")}};
  for (std::size_t k = 0; k < c.statistics.size(); ++k) {
    const FittedStatistic& s = c.statistics[k];
    table.rows.push_back({c.plan.summary.statistics()[k].name, s.observed, s.within, s.error,
                          s.discrepancy, s.prior_mean, s.prior_sd, s.prior_away, s.likelihood_mean,
                          s.likelihood_sd, s.likelihood_away, s.distance_mean, s.distance_sd,
                          s.distance_away});
  }
  return table;
}

void add_heading(Report& report, const CalibrationPlan& plan) {
  report.paragraph(say("{}: {}", plan.scenario.name, plan.scenario.title));
  std::vector<std::string> windows;
  for (const Window& w : plan.summary.windows()) windows.push_back(to_string(w.start));
  report.paragraph(
      say("{} and {} in windows of {} from {}, against {}, seed {}",
          Counted{static_cast<std::int64_t>(plan.fitted.size()), "parameter"},
          Counted{static_cast<std::int64_t>(plan.summary.statistics().size()), "statistic"},
          Counted{plan.settings.window_months, "month"}, joined(windows),
          plan.settings.observations.filename().string(), whole(plan.settings.seed)),
      2);
}

void add_waves(Report& report, const Calibration& c) {
  Table table{.columns = {label_column({"wave"}), figure_column({"points"}),
                          figure_column({"kept"}), figure_column({"of prior"}),
                          figure_column({"trials"}), figure_column({"seconds"})}};
  for (std::size_t w = 0; w < c.waves.size(); ++w) {
    const Wave& wave = c.waves[w];
    table.rows.push_back({whole(static_cast<int>(w) + 1), whole(wave.points), whole(wave.kept),
                          Number{wave.prior_share, kPercent}, whole(wave.trials),
                          Number{wave.seconds, kOneDecimal}});
  }
  report.paragraph(say("History matching: a point is kept if its third largest distance from what "
                       "was observed is below 3 standard deviations."),
                   0, true);
  report.table(std::move(table), 2, false);
}

void add_methods(Report& report, const Calibration& c) {
  const auto add = [&report](std::string_view what, const PosteriorDraws& d,
                             std::string_view rounds) {
    report.item(
        say("- {}: {} after {} {}, {} of them distinct; {} % of the last proposals "
            "accepted, effective size of the last weights {}; {}, {} s",
            what, Counted{static_cast<std::int64_t>(d.points.size()), "draw"}, whole(d.rounds),
            rounds, whole(d.distinct), Number{100 * d.acceptance, kOneDecimal},
            Number{d.effective, Digits::fixed(0)}, Counted{d.trials, "trial"},
            Number{d.seconds, kOneDecimal}));
  };
  report.paragraph(say("Posterior by two methods:"), 0, true);
  add("likelihood (synthetic, robust; sequential Monte Carlo)", c.likelihood, "temperatures");
  add("distance (approximate Bayesian computation)", c.distance, "generations");
}

void add_parameters(Report& report, const Calibration& c) {
  Table table{.columns = {label_column({"parameter"}), figure_column({"prior"}),
                          figure_column({"sd"}), figure_column({"likelihood"}),
                          figure_column({"to prior"}), figure_column({"distance"}),
                          figure_column({"to prior"})}};
  std::vector<std::string> unknown;
  for (std::size_t i = 0; i < c.parameters.size(); ++i) {
    const FittedParameter& p = c.plan.fitted[i];
    const FittedMoments& m = c.parameters[i];
    table.rows.push_back({short_name(p.name), shown(p.prior_mean), shown(p.prior_sd),
                          shown(m.mean_likelihood), shown_ratio(m.sd_likelihood / p.prior_sd),
                          shown(m.mean_distance), shown_ratio(m.sd_distance / p.prior_sd)});
    if (!m.identified) unknown.push_back(short_name(p.name));
  }
  report.paragraph(say("Parameters: means, and standard deviations to that of the prior."), 0,
                   true);
  report.table(std::move(table), 2, false);
  if (unknown.empty()) {
    report.paragraph(say("The data identify all of them: the likelihood narrows each by a fifth or "
                         "more."),
                     0, true);
  } else {
    report.paragraph(
        say("The data do not identify, so there is no reason to leave the prior of: {}. "
            "(Not narrower by a fifth by the likelihood.) The rows of posterior.csv have "
            "these too, and where they moved it is mostly the chance of this fit.",
            joined(unknown)),
        0, true);
  }
}

void add_statistics(Report& report, const Calibration& c) {
  Table table{.columns = {label_column({"statistic"}), figure_column({"observed"}),
                          figure_column({"prior"}), figure_column({"away"}),
                          figure_column({"likelihood"}), figure_column({"away"}),
                          figure_column({"distance"}), figure_column({"away"})}};
  std::vector<std::string> missed;
  std::string series;
  for (std::size_t k = 0; k < c.statistics.size(); ++k) {
    const FittedStatistic& s = c.statistics[k];
    const std::string& name = c.plan.summary.statistics()[k].name;
    // Below the name of its series, so that a line fits a terminal.
    const std::size_t blank = name.find(' ');
    if (name.substr(0, blank) != series) {
      series = name.substr(0, blank);
      table.rows.push_back({series});
    }
    table.rows.push_back({"  " + name.substr(blank + 1), shown(s.observed), shown(s.prior_mean),
                          shown_away(s.prior_away), shown(s.likelihood_mean),
                          shown_away(s.likelihood_away), shown(s.distance_mean),
                          shown_away(s.distance_away)});
    if (std::abs(s.likelihood_away) >= kMissed && std::abs(s.distance_away) >= kMissed) {
      missed.push_back(name);
    }
  }
  report.paragraph(say("Statistics: predictive means, and how many standard deviations what was "
                       "observed lies away, with chance, observation error and discrepancy."),
                   0, true);
  report.table(std::move(table), 2, false);
  report.paragraph(
      missed.empty()
          ? say("None is missed by both posteriors: one comes within 2 standard deviations at "
                "least.")
          : say("Both posteriors miss by 2 standard deviations or more: {}.", joined(missed)),
      0, true);
}

Table truths_table(const SimulationCheck& check) {
  Table table{.name = "truths",
              .columns = {column("truth"), column("parameter"), column("value"), column("method"),
                          column("mean"), column("sd"), column("rank")}};
  for (std::size_t t = 0; t < check.truths.size(); ++t) {
    const Truth& truth = check.truths[t];
    for (std::size_t i = 0; i < truth.value.size(); ++i) {
      for (int m = 0; m < 2; ++m) {
        table.rows.push_back({whole(static_cast<int>(t) + 1), check.plan.fitted[i].name,
                              truth.value[i], std::string(kMethods[m]), truth.mean[m][i],
                              truth.sd[m][i], whole(truth.rank[m][i])});
      }
    }
  }
  return table;
}

/// The ranks of a parameter by one method.
std::vector<int> ranks_of(const SimulationCheck& check, std::size_t parameter, int method) {
  std::vector<int> ranks;
  for (const Truth& truth : check.truths) ranks.push_back(truth.rank[method][parameter]);
  return ranks;
}

Table ranks_table(const SimulationCheck& check) {
  Table table{.name = "ranks",
              .columns = {column("parameter"), column("method"), column("rank"), column("count")}};
  for (std::size_t i = 0; i < check.plan.fitted.size(); ++i) {
    for (int m = 0; m < 2; ++m) {
      const std::vector<int> ranks = ranks_of(check, i, m);
      for (int r = 0; r < kRanks; ++r) {
        table.rows.push_back({check.plan.fitted[i].name, std::string(kMethods[m]), whole(r),
                              whole(static_cast<int>(std::count(ranks.begin(), ranks.end(), r)))});
      }
    }
  }
  return table;
}

/// Squared differences of posterior means from truths, to those of prior means.
double error_to_prior(const SimulationCheck& check, std::size_t parameter, int method) {
  double posterior = 0, prior = 0;
  for (const Truth& t : check.truths) {
    posterior += std::pow(t.mean[method][parameter] - t.value[parameter], 2);
    prior += std::pow(check.plan.fitted[parameter].prior_mean - t.value[parameter], 2);
  }
  return std::sqrt(posterior / prior);
}

}  // namespace

nlohmann::ordered_json calibration_data(const CalibrationPlan& plan) {
  const CalibrationSettings& s = plan.settings;
  nlohmann::ordered_json data;
  data["observations"] = s.observations.filename().string();
  data["windows"] = nlohmann::ordered_json::array();
  for (const Window& w : plan.summary.windows()) data["windows"].push_back(to_string(w.start));
  data["window_months"] = s.window_months;
  data["parameters"] = nlohmann::ordered_json::array();
  for (const FittedParameter& p : plan.fitted) data["parameters"].push_back(p.name);
  data["without"] = s.without;
  data["discrepancy"] = s.discrepancy;
  data["observed"] = nlohmann::ordered_json::object();
  for (std::size_t k = 0; k < plan.summary.observed().size(); ++k) {
    data["observed"][plan.summary.statistics()[k].name] =
        fmt::format("{}", plan.summary.observed()[k]);
  }
  if (s.truths == 0) data["waves"] = s.waves;
  data["points"] = s.points;
  data["replicates"] = s.replicates;
  data["draws"] = s.draws;
  data["moves"] = s.moves;
  data["truths"] = s.truths;
  return data;
}

Report report_of(const Calibration& c, nlohmann::ordered_json run) {
  Report report;
  report.of_trials = false;
  report.of_the_model = true;
  report.run = std::move(run);
  add_heading(report, c.plan);
  add_waves(report, c);
  add_methods(report, c);
  add_parameters(report, c);
  add_statistics(report, c);
  report.paragraph(say("{} in all. A scenario uses the joint rows of the likelihood with "
                       "[posterior] file = \"DIR/posterior.csv\", DIR being the folder of --out.",
                       Counted{c.trials, "trial"}),
                   0, true);
  report.tables = {draws_table("posterior", c.plan, c.likelihood),
                   draws_table("posterior_distance", c.plan, c.distance), waves_table(c),
                   parameters_table(c), statistics_table(c)};
  return report;
}

Report report_of(const SimulationCheck& check, nlohmann::ordered_json run) {
  Report report;
  report.of_trials = false;
  report.of_the_model = true;
  report.run = std::move(run);
  add_heading(report, check.plan);
  report.paragraph(
      say("{}: parameters from their priors, and data of the model with its errors and "
          "its discrepancy. A calibration is sound if the ranks of the truths among "
          "its draws are uniform: p is that of Pearson's chi-square over {} ranks. "
          "error: of the posterior mean, to that of the prior's; below 1 it learns.",
          Counted{static_cast<std::int64_t>(check.truths.size()), "truth"}, whole(kRanks)),
      0, true);
  Table table{.columns = {label_column({"parameter"}), figure_column({"likelihood", "p"}),
                          figure_column({"", "error"}), figure_column({"", "mean rank"}),
                          figure_column({"distance", "p"}), figure_column({"", "error"}),
                          figure_column({"", "mean rank"})}};
  for (std::size_t i = 0; i < check.plan.fitted.size(); ++i) {
    Row row = {short_name(check.plan.fitted[i].name)};
    for (int m = 0; m < 2; ++m) {
      const std::vector<int> ranks = ranks_of(check, i, m);
      double sum = 0;
      for (const int rank : ranks) sum += rank;
      row.push_back(shown(uniformity(ranks)));
      row.push_back(shown_ratio(error_to_prior(check, i, m)));
      row.push_back(shown_away(sum / static_cast<double>(ranks.size())));
    }
    table.rows.push_back(std::move(row));
  }
  report.table(std::move(table), 2, false);
  report.tables = {ranks_table(check), truths_table(check)};
  return report;
}

}  // namespace armistice
