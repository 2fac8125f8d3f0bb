// The cast: every actor's attributes, read from a table (scenarios/actors.toml), one row an actor.
#pragma once

#include <Eigen/Core>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "agents/interface/kernel.hpp"
#include "experiments/input/calendar.hpp"

namespace armistice {

/// A column of the table: `name`, its unit and where its figures come from.
struct CastColumn {
  std::string name, unit, source;
};

/// The identity of an actor; its numbers are in the columns of its kind.
struct Actor {
  std::string code;  // ISO 3166 alpha-2, "UK" for the United Kingdom
  std::string name;
  std::string kind;  // principal, donor, united_states, patron, buyer
};

/// A value of the table that a scenario has set.
struct CastEdit {
  std::string kind, code;             // "donor", "HU"
  std::string column;                 // "tie"
  std::optional<CalendarMonth> from;  // empty: from the start, and then it is in its column too
  double value;                       // of a flag 0 or 1, of a bloc its place in `blocs`
  bool operator==(const CastEdit&) const = default;
};

/// Donors' attributes by column, row j = donor j; then patrons and buyers. The columns are those of
/// agents/interface/donors.def, patrons.def and buyers.def.
struct Cast {
  std::string file;
  std::vector<CastColumn> columns;
  // In the order of the table: principals, donors, US, patrons, buyers; each once, by its first
  // role.
  std::vector<Actor> actors;
  std::vector<std::string> blocs;

  std::vector<Actor> principals;  // the invader's leader, the defender's

  std::vector<Actor> donors;
#define BLOC(name, ...) Eigen::ArrayXi name;
#define FLAG(name, ...) std::vector<bool> name;
#define NUMBER(name, ...) Eigen::ArrayXd name;
#include "agents/interface/donors.def"
#undef BLOC
#undef FLAG
#undef NUMBER

  /// influence(a, b): weight of bloc b's mean stance in what pulls a member of bloc a; rows sum
  /// to 1.
  Eigen::MatrixXd influence;
  std::optional<double> own_influence;  // of which `influence` is made; else it is a table's own

  std::vector<Actor> patrons;
#define NUMBER(name, ...) Eigen::ArrayXd patron_##name;
#include "agents/interface/patrons.def"
#undef NUMBER

  std::vector<Actor> buyers;  // one may be a patron as well, and is then one actor
#define NUMBER(name, ...) Eigen::ArrayXd buyer_##name;
#include "agents/interface/buyers.def"
#undef NUMBER

  std::vector<CastEdit> edits;  // what a scenario has set, each cell and month once
};

/// Reads and checks a cast. Throws Error(kInput) with file, line and column.
Cast read_cast(const std::filesystem::path& file);

/// The influence of the model's text: `own` on the own bloc's mean, the rest on the mean of all,
/// weighted by GDP.
Eigen::MatrixXd default_influence(const Cast& cast, double own);

/// The cast as the lanes read it, with shares of GDP worked out.
CastTable table_of(const Cast& cast);

/// The cast at the start, then after each month of an edit.
std::vector<Cast> casts_by_edit(const Cast& cast);

/// The cast as it is from month 0 on, and from each later month in which an edit changes it, by
/// month since `start`.
std::vector<CastChange> tables_by_month(const Cast& cast, CalendarMonth start);

}  // namespace armistice
