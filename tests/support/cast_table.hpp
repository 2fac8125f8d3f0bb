// The cast of scenarios/actors.toml, pinned: a test does not change with the scenarios' table.
#pragma once

#include <string_view>

#include "agents/interface/kernel.hpp"

namespace armistice::support {

struct DonorRow {
  std::string_view code;
  float gdp_eur_bn, initial_stance, threat, tie;
  int bloc;
  float troop_willingness, base_aid_eur_bn;
};

inline constexpr int kDonors = 31, kEuStates = 27, kBlocs = 7, kPatrons = 3;
inline constexpr DonorRow kDonorRows[kDonors] = {
    {"DE", 4330, .35f, .45f, .30f, 2, .35f, 9.0f}, {"FR", 2920, .30f, .35f, .15f, 2, .65f, 2.6f},
    {"IT", 2190, .10f, .20f, .30f, 2, .20f, .6f},  {"ES", 1590, .05f, .10f, .20f, 3, .15f, .7f},
    {"NL", 1130, .55f, .40f, .15f, 4, .55f, 2.8f}, {"PL", 845, .60f, .90f, .05f, 1, .25f, 1.0f},
    {"BE", 615, .25f, .25f, .30f, 4, .35f, 1.0f},  {"SE", 565, .70f, .75f, .05f, 0, .65f, 3.0f},
    {"IE", 530, .20f, .10f, .05f, 4, .10f, .1f},   {"AT", 480, -.20f, .20f, .50f, 5, .02f, .05f},
    {"DK", 390, .95f, .70f, .05f, 0, .75f, 2.6f},  {"RO", 353, .35f, .70f, .15f, 1, .15f, .2f},
    {"CZ", 318, .40f, .55f, .20f, 1, .20f, .4f},   {"FI", 276, .75f, .90f, .05f, 0, .40f, .7f},
    {"PT", 285, .15f, .10f, .10f, 3, .20f, .2f},   {"GR", 237, .00f, .15f, .35f, 3, .05f, .1f},
    {"HU", 206, -.85f, .20f, .90f, 5, .00f, .0f},  {"SK", 130, -.60f, .30f, .75f, 5, .00f, .05f},
    {"BG", 103, -.10f, .45f, .45f, 1, .05f, .15f}, {"HR", 85, .10f, .30f, .20f, 1, .08f, .1f},
    {"LU", 86, .35f, .25f, .05f, 4, .20f, .1f},    {"LT", 78, .95f, .98f, .00f, 0, .75f, .3f},
    {"SI", 67, .15f, .25f, .15f, 1, .10f, .05f},   {"LV", 40, .95f, .98f, .00f, 0, .60f, .15f},
    {"EE", 40, 1.00f, .98f, .00f, 0, .75f, .12f},  {"CY", 33, -.05f, .10f, .35f, 3, .00f, .0f},
    {"MT", 22, .00f, .05f, .15f, 3, .00f, .0f},    {"UK", 3370, .75f, .55f, .05f, 6, .80f, 5.3f},
    {"NO", 450, .80f, .80f, .05f, 6, .60f, 3.0f},  {"CA", 2060, .55f, .30f, .02f, 6, .50f, 1.6f},
    {"TR", 1220, .00f, .35f, .60f, 6, .30f, .2f},
};

/// Military aid of 2023-24 as recorded, in the order of the donors.
struct RecordedAid {
  float eur_bn_per_year, months_without;
};
inline constexpr RecordedAid kRecordedAid[kDonors] = {
    {4.091f, 0.0f},  {1.381f, 0.46f}, {0.528f, 0.83f}, {0.134f, 0.62f}, {2.488f, 0.17f},
    {1.018f, 0.79f}, {0.715f, 0.62f}, {1.839f, 0.5f},  {0.003f, 0.92f}, {0.0f, 0.0f},
    {3.385f, 0.12f}, {0.18f, 0.92f},  {0.068f, 0.79f}, {1.064f, 0.38f}, {0.13f, 0.71f},
    {0.007f, 0.92f}, {0.0f, 0.0f},    {0.241f, 0.88f}, {0.001f, 0.96f}, {0.066f, 0.79f},
    {0.047f, 0.67f}, {0.294f, 0.33f}, {0.005f, 0.92f}, {0.097f, 0.71f}, {0.208f, 0.62f},
    {0.0f, 0.0f},    {0.0f, 0.0f},    {2.622f, 0.46f}, {0.766f, 0.29f}, {0.635f, 0.25f},
    {0.0f, 0.0f}};

inline int donor(std::string_view code) {
  for (int j = 0; j < kDonors; ++j) {
    if (kDonorRows[j].code == code) return j;
  }
  return -1;
}

inline CastTable reference_cast() {
  CastTable cast{};
  cast.donors = kDonors;
  cast.blocs = kBlocs;
  cast.patrons = kPatrons;
  float all = 0, eu = 0, of_bloc[kBlocs] = {};
  for (int j = 0; j < kDonors; ++j) {
    all += kDonorRows[j].gdp_eur_bn;
    if (j < kEuStates) eu += kDonorRows[j].gdp_eur_bn;
    of_bloc[kDonorRows[j].bloc] += kDonorRows[j].gdp_eur_bn;
  }
  for (int j = 0; j < kDonors; ++j) {
    const DonorRow& row = kDonorRows[j];
    const bool neutral =
        row.code == "AT" || row.code == "IE" || row.code == "CY" || row.code == "MT";
    cast.bloc[j] = row.bloc;
    cast.eu_member[j] = j < kEuStates;
    cast.nato_member[j] = !neutral;
    cast.parallel_guarantor[j] = j >= kEuStates;
    cast.european[j] = cast.reported_as_european[j] = row.code != "CA" && row.code != "TR";
    cast.gdp_eur_bn[j] = row.gdp_eur_bn;
    cast.gdp_share[j] = row.gdp_eur_bn / all;
    cast.eu_gdp_share[j] = cast.eu_member[j] ? row.gdp_eur_bn / eu : 0;
    cast.bloc_gdp_share[j] = row.gdp_eur_bn / of_bloc[row.bloc];
    cast.parallel_share[j] = cast.parallel_guarantor[j] ? .25f : 0;
    cast.initial_stance[j] = row.initial_stance;
    cast.threat[j] = row.threat;
    cast.tie[j] = row.tie;
    cast.troop_willingness[j] = row.troop_willingness;
    cast.base_aid_eur_bn_per_year[j] = row.base_aid_eur_bn;
    cast.recorded_aid_eur_bn_per_year[j] = kRecordedAid[j].eur_bn_per_year;
    cast.share_of_months_without_aid[j] = kRecordedAid[j].months_without;
  }
  for (int a = 0; a < kBlocs; ++a) {
    for (int b = 0; b < kBlocs; ++b) {
      cast.influence[a][b] = (a == b ? .6f : 0) + .4f * of_bloc[b] / all;
    }
  }
  // China, Iran, North Korea: support, share of supply, logit of support and its two responses.
  constexpr float kRows[kPatrons][5] = {
      {.6f, .50f, .9f, 2.2f, 1.2f}, {.6f, .18f, .6f, 1.0f, 1.0f}, {.7f, .32f, 1.0f, .5f, .6f}};
  for (int k = 0; k < kPatrons; ++k) {
    cast.patron_initial_support[k] = cast.patron_reference_support[k] = kRows[k][0];
    cast.patron_supply_weight[k] = kRows[k][1];
    cast.patron_intercept[k] = kRows[k][2];
    cast.patron_sanctions_response[k] = kRows[k][3];
    cast.patron_resolve_response[k] = kRows[k][4];
  }
  // China, India, the rest of the world: part of what is bought, logit of compliance, its response.
  constexpr float kBuyers[3][3] = {{.47f, -2.6f, 3.0f}, {.38f, -1.6f, 4.5f}, {.15f, -1.6f, 4.0f}};
  cast.buyers = 3;
  for (int b = 0; b < cast.buyers; ++b) {
    cast.buyer_weight[b] = kBuyers[b][0];
    cast.buyer_intercept[b] = kBuyers[b][1];
    cast.buyer_sanctions_response[b] = kBuyers[b][2];
  }
  return cast;
}

}  // namespace armistice::support
