// The lists of the table of actors, row by row.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "experiments/input/cast_columns.hpp"
#include "experiments/input/toml_reader.hpp"

namespace armistice {

/// A kind of actor: its list in the file, and the columns that each of its rows must have.
struct ActorKind {
  std::string_view list, kind;
  std::vector<std::string_view> columns;
  std::size_t least, most;  // rows
};
const std::vector<ActorKind>& actor_kinds();
/// The kind of that name, or null.
const ActorKind* find_kind(std::string_view kind);

/// A cell as a number; `what` names it in messages.
double read_cell(const toml::node& node, const std::string& what, const CastCells& cells,
                 const std::vector<std::string>& blocs);

/// Fails at `place` unless the column's cells, parts of a whole, sum to 1.
void check_sum_of_parts(const Cast& cast, std::string_view kind, const CastCells& cells,
                        const toml::source_region& place);

/// Fails at `place` if the donor is in the EU and not european.
void check_european(const Cast& cast, std::size_t donor, const toml::source_region& place);

/// The rows of one kind; reading them checks that they have its columns and no others.
class ActorRows {
 public:
  ActorRows(const toml::table& document, const ActorKind& kind);

  std::size_t size() const { return rows_.size(); }
  const toml::node& at(std::size_t row, std::string_view column) const;
  /// "threat of donor DE", for messages.
  std::string what(std::size_t row, std::string_view column) const;
  std::string text(std::size_t row, std::string_view column) const;

 private:
  std::string who(const toml::table& row) const;

  const ActorKind& kind_;
  std::vector<const toml::table*> rows_;
};

}  // namespace armistice
