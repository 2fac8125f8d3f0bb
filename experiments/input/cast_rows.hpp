// The lists of the table of actors, row by row.
#pragma once

#include <Eigen/Core>
#include <string>
#include <string_view>
#include <vector>

#include "experiments/input/toml_reader.hpp"

namespace armistice {

/// A kind of actor: its list in the file, and the columns that each of its rows must have.
struct ActorKind {
  std::string_view list, kind;
  std::vector<std::string_view> columns;
  std::size_t least, most;  // rows
};
const std::vector<ActorKind>& actor_kinds();

/// The rows of one kind; reading them checks that they have its columns and no others.
class ActorRows {
 public:
  ActorRows(const toml::table& document, const ActorKind& kind);

  std::size_t size() const { return rows_.size(); }
  const toml::node& at(std::size_t row, std::string_view column) const;
  /// "threat of donor DE", for messages.
  std::string what(std::size_t row, std::string_view column) const;
  std::string text(std::size_t row, std::string_view column) const;
  bool flag(std::size_t row, std::string_view column) const;
  /// A whole column.
  Eigen::ArrayXd numbers(std::string_view column, const Range& range = {}) const;

 private:
  std::string who(const toml::table& row) const;

  const ActorKind& kind_;
  std::vector<const toml::table*> rows_;
};

}  // namespace armistice
