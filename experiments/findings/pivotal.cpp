#include "experiments/findings/pivotal.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "experiments/comparison/compared_names.hpp"
#include "experiments/findings/estimate_cells.hpp"
#include "experiments/findings/run_facts.hpp"
#include "experiments/report/report_data.hpp"

namespace armistice {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kNamedInWords = 3;
constexpr std::size_t kActorsShown = 12;
constexpr std::size_t kChoicesShown = 8;
const std::string kAny = "any";  // of an actor's interventions

/// "votes no": what the actor would do.
std::string words_of(const Intervention& held) {
  const bool low = held.end < 1;
  switch (held.choice) {
    case Choice::kVote:
      return low ? "votes no" : "votes yes";
    case Choice::kAid:
      return low ? "gives no aid" : "gives the most aid";
    case Choice::kStance:
      return low ? "stance at its lowest" : "stance at its highest";
    case Choice::kSupport:
      return low ? "withholds support" : "supports fully";
    case Choice::kCompliance:
      return low ? "keeps buying" : "complies fully";
    case Choice::kCampaign:
      return low ? "stops fighting" : "fights on";
    case Choice::kSignature:
      return low ? "refuses to sign" : "accepts what is offered";
    case Choice::kHalt:
      return low ? "refuses a halt" : "orders a halt if it is proposed";
    case Choice::kNone:
      break;
  }
  return "";
}

/// One analysis, with its actors and their interventions in the order of their pivotality.
struct Reading {
  const PivotalQuestion& question;
  const PivotalAnalysis& analysis;
  Digits digits = Digits::of_share(analysis.trials);
  std::vector<std::size_t> actors = actors_by_pivotality(analysis);

  const Actor& actor(std::size_t a) const { return question.interventions.actors[a].actor; }
  const Intervention& held(std::size_t a, std::size_t i) const {
    return question.interventions.actors[a]
        .interventions[i - first_intervention(question.interventions, a)];
  }
  std::vector<std::size_t> interventions(std::size_t a) const {
    return interventions_by_pivotality(question, analysis, a);
  }
  std::size_t most_pivotal(std::size_t a) const { return interventions(a).front(); }
  PivotalEstimate of_actor(std::size_t a) const {
    return estimate(analysis.actors[a], analysis.trials);
  }
  PivotalEstimate of(std::size_t i) const {
    return estimate(analysis.interventions[i], analysis.trials);
  }
  /// Not a number at both ends, where it was not worked out.
  DifferenceRange over_sets(std::size_t i) const { return difference_range(analysis.sets[i]); }

  Number share(double x) const { return {x, digits}; }
  Number with_unit(double x) const { return {x, digits, NumberForm::kWithUnit}; }
  Number change(double x) const { return {x, digits, NumberForm::kChange}; }
  /// For shares that have no sign.
  Ends between(double low, double high) const { return {std::max(low, 0.0), high, digits}; }
  Ends sampling(const PivotalEstimate& e) const {
    return std::isnan(e.sampling.low) ? Ends{e.sampling.low, e.sampling.high, digits}
                                      : between(e.sampling.low, e.sampling.high);
  }
  /// Empty where it was not worked out.
  Cell range_cell(std::size_t i) const {
    const DifferenceRange range = over_sets(i);
    if (std::isnan(range.p05)) return {};
    return between(range.p05, range.p95);
  }
};

void add_title(Report& report, const Reading& r) {
  const PivotalAnalysis& a = r.analysis;
  report.paragraph(say("{}: {}", r.question.scenario.name, r.question.scenario.title), 2);
  add_settings_paragraph(report, r.question.scenario);
  Text how = say("{}, and each of them again under {} on the same chance; seed {}, {} months",
                 Counted{a.trials, "trial"}, Counted{std::ssize(a.interventions), "intervention"},
                 whole(a.settings.seed), whole(a.settings.horizon_months));
  if (a.settings.nested_sets > 0) {
    how +=
        say("; ranges from {} run {} times", Counted{a.settings.nested_sets, "set"}, kReplicates);
  }
  report.paragraph(std::move(how), 2);
  add_notes(report, r.question.scenario);
}

void add_answer(Report& report, const Reading& r) {
  Text answer;
  for (std::size_t rank = 0; rank < std::min(kNamedInWords, r.actors.size()); ++rank) {
    const std::size_t a = r.actors[rank];
    const PivotalEstimate e = r.of_actor(a);
    const Text share = say("{} ({})", r.with_unit(e.share_changed), r.sampling(e));
    answer += rank == 0 ? say("{} is pivotal most often: in {} of trials another choice of that "
                              "one actor would have ended the war in another way",
                              r.actor(a).name, share)
                        : say("; {} {}", r.actor(a).name, share);
  }
  std::size_t first = r.actors.front(), most = r.most_pivotal(first);
  for (const std::size_t a : r.actors) {
    const std::size_t of_actor = r.most_pivotal(a);
    if (r.of(of_actor).share_changed <= r.of(most).share_changed) continue;
    first = a;
    most = of_actor;
  }
  const PivotalEstimate e = r.of(most);
  Text ranges = say("sampling error {}", r.sampling(e));
  if (const Cell unknown = r.range_cell(most); !std::holds_alternative<std::monostate>(unknown)) {
    ranges += say("; over what we do not know {}", unknown);
  }
  const PivotalCounts& counts = r.analysis.interventions[most];
  answer += say(
      ". The choice that does most: {} {}, and {} of trials end in another way ({}). For {}, {} "
      "{} gained and {} lost: {} points ({}).",
      r.actor(first).name, words_of(r.held(first, most)), r.with_unit(e.share_changed), ranges,
      words_of(Compared(r.question.objective)), Counted{counts.gained, "trial"},
      counts.gained == 1 ? "is" : "are", counts.lost, r.change(e.difference),
      changes(e.difference_sampling, r.digits));
  report.paragraph(std::move(answer), 0, true);
}

void add_actors(Report& report, const Reading& r) {
  Column choice = label_column({"the choice that", "changes most"});
  Table table{.columns = {label_column({"pivotal, % of trials"}), figure_column({"any", "choice"}),
                          figure_column({"sampling", "error, 95 %"}), std::move(choice),
                          figure_column({"its", "share"}),
                          figure_column({"what we do", "not know, 5-95 %"})}};
  const std::size_t shown = std::min(kActorsShown, r.actors.size());
  for (std::size_t rank = 0; rank < shown; ++rank) {
    const std::size_t a = r.actors[rank], i = r.most_pivotal(a);
    const PivotalEstimate e = r.of_actor(a);
    table.rows.push_back({r.actor(a).name, r.share(e.share_changed), r.sampling(e),
                          words_of(r.held(a, i)), r.share(r.of(i).share_changed), r.range_cell(i)});
  }
  report.table(std::move(table));
  if (shown < r.actors.size()) {
    report.paragraph(say("and {} less often (--out, --json)", r.actors.size() - shown));
  }
}

/// Those that change the objective most, for better or worse.
void add_objective(Report& report, const Reading& r) {
  struct Line {
    std::size_t actor, intervention;
    PivotalEstimate e;
  };
  std::vector<Line> lines;
  for (const std::size_t a : r.actors) {
    for (const std::size_t i : r.interventions(a)) lines.push_back({a, i, r.of(i)});
  }
  std::stable_sort(lines.begin(), lines.end(), [](const Line& x, const Line& y) {
    return std::abs(x.e.difference) > std::abs(y.e.difference);
  });
  lines.resize(std::min(lines.size(), kChoicesShown));
  const double own =
      static_cast<double>(r.analysis.with_objective) / static_cast<double>(r.analysis.trials);
  report.paragraph(say("Choices that change {} most; it is {} as they choose now:",
                       words_of(Compared(r.question.objective)), r.with_unit(own)),
                   2, true);
  Table table{.columns = {label_column({}), label_column({}), figure_column({"gained"}),
                          figure_column({"lost"}), figure_column({"points"}),
                          figure_column({"sampling error, 95 %"})}};
  for (const Line& line : lines) {
    const PivotalCounts& counts = r.analysis.interventions[line.intervention];
    table.rows.push_back({r.actor(line.actor).name, words_of(r.held(line.actor, line.intervention)),
                          counts.gained, counts.lost, r.change(line.e.difference),
                          changes(line.e.difference_sampling, r.digits)});
  }
  report.table(std::move(table), 0, false);
}

void add_left_out(Report& report, const Reading& r) {
  std::vector<std::string> none;
  for (const NoSuchChoice& lacks : r.question.interventions.left_out) {
    none.push_back(
        fmt::format("{} ({})", lacks.code, lacks.choice == Choice::kVote ? "no vote" : "no aid"));
  }
  if (none.empty()) return;
  report.paragraph(say("Left out, since there is no such choice: {}.", joined(none)), 2, true);
}

Json run_of(const PivotalQuestion& question, const PivotalAnalysis& a) {
  Json run = begin_run("pivotal");
  run["scenario"] = scenario_facts(question.scenario);
  add_settings(run, question.scenario);
  run["objective"] = objective_facts(Compared(question.objective));
  run["actors"] = a.actors.size();
  run["interventions"] = a.interventions.size();
  run["left_out"] = Json::array();
  for (const NoSuchChoice& none : question.interventions.left_out) {
    run["left_out"].push_back({{"actor", none.code}, {"choice", name_of(none.choice)}});
  }
  run["seed"] = a.settings.seed;
  run["first_trial"] = a.settings.first_trial;
  run["trials"] = a.trials;
  run["horizon_months"] = a.settings.horizon_months;
  run["nested"] = nested_facts(a.settings.nested_sets);
  run["nested"]["of_the_most_pivotal_actors"] = kRangedActors;
  run["status"] = status_of(a.complete);
  return run;
}

/// A row for each actor with any of its choices, and below it one for each choice.
Table choices() {
  return {
      .name = "pivotal",
      .columns = {file_column("actor"),
                  file_column("name"),
                  file_column("kind"),
                  column("choice"),
                  column("end"),
                  file_column("trials"),
                  column("changed_outcome"),
                  column("changed_detail"),
                  column("share_changed"),
                  sampling_column(),
                  column("objective_gained"),
                  column("objective_lost"),
                  column("difference"),
                  {.name = "difference_low", .high = "difference_high", .data = "difference_95"},
                  range_column()}};
}

Row cells_of(const Reading& r, std::size_t a, const std::string& choice, const std::string& end,
             const PivotalCounts& counts) {
  const Actor& who = r.actor(a);
  const PivotalEstimate e = estimate(counts, r.analysis.trials);
  return {who.code,
          who.name,
          who.kind,
          choice,
          end,
          r.analysis.trials,
          counts.changed_outcome,
          counts.changed_detail,
          e.share_changed,
          ends(e.sampling),
          counts.gained,
          counts.lost};
}

Row actor_row(const Reading& r, std::size_t a) {
  Row row = cells_of(r, a, kAny, kAny, r.analysis.actors[a]);
  row.resize(choices().columns.size());
  return row;
}

Row intervention_row(const Reading& r, std::size_t a, std::size_t i) {
  const Intervention& held = r.held(a, i);
  const PivotalEstimate e = r.of(i);
  Row row = cells_of(r, a, std::string(name_of(held.choice)), std::string(end_name(held)),
                     r.analysis.interventions[i]);
  row.emplace_back(e.difference);
  row.emplace_back(ends(e.difference_sampling));
  row.emplace_back(set_range(r.over_sets(i), r.analysis.settings.nested_sets));
  return row;
}

/// The table, and the same as data, nested by actor.
void add_choices(Report& report, const Reading& r) {
  Table table = choices();
  Json& actors = report.findings["pivotal"] = Json::array();
  for (const std::size_t a : r.actors) {
    const Actor& who = r.actor(a);
    Json entry = {{"actor", who.code}, {"name", who.name}, {"kind", who.kind}};
    table.rows.push_back(actor_row(r, a));
    // Any choice has no difference, and its name is that of the entry.
    Json any = data_of_row(table, table.rows.back());
    for (const char* name : {"choice", "end", "difference", "difference_95", "parameters_5_95"}) {
      any.erase(name);
    }
    entry["any"] = std::move(any);
    entry["interventions"] = Json::array();
    for (const std::size_t i : r.interventions(a)) {
      table.rows.push_back(intervention_row(r, a, i));
      entry["interventions"].push_back(data_of_row(table, table.rows.back()));
    }
    actors.push_back(std::move(entry));
  }
  report.tables.push_back(std::move(table));
}

}  // namespace

Json asked_of(const PivotalQuestion& question) {
  return {{"scenario", scenario_facts(question.scenario)},
          {"objective", objective_facts(Compared(question.objective))}};
}

Report report_of(const PivotalQuestion& question, const PivotalAnalysis& analysis) {
  const Reading reading{question, analysis};
  Report report;
  report.run = run_of(question, analysis);
  report.findings["objective_trials"] = analysis.with_objective;
  add_title(report, reading);
  add_answer(report, reading);
  add_actors(report, reading);
  add_objective(report, reading);
  add_left_out(report, reading);
  add_choices(report, reading);
  return report;
}

}  // namespace armistice
