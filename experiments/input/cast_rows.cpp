#include "experiments/input/cast_rows.hpp"

#include <fmt/format.h>

#include "agents/interface/kernel.hpp"
#include "experiments/input/counted.hpp"

namespace armistice {

namespace {

/// Code and name, then what is declared for the kind.
std::vector<std::string_view> with_columns(std::string_view kind) {
  std::vector<std::string_view> columns = {"code", "name"};
  for (const CastCells& cells : cells_of(kind)) columns.push_back(cells.name());
  return columns;
}

}  // namespace

const std::vector<ActorKind>& actor_kinds() {
  static const std::vector<ActorKind> all = {
      {"principals", "principal", {"code", "name", "side"}, 2, 2},
      {"donors", "donor", with_columns("donor"), 1, kMaxDonors},
      {"united_states", "united_states", {"code", "name"}, 1, 1},
      {"patrons", "patron", with_columns("patron"), 1, kMaxPatrons},
      {"buyers", "buyer", with_columns("buyer"), 1, kMaxBuyers},
  };
  return all;
}

const ActorKind* find_kind(std::string_view kind) {
  for (const ActorKind& each : actor_kinds()) {
    if (each.kind == kind) return &each;
  }
  return nullptr;
}

double read_cell(const toml::node& node, const std::string& what, const CastCells& cells,
                 const std::vector<std::string>& blocs) {
  switch (cells.declaration.kind) {
    case CastColumnKind::kBloc: {
      const std::vector<std::string_view> names(blocs.begin(), blocs.end());
      return static_cast<double>(read_word(node, what, names));
    }
    case CastColumnKind::kFlag:
      return read_flag(node, what) ? 1 : 0;
    case CastColumnKind::kNumber:
      break;
  }
  return read_number_in(node, what, cells.range());
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
    fail_at(node.source(), fmt::format("{} has {}; expected {}", kind.list,
                                       counted(std::ssize(rows_), "row"), expected));
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

std::string ActorRows::who(const toml::table& row) const {
  const auto code = row["code"].value_exact<std::string>();
  return fmt::format("{} {}", kind_.kind, code ? *code : "without code");
}

}  // namespace armistice
