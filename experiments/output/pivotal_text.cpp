#include "experiments/output/pivotal_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "experiments/input/counted.hpp"
#include "experiments/output/compared_names.hpp"
#include "experiments/output/digits.hpp"
#include "experiments/output/range_text.hpp"
#include "experiments/output/text_table.hpp"

namespace armistice {
namespace {

constexpr std::size_t kLineWidth = 100;
constexpr std::size_t kNamedInWords = 3;
constexpr std::size_t kActorsShown = 12;
constexpr std::size_t kChoicesShown = 8;

/// "votes no": what the actor would do.
std::string_view words_of(const Intervention& held) {
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
    case Choice::kNone:
      break;
  }
  return "";
}

/// One analysis, with its actors and their interventions in the order of their pivotality.
struct Reading {
  const PivotalQuestion& question;
  const PivotalAnalysis& analysis;
  Digits digits{true, 1, analysis.trials};
  std::vector<std::size_t> actors = actors_by_pivotality(analysis);

  const Actor& actor(std::size_t a) const { return question.interventions.actors[a].actor; }
  const Intervention& held(std::size_t a, std::size_t i) const {
    return question.interventions.actors[a]
        .interventions[i - first_intervention(question.interventions, a)];
  }
  std::size_t most_pivotal(std::size_t a) const {
    return interventions_by_pivotality(question, analysis, a).front();
  }
  PivotalEstimate of_actor(std::size_t a) const {
    return estimate(analysis.actors[a], analysis.trials);
  }
  PivotalEstimate of(std::size_t i) const {
    return estimate(analysis.interventions[i], analysis.trials);
  }
  /// Of shares that have no sign.
  std::string between(double low, double high) const {
    if (std::isnan(low)) return "";
    return percent_range(std::max(low, 0.0), high, analysis.trials, " to ");
  }
  std::string range_of(std::size_t i) const {
    const DifferenceRange range = difference_range(analysis.sets[i]);
    return between(range.p05, range.p95);
  }
};

void add_title(std::string& text, const Reading& r) {
  const Scenario& scenario = r.question.scenario;
  const PivotalAnalysis& a = r.analysis;
  text += wrapped(fmt::format("{}: {}", scenario.name, scenario.title), kLineWidth, 2) + "\n";
  std::string how =
      fmt::format("{}, and each of them again under {} on the same chance; seed {}, {} months",
                  counted(a.trials, "trial"), counted(std::ssize(a.interventions), "intervention"),
                  a.settings.seed, a.settings.horizon_months);
  if (a.settings.nested_sets > 0) {
    how += fmt::format("; ranges from {} run {} times", counted(a.settings.nested_sets, "set"),
                       kReplicates);
  }
  text += wrapped(how, kLineWidth, 2) + "\n";
}

void add_answer(std::string& text, const Reading& r) {
  std::string answer;
  for (std::size_t rank = 0; rank < std::min(kNamedInWords, r.actors.size()); ++rank) {
    const std::size_t a = r.actors[rank];
    const PivotalEstimate e = r.of_actor(a);
    const std::string share = fmt::format("{} ({})", r.digits.with_unit(e.share_changed),
                                          r.between(e.sampling.low, e.sampling.high));
    answer += rank == 0 ? fmt::format(
                              "{} is pivotal most often: in {} of trials another choice "
                              "of that one actor would have ended the war in another "
                              "way",
                              r.actor(a).name, share)
                        : fmt::format("; {} {}", r.actor(a).name, share);
  }
  const std::size_t first = r.actors.front(), most = r.most_pivotal(first);
  const PivotalEstimate e = r.of(most);
  std::string ranges = fmt::format("sampling error {}", r.between(e.sampling.low, e.sampling.high));
  if (const std::string unknown = r.range_of(most); !unknown.empty()) {
    ranges += "; over what we do not know " + unknown;
  }
  const PivotalCounts& counts = r.analysis.interventions[most];
  answer += fmt::format(
      ". The choice that does most: {} {}, and {} of trials end in another way ({}). Of {}, {} "
      "{} gained and {} lost: {} points ({}).",
      r.actor(first).name, words_of(r.held(first, most)), r.digits.with_unit(e.share_changed),
      ranges, words_of(Compared(r.question.objective)), counted(counts.gained, "trial"),
      counts.gained == 1 ? "is" : "are", with_thousands(counts.lost), r.digits.change(e.difference),
      r.digits.range(e.difference_sampling.low, e.difference_sampling.high));
  text += "\n" + wrapped(answer, kLineWidth, 0) + "\n";
}

void add_actors(std::string& text, const Reading& r) {
  TextTable table;
  table.align = {Align::kLeft, Align::kRight, Align::kRight,
                 Align::kLeft, Align::kRight, Align::kRight};
  table.header = {"pivotal, % of trials", "any", "sampling",
                  "the choice that",      "its", "what we do"};
  table.rows = {{"", "choice", "error, 95 %", "changes most", "share", "not know, 5-95 %"}};
  const std::size_t shown = std::min(kActorsShown, r.actors.size());
  for (std::size_t rank = 0; rank < shown; ++rank) {
    const std::size_t a = r.actors[rank], i = r.most_pivotal(a);
    const PivotalEstimate e = r.of_actor(a);
    table.rows.push_back({r.actor(a).name, r.digits.plain(e.share_changed),
                          r.between(e.sampling.low, e.sampling.high),
                          std::string(words_of(r.held(a, i))),
                          r.digits.plain(r.of(i).share_changed), r.range_of(i)});
  }
  text += "\n" + table.plain();
  if (shown < r.actors.size()) {
    text += fmt::format("and {} less often (--out, --json)\n", r.actors.size() - shown);
  }
}

/// Those that change the objective most, for better or worse.
void add_objective(std::string& text, const Reading& r) {
  struct Row {
    std::size_t actor, intervention;
    PivotalEstimate e;
  };
  std::vector<Row> rows;
  for (const std::size_t a : r.actors) {
    for (const std::size_t i : interventions_by_pivotality(r.question, r.analysis, a)) {
      rows.push_back({a, i, r.of(i)});
    }
  }
  std::stable_sort(rows.begin(), rows.end(), [](const Row& x, const Row& y) {
    return std::abs(x.e.difference) > std::abs(y.e.difference);
  });
  rows.resize(std::min(rows.size(), kChoicesShown));
  const double own =
      static_cast<double>(r.analysis.with_objective) / static_cast<double>(r.analysis.trials);
  text += "\n" +
          wrapped(fmt::format("Choices that change {} most; it is {} as they choose now:",
                              words_of(Compared(r.question.objective)), r.digits.with_unit(own)),
                  kLineWidth, 2) +
          "\n";
  TextTable table;
  table.align = {Align::kLeft,  Align::kLeft,  Align::kRight,
                 Align::kRight, Align::kRight, Align::kRight};
  table.header = {"", "", "gained", "lost", "points", "sampling error, 95 %"};
  for (const Row& row : rows) {
    const PivotalCounts& counts = r.analysis.interventions[row.intervention];
    table.rows.push_back(
        {r.actor(row.actor).name, std::string(words_of(r.held(row.actor, row.intervention))),
         with_thousands(counts.gained), with_thousands(counts.lost),
         r.digits.change(row.e.difference),
         r.digits.range(row.e.difference_sampling.low, row.e.difference_sampling.high)});
  }
  text += table.plain();
}

void add_notes(std::string& text, const Reading& r) {
  std::vector<std::string> none;
  for (const NoSuchChoice& lacks : r.question.interventions.left_out) {
    none.push_back(
        fmt::format("{} ({})", lacks.code, lacks.choice == Choice::kVote ? "no vote" : "no aid"));
  }
  if (!none.empty()) {
    text +=
        "\n" +
        wrapped(fmt::format("Left out, since there is no such choice: {}.", fmt::join(none, ", ")),
                kLineWidth, 2) +
        "\n";
  }
}

}  // namespace

std::string pivotal_text(const PivotalQuestion& question, const PivotalAnalysis& analysis) {
  const Reading reading{question, analysis};
  std::string text;
  add_title(text, reading);
  add_answer(text, reading);
  add_actors(text, reading);
  add_objective(text, reading);
  add_notes(text, reading);
  return text + "\nThese are shares of trials under stated assumptions, not a forecast.\n";
}

}  // namespace armistice
