// The table of actors, read and checked.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "experiments/input/cast.hpp"
#include "experiments/input/cast_rows.hpp"
#include "experiments/input/plain_text.hpp"
#include "experiments/input/toml_reader.hpp"

namespace armistice {
namespace {

using Names = std::vector<std::string_view>;

constexpr double kRounding = 1e-6;  // by which weights that should sum to 1 may miss it

/// Tables and terminals show such texts.
void check_line(const toml::node& node, const std::string& text, const std::string& what) {
  if (!is_plain_line(text)) fail_type(node, what, kPlainLine);
}

std::vector<CastColumn> read_columns(const toml::table& document) {
  Names names;
  std::set<std::string_view> known;
  for (const ActorKind& kind : actor_kinds()) {
    for (const std::string_view column : kind.columns) {
      if (known.insert(column).second) names.push_back(column);
    }
  }
  const toml::table& table =
      read_table(required(document, "columns", "the table of actors"), "columns");
  check_keys(table, names, "column", "[columns]");
  for (const std::string_view name : names) required(table, name, "[columns]");
  std::vector<CastColumn> columns;
  for (const Entry& entry : in_file_order(table)) {
    const std::string what = fmt::format("columns.{}", entry.name());
    const toml::table& fields = read_table(*entry.value, what);
    constexpr std::string_view kFields[] = {"unit", "source"};
    check_keys(fields, kFields, "key", what);
    const auto text = [&](std::string_view field) {
      const toml::node& node = required(fields, field, what);
      std::string said = read_text(node, fmt::format("{}.{}", what, field));
      check_line(node, said, fmt::format("{}.{}", what, field));
      return said;
    };
    columns.push_back({std::string(entry.name()), text("unit"), text("source")});
    if (columns.back().source.empty()) {
      fail_at(fields.get("source")->source(), what + " has no source; \"judgement\" is one");
    }
  }
  return columns;
}

std::vector<std::string> read_blocs(const toml::table& document) {
  const toml::node& node = required(document, "blocs", "the table of actors");
  std::vector<std::string> blocs;
  for (const toml::node& element : read_list(node, "blocs")) {
    blocs.push_back(read_text(element, "a bloc"));
    for (std::size_t b = 0; b + 1 < blocs.size(); ++b) {
      if (blocs[b] == blocs.back()) {
        fail_at(element.source(), fmt::format("bloc \"{}\" is given twice", blocs[b]));
      }
    }
  }
  if (blocs.empty() || blocs.size() > kMaxBlocs) {
    fail_at(node.source(), fmt::format("{} blocs; expected 1 to {}", blocs.size(), kMaxBlocs));
  }
  return blocs;
}

/// Codes and names of one kind; `seen` holds the codes of all kinds so far.
std::vector<Actor> read_actors(const ActorRows& rows, const ActorKind& kind,
                               std::set<std::string>& seen) {
  std::vector<Actor> actors;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const std::string code = rows.text(i, "code"), name = rows.text(i, "name");
    const toml::source_region& place = rows.at(i, "code").source();
    const bool capitals =
        code.size() == 2 && code.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ") == code.npos;
    if (!capitals) {
      fail_at(place, fmt::format("code \"{}\"; expected two capital letters", code));
    }
    if (!seen.insert(code).second) {
      fail_at(place, fmt::format("code \"{}\" is given twice", code));
    }
    if (name.empty()) fail_at(rows.at(i, "name").source(), "name of " + code + " is empty");
    check_line(rows.at(i, "name"), name, "name of " + code);
    if (is_like_formula(name)) {
      fail_at(rows.at(i, "name").source(),
              fmt::format("name of {} begins with \"{}\", and a spreadsheet would take it for a "
                          "formula; expected another first letter",
                          code, name.front()));
    }
    actors.push_back({code, name, std::string(kind.kind)});
  }
  return actors;
}

bool is_patron(const Cast& cast, std::string_view code) {
  return std::any_of(cast.patrons.begin(), cast.patrons.end(),
                     [code](const Actor& patron) { return patron.code == code; });
}

/// A patron may also buy: one actor in two roles, under one code and one name.
void free_codes_of_patrons(const ActorRows& buyers, const Cast& cast, std::set<std::string>& seen) {
  for (const Actor& patron : cast.patrons) {
    seen.erase(patron.code);
    for (std::size_t i = 0; i < buyers.size(); ++i) {
      if (buyers.text(i, "code") != patron.code || buyers.text(i, "name") == patron.name) continue;
      fail_at(buyers.at(i, "name").source(),
              fmt::format("buyer {} is \"{}\", but \"{}\" among the patrons", patron.code,
                          buyers.text(i, "name"), patron.name));
    }
  }
}

/// The row of the invader's leader.
std::size_t invader_of(const ActorRows& principals) {
  constexpr std::string_view kSides[] = {"invader", "defender"};
  const auto side = [&](std::size_t i) {
    return read_word(principals.at(i, "side"), principals.what(i, "side"), kSides);
  };
  if (side(0) == side(1)) {
    fail_at(principals.at(1, "side").source(),
            "both principals are on one side; expected an \"invader\" and a \"defender\"");
  }
  return side(0);  // the other row, if this one is the second side's
}

/// All cells of a kind, column by column.
void read_cells(const ActorRows& rows, std::string_view kind, Cast& cast) {
  for (const CastCells& cells : cells_of(kind)) {
    for (std::size_t row = 0; row < rows.size(); ++row) {
      const auto& node = rows.at(row, cells.name());
      cells.put(cast, row, read_cell(node, rows.what(row, cells.name()), cells, cast.blocs));
    }
  }
}

/// Where a total is wrong, the message points at the first row of its column.
void check_parts(const ActorRows& rows, std::string_view kind, const Cast& cast) {
  for (const CastCells& cells : cells_of(kind)) {
    if (!cells.declaration.part) continue;
    check_sum_of_parts(cast, kind, cells, rows.at(0, cells.name()).source());
  }
}

void check_blocs(const toml::table& document, const Cast& cast) {
  for (std::size_t b = 0; b < cast.blocs.size(); ++b) {
    if ((cast.bloc == static_cast<int>(b)).any()) continue;
    fail_at((*document["blocs"].as_array())[b].source(),
            fmt::format("bloc \"{}\" has no donor; expected one at least", cast.blocs[b]));
  }
}

Eigen::MatrixXd read_matrix(const toml::node& node, const Names& blocs) {
  const std::size_t n = blocs.size();
  const toml::array& rows = read_list(node, "influence.matrix");
  const auto check_size = [n](const toml::array& list, std::string_view what) {
    if (list.size() == n) return;
    fail_at(list.source(), fmt::format("{} has {} elements; expected {}, one for each bloc", what,
                                       list.size(), n));
  };
  check_size(rows, "influence.matrix");
  const auto size = static_cast<Eigen::Index>(n);
  Eigen::MatrixXd matrix(size, size);
  for (std::size_t a = 0; a < n; ++a) {
    const std::string what = fmt::format("the row of {} in influence.matrix", blocs[a]);
    const toml::array& row = read_list(rows[a], what);
    check_size(row, what);
    double sum = 0;
    for (std::size_t b = 0; b < n; ++b) {
      const double weight = read_number_in(row[b], what, kShare);
      matrix(static_cast<Eigen::Index>(a), static_cast<Eigen::Index>(b)) = weight;
      sum += weight;
    }
    if (std::abs(sum - 1) > kRounding) {
      fail_at(row.source(), fmt::format("{} sums to {:.6g}; expected 1", what, sum));
    }
  }
  return matrix;
}

void read_influence(const toml::table& document, Cast& cast) {
  constexpr double kOwn = 0.6;  // model.md, P3
  cast.own_influence = kOwn;
  if (const toml::node* node = document.get("influence")) {
    const toml::table& table = read_table(*node, "influence");
    constexpr std::string_view kForms[] = {"own", "matrix"};
    check_keys(table, kForms, "key", "[influence]");
    if (table.size() != 1) fail_at(node->source(), "[influence]: expected either own or matrix");
    if (const auto* matrix = table.get("matrix")) {
      cast.own_influence.reset();
      cast.influence = read_matrix(*matrix, Names(cast.blocs.begin(), cast.blocs.end()));
      return;
    }
    cast.own_influence = read_number_in(*table.get("own"), "influence.own", kShare);
  }
  cast.influence = default_influence(cast, *cast.own_influence);
}

}  // namespace

void check_sum_of_parts(const Cast& cast, std::string_view kind, const CastCells& cells,
                        const toml::source_region& place) {
  double sum = 0;
  for (std::size_t row = 0; row < actors_of(cast, kind).size(); ++row) sum += cells.get(cast, row);
  if (std::abs(sum - 1) <= kRounding) return;
  fail_at(place, fmt::format("the {}s' {} sum to {:.6g}; expected 1", kind, cells.name(), sum));
}

void check_european(const Cast& cast, std::size_t donor, const toml::source_region& place) {
  if (cast.european[donor] || !cast.eu_member[donor]) return;
  fail_at(place, fmt::format("donor {} is in the EU and not European; expected european = true",
                             cast.donors[donor].code));
}

Cast read_cast(const std::filesystem::path& file) {
  const toml::table document = read_toml_file(file, "a table of actors");
  Names keys = {"columns", "blocs", "influence"};
  for (const ActorKind& kind : actor_kinds()) keys.push_back(kind.list);
  check_keys(document, keys, "key", "the table of actors");

  Cast cast;
  cast.file = file.string();
  cast.columns = read_columns(document);
  cast.blocs = read_blocs(document);
  std::set<std::string> codes;
  for (const ActorKind& kind : actor_kinds()) {
    const ActorRows rows(document, kind);
    if (kind.kind == "buyer") free_codes_of_patrons(rows, cast, codes);
    const std::vector<Actor> actors = read_actors(rows, kind, codes);
    for (const Actor& actor : actors) {
      if (kind.kind != "buyer" || !is_patron(cast, actor.code)) cast.actors.push_back(actor);
    }
    if (kind.kind == "principal") {
      const std::size_t invader = invader_of(rows);
      cast.principals = {actors[invader], actors[1 - invader]};
    } else if (kind.kind == "donor") {
      cast.donors = actors;
      read_cells(rows, kind.kind, cast);
      check_blocs(document, cast);
      for (std::size_t row = 0; row < rows.size(); ++row) {
        check_european(cast, row, rows.at(row, "european").source());
      }
    } else if (kind.kind == "patron" || kind.kind == "buyer") {
      (kind.kind == "patron" ? cast.patrons : cast.buyers) = actors;
      read_cells(rows, kind.kind, cast);
      check_parts(rows, kind.kind, cast);
    }
  }
  read_influence(document, cast);
  return cast;
}

}  // namespace armistice
