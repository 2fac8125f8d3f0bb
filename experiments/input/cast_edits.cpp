#include "experiments/input/cast_edits.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

#include "experiments/input/cast_columns.hpp"
#include "experiments/input/cast_rows.hpp"
#include "experiments/input/nearest_name.hpp"
#include "experiments/input/toml_reader.hpp"

namespace armistice {
namespace {

constexpr std::string_view kFile = "file", kBlocs = "blocs", kKind = "kind", kName = "name";

std::vector<Actor>& rows_of(Cast& cast, std::string_view kind) {
  if (kind == "donor") return cast.donors;
  return kind == "patron" ? cast.patrons : cast.buyers;
}

/// The row of an actor in a kind; its number of rows if it is not there.
std::size_t row_of(const Cast& cast, std::string_view kind, std::string_view code) {
  const std::vector<Actor>& actors = actors_of(cast, kind);
  const auto found = std::find_if(actors.begin(), actors.end(),
                                  [code](const Actor& actor) { return actor.code == code; });
  return static_cast<std::size_t>(found - actors.begin());
}

/// The kinds in which an actor has columns: two of a patron that buys.
std::vector<std::string_view> roles_of(const Cast& cast, std::string_view code) {
  std::vector<std::string_view> roles;
  for (const std::string_view kind : kinds_with_columns()) {
    if (row_of(cast, kind, code) < actors_of(cast, kind).size()) roles.push_back(kind);
  }
  return roles;
}

bool is_code(std::string_view key) {
  return key.size() == 2 && key.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ") == key.npos;
}

/// A cell as it is laid over: of which actor, in which column.
class Cell {
 public:
  Cell(Cast& cast, std::string_view kind, std::string_view code, const CastCells& cells)
      : cast_(cast),
        kind_(kind),
        code_(code),
        cells_(cells),
        what_(fmt::format("{} of {} {}", cells.name(), kind, code)) {}

  /// 0.3, { value = 0.3, from = "2026-05" }, or a list of these.
  void lay(const toml::node& node) {
    const toml::array* list = node.as_array();
    if (list == nullptr) return lay_one(node);
    if (list->empty()) fail_at(node.source(), what_ + " is an empty list; expected a value");
    for (const toml::node& element : *list) lay_one(element);
  }

 private:
  /// What a scenario calls the part of a dated value: "actors.HU.tie.from".
  std::string key(std::string_view part) const {
    return fmt::format("{}.{}", cell_name(cast_, kind_, code_, std::string(cells_.name())), part);
  }

  void lay_one(const toml::node& node) {
    if (const toml::table* dated = node.as_table()) return lay_dated(*dated);
    const double value = read_cell(node, what_, cells_, cast_.blocs);
    cells_.put(cast_, row_of(cast_, kind_, code_), value);
    forget([](const CastEdit&) { return true; });  // what is said last counts, also later
    add({kind_, code_, std::string(cells_.name()), std::nullopt, value});
  }

  void lay_dated(const toml::table& dated) {
    constexpr std::string_view kFields[] = {"value", "from"};
    check_keys(dated, kFields, "key", what_);
    if (!cells_.declaration.monthly) {
      fail_at(
          dated.source(),
          fmt::format("{} holds for the whole trial and takes no date; expected a value", what_));
    }
    const double value =
        read_cell(required(dated, "value", what_), key("value"), cells_, cast_.blocs);
    const CalendarMonth from = read_month(required(dated, "from", what_), key("from"));
    forget([&](const CastEdit& edit) { return edit.from == from; });
    add({kind_, code_, std::string(cells_.name()), from, value});
  }

  template <class Which>
  void forget(const Which& which) {
    std::erase_if(cast_.edits, [&](const CastEdit& edit) {
      return edit.kind == kind_ && edit.code == code_ && edit.column == cells_.name() &&
             which(edit);
    });
  }

  void add(CastEdit edit) { cast_.edits.push_back(std::move(edit)); }

  Cast& cast_;
  std::string kind_, code_;
  const CastCells& cells_;
  std::string what_;
};

void rename(Cast& cast, std::string_view code, const std::string& name) {
  const auto each = [&](std::vector<Actor>& actors) {
    for (Actor& actor : actors) {
      if (actor.code == code) actor.name = name;
    }
  };
  each(cast.actors);
  each(cast.principals);
  for (const std::string_view kind : kinds_with_columns()) each(rows_of(cast, kind));
}

[[noreturn]] void refuse_column(const toml::key& column, std::string_view code,
                                const std::vector<std::string_view>& roles) {
  std::vector<std::string_view> names = {kName};
  for (const std::string_view kind : roles) {
    for (const CastCells& cells : cells_of(kind)) names.push_back(cells.name());
  }
  const std::string_view nearest = nearest_name(column.str(), names);
  fail_at(column.source(),
          fmt::format("unknown column \"{}\" of {}; {}", column.str(), code,
                      nearest.empty() ? fmt::format("expected {}", listed(names))
                                      : fmt::format("did you mean \"{}\"?", nearest)));
}

void lay_row(const toml::table& row, std::string_view code, std::string_view kind, Cast& cast) {
  for (const Entry& entry : in_file_order(row)) {
    const CastCells* cells = find_cells(kind, entry.name());
    if (cells == nullptr) refuse_column(*entry.key, code, {kind});
    Cell(cast, kind, code, *cells).lay(*entry.value);
  }
}

/// Changes an actor that the table has.
void lay_actor(const toml::table& actor, std::string_view code,
               const std::vector<std::string_view>& roles, Cast& cast) {
  for (const Entry& entry : in_file_order(actor)) {
    const std::string_view key = entry.name();
    const std::string what = fmt::format("actors.{}.{}", code, key);
    if (key == kName) {
      rename(cast, code, read_text(*entry.value, what));
      continue;
    }
    if (key == kKind) {
      read_word(*entry.value, what, roles);
      continue;
    }
    if (std::find(roles.begin(), roles.end(), key) != roles.end()) {
      lay_row(read_table(*entry.value, what), code, key, cast);
      continue;
    }
    std::vector<std::string_view> having;
    for (const std::string_view kind : roles) {
      if (find_cells(kind, key) != nullptr) having.push_back(kind);
    }
    if (having.empty()) refuse_column(*entry.key, code, roles);
    if (having.size() > 1) {
      fail_at(
          entry.key->source(),
          fmt::format("{0} is a {1} and a {2}, and both have {3}; expected actors.{0}.{1}.{3} or "
                      "actors.{0}.{2}.{3}",
                      code, having[0], having[1], key));
    }
    Cell(cast, having[0], code, *find_cells(having[0], key)).lay(*entry.value);
  }
}

/// A row that the table does not have.
void add_actor(const toml::table& actor, const toml::key& key, Cast& cast) {
  const std::string code(key.str());
  const std::string_view kind = kinds_with_columns()[read_word(
      *actor.get(kKind), fmt::format("actors.{}.kind", code), kinds_with_columns())];
  const std::string who = fmt::format("{} {}", kind, code);
  const ActorKind& rules = *find_kind(kind);
  std::vector<Actor>& rows = rows_of(cast, kind);
  if (rows.size() >= rules.most) {
    fail_at(key.source(), fmt::format("{} is one too many; there is room for {} {}", who,
                                      rules.most, rules.list));
  }
  for (const std::string_view column : rules.columns) {
    if (column != "code") required(actor, column, who);
  }
  const std::string name = read_text(*actor.get(kName), fmt::format("name of {}", who));
  if (name.empty()) fail_at(actor.get(kName)->source(), fmt::format("name of {} is empty", who));
  const Actor added{code, name, std::string(kind)};
  rows.push_back(added);
  // Among all actors after the last of its kind, or at the end.
  const auto last = std::find_if(cast.actors.rbegin(), cast.actors.rend(),
                                 [kind](const Actor& a) { return a.kind == kind; });
  cast.actors.insert(last.base() == cast.actors.begin() ? cast.actors.end() : last.base(), added);
  for (const CastCells& cells : cells_of(kind)) {
    const toml::node& node = *actor.get(cells.name());
    if (node.is_table()) {
      fail_at(node.source(),
              fmt::format("{} of {} has no value before its date; expected [VALUE, {{ "
                          "value = ..., from = ... }}]",
                          cells.name(), who));
    }
    Cell(cast, kind, code, cells).lay(node);
  }
  lay_actor(actor, code, {kind}, cast);  // whatever is no column of it is refused here
}

void add_blocs(const toml::node& node, Cast& cast) {
  for (const toml::node& element : read_list(node, "actors.blocs")) {
    const std::string bloc = read_text(element, "a bloc");
    if (std::find(cast.blocs.begin(), cast.blocs.end(), bloc) != cast.blocs.end()) continue;
    if (cast.blocs.size() >= kMaxBlocs) {
      fail_at(element.source(),
              fmt::format("bloc \"{}\" is one too many; there is room for {}", bloc, kMaxBlocs));
    }
    if (!cast.own_influence) {
      fail_at(
          element.source(),
          fmt::format("bloc \"{}\" has no row in the matrix of influence of {}; expected another "
                      "table, actors.file",
                      bloc, cast.file));
    }
    cast.blocs.push_back(bloc);
  }
}

bool begins_in_any_case(std::string_view text, std::string_view start) {
  const auto same = [](char a, char b) {
    return std::tolower(static_cast<unsigned char>(a)) ==
           std::tolower(static_cast<unsigned char>(b));
  };
  return text.size() >= start.size() && std::equal(start.begin(), start.end(), text.begin(), same);
}

/// Whom a wrong code may mean: the only actor whose name begins so (HUN, Hung, HUNGARY), else the
/// one with the nearest name or code. Null if nobody is near.
const Actor* actor_meant(std::string_view typed, const Cast& cast) {
  const Actor* meant = nullptr;
  int beginning = 0;
  std::vector<std::string_view> codes, names;
  for (const Actor& actor : cast.actors) {
    codes.push_back(actor.code);
    names.push_back(actor.name);
    if (!begins_in_any_case(actor.name, typed)) continue;
    meant = &actor;
    ++beginning;
  }
  if (typed.size() > 2 && beginning == 1) return meant;
  const std::string_view name = typed.size() > 3 ? nearest_name(typed, names) : "";
  const std::string_view code = nearest_name(typed, codes);
  const auto found = std::find_if(cast.actors.begin(), cast.actors.end(), [&](const Actor& actor) {
    return name.empty() ? actor.code == code : actor.name == name;
  });
  return found == cast.actors.end() ? nullptr : &*found;
}

[[noreturn]] void refuse_actor(const toml::key& key, const Cast& cast) {
  const Actor* const meant = actor_meant(key.str(), cast);
  const std::string hint =
      meant == nullptr ? "" : fmt::format("; did you mean \"{}\" ({})?", meant->code, meant->name);
  if (is_code(key.str())) {
    fail_at(key.source(), fmt::format("unknown actor \"{}\"{}{} new one has kind = {} and all "
                                      "columns of its kind",
                                      key.str(), hint, hint.empty() ? "; a" : " A",
                                      listed(kinds_with_columns())));
  }
  if (!hint.empty()) fail_at(key.source(), fmt::format("unknown actor \"{}\"{}", key.str(), hint));
  fail_at(key.source(),
          fmt::format("unknown actor \"{}\"; expected a code of two capital letters, such as "
                      "\"HU\", or file or blocs; armistice actors lists them",
                      key.str()));
}

}  // namespace

void lay_actors(const toml::table& actors, Cast& cast) {
  if (const toml::node* blocs = actors.get(kBlocs)) add_blocs(*blocs, cast);
  for (const Entry& entry : in_file_order(actors)) {
    const std::string_view code = entry.name();
    if (code == kFile || code == kBlocs) continue;
    const auto known = std::find_if(cast.actors.begin(), cast.actors.end(),
                                    [code](const Actor& actor) { return actor.code == code; });
    if (known == cast.actors.end() && !is_code(code)) refuse_actor(*entry.key, cast);
    const toml::table& actor = read_table(*entry.value, fmt::format("actors.{}", code));
    if (known != cast.actors.end()) {
      lay_actor(actor, code, roles_of(cast, code), cast);
    } else if (actor.contains(kKind)) {
      add_actor(actor, *entry.key, cast);
    } else {
      refuse_actor(*entry.key, cast);
    }
  }
}

void finish_edits(Cast& cast, const toml::source_region& place) {
  if (cast.edits.empty()) return;
  for (std::size_t b = 0; b < cast.blocs.size(); ++b) {
    if ((cast.bloc == static_cast<int>(b)).any()) continue;
    fail_at(place, fmt::format("bloc \"{}\" has no donor; expected one at least", cast.blocs[b]));
  }
  for (std::size_t donor = 0; donor < cast.donors.size(); ++donor) {
    check_european(cast, donor, place);
  }
  if (cast.own_influence) cast.influence = default_influence(cast, *cast.own_influence);
  for (const Cast& then : casts_by_edit(cast)) {
    for (const std::string_view kind : kinds_with_columns()) {
      for (const CastCells& cells : cells_of(kind)) {
        if (cells.declaration.part) check_sum_of_parts(then, kind, cells, place);
      }
    }
  }
}

std::string cell_name(const Cast& cast, const std::string& kind, const std::string& code,
                      const std::string& column) {
  int having = 0;
  for (const std::string_view role : roles_of(cast, code)) {
    having += find_cells(role, column) != nullptr ? 1 : 0;
  }
  return having > 1 ? fmt::format("actors.{}.{}.{}", code, kind, column)
                    : fmt::format("actors.{}.{}", code, column);
}

std::string cell_history(const Cast& cast, const std::string& kind, std::size_t row,
                         const std::string& column) {
  const CastCells& cells = *find_cells(kind, column);
  std::string text = cell_text(cast, cells, cells.get(cast, row));
  std::vector<const CastEdit*> later;
  for (const CastEdit& edit : cast.edits) {
    const bool this_cell =
        edit.kind == kind && edit.code == actors_of(cast, kind)[row].code && edit.column == column;
    if (this_cell && edit.from) later.push_back(&edit);
  }
  std::sort(later.begin(), later.end(), [](const CastEdit* a, const CastEdit* b) {
    return months_between(*b->from, *a->from) < 0;
  });
  for (const CastEdit* edit : later) {
    text +=
        fmt::format(", {} from {}", cell_text(cast, cells, edit->value), to_string(*edit->from));
  }
  return text;
}

}  // namespace armistice
