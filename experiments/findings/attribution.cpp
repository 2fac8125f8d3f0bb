#include "experiments/findings/attribution.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "agents/interface/declarations.hpp"
#include "experiments/comparison/compared_names.hpp"
#include "experiments/findings/estimate_cells.hpp"
#include "experiments/findings/run_facts.hpp"
#include "experiments/report/report_data.hpp"

namespace armistice {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kPairsShown = 6;
constexpr std::size_t kNamedInWords = 3;
constexpr std::size_t kOthersNamed = 5;  // of what differs and is no lever

/// One attribution, its terms found by what they are of.
class Reading {
 public:
  Reading(const Question& asked, const Attribution& found) : question(asked), attribution(found) {
    for (std::size_t t = 0; t < found.terms.size(); ++t) {
      estimates_.push_back(estimate(found, t));
    }
    digits = found.share ? Digits::of_share(found.trials)
                         : Digits::of_mean(std::max(std::abs(of({TermKind::kNobody}).value),
                                                    std::abs(of({TermKind::kEverybody}).value)));
  }

  /// Null: was not estimated.
  const TermEstimate* find(const Term& term) const {
    const auto& terms = attribution.terms;
    const auto found = std::find(terms.begin(), terms.end(), term);
    if (found == terms.end()) return nullptr;
    return &estimates_[static_cast<std::size_t>(found - terms.begin())];
  }
  const TermEstimate& of(const Term& term) const { return *find(term); }
  const std::string& player(int i) const {
    return question.players.players[static_cast<std::size_t>(i)].name;
  }
  int players() const { return static_cast<int>(question.players.players.size()); }

  /// Terms of a kind, the largest first.
  std::vector<Term> by_size(TermKind kind) const {
    std::vector<Term> terms;
    for (const Term& term : attribution.terms) {
      if (term.kind == kind) terms.push_back(term);
    }
    std::stable_sort(terms.begin(), terms.end(), [this](const Term& a, const Term& b) {
      return std::abs(of(a).value) > std::abs(of(b).value);
    });
    return terms;
  }

  Number change(const TermEstimate& e) const { return {e.value, digits, NumberForm::kChange}; }
  Ends sampling(const TermEstimate& e) const { return changes(e.sampling, digits); }
  SetRange over_sets(const TermEstimate& e) const {
    return changes(e.ranges, attribution.settings.nested_sets, digits);
  }
  std::string unit() const { return attribution.share ? "points" : "units of the mean"; }

  const Question& question;
  const Attribution& attribution;
  Digits digits = Digits::three();

 private:
  std::vector<TermEstimate> estimates_;
};

bool excludes_nothing(const TermEstimate& e) {
  return !(e.sampling.low > 0 || e.sampling.high < 0);
}

std::string player_name(const Question& question, int player) {
  if (player < 0) return "";
  return question.players.players[static_cast<std::size_t>(player)].name;
}

void add_titles(Report& report, const Reading& r) {
  const Attribution& a = r.attribution;
  report.paragraph(say("A = {}: {}", r.question.reference.name, r.question.reference.title), 4);
  report.paragraph(say("B = {}: {}", r.question.scenario.name, r.question.scenario.title), 4);
  add_settings_paragraph(report, r.question.scenario);
  const Text how =
      a.exact ? say("all {}", Counted{a.coalitions_each, "combination"})
              : say("{} for each 16 trials", Counted{r.question.permutations, "permutation"});
  report.paragraph(say("{} on the same chance, {}, seed {}, {} months; {}",
                       Counted{a.trials, "trial"}, how, whole(a.settings.seed),
                       whole(a.settings.horizon_months), ranges_sentence(a.settings.nested_sets)),
                   2);
  add_precision_paragraph(report, a.settings, a.precision, a.trials, a.share);
  armistice::add_notes(report, r.question.reference, " on A");
  armistice::add_notes(report, r.question.scenario, " on B");
}

Text errors_of(const TermEstimate& e, const Reading& r) {
  Text errors = std::isnan(e.sampling.low) ? say("sampling error unknown")
                                           : say("sampling error {}", r.sampling(e));
  if (e.ranges.basis == RangeBasis::kRange) {
    errors += say("; over what we do not know {}", r.over_sets(e));
  }
  return errors;
}

/// "peace_through_strength raises durable, acceptable peace from 23.4 % to 88.4 %"
Text what_it_does(const Reading& r, const TermEstimate& total) {
  const std::string& scenario = r.question.scenario.name;
  const std::string words = words_of(r.question.objective);
  const Number before{r.of({TermKind::kNobody}).value, r.digits, NumberForm::kWithUnit};
  const Number after{r.of({TermKind::kEverybody}).value, r.digits, NumberForm::kWithUnit};
  if (excludes_nothing(total)) {
    return say("{} does not measurably change {} ({} and {})", scenario, words, before, after);
  }
  return say("{} {} {} from {} to {}", scenario, total.value > 0 ? "raises" : "lowers", words,
             before, after);
}

void add_answer(Report& report, const Reading& r) {
  const TermEstimate& total = r.of({TermKind::kTotal});
  Text answer = say("{}: {}{} ({}).", what_it_does(r, total), r.change(total),
                    r.attribution.share ? " points" : "", errors_of(total, r));
  const std::vector<Term> shapley = r.by_size(TermKind::kShapley);
  std::vector<Text> most;
  for (std::size_t i = 0; i < std::min(shapley.size(), kNamedInWords); ++i) {
    const TermEstimate& e = r.of(shapley[i]);
    most.push_back(say("{} {} ({})", r.player(shapley[i].player), r.change(e), r.sampling(e)));
  }
  answer +=
      say(" Largest parts, averaged over all orders of doing things: {}.", joined(most, ", "));
  const std::vector<Term> pairs = r.by_size(TermKind::kInteraction);
  if (!pairs.empty() && !excludes_nothing(r.of(pairs.front()))) {
    const TermEstimate& e = r.of(pairs.front());
    answer += say(
        " {} and {} {} ({}).", r.player(pairs.front().player), r.player(pairs.front().other),
        e.value * total.value > 0 ? "strengthen each other most" : "stand in for each other most",
        r.change(e));
  }
  report.paragraph(std::move(answer), 0, true);
}

void add_values(Report& report, const Reading& r) {
  Table table{
      .columns = {label_column({"", "", r.unit()}), figure_column({"Shapley", "value"}),
                  figure_column({"sampling error", "(95 %; more trials", "would narrow it)"}),
                  figure_column(
                      {"what we do not know", "(5-95 % over parameter", "sets; more would not)"})}};
  const bool single = r.players() > 0 && r.find({TermKind::kAlone, 0}) != nullptr;
  if (single) {
    table.columns.push_back(figure_column({"alone,", "added", "to A"}));
    table.columns.push_back(figure_column({"last,", "added", "to the rest"}));
  }
  const auto add = [&](const std::string& name, const TermEstimate& e) {
    table.rows.push_back({name, r.change(e), r.sampling(e), r.over_sets(e)});
  };
  for (int i = 0; i < r.players(); ++i) {
    add(r.player(i), r.of({TermKind::kShapley, i}));
    for (const TermKind kind : {TermKind::kAlone, TermKind::kLast}) {
      const TermEstimate* e = r.find({kind, i});
      if (e != nullptr) table.rows.back().emplace_back(r.change(*e));
    }
  }
  add("sum: B - A", r.of({TermKind::kTotal}));
  report.table(std::move(table));
}

/// What each player does by itself, at either end of the way from A to B. The page has no room for
/// what we do not know of the last: it is in the files.
void add_single_effects(Report& report, const Reading& r) {
  Table table{.columns = {label_column({"", r.unit()}), figure_column({"alone,", "added to A"}),
                          figure_column({"sampling", "error"}),
                          figure_column({"what we do", "not know"}),
                          figure_column({"last, added", "to the rest"}),
                          figure_column({"sampling", "error"})}};
  for (int i = 0; i < r.players(); ++i) {
    const TermEstimate& alone = r.of({TermKind::kAlone, i});
    const TermEstimate& last = r.of({TermKind::kLast, i});
    table.rows.push_back({r.player(i), r.change(alone), r.sampling(alone), r.over_sets(alone),
                          r.change(last), r.sampling(last)});
  }
  report.table(std::move(table));
  report.paragraph(
      say("Ranking, by what each adds alone: {}.", ranking_words(r.question, r.attribution)), 2,
      true);
}

void add_pairs(Report& report, const Reading& r) {
  const std::vector<Term> pairs = r.by_size(TermKind::kInteraction);
  if (pairs.empty()) return;
  Table table{.columns = {label_column({"pairs (interaction index)"}),
                          figure_column({"more than apart"}), figure_column({"sampling error"}),
                          figure_column({"what we do not know"})}};
  for (std::size_t i = 0; i < std::min(pairs.size(), kPairsShown); ++i) {
    const TermEstimate& e = r.of(pairs[i]);
    table.rows.push_back({r.player(pairs[i].player) + " with " + r.player(pairs[i].other),
                          r.change(e), r.sampling(e), r.over_sets(e)});
  }
  report.table(std::move(table));
  if (pairs.size() > kPairsShown) {
    report.paragraph(
        say("and {} (--out, --json)",
            Counted{std::ssize(pairs) - static_cast<std::int64_t>(kPairsShown), "smaller pair"}));
  }
}

void add_notes(Report& report, const Reading& r) {
  std::vector<Text> notes;
  const Players& players = r.question.players;
  if (!players.left_out.empty()) {
    notes.push_back(say("Groups without a difference, left out: {}.", joined(players.left_out)));
  }
  if (!players.else_names.empty()) {
    const std::size_t shown = std::min(players.else_names.size(), kOthersNamed);
    Text list = joined(std::span(players.else_names).first(shown));
    if (shown < players.else_names.size()) {
      list += say(" and {} more", players.else_names.size() - shown);
    }
    notes.push_back(say("{} is what differs and is no lever: {}.", kEverythingElse, list));
  }
  if (!r.attribution.exact) {
    notes.push_back(
        say("The sampling error of Shapley values holds the luck of the permutations as well as "
            "that of the trials. Pairs need every combination.{}",
            r.question.alone ? "" : " What each does alone: --alone."));
  }
  for (std::size_t i = 0; i < notes.size(); ++i) report.paragraph(notes[i], 2, i == 0);
}

Json names_of_levers(const Player& player) {
  Json names = Json::array();
  for (const int lever : player.levers) {
    names.push_back(lever_declarations()[static_cast<std::size_t>(lever)].name);
  }
  return names;
}

Json players_facts(const Players& players) {
  Json facts = Json::array();
  for (const Player& player : players.players) {
    facts.push_back({{"name", player.name}, {"levers", names_of_levers(player)}});
  }
  return facts;
}

Json run_of(const Question& question, const Attribution& a) {
  Json run = begin_run("attribute");
  run["reference"] = scenario_facts(question.reference);
  run["scenario"] = scenario_facts(question.scenario);
  add_settings(run, question.scenario);
  run["objective"] = objective_facts(question.objective);
  run["players"] = players_facts(question.players);
  run["groups_without_a_difference"] = question.players.left_out;
  run["differs_and_is_no_lever"] = question.players.else_names;
  run["method"] = a.exact ? "every coalition" : "permutations";
  if (!a.exact) run["permutations_per_16_trials"] = question.permutations;
  run["alone"] = question.alone;
  run["coalitions_per_trial"] = a.coalitions_each;
  run["seed"] = a.settings.seed;
  run["first_trial"] = a.settings.first_trial;
  run["trials"] = a.trials;
  add_precision(run, a.settings, a.precision);
  run["horizon_months"] = a.settings.horizon_months;
  run["nested"] = nested_facts(a.settings.nested_sets);
  run["status"] = status_of(a.complete);
  return run;
}

Table terms_of(const Question& question, const Attribution& a) {
  Column player = column("player"), other = column("other");
  player.optional = other.optional = true;
  Table table{
      .name = "attribution",
      .columns = {file_column("reference"), file_column("scenario"), file_column("quantity"),
                  file_column("detail"), column("term"), player, other, column("value"),
                  sampling_column(), range_column(), data_column("why_no_range")}};
  const ComparedName objective = name_of(question.objective);
  const std::int64_t sets = a.settings.nested_sets;
  for (std::size_t t = 0; t < a.terms.size(); ++t) {
    const Term& term = a.terms[t];
    const TermEstimate e = estimate(a, t);
    table.rows.push_back({question.reference.name, question.scenario.name, objective.quantity,
                          std::string(objective.detail), std::string(name_of(term.kind)),
                          player_name(question, term.player), player_name(question, term.other),
                          e.value, ends(e.sampling), set_range(e.ranges, sets),
                          reason_for_none(e.ranges.basis, sets)});
  }
  return table;
}

Json ranking_data(const Question& question, const Attribution& attribution) {
  Table players{.columns = {column("player"), column("alone"), sampling_column(),
                            column("told_apart_from_0"), column("told_apart_from_the_next")}};
  for (const Ranked& r : ranking(attribution)) {
    players.rows.push_back({player_name(question, r.player), r.alone.value, ends(r.alone.sampling),
                            r.moves, r.above_the_next});
  }
  return {{"by", "alone"},
          {"players", data_of(players)},
          {"text", ranking_words(question, attribution)}};
}

}  // namespace

std::string ranking_words(const Question& question, const Attribution& attribution) {
  const std::vector<Ranked> players = ranking(attribution);
  std::string text, together, still;
  const auto name = [&](std::size_t k) { return player_name(question, players[k].player); };
  for (std::size_t k = 0; k < players.size();) {
    std::size_t end = k + 1;  // of those that can't be told from the next
    while (end < players.size() && !players[end - 1].above_the_next) ++end;
    std::string names;
    for (std::size_t i = k; i < end; ++i) names += (i > k ? ", " : "") + name(i);
    text += (k > 0 ? " > " : "") + names;
    if (end > k + 1) together += (together.empty() ? "" : "; ") + names;
    k = end;
  }
  for (std::size_t k = 0; k < players.size(); ++k) {
    if (!players[k].moves) still += (still.empty() ? "" : ", ") + name(k);
  }
  if (!together.empty()) text += "; not told apart: " + together;
  if (!still.empty()) text += "; not told from no effect: " + still;
  return text;
}

std::string_view name_of(TermKind kind) {
  constexpr std::string_view kNames[] = {"reference", "scenario", "total",       "shapley",
                                         "alone",     "last",     "interaction", "alone_over"};
  return kNames[static_cast<int>(kind)];
}

Json asked_of(const Question& question) {
  Json asked{{"reference", scenario_facts(question.reference)},
             {"scenario", scenario_facts(question.scenario)},
             {"objective", objective_facts(question.objective)},
             {"players", players_facts(question.players)},
             {"alone", question.alone}};
  if (question.permutations > 0) asked["permutations_per_16_trials"] = question.permutations;
  return asked;
}

Report report_of(const Question& question, const Attribution& attribution) {
  const Reading reading(question, attribution);
  Report report;
  report.run = run_of(question, attribution);
  add_titles(report, reading);
  add_answer(report, reading);
  add_values(report, reading);
  if (question.alone) add_single_effects(report, reading);
  add_pairs(report, reading);
  add_notes(report, reading);
  report.tables = {terms_of(question, attribution)};
  report.findings["terms"] = data_of(report.tables.front());
  if (question.alone) report.findings["ranking"] = ranking_data(question, attribution);
  return report;
}

}  // namespace armistice
