#include "experiments/findings/actors.hpp"

#include <limits>
#include <string>
#include <string_view>
#include <variant>

#include "agents/interface/declarations.hpp"

namespace armistice {
namespace {

constexpr double kNotANumber = std::numeric_limits<double>::quiet_NaN();  // an empty cell

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
  double force_eur_bn = kNotANumber, reconstruction_eur_bn = kNotANumber;
  double cost_pct_of_gdp = kNotANumber;
  double months_backing_up = kNotANumber, months_brokering = kNotANumber,
         months_standing_aside = kNotANumber;
  double challenges = kNotANumber;
  double sent_forces_share = kNotANumber, sent_month_mean = kNotANumber;
  double cost_eur_bn = kNotANumber;
};
/// A column. A donor's result gives it its name, whichever actor's row it is.
struct Figure {
  std::variant<DonorResult, std::string_view> name;
  double ActorMeans::*mean;
};
constexpr Figure kFigures[] = {
    {DonorResult::military_aid_eur_bn, &ActorMeans::military_aid_eur_bn},
    {DonorResult::stance_end, &ActorMeans::stance_end},
    {DonorResult::eu_votes, &ActorMeans::eu_votes},
    {"eu_yes_share", &ActorMeans::eu_yes_share},
    {DonorResult::nato_votes, &ActorMeans::nato_votes},
    {"nato_yes_share", &ActorMeans::nato_yes_share},
    {"vetoing_share", &ActorMeans::vetoing_share},
    {"campaign_intensity_mean", &ActorMeans::campaign_intensity_mean},
    {"casualties_thousand", &ActorMeans::casualties_thousand},
    {"revenue_lost_usd_bn", &ActorMeans::revenue_lost_usd_bn},
    {"compliance_end", &ActorMeans::compliance_end},
    {"support_mean", &ActorMeans::support_mean},
    {DonorResult::renewal_votes, &ActorMeans::renewal_votes},
    {"renewal_yes_share", &ActorMeans::renewal_yes_share},
    {DonorResult::financial_aid_eur_bn, &ActorMeans::financial_aid_eur_bn},
    {DonorResult::eu_level_aid_eur_bn, &ActorMeans::eu_level_aid_eur_bn},
    {DonorResult::side_payments_eur_bn, &ActorMeans::side_payments_eur_bn},
    {DonorResult::transition_eur_bn, &ActorMeans::transition_eur_bn},
    {DonorResult::cost_pct_of_gdp, &ActorMeans::cost_pct_of_gdp},
    {"months_backing_up", &ActorMeans::months_backing_up},
    {"months_brokering", &ActorMeans::months_brokering},
    {"months_standing_aside", &ActorMeans::months_standing_aside},
    {"challenges", &ActorMeans::challenges},
    {"sent_forces_share", &ActorMeans::sent_forces_share},
    {"sent_month_mean", &ActorMeans::sent_month_mean},
    {DonorResult::force_eur_bn, &ActorMeans::force_eur_bn},
    {DonorResult::reconstruction_eur_bn, &ActorMeans::reconstruction_eur_bn},
    {"cost_eur_bn", &ActorMeans::cost_eur_bn},
};

std::string name_of(const Figure& figure) {
  const auto* result = std::get_if<DonorResult>(&figure.name);
  return std::string(result != nullptr ? declaration_of(*result).name
                                       : std::get<std::string_view>(figure.name));
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
  m.force_eur_bn = mean(DonorResult::force_eur_bn);
  m.reconstruction_eur_bn = mean(DonorResult::reconstruction_eur_bn);
  m.cost_eur_bn = m.military_aid_eur_bn + m.financial_aid_eur_bn +
                  mean(DonorResult::eu_level_aid_eur_bn) + mean(DonorResult::side_payments_eur_bn) +
                  mean(DonorResult::transition_eur_bn) + mean(DonorResult::force_eur_bn) +
                  mean(DonorResult::reconstruction_eur_bn);
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

/// What the United States pays for reconstruction.
double american_reconstruction(const Cast& cast, const Tally& tally) {
  const int payer =
      static_cast<int>(cast.donors.size()) + static_cast<int>(OtherPayer::united_states);
  double sum = 0;
  for (int year = 0; year < years_of(tally.horizon_months); ++year) {
    sum += tally.cost_mean(year, payer, Cost::reconstruction);
  }
  return sum;
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
    m.reconstruction_eur_bn = american_reconstruction(cast, tally);
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

ActorMeans means_of(const Actor& actor, const Cast& cast, const Tally& tally) {
  for (std::size_t place = 0; place < cast.donors.size(); ++place) {
    if (cast.donors[place].code == actor.code) return donor_means(cast, tally, place);
  }
  return other_means(actor, cast, tally);
}

}  // namespace

Table actors_table(const Scenario& scenario, const Ensemble& ensemble) {
  Table table{.name = "actors", .columns = {column("actor"), column("name"), column("kind")}};
  for (const Figure& figure : kFigures) table.columns.push_back(column(name_of(figure)));
  for (const Actor& actor : scenario.cast.actors) {
    const ActorMeans means = means_of(actor, scenario.cast, ensemble.tally);
    Row row{actor.code, actor.name, actor.kind};
    for (const Figure& figure : kFigures) row.emplace_back(means.*figure.mean);
    table.rows.push_back(std::move(row));
  }
  return table;
}

}  // namespace armistice
