#include "experiments/findings/stories.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "agents/interface/declarations.hpp"
#include "core/outcome.hpp"
#include "experiments/findings/traced_month.hpp"
#include "experiments/input/calendar.hpp"
#include "experiments/input/counted.hpp"
#include "experiments/report/digits.hpp"
#include "experiments/trials/trial_trace.hpp"

namespace armistice {
namespace {

using enum TraceItem;
using Sentences = std::vector<std::string>;

constexpr int kYear = 12;  // months

std::string_view brief_words(CodeList list, double code) {
  return codes_of(list)[static_cast<std::size_t>(code)].brief;
}

std::string share(double percent) { return Digits::fixed(1).plain(percent) + " %"; }
std::string people(double thousand) {
  const auto whole_thousands = std::int64_t{std::lround(thousand)};
  return whole_thousands > 0 ? with_thousands(whole_thousands) + ",000" : "fewer than 1,000";
}

/// The story of one trial as it goes on, month after month.
class Story {
 public:
  Story(const TrialTrace& trace, int horizon_months)
      : trace_(trace), horizon_months_(horizon_months) {}

  /// What there is to tell of a month, from 1.
  Sentences of_month(int month, const TracedMonth& m) {
    sentences_.clear();
    tell_leaders(m);
    tell_europe(m);
    tell_results(month);
    tell_the_stop(month, m);
    tell_incidents(m);
    tell_guarantees(m);
    tell_the_year(month, m);
    return sentences_;
  }

  /// A war of Russia and NATO ends the account.
  bool ended(int month) const { return is_month_of(Result::wider_war_month, month); }

 private:
  void tell(std::string sentence) { sentences_.push_back(std::move(sentence)); }
  bool is_month_of(Result result, int month) const {
    return static_cast<int>(trace_.result(result)) == month;
  }
  /// Whether something has begun that had not been there before.
  static bool begins(bool& before, bool now) {
    const bool news = now && !before;
    before = now;
    return news;
  }

  void tell_leaders(const TracedMonth& m) {
    if (m.is(leaders_putin_leaves_office)) {
      tell(m.is(leaders_putin_successor_is_a_pragmatist)
               ? "Putin leaves office. A pragmatist succeeds him."
               : "Putin leaves office. His successor continues his course.");
    }
    if (m.is(leaders_zelensky_election_held)) tell("Ukraine holds an election.");
  }

  void tell_europe(const TracedMonth& m) {
    const bool lapsed = m.is(third_parties_eu_sanctions_lapsed);
    if (lapsed_ && !lapsed) tell("The EU renews its sanctions on Russia.");
    if (begins(lapsed_, lapsed)) tell("The EU does not agree: its sanctions on Russia lapse.");
    if (begins(in_eu_, m.is(institutions_eu_member))) tell("Ukraine becomes a member of the EU.");
    if (begins(in_nato_, m.is(institutions_nato_member))) tell("Ukraine becomes a member of NATO.");
    if (begins(force_, m.is(institutions_donors_force))) {
      tell("European states send a force to Ukraine.");
    }
    if (begins(parallel_, m.is(institutions_donors_parallel_guarantees))) {
      tell("Single states guarantee Ukraine's security.");
    }
  }

  void tell_results(int month) {
    if (is_month_of(Result::nuclear_use_month, month)) tell("Russia uses a nuclear weapon.");
    if (is_month_of(Result::wider_war_month, month)) {
      tell("A wider war of Russia and NATO begins. The account of the trial ends here.");
    }
    if (is_month_of(Result::absorption_month, month)) {
      tell("Moscow rules a demilitarised Ukraine.");
    }
  }

  static std::string terms(const TracedMonth& m) {
    return fmt::format("security: {}; territory: {}; recognition: {}; economy: {}",
                       brief_words(CodeList::security, m.at(talks_talks_term_security)),
                       brief_words(CodeList::territory, m.at(talks_talks_term_territory)),
                       brief_words(CodeList::recognition, m.at(talks_talks_term_status)),
                       brief_words(CodeList::economy, m.at(talks_talks_term_economy)));
  }

  void tell_the_stop(int month, const TracedMonth& m) {
    const bool fights = m.at(month_end_world_fighting) > 0;
    if (fights != fighting_) tell(fights ? resumed(m) : stopped(month, m));
    fighting_ = fights;
  }
  static std::string resumed(const TracedMonth& m) {
    return m.is(peace_world_resumed_by_ukraine) ? "Ukraine resumes the war."
                                                : "Russia resumes the war.";
  }
  std::string stopped(int month, const TracedMonth& m) const {
    if (m.is(talks_talks_signed)) {
      return fmt::format(
          "{} The fighting stops. The terms are: {}.",
          m.is(talks_talks_imposed) ? "Terms are imposed, and signed." : "Both sides sign terms.",
          terms(m));
    }
    if (m.is(talks_talks_halt_ordered))
      return "Both sides order a halt in place, and the fighting stops.";
    const auto detail = static_cast<Detail>(trace_.result(Result::detail));
    if (is_month_of(Result::end_month, month)) {
      if (detail == Detail::kDefenderCollapse || detail == Detail::kDefenderDefeated) {
        return "Ukraine collapses, and the fighting stops.";
      }
      if (detail == Detail::kInvaderCollapse || detail == Detail::kInvaderDefeated) {
        return "Russia collapses, and the fighting stops.";
      }
    }
    return "Both campaigns have died down. The fighting stops without terms.";
  }

  void tell_incidents(const TracedMonth& m) {
    if (m.is(personnel_putin_attacked)) {
      tell(fmt::format("Russia attacks Western personnel in Ukraine. The United States {}.",
                       m.is(personnel_united_states_backed) ? "backs them" : "stands aside"));
    }
    if (m.is(personnel_world_clash)) tell("Russian and NATO forces meet in combat.");
  }

  void tell_guarantees(const TracedMonth& m) {
    struct Guarantor {
      TraceItem item;
      const char* name;
    };
    constexpr Guarantor kGuarantors[] = {
        {guarantees_eu_article_42_7_acts, "the EU by Article 42.7"},
        {guarantees_guarantors_parallel_guarantors_act, "the parallel guarantors"},
        {guarantees_donors_force_acts, "the European force"},
        {guarantees_nato_europeans_act, "NATO's Europeans"},
        {guarantees_united_states_acts, "the United States"}};
    Sentences act, aside;
    for (const Guarantor& guarantor : kGuarantors) {
      if (!m.has(guarantor.item)) continue;
      (m.is(guarantor.item) ? act : aside).emplace_back(guarantor.name);
    }
    if (act.empty() && aside.empty()) return;
    std::string sentence = "The guarantees are tested.";
    if (!act.empty()) sentence += fmt::format(" To act: {}.", fmt::join(act, ", "));
    if (!aside.empty()) sentence += fmt::format(" To stand aside: {}.", fmt::join(aside, ", "));
    tell(std::move(sentence));
  }

  /// How things stand after each year, and at the end.
  void tell_the_year(int month, const TracedMonth& m) {
    fought_ = fought_ || fighting_;
    russian_ += m.find(war_world_russian_casualties_thousand).value_or(0);
    ukrainian_ += m.find(war_world_ukrainian_casualties_thousand).value_or(0);
    if (month % kYear != 0 && month != horizon_months_ && !ended(month)) return;
    std::string sentence =
        fmt::format("After {}: {}. Russia holds {} of the territory.", counted(month, "month"),
                    fighting_ ? "the war goes on" : "the fighting has stopped",
                    share(m.at(month_end_world_occupied_share_pct)));
    if (fought_) {
      sentence +=
          fmt::format(" Casualties in the last {}: {} Russian, {} Ukrainian.",
                      counted(month - told_, "month"), people(russian_), people(ukrainian_));
    }
    tell(std::move(sentence));
    told_ = month;
    fought_ = false;
    russian_ = ukrainian_ = 0;
  }

  const TrialTrace& trace_;
  int horizon_months_;
  Sentences sentences_;
  bool fighting_ = true, lapsed_ = false, in_eu_ = false, in_nato_ = false, force_ = false,
       parallel_ = false;
  // Since the last account of a year.
  int told_ = 0;
  bool fought_ = false;
  double russian_ = 0, ukrainian_ = 0;  // casualties, thousand
};

}  // namespace

Table stories_of(const Scenario& scenario, std::uint64_t seed, int horizon_months,
                 std::span<const TypicalTrial> trials) {
  Table table{.name = "stories",
              .columns = {column("trial"), column("outcome"), column("detail"), column("month"),
                          column("date"), column("event")}};
  for (const TypicalTrial& typical : trials) {
    const TrialTrace trace = trace_one(scenario, seed, horizon_months, {typical.trial, 0});
    Story story(trace, horizon_months);
    std::size_t next = 0;
    for (int month = 1; month <= horizon_months; ++month) {
      TracedMonth m(month - 1);
      while (next < trace.entries.size() && trace.entries[next].month == month - 1) {
        m.take(trace.entries[next++]);
      }
      for (const std::string& event : story.of_month(month, m)) {
        table.rows.push_back({whole(typical.trial), typical.outcome, typical.detail, whole(month),
                              to_string(add_months(scenario.start, month - 1)), event});
      }
      if (story.ended(month)) break;
    }
  }
  return table;
}

}  // namespace armistice
