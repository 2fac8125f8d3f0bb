#include "experiments/findings/trace_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <string_view>

#include "core/outcome.hpp"
#include "experiments/error.hpp"
#include "experiments/output/manifest.hpp"
#include "experiments/output/trial_file.hpp"
#include "experiments/output/version.hpp"
#include "experiments/report/csv.hpp"

namespace armistice {
namespace {

using enum TraceItem;

std::string actor_of(const Cast& cast, const TraceEntry& entry) {
  if (entry.place == kNoPlace) return entry.actor();
  const auto place = static_cast<std::size_t>(entry.place);
  const std::string_view kind = entry.actor();
  if (kind == "buyer") return cast.buyers[place].code;
  return kind == "patron" ? cast.patrons[place].code : cast.donors[place].code;
}

nlohmann::ordered_json row_of(const Scenario& scenario, const TraceEntry& e) {
  return {{"month", e.month + 1}, {"date", to_string(add_months(scenario.start, e.month))},
          {"step", e.step()},     {"actor", actor_of(scenario.cast, e)},
          {"item", e.name()},     {"value", e.value}};
}

/// The figures of one month.
class Month {
 public:
  explicit Month(int month) : month_(month) {}
  void take(const TraceEntry& e) {
    if (e.place == kNoPlace) figures_[e.item] = static_cast<double>(e.value);
    if (e.item == third_parties_donor_stance) stances_.push_back({e.value, e.place});
    if (e.item == third_parties_patron_support) supports_.push_back({e.value, e.place});
  }
  /// A figure that is there in some months, or under some mechanisms, only.
  std::optional<double> find(TraceItem item) const {
    const auto found = figures_.find(item);
    if (found == figures_.end()) return std::nullopt;
    return found->second;
  }
  bool has(TraceItem item) const { return figures_.contains(item); }
  /// Whether it is there and above 0.
  bool is(TraceItem item) const { return find(item).value_or(0) > 0; }
  /// A figure that has to be there.
  double at(TraceItem item) const {
    const auto figure = find(item);
    if (!figure) fail_without(item);
    return *figure;
  }

  struct Placed {
    float value;
    int place;
  };
  /// One for each donor of the cast, and for each patron.
  const std::vector<Placed>& stances(const Cast& cast) const {
    if (stances_.size() != cast.donors.size()) fail_without(third_parties_donor_stance);
    return stances_;
  }
  const std::vector<Placed>& supports(const Cast& cast) const {
    if (supports_.size() != cast.patrons.size()) fail_without(third_parties_patron_support);
    return supports_;
  }

 private:
  [[noreturn]] void fail_without(TraceItem item) const {
    const TraceItemDeclaration& missing = declaration_of(item);
    throw Error(Fault::kOurs,
                fmt::format("armistice: a fault of ours: the account of month {} has no {}/{}/{}",
                            month_ + 1, missing.step, missing.actor, missing.name));
  }

  int month_;
  std::map<TraceItem, double> figures_;
  std::vector<Placed> stances_, supports_;
};

constexpr const char* kStatuses[] = {"neutral", "armed and alone", "EU", "EU and force",
                                     "NATO",    "NATO and force"};
constexpr const char* kTerritories[] = {"the line of contact", "all of Donetsk region",
                                        "all four regions"};
constexpr const char* kRecognitions[] = {"nothing recognised", "recognition deferred",
                                         "recognised de jure"};
constexpr const char* kEconomies[] = {"sanctions kept", "phased relief",
                                      "phased relief, assets escrowed", "full relief"};

std::string terms_text(const Month& m) {
  const auto level = [&m](TraceItem issue) { return static_cast<std::size_t>(m.at(issue)); };
  return fmt::format("{}, {}, {}, {}", kStatuses[level(talks_talks_term_security)],
                     kTerritories[level(talks_talks_term_territory)],
                     kRecognitions[level(talks_talks_term_status)],
                     kEconomies[level(talks_talks_term_economy)]);
}

std::string leaders_text(const Month& m) {
  std::string text;
  if (m.is(leaders_putin_leaves_office)) {
    text += fmt::format("  Moscow      PUTIN LEAVES OFFICE; his successor {}\n",
                        m.at(leaders_putin_successor_is_a_pragmatist) > 0 ? "is a pragmatist"
                                                                          : "continues his course");
  }
  if (m.is(leaders_zelensky_election_held)) {
    text += fmt::format(
        "  Kyiv        UKRAINE VOTES: security {:.2f}, territory {:.2f}, recognition {:.2f}, "
        "economy {:.2f}\n",
        m.at(leaders_zelensky_weight_of_security), m.at(leaders_zelensky_weight_of_territory),
        m.at(leaders_zelensky_weight_of_recognition), m.at(leaders_zelensky_weight_of_economy));
  }
  return text;
}

/// What Washington chose, and the two utilities over brokering; nothing without a choice.
std::string american_option_text(const Month& m) {
  const auto option = m.find(third_parties_united_states_option);
  if (!option) return "";
  return fmt::format("{} (over brokering: backing up {:+.2f}, standing aside {:+.2f}); ",
                     *option > 0   ? "backs up"
                     : *option < 0 ? "stands aside"
                                   : "brokers",
                     m.at(third_parties_united_states_utility_of_backing_up_over_brokering),
                     m.at(third_parties_united_states_utility_of_standing_aside_over_brokering));
}

/// The EU's sanctions: lapsed or not, and what it would consent to.
std::string sanctions_text(const Month& m) {
  if (!m.has(third_parties_eu_sanctions_lapsed) && !m.has(third_parties_eu_share_for_relief)) {
    return "";
  }
  std::string text = m.is(third_parties_eu_sanctions_lapsed) ? "lapsed" : "in force";
  if (const auto relief = m.find(third_parties_eu_share_for_relief)) {
    text += fmt::format("; for relief {:.0f} % of the EU, for giving up the assets {:.0f} %",
                        100 * *relief, 100 * m.at(third_parties_eu_share_for_giving_up_assets));
  }
  return "  sanctions   " + text + "\n";
}

std::string third_parties_text(const Month& m, const Cast& cast) {
  std::string text =
      fmt::format("  Washington  {}stance {:.2f}, drawn to {:.2f}; aid {:.2f} bn EUR\n",
                  american_option_text(m), m.at(third_parties_united_states_stance),
                  m.at(third_parties_united_states_stance_target),
                  m.at(third_parties_united_states_military_aid_eur_bn));
  const auto less = [](const auto& a, const auto& b) { return a.value < b.value; };
  const std::vector<Month::Placed>& stances = m.stances(cast);
  const auto [least, most] = std::minmax_element(stances.begin(), stances.end(), less);
  text += fmt::format(
      "  Europe      aid {:.2f} bn EUR; most willing {} {:.2f}, least {} {:.2f}; EU {:.0f} % of "
      "the "
      "way, NATO {:.0f} %{}{}{}{}\n",
      m.at(third_parties_donors_military_aid_eur_bn),
      cast.donors[static_cast<std::size_t>(most->place)].code, most->value,
      cast.donors[static_cast<std::size_t>(least->place)].code, least->value,
      100 * m.at(institutions_eu_progress), 100 * m.at(institutions_nato_progress),
      m.at(institutions_eu_member) > 0 ? "; EU member" : "",
      m.at(institutions_nato_member) > 0 ? "; NATO member" : "",
      m.at(institutions_donors_force) > 0 ? "; a force is there" : "",
      m.at(institutions_donors_parallel_guarantees) > 0 ? "; parallel guarantees" : "");
  text += "  patrons    ";
  for (const Month::Placed& s : m.supports(cast)) {
    text +=
        fmt::format(" {} {:.2f}", cast.patrons[static_cast<std::size_t>(s.place)].code, s.value);
  }
  text += fmt::format("; buyers comply {:.2f}\n", m.at(third_parties_buyers_compliance));
  return text + sanctions_text(m);
}

/// What a leader's line is made of.
struct LeaderItems {
  const char* name;
  TraceItem fighting_on, stopping;
  std::optional<TraceItem> cost_at_home;
  TraceItem advantage, intensity;
};
constexpr LeaderItems kPutin{"Putin",
                             outlook_putin_value_of_fighting_on,
                             outlook_putin_value_of_a_freeze,
                             wind_down_putin_audience_cost_of_stopping,
                             wind_down_putin_advantage_of_fighting,
                             month_end_putin_intensity};
constexpr LeaderItems kZelensky{
    "Zelensky",   outlook_zelensky_value_of_fighting_on,    outlook_zelensky_value_of_a_freeze,
    std::nullopt, wind_down_zelensky_advantage_of_fighting, month_end_zelensky_intensity};

/// The winding down is missing in a month in which the talks end the war first.
std::string leader_text(const Month& m, const LeaderItems& leader) {
  std::string text = fmt::format("  {:<11} fighting on {:.3f}, stopping {:.3f}", leader.name,
                                 m.at(leader.fighting_on), m.at(leader.stopping));
  if (const auto advantage = m.find(leader.advantage)) {
    if (leader.cost_at_home) {
      text += fmt::format(", stopping costs {:.3f} at home", m.at(*leader.cost_at_home));
    }
    text += fmt::format(": fighting is {} by {:.3f}", *advantage < 0 ? "worse" : "better",
                        std::abs(*advantage));
  }
  return text + fmt::format("; intensity {:.2f}\n", m.at(leader.intensity));
}

std::string talks_text(const Month& m) {
  if (!m.has(talks_talks_met)) return "";
  if (m.at(talks_talks_met) < 1) return "  talks       no meeting\n";
  std::string text =
      fmt::format("  talks       {}: {}",
                  m.at(talks_talks_imposed) > 0 ? "terms imposed" : "best terms", terms_text(m));
  if (const auto putin = m.find(talks_talks_putin_gains_over_fighting)) {
    text += fmt::format("; Putin {:+.3f}, Zelensky {:+.3f} over fighting on", *putin,
                        m.at(talks_talks_zelensky_gains_over_fighting));
  }
  return text + fmt::format("; signature {:.1f} % likely: {}\n",
                            100 * m.at(talks_talks_probability_of_signing),
                            m.at(talks_talks_signed) > 0 ? "SIGNED" : "not signed");
}

/// Attacks on Western personnel and a clash, in the months in which they happen.
std::string personnel_text(const Month& m) {
  std::string text;
  if (m.is(personnel_putin_attacked)) {
    const double backing = m.at(personnel_united_states_utility_of_backing_over_standing_aside);
    text += fmt::format(
        "  personnel   attacked; to Washington backing them is {} by {:.2f} than standing aside: "
        "{}\n",
        backing < 0 ? "worse" : "better", std::abs(backing),
        m.at(personnel_united_states_backed) > 0 ? "backed" : "stands aside");
  }
  if (m.is(personnel_world_clash)) text += "  clash       RUSSIAN AND NATO FORCES MEET\n";
  return text;
}

std::string violations_text(const Month& m) {
  if (!m.has(violations_putin_violations)) return "";
  return fmt::format(
      "  violations  {:.0f} ({:.1f} expected): unanswered {:.0f}, in proportion {:.0f}, escalated "
      "{:.0f}\n",
      m.at(violations_putin_violations), m.at(violations_putin_expected_violations),
      m.at(violations_guarantors_unanswered), m.at(violations_guarantors_answered_in_proportion),
      m.at(violations_guarantors_escalated));
}

std::string peace_text(const Month& m) {
  if (!m.has(peace_putin_probability_of_relapse)) return "";
  return fmt::format(
      "  peace       status delivered: {}; its credibility {:.2f}; attacking again is {} by "
      "{:.3f}; "
      "relapse {:.2f} % likely\n",
      kStatuses[static_cast<std::size_t>(m.at(peace_putin_delivered_status))],
      m.at(peace_putin_credibility_of_guarantees),
      m.at(peace_putin_advantage_of_attacking) < 0 ? "worse" : "better",
      std::abs(m.at(peace_putin_advantage_of_attacking)),
      100 * m.at(peace_putin_probability_of_relapse));
}

/// relapse = "game": what keeping and breaking the peace are worth to a side on an occasion.
std::string stakes_text(const Month& m, const char* who, TraceItem keeping, TraceItem breaking,
                        TraceItem probability) {
  return fmt::format("{} keeping {:.3f}, breaking {:.3f}: breaks with {:.2f} %", who, m.at(keeping),
                     m.at(breaking), 100 * m.at(probability));
}

std::string peace_game_text(const Month& m) {
  const auto occasion = m.find(peace_world_probability_of_an_occasion);
  if (!occasion) return "";
  return fmt::format("  game        an occasion is {:.2f} % likely; {}; {}\n", 100 * *occasion,

                     stakes_text(m, "Putin", peace_putin_utility_of_keeping_the_peace,
                                 peace_putin_utility_of_breaking_the_peace,
                                 peace_putin_probability_of_breaking_on_an_occasion),
                     stakes_text(m, "Zelensky", peace_zelensky_utility_of_keeping_the_peace,
                                 peace_zelensky_utility_of_breaking_the_peace,
                                 peace_zelensky_probability_of_breaking_on_an_occasion));
}

std::string month_text(const Scenario& scenario, int month, const Month& m, bool was_fighting) {
  const bool fights = m.at(month_end_world_fighting) > 0;
  const char* news = was_fighting == fights                 ? ""
                     : m.is(peace_world_resumed_by_ukraine) ? "  UKRAINE RESUMES THE WAR"
                     : fights                               ? "  THE WAR RESUMES"
                                                            : "  THE FIGHTING STOPS";
  std::string text =
      fmt::format("{}  month {}  {}, line of contact at {:.2f} %{}\n",
                  to_string(add_months(scenario.start, month)), month + 1,
                  fights ? "fighting" : "peace", m.at(month_end_world_occupied_share_pct), news);
  text += leaders_text(m);
  if (m.has(war_world_movement_pct)) {
    text += fmt::format(
        "  war         Russia stronger by {:.2f}, {:.2f} beyond the dead zone; line {:+.3f} "
        "points; "
        "casualties {:.1f} and {:.1f} thousand\n",
        m.at(war_world_relative_strength), m.at(war_world_net_strength),
        m.at(war_world_movement_pct), m.at(war_world_russian_casualties_thousand),
        m.at(war_world_ukrainian_casualties_thousand));
  }
  text += third_parties_text(m, scenario.cast);
  if (m.has(outlook_putin_value_of_fighting_on)) {
    text += leader_text(m, kPutin);
    text += leader_text(m, kZelensky);
  }
  text += talks_text(m);
  const double lull = m.at(month_end_world_months_of_lull);
  if (fights && lull > 0) {
    text += fmt::format("  lull        month {:.0f} with both campaigns low\n", lull);
  }
  return text + personnel_text(m) + violations_text(m) + peace_text(m) + peace_game_text(m);
}

std::string outcome_text(const Scenario& scenario, const TrialTrace& trace) {
  const auto date = [&scenario](double month) {
    return to_string(add_months(scenario.start, static_cast<int>(month) - 1));
  };
  const auto detail = static_cast<Detail>(trace.result(Result::detail));
  const double end = static_cast<double>(trace.result(Result::end_month));
  std::string text = fmt::format(
      "{}, {}", word_of(static_cast<Outcome>(trace.result(Result::outcome))), word_of(detail));
  if (end > 0) text += fmt::format(", in {}, month {:.0f}", date(end), end);
  if (trace.result(Result::relapsed) > 0) {
    const double relapse = static_cast<double>(trace.result(Result::relapse_month));
    text += fmt::format("; relapse in {}, month {:.0f}", date(relapse), relapse);
  }
  return text;
}

}  // namespace

std::string trace_text(const Scenario& scenario, const TrialTrace& trace, TrialAddress trial,
                       std::uint64_t seed, int horizon_months) {
  std::string text = fmt::format("{}: trial {}, replicate {}, seed {}, {} months\nIt ends as: {}\n",
                                 scenario.name, trial.parameter_set, trial.replicate, seed,
                                 horizon_months, outcome_text(scenario, trace));
  std::size_t next = 0;
  bool fighting = true;
  for (int month = 0; month < horizon_months; ++month) {
    Month m(month);
    while (next < trace.entries.size() && trace.entries[next].month == month) {
      m.take(trace.entries[next++]);
    }
    text += "\n" + month_text(scenario, month, m, fighting);
    fighting = m.at(month_end_world_fighting) > 0;
  }
  return text;
}

std::string trace_csv(const Scenario& scenario, const TrialTrace& trace) {
  Csv csv;
  csv.header("month,date,step,actor,item,value");
  for (const TraceEntry& e : trace.entries) {
    csv.cell(e.month + 1).cell(to_string(add_months(scenario.start, e.month))).cell(e.step());
    csv.cell(actor_of(scenario.cast, e)).cell(e.name()).cell(e.value);
    csv.end_row();
  }
  return csv.take();
}

std::string trace_json(const Scenario& scenario, const TrialTrace& trace, TrialAddress trial,
                       std::uint64_t seed, int horizon_months) {
  nlohmann::ordered_json data = {
      {"version", kVersion},
      {"command", "trace"},
      {"scenario",
       {{"name", scenario.name}, {"title", scenario.title}, {"digest", scenario.digest}}},
      {"seed", seed},
      {"trial", trial.parameter_set},
      {"replicate", trial.replicate},
      {"horizon_months", horizon_months}};
  data["rows"] = nlohmann::ordered_json::array();
  for (const TraceEntry& e : trace.entries) data["rows"].push_back(row_of(scenario, e));
  return json_text(data);
}

std::string trace_json_lines(const Scenario& scenario, const TrialTrace& trace) {
  std::string text;
  for (const TraceEntry& e : trace.entries) text += row_of(scenario, e).dump() + "\n";
  return text;
}

}  // namespace armistice
