#include "experiments/output/attribution_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "experiments/input/counted.hpp"
#include "experiments/output/attribution_files.hpp"
#include "experiments/output/compared_names.hpp"
#include "experiments/output/digits.hpp"
#include "experiments/output/precision_report.hpp"
#include "experiments/output/range_text.hpp"
#include "experiments/output/text_table.hpp"

namespace armistice {
namespace {

constexpr std::size_t kLineWidth = 100;
constexpr std::size_t kPairsShown = 6;
constexpr std::size_t kNamedInWords = 3;

/// The terms of one attribution, found by what they are of.
class Terms {
 public:
  Terms(const Question& question, const Attribution& attribution)
      : question_(question), attribution_(attribution) {
    for (std::size_t t = 0; t < attribution.terms.size(); ++t) {
      estimates_.push_back(estimate(attribution, t));
    }
  }

  /// Null: was not estimated.
  const TermEstimate* find(const Term& term) const {
    const auto& terms = attribution_.terms;
    const auto found = std::find(terms.begin(), terms.end(), term);
    if (found == terms.end()) return nullptr;
    return &estimates_[static_cast<std::size_t>(found - terms.begin())];
  }
  const TermEstimate& of(const Term& term) const { return *find(term); }
  const std::string& player(int i) const {
    return question_.players.players[static_cast<std::size_t>(i)].name;
  }
  int players() const { return static_cast<int>(question_.players.players.size()); }

  /// Terms of a kind, the largest first.
  std::vector<Term> by_size(TermKind kind) const {
    std::vector<Term> terms;
    for (const Term& term : attribution_.terms) {
      if (term.kind == kind) terms.push_back(term);
    }
    std::stable_sort(terms.begin(), terms.end(), [this](const Term& a, const Term& b) {
      return std::abs(of(a).value) > std::abs(of(b).value);
    });
    return terms;
  }

 private:
  const Question& question_;
  const Attribution& attribution_;
  std::vector<TermEstimate> estimates_;
};

bool excludes_nothing(const TermEstimate& e) {
  return !(e.sampling.low > 0 || e.sampling.high < 0);
}

Digits digits_of(const Terms& terms, const Attribution& a) {
  const double before = terms.of({TermKind::kNobody}).value;
  const double after = terms.of({TermKind::kEverybody}).value;
  return {a.share, std::max(std::abs(before), std::abs(after)), a.trials};
}

void add_titles(std::string& text, const Question& question, const Attribution& a) {
  const auto title = [&text](const char* letter, const Scenario& s) {
    text += wrapped(fmt::format("{} = {}: {}", letter, s.name, s.title), kLineWidth, 4) + "\n";
  };
  title("A", question.reference);
  title("B", question.scenario);
  const std::string how =
      a.exact ? fmt::format("all {}", counted(a.coalitions_each, "combination"))
              : fmt::format("{} for each 16 trials", counted(question.permutations, "permutation"));
  text += wrapped(fmt::format("{} on the same chance, {}, seed {}, {} months; {}",
                              counted(a.trials, "trial"), how, a.settings.seed,
                              a.settings.horizon_months, ranges_title(a.settings.nested_sets)),
                  kLineWidth, 2) +
          "\n";
  text += precision_text(a.settings, a.precision, a.trials, a.share);
}

std::string errors_of(const TermEstimate& e, const Digits& digits) {
  std::string errors =
      std::isnan(e.sampling.low)
          ? "sampling error unknown"
          : fmt::format("sampling error {}", digits.range(e.sampling.low, e.sampling.high));
  if (e.ranges.basis == RangeBasis::kRange) {
    errors +=
        fmt::format("; over what we do not know {}", digits.range(e.ranges.p05, e.ranges.p95));
  }
  return errors;
}

void add_answer(std::string& text, const Question& question, const Attribution& a,
                const Terms& terms, const Digits& digits) {
  const TermEstimate& total = terms.of({TermKind::kTotal});
  const std::string words = words_of(question.objective);
  const std::string before = digits.with_unit(terms.of({TermKind::kNobody}).value);
  const std::string after = digits.with_unit(terms.of({TermKind::kEverybody}).value);
  std::string answer =
      excludes_nothing(total)
          ? fmt::format("{} does not measurably change {} ({} and {})", question.scenario.name,
                        words, before, after)
          : fmt::format("{} {} {} from {} to {}", question.scenario.name,
                        total.value > 0 ? "raises" : "lowers", words, before, after);
  answer += fmt::format(": {}{} ({}).", digits.change(total.value), a.share ? " points" : "",
                        errors_of(total, digits));
  const std::vector<Term> shapley = terms.by_size(TermKind::kShapley);
  std::string most;
  for (std::size_t i = 0; i < std::min(shapley.size(), kNamedInWords); ++i) {
    const TermEstimate& e = terms.of(shapley[i]);
    most += fmt::format("{}{} {} ({})", i == 0 ? "" : ", ", terms.player(shapley[i].player),
                        digits.change(e.value), digits.range(e.sampling.low, e.sampling.high));
  }
  answer += fmt::format(" Of this, averaged over all orders of doing things: {}.", most);
  const std::vector<Term> pairs = terms.by_size(TermKind::kInteraction);
  if (!pairs.empty() && !excludes_nothing(terms.of(pairs.front()))) {
    const TermEstimate& e = terms.of(pairs.front());
    answer += fmt::format(
        " {} and {} {} ({}).", terms.player(pairs.front().player),
        terms.player(pairs.front().other),
        e.value * total.value > 0 ? "strengthen each other most" : "stand in for each other most",
        digits.change(e.value));
  }
  text += "\n" + wrapped(answer, kLineWidth, 0) + "\n";
}

std::string cell(const TermEstimate* e, const Digits& digits) {
  return e == nullptr ? "" : digits.change(e->value);
}

std::string range_of(const TermEstimate& e, const Attribution& a, const Digits& digits) {
  if (e.ranges.basis != RangeBasis::kRange) {
    return no_range_cell(e.ranges.basis, a.settings.nested_sets);
  }
  return digits.range(e.ranges.p05, e.ranges.p95);
}

void add_values(std::string& text, const Attribution& a, const Terms& terms, const Digits& digits) {
  TextTable table;
  table.align.assign(6, Align::kRight);
  table.align[0] = Align::kLeft;
  table.header = {"", "Shapley", "sampling error", "what we do not know"};
  table.rows = {
      {"", "value", "(95 %; more trials", "(5-95 % over parameter"},
      {a.share ? "points" : "units of the mean", "", "would narrow it)", "sets; more would not)"}};
  if (terms.players() > 0 && terms.find({TermKind::kAlone, 0}) != nullptr) {
    table.header.insert(table.header.end(), {"alone,", "last,"});
    table.rows[0].insert(table.rows[0].end(), {"added", "added"});
    table.rows[1].insert(table.rows[1].end(), {"to A", "to the rest"});
  }
  const auto add = [&](const std::string& name, const TermEstimate& e) {
    table.rows.push_back({name, digits.change(e.value),
                          digits.range(e.sampling.low, e.sampling.high), range_of(e, a, digits)});
  };
  for (int i = 0; i < terms.players(); ++i) {
    add(terms.player(i), terms.of({TermKind::kShapley, i}));
    table.rows.back().push_back(cell(terms.find({TermKind::kAlone, i}), digits));
    table.rows.back().push_back(cell(terms.find({TermKind::kLast, i}), digits));
  }
  add("sum: B - A", terms.of({TermKind::kTotal}));
  text += "\n" + table.plain();
}

/// What each player does by itself, at either end of the way from A to B. The page has no room for
/// what we do not know of the last: it is in the files.
void add_single_effects(std::string& text, const Question& question, const Attribution& a,
                        const Terms& terms, const Digits& digits) {
  TextTable table;
  table.align.assign(6, Align::kRight);
  table.align[0] = Align::kLeft;
  table.header = {"", "alone,", "sampling", "what we do", "last, added", "sampling"};
  table.rows = {{a.share ? "points" : "units of the mean", "added to A", "error", "not know",
                 "to the rest", "error"}};
  for (int i = 0; i < terms.players(); ++i) {
    const TermEstimate& alone = terms.of({TermKind::kAlone, i});
    const TermEstimate& last = terms.of({TermKind::kLast, i});
    table.rows.push_back({terms.player(i), digits.change(alone.value),
                          digits.range(alone.sampling.low, alone.sampling.high),
                          range_of(alone, a, digits), digits.change(last.value),
                          digits.range(last.sampling.low, last.sampling.high)});
  }
  const std::string order = "Ranking, by what each adds alone: " + ranking_text(question, a) + ".";
  text += "\n" + table.plain() + "\n" + wrapped(order, kLineWidth, 2) + "\n";
}

void add_pairs(std::string& text, const Attribution& a, const Terms& terms, const Digits& digits) {
  const std::vector<Term> pairs = terms.by_size(TermKind::kInteraction);
  if (pairs.empty()) return;
  TextTable table;
  table.align = {Align::kLeft, Align::kRight, Align::kRight, Align::kRight};
  table.header = {"pairs (interaction index)", "more than apart", "sampling error",
                  "what we do not know"};
  for (std::size_t i = 0; i < std::min(pairs.size(), kPairsShown); ++i) {
    const TermEstimate& e = terms.of(pairs[i]);
    table.rows.push_back(
        {fmt::format("{} with {}", terms.player(pairs[i].player), terms.player(pairs[i].other)),
         digits.change(e.value), digits.range(e.sampling.low, e.sampling.high),
         range_of(e, a, digits)});
  }
  text += "\n" + table.plain();
  if (pairs.size() > kPairsShown) {
    text += fmt::format("and {} smaller pairs (--out, --json)\n", pairs.size() - kPairsShown);
  }
}

void add_notes(std::string& text, const Question& question, const Attribution& a) {
  std::string notes;
  if (!question.players.left_out.empty()) {
    notes += fmt::format("Groups without a difference, left out: {}.\n",
                         fmt::join(question.players.left_out, ", "));
  }
  const std::vector<std::string>& names = question.players.else_names;
  if (!names.empty()) {
    const std::size_t shown = std::min<std::size_t>(names.size(), 5);
    std::string list = fmt::format(
        "{}", fmt::join(names.begin(), names.begin() + static_cast<std::ptrdiff_t>(shown), ", "));
    if (shown < names.size()) list += fmt::format(" and {} more", names.size() - shown);
    notes += wrapped(fmt::format("{} is what differs and is no lever: {}.", kEverythingElse, list),
                     kLineWidth, 2) +
             "\n";
  }
  if (!a.exact) {
    std::string note =
        "The sampling error of Shapley values holds the luck of the permutations as well as that "
        "of the trials. Pairs need every combination.";
    if (!question.alone) note += " What each does alone: --alone.";
    notes += wrapped(note, kLineWidth, 2) + "\n";
  }
  if (!notes.empty()) text += "\n" + notes;
}

}  // namespace

std::string attribution_text(const Question& question, const Attribution& attribution) {
  const Terms terms(question, attribution);
  const Digits digits = digits_of(terms, attribution);
  std::string text;
  add_titles(text, question, attribution);
  add_answer(text, question, attribution, terms, digits);
  add_values(text, attribution, terms, digits);
  if (question.alone) add_single_effects(text, question, attribution, terms, digits);
  add_pairs(text, attribution, terms, digits);
  add_notes(text, question, attribution);
  return text + "\nThese are shares of trials under stated assumptions, not a forecast.\n";
}

}  // namespace armistice
