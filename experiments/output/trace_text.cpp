#include "experiments/output/trace_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <string_view>

#include "core/outcome.hpp"
#include "experiments/output/csv.hpp"
#include "experiments/output/manifest.hpp"
#include "experiments/output/result_columns.hpp"
#include "experiments/output/version.hpp"

namespace armistice {
namespace {

std::string actor_of(const Cast& cast, const TraceEntry& entry) {
  const auto place = static_cast<std::size_t>(entry.place);
  if (entry.place < 0) return entry.actor;
  const std::string_view kind = entry.actor;
  if (kind == "buyer") return cast.buyers[place].code;
  return kind == "patron" ? cast.patrons[place].code : cast.donors[place].code;
}

nlohmann::ordered_json row_of(const Scenario& scenario, const TraceEntry& e) {
  return {{"month", e.month + 1}, {"date", to_string(add_months(scenario.start, e.month))},
          {"step", e.step},       {"actor", actor_of(scenario.cast, e)},
          {"item", e.item},       {"value", e.value}};
}

/// The figures of one month, by step, actor and item.
class Month {
 public:
  void take(const TraceEntry& e) {
    if (e.place < 0) figures_[fmt::format("{}/{}/{}", e.step, e.actor, e.item)] = e.value;
    if (std::string_view(e.actor) == "donor" && std::string_view(e.item) == "stance") {
      stances_.push_back({e.value, e.place});
    }
    if (std::string_view(e.actor) == "patron" && std::string_view(e.item) == "support") {
      supports_.push_back({e.value, e.place});
    }
  }
  std::optional<double> find(const std::string& name) const {
    const auto found = figures_.find(name);
    if (found == figures_.end()) return std::nullopt;
    return static_cast<double>(found->second);
  }
  double at(const std::string& name) const { return find(name).value_or(0); }
  bool has(const std::string& name) const { return figures_.contains(name); }

  struct Placed {
    float value;
    int place;
  };
  const std::vector<Placed>& stances() const { return stances_; }
  const std::vector<Placed>& supports() const { return supports_; }

 private:
  std::map<std::string, float> figures_;
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
  const auto level = [&m](const char* issue) {
    return static_cast<std::size_t>(m.at(fmt::format("talks/talks/{}", issue)));
  };
  return fmt::format("{}, {}, {}, {}", kStatuses[level("term_security")],
                     kTerritories[level("term_territory")], kRecognitions[level("term_status")],
                     kEconomies[level("term_economy")]);
}

std::string leaders_text(const Month& m) {
  std::string text;
  if (m.at("leaders/putin/leaves_office") > 0) {
    text +=
        fmt::format("  Moscow      PUTIN LEAVES OFFICE; his successor {}\n",
                    m.at("leaders/putin/successor_is_a_pragmatist") > 0 ? "is a pragmatist"
                                                                        : "continues his course");
  }
  if (m.at("leaders/zelensky/election_held") > 0) {
    text += fmt::format(
        "  Kyiv        UKRAINE VOTES: security {:.2f}, territory {:.2f}, recognition {:.2f}, "
        "economy {:.2f}\n",
        m.at("leaders/zelensky/weight_of_security"), m.at("leaders/zelensky/weight_of_territory"),
        m.at("leaders/zelensky/weight_of_recognition"), m.at("leaders/zelensky/weight_of_economy"));
  }
  return text;
}

/// What Washington chose, and the two utilities over brokering; nothing without a choice.
std::string american_option_text(const Month& m) {
  const auto option = m.find("third_parties/united_states/option");
  if (!option) return "";
  return fmt::format("{} (over brokering: backing up {:+.2f}, standing aside {:+.2f}); ",
                     *option > 0   ? "backs up"
                     : *option < 0 ? "stands aside"
                                   : "brokers",
                     m.at("third_parties/united_states/utility_of_backing_up_over_brokering"),
                     m.at("third_parties/united_states/utility_of_standing_aside_over_brokering"));
}

/// The EU's sanctions: lapsed or not, and what it would consent to.
std::string sanctions_text(const Month& m) {
  if (!m.has("third_parties/eu/sanctions_lapsed") && !m.has("third_parties/eu/share_for_relief")) {
    return "";
  }
  std::string text = m.at("third_parties/eu/sanctions_lapsed") > 0 ? "lapsed" : "in force";
  if (const auto relief = m.find("third_parties/eu/share_for_relief")) {
    text += fmt::format("; for relief {:.0f} % of the EU, for giving up the assets {:.0f} %",
                        100 * *relief, 100 * m.at("third_parties/eu/share_for_giving_up_assets"));
  }
  return "  sanctions   " + text + "\n";
}

std::string third_parties_text(const Month& m, const Cast& cast) {
  std::string text =
      fmt::format("  Washington  {}stance {:.2f}, drawn to {:.2f}; aid {:.2f} bn EUR\n",
                  american_option_text(m), m.at("third_parties/united_states/stance"),
                  m.at("third_parties/united_states/stance_target"),
                  m.at("third_parties/united_states/military_aid_eur_bn"));
  const auto less = [](const auto& a, const auto& b) { return a.value < b.value; };
  const auto [least, most] = std::minmax_element(m.stances().begin(), m.stances().end(), less);
  text += fmt::format(
      "  Europe      aid {:.2f} bn EUR; most willing {} {:.2f}, least {} {:.2f}; EU {:.0f} % of "
      "the "
      "way, NATO {:.0f} %{}{}{}{}\n",
      m.at("third_parties/donors/military_aid_eur_bn"),
      cast.donors[static_cast<std::size_t>(most->place)].code, most->value,
      cast.donors[static_cast<std::size_t>(least->place)].code, least->value,
      100 * m.at("institutions/eu/progress"), 100 * m.at("institutions/nato/progress"),
      m.at("institutions/eu/member") > 0 ? "; EU member" : "",
      m.at("institutions/nato/member") > 0 ? "; NATO member" : "",
      m.at("institutions/donors/force") > 0 ? "; a force is there" : "",
      m.at("institutions/donors/parallel_guarantees") > 0 ? "; parallel guarantees" : "");
  text += "  patrons    ";
  for (const Month::Placed& s : m.supports()) {
    text +=
        fmt::format(" {} {:.2f}", cast.patrons[static_cast<std::size_t>(s.place)].code, s.value);
  }
  text += fmt::format("; buyers comply {:.2f}\n", m.at("third_parties/buyers/compliance"));
  return text + sanctions_text(m);
}

std::string leader_text(const Month& m, const std::string& who, const char* label) {
  std::string text = fmt::format("  {:<11} fighting on {:.3f}, stopping {:.3f}", label,
                                 m.at("outlook/" + who + "/value_of_fighting_on"),
                                 m.at("outlook/" + who + "/value_of_a_freeze"));
  if (const auto cost = m.find("wind_down/" + who + "/audience_cost_of_stopping")) {
    text += fmt::format(", stopping costs {:.3f} at home", *cost);
  }
  if (const auto advantage = m.find("wind_down/" + who + "/advantage_of_fighting")) {
    text += fmt::format(": fighting is {} by {:.3f}", *advantage < 0 ? "worse" : "better",
                        std::abs(*advantage));
  }
  return text + fmt::format("; intensity {:.2f}\n", m.at("month_end/" + who + "/intensity"));
}

std::string talks_text(const Month& m) {
  if (!m.has("talks/talks/met")) return "";
  if (m.at("talks/talks/met") < 1) return "  talks       no meeting\n";
  std::string text =
      fmt::format("  talks       {}: {}",
                  m.at("talks/talks/imposed") > 0 ? "terms imposed" : "best terms", terms_text(m));
  if (const auto putin = m.find("talks/talks/putin_gains_over_fighting")) {
    text += fmt::format("; Putin {:+.3f}, Zelensky {:+.3f} over fighting on", *putin,
                        m.at("talks/talks/zelensky_gains_over_fighting"));
  }
  return text + fmt::format("; signature {:.1f} % likely: {}\n",
                            100 * m.at("talks/talks/probability_of_signing"),
                            m.at("talks/talks/signed") > 0 ? "SIGNED" : "not signed");
}

/// Attacks on Western personnel and a clash, in the months in which they happen.
std::string personnel_text(const Month& m) {
  std::string text;
  if (m.at("personnel/putin/attacked") > 0) {
    const double backing = m.at("personnel/united_states/utility_of_backing_over_standing_aside");
    text += fmt::format(
        "  personnel   attacked; to Washington backing them is {} by {:.2f} than standing aside: "
        "{}\n",
        backing < 0 ? "worse" : "better", std::abs(backing),
        m.at("personnel/united_states/backed") > 0 ? "backed" : "stands aside");
  }
  if (m.at("personnel/world/clash") > 0) text += "  clash       RUSSIAN AND NATO FORCES MEET\n";
  return text;
}

std::string violations_text(const Month& m) {
  if (!m.has("violations/putin/violations")) return "";
  return fmt::format(
      "  violations  {:.0f} ({:.1f} expected): unanswered {:.0f}, in proportion {:.0f}, escalated "
      "{:.0f}\n",
      m.at("violations/putin/violations"), m.at("violations/putin/expected_violations"),
      m.at("violations/guarantors/unanswered"),
      m.at("violations/guarantors/answered_in_proportion"),
      m.at("violations/guarantors/escalated"));
}

std::string peace_text(const Month& m) {
  if (!m.has("peace/putin/probability_of_relapse")) return "";
  return fmt::format(
      "  peace       status delivered: {}; its credibility {:.2f}; attacking again is {} by "
      "{:.3f}; "
      "relapse {:.2f} % likely\n",
      kStatuses[static_cast<std::size_t>(m.at("peace/putin/delivered_status"))],
      m.at("peace/putin/credibility_of_guarantees"),
      m.at("peace/putin/advantage_of_attacking") < 0 ? "worse" : "better",
      std::abs(m.at("peace/putin/advantage_of_attacking")),
      100 * m.at("peace/putin/probability_of_relapse"));
}

/// relapse = "game": what keeping and breaking the peace are worth to a side on an occasion.
std::string stakes_text(const Month& m, const std::string& who, const char* label) {
  const std::string at = "peace/" + who + "/";
  return fmt::format("{} keeping {:.3f}, breaking {:.3f}: breaks with {:.2f} %", label,
                     m.at(at + "utility_of_keeping_the_peace"),
                     m.at(at + "utility_of_breaking_the_peace"),
                     100 * m.at(at + "probability_of_breaking_on_an_occasion"));
}

std::string peace_game_text(const Month& m) {
  const auto occasion = m.find("peace/world/probability_of_an_occasion");
  if (!occasion) return "";
  return fmt::format("  game        an occasion is {:.2f} % likely; {}; {}\n", 100 * *occasion,
                     stakes_text(m, "putin", "Putin"), stakes_text(m, "zelensky", "Zelensky"));
}

std::string month_text(const Scenario& scenario, int month, const Month& m, bool was_fighting) {
  const bool fights = m.at("month_end/world/fighting") > 0;
  const char* news = was_fighting == fights                       ? ""
                     : m.at("peace/world/resumed_by_ukraine") > 0 ? "  UKRAINE RESUMES THE WAR"
                     : fights                                     ? "  THE WAR RESUMES"
                                                                  : "  THE FIGHTING STOPS";
  std::string text =
      fmt::format("{}  month {}  {}, line of contact at {:.2f} %{}\n",
                  to_string(add_months(scenario.start, month)), month + 1,
                  fights ? "fighting" : "peace", m.at("month_end/world/occupied_share_pct"), news);
  text += leaders_text(m);
  if (m.has("war/world/movement_pct")) {
    text += fmt::format(
        "  war         Russia stronger by {:.2f}, {:.2f} beyond the dead zone; line {:+.3f} "
        "points; "
        "casualties {:.1f} and {:.1f} thousand\n",
        m.at("war/world/relative_strength"), m.at("war/world/net_strength"),
        m.at("war/world/movement_pct"), m.at("war/world/russian_casualties_thousand"),
        m.at("war/world/ukrainian_casualties_thousand"));
  }
  text += third_parties_text(m, scenario.cast);
  if (m.has("outlook/putin/value_of_fighting_on")) {
    text += leader_text(m, "putin", "Putin");
    text += leader_text(m, "zelensky", "Zelensky");
  }
  text += talks_text(m);
  const double lull = m.at("month_end/world/months_of_lull");
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
    Month m;
    while (next < trace.entries.size() && trace.entries[next].month == month) {
      m.take(trace.entries[next++]);
    }
    text += "\n" + month_text(scenario, month, m, fighting);
    fighting = m.at("month_end/world/fighting") > 0;
  }
  return text;
}

std::string trace_csv(const Scenario& scenario, const TrialTrace& trace) {
  Csv csv;
  csv.header("month,date,step,actor,item,value");
  for (const TraceEntry& e : trace.entries) {
    csv.cell(e.month + 1).cell(to_string(add_months(scenario.start, e.month))).cell(e.step);
    csv.cell(actor_of(scenario.cast, e)).cell(e.item).cell(e.value);
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
