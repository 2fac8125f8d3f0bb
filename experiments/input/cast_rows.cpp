#include "experiments/input/cast_rows.hpp"

#include <fmt/format.h>

#include "agents/kernel.hpp"

namespace armistice {

const std::vector<ActorKind>& actor_kinds() {
  static const std::vector<ActorKind> all = {
      {"principals", "principal", {"code", "name", "side"}, 2, 2},
      {"donors",
       "donor",
       {"code", "name", "bloc", "eu_member", "nato_member", "parallel_guarantor", "european",
        "gdp_eur_bn", "initial_stance", "threat", "tie", "troop_willingness",
        "base_aid_eur_bn_per_year"},
       1,
       kCastDonors},
      {"united_states", "united_states", {"code", "name"}, 1, 1},
      {"patrons",
       "patron",
       {"code", "name", "initial_support", "reference_support", "supply_weight", "intercept",
        "sanctions_response", "resolve_response"},
       1,
       kCastPatrons},
      {"buyers",
       "buyer",
       {"code", "name", "weight", "intercept", "sanctions_response"},
       1,
       kCastBuyers},
  };
  return all;
}

ActorRows::ActorRows(const toml::table& document, const ActorKind& kind) : kind_(kind) {
  const toml::node& node = required(document, kind.list, "the table of actors");
  for (const toml::node& row : read_list(node, kind.list)) {
    rows_.push_back(&read_table(row, fmt::format("a row of {}", kind.list)));
  }
  if (rows_.size() < kind.least || rows_.size() > kind.most) {
    const std::string expected = kind.least == kind.most
                                     ? fmt::format("{}", kind.least)
                                     : fmt::format("{} to {}", kind.least, kind.most);
    fail_at(node.source(),
            fmt::format("{} has {} rows; expected {}", kind.list, rows_.size(), expected));
  }
  for (const toml::table* row : rows_) {
    check_keys(*row, kind.columns, "column", who(*row));
    for (const std::string_view column : kind.columns) required(*row, column, who(*row));
  }
}

const toml::node& ActorRows::at(std::size_t row, std::string_view column) const {
  return *rows_[row]->get(column);
}

std::string ActorRows::what(std::size_t row, std::string_view column) const {
  return fmt::format("{} of {}", column, who(*rows_[row]));
}

std::string ActorRows::text(std::size_t row, std::string_view column) const {
  return read_text(at(row, column), what(row, column));
}

bool ActorRows::flag(std::size_t row, std::string_view column) const {
  return read_flag(at(row, column), what(row, column));
}

Eigen::ArrayXd ActorRows::numbers(std::string_view column, const Range& range) const {
  Eigen::ArrayXd all(static_cast<Eigen::Index>(size()));
  for (std::size_t row = 0; row < size(); ++row) {
    all[static_cast<Eigen::Index>(row)] = read_number_in(at(row, column), what(row, column), range);
  }
  return all;
}

std::string ActorRows::who(const toml::table& row) const {
  const auto code = row["code"].value_exact<std::string>();
  return fmt::format("{} {}", kind_.kind, code ? *code : "without code");
}

}  // namespace armistice
