#include "experiments/findings/result_files.hpp"

#include <limits>
#include <string_view>

#include "agents/interface/declarations.hpp"
#include "experiments/findings/estimate.hpp"
#include "experiments/input/resolved_settings.hpp"
#include "experiments/report/csv.hpp"

namespace armistice {
namespace {

constexpr double kNotANumber = std::numeric_limits<double>::quiet_NaN();  // an empty cell

// A row of a timeline whose quantiles say nothing: a share of trials.
void share_row(Csv& csv, int month, const std::string& date, std::string_view name, double share) {
  csv.cell(month).cell(date).cell(name).cell(share).empty().empty().empty().empty().empty();
  csv.end_row();
}

void quantity_row(Csv& csv, int month, const std::string& date, Quantity q, const Tally& tally) {
  csv.cell(month).cell(date).cell(quantity_declarations()[static_cast<std::size_t>(q)].name);
  csv.cell(tally.timeline_mean(month - 1, q));
  for (const double p : {.05, .25, .50, .75, .95}) {
    csv.cell(tally.timeline_quantile(month - 1, q, p));
  }
  csv.end_row();
}

/// The figures of an actor; not a number where a column does not apply.
struct ActorMeans {
  double military_aid_eur_bn = kNotANumber;
  double stance_end = kNotANumber;
  double eu_votes = kNotANumber, eu_yes_share = kNotANumber;
  double nato_votes = kNotANumber, nato_yes_share = kNotANumber;
  double vetoing_share = kNotANumber;
  double campaign_intensity_mean = kNotANumber;
  double casualties_thousand = kNotANumber;
  double revenue_lost_usd_bn = kNotANumber;
  double compliance_end = kNotANumber;
  double support_mean = kNotANumber;
  double renewal_votes = kNotANumber, renewal_yes_share = kNotANumber;
  double financial_aid_eur_bn = kNotANumber, eu_level_aid_eur_bn = kNotANumber;
  double side_payments_eur_bn = kNotANumber, transition_eur_bn = kNotANumber;
  double cost_pct_of_gdp = kNotANumber;
  double months_backing_up = kNotANumber, months_brokering = kNotANumber,
         months_standing_aside = kNotANumber;
  double challenges = kNotANumber;
  double sent_forces_share = kNotANumber, sent_month_mean = kNotANumber;
  double cost_eur_bn = kNotANumber;
};
constexpr std::string_view kActorColumns =
    "actor,name,kind,military_aid_eur_bn,stance_end,eu_votes,eu_yes_share,nato_votes,"
    "nato_yes_share,vetoing_share,campaign_intensity_mean,casualties_thousand,"
    "revenue_lost_usd_bn,compliance_end,support_mean,renewal_votes,renewal_yes_share,"
    "financial_aid_eur_bn,eu_level_aid_eur_bn,side_payments_eur_bn,transition_eur_bn,"
    "cost_pct_of_gdp,months_backing_up,months_brokering,months_standing_aside,challenges,"
    "sent_forces_share,sent_month_mean,cost_eur_bn";

void actor_row(Csv& csv, const Actor& actor, const ActorMeans& m) {
  csv.cell(actor.code).cell(actor.name).cell(actor.kind);
  csv.cell(m.military_aid_eur_bn).cell(m.stance_end).cell(m.eu_votes).cell(m.eu_yes_share);
  csv.cell(m.nato_votes).cell(m.nato_yes_share).cell(m.vetoing_share);
  csv.cell(m.campaign_intensity_mean).cell(m.casualties_thousand).cell(m.revenue_lost_usd_bn);
  csv.cell(m.compliance_end).cell(m.support_mean).cell(m.renewal_votes).cell(m.renewal_yes_share);
  csv.cell(m.financial_aid_eur_bn).cell(m.eu_level_aid_eur_bn).cell(m.side_payments_eur_bn);
  csv.cell(m.transition_eur_bn).cell(m.cost_pct_of_gdp).cell(m.months_backing_up);
  csv.cell(m.months_brokering).cell(m.months_standing_aside).cell(m.challenges);
  csv.cell(m.sent_forces_share).cell(m.sent_month_mean).cell(m.cost_eur_bn);
  csv.end_row();
}

double vetoing_share(const Tally& tally, std::size_t place) {
  return static_cast<double>(tally.vetoes[place]) / static_cast<double>(tally.trials);
}

ActorMeans donor_means(const Cast& cast, const Tally& tally, std::size_t place) {
  const auto mean = [&](DonorResult r) { return tally.donor_mean(static_cast<int>(place), r); };
  // 0 of 0 votes is no share, and so an empty cell.
  const auto ratio = [&](DonorResult yes, DonorResult votes) { return mean(yes) / mean(votes); };
  ActorMeans m;
  m.military_aid_eur_bn = mean(DonorResult::military_aid_eur_bn);
  m.stance_end = mean(DonorResult::stance_end);
  m.financial_aid_eur_bn = mean(DonorResult::financial_aid_eur_bn);
  m.cost_pct_of_gdp = mean(DonorResult::cost_pct_of_gdp);
  m.cost_eur_bn = m.military_aid_eur_bn + m.financial_aid_eur_bn +
                  mean(DonorResult::eu_level_aid_eur_bn) + mean(DonorResult::side_payments_eur_bn) +
                  mean(DonorResult::transition_eur_bn);
  if (cast.eu_member[place]) {
    m.eu_votes = mean(DonorResult::eu_votes);
    m.eu_yes_share = ratio(DonorResult::eu_yes, DonorResult::eu_votes);
    m.renewal_votes = mean(DonorResult::renewal_votes);
    m.renewal_yes_share = ratio(DonorResult::renewal_yes, DonorResult::renewal_votes);
    m.eu_level_aid_eur_bn = mean(DonorResult::eu_level_aid_eur_bn);
    m.side_payments_eur_bn = mean(DonorResult::side_payments_eur_bn);
    m.transition_eur_bn = mean(DonorResult::transition_eur_bn);
  }
  if (cast.nato_member[place]) {
    m.nato_votes = mean(DonorResult::nato_votes);
    m.nato_yes_share = ratio(DonorResult::nato_yes, DonorResult::nato_votes);
  }
  m.vetoing_share = vetoing_share(tally, place);
  m.sent_forces_share = mean(DonorResult::sent_forces);
  m.sent_month_mean = ratio(DonorResult::sent_month, DonorResult::sent_forces);
  return m;
}

/// The result of the actor among `actors`, of results kept from `first` on; not a number if it is
/// not among them.
double mean_by_place(const Tally& tally, Result first, const std::vector<Actor>& actors,
                     const Actor& actor) {
  for (std::size_t place = 0; place < actors.size(); ++place) {
    if (actors[place].code != actor.code) continue;
    return tally.mean(static_cast<Result>(static_cast<int>(first) + static_cast<int>(place)));
  }
  return kNotANumber;
}

ActorMeans other_means(const Actor& actor, const Cast& cast, const Tally& tally) {
  ActorMeans m;
  m.support_mean = mean_by_place(tally, Result::patron_1_support_mean, cast.patrons, actor);
  m.challenges = mean_by_place(tally, Result::patron_1_challenges, cast.patrons, actor);
  m.compliance_end = mean_by_place(tally, Result::buyer_1_compliance_end, cast.buyers, actor);
  if (actor.kind == "united_states") {
    m.military_aid_eur_bn = tally.mean(Result::us_military_aid_eur_bn);
    m.stance_end = tally.mean(Result::us_stance_end);
    m.vetoing_share = vetoing_share(tally, cast.donors.size());
    m.financial_aid_eur_bn = tally.mean(Result::us_financial_aid_eur_bn);
    m.cost_eur_bn = tally.mean(Result::cost_united_states_eur_bn);
    m.months_backing_up = tally.mean(Result::us_months_backing_up);
    m.months_brokering = tally.mean(Result::us_months_brokering);
    m.months_standing_aside = tally.mean(Result::us_months_standing_aside);
  } else if (actor.code == "RU") {
    m.campaign_intensity_mean = tally.mean(Result::russian_mean_intensity);
    m.casualties_thousand = tally.mean(Result::russian_casualties_thousand);
    m.revenue_lost_usd_bn = tally.mean(Result::russian_revenue_lost_usd_bn);
  } else if (actor.code == "UA") {
    m.casualties_thousand = tally.mean(Result::ukrainian_casualties_thousand);
  }
  return m;
}

}  // namespace

std::string outcomes_csv(const Ensemble& ensemble) {
  Csv csv;
  csv.header("outcome,detail,count,share,sampling_low,sampling_high,parameter_p05,parameter_p95");
  for (const Share share : reported_shares()) {
    const ShareName name = name_of(share);
    const ShareEstimate e = estimate(ensemble, share);
    csv.cell(name.outcome).cell(name.detail).cell(e.count).cell(e.share);
    csv.cell(e.sampling.low).cell(e.sampling.high).cell(e.ranges.p05).cell(e.ranges.p95);
    csv.end_row();
  }
  return csv.take();
}

std::string timeline_csv(const Scenario& scenario, const Ensemble& ensemble) {
  const Tally& tally = ensemble.tally;
  Csv csv;
  csv.header("month,date,quantity,mean,p05,p25,p50,p75,p95");
  for (int month = 1; month <= tally.horizon_months; ++month) {  // values are at its end
    const std::string date = to_string(add_months(scenario.start, month - 1));
    const auto so_far = [&](std::string_view name, Outcome outcome) {
      share_row(csv, month, date, name, share_by(tally, outcome, month));
    };
    so_far("share_negotiated_peace", Outcome::kNegotiatedPeace);
    so_far("share_de_facto_ceasefire", Outcome::kDeFactoCeasefire);
    so_far("share_continued_war", Outcome::kContinuedWar);
    constexpr auto kFighting = static_cast<std::size_t>(Quantity::share_fighting);
    share_row(csv, month, date, quantity_declarations()[kFighting].name,
              tally.timeline_mean(month - 1, Quantity::share_fighting));
    share_row(csv, month, date, "share_relapsed",
              static_cast<double>(tally.relapses_by(month)) / static_cast<double>(tally.trials));
    for (int q = 0; q < kQuantities; ++q) {
      const auto quantity = static_cast<Quantity>(q);
      if (quantity != Quantity::share_fighting) quantity_row(csv, month, date, quantity, tally);
    }
  }
  return csv.take();
}

std::string actors_csv(const Scenario& scenario, const Ensemble& ensemble) {
  const Cast& cast = scenario.cast;
  Csv csv;
  csv.header(kActorColumns);
  for (const Actor& actor : cast.actors) {
    std::size_t place = 0;
    while (place < cast.donors.size() && cast.donors[place].code != actor.code) ++place;
    actor_row(csv, actor,
              place < cast.donors.size() ? donor_means(cast, ensemble.tally, place)
                                         : other_means(actor, cast, ensemble.tally));
  }
  return csv.take();
}

std::string parameters_csv(const Scenario& scenario) {
  Csv csv;
  csv.header("name,kind,value,distribution,unit,source");
  for (const ResolvedSetting& s : resolved_settings(scenario)) {
    csv.cell(s.name).cell(s.kind).cell(s.value).cell(s.distribution).cell(s.unit).cell(s.source);
    csv.end_row();
  }
  return csv.take();
}

}  // namespace armistice
