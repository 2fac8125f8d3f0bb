#include "experiments/findings/run.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "experiments/engine/asked_dates.hpp"
#include "experiments/findings/actors.hpp"
#include "experiments/findings/by_date.hpp"
#include "experiments/findings/costs.hpp"
#include "experiments/findings/estimate.hpp"
#include "experiments/findings/estimate_cells.hpp"
#include "experiments/findings/hints.hpp"
#include "experiments/findings/outcomes.hpp"
#include "experiments/findings/parameters.hpp"
#include "experiments/findings/run_facts.hpp"
#include "experiments/findings/survival.hpp"
#include "experiments/findings/timeline.hpp"
#include "experiments/findings/vetoes.hpp"
#include "experiments/input/resolved_settings.hpp"
#include "experiments/output/version.hpp"
#include "experiments/report/printed.hpp"
#include "experiments/report/report_data.hpp"

namespace armistice {
namespace {

using Json = nlohmann::ordered_json;

/// One scenario and what came out of it.
struct Run {
  const Scenario& scenario;
  const Ensemble& ensemble;

  const Tally& tally() const { return ensemble.tally; }
  std::string date(int month) const { return to_string(add_months(scenario.start, month - 1)); }
  std::int64_t stopped() const { return tally().trials - tally().count(Share::kContinuedWarAll); }
  Digits digits() const { return Digits::of_share(tally().trials); }
};

/// The deviations of the model from the default.
void add_assumptions(Report& report, const Scenario& scenario) {
  std::vector<Text> unusual;
  if (scenario.structure.rule != Rule::kQuantal) {
    unusual.push_back(say("{}", words_of(scenario.structure.rule)));
  }
  if (scenario.mechanisms == Mechanisms::kCore) {
    unusual.push_back(say("{}", words_of(scenario.mechanisms)));
  }
  if (unusual.empty()) return;
  report.paragraph(say("unlike the default: {}", joined(unusual, "; ")), 4);
}

void add_title(Report& report, const Run& run) {
  const Scenario& scenario = run.scenario;
  const Ensemble& e = run.ensemble;
  const int months = run.tally().horizon_months;
  report.paragraph(say("{}: {}", scenario.name, scenario.title), 4);
  add_settings_paragraph(report, scenario);
  report.paragraph(say("{}, seed {}, {} months from {} to {}", Counted{run.tally().trials, "trial"},
                       whole(e.settings.seed), whole(months), run.date(1), run.date(months)));
  report.paragraph(say("scenario digest {}; {}", scenario.digest, ranges_sentence(e.nested.sets)));
  add_assumptions(report, scenario);
  add_precision_paragraph(report, e.settings, e.precision, run.tally().trials, true);
  add_notes(report, scenario);
}

/// Below how the fighting first stops. With full mechanisms strict and wide readings of a good end
/// stand side by side, with any stop that lasts.
constexpr Share kGroupsOfCore[] = {Share::kFightingAtHorizon, Share::kStoppedAtHorizon,
                                   Share::kDurableAcceptablePeace, Share::kStrengthStatus};
constexpr Share kGroupsOfFull[] = {Share::kFightingAtHorizon, Share::kAcceptable,
                                   Share::kLastingStop, Share::kDurableAcceptablePeace,
                                   Share::kDurableAcceptableWide};
std::span<const Share> groups_of(LabelsUsed labels) {
  if (labels.full) return kGroupsOfFull;
  return kGroupsOfCore;
}

void add_outcomes(Report& report, const Run& run) {
  Table table{
      .columns = {label_column({"", "", "how the fighting first stops"}),
                  figure_column({"", "", "share, %"}),
                  figure_column({"sampling error", "(95 %; more trials", "would narrow it)"}),
                  figure_column({"what we do not know", "(5-95 % over parameter sets;",
                                 "more trials would not)"})}};
  const Digits digits = run.digits();
  const auto add_row = [&](const std::string& label, const ShareEstimate& e) {
    table.rows.push_back({label, Number{e.share, digits}, dashed(e.sampling, digits),
                          dashed(e.ranges, run.ensemble.nested.sets, digits)});
  };
  const auto add = [&](Share share) { add_row(table_label(share), estimate(run.ensemble, share)); };
  const LabelsUsed labels = labels_of(run.scenario);
  for (const Share share : first_stop_shares(labels, run.tally().count(Share::kWiderWarFirst) > 0))
    add(share);
  for (const Share share : groups_of(labels)) add(share);
  // Beside the outcomes, where the mechanism is on.
  if (run.scenario.structure.switches.direct_clash) add(Share::kDirectClash);
  for (const Share share : {Share::kWiderWar, Share::kAbsorbed}) {
    if (labels.full && run.tally().count(share) > 0) add(share);
  }
  // A tail event is no class: it stands apart, and only where it was asked for.
  if (run.scenario.structure.switches.nuclear_tail) add(Share::kNuclearUse);
  for (const CalendarMonth date : run.ensemble.settings.by) {
    const int month = month_of(date, run.scenario);
    table.rows.push_back({printed(say("by {}, month {}", to_string(date), whole(month)))});
    for (const Outcome outcome : headlines_of(labels)) {
      add_row("  " + table_label(share_of(outcome)), estimate_by(run.ensemble, outcome, month));
    }
  }
  report.table(std::move(table));
}

/// What we do not know if the forms of the model are drawn too, beside what we do not know under
/// the forms of the scenario; and the shares of each form.
void add_structures(Report& report, const Run& run) {
  const StructuralSample& sample = run.ensemble.structural;
  if (sample.nested.sets == 0) return;
  const Digits digits = run.digits();
  Table ranges{.columns = {label_column({"", "what we do not know,", "5-95 % over parameter sets"}),
                           figure_column({"", "as the", "scenario says"}),
                           figure_column({"with the forms", "of the model", "drawn too"})}};
  const auto headlines = headlines_of(labels_of(run.scenario));
  std::vector<Share> shares;
  for (const Outcome outcome : headlines) shares.push_back(share_of(outcome));
  shares.push_back(Share::kDurableAcceptablePeace);
  for (const Share share : shares) {
    ranges.rows.push_back(
        {table_label(share),
         dashed(estimate(run.ensemble, share).ranges, run.ensemble.nested.sets, digits),
         dashed(parameter_range(sample.nested.of(share)), sample.nested.sets, digits)});
  }
  report.table(std::move(ranges));
  Table options{.columns = {label_column({"share, %, by form"})}};
  for (const Outcome outcome : headlines) {
    options.columns.push_back(figure_column({table_label(share_of(outcome))}));
  }
  for (const StructuralOption& option : sample.options) {
    Row row{fmt::format("{} = {}", option.choice, option.option)};
    for (const Outcome outcome : headlines) {
      const double part = option.part(share_of(outcome));
      row.push_back(std::isnan(part) ? Cell("-") : Cell(Number{part, digits}));
    }
    options.rows.push_back(std::move(row));
  }
  report.table(std::move(options));
}

std::vector<int> reported_months(const Tally& tally) {
  std::vector<int> months;
  for (const int month : kReportedMonths) {
    if (month <= tally.horizon_months) months.push_back(month);
  }
  return months;
}

void add_months(Report& report, const Run& run) {
  const std::vector<int> months = reported_months(run.tally());
  Table table{.columns = {label_column({"share, %, by month", "  that ends with"})}};
  for (const int month : months) {
    table.columns.push_back(figure_column({printed(Cell(whole(month))), run.date(month)}));
  }
  for (const Outcome outcome : headlines_of(labels_of(run.scenario))) {
    Row row{table_label(share_of(outcome))};
    for (const int month : months) {
      row.emplace_back(Number{share_by(run.tally(), outcome, month), run.digits()});
    }
    table.rows.push_back(std::move(row));
  }
  report.table(std::move(table));
}

constexpr std::array<int, 2> kRelapseMonths = {24, 60};

/// The share of trials with an acceptable stop, times the part of them that is kept for so long
/// (Kaplan-Meier). Nothing if none was observed so long.
std::optional<double> acceptable_and_kept(const Tally& tally, int months) {
  const Survival peace = tally.acceptable_survival(months);
  if (peace.at_risk == 0) return std::nullopt;
  return tally.share(Share::kAcceptable) * peace.share;
}

void add_durability(Report& report, const Run& run) {
  const Digits digits = Digits::of_share(run.stopped());
  for (const int months : kRelapseMonths) {
    const Relapse relapse = relapse_within(run.tally(), months);
    const Text found = relapse.seen ? say("{} (sampling error {})",
                                          Number{relapse.share, digits, NumberForm::kWithUnit},
                                          dashed(relapse.sampling, digits))
                                    : say("no stop was observed for so long");
    report.paragraph(say("relapse within {} months of a stop: {}", months, found), 2,
                     months == kRelapseMonths.front());
  }
  if (!labels_of(run.scenario).full) return;
  const std::optional<double> kept = acceptable_and_kept(run.tally(), kRelapseMonths[1]);
  if (!kept) return;
  const Relapse relapse = relapse_of(run.tally().acceptable_survival(kRelapseMonths[1]));
  report.paragraph(
      say("relapse within {} months of an acceptable stop: {}; an acceptable stop that "
          "is kept for so long: {}",
          kRelapseMonths[1], Number{relapse.share, digits, NumberForm::kWithUnit},
          Number{*kept, run.digits(), NumberForm::kWithUnit}),
      2);
}

// For the peace between the first stop and the first relapse.
void add_violations(Report& report, const Run& run) {
  const double all = run.tally().result(Result::violations).sum;
  if (all <= 0) return;
  const double unanswered = run.tally().result(Result::violations_unanswered).sum / all;
  report.paragraph(
      say("violations after a stop, until a relapse or the horizon: {} on average, {} without an "
          "answer",
          Number{all / static_cast<double>(run.stopped()), Digits::fixed(0)},
          Number{unanswered, run.digits(), NumberForm::kWithUnit}),
      2);
}

void add_medians(Report& report, const Run& run) {
  const Tally& tally = run.tally();
  const double end = tally.result_quantile(Result::end_month, .5);
  const int month = std::isnan(end) ? 0 : static_cast<int>(std::lround(end));
  report.paragraph(say("{}; months of war, mean of all trials: {}",
                       month == 0 ? say("no trial stopped")
                                  : say("median stop of those that stopped: {}, month {}",
                                        run.date(month), whole(month)),
                       Number{tally.mean(Result::months_of_war), Digits::fixed(1)}),
                   2);
  // Three digits are more than a model of a war can know; two, if few trials were run.
  constexpr std::int64_t kTrialsForThree = 2401;
  const Digits digits = Digits::significant(tally.trials < kTrialsForThree ? 2 : 3);
  report.paragraph(
      say("median casualties to the horizon, thousand: Russia {}, Ukraine {}",
          Number{tally.result_quantile(Result::russian_casualties_thousand, .5), digits},
          Number{tally.result_quantile(Result::ukrainian_casualties_thousand, .5), digits}),
      2);
  if (!labels_of(run.scenario).full) return;
  report.paragraph(
      say("deaths to the horizon, thousand, mean: Russia {}, Ukraine {}, civilians {}",
          Number{tally.mean(Result::russian_deaths_thousand), digits},
          Number{tally.mean(Result::ukrainian_deaths_thousand), digits},
          Number{tally.mean(Result::civilian_deaths_thousand), Digits::significant(2)}),
      2);
}

void add_leaders(Report& report, const Run& run) {
  const Tally& tally = run.tally();
  const std::span<const Outcome> headlines = headlines_of(labels_of(run.scenario));
  constexpr const char* kLabels[] = {"can stop   ", "cannot stop"};
  for (std::size_t cannot = 0; cannot < 2; ++cannot) {
    const auto& counts = tally.leader_cannot_stop[cannot];
    const auto count = [&](Outcome o) { return counts[static_cast<std::size_t>(o)]; };
    std::int64_t trials = 0;
    for (const Outcome outcome : headlines) trials += count(outcome);
    if (trials == 0) continue;
    const auto share = [&](Outcome o) {
      return Number{static_cast<double>(count(o)) / static_cast<double>(trials),
                    Digits::of_share(trials)};
    };
    const Text defeat =
        headlines.size() < kOutcomes ? say("") : say(", defeat {}", share(Outcome::kDefeat));
    report.paragraph(
        say("where Moscow's leader {} ({}, %): negotiated {}, cease-fire {}{}, war {}",
            kLabels[cannot], Counted{trials, "trial"}, share(Outcome::kNegotiatedPeace),
            share(Outcome::kDeFactoCeasefire), defeat, share(Outcome::kContinuedWar)),
        2);
  }
}

/// The commands that say why.
void add_where_to_ask_why(Report& report, const Scenario& scenario, const RunSettings& settings) {
  const std::string name = typed_name(scenario);
  const auto set = typed_settings(scenario);
  if (name.empty() || !set) return;
  const std::string rest = name + *set + typed_run(settings);
  add_commands(report, "why",
               {{"armistice pivotal " + rest, "whose choices"},
                {"armistice trace " + rest + " --trial 0", ""}});
}

std::string outcome_name(Outcome headline) {
  return std::string(name_of(share_of(headline)).outcome);
}

Json by_month_data(const Run& run) {
  Table table{.columns = {column("month"), column("date")}};
  const std::span<const Outcome> headlines = headlines_of(labels_of(run.scenario));
  for (const Outcome outcome : headlines) table.columns.push_back(column(outcome_name(outcome)));
  for (const int month : reported_months(run.tally())) {
    Row row{whole(month), run.date(month)};
    for (const Outcome outcome : headlines) {
      row.emplace_back(share_by(run.tally(), outcome, month));
    }
    table.rows.push_back(std::move(row));
  }
  return data_of(table);
}

Json relapse_data(const Relapse& r) {
  if (!r.seen) return nullptr;
  return data_of_row({.columns = {column("share"), sampling_column()}},
                     {r.share, ends(r.sampling)});
}

Json leaders_data(const Run& run, std::size_t cannot_stop) {
  Json counts;
  for (const Outcome outcome : headlines_of(labels_of(run.scenario))) {
    counts[outcome_name(outcome)] =
        run.tally().leader_cannot_stop[cannot_stop][static_cast<std::size_t>(outcome)];
  }
  return counts;
}

Json findings_of(const Run& run) {
  const Tally& tally = run.tally();
  Json data;
  data["outcomes"] = data_of(outcomes_table(run.scenario, run.ensemble));
  data["by_month"] = by_month_data(run);
  if (run.ensemble.structural.nested.sets > 0) {
    data["structures"] = data_of(structures_table(run.scenario, run.ensemble));
  }
  if (!run.ensemble.settings.by.empty()) {
    data["by_date"] = by_date_data(run.scenario, run.ensemble);
  }
  data["relapse_within_24_months"] = relapse_data(relapse_within(tally, kRelapseMonths[0]));
  data["relapse_within_60_months"] = relapse_data(relapse_within(tally, kRelapseMonths[1]));
  if (labels_of(run.scenario).full) {
    for (const int months : kRelapseMonths) {
      const Relapse r = relapse_of(tally.acceptable_survival(months));
      data[fmt::format("relapse_of_acceptable_within_{}_months", months)] = relapse_data(r);
    }
    const std::optional<double> kept = acceptable_and_kept(tally, kRelapseMonths[1]);
    data["acceptable_and_kept_60_months"] = kept ? data_of(*kept) : Json();
    data["mean_deaths_thousand"] = data_of(tally.mean(Result::deaths_thousand));
  }
  const double end = tally.result_quantile(Result::end_month, .5);
  data["median_end_month"] = data_of(end);
  data["median_end_date"] = nullptr;
  if (!std::isnan(end)) data["median_end_date"] = run.date(static_cast<int>(std::lround(end)));
  data["median_russian_casualties_thousand"] =
      data_of(tally.result_quantile(Result::russian_casualties_thousand, .5));
  data["median_ukrainian_casualties_thousand"] =
      data_of(tally.result_quantile(Result::ukrainian_casualties_thousand, .5));
  data["trials_where_leader_can_stop"] = leaders_data(run, 0);
  data["trials_where_leader_cannot_stop"] = leaders_data(run, 1);
  data["notes"] = run.scenario.notes;
  return data;
}

std::vector<Table> tables_of(const Run& run) {
  const Scenario& scenario = run.scenario;
  const Ensemble& ensemble = run.ensemble;
  const bool donors = !run.tally().cost_sum.empty();
  std::vector<Table> tables = {outcomes_table(scenario, ensemble)};
  if (!run.tally().timeline_sum.empty()) tables.push_back(timeline_table(scenario, ensemble));
  if (donors) {
    tables.push_back(actors_table(scenario, ensemble));
    tables.push_back(costs_table(scenario, ensemble));
  }
  tables.push_back(incidence_table(scenario, ensemble));
  if (!ensemble.settings.by.empty()) tables.push_back(by_date_table(scenario, ensemble));
  tables.push_back(relapse_table(scenario, ensemble));
  if (ensemble.structural.nested.sets > 0) tables.push_back(structures_table(scenario, ensemble));
  tables.push_back(leaders_table(scenario, ensemble));
  tables.push_back(parameters_table(scenario));
  if (donors) tables.push_back(vetoes_table(scenario, ensemble));
  return tables;
}

Json run_of(const Run& run, Record record) {
  const Scenario& scenario = run.scenario;
  const Ensemble& e = run.ensemble;
  Json data;
  data["command"] = "run";
  data["version"] = kVersion;
  data["program"] = source_digest();
  data["scenario"] = scenario_identity(scenario);
  add_settings(data, scenario);
  data["rule"] = name_of(scenario.structure.rule);
  data["mechanisms"] = name_of(scenario.mechanisms);
  data["seed"] = e.settings.seed;
  data["first_trial"] = e.settings.first_trial;
  data["trials"] = e.tally.trials;
  add_precision(data, e.settings, e.precision);
  data["horizon_months"] = e.tally.horizon_months;
  data["start"] = to_string(scenario.start);
  data["by"] = dates_facts(e.settings);
  data["nested"] = nested_facts(e.nested.sets);
  if (e.settings.structures) data["structures"] = structures();
  data["record"] = name_of(record);
  data["status"] = status_of(e.complete);
  return data;
}

}  // namespace

Report report_of(const Scenario& scenario, const Ensemble& ensemble, Record record) {
  const Run run{scenario, ensemble};
  Report report;
  report.run = run_of(run, record);
  report.findings = findings_of(run);
  add_title(report, run);
  add_outcomes(report, run);
  add_structures(report, run);
  add_months(report, run);
  add_durability(report, run);
  add_violations(report, run);
  add_medians(report, run);
  add_vetoes(report, scenario, ensemble);
  add_leaders(report, run);
  add_where_to_ask_why(report, scenario, ensemble.settings);
  report.tables = tables_of(run);
  return report;
}

}  // namespace armistice
