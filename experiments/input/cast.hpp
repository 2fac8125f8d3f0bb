// The cast: every actor's attributes, read from a table (scenarios/actors.toml), one row an actor.
#pragma once

#include <Eigen/Core>
#include <filesystem>
#include <string>
#include <vector>

#include "agents/kernel.hpp"

namespace armistice {

/// A column of the table: `name`, its unit and where its figures come from.
struct CastColumn {
  std::string name, unit, source;
};

/// Who an actor is; its numbers are in the columns of its kind.
struct Actor {
  std::string code;  // ISO 3166 alpha-2, "UK" for the United Kingdom
  std::string name;
  std::string kind;  // principal, donor, united_states, patron, buyer
};

/// Donors' attributes by column, row j = donor j; then patrons and buyers.
struct Cast {
  std::string file;
  std::vector<CastColumn> columns;
  // In the order of the table: principals, donors, US, patrons, buyers; each once, by its first
  // role.
  std::vector<Actor> actors;
  std::vector<std::string> blocs;

  std::vector<Actor> principals;  // the invader's leader, the defender's

  std::vector<Actor> donors;
  Eigen::ArrayXd gdp_eur_bn, initial_stance, threat, tie, troop_willingness, base_aid_eur_bn;
  Eigen::ArrayXi bloc;
  std::vector<bool> eu_member, nato_member, parallel_guarantor, european;

  /// influence(a, b): weight of bloc b's mean stance in what pulls a member of bloc a; rows sum
  /// to 1.
  Eigen::MatrixXd influence;

  std::vector<Actor> patrons;
  Eigen::ArrayXd patron_initial_support, patron_reference_support, patron_supply_weight,
      patron_intercept, patron_sanctions_response, patron_resolve_response;

  std::vector<Actor> buyers;  // one may be a patron as well, and is then one actor
  Eigen::ArrayXd buyer_weight, buyer_intercept, buyer_sanctions_response;
};

/// Reads and checks a cast. Throws Error(kInput) with file, line and column.
Cast read_cast(const std::filesystem::path& file);

/// The influence of the model's text: `own` on the own bloc's mean, the rest on the mean of all,
/// weighted by GDP.
Eigen::MatrixXd default_influence(const Cast& cast, double own);

/// The cast as the lanes read it, with shares of GDP worked out.
CastTable table_of(const Cast& cast);

}  // namespace armistice
