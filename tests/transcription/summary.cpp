#include "tests/transcription/summary.hpp"

#include "tests/transcription/submodels.hpp"

namespace transcription {
namespace {

/// How a trial counts. Each is the first stop's, whatever came after it.
struct Ending {
  bool negotiated, frozen, defeat_of_ukraine, defeat_of_russia, none;
  bool acceptable, lasting, wide;
};

Ending ending_of(const Trial& t) {
  const Record& r = t.record;
  Ending e{};
  e.none = r.stop == Stop::kNone;
  e.frozen = r.stop == Stop::kHalt || r.stop == Stop::kFadeOut;
  e.defeat_of_russia = r.stop == Stop::kRussiaCollapsed;
  e.defeat_of_ukraine = !e.none && !e.frozen && r.terms.security == kNeutral;
  e.negotiated = !e.none && !e.frozen && !e.defeat_of_russia && !e.defeat_of_ukraine;
  const bool at_the_line = r.terms.territory == 0 && r.terms.status == 0;
  e.acceptable = (e.negotiated || e.frozen) && at_the_line && r.terms.economy < 3 && r.in_time;
  e.lasting = !e.none && r.relapse_month == 0 && r.absorption_month == 0;
  const int s = r.terms.security;
  const bool promised = s >= kEuForce && s <= kNatoForce;
  e.wide = e.acceptable || (e.frozen && r.in_time) ||
           (e.negotiated && (promised || (s == kEu && at_the_line)));
  return e;
}

void add_shares(const Trial& t, std::map<std::string, Mean>& shares) {
  const Record& r = t.record;
  const Ending e = ending_of(t);
  const bool imposed = r.stop == Stop::kImposed || r.pressed, halt = r.stop == Stop::kHalt;
  shares["negotiated_peace,all"].add(e.negotiated);
  shares["negotiated_peace,settlement"].add(e.negotiated && !imposed);
  shares["negotiated_peace,imposed"].add(e.negotiated && imposed);
  shares["de_facto_ceasefire,all"].add(e.frozen);
  shares["de_facto_ceasefire,armistice_guaranteed"].add(halt && r.in_time);
  shares["de_facto_ceasefire,armistice_bare"].add(halt && !r.in_time);
  shares["de_facto_ceasefire,fade_out_guaranteed"].add(e.frozen && !halt && r.in_time);
  shares["de_facto_ceasefire,fade_out_bare"].add(e.frozen && !halt && !r.in_time);
  shares["defeat,all"].add(e.defeat_of_ukraine || e.defeat_of_russia);
  shares["defeat,ukraine"].add(e.defeat_of_ukraine);
  shares["defeat,russia"].add(e.defeat_of_russia);
  shares["continued_war,all"].add(e.none);
  shares["continued_war,fighting"].add(e.none && !t.wider_war);
  shares["continued_war,wider_war"].add(e.none && t.wider_war);
  const int s = r.terms.security;
  shares["negotiated_peace,strength_status_3_or_more"].add(e.negotiated && s >= kEuForce &&
                                                           s <= kNatoForce);
  shares["at_horizon,fighting"].add(t.fighting);
  shares["at_horizon,stopped"].add(!t.fighting);
  shares["acceptable,all"].add(e.acceptable);
  shares["lasting_stop,all"].add(e.lasting);
  shares["durable_acceptable_peace,all"].add(e.acceptable && e.lasting);
  shares["durable_acceptable_peace,wide"].add(e.wide && !t.fighting);
  shares["direct_clash,any"].add(r.clash_month > 0);
  shares["wider_war,all"].add(t.wider_war);
  shares["absorbed,all"].add(r.absorption_month > 0);
}

/// What happened at all, and when.
void add_months(const Trial& t, std::map<std::string, std::vector<double>>& results) {
  const Record& r = t.record;
  const std::pair<const char*, int> months[] = {
      {"end_month", r.end_month},
      {"relapse_month", r.relapse_month},
      {"eu_accession_month", r.eu_month},
      {"nato_accession_month", r.nato_month},
      {"force_month", r.force_month},
      {"leader_change_month", r.leader_change_month},
      {"kyiv_election_month", r.election_month},
      {"reserve_exhausted_month", r.reserve_exhausted_month}};
  for (const auto& [name, month] : months) {
    results[std::string("happened,") + name].push_back(month > 0);
    if (month > 0) results[name].push_back(month);
  }
}

void add_results(const Trial& t, std::map<std::string, std::vector<double>>& results) {
  const Record& r = t.record;
  const std::pair<const char*, double> values[] = {
      {"occupied_share_end_pct", r.line_end},
      {"occupied_share_min_pct", r.line_least},
      {"occupied_share_max_pct", r.line_most},
      {"russian_casualties_thousand", r.russian_casualties},
      {"ukrainian_casualties_thousand", r.ukrainian_casualties},
      {"civilian_deaths_thousand", r.civilian_deaths},
      {"european_military_aid_eur_bn", r.european_aid},
      {"other_military_aid_eur_bn", r.other_aid},
      {"us_military_aid_eur_bn", r.us_aid},
      {"russian_revenue_lost_usd_bn", r.revenue_lost},
      {"infrastructure_min", r.infrastructure_least},
      {"reconstruction_end", t.reconstruction},
      {"us_stance_end", t.us_stance},
      {"buyers_compliance_end", t.compliance},
      {"resolve_signal_end", t.resolve},
      {"relapsed", r.relapse_month > 0},
      {"months_of_war", r.months_of_war},
      {"meetings", r.meetings},
      {"eu_ballots", r.eu_ballots},
      {"eu_refusals", r.eu_refusals},
      {"nato_ballots", r.nato_ballots},
      {"nato_refusals", r.nato_refusals},
      {"nato_promise_ballots", r.promise_ballots},
      {"nato_promise_refusals", r.promise_refusals},
      {"renewal_ballots", r.renewals},
      {"renewal_refusals", r.renewal_refusals},
      {"attacks_on_personnel", r.attacks},
      {"attacks_answered", r.attacks_answered},
      {"guarantee_tests", r.tests},
      {"guarantors_acted", r.acted},
      {"guarantors_stood_aside", r.stood_aside},
      {"violations", r.violations},
      {"violations_unanswered", r.unanswered},
      {"violations_escalatory", r.escalatory}};
  for (const auto& [name, value] : values) results[name].push_back(value);
  if (r.stop != Stop::kNone) {
    const Ending e = ending_of(t);
    const std::string outcome = e.negotiated ? "negotiated_peace"
                                : e.frozen   ? "de_facto_ceasefire"
                                             : "defeat";
    const std::string after =
        "|outcome=" + outcome + "|term_security=" + std::to_string(r.terms.security);
    results["guarantee_in_time" + after].push_back(r.in_time);
    results["relapsed" + after].push_back(r.relapse_month > 0);
  }
  add_months(t, results);
}

void add_month(const Trial& t, std::map<std::string, Mean>& months) {
  const Ending e = ending_of(t);
  const std::pair<const char*, double> values[] = {
      {"share_negotiated_peace", e.negotiated},
      {"share_de_facto_ceasefire", e.frozen},
      {"share_continued_war", e.none},
      {"share_fighting", t.fighting},
      {"share_relapsed", t.record.relapse_month > 0},
      {"occupied_share_pct", t.line},
      {"european_military_aid_eur_bn", t.european_aid},
      {"other_military_aid_eur_bn", t.other_aid},
      {"us_military_aid_eur_bn", t.us_aid},
      {"air_defence_effectiveness", t.interception},
      {"russian_campaign_intensity", t.fighting ? t.invader.intensity : 0},
      {"ukrainian_campaign_intensity", t.fighting ? t.defender.intensity : 0},
      {"russian_casualties_thousand", t.invader.casualties},
      {"ukrainian_casualties_thousand", t.defender.casualties},
      {"russian_fiscal_stress", t.invader.stress},
      {"russian_reserve_usd_bn", t.reserve},
      {"russian_oil_gas_revenue_usd_bn", t.energy},
      {"infrastructure_index", t.infrastructure},
      {"resolve_signal", t.resolve},
      {"russian_believed_net_strength", t.invader.belief},
      {"ukrainian_believed_net_strength", t.defender.belief},
      {"russian_expected_net_strength", t.invader.outlook},
      {"ukrainian_expected_net_strength", t.defender.outlook},
      {"russian_value_of_fighting_on", t.invader.fighting_on},
      {"russian_value_of_a_freeze", t.invader.freeze},
      {"ukrainian_value_of_fighting_on", t.defender.fighting_on},
      {"ukrainian_value_of_a_freeze", t.defender.freeze}};
  const std::string month = std::to_string(t.month) + ",";
  for (const auto& [name, value] : values) months[month + name].add(value);
}

}  // namespace

Summary run_trials(const Scenario& scenario, int trials, int horizon, unsigned long long seed) {
  constexpr int kMonthsPerYear = 12;
  constexpr unsigned long long kApart = 1'000'003;
  Summary summary;
  for (int k = 0; k < trials; ++k) {
    Trial t = start(scenario, seed * kApart + static_cast<unsigned long long>(k));
    while (t.month < horizon) {
      if (t.wider_war) {
        ++t.month;  // the account of the trial has ended
      } else {
        advance_month(t);
      }
      if (t.month % kMonthsPerYear == 0) add_month(t, summary.months);
    }
    add_shares(t, summary.shares);
    add_results(t, summary.results);
  }
  return summary;
}

}  // namespace transcription
