#include "experiments/findings/trace.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "agents/interface/declarations.hpp"
#include "core/outcome.hpp"
#include "experiments/error.hpp"
#include "experiments/findings/run_facts.hpp"
#include "experiments/findings/traced_month.hpp"
#include "experiments/report/report_data.hpp"
#include "experiments/trials/result_columns.hpp"

namespace armistice {
namespace {

using enum TraceItem;

constexpr int kTextColumn = 14;  // where the text of an actor's line begins

Number number(double x, int decimals) { return {x, Digits::fixed(decimals)}; }
Number change(double x, int decimals) { return {x, Digits::fixed(decimals), NumberForm::kChange}; }

const char* better_or_worse(double advantage) { return advantage < 0 ? "worse" : "better"; }

std::string_view brief_words(CodeList list, double code) {
  return codes_of(list)[static_cast<std::size_t>(code)].brief;
}

Text terms(const TracedMonth& m) {
  return say("{}, {}, {}, {}", brief_words(CodeList::security, m.at(talks_talks_term_security)),
             brief_words(CodeList::territory, m.at(talks_talks_term_territory)),
             brief_words(CodeList::recognition, m.at(talks_talks_term_status)),
             brief_words(CodeList::economy, m.at(talks_talks_term_economy)));
}

/// The account as it grows, month after month.
class Account {
 public:
  Account(Report& report, const Scenario& scenario, double lull_months)
      : report_(report), scenario_(scenario), lull_months_(lull_months) {}

  void tell(int month, const TracedMonth& m, bool was_fighting) {
    tell_news(month, m, was_fighting);
    tell_leaders_changes(m);
    tell_war(m);
    tell_washington(m);
    tell_europe(m);
    tell_patrons_and_buyers(m);
    tell_sanctions(m);
    if (m.has(outlook_putin_value_of_fighting_on)) {
      tell_leader(m, kPutin);
      tell_leader(m, kZelensky);
    }
    tell_talks(m);
    tell_halt(m);
    tell_lull(m);
    tell_personnel(m);
    tell_guarantees(m);
    tell_violations(m);
    tell_peace(m);
    tell_peace_game(m);
  }

 private:
  /// What a leader's line is made of.
  struct LeaderItems {
    const char* name;
    TraceItem fighting_on, stopping;
    std::optional<TraceItem> cost_at_home;
    TraceItem advantage, intensity;
  };
  static constexpr LeaderItems kPutin{"Putin",
                                      outlook_putin_value_of_fighting_on,
                                      outlook_putin_value_of_a_freeze,
                                      wind_down_putin_audience_cost_of_stopping,
                                      wind_down_putin_advantage_of_fighting,
                                      month_end_putin_intensity};
  static constexpr LeaderItems kZelensky{
      "Zelensky",   outlook_zelensky_value_of_fighting_on,    outlook_zelensky_value_of_a_freeze,
      std::nullopt, wind_down_zelensky_advantage_of_fighting, month_end_zelensky_intensity};

  void line(const char* who, Text text) { report_.labelled(who, std::move(text), kTextColumn); }

  void tell_news(int month, const TracedMonth& m, bool was_fighting) {
    const bool fights = m.at(month_end_world_fighting) > 0;
    const char* news = was_fighting == fights                 ? ""
                       : m.is(peace_world_resumed_by_ukraine) ? "  UKRAINE RESUMES THE WAR"
                       : fights                               ? "  THE WAR RESUMES"
                                                              : "  THE FIGHTING STOPS";
    const std::string date = to_string(add_months(scenario_.start, month));
    report_.paragraph(say("{}  month {}  {}, line of contact at {} %{}", date, whole(month + 1),
                          fights ? "fighting" : "peace",
                          number(m.at(month_end_world_occupied_share_pct), 2), news),
                      2, true);
  }

  void tell_leaders_changes(const TracedMonth& m) {
    if (m.is(leaders_putin_leaves_office)) {
      line("Moscow",
           say("PUTIN LEAVES OFFICE; his successor {}",
               m.at(leaders_putin_successor_is_a_pragmatist) > 0 ? "is a pragmatist"
                                                                 : "continues his course"));
    }
    if (m.is(leaders_zelensky_election_held)) {
      line("Kyiv", say("UKRAINE VOTES: security {}, territory {}, recognition {}, economy {}",
                       number(m.at(leaders_zelensky_weight_of_security), 2),
                       number(m.at(leaders_zelensky_weight_of_territory), 2),
                       number(m.at(leaders_zelensky_weight_of_recognition), 2),
                       number(m.at(leaders_zelensky_weight_of_economy), 2)));
    }
  }

  void tell_war(const TracedMonth& m) {
    if (!m.has(war_world_movement_pct)) return;
    line("war",
         say("Russia stronger by {}, {} beyond the dead zone; line {} points; casualties {} "
             "and {} thousand",
             number(m.at(war_world_relative_strength), 2), number(m.at(war_world_net_strength), 2),
             change(m.at(war_world_movement_pct), 3),
             number(m.at(war_world_russian_casualties_thousand), 1),
             number(m.at(war_world_ukrainian_casualties_thousand), 1)));
  }

  /// What Washington chose, and the two utilities over brokering; nothing without a choice.
  static Text american_option(const TracedMonth& m) {
    const auto option = m.find(third_parties_united_states_option);
    if (!option) return {};
    return say(
        "{} (over brokering: backing up {}, standing aside {}); ",
        *option > 0   ? "backs up"
        : *option < 0 ? "stands aside"
                      : "brokers",
        change(m.at(third_parties_united_states_utility_of_backing_up_over_brokering), 2),
        change(m.at(third_parties_united_states_utility_of_standing_aside_over_brokering), 2));
  }

  void tell_washington(const TracedMonth& m) {
    line("Washington", say("{}stance {}, drawn to {}; aid {} bn EUR", american_option(m),
                           number(m.at(third_parties_united_states_stance), 2),
                           number(m.at(third_parties_united_states_stance_target), 2),
                           number(m.at(third_parties_united_states_military_aid_eur_bn), 2)));
  }

  void tell_europe(const TracedMonth& m) {
    const auto less = [](const auto& a, const auto& b) { return a.value < b.value; };
    const std::vector<TracedMonth::Placed>& stances = m.stances(scenario_.cast);
    const auto [least, most] = std::minmax_element(stances.begin(), stances.end(), less);
    const auto code = [this](const auto& placed) {
      return scenario_.cast.donors[static_cast<std::size_t>(placed->place)].code;
    };
    line("Europe",
         say("aid {} bn EUR; most willing {} {}, least {} {}; EU {} of the way, NATO "
             "{}{}{}{}{}",
             number(m.at(third_parties_donors_military_aid_eur_bn), 2), code(most),
             number(most->value, 2), code(least), number(least->value, 2),
             percent(m.at(institutions_eu_progress), 0),
             percent(m.at(institutions_nato_progress), 0),
             m.at(institutions_eu_member) > 0 ? "; EU member" : "",
             m.at(institutions_nato_member) > 0 ? "; NATO member" : "",
             m.at(institutions_donors_force) > 0 ? "; a force is there" : "",
             m.at(institutions_donors_parallel_guarantees) > 0 ? "; parallel guarantees" : ""));
  }

  void tell_patrons_and_buyers(const TracedMonth& m) {
    std::vector<Text> supports;
    for (const TracedMonth::Placed& s : m.supports(scenario_.cast)) {
      supports.push_back(say("{} {}",
                             scenario_.cast.patrons[static_cast<std::size_t>(s.place)].code,
                             number(s.value, 2)));
    }
    line("patrons", say("{}; buyers comply {}", joined(supports, " "),
                        number(m.at(third_parties_buyers_compliance), 2)));
  }

  /// The EU's: lapsed or not, and what it would consent to.
  void tell_sanctions(const TracedMonth& m) {
    const auto relief = m.find(third_parties_eu_share_for_relief);
    if (!m.has(third_parties_eu_sanctions_lapsed) && !relief) return;
    Text text = say("{}", m.is(third_parties_eu_sanctions_lapsed) ? "lapsed" : "in force");
    if (relief) {
      text += say("; for relief {} of the EU, for giving up the assets {}", percent(*relief, 0),
                  percent(m.at(third_parties_eu_share_for_giving_up_assets), 0));
    }
    line("sanctions", std::move(text));
  }

  /// The winding down is missing in a month in which the talks end the war first.
  void tell_leader(const TracedMonth& m, const LeaderItems& leader) {
    const double fighting = m.at(leader.fighting_on);
    const Number ceasefire = number(m.at(leader.stopping), 3);
    Text text = say("fighting on {}, ", number(fighting, 3));
    const auto advantage = m.find(leader.advantage);
    if (!advantage) {
      text += say("a de facto cease-fire that lasts {}", ceasefire);
    } else if (leader.cost_at_home) {
      text += say("stopping {}, stopping costs {} at home", ceasefire,
                  number(m.at(*leader.cost_at_home), 3));
    } else {
      text +=
          say("stopping {} (a de facto cease-fire that lasts {}, less doubt that it will and its "
              "cost at home)",
              number(fighting - *advantage, 3), ceasefire);
    }
    if (advantage) {
      text += say(": fighting is {} by {}", better_or_worse(*advantage),
                  number(std::abs(*advantage), 3));
    }
    text += say("; intensity {}", number(m.at(leader.intensity), 2));
    const auto effort = m.find(wind_down_zelensky_offensive_effort);
    if (effort && !leader.cost_at_home) text += say(", raids and strikes {}", number(*effort, 2));
    line(leader.name, std::move(text));
  }

  void tell_talks(const TracedMonth& m) {
    if (!m.has(talks_talks_met)) return;
    const Text wishes = wishes_to_talk(m);
    if (m.at(talks_talks_met) < 1) return line("talks", say("{}no meeting", wishes));
    Text text = say("{}{}: {}", wishes,
                    m.at(talks_talks_imposed) > 0 ? "terms imposed" : "best terms", terms(m));
    if (const auto putin = m.find(talks_talks_putin_gains_over_fighting)) {
      text += say("; Putin {}, Zelensky {} over fighting on", change(*putin, 3),
                  change(m.at(talks_talks_zelensky_gains_over_fighting), 3));
    }
    text += say("; signature {} likely: {}", percent(m.at(talks_talks_probability_of_signing), 1),
                m.at(talks_talks_signed) > 0 ? "SIGNED" : "not signed");
    line("talks", std::move(text));
  }

  /// How much each side wants to talk; nothing where meetings are chance.
  static Text wishes_to_talk(const TracedMonth& m) {
    const auto putin = m.find(talks_putin_wishes_to_talk);
    if (!putin) return {};
    return say("Putin's wish to talk {}{}, Zelensky's {}; ", number(*putin, 2),
               m.at(talks_putin_talks_without_intent) > 0 ? " (without intent)" : "",
               number(m.at(talks_zelensky_wishes_to_talk), 2));
  }

  /// A halt in place that was put to both at a meeting.
  void tell_halt(const TracedMonth& m) {
    const auto ordered = m.find(talks_talks_halt_ordered);
    if (!ordered) return;
    line("halt", say("put to both: Putin would fight on with {}, Zelensky with {}, stopping takes "
                     "less than 50 % of each: {}",
                     percent(m.at(talks_putin_would_fight_on), 1),
                     percent(m.at(talks_zelensky_would_fight_on), 1),
                     *ordered > 0 ? "BOTH ORDER IT" : "not ordered"));
  }

  /// The instruments that acted when a guarantee was tested, and those that stood aside.
  void tell_guarantees(const TracedMonth& m) {
    struct Answer {
      TraceItem item;
      const char *who, *acts, *stands_aside;
    };
    constexpr Answer kAnswers[] = {
        {guarantees_eu_article_42_7_acts, "the EU by Article 42.7", "ACTS", "stands aside"},
        {guarantees_guarantors_parallel_guarantors_act, "the parallel guarantors", "ACT",
         "stand aside"},
        {guarantees_donors_force_acts, "the European force", "ACTS", "stands aside"},
        {guarantees_nato_europeans_act, "NATO's Europeans", "ACT", "stand aside"},
        {guarantees_united_states_acts, "the United States", "ACTS", "stands aside"}};
    std::vector<Text> answers;
    for (const Answer& a : kAnswers) {
      const auto acts = m.find(a.item);
      if (acts) answers.push_back(say("{} {}", a.who, *acts > 0 ? a.acts : a.stands_aside));
    }
    if (!answers.empty()) line("guarantees", say("tested: {}", joined(answers, ", ")));
  }

  void tell_lull(const TracedMonth& m) {
    const double lull = m.at(month_end_world_months_of_lull);
    if (m.at(month_end_world_fighting) > 0 && lull > 0) {
      line("lull", say("month {} of {} with both campaigns low; after that it is a cease-fire",
                       number(lull, 0), number(lull_months_, 0)));
    }
  }

  /// Attacks on Western personnel and a clash, in the months in which they happen.
  void tell_personnel(const TracedMonth& m) {
    if (m.is(personnel_putin_attacked)) {
      const double backing = m.at(personnel_united_states_utility_of_backing_over_standing_aside);
      line("personnel",
           say("attacked; to Washington backing them is {} by {} than standing aside: {}",
               better_or_worse(backing), number(std::abs(backing), 2),
               m.at(personnel_united_states_backed) > 0 ? "backed" : "stands aside"));
    }
    if (m.is(personnel_world_clash)) line("clash", say("RUSSIAN AND NATO FORCES MEET"));
  }

  void tell_violations(const TracedMonth& m) {
    if (!m.has(violations_putin_violations)) return;
    line("violations", say("{} ({} expected): unanswered {}, in proportion {}, escalated {}",
                           number(m.at(violations_putin_violations), 0),
                           number(m.at(violations_putin_expected_violations), 1),
                           number(m.at(violations_guarantors_unanswered), 0),
                           number(m.at(violations_guarantors_answered_in_proportion), 0),
                           number(m.at(violations_guarantors_escalated), 0)));
  }

  void tell_peace(const TracedMonth& m) {
    if (!m.has(peace_putin_probability_of_relapse)) return;
    const double attacking = m.at(peace_putin_advantage_of_attacking);
    const auto rung = m.find(peace_world_rung_of_a_crisis);
    line("peace",
         say("{}status delivered: {}; its credibility {}; attacking again is {} by {}; "
             "relapse {} likely",
             rung && *rung > 0 ? say("AN INCIDENT, rung {} of 3; ", number(*rung, 0)) : Text(),
             brief_words(CodeList::security, m.at(peace_putin_delivered_status)),
             number(m.at(peace_putin_credibility_of_guarantees), 2), better_or_worse(attacking),
             number(std::abs(attacking), 3), percent(m.at(peace_putin_probability_of_relapse), 2)));
  }

  /// What keeping and breaking the peace are worth to a side on an occasion.
  static Text stakes(const TracedMonth& m, const char* who, TraceItem keeping, TraceItem breaking,
                     TraceItem probability) {
    return say("{} keeping {}, breaking {}: breaks with {}", who, number(m.at(keeping), 3),
               number(m.at(breaking), 3), percent(m.at(probability), 2));
  }

  /// relapse = "game"
  void tell_peace_game(const TracedMonth& m) {
    const auto occasion = m.find(peace_world_probability_of_an_occasion);
    if (!occasion) return;
    line("game", say("an occasion is {} likely; {}; {}", percent(*occasion, 2),
                     stakes(m, "Putin", peace_putin_utility_of_keeping_the_peace,
                            peace_putin_utility_of_breaking_the_peace,
                            peace_putin_probability_of_breaking_on_an_occasion),
                     stakes(m, "Zelensky", peace_zelensky_utility_of_keeping_the_peace,
                            peace_zelensky_utility_of_breaking_the_peace,
                            peace_zelensky_probability_of_breaking_on_an_occasion)));
  }

  Report& report_;
  const Scenario& scenario_;
  double lull_months_;  // that make a cease-fire
};

/// Reads a parameter from the trial's own set.
double parameter_of(const TrialTrace& trace, std::string_view group, std::string_view name) {
  const auto all = parameter_declarations();
  const auto found =
      std::find_if(all.begin(), all.end(), [&](const ParameterDeclaration& declared) {
        return declared.group == group && declared.name == name;
      });
  if (found == all.end()) {
    throw Error(Fault::kOurs, fmt::format("a trace asks for parameter {}.{}", group, name));
  }
  return static_cast<double>(trace.parameters[static_cast<std::size_t>(found - all.begin())]);
}

Text ending(const Scenario& scenario, const TrialTrace& trace) {
  const auto when = [&scenario](double month) {
    const int number = static_cast<int>(month);
    return say("in {}, month {}", to_string(add_months(scenario.start, number - 1)), whole(number));
  };
  const auto detail = static_cast<Detail>(trace.result(Result::detail));
  const double end = static_cast<double>(trace.result(Result::end_month));
  Text text =
      say("{}, {}", word_of(static_cast<Outcome>(trace.result(Result::outcome))), word_of(detail));
  if (end > 0) text += say(", {}", when(end));
  if (trace.result(Result::relapsed) > 0) {
    text += say("; relapse {}", when(static_cast<double>(trace.result(Result::relapse_month))));
  }
  const double absorbed = static_cast<double>(trace.result(Result::absorption_month));
  if (absorbed > 0) text += say("; Moscow rules a demilitarised Ukraine {}", when(absorbed));
  const double wider = static_cast<double>(trace.result(Result::wider_war_month));
  if (wider > 0) {
    text += say("; a wider war of Russia and NATO {}: the trial's account ends there", when(wider));
  }
  return text;
}

std::string actor_of(const Cast& cast, const TraceEntry& entry) {
  if (entry.place == kNoPlace) return entry.actor();
  const auto place = static_cast<std::size_t>(entry.place);
  const std::string_view kind = entry.actor();
  if (kind == "buyer") return cast.buyers[place].code;
  return kind == "patron" ? cast.patrons[place].code : cast.donors[place].code;
}

nlohmann::ordered_json run_of(const TracedTrial& trial) {
  const Scenario& scenario = trial.scenario;
  nlohmann::ordered_json run = begin_run("trace");
  run["scenario"] = scenario_identity(scenario);
  add_settings(run, scenario);
  run["seed"] = trial.seed;
  run["trial"] = trial.address.parameter_set;
  run["replicate"] = trial.address.replicate;
  run["horizon_months"] = trial.horizon_months;
  return run;
}

}  // namespace

Report account_of(const TracedTrial& trial) {
  Report report;
  report.of_trials = false;
  report.run = run_of(trial);
  report.paragraph(say("{}: trial {}, replicate {}, seed {}, {} months", trial.scenario.name,
                       whole(trial.address.parameter_set), whole(trial.address.replicate),
                       whole(trial.seed), whole(trial.horizon_months)));
  add_settings_paragraph(report, trial.scenario);
  add_notes(report, trial.scenario);
  report.paragraph(say("How the fighting first stops: {}", ending(trial.scenario, trial.trace)), 2);
  Account account(report, trial.scenario, parameter_of(trial.trace, "wind_down", "lull_months"));
  const std::vector<TraceEntry>& entries = trial.trace.entries;
  std::size_t next = 0;
  bool fighting = true;
  for (int month = 0; month < trial.horizon_months; ++month) {
    TracedMonth m(month);
    while (next < entries.size() && entries[next].month == month) m.take(entries[next++]);
    account.tell(month, m, fighting);
    fighting = m.at(month_end_world_fighting) > 0;
  }
  return report;
}

Table figures_of(const TracedTrial& trial) {
  const Scenario& scenario = trial.scenario;
  Table table{.name = "trace",
              .columns = {column("month"), column("date"), column("step"), column("actor"),
                          column("item"), column("value")}};
  table.rows.reserve(trial.trace.entries.size());
  for (const TraceEntry& e : trial.trace.entries) {
    table.rows.push_back({whole(e.month + 1), to_string(add_months(scenario.start, e.month)),
                          e.step(), actor_of(scenario.cast, e), e.name(), e.value});
  }
  return table;
}

Report report_of(const TracedTrial& trial) {
  Report report = account_of(trial);
  report.tables = {figures_of(trial)};
  report.findings["rows"] = data_of(report.tables.front());
  return report;
}

}  // namespace armistice
